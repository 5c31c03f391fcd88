// What somebody signs who sends nothing, and what both sides sign: files that go from hand to hand.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, isolate, party } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { answers, fails, says } from "./run.js";

const TERN = "CN-BH01-TERN03-25W0700000000";
const DIGEST = `0x${"5e".repeat(32)}`;
const at = (key: string) => party(key).address;
const by = (signer: string, file: string) =>
  `--signer ${at(signer)} --deadline 2030-01-01 --out ${file}`;

type Built = { act: Record<string, unknown>; signature: string | null };

describe("act", () => {
  isolate();

  for (const [index, [line, act, event]] of (
    [
      [`raise-flag ${TERN}0002 stolen --commitment ${DIGEST}`, { act: "raiseFlag" }, "flag"],
      [
        `name-operator ${TERN}0002 --account ${at("cuidados")} --until 2030-01-01`,
        { act: "setOperator", operator: at("cuidados"), until: 1893456000 },
        "operator",
      ],
      [`end-operator ${TERN}0002`, { act: "setOperator", until: 0 }, "operator"],
      [
        `offer-intake ${TERN}0002 --recycler ${at("norte")}`,
        { act: "offerIntake", recycler: at("norte") },
        "recycler",
      ],
      [`relocate ${TERN}0002 --country DE`, { act: "relocate", country: "DE" }, "to"],
      [`revoke-consents ${TERN}0002`, { act: "revokeConsents" }, "revocations"],
    ] as const
  ).entries()) {
    it(`builds, signs and submits: ${line.split(" ")[0]}`, async () => {
      const file = `act-${index}.json`;
      const built = await answers<Built>(`act build ${line} ${by("hotel", file)}`);
      expect(built.act).to.include({ ...act, signer: at("hotel") });
      expect(built.act)
        .to.have.property("nonce")
        .that.matches(/^[0-9]+$/);
      expect(built.signature).to.equal(null);
      expect(await says(`act sign ${file}`, { as: "hotel" })).to.include(`${at("hotel")}: signed`);
      const { events, from } = await answers<{ events: object[]; from: string }>(
        `act submit ${file}`,
        { as: "stranger" },
      );
      expect(from).to.equal(at("stranger"));
      expect(events[0]).to.have.property(event);
      expect((await fails(`act submit ${file}`, 1, { as: "stranger" })).code).to.equal(
        "SignedActsNotSigned",
      );
    });
  }

  it("objects to an order, and clears a report", async () => {
    const propose = `order propose ${TERN}0001 transfer --beneficiary ${at("stranger")}`;
    const { events } = await answers<{ events: { order: string }[] }>(
      `${propose} --commitment ${DIGEST}`,
      { as: "es" },
    );
    const [{ order } = { order: "" }] = events;
    await answers(`act build object ${order} --commitment ${DIGEST} ${by("hospital", "o.json")}`);
    await answers("act sign o.json", { as: "hospital" });
    await answers("act submit o.json", { as: "stranger" });
    expect(await answers(`order show ${order}`)).to.include({ status: "objected" });

    await answers(`flag raise ${TERN}0002 stolen --commitment ${DIGEST}`, { as: "hotel" });
    const clear = `act build clear-flag ${TERN}0002 stolen --commitment ${DIGEST}`;
    await answers(`${clear} ${by("hotel", "clear.json")}`);
    await answers("act sign clear.json", { as: "hotel" });
    await answers("act submit clear.json", { as: "stranger" });
    expect(await answers(`flag show ${TERN}0002`)).to.deep.include({ flags: [] });
  });

  it("takes a robot back that its recycler offers back", async () => {
    await answers(`scrap offer ${TERN}0002 --recycler ${at("norte")}`, { as: "hotel" });
    expect(await says(`lookup ${TERN}0002`)).to.include(`${at("norte")}, to be destroyed`);
    await answers(`scrap take-in ${TERN}0002`, { as: "norte" });
    await answers(`scrap offer-return ${TERN}0002`, { as: "norte" });
    await answers(`act build take-back ${TERN}0002 ${by("hotel", "act-back.json")}`);
    await answers("act sign act-back.json", { as: "hotel" });
    await answers("act submit act-back.json", { as: "stranger" });
    expect(await answers(`lookup ${TERN}0002`)).to.include({ verdict: "inService" });
  });

  it("is signed by its signer alone, and submitted once it is", async () => {
    await answers(`act build relocate ${TERN}0002 --country DE ${by("hotel", "act-own.json")}`);
    const { message } = await fails("act submit act-own.json", 2, { as: "stranger" });
    expect(message).to.equal(`act-own.json is not signed yet by ${at("hotel")}.`);
    const other = await fails("act sign act-own.json", 2, { as: "lira" });
    expect(other.message).to.include(
      `for ${at("hotel")} to sign; the key is that of ${at("lira")}`,
    );
    const again = await fails(
      `act build relocate ${TERN}0002 --country DE ${by("hotel", "act-own.json")}`,
      2,
    );
    expect(again.message).to.include("it is there already");
  });

  it("says what is wrong with a file that is none, or was altered", async () => {
    await answers(`act build relocate ${TERN}0002 --country DE ${by("hotel", "act-good.json")}`);
    const good = JSON.parse(readFileSync(join(folder, "act-good.json"), "utf8"));
    for (const [altered, complaint] of [
      [{ ...good.act, act: "sell" }, "act.act: Invalid discriminator value"],
      [{ ...good.act, country: "Germany" }, "act.country: expected the two letters of a country"],
      [{ ...good.act, nonce: 1 }, "act.nonce"],
    ] as const) {
      writeFileSync(join(folder, "act-bad.json"), JSON.stringify({ ...good, act: altered }));
      const { message } = await fails("act sign act-bad.json", 2, { as: "hotel" });
      expect(message).to.include(`act-bad.json is no act: ${complaint}`);
    }
    await answers("act sign act-good.json", { as: "hotel" });
    const signed = JSON.parse(readFileSync(join(folder, "act-good.json"), "utf8"));
    const elsewhere = { ...signed, act: { ...signed.act, country: "MX" } };
    writeFileSync(join(folder, "act-elsewhere.json"), JSON.stringify(elsewhere));
    expect((await fails("act submit act-elsewhere.json", 1, { as: "stranger" })).code).to.equal(
      "SignedActsNotSigned",
    );
  });
});

