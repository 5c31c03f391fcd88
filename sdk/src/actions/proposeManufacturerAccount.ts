import { type Address, type Hash, zeroAddress } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link proposeManufacturerAccount} is given. */
export interface ProposeManufacturerAccountParameters extends WriteOptions {
  /** The manufacturer. */
  readonly manufacturer: ManufacturerId;
  /** The account that is to act for it; left out to take the naming back. */
  readonly nextAccount?: Address | undefined;
}

/** What {@link proposeManufacturerAccountSync} gives. */
export type ProposeManufacturerAccountSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ManufacturerAccountProposed"
>;

const call = ({
  manufacturer,
  nextAccount = zeroAddress,
  ...options
}: ProposeManufacturerAccountParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "proposeManufacturerAccount",
    args: [toBytes(manufacturer), nextAccount],
    eventName: "ManufacturerAccountProposed",
  }) as const;

/**
 * Names the account that is to act for a manufacturer; it does once it accepts. Called by the manufacturer's account.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the account acts for another manufacturer.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const hash = await maker.proposeManufacturerAccount({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   nextAccount: newcomer.account.address,
 * });
 * ```
 */
export async function proposeManufacturerAccount(
  client: RegistryClient,
  parameters: ProposeManufacturerAccountParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link proposeManufacturerAccount}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const { account } = await maker.proposeManufacturerAccountSync({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   nextAccount: newcomer.account.address,
 * });
 * ```
 */
export async function proposeManufacturerAccountSync(
  client: RegistryClient,
  parameters: ProposeManufacturerAccountParameters,
): Promise<ProposeManufacturerAccountSyncReturnType> {
  return await writeSync(client, call(parameters));
}
