import { type Address, type Hex, zeroHash } from "viem";
import { RegistryRefusedError } from "../errors/refusal.js";
import { type RegistryClient, read } from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
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
  /** Whether the robot's own signature is needed as a third; not unless told. */
  readonly robotSigns?: boolean | undefined;
  /** Salted commitment to the contract of sale; none unless told. */
  readonly termsDigest?: Hex | undefined;
}

/**
 * Prepares what both sides of a transfer sign: from its present holder, good for its next change of hands.
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
  { id, to, deadline, robotSigns = false, termsDigest = zeroHash }: PrepareConsentParameters,
): Promise<Consent> {
  const { holder, transfers, lot } = await read(client, {
    ...robotRegistry,
    functionName: "robot",
    args: [toBytes32(id)],
  });
  if (lot === zeroHash)
    throw new RegistryRefusedError("RobotRegistryUnknownRobot", [toBytes32(id)]);
  return {
    id,
    from: holder,
    to,
    nonce: transfers,
    deadline: toSeconds(deadline),
    robotSigns,
    termsDigest,
  };
}
