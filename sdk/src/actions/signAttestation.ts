import type { Hex } from "viem";
import { signTypedData } from "viem/actions";
import { type DeviceKey, deviceKeyDigest } from "../device-key.js";
import { type RegistryClient, type WriteOptions, writerOf } from "../internal/call.js";
import { domainOf, signedTypes } from "../internal/typed-data.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link signAttestation} is given. */
export interface SignAttestationParameters extends Pick<WriteOptions, "account"> {
  /** The robot. */
  readonly id: RobotId;
  /** The device key that was built into it. */
  readonly key: DeviceKey;
  /** Salted commitment to its birth record, or to the record of the replacement. */
  readonly birthRecordDigest: Hex;
}

/**
 * Signs as a maker that a device key and a birth record belong to a unit: what places a unit on a market whose lot has
 * no Merkle root, and what gives any robot another key. Signed by the account of the manufacturer; nothing is sent.
 *
 * @returns The signature, as `manufacturerSignature` of a birth proof.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const signature = await maker.signAttestation({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003"),
 *   key: device.key,
 *   birthRecordDigest: createCommitment("Birth record of unit 3").commitment,
 * });
 * signature.length; // 132
 * ```
 */
export async function signAttestation(
  client: RegistryClient,
  { id, key, birthRecordDigest, account }: SignAttestationParameters,
): Promise<Hex> {
  return await signTypedData(client, {
    account: writerOf(client, { account }),
    domain: domainOf(client),
    types: { DeviceAttestation: signedTypes.DeviceAttestation },
    primaryType: "DeviceAttestation",
    message: { robotId: toBytes32(id), deviceKeyDigest: deviceKeyDigest(key), birthRecordDigest },
  });
}
