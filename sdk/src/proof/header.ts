// A block's header, rebuilt from what `eth_getBlockByNumber` gives: what it says is what its hash commits to.
import { type Address, type Hex, hexToBigInt, isHex, size, toRlp } from "viem";
import { keccak256 } from "../internal/keccak.js";
import type { Seals } from "./anchor.js";
import { NotProvenError } from "./errors.js";
import { decodeExtraData, type ExtraData, encodeExtraData } from "./extra-data.js";

/** A header as it goes over the wire: its fields by the names that JSON-RPC gives them, in hexadecimal. */
export type WireHeader = Readonly<Record<string, unknown>>;

/** A header that hashes to its hash. Whether anybody vouches for the hash is another question. */
export interface BlockHeader {
  /** Number of the block. */
  readonly number: bigint;
  /** Its hash. */
  readonly hash: Hex;
  /** Hash of the block before. */
  readonly parentHash: Hex;
  /** Root of the state after the block. */
  readonly stateRoot: Hex;
  /** Root of its transactions. */
  readonly transactionsRoot: Hex;
  /** Root of its receipts. */
  readonly receiptsRoot: Hex;
  /** Who proposed it. */
  readonly miner: Address;
  /** Block time, in seconds. */
  readonly timestamp: number;
  /** What QBFT, or another maker of the block, wrote into it. */
  readonly extraData: Hex;
  /** Every field that the hash commits to, and no other, as JSON-RPC writes it. */
  readonly fields: Readonly<Record<string, Hex>>;
}

/** A field: how many bytes it has, or that it is a quantity. */
type Shape = number | "quantity" | "data";

/** The fields in the order in which they are hashed. */
const FIELDS: readonly (readonly [name: string, shape: Shape])[] = [
  ["parentHash", 32],
  ["sha3Uncles", 32],
  ["miner", 20],
  ["stateRoot", 32],
  ["transactionsRoot", 32],
  ["receiptsRoot", 32],
  ["logsBloom", 256],
  ["difficulty", "quantity"],
  ["number", "quantity"],
  ["gasLimit", "quantity"],
  ["gasUsed", "quantity"],
  ["timestamp", "quantity"],
  ["extraData", "data"],
  ["mixHash", 32],
  ["nonce", 8],
  // Those from here on came with forks: London, Shanghai, Cancun (three) and Prague.
  ["baseFeePerGas", "quantity"],
  ["withdrawalsRoot", 32],
  ["blobGasUsed", "quantity"],
  ["excessBlobGas", "quantity"],
  ["parentBeaconBlockRoot", 32],
  ["requestsHash", 32],
];

/** How many of them every header has. */
const ALWAYS = 15;

/**
 * Reads a header and hashes it: what a node adds to it is dropped, and what it altered shows.
 *
 * @param block What `eth_getBlockByNumber` or `eth_getBlockByHash` gave.
 * @param seals How the chain hashes: QBFT leaves the seals and the round out.
 * @throws NotProvenError with reason `headerShape` where a field is missing or malformed, `headerHash` where it does not hash
 * to the hash it came with, `extraData` where that is not QBFT's.
 *
 * @example
 * ```ts
 * import { readBlockHeader } from "@openrobotid/sdk/proof";
 *
 * const block = await client.request({
 *   method: "eth_getBlockByNumber",
 *   params: ["0x1", false],
 * });
 * readBlockHeader(block, "none").number; // 1n
 * ```
 */
export function readBlockHeader(block: unknown, seals: Seals): BlockHeader {
  const fields = fieldsOf(block);
  const { hash } = block as { hash?: unknown };
  if (!isHex(hash) || size(hash) !== 32) {
    throw malformed(
      `The header of block ${hexToBigInt(fields.number as Hex)} comes without a hash`,
    );
  }
  const extraData = fields.extraData as Hex;
  const known = hashOf(fields, seals);
  const number = hexToBigInt(fields.number as Hex);
  if (known !== hash.toLowerCase()) {
    throw new NotProvenError("headerHash", {
      message: `The header of block ${number} hashes to ${known}; the node gives it as ${hash}.`,
      suggestion: "Ask another node: this one altered it, or a fork added a field to headers.",
    });
  }
  return {
    number,
    hash: known,
    parentHash: fields.parentHash as Hex,
    stateRoot: fields.stateRoot as Hex,
    transactionsRoot: fields.transactionsRoot as Hex,
    receiptsRoot: fields.receiptsRoot as Hex,
    miner: fields.miner as Address,
    timestamp: Number(fields.timestamp),
    extraData,
    fields,
  };
}

