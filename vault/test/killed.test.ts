// A vault that is killed at any moment has nothing half, and no answer without its line.
//
// KILLS says how often it is killed: 50 times in `npm run test:deep`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { randoms } from "@openrobotid/testkit/randoms";
import { expect } from "chai";
import { openVault } from "../src/store/vault.js";
import { committed, KEY, ROBOT } from "./support/documents.js";

const KILLS = Number(process.env.KILLS ?? 4);
const SEED = 20_260_117;
const CHILD = fileURLToPath(new URL("support/killed-vault.ts", import.meta.url));
/** Longest that it works before it is killed, in milliseconds: some rounds of everything. */
const LONGEST = 400;

/** Runs a vault until it is killed; gives what it had answered. */
async function run(
  folder: string,
  first: number,
  milliseconds: number,
): Promise<readonly string[]> {
  const args = ["--import", "@openrobotid/kit/typescript", CHILD, folder, String(first)];
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
  return text.split("\n").slice(1, -1);
}

describe("A vault that is killed", function () {
  this.timeout(30_000 + KILLS * 10_000);
  const root = temporaryFolder();

  it(`at ${KILLS} moments has every document whole or not at all, and a line for all that it answered`, async () => {
    const random = randoms(SEED);
    const folder = join(root(), "vault");
    const answered: string[] = [];
    let next = 1;
    for (let killed = 0; killed < KILLS; killed += 1) {
      answered.push(...(await run(folder, next, random() * LONGEST)));
      const now = () => Date.UTC(2026, 0, 6) / 1000;
      const vault = await openVault({ folder, masterKey: KEY, mostBytes: 1e6, now });
      expect(vault.lost).to.deep.equal([]);

      const rows = [...(await vault.documents.rowsOf(ROBOT)).values()];
      const kept = rows.filter(({ erasedAt }) => erasedAt === null);
      for (const { seq } of kept) {
        const { salt } = await vault.documents.open(committed(seq).document);
        expect(salt).to.equal(committed(seq).salt);
      }
      const { whole, drafts } = await vault.blobs.list();
      expect([whole.length, drafts.length]).to.deep.equal([kept.length, 0]);

      const written = await vault.store.selectFrom("logEntry").select("line").execute();
      const lines = new Set(
        written.map(({ line }) => {
          const { what, seq, grant } = JSON.parse(line) as Record<string, unknown>;
          return `${what} ${seq ?? grant}`;
        }),
      );
      const grants = await vault.store.selectFrom("grant").select(["id", "nonce"]).execute();
      for (const line of answered) {
        const [what, number = ""] = line.split(" ");
        const granted = grants.find(({ nonce }) => BigInt(nonce) === BigInt(number));
        expect(lines.has(what === "granted" ? `granted ${granted?.id}` : line), line).to.equal(
          true,
        );
      }
      // No state without its line, and no line without its state.
      const lineCount = (what: string) =>
        [...lines].filter((one) => one.startsWith(`${what} `)).length;
      expect(lineCount("put")).to.equal(rows.length);
      expect(lineCount("granted")).to.equal(grants.length);
      expect(lineCount("erased")).to.equal(rows.length - kept.length);
      next = 1 + Math.max(0, ...rows.map(({ seq }) => seq));
      await vault.close();
    }
    expect(answered.length).to.be.greaterThan(KILLS);
  });
});
