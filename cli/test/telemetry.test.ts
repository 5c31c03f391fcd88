// Telemetry from the machine of a robot to the proof: the vault is played, the chain is that of the sandbox.
import { existsSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parseRobotId } from "@openrobotid/sdk";
import { type SignedTelemetry, telemetryDigest, telemetryRoot } from "@openrobotid/sdk/device";
import { connection, folder, isolate, party } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { id as hashOf } from "ethers";
import { answers, fails } from "./run.js";

const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000001");
const TOPIC = hashOf("telemetry");
const BATCH = {
  ...{ version: 1, robot: ROBOT, chainId: 31337, sequence: 1, from: 1767225600, until: 1767229200 },
  ...{ firmware: "3.1.2", readings: [{ at: 1767229200, joints: { kneeLeft: { wear: 0.2 } } }] },
};

describe("robotid telemetry", () => {
  isolate();
  let vault: Server;
  let url = "";
  let pushed: SignedTelemetry | undefined;

  before(async () => {
    vault = createServer(async (request, response) => {
      const { batches } = JSON.parse(await text(request)) as { batches: SignedTelemetry[] };
      pushed = batches[0];
      const digest = telemetryDigest(pushed?.batch ?? "");
      response.end(
        JSON.stringify({ robot: ROBOT, batches: [{ digest, sequence: 1, marks: ["gap"] }] }),
      );
    }).listen(0, "127.0.0.1");
    await new Promise((done) => vault.once("listening", done));
    url = `http://127.0.0.1:${(vault.address() as AddressInfo).port}`;
  });
  after(() => vault.close());

  it("signs as the gateway of the holder, sends, and says what was found", async () => {
    writeFileSync(join(folder, "batch.json"), JSON.stringify(BATCH));
    const answer = await answers(`telemetry push batch.json --vault ${url}`, { as: "hospital" });
    expect(answer).to.deep.include({ robot: ROBOT });
    expect(pushed).to.include({ signedBy: "gateway", batch: JSON.stringify(BATCH) });
  });

  it("comes back to a vault that asks for it, signs in again where the session is over, and gives up after a few times", async () => {
    const refusals: number[] = [];
    let signIns = 0;
    const busy = createServer((request, response) => {
      if (request.url === "/nonces") return response.end(JSON.stringify({ nonce: "n".repeat(17) }));
      if (request.url === "/sessions") {
        signIns += 1;
        const session = { account: `0x${"1".repeat(40)}`, expiresAt: 2_000_000_000 };
        return response.end(JSON.stringify({ ...session, token: `${signIns}` }));
      }
      const status = refusals.shift() ?? 200;
      response
        .writeHead(status, { "retry-after": "0" })
        .end(JSON.stringify({ weeks: [], rules: null }));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => busy.once("listening", done));
    const at = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
    const chart = (file: string) =>
      `telemetry chart ${ROBOT} --vault ${at} --since 2025-01-01 --until 2026-01-01 --out ${file}`;
    try {
      refusals.push(429, 401, 429);
      expect(await answers(chart("busy.svg"), { as: "hospital" })).to.include({ weeks: 0 });
      expect(signIns).to.equal(2);
      refusals.push(429, 429, 429, 429);
      const { details } = await fails(chart("never.svg"), 1, { as: "hospital" });
      expect(details).to.deep.equal({ status: 429, retryAfter: 0 });
      expect(existsSync(join(folder, "never.svg"))).to.equal(false);
    } finally {
      busy.close();
    }
  });

  it("proves a batch to the chain, and refuses one that was altered or that the chain does not have", async () => {
    const signed = pushed as SignedTelemetry;
    const digest = telemetryDigest(signed.batch);
    const proof = { ofRobot: [], ofFleet: [] };
    const root = telemetryRoot(ROBOT, digest, proof);
    const anchors = await connection.ethers.deployContract("Anchors");
    const [account] = await connection.ethers.getSigners();
    const receipt = await (await anchors.anchor(TOPIC, root, 1)).wait();
    const block = await receipt?.getBlock();
    const kept = {
      ...{ robot: ROBOT, digest, marks: ["gap"], signed },
      anchor: {
        ...{ account: account?.address, topic: TOPIC, number: 1, proof },
        anchors: [{ root, leaves: 1, at: block?.timestamp }],
      },
    };
    const verify = `telemetry verify kept.json --anchors ${await anchors.getAddress()}`;
    const write = (one: object) => writeFileSync(join(folder, "kept.json"), JSON.stringify(one));
    write(kept);
    expect(await answers(verify)).to.deep.include({
      ...{ digest, signedBy: "gateway", signer: party("hospital").address },
      anchoredAt: block?.timestamp,
    });
    write({ ...kept, signed: { ...signed, batch: signed.batch.replace("0.2", "0.1") } });
    expect((await fails(verify, 5)).message).to.match(/It is another batch/);
    const [anchor] = kept.anchor.anchors;
    write({ ...kept, anchor: { ...kept.anchor, anchors: [{ ...anchor, leaves: 2 }] } });
    expect((await fails(verify, 5)).message).to.match(/The chain has 1 anchors/);
  });
});
