// Calls run where the asker is: the contract's own code, on state that was proven. No rule of a contract is written here.
import { createCustomCommon, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM } from "@ethereumjs/evm";
import { SimpleStateManager } from "@ethereumjs/statemanager";
import { Account, Address as EvmAddress } from "@ethereumjs/util";
import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { keccak } from "../internal/keccak.js";
import { NotProvenError } from "./errors.js";
import type { BlockHeader } from "./header.js";
import type { ProvenAccount } from "./state.js";

/** Where proven state comes from. What cannot be proven is thrown, never guessed. */
export interface StateSource {
  /** An account; `undefined` where it is proven that there is none. */
  account(address: Address): Promise<ProvenAccount | undefined>;
  /** A slot, 32 bytes. */
  slot(address: Address, slot: Hex): Promise<Hex>;
  /** The code of an account. */
  code(address: Address, codeHash: Hex): Promise<Uint8Array>;
  /** The hash of a block before the one that the call runs in. */
  blockHash(number: bigint): Promise<Hex>;
}

/** A call, as `eth_call` takes it. */
export interface LocalCall {
  readonly to?: Address | undefined;
  readonly from?: Address | undefined;
  readonly data?: Hex | undefined;
  readonly value?: bigint | undefined;
  readonly gas?: bigint | undefined;
  readonly gasPrice?: bigint | undefined;
}

/** How a call ended. */
export interface CallOutcome {
  /** What it returned, or what it was reverted with. */
  readonly data: Hex;
  /** Why it did not succeed, as the EVM names it; `undefined` where it did. */
  readonly failure: string | undefined;
}

/** Most gas that a call may use: what it costs is the asker's own time. As geth's `--rpc.gascap` is delivered. */
const GAS_CAP = 50_000_000n;

/** Runs a call at the end of a block. */
export async function runCall(
  source: StateSource,
  header: BlockHeader,
  chainId: number,
  { to, from, data, value, gas = GAS_CAP, gasPrice }: LocalCall,
): Promise<CallOutcome> {
  const state = new ProvenStateManager(source);
  const common = commonOf(chainId);
  jumpsAreKept ??= keepJumps(common);
  await jumpsAreKept;
  const evm = await createEVM({
    common,
    stateManager: state,
    // What a deployless call answers is the code of a contract that is never deployed: its size is not limited.
    allowUnlimitedContractSize: true,
    allowUnlimitedInitCodeSize: true,
    blockchain: new ProvenBlockHashes(source, state),
  });
  // Each EVM listens for another fork, which never comes: through that, what all of them share would keep them and all that they read.
  common.events.removeAllListeners();
  const { execResult } = await evm.runCall({
    block: { header: evmHeaderOf(header) },
    // Nobody sees by the caller's nonce that it was called for; of a contract that is created, the address depends on it.
    ...(to !== undefined && { to: evmAddress(to), skipNonceIncrement: true }),
    ...(from !== undefined && { caller: evmAddress(from) }),
    ...(data !== undefined && { data: hexToBytes(data) }),
    ...(value !== undefined && { value }),
    ...(gasPrice !== undefined && { gasPrice }),
    gasLimit: gas < GAS_CAP ? gas : GAS_CAP,
  });
  // Whatever the EVM made of a state that could not be proven, the call has no answer.
  if (state.failure) throw state.failure;
  return { data: bytesToHex(execResult.returnValue), failure: execResult.exceptionError?.error };
}

/** The state that a call reads, with what it writes on top, which is forgotten when it ends. */
class ProvenStateManager extends SimpleStateManager {
  readonly #source: StateSource;
  /** The first state that could not be proven. */
  failure: unknown;

  constructor(source: StateSource) {
    super();
    this.#source = source;
  }

