import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link scrap} is given. */
export interface ScrapParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** Salted commitment to the certificate of destruction. */
  readonly certificateDigest: Hex;
}

/** What {@link scrapSync} gives. */
export type ScrapSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "RobotScrapped">;

const call = ({ id, certificateDigest, ...options }: ScrapParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "scrap",
    args: [toBytes32(id), certificateDigest],
    eventName: "RobotScrapped",
  }) as const;

/**
 * Confirms that a robot was destroyed, for good. Called by the recycler it was handed to.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the robot was handed to another recycler.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await recycler.scrap({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000005"),
 *   certificateDigest: createCommitment("Certificate of destruction 88").commitment,
 * });
 * ```
 */
export async function scrap(client: RegistryClient, parameters: ScrapParameters): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link scrap}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { seq } = await recycler.scrapSync({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000005"),
 *   certificateDigest: createCommitment("Certificate of destruction 88").commitment,
 * });
 * ```
 */
export async function scrapSync(
  client: RegistryClient,
  parameters: ScrapParameters,
): Promise<ScrapSyncReturnType> {
  return await writeSync(client, call(parameters));
}
