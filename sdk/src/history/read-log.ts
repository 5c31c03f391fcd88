// What a log says, for programs that have logs and ask no node: an index, an archive, an auditor.
import {
  type Address,
  decodeEventLog,
  encodeEventTopics,
  type Hash,
  type Hex,
  type Log,
} from "viem";
import { robotRegistryAbi } from "../abis/robot-registry.js";
import { readFields } from "../internal/readable.js";
import { givenDigest } from "../internal/reads.js";
import { fromBytes32, type ModelId, modelOf, type RobotId, serialOf } from "../robot-id.js";
import { RobotIdError } from "../robot-id-error.js";
import { counterOf, holdsCounter, readLotId } from "../rules/lot.js";
import { payloadDigestOf } from "./chain.js";
import { type Change, changeEvents, type HistoryKind, kinds } from "./kinds.js";

/** What a log carries, as nodes give it. */
export type LogContent = Pick<Log<bigint, number, false>, "topics" | "data">;

/** A log that is in a block. */
export type HistoryLog = LogContent & {
  readonly address: Address;
  readonly blockNumber: bigint;
  readonly logIndex: number;
  readonly transactionHash: Hash;
};

/** What `Recorded` says: an entry was appended to a history. */
export interface RecordedLog {
  /** The robot. */
  readonly id: RobotId;
  /** Number of the entry, counted from 1. */
  readonly seq: bigint;
  /** Its kind; `unknown` where this version of the SDK does not know the number. */
  readonly kind: HistoryKind | "unknown";
  /** Number of the kind: `space × 256 + local kind`. */
  readonly kindNumber: number;
  /** Account that made the change. */
  readonly actor: Address;
  /** Block time, in seconds. */
  readonly timestamp: number;
  /** What it commits to: digest of the fields of the typed event. */
  readonly payloadDigest: Hex;
  /** Head of the history with this entry. */
  readonly head: Hex;
}

/** What a typed event says, and what an entry that it belongs to commits to. */
export type ChangeLog = Change & {
  /** The robot. */
  readonly id: RobotId;
  /** Number of the entry that it belongs to. */
  readonly seq: bigint;
  /** Digest of its fields, computed again. */
  readonly payloadDigest: Hex;
};

/** Units that were issued together. */
export type IssuedLot = {
  /** The lot. */
  readonly lot: Hex;
  /** Model of its units. */
  readonly model: ModelId;
  /** Account of the manufacturer. */
  readonly issuer: Address;
  /** When, in seconds. */
  readonly issuedAt: number;
  /** Root of the Merkle tree over its units. */
  readonly unitsRoot: Hex | undefined;
  /** Where the leaves of that tree are published; may be empty. */
  readonly manifestUri: string;
} & (
  | {
      /** A consecutive range. */
      readonly kind: "range";
      /** Code of its first unit. */
      readonly first: RobotId;
      /** Number of its units. */
      readonly count: bigint;
    }
  | {
      /** Serials as the maker lists them. */
      readonly kind: "list";
      /** Its units. */
      readonly serials: readonly string[];
    }
);

const [recordedTopic] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "Recorded" });
const [rangeTopic] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "LotIssued" });
const [listTopic] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "ListIssued" });

/**
 * First topics of the logs of entries: `Recorded` and every typed event. The second is the robot.
 *
 * @example
 * ```ts
 * import { parseRobotId, toBytes32 } from "@openrobotid/sdk";
 * import { entryTopics } from "@openrobotid/sdk/history";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const filter = { topics: [entryTopics, toBytes32(id)], fromBlock: "0x0" } as const;
 * const logs = await client.request({ method: "eth_getLogs", params: [filter] });
 * logs.length; // 6
 * ```
 */
export const entryTopics: readonly Hex[] = [recordedTopic, ...changeEvents.keys()];

/**
 * First topics of the logs of issuances. The second is the lot.
 *
 * @example
 * ```ts
 * import { issuanceTopics } from "@openrobotid/sdk/history";
 *
 * issuanceTopics.length; // 2
 * ```
 */
export const issuanceTopics: readonly Hex[] = [rangeTopic, listTopic];

/**
 * Reads `Recorded` of a robot; `undefined` where a log is another event, or an entry about a model, an account or whatever is
 * no robot. Whether the registry emitted it is for the caller to see.
 *
 * @example
 * ```ts
 * import { readRecorded } from "@openrobotid/sdk/history";
 * import { getLogs } from "viem/actions";
 *
 * const { address } = deployment.contracts.RobotRegistry;
 * const logs = await getLogs(client, { address, fromBlock: 0n });
 * const [first] = logs.flatMap((log) => readRecorded(log) ?? []);
 * first.kind; // "placedOnMarket"
 * first.seq; // 1n
 * ```
 */
