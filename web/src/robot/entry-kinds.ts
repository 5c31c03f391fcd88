import type { HistoryKind } from "@openrobotid/sdk/history";

/** Kinds of entries of a robot's history, as the API names them, and one for those that it does not know. */
export type EntryKind = HistoryKind | "issued" | "unknown";

const ENTRY_KINDS: Readonly<Record<EntryKind, true>> = {
  issued: true,
  placedOnMarket: true,
  relocated: true,
  deviceKeyReplaced: true,
  receiverApproved: true,
  transferred: true,
  operatorNamed: true,
  operatorAccepted: true,
  operatorResigned: true,
  flagRaised: true,
  clearanceSupported: true,
  flagCleared: true,
  orderProposed: true,
  orderObjected: true,
  orderCountersigned: true,
  orderWithdrawn: true,
  intakeOffered: true,
  takenIn: true,
  returnOffered: true,
  returned: true,
  scrapped: true,
  unitRemedied: true,
  unitNotApplicable: true,
  unitReopened: true,
  hardware: true,
  factoryFiling: true,
  intelligenceGrade: true,
  softwareRelease: true,
  training: true,
  service: true,
  partReplaced: true,
  inspection: true,
  certificate: true,
  certificateWithdrawn: true,
  incident: true,
  telemetryAnchor: true,
  insurance: true,
  correction: true,
  brand: true,
  unknown: true,
};

export function isEntryKind(text: string): text is EntryKind {
  return Object.hasOwn(ENTRY_KINDS, text);
}
