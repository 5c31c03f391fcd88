// A robot's history as a reader of events alone rebuilds it. Nothing is asked of the contracts but their logs, and every
// digest and head is computed again.
import { type Address, getAddress, type Hash, type Hex, isAddressEqual, zeroHash } from "viem";
import { type RobotId, toBytes32 } from "../robot-id.js";
import { historySeed, nextHead } from "./chain.js";
import { type Change, changeEvents, type HistoryKind, kinds } from "./kinds.js";
import { HistoryMismatchError } from "./mismatch.js";
import {
  type HistoryLog,
  isInLot,
  type RecordedLog,
  readChange,
  readIssuance,
  readRecorded,
} from "./read-log.js";

/** Where a history is read from. */
export interface RebuildHistoryParameters {
  /** The robot. */
  readonly id: RobotId;
  /** The chain's id. */
  readonly chainId: number;
  /** Address of the registry of robots. */
  readonly registry: Address;
  /** Logs of the registry, its companions and its modules, of one chain; those that do not concern the robot do no harm. */
  readonly logs: readonly HistoryLog[];
}

/** What an entry has in common with all others. */
interface EntryBase extends Omit<RecordedLog, "id" | "kind"> {
  /** Block that holds it. */
  readonly blockNumber: bigint;
  /** Transaction that made it. */
  readonly transactionHash: Hash;
}

/** One entry of a robot's history: what happened, by whom and when. */
export type HistoryEntry = EntryBase &
  (
    | (Change & {
        /** Kind of the entry. */
        readonly kind: HistoryKind;
        /** Contract that emitted the typed event. */
        readonly emitter: Address;
      })
    | {
        /** Appended by a module that this version of the SDK does not know. It counts, and cannot be read. */
        readonly kind: "unknown";
        readonly event: undefined;
        readonly fields: undefined;
        readonly emitter: undefined;
      }
  );

/** How a robot came into the registry. */
export interface Issuance {
  /** The lot. */
  readonly lot: Hex;
  /** Account of the manufacturer. */
  readonly issuer: Address;
  /** When, in seconds. */
  readonly issuedAt: number;
  /** Root of the Merkle tree over the units of the lot. */
  readonly unitsRoot: Hex | undefined;
  /** Where the leaves of that tree are published; may be empty. */
  readonly manifestUri: string;
  /** Block that holds it. */
  readonly blockNumber: bigint;
  /** Transaction that made it. */
  readonly transactionHash: Hash;
}

/** A robot's history, every entry of which follows from the one before. */
export interface RebuiltHistory {
  /** The robot. */
  readonly id: RobotId;
  /** How it came into the registry. */
  readonly issuance: Issuance;
  /** What happened to it since, the first entry first. */
  readonly entries: readonly HistoryEntry[];
  /** The head that follows; the registry must have the same. */
  readonly head: Hex;
}

/**
 * Rebuilds the history of a robot from logs alone, and examines it: each entry must have its typed event, commit to what
 * that says, and follow from the entry before. Whether the head is that of the registry is for the caller to compare;
 * `getHistory` does.
 *
 * @throws HistoryMismatchError naming the first entry that does not fit.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { HistoryMismatchError, rebuildHistory } from "@openrobotid/sdk/history";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const registry = deployment.contracts.RobotRegistry.address;
 * let mismatch: unknown;
 * try {
 *   rebuildHistory({ id, chainId: deployment.chainId, registry, logs: [] });
 * } catch (error) {
 *   mismatch = error;
 * }
 * mismatch instanceof HistoryMismatchError; // true
 * (mismatch as HistoryMismatchError).reason; // "issuance"
 * ```
 */
