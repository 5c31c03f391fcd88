import type { Address, Hex } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { dossier, robotRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { givenTime, ReadBatch, readWords } from "../internal/reads.js";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";
import type { Capacity } from "../words.js";

/** What {@link getCertificates} is given. */
export interface GetCertificatesParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** A certificate of a robot. Times are in seconds. */
export interface Certificate {
  /** Number of the history entry that issued it, which is its name. */
  readonly seq: bigint;
  /** What it certifies, e.g. a standard. */
  readonly scope: string;
  /** Whether it holds: neither expired nor withdrawn. */
  readonly valid: boolean;
  /** Account that issued it. */
  readonly issuer: Address;
  /** In what capacity. */
  readonly capacity: Capacity;
  /** Country of the issuing authority, or the one that accredited the issuing inspector. */
  readonly jurisdiction: CountryCode | undefined;
  /** When it was issued. */
  readonly issuedAt: number;
  /** From when on it no longer holds. */
  readonly expiry: number;
  /** When it was withdrawn. */
  readonly withdrawnAt: number | undefined;
  /** Salted commitment to the certificate. */
  readonly commitment: Hex;
}

/**
 * Every certificate that a robot was ever given, valid or not, the first one first.
 *
 * @throws RegistryRefusedError where the code was never issued.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const certificates = await client.getCertificates({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 * });
 * certificates.filter(({ valid }) => valid); // []
 * ```
 */
export async function getCertificates(
  node: RegistryClient,
  { id, ...options }: GetCertificatesParameters,
): Promise<readonly Certificate[]> {
  const client = readerOf(node, options);
  const { blockNumber } = await momentOf(client, options);
  const code = toBytes32(id);
  const { seq: length } = await readWords(client, {
    ...robotRegistry,
    functionName: "historyOf",
    args: [code],
    blockNumber,
  });
  const batch = new ReadBatch(client, { blockNumber });
  const kinds = Array.from({ length: Number(length) }, (_, index) =>
    batch.add({ ...dossier, functionName: "kindOf", args: [code, BigInt(index + 1)] }),
  );
  await batch.send();
  const asked = (await Promise.all(kinds)).flatMap((kind, index) => {
    if (kind !== "certificate") return [];
    const args = [code, BigInt(index + 1)] as const;
    const record = batch.add({ ...dossier, functionName: "certificateOf", args });
    const valid = batch.add({ ...dossier, functionName: "isCertified", args });
    return { seq: args[1], record, valid };
  });
  await batch.send();
  return await Promise.all(
    asked.map(async ({ seq, record, valid }) => {
      const certificate = await record;
      return {
        seq,
        ...certificate,
        capacity: certificate.capacity as Capacity,
        withdrawnAt: givenTime(certificate.withdrawnAt),
        valid: await valid,
      };
    }),
  );
}
