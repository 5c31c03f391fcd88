import { type HistoryKind, kinds } from "@openrobotid/sdk/history";

/** Kinds of entries of a robot's history, as the API names them, and one for those that it does not know. */
export type EntryKind = HistoryKind | "issued" | "unknown";

const ENTRY_KINDS: ReadonlySet<string> = new Set<EntryKind>([
  "issued",
  "unknown",
  ...Object.values(kinds).map(([kind]) => kind),
]);

export function isEntryKind(text: string): text is EntryKind {
  return ENTRY_KINDS.has(text);
}
