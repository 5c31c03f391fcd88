// Batches, for Node only: production files, their manifests, and the issuance of all their units.
export {
  type IssuanceConflict,
  IssuanceConflictError,
} from "./conflicts.js";
export {
  type IssueFromFileParameters,
  type IssueFromFileReturnType,
  issueFromFile,
} from "./issue-from-file.js";
export { type FileIssue, ProductionFileError } from "./issues.js";
export type { Issuance } from "./issuing-job.js";
export { JournalExistsError } from "./journal.js";
export { ManifestExistsError } from "./manifest-writer.js";
export {
  type PlanFileParameters,
  type PlanFileReturnType,
  type PlannedIssuance,
  planFile,
} from "./plan-file.js";
export type { BatchPhase, BatchProgress, OnProgress } from "./progress.js";
export {
  type ProofFromManifestParameters,
  type ProofFromManifestReturnType,
  proofFromManifest,
  UnitNotInManifestError,
} from "./proof-from-manifest.js";
export { ManifestError, type ManifestUnit } from "./read-manifest.js";
export { RevertedError } from "./settle.js";
export {
  type ValidateFileParameters,
  type ValidateFileReturnType,
  validateFile,
} from "./validate-file.js";
export {
  type VerifyManifestParameters,
  type VerifyManifestReturnType,
  verifyManifest,
} from "./verify-manifest.js";
