// A robot's history as a reader of events alone rebuilds it. Nothing is asked of the contracts but their logs, and every
// digest and head is computed anew.
import {
  type Address,
  decodeEventLog,
  encodeEventTopics,
  getAddress,
  type Hash,
  type Hex,
  isAddressEqual,
  type Log,
  zeroHash,
} from "viem";
import { robotRegistryAbi } from "../abis/robot-registry.js";
import { readFields } from "../internal/convert.js";
import { givenDigest } from "../internal/reads.js";
import { modelOf, type RobotId, serialOf, toBytes32 } from "../robot-id.js";
import { historySeed, nextHead, payloadDigestOf } from "./chain.js";
import { type Change, changeEvents, type HistoryKind, kinds } from "./kinds.js";
import { HistoryMismatchError } from "./mismatch.js";

/** A log that is in a block. */
export type HistoryLog = Pick<Log<bigint, number, false>, "address" | "topics" | "data"> & {
  readonly blockNumber: bigint;
  readonly logIndex: number;
  readonly transactionHash: Hash;
};

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
interface EntryBase {
  /** Its number, counted from 1. */
  readonly seq: bigint;
  /** Account that made the change. */
  readonly actor: Address;
  /** Block time, in seconds. */
  readonly timestamp: number;
  /** What it commits to: digest of the fields of the typed event. */
  readonly payloadDigest: Hex;
  /** Head of the history with this entry. */
  readonly head: Hex;
  /** Number of the kind: `space × 256 + local kind`. */
  readonly kindNumber: number;
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

const [recordedTopic] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "Recorded" });
const [lotTopic] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "LotIssued" });
const [listTopic] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "ListIssued" });

/** First topics of all logs that histories are made of: entries with their typed events, and issuances. */
export const entryTopics: readonly Hex[] = [
  recordedTopic,
  ...(changeEvents.keys() as Iterable<Hex>),
];
export const issuanceTopics: readonly Hex[] = [lotTopic, listTopic];

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
 * import { HistoryMismatchError, rebuildHistory } from "@openrobotid/sdk/actions";
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
    const [topic, robot] = log.topics;
    if (topic !== recordedTopic || robot !== code) continue;
    const recorded = recordedOf(log);
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
    entries.push(entryOf(id, recorded, log, logs));
    head = found;
  }
  return { id, issuance, entries, head };
}

/** What `Recorded` says. */
export function recordedOf({ topics, data }: Pick<HistoryLog, "topics" | "data">) {
  return decodeEventLog({ abi: robotRegistryAbi, eventName: "Recorded", topics, data }).args;
}

/** The typed events of an entry that a reader can decode: at most one, unless a stranger imitates it. */
export function changesOf(logs: readonly HistoryLog[], id: RobotId, seq: bigint): HistoryLog[] {
  const code = toBytes32(id);
  return logs.filter(({ topics: [topic, robot, number] }) => {
    return changeEvents.has(topic ?? "") && robot === code && BigInt(number ?? 0) === seq;
  });
}

function entryOf(
  id: RobotId,
  recorded: ReturnType<typeof recordedOf>,
  { blockNumber, transactionHash }: HistoryLog,
  logs: readonly HistoryLog[],
): HistoryEntry {
  const { seq, actor, timestamp, payloadDigest, head, kind: kindNumber } = recorded;
  const base = {
    seq,
    actor,
    timestamp,
    payloadDigest,
    head,
    kindNumber,
    blockNumber,
    transactionHash,
  };
  const known = kinds[kindNumber as keyof typeof kinds];
  if (!known) {
    return { ...base, kind: "unknown", event: undefined, fields: undefined, emitter: undefined };
  }
  const [kind, eventName] = known;
  let found: Hex | undefined;
  for (const log of changesOf(logs, id, seq)) {
    const event = changeEvents.get(log.topics[0] ?? "");
    if (event?.name !== eventName) continue;
    const args = decodeEventLog({ abi: [event], ...log }).args as unknown as Values;
    found = payloadDigestOf(event.inputs, args);
    if (found !== payloadDigest) continue;
    const { id: _id, seq: _seq, ...fields } = readFields(event.inputs, args);
    const change = { event: eventName, fields } as unknown as Change;
    return { ...base, kind, ...change, emitter: getAddress(log.address) };
  }
  const reason = found ? "eventAltered" : "eventMissing";
  throw new HistoryMismatchError({ id, seq, reason, expected: payloadDigest, found });
}

type Values = Readonly<Record<string, unknown>>;

/** The issuance that a log tells of, where it is of this robot. */
function issuanceOf(id: RobotId, log: HistoryLog): Issuance | undefined {
  const { topics, data, blockNumber, transactionHash } = log;
  const common = (args: {
    lot: Hex;
    issuer: Address;
    issuedAt: number;
    unitsRoot: Hex;
    manifestURI: string;
  }): Issuance => ({
    lot: args.lot,
    issuer: args.issuer,
    issuedAt: args.issuedAt,
    unitsRoot: givenDigest(args.unitsRoot),
    manifestUri: args.manifestURI,
    blockNumber,
    transactionHash,
  });
  if (topics[0] === lotTopic) {
    const { args } = decodeEventLog({
      abi: robotRegistryAbi,
      eventName: "LotIssued",
      topics,
      data,
    });
    return isInLot(toBytes32(id), args.lot, args.first, args.count) ? common(args) : undefined;
  }
  if (topics[0] === listTopic) {
    const { args } = decodeEventLog({
      abi: robotRegistryAbi,
      eventName: "ListIssued",
      topics,
      data,
    });
    const { model, serials } = readFields(listInputs, args as unknown as Values);
    return model === modelOf(id) && serials.includes(serialOf(id)) ? common(args) : undefined;
  }
  return undefined;
}

const listInputs = [
  { name: "model", type: "bytes12", internalType: "ModelId" },
  { name: "serials", type: "bytes17[]", internalType: "bytes17[]" },
] as const;

/** The units of a lot share its stem, and their counters lie in its range. */
function isInLot(code: Hex, lot: Hex, first: Hex, count: bigint): boolean {
  const stem = lot.slice(0, CODE_END).replace(/(00)+$/, "");
  if (!code.startsWith(stem)) return false;
  const counter = counterOf(code, stem.length);
  const start = counterOf(first, stem.length);
  return (
    counter !== undefined && start !== undefined && counter >= start && counter < start + count
  );
}

/** Where the 29 characters of a code end in a word written in hexadecimal. */
const CODE_END = 2 + 2 * 29;

function counterOf(code: Hex, from: number): bigint | undefined {
  const digits = code.slice(from, CODE_END);
  // ASCII digits are 0x30 to 0x39.
  return /^(3[0-9])+$/.test(digits) ? BigInt(digits.replace(/3(.)/g, "$1")) : undefined;
}

function inChainOrder(one: HistoryLog, other: HistoryLog): number {
  return one.blockNumber === other.blockNumber
    ? one.logIndex - other.logIndex
    : Number(one.blockNumber - other.blockNumber);
}
