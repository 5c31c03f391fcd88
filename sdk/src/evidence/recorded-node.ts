// A node that has nothing but a file: it answers what is in it and refuses all else. It is believed as little as any other.
import { type Address, fromRlp, type Hex, hexToNumber, numberToHex } from "viem";
import { keccak256 } from "../internal/keccak.js";
import type { Seals } from "../proof/anchor.js";
import { formatCheckpoint } from "../proof/cosigned.js";
import { NotProvenError } from "../proof/errors.js";
import { decodeHeader, type WireHeader } from "../proof/header.js";
import type { PathStep } from "../proof/path.js";
import { decodeAccount, decodeSlot, type WireProof } from "../proof/state.js";
import { quantity, transactionOf, typed } from "../proof/transaction.js";
import { findTrieProof } from "../proof/trie.js";
import type { Evidence, ShownLogs } from "./content.js";
import { notCovered, refusedFile } from "./refused.js";

/** A header with its hash, as a node gives it. */
type RecordedHeader = WireHeader & {
  readonly hash: Hex;
  readonly number: Hex;
  readonly stateRoot: Hex;
  readonly timestamp: Hex;
};

interface RecordedLog {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** What a recorded node is given beside the evidence. */
export interface RecordedNodeOptions {
  /** How the chain hashes its blocks. */
  readonly seals: Seals;
  /** Code of contracts, where the file was written without. */
  readonly code?: readonly Hex[] | undefined;
  /** Gets the logs that are asked for. They are searched for in all blocks of the file. */
  readonly onLogs?: ((logs: ShownLogs) => void) | undefined;
}

/** Answers as a node does, from a file. */
export class RecordedNode {
  readonly #evidence: Evidence;
  readonly #onLogs: RecordedNodeOptions["onLogs"];
  readonly #byHash = new Map<Hex, RecordedHeader>();
  readonly #byNumber = new Map<bigint, RecordedHeader>();
  readonly #newest: RecordedHeader;
  readonly #nodes: ReadonlyMap<Hex, Hex>;
  readonly #codes: ReadonlyMap<Hex, Hex>;
  readonly #transactions = new Map<Hex, readonly Hex[]>();
  readonly #receipts = new Map<Hex, readonly Hex[]>();

  constructor(evidence: Evidence, { seals, code = [], onLogs }: RecordedNodeOptions) {
    this.#evidence = evidence;
    this.#onLogs = onLogs;
    let newest: RecordedHeader | undefined;
    for (const [items, transactions, receipts] of evidence.blocks) {
      const header = decodeHeader(items, seals) as RecordedHeader;
      const number = BigInt(header.number);
      if (this.#byNumber.has(number)) {
        throw refusedFile("fileShape", `holds block ${number} twice`);
      }
      this.#byNumber.set(number, header);
      this.#byHash.set(header.hash, header);
      if (transactions) this.#transactions.set(header.hash, transactions);
      if (receipts) this.#receipts.set(header.hash, receipts);
      if (!newest || number > BigInt(newest.number)) newest = header;
    }
    if (!newest) throw refusedFile("fileShape", "holds no block");
    this.#newest = newest;
    this.#nodes = byTheirHash(evidence.nodes);
    this.#codes = byTheirHash([...evidence.code, ...code]);
  }

  /** Answers a request of JSON-RPC. */
  readonly request = async ({
    method,
    params,
  }: {
    method: string;
    params?: unknown;
  }): Promise<unknown> => {
    try {
      return this.#answer(method, (params ?? []) as readonly unknown[]);
    } catch (error) {
      if (error instanceof NotProvenError) throw error;
      throw refusedFile(
        "fileShape",
        "holds something that is not what it is given for",
        error as Error,
      );
    }
  };

  /** The steps of the path of validators after a block, as their states prove them. */
  path(consortium: Address, after: bigint): PathStep[] {
    return this.#evidence.path.flatMap(([number, slots]) => {
      if (BigInt(number) <= after) return [];
      const header = this.#header(numberToHex(number));
      return [{ header, proof: this.#proof(header, consortium, slots) }];
    });
  }

  /** What witnesses cosigned, as they serve it: of blocks whose headers are in the file. */
  checkpoints(): unknown[] {
    const { chainId, cosignatures = [] } = this.#evidence;
    return cosignatures.flatMap(([seat, number, signature]) => {
      const header = this.#byNumber.get(BigInt(number));
      if (!header) return [];
      const { hash, stateRoot, timestamp } = header;
      const block = { number: BigInt(number), hash, stateRoot, timestamp: Number(timestamp) };
      return JSON.parse(formatCheckpoint({ chainId, seat, ...block, signature }));
    });
  }

  /** Code by its hash; `undefined` where it is neither in the file nor given beside it. */
  code(hash: Hex): Hex | undefined {
    return this.#codes.get(hash);
  }

