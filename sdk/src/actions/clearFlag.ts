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

/** What {@link clearFlag} is given. */
export interface ClearFlagParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** What was reported. */
  readonly flag: Flag;
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link clearFlagSync} gives. */
export type ClearFlagSyncReturnType = SyncReturnType<typeof robotFlags.abi, "FlagCleared">;

const call = ({ id, flag, reasonDigest, ...options }: ClearFlagParameters) =>
  ({
    ...options,
    ...robotFlags,
    functionName: "clearFlag",
    args: [toBytes32(id), toNumber("enum IRobotFlags.Flag", flag), reasonDigest],
    eventName: "FlagCleared",
  }) as const;

/**
 * Clears a flag. Called by who raised it or by the authority of the robot's country; where that authority itself
 * raised it, by the authority of any seat.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the flag is not up.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { commitment: reasonDigest } = createCommitment("Police report 2026-118");
 * await owner.raiseFlagSync({ id, flag: "stolen", reasonDigest });
 * const hash = await spain.clearFlag({
 *   id,
 *   flag: "stolen",
 *   reasonDigest: createCommitment("Found, police report 2026-131").commitment,
 * });
 * ```
 */
export async function clearFlag(
  client: RegistryClient,
  parameters: ClearFlagParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link clearFlag}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { commitment: reasonDigest } = createCommitment("Police report 2026-118");
 * await owner.raiseFlagSync({ id, flag: "stolen", reasonDigest });
 * const { clearedBy } = await spain.clearFlagSync({
 *   id,
 *   flag: "stolen",
 *   reasonDigest: createCommitment("Found, police report 2026-131").commitment,
 * });
 * ```
 */
export async function clearFlagSync(
  client: RegistryClient,
  parameters: ClearFlagParameters,
): Promise<ClearFlagSyncReturnType> {
  return await writeSync(client, call(parameters));
}
