import { type Address, type Hex, hashTypedData } from "viem";
import type { RegistryClient } from "../internal/call.js";
import { domainOf, signedTypes } from "../internal/typed-data.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What both sides of a transfer sign. */
export interface Consent {
  /** The robot. */
  readonly id: RobotId;
  /** Its holder. */
  readonly from: Address;
  /** Who takes it. */
  readonly to: Address;
  /** Good for one change of hands, and until the holder revokes its consents: `prepareConsent` asks for it. */
  readonly nonce: bigint;
  /** Last block time at which it is valid, in seconds. */
  readonly deadline: number;
  /** Whether the robot's own signature is needed as a third. */
  readonly robotSigns: boolean;
  /** Head that the robot's history must have; zero where it may go on meanwhile. */
  readonly expectedHead: Hex;
  /** Salted commitment to the contract of sale, or zero. */
  readonly termsDigest: Hex;
}

/** EIP-712 typed data of a consent, as viem, wallets and `eth_signTypedData_v4` take it. */
export type ConsentTypedData = ReturnType<typeof consentTypedData>;

/**
 * The typed data that both sides of a transfer sign, for anyone who signs elsewhere: in a wallet,
 * on a hardware key. See `signConsent` for an account that the client has.
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
 * const signature = await owner.account.signTypedData(dealer.consentTypedData(consent));
 * signature.length; // 132
 * ```
 */
export function consentTypedData(client: RegistryClient, { id, deadline, ...consent }: Consent) {
  return {
    domain: domainOf(client),
    types: { Consent: signedTypes.Consent },
    primaryType: "Consent",
    message: { ...consent, robotId: toBytes32(id), deadline: BigInt(deadline) },
  } as const;
}

/**
 * The 32 bytes that a robot signs with ES256 where its consent is asked for as a third. Computed here: no node is
 * asked.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const consent = await dealer.prepareConsent({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   to: buyer.account.address,
 *   deadline: new Date("2026-03-01"),
 *   robotSigns: true,
 * });
 * dealer.consentDigest(consent).length; // 66
 * ```
 */
export function consentDigest(client: RegistryClient, consent: Consent): Hex {
  return hashTypedData(consentTypedData(client, consent));
}
