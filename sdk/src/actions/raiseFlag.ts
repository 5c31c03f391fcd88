import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotFlags } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { Flag } from "../words.js";

/** What {@link raiseFlag} is given. */
export interface RaiseFlagParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** What is reported. */
  readonly flag: Flag;
  /** Salted commitment to the report. */
  readonly reasonDigest: Hex;
}

/** What {@link raiseFlagSync} gives. */
export type RaiseFlagSyncReturnType = SyncReturnType<typeof robotFlags.abi, "FlagRaised">;

const call = ({ id, flag, reasonDigest, ...options }: RaiseFlagParameters) =>
  ({
    ...options,
    ...robotFlags,
    functionName: "raiseFlag",
    args: [toBytes32(id), toNumber("enum IRobotFlags.Flag", flag), reasonDigest],
    eventName: "FlagRaised",
  }) as const;

/**
 * Reports a robot stolen, or its ownership disputed. Stolen: called by the holder, the operator, the authority of the
 * robot's country or an investigator accredited there. Disputed: by that authority or such an investigator.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the flag is up already.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await owner.raiseFlag({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   flag: "stolen",
 *   reasonDigest: createCommitment("Police report 2026-118").commitment,
 * });
 * ```
 */
export async function raiseFlag(
  client: RegistryClient,
  parameters: RaiseFlagParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link raiseFlag}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { reporter } = await owner.raiseFlagSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   flag: "stolen",
 *   reasonDigest: createCommitment("Police report 2026-118").commitment,
 * });
 * ```
 */
export async function raiseFlagSync(
  client: RegistryClient,
  parameters: RaiseFlagParameters,
): Promise<RaiseFlagSyncReturnType> {
  return await writeSync(client, call(parameters));
}
