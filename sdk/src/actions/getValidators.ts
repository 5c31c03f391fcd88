import type { Address } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { consortium } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";

/** What {@link getValidators} is given. */
export type GetValidatorsParameters = ReadOptions;

/**
 * The validators of the chain: one node of every held seat.
 *
 * @example
 * ```ts
 * const validators = await client.getValidators();
 * validators.length; // 4
 * ```
 */
export async function getValidators(
  node: RegistryClient,
  options: GetValidatorsParameters = {},
): Promise<readonly Address[]> {
  const client = readerOf(node, options);
  return await readWords(client, {
    ...options,
    ...consortium,
    functionName: "getValidators",
    args: [],
  });
}
