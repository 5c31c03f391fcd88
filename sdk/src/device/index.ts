export {
  type BirthProof,
  type DeviceKey,
  type DeviceSignature,
  deviceKeyDigest,
} from "../device-key.js";
export { type JudgeAnswerParameters, judgeAnswer } from "./answer.js";
export { type Challenge, challengeDigest, signChallenge } from "./challenge.js";
export { parseDeviceKey } from "./public-key.js";
export { toDeviceSignature } from "./signature.js";
export { createSoftwareSigner, type DeviceSigner } from "./signer.js";
export {
  type SignedTelemetry,
  signTelemetry,
  telemetryDigest,
  telemetryMessage,
} from "./telemetry.js";
export {
  anchorsHead,
  type TelemetryAnchor,
  type TelemetryProof,
  telemetryRoot,
} from "./telemetry-proof.js";
export {
  readTelemetry,
  type TelemetryBatch,
  type TelemetryField,
  type TelemetryKind,
  type TelemetryReading,
  telemetryFields,
} from "./telemetry-schema.js";
export { verifyDeviceSignature } from "./verify.js";
export type { P256JsonWebKey } from "./web-crypto.js";
