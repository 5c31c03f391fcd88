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
import { type CountryCode, type ModelId, toBytes } from "../robot-id.js";
import type { IntelligenceLevel } from "../words.js";

/** What {@link approveModel} is given. */
export interface ApproveModelParameters extends WriteOptions {
  /** The model. */
  readonly model: ModelId;
  /** The market. */
  readonly country: CountryCode;
  /** Intelligence level, L1 to L5. */
  readonly level: IntelligenceLevel;
  /** Salted commitment to the type certificate. */
  readonly certificateDigest: Hex;
  /** From when on it is no longer valid. */
  readonly expiry: Time;
}

/** What {@link approveModelSync} gives. */
export type ApproveModelSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ModelApproved"
>;

const call = ({
  model,
  country,
  level,
  certificateDigest,
  expiry,
  ...options
}: ApproveModelParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "approveModel",
    args: [toBytes(model), toBytes(country), level, certificateDigest, toSeconds(expiry)],
    eventName: "ModelApproved",
  }) as const;

/**
 * Approves a model for a market, or renews the approval. Called by the authority of the country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the expiry has passed.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await germany.approveModel({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   country: parseCountryCode("DE"),
 *   level: 3,
 *   certificateDigest: createCommitment("Type certificate 4711").commitment,
 *   expiry: new Date("2028-01-01"),
 * });
 * ```
 */
export async function approveModel(
  client: RegistryClient,
  parameters: ApproveModelParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link approveModel}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { expiry } = await germany.approveModelSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   country: parseCountryCode("DE"),
 *   level: 3,
 *   certificateDigest: createCommitment("Type certificate 4711").commitment,
 *   expiry: new Date("2028-01-01"),
 * });
 * ```
 */
export async function approveModelSync(
  client: RegistryClient,
  parameters: ApproveModelParameters,
): Promise<ApproveModelSyncReturnType> {
  return await writeSync(client, call(parameters));
}