describe("consents", () => {
  isolate();

  const build = async (file: string, more = "") => {
    const built = await answers<{ consent: { expectedHead: string } }>(
      `transfer consent build ${TERN}0002 --to ${at("lira")} --deadline 2030-01-01 --out ${file} ${more}`.trim(),
    );
    for (const as of ["hotel", "lira"]) await answers(`transfer consent sign ${file}`, { as });
    return built.consent;
  };

  it("that bind the history are good only while nothing more happens to the robot", async () => {
    const { expectedHead } = await build("act-bound.json", "--bind-history");
    expect(BigInt(expectedHead) > 0n).to.equal(true);
    await answers("transfer consent submit act-bound.json --dry-run", { as: "stranger" });
    await answers(`operator name ${TERN}0002 --account ${at("cuidados")} --until 2030-01-01`, {
      as: "hotel",
    });
    const { code, message } = await fails("transfer consent submit act-bound.json", 1, {
      as: "stranger",
    });
    expect(code).to.equal("SignedActsHeadChanged");
    expect(message).to.include(TERN);
  });

  it("are revoked one by one, by either side, sent or signed", async () => {
    const { expectedHead } = await build("act-sale.json");
    expect(BigInt(expectedHead)).to.equal(0n);
    await answers(`act build revoke-consent act-sale.json ${by("lira", "revoked.json")}`);
    await answers("act sign revoked.json", { as: "lira" });
    await answers("act submit revoked.json", { as: "stranger" });
    const { code } = await fails("transfer consent submit act-sale.json", 1, { as: "stranger" });
    expect(code).to.equal("SignedActsConsentRevoked");
    // Another one is still good.
    await build("act-other-sale.json", `--terms act-sale.json`);
    await answers("transfer consent submit act-other-sale.json --dry-run", { as: "stranger" });
  });
});

describe("the validator of a seat", () => {
  isolate();

  it("is replaced with the node's key at hand, or with what it signed elsewhere", async () => {
    writeFileSync(join(folder, "node.key"), `0x${"7a".repeat(32)}\n`);
    const { validator, signature } = await answers(
      "governance sign-validator 2 --node-key node.key",
    );
    const line = `governance rotate-validator ${validator}`;
    expect((await fails(line, 2, { as: "es" })).message).to.equal(
      "Expected either --signature or --node-key.",
    );
    // What was signed for seat 2 is nothing to seat 3.
    const elsewhere = await fails(`${line} --signature ${signature}`, 1, { as: "mx" });
    expect(elsewhere.code).to.equal("ConsortiumValidatorSignature");
    const other = await fails(`governance rotate-validator ${at("lira")} --node-key node.key`, 2, {
      as: "es",
    });
    expect(other.message).to.include(`is that of ${validator}, not of ${at("lira")}`);
    writeFileSync(join(folder, "no.key"), "hello");
    const none = await fails("governance sign-validator 2 --node-key no.key", 2);
    expect(none.message).to.equal("no.key holds no node key.");
    await answers(`${line} --node-key node.key`, { as: "es" });
    const { validators } = await answers<{ validators: object[] }>("governance validators");
    expect(validators.map((one) => (one as { validator: string }).validator)).to.include(validator);
  });
});
