// A transport of viem that answers from proven state alone, over any others. What it cannot prove it refuses.
import {
  type Address,
  bytesToHex,
  createTransport,
  getAddress,
  type Hex,
  isAddress,
  isHex,
  numberToHex,
  RpcRequestError,
  type Transport,
} from "viem";
import { RegistryConfigurationError } from "../errors/registry-error.js";
import type { Anchor } from "./anchor.js";
import { formatCheckpoint } from "./cosigned.js";
import { cosignersNeeded } from "./cosigners.js";
import { NotProvenError } from "./errors.js";
import type { BlockHeader } from "./header.js";
import type { CallOutcome, LocalCall } from "./local-evm.js";
import type { LogFilter } from "./logs.js";
import type { Path } from "./path.js";
import { type ProvenHead, type ProvenOptions, Prover } from "./prover.js";
import type { Recorder } from "./recorder.js";
import { EMPTY_CODE_HASH, wordOf } from "./state.js";
import { EMPTY_ROOT } from "./trie.js";

/** What a proving transport tells beside its answers. */
export interface Proof {
  /** What it is proven from. */
  readonly anchor: Anchor;
  /** How many witnesses must vouch for a block, besides its seals. */
  readonly cosigners: number;
  /** As of which block answers are now, and who vouches for it. */
  head(): Promise<ProvenHead>;
  /**
   * The header of a block by its number, or of the newest: proven as blocks are, without their transactions, which take a
   * request more.
   */
  header(number?: bigint): Promise<BlockHeader>;
  /** The sets of validators from the anchor to now, to keep. */
  path(): Promise<Path>;
  /**
   * Another transport over the same nodes, whose newest block is the one of now, and that tells somebody of all that it proves.
   *
   * @internal
   */
  recording(recorder: Recorder): Promise<ProvenTransport>;
}

/** A transport that proves; `client.transport.proof` tells by whom. */
export type ProvenTransport = Transport<"proven", { readonly proof: Proof }>;

/**
 * A viem transport that believes nobody. Over one or several others, it answers reads from state that the anchor proves:
 * headers that two thirds of the validators sealed, EIP-1186 proofs under their state roots, calls run here on what those
 * show. Every read action of the SDK and every contract read of viem works over it as over any other. Of several nodes one
 * honest one is enough; `onFault` is told which ones lied.
 *
 * It answers `eth_call`, `eth_getCode`, `eth_getStorageAt`, `eth_getBalance`, `eth_getTransactionCount`, `eth_getProof`,
 * `eth_blockNumber`, `eth_chainId`, `eth_getBlockByNumber`, `eth_getBlockByHash`, and `eth_getLogs` of the registry's contracts.
 * All else it refuses: write through another client. It asks many small things at once: give it `http(url, { batch: true })`.
 *
 * @throws NotProvenError, ConflictError or UnreachableError, which viem wraps: {@link proofErrorOf} finds them.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { robotIdActions } from "@openrobotid/sdk/actions";
 * import { robotIdChain } from "@openrobotid/sdk/chains";
 * import { proven } from "@openrobotid/sdk/proof";
 *
 * const block = await client.request({
 *   method: "eth_getBlockByNumber",
 *   params: ["0x0", false],
 * });
 * const anchor = {
 *   chainId: deployment.chainId,
 *   genesisHash: block.hash,
 *   validators: [],
 *   contracts: deployment.contracts,
 *   seals: "none",
 * } as const;
 * const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
 * const transport = proven([http(rpcUrl)], { anchor, maxAge: Number.POSITIVE_INFINITY, now: () => 4e9 });
 * const proving = createClient({ chain, transport }).extend(robotIdActions());
 * const robot = await proving.getRobot({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * robot.state; // "inService"
 * const head = await proving.transport.proof.head();
 * head.sealers; // undefined
 * ```
 */
export function proven(
  transports: Transport | readonly Transport[],
  options: ProvenOptions,
): ProvenTransport {
  return provenTo(undefined, transports, options);
}

