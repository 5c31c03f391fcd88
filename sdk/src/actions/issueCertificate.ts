import type { Hash, Hex } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { type Time, toSeconds } from "../internal/convert.js";
import { type EntryParameters, toEntry } from "../internal/entry.js";

/** What {@link issueCertificate} is given. */
export interface IssueCertificateParameters extends EntryParameters {
  /** What it certifies, e.g. a standard, 1 to 31 bytes. */
  readonly scope: string;
  /** From when on it is no longer valid. */
  readonly expiry: Time;
  /** Salted commitment to the certificate. */
  readonly commitment: Hex;
  /** Where those entitled find it; empty by default. */
  readonly uri?: string | undefined;
}

/** What {@link issueCertificateSync} gives. */
export type IssueCertificateSyncReturnType = SyncReturnType<
  typeof dossier.abi,
  "CertificateIssued"
>;

const call = ({
  id,
  capacity,
  jurisdiction,
  scope,
  expiry,
  commitment,
  uri = "",
  ...options
}: IssueCertificateParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "issueCertificate",
    args: [...toEntry({ id, capacity, jurisdiction }), scope, toSeconds(expiry), commitment, uri],
    eventName: "CertificateIssued",
  }) as const;

/**
 * Issues a certificate; the number of its entry is its own. Called by an inspector or the authority of the robot's
 * country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the expiry has passed.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await inspector.issueCertificate({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "inspector",
 *   jurisdiction: parseCountryCode("ES"),
 *   scope: "ISO 13482",
 *   expiry: new Date("2028-01-01"),
 *   commitment: createCommitment("Certificate 78").commitment,
 * });
 * ```
 */
export async function issueCertificate(
  client: RegistryClient,
  parameters: IssueCertificateParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link issueCertificate}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { seq } = await inspector.issueCertificateSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "inspector",
 *   jurisdiction: parseCountryCode("ES"),
 *   scope: "ISO 13482",
 *   expiry: new Date("2028-01-01"),
 *   commitment: createCommitment("Certificate 78").commitment,
 * });
 * ```
 */
export async function issueCertificateSync(
  client: RegistryClient,
  parameters: IssueCertificateParameters,
): Promise<IssueCertificateSyncReturnType> {
  return await writeSync(client, call(parameters));
}
