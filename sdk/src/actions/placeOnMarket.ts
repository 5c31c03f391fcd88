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
import { type CountryCode, type RobotId, toBytes, toBytes32 } from "../robot-id.js";

/** What {@link placeOnMarket} is given. */
export interface PlaceOnMarketParameters extends WriteOptions {
  /** The robot. */
  readonly id: RobotId;
  /** The market; its authority approved the model. */
  readonly country: CountryCode;
  /** The robot's own P-256 public key. */
  readonly key: DeviceKey;
  /** Evidence that the key was built into this unit. */
  readonly proof: BirthProof;
  /** The robot's signature over its challenge for the holder. */
  readonly signature: DeviceSignature;
}

/** What {@link placeOnMarketSync} gives. */
export type PlaceOnMarketSyncReturnType = SyncReturnType<
  typeof robotRegistry.abi,
  "PlacedOnMarket"
>;

const call = ({ id, country, key, proof, signature, ...options }: PlaceOnMarketParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "placeOnMarket",
    args: [toBytes32(id), toBytes(country), key, toBirthProof(proof), signature],
    eventName: "PlacedOnMarket",
  }) as const;

/**
 * Places an issued robot on a market and binds its device key: no code, no market. Called by the holder, which for an
 * issued unit is its maker.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the key is bound to another code.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000003");
 * const { commitment: birthRecordDigest } = createCommitment("Birth record of unit 3");
 * const attestation = await maker.signAttestation({
 *   id,
 *   key: device.key,
 *   birthRecordDigest,
 *   deadline: new Date("2027-01-01"),
 * });
 * const holder = maker.account.address;
 * const hash = await maker.placeOnMarket({
 *   id,
 *   country: parseCountryCode("ES"),
 *   key: device.key,
 *   proof: { birthRecordDigest, attestation },
 *   signature: await device.sign(maker.deviceChallenge({ id, holder })),
 * });
 * ```
 */
export async function placeOnMarket(
  client: RegistryClient,
  parameters: PlaceOnMarketParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link placeOnMarket}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000003");
 * const { commitment: birthRecordDigest } = createCommitment("Birth record of unit 3");
 * const attestation = await maker.signAttestation({
 *   id,
 *   key: device.key,
 *   birthRecordDigest,
 *   deadline: new Date("2027-01-01"),
 * });
 * const holder = maker.account.address;
 * const { country, seq } = await maker.placeOnMarketSync({
 *   id,
 *   country: parseCountryCode("ES"),
 *   key: device.key,
 *   proof: { birthRecordDigest, attestation },
 *   signature: await device.sign(maker.deviceChallenge({ id, holder })),
 * });
 * ```
 */
export async function placeOnMarketSync(
  client: RegistryClient,
  parameters: PlaceOnMarketParameters,
): Promise<PlaceOnMarketSyncReturnType> {
  return await writeSync(client, call(parameters));
}
