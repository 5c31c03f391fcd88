// Evidence files: what proves answers, in one file that needs no node.
export type {
  Evidence,
  EvidenceBlock,
  EvidenceCosignature,
  EvidenceStep,
  EvidenceSubject,
  ShownLogs,
} from "./content.js";
export {
  type EvidenceOptions,
  evidence,
  type ProvingClient,
  type RecordEvidenceOptions,
  recordEvidence,
} from "./evidence.js";
export { EVIDENCE_MEDIA_TYPE, type EvidenceFormat, readEvidence, writeEvidence } from "./file.js";
export {
  evidencedChain,
  type NamedCosigner,
  type ProvenBy,
  type PublicRecord,
  readPublicRecord,
  type SealingSeat,
} from "./public-record.js";
export { readWholeRecord, type WholeRecord } from "./whole-record.js";
