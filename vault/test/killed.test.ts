// A vault that is killed at any moment has nothing half, and no answer without its line.
//
// KILLS says how often it is killed: 50 times in `npm run test:deep`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { topicOf } from "@openrobotid/api-server/access-log/anchoring";
import { TYPESCRIPT } from "@openrobotid/kit/run";
import { telemetryRoot } from "@openrobotid/sdk/device";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { randoms } from "@openrobotid/testkit/randoms";
import { expect } from "chai";
import type { Hex } from "viem";
import { openVault, type Vault } from "../src/store/vault.js";
import { Anchoring, TOPICS } from "../src/telemetry/anchoring.js";
import { anchorsIn, chainFile } from "./support/chain-file.js";
import { committed, KEY, ROBOT, VAULT } from "./support/documents.js";

const KILLS = Number(process.env.KILLS ?? 4);
const SEED = 20_260_117;
const CHILD = fileURLToPath(new URL("support/killed-vault.ts", import.meta.url));
/** Longest that it works before it is killed, in milliseconds: some rounds of everything. */
const LONGEST = 400;
/** From how many kills on each act must have been cut off once. */
const MANY = 50;
/** What the child does, as it names it. */
const ACTS = ["put", "look", "granted", "taken", "erased", "anchored"];

/** Runs a vault until it is killed; gives what it had answered, and the act that the kill cut off. */
async function run(folder: string, chain: string, first: number, milliseconds: number) {
  const args = [TYPESCRIPT, CHILD, folder, chain, String(first)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  let isSet = false;
  child.stdout.on("data", (part: Buffer) => {
    text += part;
    if (!isSet) setTimeout(() => child.kill("SIGKILL"), milliseconds);
    isSet = true;
  });
  const signal = await new Promise((resolve) => child.once("close", (_, how) => resolve(how)));
  expect(signal, text).to.equal("SIGKILL");
  // The last line may have been cut.
  const lines = text.split("\n").slice(1, -1);
  const [, cut] = /^begins (.*)$/.exec(lines.at(-1) ?? "") ?? [];
  return { answered: lines.filter((line) => !line.startsWith("begins ")), cut };
}

/** Every document is whole, or not there, and has its line; so has all that was answered. */
async function expectWhole({ documents, blobs, store, lost }: Vault, answered: readonly string[]) {
  expect(lost).to.deep.equal([]);
  const rows = [...(await documents.rowsOf(ROBOT)).values()];
  const kept = rows.filter(({ erasedAt }) => erasedAt === null);
  for (const { seq } of kept) {
    const { salt } = await documents.open(committed(seq).document);
    expect(salt).to.equal(committed(seq).salt);
  }
  const { whole, drafts } = await blobs.list();
  expect([whole.length, drafts.length]).to.deep.equal([kept.length, 0]);

  const written = (await store.selectFrom("logEntry").select("line").execute()).map(
    ({ line }) => JSON.parse(line) as Record<string, unknown>,
  );
  const lines = new Set(written.map(({ what, seq, grant }) => `${what} ${seq ?? grant}`));
  const grants = await store.selectFrom("grant").select(["id", "nonce"]).execute();
  const batches = await store.selectFrom("telemetryBatch").select("sequence").execute();
  const sequences = new Set(batches.map(({ sequence }) => Number(sequence)));
  for (const line of answered) {
    const [what, number = ""] = line.split(" ");
    const granted = grants.find(({ nonce }) => BigInt(nonce) === BigInt(number));
    const name = what === "granted" ? `granted ${granted?.id}` : line;
    const isThere =
      what === "anchored" || (what === "taken" ? sequences.has(Number(number)) : lines.has(name));
    expect(isThere, line).to.equal(true);
  }
  // No state without its line, and no line without its state.
  const count = (named: string) => [...lines].filter((one) => one.startsWith(`${named} `)).length;
  expect(count("put")).to.equal(rows.length);
  expect(count("granted")).to.equal(grants.length);
  expect(count("erased")).to.equal(rows.length - kept.length);
  const taken = written.filter(({ what }) => String(what).startsWith("telemetry"));
  expect(taken.length).to.equal(batches.length);
  return rows;
}

/** What was begun is anchored once, and all that is anchored is under the root that the chain has. */
async function expectAnchored({ store, log }: Vault, chain: string, now: () => number) {
  const anchoring = new Anchoring(store, log, VAULT, chainFile(chain, now));
  // It ends with an error where the chain has an anchor twice, or one that the vault forgot.
  await anchoring.run();
  for (const topic of TOPICS) {
    const { anchors } = await anchoring.topics[topic].list();
    expect(anchors).to.deep.equal(anchorsIn(chain, topicOf(topic, VAULT)));
    if (topic === "telemetry") continue;
    for (const { root, leaves } of anchors) {
      expect(`0x${(await log.tree.headAt(leaves)).root}`).to.equal(root);
    }
  }
  const { anchors } = await anchoring.topics.telemetry.list();
  const batches = await store.selectFrom("telemetryBatch").select(["digest", "anchor"]).execute();
  for (const { digest, anchor } of batches) {
    const number = Number(anchor);
    const proof = await anchoring.proofOf(ROBOT, digest, number);
    expect(telemetryRoot(ROBOT, digest as Hex, proof)).to.equal(anchors[number - 1]?.root);
  }
  return anchors.length;
}

describe("A vault that is killed", function () {
  this.timeout(30_000 + KILLS * 20_000);
  const root = temporaryFolder();

  it(`at ${KILLS} moments of upload, grant, telemetry and anchor has each whole or not at all, and a line for all that it answered`, async () => {
    const random = randoms(SEED);
    const folder = join(root(), "vault");
    const chain = join(root(), "chain");
    const now = () => Date.UTC(2026, 0, 6) / 1000;
    const answered: string[] = [];
    const cuts = new Set<string>();
    let next = 1;
    let anchored = 0;
    for (let killed = 0; killed < KILLS; killed += 1) {
      const ran = await run(folder, chain, next, random() * LONGEST);
      answered.push(...ran.answered);
      if (ran.cut !== undefined) cuts.add(ran.cut);
      const vault = await openVault({ folder, masterKey: KEY, mostBytes: 1e6, now });
      const rows = await expectWhole(vault, answered);
      anchored = await expectAnchored(vault, chain, now);
      next = 1 + Math.max(0, ...rows.map(({ seq }) => seq));
      await vault.close();
    }
    expect(answered.length).to.be.greaterThan(KILLS);
    expect(anchored).to.be.greaterThan(0);
    if (KILLS >= MANY) expect([...cuts]).to.have.members(ACTS);
  });
});
