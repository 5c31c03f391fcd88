import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import { toFirmware } from "../internal/records.js";
import type { Firmware } from "../records.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

export type { Firmware } from "../records.js";

/** What {@link getFirmware} is given. */
export interface GetFirmwareParameters extends ReadOptions {
  /** The robot. */
  readonly id: RobotId;
}

/**
 * What runs on a unit, as last recorded.
 *
 * @returns The firmware; `undefined` where no installation was ever recorded, which does not mean that there is none.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const firmware = await client.getFirmware({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003") });
 * firmware; // undefined
 * ```
 */
export async function getFirmware(
  node: RegistryClient,
  { id, ...options }: GetFirmwareParameters,
): Promise<Firmware | undefined> {
  const client = readerOf(node, options);
  const call = { ...dossier, functionName: "firmwareOf", args: [toBytes32(id)] } as const;
  return toFirmware(await readWords(client, { ...call, ...options }));
}
