// Stands in for the computers in the robots of the example world, whose keys everybody knows. A real one signs in its secure
// element: it implements `DeviceSigner` and never lets its key out.
import { createECDH } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import { createSoftwareSigner, type DeviceSigner } from "@openrobotid/sdk/device";
import { derive } from "@openrobotid/world/device";

/** The computer that a robot left its factory with. */
export async function computerOf(id: RobotId): Promise<DeviceSigner> {
  const secret = derive("device key", id);
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    half.toString("base64url"),
  );
  return await createSoftwareSigner({
    kty: "EC",
    crv: "P-256",
    x: x ?? "",
    y: y ?? "",
    d: secret.toString("base64url"),
  });
}
