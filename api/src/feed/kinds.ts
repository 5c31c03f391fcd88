// What the feed reports, by kind.
import { kinds } from "@openrobotid/sdk/history";

/** The events that the feed reports in addition to the entries of histories. */
export const EVENTS = [
  "LotIssued",
  "ListIssued",
  "CampaignOpened",
  "CampaignClosed",
  "CampaignSuspended",
  "UnitsMarked",
  "ManufacturerAdmitted",
  "ManufacturerStatusChanged",
  "ManufacturerCompromised",
  "SuccessorNamed",
  "SuccessionAccepted",
  "ModelRegistered",
  "ModelApproved",
  "ModelApprovalWithdrawn",
  "ReleasePublished",
  "ReleaseWithdrawn",
  "SeatAdmitted",
  "SeatExpelled",
  "SeatResigned",
  "CountryAssigned",
  "CountryReleased",
  "ProposalCreated",
  "VoteCast",
  "SupportWithdrawn",
  "ProposalQueued",
  "ProposalExecuted",
  "ProposalCanceled",
] as const;

/** The kind that an event of the registry is told as. */
export function kindOfEvent(event: string): string {
  return `${event.slice(0, 1).toLowerCase()}${event.slice(1)}`;
}

/** Kinds of the events of the registry. */
export const EVENT_KINDS: readonly string[] = EVENTS.map(kindOfEvent);

/** Kinds of the entries of histories. */
export const ENTRY_KINDS: readonly string[] = [
  ...Object.values(kinds).map(([kind]) => kind),
  "unknown",
];
