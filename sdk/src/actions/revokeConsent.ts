import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { toConsent } from "../internal/consent.js";
import { signedActs } from "../internal/contracts.js";
import type { Consent } from "./consentTypedData.js";

/** What {@link revokeConsent} is given. */
export interface RevokeConsentParameters extends WriteOptions {
  /** What was signed. */
  readonly consent: Consent;
}

/** What {@link revokeConsentSync} gives. */
export type RevokeConsentSyncReturnType = SyncReturnType<typeof signedActs.abi, "ConsentRevoked">;

const call = ({ consent, ...options }: RevokeConsentParameters) =>
  ({
    ...options,
    ...signedActs,
    functionName: "revokeConsent",
    args: [toConsent(consent)],
    eventName: "ConsentRevoked",
  }) as const;

/**
 * Revokes one consent, signed or not, used or not. Called by either side.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the caller is on no side of it.
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
 * const hash = await owner.revokeConsent({ consent });
 * ```
 */
export async function revokeConsent(
  client: RegistryClient,
  parameters: RevokeConsentParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link revokeConsent}, and waits for the block.
 *
 * @returns The receipt and what the event says.
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
 * const { consentDigest } = await buyer.revokeConsentSync({ consent });
 * consentDigest === dealer.consentDigest(consent); // true
 * ```
 */
export async function revokeConsentSync(
  client: RegistryClient,
  parameters: RevokeConsentParameters,
): Promise<RevokeConsentSyncReturnType> {
  return await writeSync(client, call(parameters));
}
