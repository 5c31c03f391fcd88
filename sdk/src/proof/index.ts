export {
  type Anchor,
  type AnchoredContract,
  anchorId,
  anchorOf,
  type Checkpoint,
  type FoundingLog,
  formatAnchor,
  parseAnchor,
  type Seals,
  type Witness,
} from "./anchor.js";
export {
  type CheckpointStatement,
  type CosignedCheckpoint,
  formatCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
  witnessKeyOf,
} from "./cosigned.js";
export type { CheckpointSource } from "./cosigners.js";
export type { Fault } from "./endpoint.js";
export {
  type Conflict,
  ConflictError,
  NotProvenError,
  type NotProvenReason,
  type ProofAnswer,
  ProofError,
  type ProofErrorParameters,
  proofErrorOf,
  UnreachableError,
} from "./errors.js";
export { decodeExtraData, type ExtraData, encodeExtraData } from "./extra-data.js";
export { type BlockHeader, hashHeader, readBlockHeader, type WireHeader } from "./header.js";
export { type Path, type PathStep, type ValidatorSet, verifyPath } from "./path.js";
export { type Proof, type ProvenTransport, proven } from "./proven.js";
export type { ProvenHead, ProvenOptions } from "./prover.js";
export { type ReadAnchorParameters, readAnchor } from "./read-anchor.js";
export { quorumOf, type RpcHeader, type Sealing, sealingOf, verifySeals } from "./seals.js";
export {
  type ChainSide,
  formatSecondChain,
  type ProvenSecondChain,
  type SecondChain,
  verifySecondChain,
} from "./second-chain.js";
export {
  type ProvenAccount,
  type ProvenState,
  type StateProofParameters,
  verifyCode,
  verifyStateProof,
  type WireProof,
  type WireStorageProof,
} from "./state.js";
export { verifyTrieProof } from "./trie.js";
