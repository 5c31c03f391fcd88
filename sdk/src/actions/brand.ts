import type { Hash, Hex } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { type EntryParameters, toEntry } from "../internal/entry.js";
import type { BrandCode } from "../words.js";

/** What {@link brand} is given. */
export interface BrandParameters extends EntryParameters {
  /** The brand. */
  readonly code: BrandCode;
  /** The brand in the words of the one who reported it, 1 to 256 bytes; no personal data. */
  readonly asReported: string;
  /** Salted commitment to the evidence. */
  readonly evidenceDigest: Hex;
}

/** What {@link brandSync} gives. */
export type BrandSyncReturnType = SyncReturnType<typeof dossier.abi, "Branded">;

const call = ({
  id,
  capacity,
  jurisdiction,
  code,
  asReported,
  evidenceDigest,
  ...options
}: BrandParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "brand",
    args: [
      ...toEntry({ id, capacity, jurisdiction }),
      toNumber("enum IDossier.BrandCode", code),
      asReported,
      evidenceDigest,
    ],
    eventName: "Branded",
  }) as const;

/**
 * Brands a robot's title. A brand stays for ever. Called by an insurer, an investigator or the authority of the robot's
 * country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller does not have the capacity.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await insurer.brand({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "insurer",
 *   jurisdiction: parseCountryCode("ES"),
 *   code: "flood",
 *   asReported: "Daño por inundación",
 *   evidenceDigest: createCommitment("Loss report 9").commitment,
 * });
 * ```
 */
export async function brand(client: RegistryClient, parameters: BrandParameters): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link brand}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { seq, code } = await insurer.brandSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "insurer",
 *   jurisdiction: parseCountryCode("ES"),
 *   code: "flood",
 *   asReported: "Daño por inundación",
 *   evidenceDigest: createCommitment("Loss report 9").commitment,
 * });
 * ```
 */
export async function brandSync(
  client: RegistryClient,
  parameters: BrandParameters,
): Promise<BrandSyncReturnType> {
  return await writeSync(client, call(parameters));
}
