import type { Address } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link isAttester} is given. */
export interface IsAttesterParameters extends ReadOptions {
  /** The manufacturer. */
  readonly manufacturer: ManufacturerId;
  /** The account. */
  readonly account: Address;
}

/**
 * Whether attestations that an account signs count for a manufacturer: those of its present account, and of one that it gave up
 * itself; none while its key is declared compromised.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * await client.isAttester({ manufacturer, account: maker.account.address }); // true
 * ```
 */
export async function isAttester(
  node: RegistryClient,
  { manufacturer, account, ...options }: IsAttesterParameters,
): Promise<boolean> {
  const client = readerOf(node, options);
  return await readWords(client, {
    ...options,
    ...authorityRegistry,
    functionName: "isAttester",
    args: [toBytes(manufacturer), account],
  });
}
