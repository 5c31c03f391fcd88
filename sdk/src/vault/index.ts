export { VaultError, type VaultErrorReason } from "./errors.js";
export {
  type AskVault,
  parseVaultLog,
  readVaultLog,
  type VaultLog,
  type VaultLogAnchors,
  type VaultLogEntry,
  type VaultLogLine,
  type VerifiedVaultLog,
  type VerifyVaultLogParameters,
  vaultLogTopic,
  verifyVaultLog,
} from "./log.js";
export {
  type LogDigest,
  type LogTree,
  logLeaf,
  logNode,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.js";
export { type VaultSignInParameters, vaultSignInMessage } from "./sign-in.js";
export {
  logHeadTypedData,
  readLogHead,
  type SignedLogHead,
  signerOfLogHead,
} from "./signed-head.js";
