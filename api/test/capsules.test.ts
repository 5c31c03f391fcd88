// Capsules and labels of the API: signed by the member, of what the chain says, without an account.

import { parseRobotId, verdictOf } from "@openrobotid/sdk";
import { createSoftwareSigner } from "@openrobotid/sdk/device";
import { LABEL_LANGUAGES } from "@openrobotid/sdk/label";
import { witnessKeyOf } from "@openrobotid/sdk/proof";
import { CAPSULE_MEDIA_TYPE, readCapsule, verifyCapsule } from "@openrobotid/sdk/witness";
import { expect } from "chai";
import { onExampleApi } from "./example-api.js";
import { WITNESS_KEY } from "./witness.js";

const ROBOT = "CNBH01TERN0325W07000000000004";
const UNKNOWN = "CNBH01TERN0325W07000000999999";

onExampleApi("capsules and labels", (api) => {
  it("says of a robot what the chain says, signed with the key of the member's witness", async () => {
    const { status, type, text } = await api().ask(`/v1/robots/${ROBOT}/capsule`);
    expect({ status, type }).to.deep.equal({ status: 200, type: CAPSULE_MEDIA_TYPE });
    expect(text.length).to.be.at.most(600);
    const robot = await api().client.getRobot({ id: parseRobotId(ROBOT) });
    const { claims } = await readCapsule(text);
    expect(claims).to.deep.include({
      id: ROBOT,
      seat: 1,
      ...verdictOf(robot),
      head: robot.history?.head,
    });
    expect(claims.openRecalls).to.equal(robot.openCampaigns.length);
    expect(claims.expires - claims.issuedAt).to.equal(86_400);

    const { key } = await createSoftwareSigner(WITNESS_KEY);
    const witness = {
      ...{ seat: 1, name: "CN", countries: [], key: witnessKeyOf(key), url: "https://cn.example" },
      issuedAt: claims.issuedAt,
    };
    const { chainId, issuedAt: timestamp } = claims;
    const witnesses = { chainId, timestamp, witnesses: [witness], without: [], departed: [] };
    const verified = await verifyCapsule(text, { witnesses, now: timestamp + 60 });
    expect(verified.witness.name).to.equal("CN");
  });

  it("gives the same capsule again for a minute, so that many who ask cost one signature", async () => {
    const [one, other] = await Promise.all([
      api().ask(`/v1/robots/${ROBOT}/capsule`),
      api().ask(`/v1/robots/${ROBOT}/capsule`),
    ]);
    expect(one.text).to.equal(other.text);
    expect(one.headers.get("cache-control")).to.equal("public, max-age=60");
  });

  for (const [path, type] of [
    [`/v1/robots/${ROBOT}/label.svg`, "image/svg+xml"],
    [`/v1/robots/${ROBOT}/label.pdf`, "application/pdf"],
  ] as const) {
    it(`prints ${path} in three languages`, async () => {
      const texts = await Promise.all(
        LABEL_LANGUAGES.map(async (language) => {
          const answer = await api().ask(`${path}?language=${language}`);
          expect({ status: answer.status, type: answer.type }).to.deep.equal({ status: 200, type });
          return answer.text;
        }),
      );
      expect(new Set(texts).size).to.equal(3);
      const { status } = await api().ask(`${path}?language=fr`);
      expect(status).to.equal(400);
    });
  }

  for (const path of ["capsule", "label.svg", "label.pdf"]) {
    it(`answers 404 to ${path} of a code that was never issued, and leads other spellings to the code`, async () => {
      const { status, json } = await api().ask(`/v1/robots/${UNKNOWN}/${path}`);
      expect({ status, type: json.type }).to.have.property("status", 404);
      const spelled = await api().ask(`/v1/robots/${ROBOT.toLowerCase()}/${path}`);
      expect(spelled.status).to.equal(308);
      expect(spelled.headers.get("location")).to.equal(`/v1/robots/${ROBOT}/${path}`);
    });
  }
});
