import type { Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type CountryCode, type ModelId, toBytes } from "../robot-id.js";

/** What {@link withdrawModelApproval} is given. */
export interface WithdrawModelApprovalParameters extends WriteOptions {
  /** The model. */
  readonly model: ModelId;
  /** The market. */
  readonly country: CountryCode;
  /** Salted commitment to the decision. */
  readonly reasonDigest: Hex;
}

/** What {@link withdrawModelApprovalSync} gives. */
export type WithdrawModelApprovalSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ModelApprovalWithdrawn"
>;

const call = ({ model, country, reasonDigest, ...options }: WithdrawModelApprovalParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "withdrawModelApproval",
    args: [toBytes(model), toBytes(country), reasonDigest],
    eventName: "ModelApprovalWithdrawn",
  }) as const;

/**
 * Withdraws the approval of a model for a market. Robots in service there stay in service. Called by the authority of
 * the country.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where there is no valid approval.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await spain.withdrawModelApproval({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   country: parseCountryCode("ES"),
 *   reasonDigest: createCommitment("Decision 18 of 2026").commitment,
 * });
 * ```
 */
export async function withdrawModelApproval(
  client: RegistryClient,
  parameters: WithdrawModelApprovalParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link withdrawModelApproval}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { authority } = await spain.withdrawModelApprovalSync({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   country: parseCountryCode("ES"),
 *   reasonDigest: createCommitment("Decision 18 of 2026").commitment,
 * });
 * ```
 */
export async function withdrawModelApprovalSync(
  client: RegistryClient,
  parameters: WithdrawModelApprovalParameters,
): Promise<WithdrawModelApprovalSyncReturnType> {
  return await writeSync(client, call(parameters));
}
