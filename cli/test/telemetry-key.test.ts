// A batch that a robot signed before its key was replaced: the key of that time counts, for what was anchored before.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseRobotId } from "@openrobotid/sdk";
import { deviceKeyFile, folder, isolate, party, time } from "@openrobotid/testkit/sandbox";
import type { Running } from "@openrobotid/vault/start";
import { telemetryYear } from "@openrobotid/world/telemetry";
import { expect } from "chai";
import { answers, fails, says } from "./run.js";
import { startVault } from "./vault.js";

const SOLD = parseRobotId("CN-BH01-TERN03-25W07000000000002");
const FROM = Date.UTC(2025, 2, 3) / 1000;
const write = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), JSON.stringify(content));

describe("robotid telemetry verify after the key was replaced", function () {
  this.timeout(180_000);
  isolate();
  let vault: Running;
  let anchors = "";

  before(async () => {
    ({ vault, anchors } = await startVault());
  });
  after(async () => await vault?.stop());

  it("proves a batch of before the robot's key was replaced, and none that was anchored later", async () => {
    const [first, second] = telemetryYear({
      robot: SOLD,
      chainId: 31337,
      from: FROM,
    });
    const pushed = async (batch: unknown) => {
      write("of-old-key.json", batch);
      const push = `telemetry push of-old-key.json --vault ${vault.url} --device-key ${deviceKeyFile(SOLD)}`;
      const { batches } = await answers<{ batches: { digest: string }[] }>(push);
      return batches[0]?.digest;
    };
    const kept = async (digest: string | undefined) => {
      const show = `telemetry show ${SOLD} --vault ${vault.url} --batch ${digest}`;
      write("of-old-key.json", (await answers<{ answer: object }>(show, { as: "hotel" })).answer);
    };
    const before = await pushed(first);
    await vault.anchoring.run();
    const late = await pushed(second);
    const another = deviceKeyFile("the computer that replaced it");
    const { address: hotel } = party("hotel");
    await answers(
      `device bind ${SOLD} --holder ${hotel} --device-key '${another}' --out bound.json`,
    );
    const commitment = `--commitment 0x${"5a".repeat(32)}`;
    await answers(
      `device attest ${SOLD} --binding bound.json ${commitment} --deadline 2030-01-01 --out attested.json`,
      { as: "beihu" },
    );
    await answers(
      `device replace ${SOLD} --binding bound.json --attestation attested.json ${commitment}`,
      { as: "hotel" },
    );
    const replacedAt = await time.latest();
    await vault.anchoring.run();
    const verify = `telemetry verify of-old-key.json --anchors ${anchors}`;
    await kept(before);
    const proved = await answers(verify);
    expect(proved).to.deep.include({ signedBy: "device", keyUntil: replacedAt, digest: before });
    expect(await says(verify)).to.match(/own key of that time, replaced at/);
    await kept(late);
    const { message } = await fails(verify, 6);
    expect(message).to.match(/signed before is the vault's word alone/);
  });
});