export function rebuildHistory(parameters: RebuildHistoryParameters): RebuiltHistory {
  const { id, chainId, registry } = parameters;
  const logs = [...parameters.logs].sort(inChainOrder);
  const code = toBytes32(id);
  const ofRegistry = logs.filter(({ address }) => isAddressEqual(address, registry));
  const [issuance, ...others] = ofRegistry.flatMap((log) => issuanceOf(id, log) ?? []);
  if (!issuance || others.length > 0) {
    throw new HistoryMismatchError({ id, seq: 0n, reason: "issuance" });
  }
  const { lot, issuedAt, unitsRoot = zeroHash } = issuance;
  let head = historySeed({ chainId, registry, id: code, lot, issuedAt, unitsRoot });

  const entries: HistoryEntry[] = [];
  for (const log of ofRegistry) {
    const recorded = log.topics[1] === code && orUndefined(readRecorded, log);
    if (!recorded) continue;
    const seq = BigInt(entries.length + 1);
    if (recorded.seq !== seq) {
      const reason = recorded.seq > seq ? "entryMissing" : "entryLeftOver";
      throw new HistoryMismatchError({ id, seq, reason });
    }
    const found = nextHead(head, recorded);
    if (found !== recorded.head) {
      const reason = "entryAltered";
      throw new HistoryMismatchError({ id, seq, reason, expected: recorded.head, found });
    }
    entries.push(entryOf(recorded, log, logs));
    head = found;
  }
  return { id, issuance, entries, head };
}

/** Entries without a typed event that a reader knows, and the blocks to look for one in. */
export function entriesWithoutChange(
  logs: readonly HistoryLog[],
  id: RobotId,
): { seq: bigint; blockNumber: bigint }[] {
  return logs.flatMap((log) => {
    const { seq } = orUndefined(readRecorded, log) ?? {};
    if (seq === undefined || changeLogsOf(logs, id, seq).length > 0) return [];
    return { seq, blockNumber: log.blockNumber };
  });
}

/** The logs of the typed events of an entry: one, unless a stranger imitates it. */
function changeLogsOf(logs: readonly HistoryLog[], id: RobotId, seq: bigint): HistoryLog[] {
  const code = toBytes32(id);
  return logs.filter(({ topics: [topic, robot, number] }) => {
    return changeEvents.has(topic ?? "0x") && robot === code && BigInt(number ?? 0) === seq;
  });
}

function entryOf(
  { id, kind, ...recorded }: RecordedLog,
  { blockNumber, transactionHash }: HistoryLog,
  logs: readonly HistoryLog[],
): HistoryEntry {
  const { seq, kindNumber, payloadDigest } = recorded;
  const base = { ...recorded, blockNumber, transactionHash };
  if (kind === "unknown") {
    return { ...base, kind, event: undefined, fields: undefined, emitter: undefined };
  }
  const [, eventName] = kinds[kindNumber as keyof typeof kinds];
  let found: Hex | undefined;
  for (const log of changeLogsOf(logs, id, seq)) {
    const change = orUndefined(readChange, log);
    if (change?.event !== eventName) continue;
    found = change.payloadDigest;
    if (found !== payloadDigest) continue;
    const { event, fields } = change;
    return { ...base, kind, ...({ event, fields } as Change), emitter: getAddress(log.address) };
  }
  const reason = found ? "eventAltered" : "eventMissing";
  throw new HistoryMismatchError({ id, seq, reason, expected: payloadDigest, found });
}

/** The issuance that a log reports, where it is of this robot. */
function issuanceOf(id: RobotId, log: HistoryLog): Issuance | undefined {
  const issued = orUndefined(readIssuance, log);
  if (!issued || !isInLot(id, issued)) return undefined;
  const { lot, issuer, issuedAt, unitsRoot, manifestUri } = issued;
  const { blockNumber, transactionHash } = log;
  return { lot, issuer, issuedAt, unitsRoot, manifestUri, blockNumber, transactionHash };
}

/**
 * A log that cannot be decoded counts as one that is missing: what should be in its place is then reported as missing.
 */
function orUndefined<result>(
  read: (log: HistoryLog) => result | undefined,
  log: HistoryLog,
): result | undefined {
  try {
    return read(log);
  } catch {
    return undefined;
  }
}

function inChainOrder(one: HistoryLog, other: HistoryLog): number {
  return one.blockNumber === other.blockNumber
    ? one.logIndex - other.logIndex
    : Number(one.blockNumber - other.blockNumber);
}
