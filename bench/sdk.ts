// Measures how fast the SDK validates a production file and builds the Merkle tree of its units, beside
// @openzeppelin/merkle-tree alone on the same units. Each measurement is a process of its own, in turns, and its median
// counts. A file of a million units, once, says whether memory stays bounded.
//
//   npm run bench:sdk                        prints a table
//   npm run --silent bench:sdk -- --json     prints one JSON object
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { optionsOf } from "@openrobotid/kit/command";
import { counted, rowsOf, writeProductionFile } from "@openrobotid/testkit/production";
import type { Measurement, Subject } from "./sdk-measure.js";

const ROWS = 100_000;
const MANY_ROWS = 1_000_000;
const ROUNDS = 3;

function measure(subject: Subject, file: string): Measurement {
  const script = fileURLToPath(new URL("sdk-measure.ts", import.meta.url));
  const line = ["--import=@openrobotid/kit/typescript", script, subject, file];
  return JSON.parse(execFileSync(process.execPath, line, { encoding: "utf8" }));
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** Of several measurements of one subject: rows a second, and the largest memory in megabytes. */
function summarize(
  measurements: readonly Measurement[],
  rows = ROWS,
): [rate: number, peak: number] {
  const rate = rows / median(measurements.map(({ seconds }) => seconds));
  const peak = Math.max(...measurements.map(({ peakMegabytes }) => peakMegabytes));
  return [Math.round(rate), Math.round(peak)];
}

function show(name: string, rate: number, peak: number): string {
  const number = (value: number) => value.toLocaleString("en");
  return `${name.padEnd(44)}${number(rate).padStart(12)}${number(peak).padStart(14)}`;
}

const USAGE = `Measures rows a second of a production file, beside merkle-tree alone.

  npm run bench:sdk -- [--json]

  --json  prints one JSON object and nothing else
  --help  this text
`;

const values = optionsOf(USAGE, { json: { type: "boolean", default: false } });
const folder = mkdtempSync(join(tmpdir(), "open-robot-id-"));
try {
  const file = join(folder, "units.csv");
  await writeProductionFile(file, rowsOf(counted("26W07", 1, ROWS)));
  const sdk: Measurement[] = [];
  const merkleOnly: Measurement[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    sdk.push(measure("sdk", file));
    merkleOnly.push(measure("merkle-tree", file));
  }
  const roots = new Set([...sdk, ...merkleOnly].map(({ root }) => root));
  if (roots.size !== 1) throw new Error(`The roots differ: ${[...roots].join(", ")}.`);

  const [rowsPerSecond, peakMegabytes] = summarize(sdk);
  const [merkleOnlyRowsPerSecond, merkleOnlyPeakMegabytes] = summarize(merkleOnly);

  const many = join(folder, "many.csv");
  await writeProductionFile(many, rowsOf(counted("26W08", 1, MANY_ROWS)));
  const [millionRowsPerSecond, millionPeakMegabytes] = summarize([measure("sdk", many)], MANY_ROWS);
  if (values.json) {
    const figures = {
      rows: ROWS,
      rowsPerSecond,
      merkleOnlyRowsPerSecond,
      peakMegabytes,
      merkleOnlyPeakMegabytes,
      millionRowsPerSecond,
      millionPeakMegabytes,
    };
    console.log(JSON.stringify(figures, null, 2));
  } else {
    const { model = "?" } = cpus()[0] ?? {};
    console.log(`${ROWS.toLocaleString("en")} units, Node ${process.versions.node}, ${model}\n`);
    console.log(`${"".padEnd(44)}${"rows/s".padStart(12)}${"peak, MB".padStart(14)}`);
    console.log(show("SDK: read, validate, build the tree", rowsPerSecond, peakMegabytes));
    console.log(show("merkle-tree: build", merkleOnlyRowsPerSecond, merkleOnlyPeakMegabytes));
    console.log(show("SDK: a million units", millionRowsPerSecond, millionPeakMegabytes));
  }
} finally {
  rmSync(folder, { recursive: true });
}
