import { type Hash, type Hex, zeroHash } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { type EntryParameters, toEntry } from "../internal/entry.js";

/** What {@link replacePart} is given. */
export interface ReplacePartParameters extends EntryParameters {
  /** Catalogue number of the part fitted, 1 to 31 bytes; never a serial. */
  readonly partNumber: string;
  /** Salted commitment to the serial of the part removed; none where it bore none. */
  readonly removedSerial?: Hex | undefined;
  /** Salted commitment to the serial of the part fitted; none where it bears none. */
  readonly fittedSerial?: Hex | undefined;
  /** Salted commitment to the work record. */
  readonly commitment: Hex;
  /** Where those entitled find it; empty by default. */
  readonly uri?: string | undefined;
}

/** What {@link replacePartSync} gives. */
export type ReplacePartSyncReturnType = SyncReturnType<typeof dossier.abi, "PartReplaced">;

const call = ({
  id,
  capacity,
  jurisdiction,
  partNumber,
  removedSerial = zeroHash,
  fittedSerial = zeroHash,
  commitment,
  uri = "",
  ...options
}: ReplacePartParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "replacePart",
    args: [
      ...toEntry({ id, capacity, jurisdiction }),
      { partNumber, removedSerial, fittedSerial, commitment, uri },
    ],
    eventName: "PartReplaced",
  }) as const;

/**
 * Records that a part was replaced. Called by the maker or a workshop.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the part number is too long.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await workshop.replacePart({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "workshop",
 *   jurisdiction: parseCountryCode("ES"),
 *   partNumber: "KNEE-ACT-3",
 *   commitment: createCommitment("Work record 502").commitment,
 * });
 * ```
 */
export async function replacePart(
  client: RegistryClient,
  parameters: ReplacePartParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link replacePart}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { seq } = await workshop.replacePartSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "workshop",
 *   jurisdiction: parseCountryCode("ES"),
 *   partNumber: "KNEE-ACT-3",
 *   commitment: createCommitment("Work record 502").commitment,
 * });
 * ```
 */
export async function replacePartSync(
  client: RegistryClient,
  parameters: ReplacePartParameters,
): Promise<ReplacePartSyncReturnType> {
  return await writeSync(client, call(parameters));
}
