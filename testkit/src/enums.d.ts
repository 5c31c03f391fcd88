// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

export declare enum Capacity {
  None = 0,
  Maker = 1,
  Holder = 2,
  Operator = 3,
  Authority = 4,
  Workshop = 5,
  Inspector = 6,
  Recycler = 7,
  Insurer = 8,
  Investigator = 9,
}

export declare enum EntryKind {
  None = 0,
  Hardware = 1,
  FactoryFiling = 2,
  IntelligenceGrade = 3,
  SoftwareRelease = 4,
  Training = 5,
  Service = 6,
  PartReplaced = 7,
  Inspection = 8,
  Certificate = 9,
  CertificateWithdrawn = 10,
  Incident = 11,
  TelemetryAnchor = 12,
  Insurance = 13,
  Correction = 14,
  Brand = 15,
}

export declare enum VoteType {
  Against = 0,
  For = 1,
  Abstain = 2,
}

export declare enum AuthorityKind {
  None = 0,
  ManufacturerAdmitted = 1,
  ManufacturerStatusChanged = 2,
  ManufacturerAccountProposed = 3,
  ManufacturerAccountRotated = 4,
  ManufacturerCompromised = 5,
  SuccessorNamed = 6,
  SuccessionCountersigned = 7,
  SuccessionWithdrawn = 8,
  SuccessionAccepted = 9,
  ModelRegistered = 10,
  ModelApproved = 11,
  ModelApprovalWithdrawn = 12,
  Accredited = 13,
  AccreditationWithdrawn = 14,
  AttestationsVoided = 15,
}

export declare enum ManufacturerStatus {
  None = 0,
  Active = 1,
  Suspended = 2,
  Revoked = 3,
  Compromised = 4,
}

export declare enum Role {
  None = 0,
  Workshop = 1,
  Inspector = 2,
  Recycler = 3,
  Insurer = 4,
  Investigator = 5,
}

export declare enum SerialScheme {
  None = 0,
  Sequential = 1,
  Listed = 2,
}

export declare enum ConsortiumKind {
  None = 0,
  SeatAdmitted = 1,
  SeatExpelled = 2,
  SeatResigned = 3,
  AuthorityProposed = 4,
  AuthorityVetoed = 5,
  AuthorityRotated = 6,
  RecoveryProposed = 7,
  RecoveryVetoed = 8,
  RecoveryRotated = 9,
  ValidatorRotated = 10,
  CountryAssigned = 11,
  CountryReleased = 12,
  ResignationAllowed = 13,
  ManagerSet = 14,
}

export declare enum GovernorKind {
  None = 0,
  Proposed = 1,
  Voted = 2,
  SupportWithdrawn = 3,
  Queued = 4,
  Executed = 5,
  Canceled = 6,
  VotingDelaySet = 7,
  VotingPeriodSet = 8,
  ProposalThresholdSet = 9,
  TimelockChanged = 10,
}

export declare enum BrandCode {
  None = 0,
  Salvage = 1,
  Flood = 2,
  Fire = 3,
  StructuralDamage = 4,
  Export = 5,
  Rebuilt = 6,
  LemonBuyback = 7,
  HoursDiscrepancy = 8,
  TheftRecovery = 9,
  Tampering = 10,
  Other = 11,
}

export declare enum ReleaseKind {
  None = 0,
  ReleasePublished = 1,
  ReleaseWithdrawn = 2,
}

export declare enum ProposalState {
  Pending = 0,
  Active = 1,
  Canceled = 2,
  Defeated = 3,
  Succeeded = 4,
  Queued = 5,
  Expired = 6,
  Executed = 7,
}

export declare enum CampaignKind {
  None = 0,
  CampaignOpened = 1,
  UnitsMarked = 2,
  CampaignClosed = 3,
  CampaignSuspended = 4,
}

export declare enum RecallKind {
  None = 0,
  UnitRemedied = 1,
  UnitNotApplicable = 2,
  UnitReopened = 3,
}

export declare enum ScopeKind {
  None = 0,
  Range = 1,
  Marked = 2,
}

export declare enum Severity {
  None = 0,
  Advisory = 1,
  NoTransfer = 2,
  StopUse = 3,
}

export declare enum UnitStatus {
  Unaffected = 0,
  Open = 1,
  Remedied = 2,
  NotApplicable = 3,
}

export declare enum Action {
  None = 0,
  Transfer = 1,
  Intake = 2,
}

export declare enum Status {
  None = 0,
  Proposed = 1,
  Objected = 2,
  Countersigned = 3,
  Executed = 4,
  Withdrawn = 5,
}

export declare enum ModulesKind {
  None = 0,
  ModuleSet = 1,
  TransferPolicyAdded = 2,
  TransferPolicyRemoved = 3,
  ResolverSet = 4,
  ManagerSet = 5,
}

export declare enum Flag {
  None = 0,
  Stolen = 1,
  Disputed = 2,
}

export declare enum HistoryKind {
  None = 0,
  PlacedOnMarket = 1,
  Relocated = 2,
  DeviceKeyReplaced = 3,
  Transferred = 4,
  OperatorNamed = 5,
  OperatorAccepted = 6,
  OperatorResigned = 7,
  FlagRaised = 8,
  FlagCleared = 9,
  OrderProposed = 10,
  OrderObjected = 11,
  OrderCountersigned = 12,
  OrderWithdrawn = 13,
  TakenIn = 14,
  Scrapped = 15,
  ReceiverApproved = 16,
  IntakeOffered = 17,
  ReturnOffered = 18,
  Returned = 19,
  ClearanceSupported = 20,
  LotIssued = 21,
  ListIssued = 22,
  ApprovalForAll = 23,
}

export declare enum State {
  None = 0,
  Issued = 1,
  InService = 2,
  EndOfLife = 3,
  Scrapped = 4,
}

export declare enum Basis {
  None = 0,
  Approval = 1,
  Consent = 2,
  Order = 3,
}

export declare enum SignedActKind {
  None = 0,
  ConsentRevoked = 1,
  ConsentsRevoked = 2,
}

export declare enum OperationState {
  Unset = 0,
  Waiting = 1,
  Ready = 2,
  Done = 3,
}
