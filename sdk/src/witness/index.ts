// What seats state with the keys of their witnesses: capsules, and the list of those keys.
export {
  CAPSULE_MEDIA_TYPE,
  CAPSULE_PREFIX,
  type Capsule,
  CapsuleRefusedError,
  makeCapsule,
  readCapsule,
  type VerifiedCapsule,
  type VerifyCapsuleOptions,
  verifyCapsule,
} from "./capsule.js";
export {
  type CapsuleClaims,
  type CapsuleRecall,
  type CapsuleTerms,
  capsuleClaims,
} from "./capsule-claims.js";
export {
  type DirectoryDomain,
  type DirectoryWitness,
  directoryDigest,
  directoryDomain,
  directoryTypes,
  type WitnessEntry,
  type WitnessStatement,
  witnessStatementOf,
} from "./statement.js";
export {
  type ListedWitness,
  type VerifyWitnessListOptions,
  verifyWitnessList,
  WITNESS_LIST_MEDIA_TYPE,
  type WitnessList,
  writeWitnessList,
} from "./witness-list.js";
