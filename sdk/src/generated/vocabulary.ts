// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/** The words of each enum that the ABIs name, by that name, in the order of their numbers. */
export const enums = {
  "enum Capacity": ["none", "maker", "holder", "operator", "authority", "workshop", "inspector", "recycler", "insurer", "investigator"],
  "enum EntryKind": ["none", "hardware", "factoryFiling", "intelligenceGrade", "softwareRelease", "training", "service", "partReplaced", "inspection", "certificate", "certificateWithdrawn", "incident", "telemetryAnchor", "insurance", "correction", "brand"],
  "enum GovernorCountingSimple.VoteType": ["against", "for", "abstain"],
  "enum IAuthorityRegistry.ManufacturerStatus": ["none", "active", "suspended", "revoked", "compromised"],
  "enum IAuthorityRegistry.Role": ["none", "workshop", "inspector", "recycler", "insurer", "investigator"],
  "enum IAuthorityRegistry.SerialScheme": ["none", "sequential", "listed"],
  "enum IDossier.BrandCode": ["none", "salvage", "flood", "fire", "structuralDamage", "export", "rebuilt", "lemonBuyback", "hoursDiscrepancy", "theftRecovery", "tampering", "other"],
  "enum IGovernor.ProposalState": ["pending", "active", "canceled", "defeated", "succeeded", "queued", "expired", "executed"],
  "enum IRecallRegistry.ScopeKind": ["none", "range", "marked"],
  "enum IRecallRegistry.Severity": ["none", "advisory", "noTransfer", "stopUse"],
  "enum IRecallRegistry.UnitStatus": ["unaffected", "open", "remedied", "notApplicable"],
  "enum IRegistrarOrders.Action": ["none", "transfer", "intake"],
  "enum IRegistrarOrders.Status": ["none", "proposed", "objected", "countersigned", "executed", "withdrawn"],
  "enum IRobotFlags.Flag": ["none", "stolen", "disputed"],
  "enum IRobotHistory.HistoryKind": ["none", "placedOnMarket", "relocated", "deviceKeyReplaced", "transferred", "operatorNamed", "operatorAccepted", "operatorResigned", "flagRaised", "flagCleared", "orderProposed", "orderObjected", "orderCountersigned", "orderWithdrawn", "takenIn", "scrapped", "receiverApproved", "intakeOffered", "returnOffered", "returned", "clearanceSupported", "lotIssued", "listIssued", "approvalForAll"],
  "enum IRobotHistory.State": ["none", "issued", "inService", "endOfLife", "scrapped"],
  "enum IRobotOwnership.Basis": ["none", "approval", "consent", "order"],
  "enum TimelockController.OperationState": ["unset", "waiting", "ready", "done"],
} as const;

/**
 * Kinds by their numbers, `space × 256 + local kind`, with the typed event of each.
 *
 * @example
 * ```ts
 * import { kinds } from "@openrobotid/sdk/history";
 *
 * kinds[15]; // ["scrapped", "RobotScrapped"]
 * ```
 */
export const kinds = {
  1: ["placedOnMarket", "PlacedOnMarket"],
  2: ["relocated", "Relocated"],
  3: ["deviceKeyReplaced", "DeviceKeyReplaced"],
  4: ["transferred", "RobotTransferred"],
  5: ["operatorNamed", "OperatorNamed"],
  6: ["operatorAccepted", "OperatorAccepted"],
  7: ["operatorResigned", "OperatorResigned"],
  8: ["flagRaised", "FlagRaised"],
  9: ["flagCleared", "FlagCleared"],
  10: ["orderProposed", "OrderProposed"],
  11: ["orderObjected", "OrderObjected"],
  12: ["orderCountersigned", "OrderCountersigned"],
  13: ["orderWithdrawn", "OrderWithdrawn"],
  14: ["takenIn", "TakenIn"],
  15: ["scrapped", "RobotScrapped"],
  16: ["receiverApproved", "ReceiverApproved"],
  17: ["intakeOffered", "IntakeOffered"],
  18: ["returnOffered", "ReturnOffered"],
  19: ["returned", "RobotReturned"],
  20: ["clearanceSupported", "ClearanceSupported"],
  257: ["unitRemedied", "UnitRemedied"],
  258: ["unitNotApplicable", "UnitNotApplicable"],
  259: ["unitReopened", "UnitReopened"],
  513: ["hardware", "DocumentRecorded"],
  514: ["factoryFiling", "DocumentRecorded"],
  515: ["intelligenceGrade", "IntelligenceGraded"],
  516: ["softwareRelease", "ReleaseInstalled"],
  517: ["training", "TrainingRecorded"],
  518: ["service", "DocumentRecorded"],
  519: ["partReplaced", "PartReplaced"],
  520: ["inspection", "DocumentRecorded"],
  521: ["certificate", "CertificateIssued"],
  522: ["certificateWithdrawn", "CertificateWithdrawn"],
  523: ["incident", "DocumentRecorded"],
  524: ["telemetryAnchor", "TelemetryAnchored"],
  525: ["insurance", "DocumentRecorded"],
  526: ["correction", "Corrected"],
  527: ["brand", "Branded"],
} as const;

/**
 * Kinds of entries that are only a document.
 *
 * @example
 * ```ts
 * import { documentKinds } from "@openrobotid/sdk/actions";
 *
 * documentKinds.includes("service"); // true
 * ```
 */
export const documentKinds = ["hardware", "factoryFiling", "service", "inspection", "incident", "insurance"] as const;

/**
 * In which capacities each kind of entry of the dossier is written. A correction has its own rule.
 *
 * @example
 * ```ts
 * import { entryWriters } from "@openrobotid/sdk/actions";
 *
 * entryWriters.service; // ["maker", "workshop"]
 * ```
 */
export const entryWriters = {
  hardware: ["maker", "workshop"],
  factoryFiling: ["maker", "authority"],
  intelligenceGrade: ["authority", "inspector"],
  softwareRelease: ["maker", "workshop"],
  training: ["maker", "holder", "operator"],
  service: ["maker", "workshop"],
  partReplaced: ["maker", "workshop"],
  inspection: ["authority", "inspector"],
  certificate: ["authority", "inspector"],
  certificateWithdrawn: ["authority", "inspector"],
  incident: ["maker", "holder", "operator", "authority", "workshop", "insurer", "investigator"],
  telemetryAnchor: ["maker", "holder", "operator"],
  insurance: ["insurer"],
  correction: [],
  brand: ["authority", "insurer", "investigator"],
} as const;