function provenTo(
  recorder: Recorder | undefined,
  transports: Transport | readonly Transport[],
  options: ProvenOptions,
): ProvenTransport {
  const list = Array.isArray(transports) ? transports : [transports as Transport];
  if (list.length === 0) {
    throw new RegistryConfigurationError(
      "There is no node to ask.",
      "Give `proven` at least one transport.",
    );
  }
  return ({ chain, retryCount, timeout }) => {
    const { anchor } = options;
    if (chain && chain.id !== anchor.chainId) {
      throw new RegistryConfigurationError(
        `The client is of chain ${chain.id}, the anchor of chain ${anchor.chainId}.`,
        "Give the client the chain of the anchor.",
      );
    }
    const prover = new Prover(list, options, { chain, retryCount, timeout }, recorder);
    return createTransport(
      {
        key: "proven",
        name: "Proven",
        type: "proven",
        // What was not proven is not proven by asking again at once; the transports below try again by themselves.
        retryCount: 0,
        request: (async ({ method, params }: { method: string; params?: unknown }) =>
          await answer(prover, method, Array.isArray(params) ? params : [])) as never,
      },
      {
        proof: {
          anchor,
          cosigners: cosignersNeeded(anchor, options.cosigners),
          head: () => prover.provenHead(),
          header: (number) => prover.header(number),
          path: () => prover.path(),
          recording: async (other) => {
            const { header, cosigned = [] } = await prover.head();
            const path = prover.isSealed ? await prover.path() : undefined;
            // Witnesses may have cosigned a block after the one that enough of them vouch for.
            const newest = cosigned.map(({ number }) => number).reduce(later, header.number);
            const upTo = list.map((one) => endingAt(one, newest));
            const checkpoints = async () => cosigned.map(formatCheckpoint).map(parsed);
            const pinned = { ...options, path, onPath: undefined, checkpoints };
            return provenTo(other, upTo, pinned);
          },
        },
      },
    );
  };
}

