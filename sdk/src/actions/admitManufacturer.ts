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

/** What {@link admitManufacturer} is given. */
export interface AdmitManufacturerParameters extends WriteOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
  /** The account that will act for it: registers its models and mints its codes. */
  readonly makerAccount: Address;
  /** Its name, as the public knows it. */
  readonly name: string;
  /** Where the public reaches it; empty by default. */
  readonly contactUri?: string | undefined;
}

/** What {@link admitManufacturerSync} gives. */
export type AdmitManufacturerSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ManufacturerAdmitted"
>;

const call = ({
  manufacturer,
  makerAccount,
  name,
  contactUri = "",
  ...options
}: AdmitManufacturerParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "admitManufacturer",
    args: [toBytes(manufacturer), makerAccount, name, contactUri],
    eventName: "ManufacturerAdmitted",
  }) as const;

/**
 * Admits a manufacturer under a country code. Called by the authority of that country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the code was given before.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const hash = await spain.admitManufacturer({
 *   manufacturer: parseManufacturerId("ES-AT01"),
 *   makerAccount: stranger.account.address,
 *   name: "Autómatas del Turia",
 *   contactUri: "https://automatas.example",
 * });
 * ```
 */
export async function admitManufacturer(
  client: RegistryClient,
  parameters: AdmitManufacturerParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link admitManufacturer}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const { authority } = await spain.admitManufacturerSync({
 *   manufacturer: parseManufacturerId("ES-AT01"),
 *   makerAccount: stranger.account.address,
 *   name: "Autómatas del Turia",
 *   contactUri: "https://automatas.example",
 * });
 * ```
 */
export async function admitManufacturerSync(
  client: RegistryClient,
  parameters: AdmitManufacturerParameters,
): Promise<AdmitManufacturerSyncReturnType> {
  return await writeSync(client, call(parameters));
}
