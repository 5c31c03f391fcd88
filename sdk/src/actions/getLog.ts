import type { Hex } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import * as contracts from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";

/** The contracts that keep a log. */
export type LogName = Exclude<keyof typeof contracts, "registrarOrders" | "robotFlags">;

/** What {@link getLog} is given. */
export interface GetLogParameters extends ReadOptions {
  /** The contract. */
  readonly contract: LogName;
}

/** The log of a contract: one head that commits to everything that it recorded. */
export interface LogHead {
  /** Number of entries. */
  readonly count: bigint;
  /** The head: 27 bytes and five zero bytes. */
  readonly head: Hex;
}

/**
 * The head of a contract's log, to compare with what its events add up to. docs/events.md says how.
 *
 * @example
 * ```ts
 * const { count, head } = await client.getLog({ contract: "consortium" });
 * count; // 9n
 * head.length; // 66
 * ```
 */
export async function getLog(
  node: RegistryClient,
  { contract, ...options }: GetLogParameters,
): Promise<LogHead> {
  const client = readerOf(node, options);
  // Every log has the same view.
  const { abi } = contracts.consortium;
  return await readWords(client, { ...options, contract, abi, functionName: "log", args: [] });
}
