import type { Hex } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { ReadBatch } from "../internal/reads.js";
import { askForApproval } from "../internal/records.js";
import type { CountryCode, ModelId } from "../robot-id.js";

/** What {@link getApproval} is given. */
export interface GetApprovalParameters extends ReadOptions {
  /** The model. */
  readonly model: ModelId;
  /** The market. */
  readonly country: CountryCode;
}

/** Approval of a model for a market. Times are in seconds. */
export interface Approval {
  /** The model. */
  readonly model: ModelId;
  /** The market. */
  readonly country: CountryCode;
  /** Whether it holds: neither expired nor withdrawn. */
  readonly valid: boolean;
  /** Intelligence level, L1 to L5 of T/CIE 298. */
  readonly level: 1 | 2 | 3 | 4 | 5;
  /** When it was given. */
  readonly approvedAt: number;
  /** From when on it no longer holds. */
  readonly expiry: number;
  /** When it was withdrawn. */
  readonly withdrawnAt: number | undefined;
  /** Commitment to the type certificate. */
  readonly certificateDigest: Hex;
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
