// A block as JSON-RPC gives it, of nothing but what its header commits to.
import { createMPT } from "@ethereumjs/mpt";
import {
  bytesToHex,
  formatTransaction,
  type Hex,
  hexToBytes,
  isHex,
  keccak256,
  numberToHex,
  type RpcTransaction,
  type Signature,
  serializeTransaction,
  size,
  type TransactionSerializable,
  toRlp,
} from "viem";
import { NotProvenError } from "./errors.js";
import { type BlockHeader, encodeHeader } from "./header.js";
import { EMPTY_ROOT } from "./trie.js";

/** Hash of an empty list: a block without uncles, as every block since proof of work ended. */
const NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

/** The transactions of a block, proven to be all of them, in their order. */
export interface ProvenTransactions {
  /** Each as JSON-RPC gives it. */
  readonly transactions: readonly RpcTransaction[];
  /** Each as it is part of the block: a list, or bytes where it has a type. */
  readonly encoded: readonly Hex[];
}

/**
 * Root of a trie over a list, as blocks have them for transactions and receipts: keys are the RLP of the places.
 *
 * @internal
 */
export async function listRoot(items: readonly Hex[]): Promise<Hex> {
  if (items.length === 0) return EMPTY_ROOT;
  const trie = await createMPT();
  for (const [index, item] of items.entries()) {
    const key = toRlp(index === 0 ? "0x" : numberToHex(index, evenSize(index)));
    await trie.put(hexToBytes(key), hexToBytes(item));
  }
  return bytesToHex(trie.root());
}

/** Proves the transactions that a node gave for a block. */
export async function proveTransactions(
  header: BlockHeader,
  given: unknown,
): Promise<ProvenTransactions> {
  if (!Array.isArray(given)) throw refused(header, "gives no list of transactions");
  const transactions = given as RpcTransaction[];
  const encoded = transactions.map((one) => encodeTransaction(header, one));
  if ((await listRoot(encoded)) !== header.transactionsRoot) {
    throw refused(header, "gives other transactions than the block has");
  }
  for (const [index, one] of transactions.entries()) {
    // What the encoding does not hold is the place and the hash.
    if (one.hash?.toLowerCase() !== keccak256(encoded[index] as Hex)) {
      throw refused(header, `gives transaction ${index} the hash ${one.hash}`);
    }
  }
  return {
    transactions: transactions.map((one, index) => ({
      ...one,
      blockHash: header.hash,
      blockNumber: header.fields.number as Hex,
      transactionIndex: numberToHex(index),
    })),
    encoded,
  };
}

/** The block as `eth_getBlockByNumber` gives it. What the header does not commit to is left out: the total difficulty. */
export function blockOf(
  header: BlockHeader,
  { transactions, encoded }: ProvenTransactions,
  isFull: boolean,
): object {
  const { fields, hash } = header;
  const hasWithdrawals = fields.withdrawalsRoot !== undefined;
  if (fields.sha3Uncles !== NO_UNCLES || (fields.withdrawalsRoot ?? EMPTY_ROOT) !== EMPTY_ROOT) {
    throw new NotProvenError("notProvable", {
      message: `Block ${header.number} has uncles or withdrawals, which are not proven.`,
      suggestion:
        "The consortium chain has neither: compare the anchor with that of another member.",
    });
  }
  const parts = [
    encodeHeader(fields),
    // A typed transaction is in the block as a string, another one as the list that it is.
    encoded.map((one) => (isTyped(one) ? one : asList(one))),
    [],
    ...(hasWithdrawals ? [[]] : []),
  ];
  return {
    ...fields,
    hash,
    size: numberToHex(sizeOf(parts)),
    uncles: [],
    transactions: isFull ? transactions : transactions.map((one) => one.hash),
    ...(hasWithdrawals && { withdrawals: [] }),
  };
}

function encodeTransaction(header: BlockHeader, transaction: RpcTransaction): Hex {
  try {
    const { r, s, v, yParity, type, input, chainId, ...rest } = formatTransaction(transaction);
    if (!isHex(r) || !isHex(s)) throw refused(header, "gives a transaction without a signature");
    const isLegacy = type === "legacy";
    // The chain id of a legacy transaction is in its v.
    const fields = { ...rest, data: input, type, ...(!isLegacy && { chainId }) };
    const signature = { r, s, ...(isLegacy ? { v } : { yParity }) };
    return serializeTransaction(fields as TransactionSerializable, signature as Signature);
  } catch (error) {
    if (error instanceof NotProvenError) throw error;
    throw refused(header, "gives a transaction that cannot be encoded");
  }
}

function isTyped(encoded: Hex): boolean {
  return Number.parseInt(encoded.slice(2, 4), 16) < 0xc0;
}

/** Stands for a list that is encoded already: only its size matters here. */
function asList(encoded: Hex): { readonly size: number } {
  return { size: size(encoded) };
}

type Part = Hex | { readonly size: number } | readonly Part[];

/** Size of an RLP encoding. */
function sizeOf(part: Part): number {
  if (typeof part === "string") {
    const bytes = size(part);
    return bytes === 1 && Number(part) < 0x80 ? 1 : bytes + prefixSize(bytes);
  }
  if ("size" in part) return part.size;
  const bytes = part.reduce((sum, one) => sum + sizeOf(one), 0);
  return bytes + prefixSize(bytes);
}

function prefixSize(bytes: number): number {
  return bytes < 56 ? 1 : 1 + evenSize(bytes).size;
}

/** Whole bytes that a number takes. */
function evenSize(value: number): { readonly size: number } {
  return { size: Math.ceil(value.toString(16).length / 2) };
}

function refused(header: BlockHeader, what: string): NotProvenError {
  return new NotProvenError("transactionsRoot", {
    message: `For block ${header.number} the node ${what}.`,
    suggestion: "Ask another node: this one altered the block.",
  });
}
