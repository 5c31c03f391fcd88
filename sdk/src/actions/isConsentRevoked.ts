import type { Address } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { signedActs } from "../internal/contracts.js";
import { readWords } from "../internal/reads.js";
import { type Consent, consentDigest } from "./consentTypedData.js";

/** What {@link isConsentRevoked} is given. */
export interface IsConsentRevokedParameters extends ReadOptions {
  /** The consent. */
  readonly consent: Consent;
  /** One of its sides. */
  readonly account: Address;
}

/**
 * Whether one of its sides revoked a consent by itself. A consent that was revoked with all others carries a nonce that is no
 * longer due.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const consent = await dealer.prepareConsent({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   to: buyer.account.address,
 *   deadline: new Date("2026-03-01"),
 * });
 * await client.isConsentRevoked({ consent, account: owner.account.address }); // false
 * ```
 */
export async function isConsentRevoked(
  node: RegistryClient,
  { consent, account, ...options }: IsConsentRevokedParameters,
): Promise<boolean> {
  const client = readerOf(node, options);
  return await readWords(client, {
    ...options,
    ...signedActs,
    functionName: "isRevoked",
    args: [account, consentDigest(client, consent)],
  });
}