  override async getAccount(address: EvmAddress): Promise<Account | undefined> {
    const key = address.toString();
    const written = this.topAccountStack();
    if (written.has(key)) return written.get(key);
    const account = await this.proven(() => this.#source.account(key as Address));
    if (!account) return undefined;
    const { nonce, balance, storageRoot, codeHash } = account;
    // Each time another object: the EVM alters what it is given, and may take that back.
    return new Account(nonce, balance, hexToBytes(storageRoot), hexToBytes(codeHash));
  }

  override async getCode(address: EvmAddress): Promise<Uint8Array> {
    const written = this.topCodeStack().get(address.toString());
    if (written) return written;
    const account = await this.getAccount(address);
    if (!account?.isContract()) return new Uint8Array(0);
    const codeHash = bytesToHex(account.codeHash);
    const key = address.toString() as Address;
    return await this.proven(() => this.#source.code(key, codeHash));
  }

  override async getStorage(address: EvmAddress, slot: Uint8Array): Promise<Uint8Array> {
    const written = this.topStorageStack().get(`${address.toString()}_${bytesToHex(slot)}`);
    if (written) return written;
    const key = address.toString() as Address;
    return hexToBytes(await this.proven(() => this.#source.slot(key, bytesToHex(slot))));
  }

  async proven<value>(read: () => Promise<value>): Promise<value> {
    try {
      return await read();
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}

/** What the opcode BLOCKHASH reads. */
class ProvenBlockHashes {
  readonly #source: StateSource;
  readonly #state: ProvenStateManager;

  constructor(source: StateSource, state: ProvenStateManager) {
    this.#source = source;
    this.#state = state;
  }

  async getBlock(number: number) {
    const hash = await this.#state.proven(() => this.#source.blockHash(BigInt(number)));
    return { hash: () => hexToBytes(hash) };
  }

  async putBlock(): Promise<void> {}

  shallowCopy(): this {
    return this;
  }
}

function evmHeaderOf({ number, miner, timestamp, fields }: BlockHeader) {
  const quantity = (name: string) => BigInt(fields[name] ?? 0);
  return {
    number,
    coinbase: evmAddress(miner),
    timestamp: BigInt(timestamp),
    difficulty: quantity("difficulty"),
    prevRandao: hexToBytes(fields.mixHash ?? "0x"),
    gasLimit: quantity("gasLimit"),
    baseFeePerGas: quantity("baseFeePerGas"),
    getBlobGasPrice: () => {
      throw new NotProvenError("notProvable", {
        message: "The call asks for the price of blobs, which is not proven.",
        suggestion: "Nothing in the registry asks for it.",
      });
    },
  };
}

function evmAddress(address: Address): EvmAddress {
  return new EvmAddress(hexToBytes(address));
}

const commons = new Map<number, ReturnType<typeof createCustomCommon>>();

function commonOf(chainId: number) {
  const known = commons.get(chainId);
  if (known) return known;
  const common = createCustomCommon({ chainId }, Mainnet, {
    hardfork: Hardfork.Osaka,
    customCrypto: { keccak256: keccak },
  });
  commons.set(chainId, common);
  return common;
}

/** An interpreter of ethereumjs, as far as it matters here. */
interface Interpreter {
  readonly common: object;
  _getValidJumpDestinations?: (code: Uint8Array) => object;
}

let jumpsAreKept: Promise<void> | undefined;

/**
 * ethereumjs looks for the jumps of a code whenever that runs: 5 ms for a contract of 24 KB, a dozen times a look-up, half of
 * what one takes. What it finds depends on the code and the fork alone, so it is kept with the code. The class of its
 * interpreter is not exported; an opcode of one's own, which it allows, sees it. A release without this method is only slower.
 */
async function keepJumps(common: ReturnType<typeof commonOf>): Promise<void> {
  const opcode = 0x21;
  let prototype: Interpreter | undefined;
  const evm = await createEVM({
    common,
    customOpcodes: [
      {
        opcode,
        opcodeName: "SELF",
        baseFee: 0,
        logicFunction: ({ interpreter }) => {
          prototype = Object.getPrototypeOf(interpreter) as Interpreter;
        },
      },
    ],
  });
  await evm.runCode({ code: Uint8Array.of(opcode) });
  const find = prototype?._getValidJumpDestinations;
  if (!prototype || !find) return;
  const kept = new WeakMap<object, WeakMap<Uint8Array, object>>();
  prototype._getValidJumpDestinations = function (this: Interpreter, code) {
    const ofFork = kept.get(this.common) ?? new WeakMap<Uint8Array, object>();
    kept.set(this.common, ofFork);
    const jumps = ofFork.get(code) ?? find.call(this, code);
    ofFork.set(code, jumps);
    return jumps;
  };
}
