import type { Hex } from "viem";
import { signTypedData } from "viem/actions";
import { type Attestation, type DeviceKey, deviceKeyDigest } from "../device-key.js";
import { type RegistryClient, type WriteOptions, writerOf } from "../internal/call.js";
import { type Time, toSeconds } from "../internal/convert.js";
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
  /** Last moment at which it is good. It needs no nonce: a key is bound once. */
  readonly deadline: Time;
}

/**
 * Signs as a maker that a device key and a birth record belong to a unit: what places a unit on a market whose lot has
 * no Merkle root, and what gives any robot another key. Signed by the account of the manufacturer; nothing is sent. It stays
 * good where the manufacturer changes its account itself, and not where its key is declared compromised.
 *
 * @returns The attestation, as a birth proof takes it.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { signature } = await maker.signAttestation({
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000003"),
 *   key: device.key,
 *   birthRecordDigest: createCommitment("Birth record of unit 3").commitment,
 *   deadline: new Date("2027-01-01"),
 * });
 * signature.length; // 132
 * ```
 */
export async function signAttestation(
  client: RegistryClient,
  { id, key, birthRecordDigest, deadline: time, account }: SignAttestationParameters,
): Promise<Attestation> {
  const signer = writerOf(client, { account });
  const deadline = toSeconds(time);
  const signature = await signTypedData(client, {
    account: signer,
    domain: domainOf(client),
    types: { DeviceAttestation: signedTypes.DeviceAttestation },
    primaryType: "DeviceAttestation",
    message: {
      robotId: toBytes32(id),
      deviceKeyDigest: deviceKeyDigest(key),
      birthRecordDigest,
      deadline: BigInt(deadline),
    },
  });
  return { attester: signer.address, deadline, signature };
}
