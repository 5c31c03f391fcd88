/** Kinds of entries of a robot's history, as the API names them, and one for those that it does not know. */
export const ENTRY_KINDS = [
  "issued",
  "placedOnMarket",
  "relocated",
  "deviceKeyReplaced",
  "transferred",
  "operatorNamed",
  "operatorAccepted",
  "operatorResigned",
  "flagRaised",
  "flagCleared",
  "orderProposed",
  "orderObjected",
  "orderCountersigned",
  "orderWithdrawn",
  "takenIn",
  "scrapped",
  "unitRemedied",
  "unitNotApplicable",
  "hardware",
  "factoryFiling",
  "intelligenceGrade",
  "softwareRelease",
  "training",
  "service",
  "partReplaced",
  "inspection",
  "certificate",
  "certificateWithdrawn",
  "incident",
  "telemetryAnchor",
  "insurance",
  "correction",
  "brand",
  "unknown",
] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

export function isEntryKind(text: string): text is EntryKind {
  return ENTRY_KINDS.some((kind) => kind === text);
}
