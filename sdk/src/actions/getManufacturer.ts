import type { Address } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { theEventAt } from "../internal/logs.js";
import { type Answer, given, givenTime, ReadBatch } from "../internal/reads.js";
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
  /** Its standing; only an active one mints, and a compromised one does nothing. */
  readonly status: ManufacturerStatus;
  /** The account that acts for it. */
  readonly account: Address;
  /** The account that it named as its next. */
  readonly nextAccount: Address | undefined;
  /** The latest time for which its key was declared lost or stolen. */
  readonly compromise: Compromise | undefined;
  /** The account that is to take over its code while it is compromised. */
  readonly succession: Succession | undefined;
  /** When it was admitted, in seconds. */
  readonly admittedAt: number;
  /** The authority that admitted it. */
  readonly admittedBy: Address;
  /** Its name, as the public knows it. */
  readonly name: string;
  /** Where the public reaches it; may be empty. */
  readonly contactUri: string;
}

/** When the key of a manufacturer was in doubt, in seconds. */
export interface Compromise {
  /** From when on. */
  readonly since: number;
  /** When a successor took over; `undefined` while it lasts. */
  readonly until: number | undefined;
}

/** The account named to take over a compromised manufacturer's code, and how far that is. */
export interface Succession {
  /** The account. */
  readonly account: Address;
  /** Seat that named it. */
  readonly seat: number;
  /** When it was named, in seconds. */
  readonly namedAt: number;
  /** From when on it can accept, in seconds. */
  readonly acceptableFrom: number;
  /** Countersignatures that it needs. */
  readonly needed: number;
  /** Countersignatures that it has. */
  readonly given: number;
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
  node: RegistryClient,
  { manufacturer, ...options }: GetManufacturerParameters,
): Promise<Manufacturer | undefined> {
  const client = readerOf(node, options);
  const moment = await momentOf(client, options);
  const id = toBytes(manufacturer);
  const batch = new ReadBatch(client, moment);
  const args = [id] as const;
  const asked = [
    batch.add({ ...authorityRegistry, functionName: "manufacturer", args }),
    batch.add({ ...authorityRegistry, functionName: "proposedManufacturerAccount", args }),
    batch.add({ ...authorityRegistry, functionName: "compromiseOf", args }),
    batch.add({ ...authorityRegistry, functionName: "successionOf", args }),
    batch.add({ ...authorityRegistry, functionName: "successionNotice", args: [] }),
  ] as const;
  await batch.send();
  const [record, next, compromise, succession, notice] = await Promise.all(asked);
  const { account, status, admittedAt } = record;
  if (status === "none") return undefined;
  const filter = { ...authorityRegistry, eventName: "ManufacturerAdmitted", args: { id } } as const;
  const { authority, name, contactURI } = await theEventAt(client, filter, admittedAt, moment);
  return {
    manufacturer,
    status,
    account,
    nextAccount: given(next),
    compromise:
      compromise.since === 0
        ? undefined
        : { since: compromise.since, until: givenTime(compromise.until) },
    succession: given(succession.account) && toSuccession(succession, notice),
    admittedAt,
    admittedBy: authority,
    name,
    contactUri: contactURI,
  };
}

function toSuccession(
  { account, seat, namedAt, needed, given }: Answer<typeof authorityRegistry.abi, "successionOf">,
  notice: number,
): Succession {
  return { account, seat, namedAt, acceptableFrom: namedAt + notice, needed, given };
}
