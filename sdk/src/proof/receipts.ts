// The logs of one block, as its receipts root commits to them: each of them, in their order, of their transactions.
import { type Address, bytesToHex, type Hex, isHex, numberToHex } from "viem";
import { bytesOf } from "../internal/bytes.js";
import { keccak256 } from "../internal/keccak.js";
import { listRoot, type ProvenTransactions, transactionsOf } from "./block.js";
import type { Endpoint } from "./endpoint.js";
import { NotProvenError } from "./errors.js";
import type { BlockHeader } from "./header.js";
import type { Prover } from "./prover.js";
import { digitsOf, rlpOf } from "./rlp.js";
import { EMPTY_ROOT } from "./trie.js";

/** A log as JSON-RPC gives it. */
export interface WireLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
  readonly blockHash: Hex;
  readonly blockTimestamp: Hex;
  readonly transactionHash: Hex;
  readonly transactionIndex: Hex;
  readonly logIndex: Hex;
  readonly removed: false;
}

interface WireReceipt {
  readonly type?: Hex;
  readonly status: Hex;
  readonly cumulativeGasUsed: Hex;
  readonly logsBloom: Hex;
  readonly logs: readonly Pick<WireLog, "address" | "topics" | "data">[];
}

/** What a node gave for a block, not looked at yet. */
export interface Given {
  readonly prover: Prover;
  readonly header: BlockHeader;
  readonly proven: ProvenTransactions;
  readonly receipts: readonly unknown[];
}

/** Asks the node for a block's transactions and receipts. */
export async function askForBlock(
  prover: Prover,
  endpoint: Endpoint,
  header: BlockHeader,
): Promise<Given> {
  if (header.receiptsRoot === EMPTY_ROOT) {
    return { prover, header, proven: { hashes: [], encoded: [] }, receipts: [] };
  }
  const [proven, receipts] = await Promise.all([
    transactionsOf(prover, endpoint, header),
    receiptsOf(prover, endpoint, header),
  ]);
  return { prover, header, proven, receipts };
}

/** All logs of a block, no matter which contract emitted them. */
export async function logsIn({ prover, header, proven, receipts }: Given): Promise<WireLog[]> {
  if (receipts.length !== proven.encoded.length || !receipts.every(isReceipt)) {
    throw refused(header, "gives no receipts");
  }
  let root: Hex | undefined;
  let encoded: readonly Uint8Array[] = [];
  try {
    encoded = receipts.map(encodeReceipt);
    root = await listRoot(encoded);
  } catch {
    root = undefined;
  }
  if (root !== header.receiptsRoot)
    throw refused(header, "gives other receipts than the block has");
  prover.recorder?.receipts(
    header,
    encoded.map((one) => bytesToHex(one)),
  );
  const block = {
    blockNumber: numberToHex(header.number),
    blockHash: header.hash,
    blockTimestamp: numberToHex(header.timestamp),
    removed: false as const,
  };
  let logIndex = 0;
  return receipts.flatMap(({ logs }, index) => {
    const transaction = {
      transactionHash: proven.hashes[index] as Hex,
      transactionIndex: numberToHex(index),
    };
    return logs.map(({ address, topics, data }) => ({
      address: inLowerCase(address),
      topics: topics.map(inLowerCase),
      data: inLowerCase(data),
      ...block,
      ...transaction,
      logIndex: numberToHex(logIndex++),
    }));
  });
}

/** Whether a block may hold a log of an address: its header's filter never says no of one that it holds. */
export function mayHoldLogsOf({ fields }: BlockHeader, address: Address): boolean {
  const bloom = fields.logsBloom as Hex;
  const hash = keccak256(address);
  return [0, 1, 2].every((index) => {
    const bit = Number.parseInt(hash.slice(2 + 4 * index, 6 + 4 * index), 16) % 2048;
    const byte = 255 - Math.floor(bit / 8);
    return Number.parseInt(bloom.slice(2 + 2 * byte, 4 + 2 * byte), 16) & (1 << (bit % 8));
  });
}

async function receiptsOf(
  prover: Prover,
  endpoint: Endpoint,
  header: BlockHeader,
): Promise<readonly unknown[]> {
  const method = "eth_getBlockReceipts";
  if (!endpoint.without.has(method)) {
    try {
      const receipts = await endpoint.ask(method, [numberToHex(header.number)]);
      return Array.isArray(receipts) ? receipts : [];
    } catch (error) {
      if (!(error instanceof NotProvenError)) throw error;
      endpoint.without.add(method);
    }
  }
  const { hashes } = await transactionsOf(prover, endpoint, header);
  return await Promise.all(hashes.map((hash) => endpoint.ask("eth_getTransactionReceipt", [hash])));
}

/** The root commits to bytes: in capitals they are the same ones, which no filter would find. */
function inLowerCase(bytes: Hex): Hex {
  return bytes.toLowerCase() as Hex;
}

/** Whether it has the length of bytes in hexadecimal. A digit that is none is found where it is encoded. */
function isBytes(input: unknown): input is Hex {
  return isHex(input, { strict: false }) && input.length % 2 === 0;
}

function isReceipt(input: unknown): input is WireReceipt {
  const { status, cumulativeGasUsed, logsBloom, logs } = (input ?? {}) as Partial<WireReceipt>;
  if (!isHex(status) || !isHex(cumulativeGasUsed) || !isHex(logsBloom)) return false;
  if (!Array.isArray(logs)) return false;
  return logs.every((log: Partial<WireLog> | null) => {
    const { address, topics, data } = log ?? {};
    return isHex(address) && Array.isArray(topics) && topics.every(isBytes) && isBytes(data);
  });
}

function encodeReceipt(receipt: WireReceipt): Uint8Array {
  const { type, status, cumulativeGasUsed, logsBloom, logs } = receipt;
  const fields = [
    scalar(status),
    scalar(cumulativeGasUsed),
    logsBloom,
    logs.map(({ address, topics, data }) => [address, [...topics], data]),
  ];
  const kind = Number(type ?? 0);
  const prefix = kind === 0 ? "0x" : numberToHex(kind, { size: 1 });
  return bytesOf(`${prefix}${rlpOf(fields)}`);
}

function scalar(value: Hex): Hex {
  const number = BigInt(value);
  return number === 0n ? "0x" : `0x${digitsOf(number)}`;
}

function refused(header: BlockHeader, what: string): NotProvenError {
  return new NotProvenError("receiptsRoot", {
    message: `For block ${header.number} the node ${what}.`,
    suggestion: "Ask another node: this one altered what happened.",
  });
}
