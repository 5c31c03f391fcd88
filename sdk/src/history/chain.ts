// The arithmetic of histories, as docs/events.md says it. Nothing here asks a node.
import type { AbiParameter } from "abitype";
import { type Address, encodeAbiParameters, type Hex, parseAbiParameters } from "viem";
import { keccak256 } from "../internal/keccak.js";

const SEED = parseAbiParameters("uint256, address, bytes32, bytes32, uint40, bytes32");
const ENTRY = parseAbiParameters("bytes32, uint256, uint16, address, uint40, bytes32");

/** What a history begins with. */
export interface HistorySeedParameters {
  /** The chain's id. */
  readonly chainId: number | bigint;
  /** Address of the registry of robots. */
  readonly registry: Address;
  /** The robot, as the contracts write it. */
  readonly id: Hex;
  /** The lot it was issued in. */
  readonly lot: Hex;
  /** Block time of the issuance, in seconds. */
  readonly issuedAt: number;
  /** Root of the lot's units, or zero. */
  readonly unitsRoot: Hex;
}

/** What an entry adds to a history. */
export interface NextHeadParameters {
  /** Number of the entry, counted from 1. */
  readonly seq: bigint;
  /** Number of its kind: `space × 256 + local kind`. */
  readonly kindNumber: number;
  /** Account that made the change. */
  readonly actor: Address;
  /** Block time, in seconds. */
  readonly timestamp: number;
  /** Digest of the fields of the typed event. */
  readonly payloadDigest: Hex;
}

/**
 * The head of a history before its first entry: it commits to the issuance.
 *
 * @example
 * ```ts
 * import { historySeed } from "@openrobotid/sdk/history";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * const registry = "0x0000000000000000000000000000000000000001";
 * const head = historySeed({ chainId: 1, registry, id: zero, lot: zero, issuedAt: 0, unitsRoot: zero });
 * head.length; // 66
 * ```
 */
export function historySeed(parameters: HistorySeedParameters): Hex {
  const { chainId, registry, id, lot, issuedAt, unitsRoot } = parameters;
  const values = [BigInt(chainId), registry, id, lot, issuedAt, unitsRoot] as const;
  return keccak256(encodeAbiParameters(SEED, values));
}

/**
 * The head of a history with one more entry.
 *
 * @example
 * ```ts
 * import { nextHead } from "@openrobotid/sdk/history";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * const actor = "0x0000000000000000000000000000000000000001";
 * const head = nextHead(zero, { seq: 1n, kindNumber: 4, actor, timestamp: 0, payloadDigest: zero });
 * head.length; // 66
 * ```
 */
export function nextHead(head: Hex, entry: NextHeadParameters): Hex {
  const { seq, kindNumber, actor, timestamp, payloadDigest } = entry;
  const values = [head, seq, kindNumber, actor, timestamp, payloadDigest] as const;
  return keccak256(encodeAbiParameters(ENTRY, values));
}

/**
 * Of a head the 27 bytes that are kept where it shares a slot with a number: of every subject but a robot, and of every log.
 *
 * @example
 * ```ts
 * import { keptHead } from "@openrobotid/sdk/history";
 *
 * keptHead(`0x${"ab".repeat(32)}`); // "0xababababababababababababababababababababababababababab0000000000"
 * ```
 */
export function keptHead(head: Hex): Hex {
  return `${head.slice(0, 2 + 2 * 27) as Hex}${"00".repeat(5)}`;
}

/**
 * The head of a contract's log with one more entry.
 *
 * @param head - Head of the log until now; zero where it is empty.
 * @param subject - What the entry is about.
 * @param subjectHead - Head that `Recorded` carries.
 *
 * @example
 * ```ts
 * import { nextLogHead } from "@openrobotid/sdk/history";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * nextLogHead(zero, zero, zero).slice(-10); // "0000000000"
 * ```
 */
export function nextLogHead(head: Hex, subject: Hex, subjectHead: Hex): Hex {
  return keptHead(keccak256(`${head}${subject.slice(2)}${subjectHead.slice(2)}`));
}

/**
 * What an entry commits to: the fields of its typed event in their order, behind `id` and `seq`.
 *
 * @param inputs Parameters of the event, as its ABI lists them, `id` and `seq` in front.
 * @param args Its arguments by name, as viem decodes them.
 *
 * @example
 * ```ts
 * import { getAbiItem } from "viem";
 * import { robotRegistryAbi } from "@openrobotid/sdk/abis";
 * import { payloadDigestOf } from "@openrobotid/sdk/history";
 *
 * const { inputs } = getAbiItem({ abi: robotRegistryAbi, name: "OperatorResigned" });
 * payloadDigestOf(inputs, { operator: "0x0000000000000000000000000000000000000001" }).slice(0, 10); // "0xb10e2d52"
 * ```
 */
export function payloadDigestOf(
  inputs: readonly AbiParameter[],
  args: Readonly<Record<string, unknown>>,
): Hex {
  const fields = inputs.slice(2);
  const values = fields.map(({ name }) => args[name as string]);
  return keccak256(encodeAbiParameters(fields, values));
}
