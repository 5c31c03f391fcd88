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

/** What {@link withdrawRelease} is given. */
export interface WithdrawReleaseParameters extends WriteOptions {
  /** The model. */
  readonly model: ModelId;
  /** SHA-256 of the image. */
  readonly imageDigest: Hex;
  /** Salted commitment to the reason. */
  readonly reasonDigest: Hex;
}

/** What {@link withdrawReleaseSync} gives. */
export type WithdrawReleaseSyncReturnType = SyncReturnType<typeof dossier.abi, "ReleaseWithdrawn">;

const call = ({ model, imageDigest, reasonDigest, ...options }: WithdrawReleaseParameters) =>
  ({
    ...options,
    ...dossier,
    functionName: "withdrawRelease",
    args: [toBytes(model), imageDigest, reasonDigest],
    eventName: "ReleaseWithdrawn",
  }) as const;

/**
 * Withdraws a release for good: it is installed on no unit any more. Called by the account of the model's maker.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where there is no such release.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 * import { sha256, toHex } from "viem";
 *
 * const model = parseModelId("CN-UT01-G1PRO1");
 * const imageDigest = sha256(toHex("the bytes of the image"));
 * await maker.publishReleaseSync({ model, version: "4.2.0", imageDigest });
 * const hash = await maker.withdrawRelease({
 *   model,
 *   imageDigest,
 *   reasonDigest: createCommitment("Defect 31").commitment,
 * });
 * ```
 */
export async function withdrawRelease(
  client: RegistryClient,
  parameters: WithdrawReleaseParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link withdrawRelease}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 * import { sha256, toHex } from "viem";
 *
 * const model = parseModelId("CN-UT01-G1PRO1");
 * const imageDigest = sha256(toHex("the bytes of the image"));
 * await maker.publishReleaseSync({ model, version: "4.2.0", imageDigest });
 * const { withdrawnBy } = await maker.withdrawReleaseSync({
 *   model,
 *   imageDigest,
 *   reasonDigest: createCommitment("Defect 31").commitment,
 * });
 * ```
 */
export async function withdrawReleaseSync(
  client: RegistryClient,
  parameters: WithdrawReleaseParameters,
): Promise<WithdrawReleaseSyncReturnType> {
  return await writeSync(client, call(parameters));
}
