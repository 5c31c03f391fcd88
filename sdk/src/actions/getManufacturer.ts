import type { Address } from "viem";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { theEventAt } from "../internal/logs.js";
import { momentOf, readWords } from "../internal/reads.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";
import type { ManufacturerStatus } from "../words.js";

/** What {@link getManufacturer} is given. */
export interface GetManufacturerParameters extends ReadOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
}

/** A manufacturer. */
export interface Manufacturer {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
  /** Its standing; only an active one mints. */
  readonly status: ManufacturerStatus;
  /** The account that acts for it. */
  readonly account: Address;
  /** When it was admitted, in seconds. */
  readonly admittedAt: number;
  /** The authority that admitted it. */
  readonly admittedBy: Address;
  /** Its name, as the public knows it. */
  readonly name: string;
  /** Where the public reaches it; may be empty. */
  readonly contactUri: string;
}

/**
 * A manufacturer, and who admitted it.
 *
 * @returns The manufacturer; `undefined` where none was ever admitted under this code.
 * @throws RegistryRecordError where the node does not give the event of the admission.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 *
 * const maker = await client.getManufacturer({ manufacturer: parseManufacturerId("CN-UT01") });
 * maker?.name; // "Unitronics Beihu"
 * maker?.status; // "active"
 * ```
 */
export async function getManufacturer(
  client: RegistryClient,
  { manufacturer, ...options }: GetManufacturerParameters,
): Promise<Manufacturer | undefined> {
  const moment = await momentOf(client, options);
  const id = toBytes(manufacturer);
  const { account, status, admittedAt } = await readWords(client, {
    ...authorityRegistry,
    functionName: "manufacturer",
    args: [id],
    blockNumber: moment.blockNumber,
  });
  if (status === "none") return undefined;
  const filter = { ...authorityRegistry, eventName: "ManufacturerAdmitted", args: { id } } as const;
  const { authority, name, contactURI } = await theEventAt(client, filter, admittedAt, moment);
  return {
    manufacturer,
    status,
    account,
    admittedAt,
    admittedBy: authority,
    name,
    contactUri: contactURI,
  };
}
