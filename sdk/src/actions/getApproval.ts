import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { ReadBatch } from "../internal/reads.js";
import { askForApproval } from "../internal/records.js";
import type { Approval } from "../records.js";
import type { CountryCode, ModelId } from "../robot-id.js";

export type { Approval } from "../records.js";

/** What {@link getApproval} is given. */
export interface GetApprovalParameters extends ReadOptions {
  /** The model. */
  readonly model: ModelId;
  /** The market. */
  readonly country: CountryCode;
}

/**
 * The latest approval of a model for a market, valid or not.
 *
 * @returns The approval; `undefined` where none was ever given.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseModelId } from "@openrobotid/sdk";
 *
 * const approval = await client.getApproval({
 *   model: parseModelId("CN-UT01-G1PRO1"),
 *   country: parseCountryCode("ES"),
 * });
 * approval?.valid; // true
 * approval?.level; // 3
 * ```
 */
export async function getApproval(
  node: RegistryClient,
  { model, country, ...options }: GetApprovalParameters,
): Promise<Approval | undefined> {
  const client = readerOf(node, options);
  const batch = new ReadBatch(client, options);
  const approval = askForApproval(batch, model, country);
  await batch.send();
  return await approval;
}
