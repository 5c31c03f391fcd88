// What the chain decides and others repeat beside it: one file a rule, each with the function of the contracts that decides it.
// Nothing here asks a node, a database or a clock.
export { type AccreditationTerm, isAccreditationValid } from "./accreditation.js";
export { type ApprovalTerm, isApprovalValid } from "./approval.js";
export {
  CAPABILITIES,
  type Capability,
  capabilityOf,
  isCapability,
  scopeOfCapability,
} from "./capability.js";
export { type CertificateTerm, isCertificateValid } from "./certificate.js";
export { countryAnswering } from "./country.js";
export {
  counterOf,
  holdsCounter,
  isListId,
  type LotCounters,
  type LotName,
  lastLotUpTo,
  lotIdOf,
  readLotId,
  stemOf,
} from "./lot.js";
export { isInCharge, type OperatorTerm } from "./operator.js";
export { isOrderPending, type OrderTerm, orderStatusAfterSignature } from "./order.js";
export { isPathOfCode, pathOf } from "./path.js";
export { isProposalUnsettled, type ProposalTerm, proposalStateOf } from "./proposal.js";
export { countersWithin, type LotRange } from "./range.js";
export {
  bindsUnit,
  type CampaignTerms,
  type CampaignUnit,
  isCampaignOpen,
  namesUnit,
  reachesMarket,
  unitStatusOf,
} from "./recall.js";
export { actsFully, hasHeld, type TenancyTerm } from "./tenancy.js";
export {
  isCalm,
  TONES,
  type Tone,
  toneOfChallengeAnswer,
  toneOfMaker,
  toneOfSeverity,
} from "./tone.js";
export {
  sentenceOfVerdict,
  toneOfVerdict,
  VERDICTS,
  type Verdict,
  type VerdictAnswer,
  type VerdictInput,
  verdictOf,
  verdictOfSeverity,
} from "./verdict.js";
export {
  countersignaturesNeeded,
  type SeatTerm,
  seatsHeldAt,
  votesNeeded,
} from "./votes.js";
