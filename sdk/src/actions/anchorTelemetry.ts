import type { Hash, Hex } from "viem";
import { type RegistryClient, type SyncReturnType, write, writeSync } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { type Time, toSeconds } from "../internal/convert.js";
import { type EntryParameters, toEntry, UNKNOWN_READING } from "../internal/entry.js";

/** What {@link anchorTelemetry} is given. */
export interface AnchorTelemetryParameters extends EntryParameters {
  /** Merkle root of the records. */
  readonly root: Hex;
  /** Beginning of the period, inclusive. */
  readonly from: Time;
  /** End of the period, exclusive. */
  readonly to: Time;
  /** Hours it has been running since it was made; unknown by default. */
  readonly operatingHours?: number | undefined;
  /** Cycles its battery has been charged since it was made; unknown by default. */
  readonly chargeCycles?: number | undefined;
  /** Times it has fallen since it was made; unknown by default. */
  readonly falls?: number | undefined;
  /** Where those entitled find the records; empty by default. */
  readonly uri?: string | undefined;
}

/** What {@link anchorTelemetrySync} gives. */
export type AnchorTelemetrySyncReturnType = SyncReturnType<typeof dossier.abi, "TelemetryAnchored">;

const call = ({
  id,
  capacity,
  jurisdiction,
  root,
  from,
  to,
  operatingHours = UNKNOWN_READING,
  chargeCycles = UNKNOWN_READING,
  falls = UNKNOWN_READING,
  uri = "",
  ...options
}: AnchorTelemetryParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "anchorTelemetry",
    args: [
      ...toEntry({ id, capacity, jurisdiction }),
      { root, from: toSeconds(from), to: toSeconds(to), operatingHours, chargeCycles, falls, uri },
    ],
    eventName: "TelemetryAnchored",
  }) as const;

/**
 * Anchors the telemetry of a period. Each capacity keeps a timeline of its own, whose periods ascend. Called by the
 * maker, the holder or the operator.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the period overlaps one that was anchored.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { keccak256, toHex } from "viem";
 *
 * const hash = await owner.anchorTelemetry({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "holder",
 *   root: keccak256(toHex("root of the records")),
 *   from: new Date("2025-12-01"),
 *   to: new Date("2026-01-01"),
 *   operatingHours: 412,
 *   falls: 2,
 * });
 * ```
 */
export async function anchorTelemetry(
  client: RegistryClient,
  parameters: AnchorTelemetryParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link anchorTelemetry}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { keccak256, toHex } from "viem";
 *
 * const { seq } = await owner.anchorTelemetrySync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   capacity: "holder",
 *   root: keccak256(toHex("root of the records")),
 *   from: new Date("2025-12-01"),
 *   to: new Date("2026-01-01"),
 *   operatingHours: 412,
 *   falls: 2,
 * });
 * ```
 */
export async function anchorTelemetrySync(
  client: RegistryClient,
  parameters: AnchorTelemetryParameters,
): Promise<AnchorTelemetrySyncReturnType> {
  return await writeSync(client, call(parameters));
}
