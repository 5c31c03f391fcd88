// Batches of telemetry, signed by the robots of the tests.
import { type RobotId, toBytes32 } from "@openrobotid/sdk";
import {
  type SignedTelemetry,
  signTelemetry,
  type TelemetryBatch,
  type TelemetryReading,
} from "@openrobotid/sdk/device";
import { deployment } from "@openrobotid/testkit/chain";
import { Device } from "@openrobotid/testkit/device";
import { type Hex, hexToBytes, toHex } from "viem";

/** What a batch of the tests is given; the rest is the same in all of them. */
export type BatchParameters = Pick<TelemetryBatch, "sequence" | "from" | "until"> &
  Partial<TelemetryBatch>;

/** A batch of a robot, as the robot signs it, or another machine. */
export async function signedBatch(
  robot: RobotId,
  more: BatchParameters,
  device = new Device(toBytes32(robot)),
): Promise<SignedTelemetry> {
  const reading: TelemetryReading = { at: more.until, joints: { kneeLeft: { wear: 0.2 } } };
  const signer = {
    key: device.key as { x: Hex; y: Hex },
    sign: async (message: Uint8Array) => {
      const { r, s } = device.sign(toHex(message));
      return hexToBytes(`${r as Hex}${s.slice(2)}`);
    },
  };
  return await signTelemetry(signer, {
    ...{ version: 1, robot, chainId: deployment.chainId, firmware: "3.1.2" },
    readings: [reading],
    ...more,
  });
}
