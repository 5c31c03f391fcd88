import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link withdrawCertificate} is given. */
export interface WithdrawCertificateParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** Number of the certificate: that of the entry that issued it. */
  readonly certificateSeq: bigint;
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link withdrawCertificateSync} gives. */
export type WithdrawCertificateSyncReturnType = SyncReturnType<
  typeof dossier.abi,
  "CertificateWithdrawn"
>;

const call = ({ id, certificateSeq, reasonDigest, ...options }: WithdrawCertificateParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "withdrawCertificate",
    args: [toBytes32(id), certificateSeq, reasonDigest],
    eventName: "CertificateWithdrawn",
  }) as const;

/**
 * Withdraws a certificate for good. Called by its issuer, accredited still or not, or by the authority of the robot's
 * country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the entry is no certificate.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { seq } = await inspector.issueCertificateSync({
 *   id,
 *   capacity: "inspector",
 *   jurisdiction: parseCountryCode("ES"),
 *   scope: "ISO 13482",
 *   expiry: new Date("2028-01-01"),
 *   commitment: createCommitment("Certificate 78").commitment,
 * });
 * const hash = await inspector.withdrawCertificate({
 *   id,
 *   certificateSeq: seq,
 *   reasonDigest: createCommitment("Finding 12").commitment,
 * });
 * ```
 */
export async function withdrawCertificate(
  client: RegistryClient,
  parameters: WithdrawCertificateParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link withdrawCertificate}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { seq } = await inspector.issueCertificateSync({
 *   id,
 *   capacity: "inspector",
 *   jurisdiction: parseCountryCode("ES"),
 *   scope: "ISO 13482",
 *   expiry: new Date("2028-01-01"),
 *   commitment: createCommitment("Certificate 78").commitment,
 * });
 * const { certificateSeq } = await inspector.withdrawCertificateSync({
 *   id,
 *   certificateSeq: seq,
 *   reasonDigest: createCommitment("Finding 12").commitment,
 * });
 * ```
 */
export async function withdrawCertificateSync(
  client: RegistryClient,
  parameters: WithdrawCertificateParameters,
): Promise<WithdrawCertificateSyncReturnType> {
  return await writeSync(client, call(parameters));
}
