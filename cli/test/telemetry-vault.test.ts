// Telemetry with a vault that runs: a fleet of ten has a year of it, one knee wears out, the rule finds it, the recall follows.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import {
  deploymentFile,
  deviceKeyFile,
  folder,
  isolate,
  party,
  time,
} from "@openrobotid/testkit/sandbox";
import { grantTypedData } from "@openrobotid/vault/access/grants";
import { signIn } from "@openrobotid/vault/client/vault-client";
import type { Running } from "@openrobotid/vault/start";
import { telemetryYear } from "@openrobotid/world/telemetry";
import { expect } from "chai";
import { privateKeyToAccount } from "viem/accounts";
import { answers, fails, robotid } from "./run.js";
import { startVault } from "./vault.js";

/** The maker's own fleet: units that it has not sold. */
const FLEET = Array.from({ length: 10 }, (_, index) =>
  parseRobotId(`CN-BH01-TERN03-25W07000000000${201 + index}`),
);
const WORN = FLEET[6] as RobotId;
const SOLD = parseRobotId("CN-BH01-TERN03-25W07000000000002");
const LENT = parseRobotId("CN-BH01-TERN03-25W07000000000003");
const FROM = Date.UTC(2025, 2, 3) / 1000;
const RULES = {
  ...{ version: 1, model: "CNBH01TERN03", revision: 1 },
  rules: [
    {
      ...{ id: "wear-limit", field: "joints.wear", when: "above", threshold: 0.5, weeks: 4 },
      ...{ severity: "noTransfer", text: "Bearing at its limit." },
    },
    {
      ...{ id: "knee-pace", field: "joints.wear", joint: "kneeLeft", when: "rises" },
      ...{ threshold: 0.01, weeks: 8, severity: "noTransfer", text: "Bearing wears out." },
    },
    {
      ...{ id: "cell", field: "battery.capacity", when: "below", threshold: 16.2, weeks: 4 },
      ...{ severity: "advisory", text: "Battery at its limit." },
    },
  ],
};
const write = (name: string, content: unknown) =>
  writeFileSync(
    join(folder, name),
    typeof content === "string" ? content : JSON.stringify(content),
  );

