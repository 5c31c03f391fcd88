// Telemetry as a robot signs it.
import { type Hex, sha256, stringToBytes } from "viem";
import type { DeviceKey } from "../device-key.js";
import { toDeviceSignature } from "./signature.js";
import type { DeviceSigner } from "./signer.js";
import { readTelemetry, type TelemetryBatch } from "./telemetry-schema.js";

/** What is signed begins with it. Nothing else that a robot signs does: those messages have 32 bytes. */
const HEAD = "Open Robot ID telemetry\n";

/** A batch with its signature, as it travels. */
export interface SignedTelemetry {
  /** The batch as JSON, exactly as it was signed. */
  readonly batch: string;
  /** The robot's own key, or the account of who holds or runs it, whose gateway collects telemetry. */
  readonly signedBy: "device" | "gateway";
  /** Of a device: r and s, 64 bytes. Of a gateway: that of an account over the digest (EIP-191). */
  readonly signature: Hex;
  /** Of a device: its public key. */
  readonly key?: DeviceKey;
}

/**
 * The bytes that are signed over a batch.
 *
 * @example
 * ```ts
 * import { telemetryMessage } from "@openrobotid/sdk/device";
 *
 * telemetryMessage("{}").length; // 26
 * ```
 */
export function telemetryMessage(batch: string): Uint8Array {
  return stringToBytes(`${HEAD}${batch}`);
}

/**
 * The digest by which a batch is known, SHA-256 of what is signed: the leaves of a robot's day are made of it.
 *
 * @example
 * ```ts
 * import { telemetryDigest } from "@openrobotid/sdk/device";
 *
 * telemetryDigest("{}").length; // 66
 * ```
 */
export function telemetryDigest(batch: string): Hex {
  return sha256(telemetryMessage(batch));
}

/**
 * Signs a batch with the robot's own key.
 *
 * @throws RegistryArgumentError where the batch says what is not in the schema.
 *
 * @example
 * ```ts
 * import { createSoftwareSigner, signTelemetry } from "@openrobotid/sdk/device";
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const signed = await signTelemetry(await createSoftwareSigner(), {
 *   ...{ version: 1, robot: parseRobotId("CN-UT01-G1PRO1-26W05000000001234"), chainId: 31337 },
 *   ...{ sequence: 1, from: 1767225600, until: 1767229200, firmware: "3.1.2" },
 *   readings: [{ at: 1767229200, joints: { kneeLeft: { wear: 0.21, temperature: 41 } } }],
 * });
 * signed.signedBy; // "device"
 * ```
 */
export async function signTelemetry(
  signer: DeviceSigner,
  batch: TelemetryBatch,
): Promise<SignedTelemetry> {
  const text = JSON.stringify(batch);
  readTelemetry(text);
  const { r, s } = toDeviceSignature(await signer.sign(telemetryMessage(text)));
  return {
    ...{ batch: text, signedBy: "device", key: signer.key },
    signature: `${r}${s.slice(2)}`,
  };
}
