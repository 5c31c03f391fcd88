import type { HistoryEntry } from "@openrobotid/sdk/history";

/** The SDK's kinds, the issuance, and one for those that this page does not know. A kind that is missing does not compile. */
const KINDS = {
  issued: true,
  placedOnMarket: true,
  relocated: true,
  deviceKeyReplaced: true,
  transferred: true,
  operatorNamed: true,
  operatorAccepted: true,
  operatorResigned: true,
  flagRaised: true,
  flagCleared: true,
  orderProposed: true,
  orderObjected: true,
  orderCountersigned: true,
  orderWithdrawn: true,
  takenIn: true,
  scrapped: true,
  receiverApproved: true,
  intakeOffered: true,
  returnOffered: true,
  returned: true,
  clearanceSupported: true,
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
} as const satisfies Record<HistoryEntry["kind"] | "issued" | "unknown", true>;

export type EntryKind = keyof typeof KINDS;

/** Kinds of entries of a robot's history, as the API names them, and one for those that it does not know. */
export const ENTRY_KINDS = Object.keys(KINDS) as EntryKind[];

export function isEntryKind(text: string): text is EntryKind {
  return Object.hasOwn(KINDS, text);
}