describe("robotid telemetry with a vault", function () {
  this.timeout(60_000);
  isolate();
  let vault: Running;
  let anchors = "";

  before(async () => {
    ({ vault, anchors } = await startVault());
    const { chainId } = JSON.parse(readFileSync(deploymentFile, "utf8"));
    for (const robot of FLEET) {
      const worn = robot === WORN ? { worn: "kneeLeft" } : {};
      write("year.json", telemetryYear({ robot, chainId, from: FROM, ...worn }));
      const { batches } = await answers<{ batches: { marks: string[] }[] }>(
        `telemetry push year.json --vault ${vault.url}`,
        { as: "beihu" },
      );
      expect(batches.map(({ marks }) => marks)).to.deep.equal(Array(13).fill([]));
    }
    write("rules.json", RULES);
    write("fleet.txt", FLEET.join("\n"));
  });
  after(async () => await vault?.stop());

  const diagnose = (more = "") =>
    `telemetry diagnose --robots fleet.txt --rules rules.json --vault ${vault.url} --until 2026-03-02 ${more}`;

  it("finds the robot whose knee wears out and no other, and gives the list that a recall takes", async () => {
    const { findings, undecided } = await answers<{
      findings: { robot: string; joint: string; rule: string; value: number }[];
      undecided: unknown[];
    }>(diagnose("--out drifting.txt"), { as: "beihu" });
    expect(findings.map(({ robot, joint, rule }) => [robot, joint, rule])).to.deep.equal([
      [WORN, "kneeLeft", "wear-limit"],
      [WORN, "kneeLeft", "knee-pace"],
    ]);
    expect(undecided).to.deep.equal([]);

    const open =
      "recall open --model CN-BH01-TERN03 --severity noTransfer --campaign-number BHM-26-07 --component 'Left knee' --summary Worn --consequence Fall --remedy Replace";
    const { events } = await answers<{ events: { campaign: string }[] }>(open, { as: "beihu" });
    const campaign = events[0]?.campaign;
    await answers(`recall mark ${campaign} --robots drifting.txt`, { as: "beihu" });
    const { out } = await robotid(`recall units ${campaign} --json --quiet`);
    const units = out.trim().split("\n");
    expect(units.map((line) => JSON.parse(line).id)).to.deep.equal([WORN]);
  });

  it("publishes rules that the maker signs, finds by them what a file of them finds, and marks the unit", async () => {
    const ask = diagnose().replace("--rules rules.json ", "");
    const none = await answers<{ undecided: { why: string }[] }>(ask, { as: "beihu" });
    expect(none.undecided[0]?.why).to.match(/published no rules/);
    const publish = `telemetry rules rules.json --vault ${vault.url}`;
    const { message } = await fails(publish, 1, { as: "lira" });
    expect(message).to.match(/not the account of the maker/);
    const account = party("beihu").address;
    const published = await answers(publish, { as: "beihu" });
    expect(published).to.deep.include({ model: "CNBH01TERN03", revision: 1, account });
    expect((await fails(publish, 1, { as: "beihu" })).message).to.match(/Revision 1 is here/);
    const found = await answers<{ findings: { robot: string; rule: string }[]; signer: string }>(
      ask,
      { as: "beihu" },
    );
    expect(found).to.deep.include({ revision: 1, signer: account });
    expect(found.findings.map(({ robot, rule }) => [robot, rule])).to.deep.equal([
      [WORN, "wear-limit"],
      [WORN, "knee-pace"],
    ]);

    // What a vault altered is not believed, no matter who is named as its signer.
    const { store } = vault.vault;
    const text = JSON.stringify({ ...RULES, rules: RULES.rules.slice(1) });
    for (const change of [{ text }, { text, account: party("hotel").address }]) {
      const was = await store.selectFrom("telemetryRules").selectAll().executeTakeFirstOrThrow();
      await store.updateTable("telemetryRules").set(change).execute();
      await fails(ask, 5, { as: "beihu" });
      await store.updateTable("telemetryRules").set(was).execute();
    }
  });

  it("shows nothing to who may not see it, says so for each robot, and leaves the line in the log", async () => {
    const before = (await vault.vault.log.tree.head()).size;
    const { findings, undecided } = await answers<{
      findings: unknown[];
      undecided: { rules: null; why: string }[];
    }>(diagnose(), { as: "hotel" });
    expect(findings).to.deep.equal([]);
    expect(undecided).to.have.length(FLEET.length);
    expect(undecided[0]?.why).to.match(/may not see telemetry of this robot/);
    expect((await vault.vault.log.tree.head()).size).to.equal(before + FLEET.length);
  });

  it("finds with the grant of the holder what a maker does not see without", async () => {
    const holder = party("lira");
    const { chainId, contracts } = JSON.parse(readFileSync(deploymentFile, "utf8"));
    write("granted.json", telemetryYear({ robot: LENT, chainId, from: FROM, worn: "kneeRight" }));
    await answers(`telemetry push granted.json --vault ${vault.url}`, { as: "lira" });
    const ask = async () =>
      await answers<{ findings: { robot: string; joint: string }[]; undecided: unknown[] }>(
        `telemetry diagnose --robot ${LENT} --rules rules.json --vault ${vault.url} --until 2026-03-02`,
        { as: "beihu" },
      );
    expect(await ask()).to.deep.include({ findings: [] });

    const account = privateKeyToAccount(holder.privateKey);
    const { robot } = await answers<{ robot: { transfers: number } }>(`lookup ${LENT}`);
    const grant = {
      ...{
        holder: account.address,
        holding: Number(robot.transfers),
        grantee: party("beihu").address,
      },
      ...{ capacity: "reader" as const, kinds: ["telemetry" as const], purpose: "wear of knees" },
      ...{ until: Math.floor(Date.now() / 1000) + 86_400, nonce: `0x${"7a".repeat(32)}` },
    };
    const typed = grantTypedData(grant, {
      ...{ vault: vault.url, chainId, registry: contracts.RobotRegistry.address, robot: LENT },
    });
    const body = JSON.stringify({ grant, signature: await account.signTypedData(typed) });
    const now = Math.floor(Date.now() / 1000);
    const token = await signIn(account, { at: vault.url, vault: vault.url, chainId, now });
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const path = `${vault.url}/robots/${LENT}/grants`;
    expect((await fetch(path, { method: "POST", headers, body })).status).to.equal(201);
    const { findings, undecided } = await ask();
    expect(findings.map(({ robot, joint }) => [robot, joint])).to.deep.equal([[LENT, "kneeRight"]]);
    expect(undecided).to.deep.equal([]);
  });

  it("asks no vault where a rule has a field that is unknown", async () => {
    const [rule] = RULES.rules;
    write("wrong.json", { ...RULES, rules: [{ ...rule, field: "joints.noise" }] });
    const before = (await vault.vault.log.tree.head()).size;
    const { message } = await fails(diagnose().replace("rules.json", "wrong.json"), 2, {
      as: "beihu",
    });
    expect(message).to.match(/rules\.0\.field/);
    expect((await vault.vault.log.tree.head()).size).to.equal(before);
  });

  it("draws a chart of the knee with the maker's limit", async () => {
    const answer = await answers(
      `telemetry chart ${WORN} --vault ${vault.url} --since 2025-03-03 --until 2026-03-02 --rules rules.json --out chart.svg`,
      { as: "beihu" },
    );
    expect(answer).to.include({ robot: WORN, weeks: 52 });
    const svg = readFileSync(join(folder, "chart.svg"), "utf8");
    expect(svg).to.match(
      /Wear index of kneeLeft went from 0\.\d+ to 0\.\d+; its maker wants at most 0\.5/,
    );
  });

  it("shows and proves a batch that the robot signed, and not under another robot's key", async () => {
    const [batch] = telemetryYear({ robot: SOLD, chainId: 31337, from: FROM });
    write("signed.json", batch);
    const key = deviceKeyFile(SOLD);
    const { batches } = await answers<{ batches: { digest: string }[] }>(
      `telemetry push signed.json --vault ${vault.url} --device-key ${key}`,
    );
    const digest = batches[0]?.digest;
    expect(
      (
        await fails(
          `telemetry push signed.json --vault ${vault.url} --device-key ${deviceKeyFile(WORN)}`,
          1,
        )
      ).message,
    ).to.match(/not the one that the chain has/);
    await vault.anchoring.run();
    const { answer } = await answers<{ answer: object }>(
      `telemetry show ${SOLD} --vault ${vault.url} --batch ${digest}`,
      { as: "hotel" },
    );
    write("kept.json", answer);
    const proved = await answers(`telemetry verify kept.json --anchors ${anchors}`);
    expect(proved).to.deep.include({
      robot: SOLD,
      digest,
      signedBy: "device",
      signer: null,
      keyUntil: null,
    });
    // Its block is followed by the one of the log's head.
    expect(proved.anchoredAt).to.equal((await time.latest()) - 1);
    const { signed } = answer as { signed: { key: object } };
    write("kept.json", { ...answer, signed: { ...signed, key: { x: digest, y: digest } } });
    expect((await fails(`telemetry verify kept.json --anchors ${anchors}`, 5)).message).to.match(
      /robot's key did not sign it/,
    );
  });
});
