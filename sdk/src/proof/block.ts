// A block as JSON-RPC gives it, of nothing but what its header commits to.
import {
  bytesToHex,
  formatTransaction,
  type Hex,
  isHex,
  numberToHex,
  type RpcTransaction,
  recoverTransactionAddress,
  type Signature,
  serializeTransaction,
  size,
  type TransactionSerializable,
  type TransactionSerialized,
} from "viem";
import { bytesOf } from "../internal/bytes.js";
import { keccak, keccak256 } from "../internal/keccak.js";
import type { Endpoint } from "./endpoint.js";
import { NotProvenError } from "./errors.js";
import { type BlockHeader, encodeHeader } from "./header.js";
import { Kept } from "./kept.js";
import type { Prover } from "./prover.js";
import { digitsOf, rlpOf } from "./rlp.js";
import { transactionOf } from "./transaction.js";
import { EMPTY_ROOT } from "./trie.js";

/** Hash of an empty list: a block without uncles, as every block since proof of work ended. */
const NO_UNCLES = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

/** The transactions of a block, proven to be all of them, in their order. */
export interface ProvenTransactions {
  /** The hash of each. */
  readonly hashes: readonly Hex[];
  /** Each as it is part of the block: a list, or bytes where it has a type. */
  readonly encoded: readonly Hex[];
}

/**
 * Root of a trie over a list, as blocks have them for transactions and receipts: keys are the RLP of the places.
 *
 * @internal
 */
export async function listRoot(items: readonly Uint8Array[]): Promise<Hex> {
  if (items.length === 0) return EMPTY_ROOT;
  // Tries are built for transactions and receipts alone: who proves only state does not load them.
  const { createMPT } = await import("@ethereumjs/mpt");
  const { MapDB, ValueEncoding } = await import("@ethereumjs/util");
  const trie = await createMPT({
    useKeyHashingFunction: keccak,
    // As digits, each node would be written out twice more.
    db: new MapDB<string, Uint8Array>(),
    valueEncoding: ValueEncoding.Bytes,
  });
  for (const [index, item] of items.entries()) {
    const key = rlpOf(index === 0 ? "0x" : `0x${digitsOf(index)}`);
    await trie.put(bytesOf(`0x${key}`), item);
  }
  return bytesToHex(trie.root());
}

/** Most bytes of transactions that are kept. */
const KEPT_BYTES = 32_000_000;

const kept = new WeakMap<Prover, Kept<Hex, ProvenTransactions>>();

/** The transactions of a block, proven: of one whose logs were read, they are known already. */
export async function transactionsOf(
  prover: Prover,
  endpoint: Endpoint,
  header: BlockHeader,
): Promise<ProvenTransactions> {
  const ofProver = kept.get(prover) ?? new Kept(KEPT_BYTES, weightOf);
  kept.set(prover, ofProver);
  const known = ofProver.get(header.hash);
  if (known) return known;
  const block = await endpoint.ask("eth_getBlockByNumber", [numberToHex(header.number), true]);
  const { transactions } = (block ?? {}) as { transactions?: unknown };
  const proven = await proveTransactions(header, transactions);
  prover.recorder?.transactions(header, proven.encoded);
  ofProver.set(header.hash, proven);
  return proven;
}

/** About how much memory they take: each is held as it is encoded, and field by field. */
function weightOf({ encoded }: ProvenTransactions): number {
  return encoded.reduce((sum, one) => sum + 2 * one.length + 1000, 1000);
}

/** Proves the transactions that a node gave for a block. */
async function proveTransactions(header: BlockHeader, given: unknown): Promise<ProvenTransactions> {
  if (!Array.isArray(given)) throw refused(header, "gives no list of transactions");
  const transactions = given as RpcTransaction[];
  const encoded = transactions.map((one) => encodeTransaction(header, one));
  if ((await listRoot(encoded.map(bytesOf))) !== header.transactionsRoot) {
    throw refused(header, "gives other transactions than the block has");
  }
  const hashes = transactions.map((one, index) => {
    const hash = keccak256(encoded[index] as Hex);
    if (String(one.hash).toLowerCase() === hash) return hash;
    throw refused(header, `gives transaction ${index} the hash ${one.hash}`);
  });
  return { encoded, hashes };
}

/** The price of gas that was paid (EIP-1559): the block's base fee and a tip, up to the most that was offered. */
function paidPrice({ fields }: BlockHeader, most: bigint, tip: bigint): Hex {
  const offered = BigInt(fields.baseFeePerGas ?? 0) + tip;
  return numberToHex(offered < most ? offered : most);
}

/** Each transaction as JSON-RPC gives it, of nothing but what it commits to: who sent it is who signed it. */
async function wholeOf(
  header: BlockHeader,
  { encoded }: ProvenTransactions,
): Promise<readonly object[]> {
  return await Promise.all(
    encoded.map(async (one, index) => {
      const fields = transactionOf(one);
      // As a development chain has them of accounts that it plays: such a signature would show another sender.
      const isSigned = size(fields.r) > 20 && size(fields.s) > 20;
      if (!isSigned) throw refused(header, `gives a transaction, ${index}, that nobody signed`);
      const serializedTransaction = one as TransactionSerialized;
      const from = await recoverTransactionAddress({ serializedTransaction });
      const { maxFeePerGas: most, maxPriorityFeePerGas: tip } = fields;
      return {
        ...fields,
        ...(most && { gasPrice: paidPrice(header, BigInt(most), BigInt(tip ?? 0)) }),
        blockHash: header.hash,
        blockNumber: header.fields.number,
        transactionIndex: numberToHex(index),
        from: from.toLowerCase(),
      };
    }),
  );
}

/** The block as `eth_getBlockByNumber` gives it. What the header does not commit to is left out: the total difficulty. */
export async function blockOf(
  header: BlockHeader,
  proven: ProvenTransactions,
  isFull: boolean,
): Promise<object> {
  const { hashes, encoded } = proven;
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
    encoded.map((one) => (isTyped(one) ? one : { encoded: one })),
    [],
    ...(hasWithdrawals ? [[]] : []),
  ];
  return {
    ...fields,
    hash,
    size: numberToHex(rlpOf(parts).length / 2),
    uncles: [],
    transactions: isFull ? await wholeOf(header, proven) : hashes,
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

function refused(header: BlockHeader, what: string): NotProvenError {
  return new NotProvenError("transactionsRoot", {
    message: `For block ${header.number} the node ${what}.`,
    suggestion: "Ask another node: this one altered the block.",
  });
}