  #answer(method: string, params: readonly unknown[]): unknown {
    switch (method) {
      case "eth_chainId":
        return numberToHex(this.#evidence.chainId);
      case "eth_getBlockByNumber":
      case "eth_getBlockByHash": {
        const [block, isFull] = params as [Hex, boolean];
        const header = this.#header(block);
        if (!isFull) return header;
        return { ...header, transactions: this.#of(this.#transactions, header).map(transactionOf) };
      }
      case "eth_getBlockReceipts": {
        const [block] = params as [Hex];
        return this.#of(this.#receipts, this.#header(block)).map(receiptOf);
      }
      case "eth_getProof": {
        const [address, slots, block] = params as [Address, readonly Hex[], Hex];
        return this.#proof(this.#header(block), address, slots);
      }
      case "eth_getCode":
        return this.#codeOf(...(params as [Address, Hex]));
      case "eth_getLogs":
        return this.#logs(params[0] as LogRequest);
      default:
        throw notCovered(`answer to ${method}`);
    }
  }

  #header(block: Hex): RecordedHeader {
    if ((block as string) === "latest") return this.#newest;
    const header =
      block.length === 66 ? this.#byHash.get(block) : this.#byNumber.get(BigInt(block));
    if (header) return header;
    throw notCovered(`header of block ${block.length === 66 ? block : BigInt(block)}`);
  }

  #of(all: ReadonlyMap<Hex, readonly Hex[]>, { hash, number }: RecordedHeader): readonly Hex[] {
    const found = all.get(hash);
    if (found) return found;
    throw notCovered(`transactions and receipts of block ${BigInt(number)}`);
  }

  #proof(header: RecordedHeader, address: Address, slots: readonly Hex[]): WireProof {
    const { account, proof: accountProof } = this.#account(header, address);
    return {
      accountProof,
      storageProof: slots.map((slot) => {
        // Nothing is in the storage of an account that is not there.
        if (!account) return { key: slot, value: "0x0", proof: [] };
        const { value, proof } = this.#find(
          account.storageRoot,
          slot,
          `slot ${slot} of ${address}`,
        );
        return { key: slot, value: decodeSlot(value), proof };
      }),
    };
  }

  #account({ stateRoot }: RecordedHeader, address: Address) {
    const { value, proof } = this.#find(stateRoot, address, `account ${address}`);
    return { proof, account: value === undefined ? undefined : decodeAccount(value, address) };
  }

  #find(root: Hex, key: Hex, what: string) {
    return findTrieProof(root, keccak256(key), (hash) => {
      const node = this.#nodes.get(hash);
      if (node === undefined) throw notCovered(`proof of ${what}`);
      return node;
    });
  }

  #codeOf(address: Address, block: Hex): Hex {
    const { account } = this.#account(this.#header(block), address);
    const code = account && this.#codes.get(account.codeHash);
    if (code !== undefined) return code;
    throw notCovered(`code of ${address}: where it was written without code, give that beside it`);
  }

  /** Where entries are: the numbers of the blocks, which is all that is looked at. */
  #logs({ address, topics, fromBlock, toBlock }: LogRequest): { blockNumber: Hex }[] {
    const [contract] = address;
    const wanted = topics.map((some) => [some].flat());
    const [from, to] = [hexToNumber(fromBlock), hexToNumber(toBlock)];
    this.#onLogs?.([contract, wanted, from, to]);
    if (
      !this.#onLogs &&
      !this.#evidence.logs.some((shown) => covers(shown, [contract, wanted, from, to]))
    ) {
      throw notCovered(`entries of ${wanted[1]?.[0] ?? contract} from block ${from} to ${to}`);
    }
    return [...this.#byNumber.values()]
      .filter(({ hash, number }) => {
        if (Number(number) < from || Number(number) > to) return false;
        const logs = (this.#receipts.get(hash) ?? []).flatMap((one) => receiptOf(one).logs);
        return logs.some(
          (log) =>
            log.address === contract &&
            wanted.every((some, index) => some.includes(log.topics[index] as Hex)),
        );
      })
      .map(({ number }) => ({ blockNumber: number }));
  }
}

/** As the prover asks for logs. */
interface LogRequest {
  readonly address: readonly [Hex];
  readonly topics: readonly (Hex | readonly Hex[])[];
  readonly fromBlock: Hex;
  readonly toBlock: Hex;
}

/** Whether what is shown holds all that is asked for. */
function covers([contract, topics, from, to]: ShownLogs, asked: ShownLogs): boolean {
  const [itsContract, itsTopics, first, last] = asked;
  return (
    contract === itsContract &&
    from <= first &&
    last <= to &&
    topics.every((some, index) => itsTopics[index]?.every((topic) => some.includes(topic)))
  );
}

function byTheirHash(all: readonly Hex[]): Map<Hex, Hex> {
  return new Map(all.map((one) => [keccak256(one), one]));
}

/** A receipt as JSON-RPC gives it, as far as a block commits to it. */
function receiptOf(encoded: Hex): { readonly logs: RecordedLog[] } {
  const [type, list] = typed(encoded);
  const [status, gasUsed, logsBloom, logs] = fromRlp(list, "hex") as [Hex, Hex, Hex, LogItem[]];
  const receipt = {
    type,
    status: quantity(status),
    cumulativeGasUsed: quantity(gasUsed),
    logsBloom,
    logs: logs.map(([address, topics, data]) => ({ address, topics, data })),
  };
  return receipt;
}

type LogItem = readonly [address: Hex, topics: Hex[], data: Hex];
