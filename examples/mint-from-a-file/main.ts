// A maker issues the codes of a week's production.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatRobotId, parseModelId, parseRobotId } from "@openrobotid/sdk";
import { issueFromFile, proofFromManifest, validateFile } from "@openrobotid/sdk/batch";
import { clientOf } from "../sandbox.js";

const maker = clientOf("maker");
const model = parseModelId("CN-BH01-TERN03");
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// Every row is examined before anything happens, and every fault is told with its line. This needs no chain.
const faulty = await validateFile({ file: here("units-with-faults.csv"), model, counterWidth: 12 });
console.log(`units-with-faults.csv: ${faulty.rows} rows, ${faulty.issueCount} faults`);
for (const { line, column, value, reason } of faulty.issues) {
  console.log(`  line ${line}, ${column}: ${reason} ("${value}")`);
}

const folder = mkdtempSync(join(tmpdir(), "open-robot-id-"));
const job = {
  file: here("units.csv"),
  model,
  manifest: join(folder, "units.manifest.jsonl"),
  journal: join(folder, "units.journal.jsonl"),
  manifestUri: "https://beihu.example/manifests/tern-25w48.jsonl",
};

// What would be sent, and what has been already.
const plan = await issueFromFile(maker, { ...job, dryRun: true });
console.log(`units.csv: ${plan.units} units, ${plan.issuedBefore} of them issued before`);
for (const { kind, first, count } of plan.issuances) {
  console.log(`  a ${kind} of ${count}, from ${formatRobotId(first)} on`);
}

// May be stopped at any moment and called again: no unit is issued twice.
const { status, unitsRoot } = await issueFromFile(maker, {
  ...job,
  onProgress: ({ phase, done, total }) => done === total && console.log(`  ${phase}: done`),
});
console.log(`${status}; Merkle root ${unitsRoot}`);

// The manifest goes to where `manifestUri` points. A unit's proof comes from it when it is placed on a market.
const id = parseRobotId("CN-BH01-TERN03-25W48000000000001");
const { siblings } = await proofFromManifest({ file: job.manifest, id });
const { state } = await maker.getRobot({ id });
console.log(
  `${formatRobotId(id, { check: true })} is ${state}, proved by ${siblings.length} hashes`,
);

rmSync(folder, { recursive: true });
