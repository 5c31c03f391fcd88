// A witness that is killed at any moment never contradicts itself, whatever chain its node shows when it is started again.
//
// KILLS says how often it is killed: 50 times in `npm run test:deep`.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TYPESCRIPT } from "@openrobotid/kit/run";
import { randoms } from "@openrobotid/testkit/randoms";
import { expect } from "chai";
import { beginJournal } from "../../witness/journal.js";
import { makeWitnessKey } from "../../witness/key.js";
import { Fork } from "./chains.js";

const KILLS = Number(process.env.KILLS ?? 5);
const SEED = 20_260_107;
const CHILD = fileURLToPath(new URL("killed-witness.ts", import.meta.url));

/** Runs the witness until it is gone; gives what it served. */
async function run(args: readonly string[]): Promise<{ lines: string[]; signal: string | null }> {
  const child = spawn(process.execPath, [TYPESCRIPT, CHILD, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (part: Buffer) => {
    text += part;
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (_, signal) => {
      resolve({ lines: text.split("\n").filter(Boolean), signal });
    });
  });
}

describe("A witness that is killed", function () {
  this.timeout(60_000 + KILLS * 10_000);

  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "witness-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it(`at ${KILLS} moments never serves two blocks of one height, nor one that does not follow from those before`, async () => {
    const random = randoms(SEED);
    const [key, journal] = [join(folder, "key.json"), join(folder, "journal.json")];
    beginJournal(journal, await makeWitnessKey(key));
    const served: { number: bigint; hash: string }[] = [];
    let height = 100n;
    let contradictions = 0;
    let killed = 0;
    for (let tried = 0; killed < KILLS; tried += 1) {
      // Every third time its node shows another chain than before: one that differs at a block that it signed, or before.
      const isOther = tried % 3 === 2 && served.length > 0;
      const name = isOther ? `fork ${tried}` : "trunk";
      const from = isOther ? height - 1n - BigInt(Math.floor(random() * 8)) : 0n;
      // Each signature takes eight operations.
      const operations = 1 + Math.floor(random() * 60);
      const back = BigInt(Math.floor(random() * 5));
      const start = isOther ? height : height - back;
      const args = [key, journal, name, `${from}`, `${start}`, `${operations}`];
      const { lines, signal } = await run(args);
      if (signal === "SIGKILL") killed += 1;
      for (const line of lines) {
        if (line === "contradiction") {
          contradictions += 1;
          continue;
        }
        const [number = "", hash = ""] = line.split(" ");
        served.push({ number: BigInt(number), hash });
        if (BigInt(number) > height) height = BigInt(number);
      }
      expect(tried).to.be.lessThan(3 * KILLS + 10);
    }
    const trunk = new Fork("trunk", 0n, 0n);
    let before = -1n;
    for (const { number, hash } of served) {
      expect(hash, `block ${number}`).to.equal(trunk.header(number).hash);
      expect(number >= before, `block ${number} after block ${before}`).to.equal(true);
      before = number;
    }
    expect(killed).to.equal(KILLS);
    expect(contradictions).to.be.greaterThan(0);
  });
});
