import type { Hex } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { givenDigest, readWords } from "../internal/reads.js";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";
import type { RobotState } from "../words.js";

/** What {@link getStatus} is given. */
export interface GetStatusParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/** What everybody may see of a robot. */
export interface RobotStatus {
  /** The robot. */
  readonly id: RobotId;
  /** Where it is in its life; `none` for a code that was never issued. */
  readonly state: RobotState;
  /** Country on whose market it is. */
  readonly market: CountryCode | undefined;
  /** Whether it is reported stolen. */
  readonly stolen: boolean;
  /** Whether its ownership is disputed. */
  readonly disputed: boolean;
  /** Whether a registrar order against it is pending. */
  readonly ordered: boolean;
  /** The lot it was issued in. */
  readonly lot: Hex | undefined;
  /** Number of entries in its history. */
  readonly seq: bigint;
  /** How often it changed hands. */
  readonly transfers: bigint;
  /** Head of its history. */
  readonly head: Hex | undefined;
}

/**
 * What everybody may see of a robot, and nothing else: neither holder nor operator. See `getRobot` for all of it.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const status = await client.getStatus({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * status.state; // "inService"
 * status.ordered; // false
 * ```
 */
export async function getStatus(
  node: RegistryClient,
  { id, ...options }: GetStatusParameters,
): Promise<RobotStatus> {
  const client = readerOf(node, options);
  const call = { ...robotRegistry, functionName: "status", args: [toBytes32(id)] } as const;
  const status = await readWords(client, { ...call, ...options });
  return {
    id,
    ...status,
    market: status.market as CountryCode | undefined,
    lot: givenDigest(status.lot),
    head: givenDigest(status.head),
  };
}
