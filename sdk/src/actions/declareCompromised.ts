import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type Time, toSeconds } from "../internal/convert.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link declareCompromised} is given. */
export interface DeclareCompromisedParameters extends WriteOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
  /** Time from which the key was not the manufacturer's alone. */
  readonly since: Time;
  /** Salted commitment to the decision. */
  readonly reasonDigest: Hex;
}

/** What {@link declareCompromisedSync} gives. */
export type DeclareCompromisedSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ManufacturerCompromised"
>;

const call = ({ manufacturer, since, reasonDigest, ...options }: DeclareCompromisedParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "declareCompromised",
    args: [toBytes(manufacturer), toSeconds(since), reasonDigest],
    eventName: "ManufacturerCompromised",
  }) as const;

/**
 * Declares the key of a manufacturer lost or stolen: until a successor has taken over, it mints, registers, attests,
 * recalls and hands on nothing. Called by the authority of its country code.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where it is compromised already.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await china.declareCompromised({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   since: new Date("2026-01-05T12:00:00Z"),
 *   reasonDigest: createCommitment("Report of the theft").commitment,
 * });
 * ```
 */
export async function declareCompromised(
  client: RegistryClient,
  parameters: DeclareCompromisedParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link declareCompromised}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { since } = await china.declareCompromisedSync({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   since: new Date("2026-01-05T12:00:00Z"),
 *   reasonDigest: createCommitment("Report of the theft").commitment,
 * });
 * ```
 */
export async function declareCompromisedSync(
  client: RegistryClient,
  parameters: DeclareCompromisedParameters,
): Promise<DeclareCompromisedSyncReturnType> {
  return await writeSync(client, call(parameters));
}
