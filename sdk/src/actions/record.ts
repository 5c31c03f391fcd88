import type { Hash, Hex } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { toCountry, toNumber } from "../internal/convert.js";
import type { EntryParameters } from "../internal/entry.js";
import { toBytes32 } from "../robot-id.js";
import type { DocumentKind } from "../words.js";

/** What {@link record} is given. */
export interface RecordParameters extends EntryParameters {
  /** Kind of the document. */
  readonly kind: DocumentKind;
  /** Salted commitment to the document. */
  readonly commitment: Hex;
  /** Where those entitled find it; empty by default. */
  readonly uri?: string | undefined;
}

/** What {@link recordSync} gives. */
export type RecordSyncReturnType = SyncReturnType<typeof dossier.abi, "DocumentRecorded">;

const call = ({
  id,
  capacity,
  jurisdiction,
  kind,
  commitment,
  uri = "",
  ...options
}: RecordParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "record",
    args: [
      toBytes32(id),
      toNumber("enum EntryKind", kind),
      toNumber("enum Capacity", capacity),
      toCountry(jurisdiction),
      commitment,
      uri,
    ],
    eventName: "DocumentRecorded",
  }) as const;

/**
 * Records a document about a robot: hardware, factory filing, service, inspection, incident or insurance. Called by
 * those who may write the kind.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller does not have the capacity.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await workshop.record({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   kind: "service",
 *   capacity: "workshop",
 *   jurisdiction: parseCountryCode("ES"),
 *   commitment: createCommitment("Service report 501").commitment,
 * });
 * ```
 */
export async function record(client: RegistryClient, parameters: RecordParameters): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link record}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { seq } = await workshop.recordSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   kind: "service",
 *   capacity: "workshop",
 *   jurisdiction: parseCountryCode("ES"),
 *   commitment: createCommitment("Service report 501").commitment,
 * });
 * ```
 */
export async function recordSync(
  client: RegistryClient,
  parameters: RecordParameters,
): Promise<RecordSyncReturnType> {
  return await writeSync(client, call(parameters));
}