function later(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

/** A node as if a block were its newest. */
function endingAt(transport: Transport, number: bigint): Transport {
  return (options) => {
    const { request, ...rest } = transport(options);
    const pinned = async ({ method, params }: { method: string; params?: unknown }) => {
      const [block, ...others] = Array.isArray(params) ? params : [];
      const isNewest = method === "eth_getBlockByNumber" && block === "latest";
      const asked = isNewest ? [numberToHex(number), ...others] : params;
      return await request({ method, params: asked } as never);
    };
    return { ...rest, request: pinned as never };
  };
}

/** Answers a request of JSON-RPC from what is proven. */
async function answer(
  prover: Prover,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  switch (method) {
    case "eth_chainId":
      return numberToHex(prover.anchor.chainId);
    case "eth_blockNumber":
      return numberToHex((await prover.head()).header.number);
    case "eth_getBlockByNumber":
    case "eth_getBlockByHash":
      return await block(prover, method, params);
    case "eth_call":
      return await call(prover, params);
    case "eth_getCode":
      return await code(prover, params);
    case "eth_getStorageAt": {
      const [address, slot, at] = params;
      const source = prover.source(await headerFor(prover, at));
      return await source.slot(addressIn(address), slotIn(slot));
    }
    case "eth_getBalance": {
      const account = await accountIn(prover, params);
      return numberToHex(account?.balance ?? 0n);
    }
    case "eth_getTransactionCount": {
      const account = await accountIn(prover, params);
      return numberToHex(account?.nonce ?? 0n);
    }
    case "eth_getProof": {
      const [address, slots, at] = params;
      if (!Array.isArray(slots)) throw malformed("the slots", slots, "a list");
      const header = await headerFor(prover, at);
      return await prover.proof(header, addressIn(address), slots.map(slotIn));
    }
    case "eth_getLogs": {
      const { provenLogs } = await import("./logs.js");
      return await provenLogs(prover, await logFilterIn(prover, params[0]));
    }
    default:
      throw new NotProvenError("notProvable", {
        message: `${method} is not proven, so it is not answered.`,
        suggestion:
          "Read through calls, code, storage, blocks and logs; write through a client of a node that you trust.",
      });
  }
}

async function block(
  prover: Prover,
  method: string,
  [asked, isFull = false]: readonly unknown[],
): Promise<unknown> {
  const { blockOf, transactionsOf } = await import("./block.js");
  const header =
    method === "eth_getBlockByHash"
      ? await prover.headerOf(hashIn(asked))
      : await headerFor(prover, asked);
  // Block 0 has no transactions on any chain; Hardhat writes another root for none.
  if (header.transactionsRoot === EMPTY_ROOT || header.number === 0n) {
    return await blockOf(header, { hashes: [], encoded: [] }, false);
  }
  return await prover.fromAny(async (endpoint) => {
    return await blockOf(header, await transactionsOf(prover, endpoint, header), isFull === true);
  });
}

async function call(
  prover: Prover,
  [transaction, at, ...overrides]: readonly unknown[],
): Promise<Hex> {
  if (overrides.some((one) => one !== undefined && one !== null)) {
    throw malformed("the overrides", overrides, "none: a call is proven of the state as it is");
  }
  const outcome = await prover.call(await headerFor(prover, at), callIn(transaction));
  return outcome.failure === undefined ? outcome.data : failed(transaction, outcome);
}

/** As a node answers a call that fails. */
function failed(transaction: unknown, { failure, data }: CallOutcome): never {
  const isRevert = failure === "revert";
  throw new RpcRequestError({
    url: "proven",
    body: { method: "eth_call", params: [transaction] },
    error: isRevert
      ? { code: 3, message: "execution reverted", data }
      : { code: -32000, message: String(failure) },
  });
}

async function code(prover: Prover, [address, at]: readonly unknown[]): Promise<Hex> {
  const source = prover.source(await headerFor(prover, at));
  const account = await source.account(addressIn(address));
  if (!account || account.codeHash === EMPTY_CODE_HASH) return "0x";
  return bytesToHex(await source.code(addressIn(address), account.codeHash));
}

async function accountIn(prover: Prover, [address, at]: readonly unknown[]) {
  const header = await headerFor(prover, at);
  return await prover.source(header).account(addressIn(address));
}

/** The block that a request names: a number, a name, or as EIP-1898 has it. */
async function headerFor(prover: Prover, asked: unknown = "latest"): Promise<BlockHeader> {
  if (typeof asked === "object" && asked !== null) {
    const { blockHash, blockNumber } = asked as Record<string, unknown>;
    if (blockHash !== undefined) return await prover.headerOf(hashIn(blockHash));
    if (blockNumber !== undefined) return await headerFor(prover, blockNumber);
  }
  if (asked === "latest") return (await prover.head()).header;
  // A sealed block is final as soon as it is there.
  if ((asked === "safe" || asked === "finalized") && prover.isSealed) {
    return (await prover.head()).header;
  }
  if (asked === "earliest") return await prover.headerAt(0n);
  if (isHex(asked) && asked.length > 2) return await prover.headerAt(BigInt(asked));
  throw malformed("the block", asked, `a number in hexadecimal, "latest" or "earliest"`);
}

async function logFilterIn(prover: Prover, input: unknown): Promise<LogFilter> {
  if (typeof input !== "object" || input === null)
    throw malformed("the filter", input, "an object");
  const { address, topics = [], fromBlock, toBlock, blockHash } = input as Record<string, unknown>;
  const numberOf = async (asked: unknown) => (await headerFor(prover, asked)).number;
  if (!Array.isArray(topics)) throw malformed("the topics", topics, "a list");
  // A list of none is anything, as nodes take it.
  const anyOf = <read>(given: unknown, reads: (one: unknown) => read) => {
    const list = given === null || given === undefined ? [] : [given].flat();
    return list.length > 0 ? list.map(reads) : undefined;
  };
  return {
    addresses: anyOf(address, addressIn),
    topics: topics.map((topic: unknown) => anyOf(topic, hashIn)),
    from: await numberOf(blockHash ? { blockHash } : fromBlock),
    to: await numberOf(blockHash ? { blockHash } : toBlock),
  };
}

function callIn(input: unknown): LocalCall {
  if (typeof input !== "object" || input === null) throw malformed("the call", input, "an object");
  const given = input as Record<string, unknown>;
  for (const name of ["accessList", "authorizationList", "blobs", "blobVersionedHashes"]) {
    if (given[name] !== undefined && name !== "accessList") {
      throw malformed(`the call's ${name}`, given[name], "none");
    }
  }
  const data = given.input ?? given.data;
  if (data !== undefined && !isHex(data)) throw malformed("the call's data", data, "hexadecimal");
  return {
    to: given.to === undefined || given.to === null ? undefined : addressIn(given.to),
    from: given.from === undefined ? undefined : addressIn(given.from),
    data,
    value: quantityIn(given.value),
    gas: quantityIn(given.gas),
    gasPrice: quantityIn(given.gasPrice),
  };
}

function quantityIn(input: unknown): bigint | undefined {
  if (input === undefined || input === null) return undefined;
  if (isHex(input) && input.length > 2) return BigInt(input);
  throw malformed("a quantity", input, "hexadecimal");
}

/** In lower case, as state is kept. */
function addressIn(input: unknown): Address {
  if (typeof input === "string" && isAddress(input, { strict: false })) {
    return getAddress(input).toLowerCase() as Address;
  }
  throw malformed("the address", input, "0x and 40 hexadecimal digits");
}

function slotIn(input: unknown): Hex {
  const slot = wordOf(input);
  if (slot !== "0x") return slot;
  throw malformed("the slot", input, "up to 32 bytes in hexadecimal");
}

function hashIn(input: unknown): Hex {
  if (isHex(input) && input.length === 66) return input.toLowerCase() as Hex;
  throw malformed("the hash", input, "0x and 64 hexadecimal digits");
}

function malformed(what: string, input: unknown, expected: string): NotProvenError {
  return new NotProvenError("notProvable", {
    message: `Nothing can be proven of ${what}: ${JSON.stringify(input)?.slice(0, 80)}.`,
    suggestion: `Expected ${expected}.`,
  });
}
