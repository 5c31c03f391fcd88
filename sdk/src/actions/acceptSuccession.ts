import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link acceptSuccession} is given. */
export interface AcceptSuccessionParameters extends WriteOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
}

/** What {@link acceptSuccessionSync} gives. */
export type AcceptSuccessionSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "SuccessionAccepted"
>;

const call = ({ manufacturer, ...options }: AcceptSuccessionParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "acceptSuccession",
    args: [toBytes(manufacturer)],
    eventName: "SuccessionAccepted",
  }) as const;

/**
 * Takes over the code of a compromised manufacturer, together with every unit not yet placed on a market. The
 * manufacturer is then suspended, or revoked where it was before. Called by the account named, after the notice.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where countersignatures are missing.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const hash = await newcomer.acceptSuccession({ manufacturer: parseManufacturerId("CN-UT01") });
 * ```
 */
export async function acceptSuccession(
  client: RegistryClient,
  parameters: AcceptSuccessionParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link acceptSuccession}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const { status } = await newcomer.acceptSuccessionSync({ manufacturer: parseManufacturerId("CN-UT01") });
 * status; // "suspended"
 * ```
 */
export async function acceptSuccessionSync(
  client: RegistryClient,
  parameters: AcceptSuccessionParameters,
): Promise<AcceptSuccessionSyncReturnType> {
  return await writeSync(client, call(parameters));
}
