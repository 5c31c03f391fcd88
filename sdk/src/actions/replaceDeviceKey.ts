import type { Hash } from "viem";
import {
  type BirthProof,
  type DeviceKey,
  type DeviceSignature,
  toBirthProof,
} from "../device-key.js";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** What {@link replaceDeviceKey} is given. */
export interface ReplaceDeviceKeyParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** The new key. */
  readonly key: DeviceKey;
  /** The maker's attestation that the new key belongs to this robot. */
  readonly proof: BirthProof;
  /** Signature with the new key over the robot's challenge for the holder. */
  readonly signature: DeviceSignature;
}

/** What {@link replaceDeviceKeySync} gives. */
export type ReplaceDeviceKeySyncReturnType = SyncReturnType<
  typeof robotRegistry.abi,
  "DeviceKeyReplaced"
>;

const call = ({ id, key, proof, signature, ...options }: ReplaceDeviceKeyParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "replaceDeviceKey",
    args: [toBytes32(id), key, toBirthProof(proof), signature],
    eventName: "DeviceKeyReplaced",
  }) as const;

/**
 * Gives a robot in service another device key, its computer having been replaced; the previous one stays bound to it.
 * Called by the holder.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the maker did not sign for the key.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { commitment: birthRecordDigest } = createCommitment("Record of the replacement");
 * const attestation = await maker.signAttestation({
 *   id,
 *   key: device.key,
 *   birthRecordDigest,
 *   deadline: new Date("2027-01-01"),
 * });
 * const holder = owner.account.address;
 * const hash = await owner.replaceDeviceKey({
 *   id,
 *   key: device.key,
 *   proof: { birthRecordDigest, attestation },
 *   signature: await device.sign(owner.deviceChallenge({ id, holder })),
 * });
 * ```
 */
export async function replaceDeviceKey(
  client: RegistryClient,
  parameters: ReplaceDeviceKeyParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link replaceDeviceKey}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { commitment: birthRecordDigest } = createCommitment("Record of the replacement");
 * const attestation = await maker.signAttestation({
 *   id,
 *   key: device.key,
 *   birthRecordDigest,
 *   deadline: new Date("2027-01-01"),
 * });
 * const holder = owner.account.address;
 * const { previousKeyDigest } = await owner.replaceDeviceKeySync({
 *   id,
 *   key: device.key,
 *   proof: { birthRecordDigest, attestation },
 *   signature: await device.sign(owner.deviceChallenge({ id, holder })),
 * });
 * ```
 */
export async function replaceDeviceKeySync(
  client: RegistryClient,
  parameters: ReplaceDeviceKeyParameters,
): Promise<ReplaceDeviceKeySyncReturnType> {
  return await writeSync(client, call(parameters));
}
