import type { Hash, Hex } from "viem";
import { type DeviceSignature, NO_SIGNATURE } from "../device-key.js";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { toConsent } from "../internal/consent.js";
import { robotRegistry, signedActs } from "../internal/contracts.js";
import type { Consent } from "./consentTypedData.js";

/** What {@link transferWithConsent} is given. */
export interface TransferWithConsentParameters extends WriteOptions {
  /** What both sides signed. */
  readonly consent: Consent;
  /** Signature of the holder: of an account, or by ERC-1271 of a contract. */
  readonly fromSignature: Hex;
  /** Signature of the receiver, in one of the same forms. */
  readonly toSignature: Hex;
  /** Signature of the robot over `consentDigest`, where the consent asks for it. */
  readonly robotSignature?: DeviceSignature | undefined;
}

/** What {@link transferWithConsentSync} gives. */
export type TransferWithConsentSyncReturnType = SyncReturnType<
  typeof robotRegistry.abi,
  "RobotTransferred"
>;

const call = ({
  consent,
  fromSignature,
  toSignature,
  robotSignature = NO_SIGNATURE,
  ...options
}: TransferWithConsentParameters) =>
  ({
    ...options,
    ...signedActs,
    functionName: "transferWithConsent",
    args: [toConsent(consent), fromSignature, toSignature, robotSignature],
    eventName: "RobotTransferred",
    emitter: robotRegistry,
  }) as const;

/**
 * Transfers a robot on the signatures of both sides. Called by anyone, e.g. by a dealer for people who never touch the
 * chain.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where a side did not sign exactly this consent.
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
 * const hash = await dealer.transferWithConsent({
 *   consent,
 *   fromSignature: await owner.signConsent({ consent }),
 *   toSignature: await buyer.signConsent({ consent }),
 * });
 * ```
 */
export async function transferWithConsent(
  client: RegistryClient,
  parameters: TransferWithConsentParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link transferWithConsent}, and waits for the block.
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
 * const { basis } = await dealer.transferWithConsentSync({
 *   consent,
 *   fromSignature: await owner.signConsent({ consent }),
 *   toSignature: await buyer.signConsent({ consent }),
 * });
 * basis; // "consent"
 * ```
 */
export async function transferWithConsentSync(
  client: RegistryClient,
  parameters: TransferWithConsentParameters,
): Promise<TransferWithConsentSyncReturnType> {
  return await writeSync(client, call(parameters));
}
