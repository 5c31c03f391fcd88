import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { dossier } from "../internal/contracts.js";
import { type ModelId, toBytes } from "../robot-id.js";

/** What {@link publishRelease} is given. */
export interface PublishReleaseParameters extends WriteOptions {
  /** The model. */
  readonly model: ModelId;
  /** Its version, 1 to 31 bytes; unique within the model, for ever. */
  readonly version: string;
  /** SHA-256 of the image; unique within the model, for ever. */
  readonly imageDigest: Hex;
  /** Where the image or its release notes are published; empty by default. */
  readonly uri?: string | undefined;
}

/** What {@link publishReleaseSync} gives. */
export type PublishReleaseSyncReturnType = SyncReturnType<typeof dossier.abi, "ReleasePublished">;

const call = ({ model, version, imageDigest, uri = "", ...options }: PublishReleaseParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "publishRelease",
    args: [toBytes(model), version, imageDigest, uri],
    eventName: "ReleasePublished",
  }) as const;

/**
 * Releases firmware for a model. Called by the account of the model's maker.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the version was given to another image.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 * import { sha256, toHex } from "viem";
 *
 * const hash = await maker.publishRelease({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   version: "4.2.0",
 *   imageDigest: sha256(toHex("the bytes of the image")),
 * });
 * ```
 */
export async function publishRelease(
  client: RegistryClient,
  parameters: PublishReleaseParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link publishRelease}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 * import { sha256, toHex } from "viem";
 *
 * const { version } = await maker.publishReleaseSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   version: "4.2.0",
 *   imageDigest: sha256(toHex("the bytes of the image")),
 * });
 * ```
 */
export async function publishReleaseSync(
  client: RegistryClient,
  parameters: PublishReleaseParameters,
): Promise<PublishReleaseSyncReturnType> {
  return await writeSync(client, call(parameters));
}