/**
 * The hash of a header with a given `extraData`.
 *
 * @example
 * ```ts
 * import { decodeExtraData, hashHeader } from "@openrobotid/sdk/proof";
 *
 * const block = await client.request({
 *   method: "eth_getBlockByNumber",
 *   params: ["0x1", false],
 * });
 * const extraData = decodeExtraData(`0xe5a0${"00".repeat(32)}c0c080c0`);
 * hashHeader(block, extraData) === block.hash; // false
 * ```
 */
export function hashHeader(header: WireHeader, extraData: ExtraData): Hex {
  return hashFields(fieldsOf(header), extraData);
}

/** The header as RLP, as it is part of a block. */
export function encodeHeader(fields: Readonly<Record<string, Hex>>, extraData?: ExtraData): Hex[] {
  return FIELDS.flatMap(([name, shape]) => {
    const value = fields[name];
    if (value === undefined) return [];
    if (name === "extraData" && extraData) return [encodeExtraData(extraData)];
    return [shape === "quantity" ? scalar(value) : value];
  });
}

/**
 * A header as a node gives it, of the items that {@link encodeHeader} makes of its fields.
 *
 * @internal
 */
export function decodeHeader(items: readonly Hex[], seals: Seals): WireHeader {
  const named = FIELDS.slice(0, items.length).map(([name, shape], index) => {
    const item = items[index] as Hex;
    return [name, shape === "quantity" ? quantity(item) : item];
  });
  const fields = fieldsOf(Object.fromEntries(named));
  return { ...fields, hash: hashOf(fields, seals) };
}

/** The hash that a block is known by. */
function hashOf(fields: Readonly<Record<string, Hex>>, seals: Seals): Hex {
  if (seals === "none") return hashFields(fields);
  // Without seals and round: they may differ from node to node.
  return hashFields(fields, { ...decodeExtraData(fields.extraData as Hex), round: 0, seals: [] });
}

function hashFields(fields: Readonly<Record<string, Hex>>, extraData?: ExtraData): Hex {
  return keccak256(toRlp(encodeHeader(fields, extraData)));
}

/** The fields that are hashed, each of the shape that it must have; none behind one that is missing. */
function fieldsOf(block: unknown): Record<string, Hex> {
  if (typeof block !== "object" || block === null)
    throw malformed("What the node gave is no header");
  const given = block as Record<string, unknown>;
  const fields: Record<string, Hex> = {};
  let ended: string | undefined;
  for (const [index, [name, shape]] of FIELDS.entries()) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (index < ALWAYS) throw malformed(`The header has no ${name}`);
      ended ??= name;
      continue;
    }
    // Otherwise one field could be passed off as the one before it: RLP has no names.
    if (ended) throw malformed(`The header has ${name}, and not ${ended}, which comes before it`);
    if (!isHex(value) || (typeof shape === "number" && value.length !== 2 + 2 * shape)) {
      throw malformed(`The header's ${name} is ${JSON.stringify(value)?.slice(0, 80)}`);
    }
    fields[name] = shape === "quantity" ? quantity(value) : (value.toLowerCase() as Hex);
  }
  return fields;
}

function malformed(what: string): NotProvenError {
  return new NotProvenError("headerShape", {
    message: `${what}.`,
    suggestion: "Expected a block as eth_getBlockByNumber gives it. Ask another node.",
  });
}

/** A quantity as JSON-RPC has it: without leading zeros, zero as 0x0. */
function quantity(value: Hex): Hex {
  const digits = value.slice(2).toLowerCase().replace(/^0+/, "");
  return digits === "" ? "0x0" : `0x${digits}`;
}

/** A quantity as RLP has it: whole bytes without leading zeros, zero as nothing. */
function scalar(value: Hex): Hex {
  const digits = value.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}