export function readRecorded({ topics, data }: LogContent): RecordedLog | undefined {
  if (topics[0] !== recordedTopic) return undefined;
  const { args } = decodeEventLog({ abi: robotRegistryAbi, eventName: "Recorded", topics, data });
  const { subject, kind: kindNumber, ...entry } = args;
  const id = robotOf(subject);
  if (!id) return undefined;
  const [kind = "unknown"] = kinds[kindNumber as keyof typeof kinds] ?? [];
  return { id, kind, kindNumber, ...entry };
}

/**
 * Reads a typed event of a change to a robot: codes as text, enums as words, times in seconds. `undefined` where a log is
 * another event. It counts only where an entry with its number commits to its digest.
 *
 * @example
 * ```ts
 * import { readChange } from "@openrobotid/sdk/history";
 * import { getLogs } from "viem/actions";
 *
 * const { address } = deployment.contracts.RobotRegistry;
 * const logs = await getLogs(client, { address, fromBlock: 0n });
 * const [first] = logs.flatMap((log) => readChange(log) ?? []);
 * first.event; // "PlacedOnMarket"
 * first.fields.country; // "ES"
 * ```
 */
export function readChange({ topics, data }: LogContent): ChangeLog | undefined {
  const event = changeEvents.get(topics[0] ?? "0x");
  if (!event) return undefined;
  const { args } = decodeEventLog({ abi: [event], topics, data });
  const values = args as unknown as Readonly<Record<string, unknown>>;
  const { id, seq, ...fields } = readFields(event.inputs, values);
  const payloadDigest = payloadDigestOf(event.inputs, values);
  return { event: event.name, fields, id, seq, payloadDigest } as unknown as ChangeLog;
}

/**
 * Reads the issuance of units; `undefined` where a log is another event. Whether the registry emitted it is for the caller
 * to see.
 *
 * @example
 * ```ts
 * import { readIssuance } from "@openrobotid/sdk/history";
 * import { getLogs } from "viem/actions";
 *
 * const { address } = deployment.contracts.RobotRegistry;
 * const logs = await getLogs(client, { address, fromBlock: 0n });
 * const [lot] = logs.flatMap((log) => readIssuance(log) ?? []);
 * lot.kind; // "range"
 * lot.first; // "CNUT01G1PRO126W05000000000001"
 * ```
 */
export function readIssuance({ topics, data }: LogContent): IssuedLot | undefined {
  if (topics[0] === rangeTopic) {
    const log = { eventName: "LotIssued", topics, data } as const;
    const { args } = decodeEventLog({ abi: robotRegistryAbi, ...log });
    const { first, count, model: _model, ...more } = args;
    const id = fromBytes32(first);
    return { kind: "range", first: id, count, model: modelOf(id), ...common(more) };
  }
  if (topics[0] === listTopic) {
    const log = { eventName: "ListIssued", topics, data } as const;
    const { args } = decodeEventLog({ abi: robotRegistryAbi, ...log });
    const { model, serials, ...more } = args;
    const words = readFields(listInputs, { model, serials });
    return { kind: "list", ...words, ...common(more) };
  }
  return undefined;
}

/**
 * Whether a unit was issued in a lot. The units of a range share its stem, and their counters lie in it.
 *
 * @param lot - As {@link readIssuance} reads it.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { isInLot, readIssuance } from "@openrobotid/sdk/history";
 * import { getLogs } from "viem/actions";
 *
 * const { address } = deployment.contracts.RobotRegistry;
 * const logs = await getLogs(client, { address, fromBlock: 0n });
 * const [lot] = logs.flatMap((log) => readIssuance(log) ?? []);
 * isInLot(parseRobotId("CN-UT01-G1PRO1-26W05000000000010"), lot); // true
 * isInLot(parseRobotId("CN-UT01-G1PRO1-26W06000000000010"), lot); // false
 * ```
 */
export function isInLot(id: RobotId, lot: IssuedLot): boolean {
  if (modelOf(id) !== lot.model) return false;
  if (lot.kind === "list") return lot.serials.includes(serialOf(id));
  const { stem } = readLotId(lot.lot);
  const width = id.length - stem.length;
  const counter = counterOf(id, width);
  const firstCounter = counterOf(lot.first, width);
  if (counter === undefined || firstCounter === undefined) return false;
  return id.startsWith(stem) && holdsCounter({ firstCounter, count: lot.count }, counter);
}

/** The robot that an entry is about; `undefined` where its subject is none. */
function robotOf(subject: Hex): RobotId | undefined {
  try {
    return fromBytes32(subject);
  } catch (error) {
    if (error instanceof RobotIdError) return undefined;
    throw error;
  }
}

const listInputs = [
  { name: "model", type: "bytes12", internalType: "ModelId" },
  { name: "serials", type: "bytes17[]", internalType: "bytes17[]" },
] as const;

function common(args: {
  readonly lot: Hex;
  readonly issuer: Address;
  readonly issuedAt: number;
  readonly unitsRoot: Hex;
  readonly manifestURI: string;
}) {
  const { manifestURI: manifestUri, unitsRoot, ...more } = args;
  return { ...more, unitsRoot: givenDigest(unitsRoot), manifestUri };
}
