// A witness that is killed as it works, for the test beside it: it prints each signature as it would be served, and ends itself without warning before
// or after the operation of the file system whose count it is given.
//
//   killed-witness.ts KEY JOURNAL FORK FROM HEIGHT OPERATIONS
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [key = "", path = "", name = "", from = "", height = "", operations = ""] =
  process.argv.slice(2);

let left = Number(operations);
const kill = () => process.kill(process.pid, "SIGKILL");
const writing = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
let isWatching = false;
for (const operation of ["openSync", "writeSync", "fsyncSync", "closeSync", "renameSync"]) {
  const plain = writing[operation] as (...args: unknown[]) => unknown;
  writing[operation] = (...args) => {
    if (!isWatching) return plain(...args);
    left -= 1;
    if (left === 0) kill();
    // A power cut in the middle of a write leaves half of it.
    if (left === 1 && operation === "writeSync" && args[1] instanceof Uint8Array) {
      plain(args[0], args[1].subarray(0, args[1].length / 2));
      kill();
    }
    return plain(...args);
  };
}
syncBuiltinESMExports();

const { witnessKeyOf } = await import("@openrobotid/sdk/proof");
const { Journal } = await import("../../witness/journal.js");
const { readWitnessKey } = await import("../../witness/key.js");
const { ContradictionError, Witness } = await import("../../witness/witness.js");
const { Fork } = await import("./chains.js");

const signer = await readWitnessKey(key);
const journal = new Journal(path, witnessKeyOf(signer.key));
const chain = new Fork(name, BigInt(from), BigInt(height));
const witness = new Witness({
  ...{ chainId: 7777, seat: 1, signer, journal },
  proof: chain.proof,
  interval: 0,
});
const print = (text: string) => fs.writeSync(1, `${text}\n`);
isWatching = true;
for (let looked = 0; looked < 40; looked += 1) {
  try {
    const last = await witness.look();
    isWatching = false;
    if (last) print(`${last.number} ${last.hash}`);
    isWatching = true;
  } catch (error) {
    if (!(error instanceof ContradictionError)) throw error;
    isWatching = false;
    print("contradiction");
    process.exit(0);
  }
  chain.height += 1n;
}
kill();
