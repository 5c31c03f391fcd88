export { type Commitment, createCommitment, verifyCommitment } from "../commitment.js";
export {
  type Attestation,
  type BirthProof,
  type DeviceKey,
  type DeviceSignature,
  deviceKeyDigest,
} from "../device-key.js";
export { explainRefusal } from "../errors/explain.js";
export type { RegistryErrorName } from "../errors/explanations/explanation.js";
export { RegistryRefusedError } from "../errors/refusal.js";
export type { RefusalValues } from "../errors/refusal-words.js";
export {
  RegistryArgumentError,
  RegistryConfigurationError,
  RegistryError,
  RegistryRecordError,
} from "../errors/registry-error.js";
export {
  TransactionError,
  type TransactionErrorParameters,
  type TransactionErrorReason,
} from "../errors/transaction-error.js";
export type { HistoryEntry, Issuance, RebuiltHistory } from "../history/history.js";
export type { Change, ChangeName, HistoryKind } from "../history/kinds.js";
export { HistoryMismatchError, type HistoryMismatchReason } from "../history/mismatch.js";
export type { RobotThen } from "../history/state-at.js";
export type {
  EventFields,
  PreparedCall,
  ReadOptions,
  RegistryClient,
  SyncAllReturnType,
  SyncReturnType,
  WriteAction,
  WriteOptions,
  WriteReceipt,
} from "../internal/call.js";
export type { Time } from "../internal/convert.js";
export { type EntryParameters, UNKNOWN_READING } from "../internal/entry.js";
export {
  type AdmitSeatParameters,
  addTransferPolicy,
  admitSeat,
  assignCountry,
  expelSeat,
  type Proposal,
  type ProposalCall,
  releaseCountry,
  removeTransferPolicy,
  setModule,
  setResolver,
  setVotingDelay,
  setVotingPeriod,
} from "../proposal-calls.js";
export {
  type Basis,
  type BrandCode,
  type Capacity,
  type ChallengeAnswer,
  type DocumentKind,
  documentKinds,
  type EntryKind,
  entryWriters,
  type Flag,
  type IntelligenceLevel,
  type ManufacturerStatus,
  type OrderAction,
  type OrderStatus,
  type ProposalState,
  type RobotState,
  type Role,
  type ScopeKind,
  type SerialScheme,
  type Severity,
  type Support,
  type UnitStatus,
  words,
} from "../words.js";
export {
  type RegistryReadActions,
  registryReadActions,
} from "./decorators/registryReadActions.js";
export {
  type RegistryWriteActions,
  registryWriteActions,
} from "./decorators/registryWriteActions.js";
export { type RobotIdActions, robotIdActions } from "./decorators/robotIdActions.js";
export { estimateCall } from "./estimateCall.js";
export { prepareCall } from "./prepareCall.js";
export * from "./reads.js";
export { simulate } from "./simulate.js";
export * from "./writes.js";
