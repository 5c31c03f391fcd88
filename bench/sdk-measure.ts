// One measurement of bench/sdk.ts, in a process of its own: prints seconds, memory and the root.
//   node --import @openrobotid/kit/typescript bench/sdk-measure.ts sdk|merkle-tree units.csv
import { readFileSync } from "node:fs";
import { composeRobotId, parseModelId, toBytes } from "@openrobotid/sdk";
import { planFile } from "@openrobotid/sdk/batch";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { keccak256, zeroPadBytes } from "ethers";

/** Whose work is measured. */
export type Subject = "sdk" | "merkle-tree";

/** What is measured of it. */
export interface Measurement {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly root: string;
}

const model = parseModelId("CN-UT01-G1PRO1");

/** Reads, validates and plans the file. */
async function runSdk(file: string): Promise<Omit<Measurement, "peakMegabytes">> {
  const started = performance.now();
  const { unitsRoot } = await planFile({ file, model, counterWidth: 12 });
  return { seconds: (performance.now() - started) / 1000, root: unitsRoot };
}

/** Builds the tree alone: its values are in memory before the time is taken. */
function runMerkleTree(file: string): Omit<Measurement, "peakMegabytes"> {
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const leaves = lines.map((line) => {
    const [serial = "", deviceKey = "", birthRecordDigest = ""] = line.split(",");
    const robotId = zeroPadBytes(toBytes(composeRobotId(model, serial)), 32);
    return [robotId, keccak256(`0x${deviceKey.slice(2)}`), birthRecordDigest];
  });
  const started = performance.now();
  const { root } = StandardMerkleTree.of(leaves, ["bytes32", "bytes32", "bytes32"]);
  return { seconds: (performance.now() - started) / 1000, root };
}

const [subject, file = ""] = process.argv.slice(2);
const measured = subject === "sdk" ? await runSdk(file) : runMerkleTree(file);
const measurement: Measurement = {
  ...measured,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(measurement));
