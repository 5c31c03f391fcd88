import type { Hex } from "viem";
import { composeRobotId, type ModelId, type RobotId } from "../robot-id.js";
import { KEY_WORDS } from "./distinct-keys.js";
import { ProductionFileError } from "./issues.js";
import { serialsPerList } from "./list-gas.js";
import { type ManifestDraft, ManifestWriter } from "./manifest-writer.js";
import { type Run, runsOf } from "./runs.js";
import { keyToSerial } from "./serial-key.js";
import { LeafWriter } from "./unit-digests.js";
import { Leaves, UnitsTree } from "./units-tree.js";
import { type ReadFile, readUnits, type ValidateFileParameters } from "./validate-file.js";

/** What {@link planFile} is given. */
export interface PlanFileParameters extends ValidateFileParameters {
  /**
   * Where the manifest will be published; it is part of every transaction and of its gas. Empty by
   * default.
   */
  readonly manifestUri?: string | undefined;
  /** Path to write the manifest to. By default, none is written. */
  readonly manifest?: string | undefined;
}

/** One transaction that issues units. */
export interface PlannedIssuance {
  /** A consecutive range, or a list of serials. */
  readonly kind: "lot" | "list";
  /** Code of its first unit. */
  readonly first: RobotId;
  /** Number of its units. */
  readonly count: number;
}

/** What {@link planFile} gives. */
export interface PlanFileReturnType {
  /** The model of all units. */
  readonly model: ModelId;
  /** Number of units. */
  readonly units: number;
  /** Root of the Merkle tree over all of them; each lot and each list carries it. */
  readonly unitsRoot: Hex;
  /** The transactions, in their order. */
  readonly issuances: readonly PlannedIssuance[];
}

/** A plan with what its execution needs. */
export interface Plan extends PlanFileReturnType {
  readonly runs: readonly Run[];
  readonly read: ReadFile;
  /** The manifest, where one was asked for: to be placed or discarded. */
  readonly manifest: ManifestDraft | undefined;
}

/**
 * Validates a production file and says what would be issued: consecutive serials of a sequential model as lots, listed
 * serials in lists that fit into a transaction, and the root of the Merkle tree over all units. Asks no chain.
 *
 * @throws ProductionFileError with the issues, where there are any.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 * import { planFile } from "@openrobotid/sdk/batch";
 *
 * const model = parseModelId("CN-UT01-G1PRO1");
 * const { unitsRoot, issuances } = await planFile({ file: "units.csv", model, counterWidth: 12 });
 * ```
 */
export async function planFile(parameters: PlanFileParameters): Promise<PlanFileReturnType> {
  const { model, units, unitsRoot, issuances, manifest } = await makePlan(parameters);
  await manifest?.place();
  return { model, units, unitsRoot, issuances };
}

/** Plans a file, and keeps what is needed to issue it. */
export async function makePlan(parameters: PlanFileParameters): Promise<Plan> {
  const { file, model, counterWidth, manifestUri = "", onProgress } = parameters;
  const leaves = new Leaves();
  const leafWriter = new LeafWriter();
  const writer =
    parameters.manifest === undefined
      ? undefined
      : await ManifestWriter.open(parameters.manifest, model);
  let read: ReadFile;
  try {
    read = await readUnits(parameters, {
      unit: (row) => {
        leaves.add(leafWriter.leaf(row.robotId, row.deviceKeyDigest, row.birthRecordDigest));
        writer?.add(row);
      },
      piece: async () => await writer?.flush(),
    });
    if (read.issueCount > 0) throw new ProductionFileError(file, read.issues, read.issueCount);
  } catch (error) {
    await writer?.discard();
    throw error;
  }
  onProgress?.({ phase: "building", done: 0, total: leaves.count });
  const unitsRoot = UnitsTree.of(leaves).root;
  const manifest = await writer?.finish(unitsRoot);
  onProgress?.({ phase: "building", done: leaves.count, total: leaves.count });
  const runs = counterWidth === undefined ? [] : runsOf(read.serials, model, counterWidth);
  const plan = { model, units: read.rows, unitsRoot, runs, read, manifest };
  const rows = Array.from({ length: counterWidth === undefined ? read.rows : 0 }, (_, row) => row);
  const lots = runs.map(({ first, count }) => ({ kind: "lot", first, count }) as const);
  return { ...plan, issuances: [...lots, ...listsOf(plan, rows, manifestUri)] };
}

/** The serial of a row of a plan, counted from 0 in the order of the file. */
export function serialAt({ read }: Pick<Plan, "read">, row: number): string {
  return keyToSerial(read.serials.words, row * KEY_WORDS);
}

/** The lists that some rows of a plan make. */
export function listsOf(
  plan: Pick<Plan, "read" | "model">,
  rows: readonly number[],
  manifestUri: string,
): PlannedIssuance[] {
  const lists: PlannedIssuance[] = [];
  const most = serialsPerList(manifestUri);
  for (let from = 0; from < rows.length; from += most) {
    const first = composeRobotId(plan.model, serialAt(plan, rows[from] ?? 0));
    lists.push({ kind: "list", first, count: Math.min(most, rows.length - from) });
  }
  return lists;
}
