import { type Address, type Hex, zeroHash } from "viem";
import { RegistryRefusedError } from "../errors/refusal.js";
import { type RegistryClient, read } from "../internal/call.js";
import { robotRegistry, signedActs } from "../internal/contracts.js";
import { type Time, toSeconds } from "../internal/convert.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { Consent } from "./consentTypedData.js";

/** What {@link prepareConsent} is given. */
export interface PrepareConsentParameters {
  /** The robot. */
  readonly id: RobotId;
  /** Who takes it. */
  readonly to: Address;
  /** Last moment at which it is valid. */
  readonly deadline: Time;
  /** Whether the robot's own signature is needed as a third; not by default. */
  readonly robotSigns?: boolean | undefined;
  /** Whether it is good only while nothing more happens to the robot; not by default. */
  readonly bindsHistory?: boolean | undefined;
  /** Salted commitment to the contract of sale; none by default. */
  readonly termsDigest?: Hex | undefined;
}

/**
 * Prepares what both sides of a transfer sign: from its present holder, good for its next change of hands. A flag or an order
 * stops it, a recall may, and either side can revoke it; with `bindsHistory` any further entry in the robot's history ends it,
 * so that a buyer gets the robot as its record is now.
 *
 * @returns The consent, for `signConsent` and `transferWithConsent`.
 * @throws RegistryRefusedError where the robot was never issued.
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
 * consent.from === owner.account.address; // true
 * ```
 */
export async function prepareConsent(
  client: RegistryClient,
  {
    id,
    to,
    deadline,
    robotSigns = false,
    bindsHistory = false,
    termsDigest = zeroHash,
  }: PrepareConsentParameters,
): Promise<Consent> {
  const code = toBytes32(id);
  const { holder, lot, head } = await read(client, {
    ...robotRegistry,
    functionName: "robot",
    args: [code],
  });
  if (lot === zeroHash) throw new RegistryRefusedError("RobotRegistryUnknownRobot", [code]);
  const nonce = await read(client, {
    ...signedActs,
    functionName: "consentNonceOf",
    args: [holder, code],
  });
  return {
    id,
    from: holder,
    to,
    nonce,
    deadline: toSeconds(deadline),
    robotSigns,
    expectedHead: bindsHistory ? head : zeroHash,
    termsDigest,
  };
}
