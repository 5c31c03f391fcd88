import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link voidAttestations} is given. */
export interface VoidAttestationsParameters extends WriteOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
  /** The account that the manufacturer rotated out. */
  readonly former: Address;
}

/** What {@link voidAttestationsSync} gives. */
export type VoidAttestationsSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "AttestationsVoided"
>;

const call = ({ manufacturer, former, ...options }: VoidAttestationsParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "voidAttestations",
    args: [toBytes(manufacturer), former],
    eventName: "AttestationsVoided",
  }) as const;

/**
 * Ends what a former account of a manufacturer attested, e.g. because its key may be in other hands. Called by the
 * manufacturer's present account.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the account never acted for the manufacturer.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * const hash = await newcomer.voidAttestations({ manufacturer, former: maker.account.address });
 * ```
 */
export async function voidAttestations(
  client: RegistryClient,
  parameters: VoidAttestationsParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link voidAttestations}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * await newcomer.voidAttestationsSync({ manufacturer, former: maker.account.address });
 * await client.isAttester({ manufacturer, account: maker.account.address }); // false
 * ```
 */
export async function voidAttestationsSync(
  client: RegistryClient,
  parameters: VoidAttestationsParameters,
): Promise<VoidAttestationsSyncReturnType> {
  return await writeSync(client, call(parameters));
}
