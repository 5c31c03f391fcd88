export { hasSigned, type SignedParameters } from "../internal/has-signed.js";
export {
  type SignedVaultAnswer,
  type VaultAnswer,
  type VerifyVaultAnswerParameters,
  vaultAnswerTypedData,
  verifyVaultAnswer,
} from "./answer.js";
export { VaultError, type VaultErrorReason } from "./errors.js";
export {
  type NamedVault,
  type NamedVaultsOptions,
  type VaultMention,
  vaultsNamedIn,
} from "./find.js";
export {
  type AskVault,
  parseVaultLog,
  readContinuation,
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
export {
  type AnchoredLog,
  anchorsCodeHash,
  type LogOnChain,
  readLogOnChain,
} from "./on-chain.js";
export { type PasskeyAssertion, passkeySignature } from "./passkey.js";
export {
  answerFromChain,
  type ChainFacts,
  isVaultQuestion,
  questionFrom,
  questionInWords,
  type VaultQuestion,
  type VaultQuestionName,
  vaultQuestions,
  type YesNo,
} from "./questions.js";
export {
  type SignInToVaultParameters,
  signInToVault,
  type VaultSession,
  type VaultSignInParameters,
  vaultSignInMessage,
} from "./sign-in.js";
export {
  logHeadTypedData,
  readLogHead,
  type SignedLogHead,
  signerOfLogHead,
} from "./signed-head.js";
export {
  diagnoseTelemetry,
  readSignedTelemetryRules,
  readTelemetryRules,
  readTelemetryWeeks,
  type SignedTelemetryRules,
  type TelemetryDiagnosis,
  type TelemetryFinding,
  type TelemetryRule,
  type TelemetryRules,
  type TelemetrySeries,
  type TelemetryWeek,
  telemetryRulesTypedData,
  telemetrySeries,
} from "./telemetry-rules.js";
