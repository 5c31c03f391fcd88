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

/** What {@link supportClearance} is given. */
export interface SupportClearanceParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** What it is reported as. */
  readonly flag: Flag;
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link supportClearanceSync} gives. */
export type SupportClearanceSyncReturnType = SyncReturnType<
  typeof robotFlags.abi,
  "ClearanceSupported"
>;

const call = ({ id, flag, reasonDigest, ...options }: SupportClearanceParameters) =>
  ({
    ...options,
    ...robotFlags,
    functionName: "supportClearance",
    args: [toBytes32(id), toNumber("enum IRobotFlags.Flag", flag), reasonDigest],
    eventName: "ClearanceSupported",
  }) as const;

/**
 * Supports the clearance of a report that another seat answers for. The first seat to do so begins a notice; once a
 * second one supports it and the notice is over, either clears the report with `clearFlag`. Called by the authority of
 * a seat of tenure.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller's seat raised the flag.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await mexico.supportClearance({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   flag: "disputed",
 *   reasonDigest: createCommitment("The seat that reported it is gone").commitment,
 * });
 * ```
 */
export async function supportClearance(
  client: RegistryClient,
  parameters: SupportClearanceParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link supportClearance}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { clearableAt } = await mexico.supportClearanceSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   flag: "disputed",
 *   reasonDigest: createCommitment("The seat that reported it is gone").commitment,
 * });
 * ```
 */
export async function supportClearanceSync(
  client: RegistryClient,
  parameters: SupportClearanceParameters,
): Promise<SupportClearanceSyncReturnType> {
  return await writeSync(client, call(parameters));
}
