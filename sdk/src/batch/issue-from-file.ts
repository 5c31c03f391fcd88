import { rm } from "node:fs/promises";
import type { Account } from "viem";
import { getChainId } from "viem/actions";
import { contractOf } from "../chains/contracts.js";
import { RegistryRefusedError } from "../errors/refusal.js";
import { type RegistryClient, read, type WriteOptions, writerOf } from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { requireUri } from "../internal/uris.js";
import { type ModelId, parseModelId, toBytes } from "../robot-id.js";
import { words } from "../words.js";
import { awaitPending } from "./await-pending.js";
import { comparePlan, type Remainder } from "./compare-plan.js";
import { issueRows } from "./issue-rows.js";
import { issueRuns } from "./issue-runs.js";
import type { Issuance } from "./issuing-job.js";
import { Journal } from "./journal.js";
import type { ManifestDraft } from "./manifest-writer.js";
import { requireDistinct } from "./paths.js";
import {
  listsOf,
  makePlan,
  type Plan,
  type PlanFileParameters,
  type PlanFileReturnType,
  type PlannedIssuance,
} from "./plan-file.js";

/** What {@link issueFromFile} is given. */
export interface IssueFromFileParameters
  extends Omit<PlanFileParameters, "counterWidth">,
    Pick<WriteOptions, "account"> {
  /** Where the manifest will be published: each lot and list carries it. */
  readonly manifestUri: string;
  /** Path to write the manifest to. Default: the file's, with `.manifest.jsonl` behind it. */
  readonly manifest?: string | undefined;
  /** Path of the journal. Default: the file's, with `.journal.jsonl` behind it. */
  readonly journal?: string | undefined;
  /** Whether to stop when it is known what would be issued: nothing is written, to disk or to the chain. */
  readonly dryRun?: boolean | undefined;
}

/** What {@link issueFromFile} gives. */
export interface IssueFromFileReturnType extends Omit<PlanFileReturnType, "issuances"> {
  /**
   * - `planned`: a dry run; nothing was written
   * - `issued`: all units of the file are on the chain, some of them by this call
   * - `alreadyIssued`: all of them were there before
   */
  readonly status: "planned" | "issued" | "alreadyIssued";
  /** Number of units that were on the chain before. */
  readonly issuedBefore: number;
  /** The transactions of this call; in a dry run, those that it would send. */
  readonly issuances: readonly (PlannedIssuance | Issuance)[];
  /** Path of the manifest to publish; `undefined` in a dry run. */
  readonly manifest: string | undefined;
}

/**
 * Issues all units of a production file, each once, whatever happens in between.
 *
 * Everything is examined first: every row of the file (see `validateFile`), and what the chain has of its units. Only then
 * the manifest is written and transactions are sent, one after the other. A job that was stopped, by whatever means and
 * at whatever moment, is called again in the same way and goes on where it was: units that are on
 * the chain with the root of this file are skipped. A unit that is there with another root is
 * an error. The journal beside the file spares a resumed job some questions, and nothing depends on
 * it.
 *
 * All lots and lists of a file carry the root of one Merkle tree over all of its units. Publish the manifest at
 * `manifestUri` as it is.
 *
 * @returns What was issued, and what had been before.
 * @throws ProductionFileError where the file has issues; IssuanceConflictError where the chain has gone another way;
 * ManifestExistsError or JournalExistsError where another file is in the place of one of them; RegistryArgumentError
 * where two of its files are the same, or \`manifestUri\` is no address; RegistryRefusedError where the account may
 * not issue units of the model. In all these cases but the last nothing was sent.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 * import { issueFromFile } from "@openrobotid/sdk/batch";
 *
 * const finished: string[] = [];
 * const { status, unitsRoot } = await issueFromFile(maker, {
 *   file: "units.csv",
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   manifestUri: "https://maker.example/manifests/units.jsonl",
 *   onProgress: ({ phase, done, total }) => done === total && finished.push(phase),
 * });
 * status; // "issued"
 * finished.at(-1); // "issuing"
 * ```
 */
export async function issueFromFile(
  client: RegistryClient,
  parameters: IssueFromFileParameters,
): Promise<IssueFromFileReturnType> {
  const { file, manifestUri, dryRun = false, onProgress, signal } = parameters;
  const journalPath = parameters.journal ?? `${file}.journal.jsonl`;
  const manifestPath = parameters.manifest ?? `${file}.manifest.jsonl`;
  requireUri(manifestUri, "manifestUri");
  requireDistinct({ "production file": file, manifest: manifestPath, journal: journalPath });
  const model = parseModelId(parameters.model);
  const account = writerOf(client, parameters);
  const counterWidth = await counterWidthOf(client, model, account.address);
  const manifest = dryRun ? undefined : manifestPath;
  const plan = await makePlan({ ...parameters, model, counterWidth, manifest });
  const { units, unitsRoot, manifest: draft } = plan;
  const outcome = { model, units, unitsRoot, manifest };

  if (draft === undefined) {
    const left = await comparePlan(client, plan, [], onProgress);
    const issuances = left.runs.map(({ first, count }) => ({ kind: "lot", first, count }) as const);
    const lists = listsOf(plan, left.rows, manifestUri);
    return { ...outcome, status: "planned", issuances: [...issuances, ...lists], ...before(left) };
  }

  const prepared = await prepare(client, plan, draft, { journalPath, account, onProgress, signal });
  const { journal, left, isNew } = prepared;
  let done = left.issuedBefore;
  const issued = (count: number) => {
    done += count;
    onProgress?.({ phase: "issuing", done, total: units });
  };
  try {
    issued(0);
    const job = { client, plan, journal, options: { manifestUri, account }, signal, issued };
    const issuances = [...(await issueRuns(left.runs, job)), ...(await issueRows(left.rows, job))];
    const status = left.issuedBefore === units ? "alreadyIssued" : "issued";
    return { ...outcome, status, issuances, ...before(left) };
  } catch (error) {
    // A manifest that no unit was issued with must not keep that of the corrected file from its place.
    if (isNew && done === 0 && error instanceof RegistryRefusedError) await rm(manifestPath);
    throw error;
  }
}

/** Compares a plan with the chain, and puts manifest and journal in their places where the chain lets it be issued. */
async function prepare(
  client: RegistryClient,
  plan: Plan,
  draft: ManifestDraft,
  about: Pick<IssueFromFileParameters, "onProgress" | "signal"> & {
    readonly journalPath: string;
    readonly account: Account;
  },
): Promise<{ journal: Journal; left: Remainder; isNew: boolean }> {
  try {
    const journal = Journal.open(about.journalPath, {
      chainId: await getChainId(client),
      registry: contractOf(client, "robotRegistry").address,
      unitsRoot: plan.unitsRoot,
      manifest: draft.digest,
    });
    await awaitPending(client, about.account.address, about.signal);
    const left = await comparePlan(client, plan, journal.lists, about.onProgress);
    const isNew = await draft.place();
    journal.begin();
    return { journal, left, isNew };
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

function before({ issuedBefore }: Remainder) {
  return { issuedBefore };
}

/** Digits of the counter of a sequential model, `undefined` for a listed one. Refused where the account may not issue. */
async function counterWidthOf(
  client: RegistryClient,
  model: ModelId,
  account: `0x${string}`,
): Promise<number | undefined> {
  const { scheme, counterWidth } = await read(client, {
    ...authorityRegistry,
    functionName: "requireIssuer",
    args: [toBytes(model), account],
  });
  return words["enum IAuthorityRegistry.SerialScheme"][scheme] === "sequential"
    ? counterWidth
    : undefined;
}
