// What the chain has of a log: heads in the contract `Anchors`, which is none of the contracts that an anchor names.
import { type Address, type Client, type Hex, keccak256 } from "viem";
import { getCode, readContract } from "viem/actions";
import { anchorsAbi } from "../abis/anchors.js";

/** Where the chain has heads of a log. */
export interface LogOnChain {
  /** Address of `Anchors`. */
  readonly contract: Address;
  /** Account that anchors. */
  readonly account: Address;
  /** Name of the log, as `vaultLogTopic` makes it. */
  readonly topic: Hex;
}

/** What the chain has of a log. */
export interface AnchoredLog {
  /** How many heads; 0 where none was anchored yet. */
  readonly count: number;
  /** keccak256 over all of them, as `anchorsHead` of `./device` makes it. */
  readonly head: Hex;
  /** Block time of the last one, in seconds; 0 where there is none. */
  readonly anchoredAt: number;
}

/**
 * keccak256 of the code of the contract `Anchors`. Nobody has power over it, so that each one with this code is as good.
 *
 * @example
 * ```ts
 * import { anchorsCodeHash } from "@openrobotid/sdk/vault";
 *
 * anchorsCodeHash.length; // 66
 * ```
 */
export const anchorsCodeHash: Hex =
  "0x9d191fd00f9d7f71601e280f46c21da4f15b3bdd362897f685ba99830f6811d8";

/**
 * Reads what the chain has of a log, for `verifyVaultLog`: over a transport that proves, or from an evidence file that was made with the same call.
 *
 * @param blockNumber The block as of which; by default the newest one.
 * @returns `undefined` where the contract has other code than `Anchors`: what that answers means nothing.
 *
 * @example
 * ```ts
 * import { readLogOnChain, vaultLogTopic } from "@openrobotid/sdk/vault";
 *
 * const { address } = owner.account;
 * const log = { contract: address, account: address, topic: vaultLogTopic("https://vault.example") };
 * await readLogOnChain(client, log); // undefined
 * ```
 */
export async function readLogOnChain(
  client: Client,
  { contract: address, account, topic }: LogOnChain,
  { blockNumber }: { readonly blockNumber?: bigint | undefined } = {},
): Promise<AnchoredLog | undefined> {
  const at = blockNumber === undefined ? {} : { blockNumber };
  const code = await getCode(client, { address, ...at });
  if (code === undefined || keccak256(code) !== anchorsCodeHash) return undefined;
  const [count, head, anchoredAt] = await readContract(client, {
    ...{ address, abi: anchorsAbi, functionName: "anchorsOf", ...at },
    args: [account, topic],
  } as const);
  return { count: Number(count), head, anchoredAt };
}
