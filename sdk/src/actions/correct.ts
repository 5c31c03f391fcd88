import type { Hash, Hex } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { toCountry, toNumber } from "../internal/convert.js";
import type { EntryParameters } from "../internal/entry.js";
import { toBytes32 } from "../robot-id.js";

/** What {@link correct} is given. */
export interface CorrectParameters extends EntryParameters {
  /** Number of the entry that is corrected. */
  readonly correctedSeq: bigint;
  /** Salted commitment to the document that says what is right. */
  readonly commitment: Hex;
  /** Where those entitled find it; empty by default. */
  readonly uri?: string | undefined;
}

/** What {@link correctSync} gives. */
export type CorrectSyncReturnType = SyncReturnType<typeof dossier.abi, "Corrected">;

const call = ({
  id,
  capacity,
  jurisdiction,
  correctedSeq,
  commitment,
  uri = "",
  ...options
}: CorrectParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "correct",
    args: [
      toBytes32(id),
      correctedSeq,
      toNumber("enum Capacity", capacity),
      toCountry(jurisdiction),
      commitment,
      uri,
    ],
    eventName: "Corrected",
  }) as const;

/**
 * Corrects an entry of the dossier, by another that names it; both stay on record. Called by those
 * who may write the kind of the entry corrected.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the entry is not of the dossier.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const jurisdiction = parseCountryCode("ES");
 * const { seq } = await workshop.recordSync({
 *   id,
 *   kind: "service",
 *   capacity: "workshop",
 *   jurisdiction,
 *   commitment: createCommitment("Service report 501").commitment,
 * });
 * const hash = await workshop.correct({
 *   id,
 *   correctedSeq: seq,
 *   capacity: "workshop",
 *   jurisdiction,
 *   commitment: createCommitment("Service report 501, second version").commitment,
 * });
 * ```
 */
export async function correct(
  client: RegistryClient,
  parameters: CorrectParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link correct}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const jurisdiction = parseCountryCode("ES");
 * const { seq } = await workshop.recordSync({
 *   id,
 *   kind: "service",
 *   capacity: "workshop",
 *   jurisdiction,
 *   commitment: createCommitment("Service report 501").commitment,
 * });
 * const { correctedKind } = await workshop.correctSync({
 *   id,
 *   correctedSeq: seq,
 *   capacity: "workshop",
 *   jurisdiction,
 *   commitment: createCommitment("Service report 501, second version").commitment,
 * });
 * ```
 */
export async function correctSync(
  client: RegistryClient,
  parameters: CorrectParameters,
): Promise<CorrectSyncReturnType> {
  return await writeSync(client, call(parameters));
}
