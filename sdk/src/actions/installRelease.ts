import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncAllReturnType,
  type WriteOptions,
  write,
  writeSyncAll,
} from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { toCountry, toNumber } from "../internal/convert.js";
import { type CountryCode, type RobotId, toBytes32 } from "../robot-id.js";
import type { Capacity } from "../words.js";

/** What {@link installRelease} is given. */
export interface InstallReleaseParameters extends WriteOptions {
  /** The units, of one model or of several that share the image. */
  readonly ids: readonly RobotId[];
  /** SHA-256 of the image. */
  readonly imageDigest: Hex;
  /** In what capacity the caller acts. */
  readonly capacity: Capacity;
  /** The country that accredits it; none for a maker. */
  readonly jurisdiction?: CountryCode | undefined;
}

/** What {@link installReleaseSync} gives. */
export type InstallReleaseSyncReturnType = SyncAllReturnType<
  typeof dossier.abi,
  "ReleaseInstalled"
>;

const call = ({ ids, imageDigest, capacity, jurisdiction, ...options }: InstallReleaseParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "installRelease",
    args: [
      ids.map(toBytes32),
      imageDigest,
      toNumber("enum Capacity", capacity),
      toCountry(jurisdiction),
    ],
    eventName: "ReleaseInstalled",
  }) as const;

/**
 * Records that a release was installed on units. Called by the maker or a workshop.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the release was withdrawn.
 *
 * @example
 * ```ts
 * import { parseModelId, parseRobotId } from "@openrobotid/sdk";
 * import { sha256, toHex } from "viem";
 *
 * const model = parseModelId("CN-UT01-G1PRO1");
 * const imageDigest = sha256(toHex("the bytes of the image"));
 * await maker.publishReleaseSync({ model, version: "4.2.0", imageDigest });
 * const hash = await maker.installRelease({
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   imageDigest,
 *   capacity: "maker",
 * });
 * ```
 */
export async function installRelease(
  client: RegistryClient,
  parameters: InstallReleaseParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link installRelease}, and waits for the block.
 *
 * @returns The receipt and what the event of each robot says.
 *
 * @example
 * ```ts
 * import { parseModelId, parseRobotId } from "@openrobotid/sdk";
 * import { sha256, toHex } from "viem";
 *
 * const model = parseModelId("CN-UT01-G1PRO1");
 * const imageDigest = sha256(toHex("the bytes of the image"));
 * await maker.publishReleaseSync({ model, version: "4.2.0", imageDigest });
 * const { events } = await maker.installReleaseSync({
 *   ids: [parseRobotId("CN-UT01-G1PRO1-26W05000000000001")],
 *   imageDigest,
 *   capacity: "maker",
 * });
 * ```
 */
export async function installReleaseSync(
  client: RegistryClient,
  parameters: InstallReleaseParameters,
): Promise<InstallReleaseSyncReturnType> {
  return await writeSyncAll(client, call(parameters));
}
