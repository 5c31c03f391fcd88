import type { Hex } from "viem";
import { signTypedData } from "viem/actions";
import { type RegistryClient, type WriteOptions, writerOf } from "../internal/call.js";
import { type Consent, consentTypedData } from "./consentTypedData.js";

/** What {@link signConsent} is given. */
export interface SignConsentParameters extends Pick<WriteOptions, "account"> {
  /** What `prepareConsent` gave; both sides sign the same. */
  readonly consent: Consent;
}

/**
 * Signs a consent as one of the two sides. Nothing is sent: anyone who has both signatures submits
 * them by `transferWithConsent`.
 *
 * @returns The signature.
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
 * const signature = await owner.signConsent({ consent });
 * signature.length; // 132
 * ```
 */
export async function signConsent(
  client: RegistryClient,
  { consent, account }: SignConsentParameters,
): Promise<Hex> {
  return await signTypedData(client, {
    ...consentTypedData(client, consent),
    account: writerOf(client, { account }),
  });
}
