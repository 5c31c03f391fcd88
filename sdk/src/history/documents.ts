import type { Hex } from "viem";
import type { HistoryEntry } from "./history.js";

/** What an entry says of its document. */
export interface EntryDocument {
  /** Kind of the document: of a correction, the kind that it corrects. */
  readonly kind: string;
  readonly commitment: Hex;
}

/**
 * The document that an entry of a history commits to; `undefined` where it has none.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { documentOfEntry } from "@openrobotid/sdk/history";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { entries } = await client.getHistory({ id });
 * documentOfEntry(entries[0]); // undefined
 * ```
 */
export function documentOfEntry(entry: HistoryEntry): EntryDocument | undefined {
  switch (entry.event) {
    case "DocumentRecorded":
    case "PartReplaced":
    case "CertificateIssued":
      return { kind: entry.kind, commitment: entry.fields.commitment };
    // A correction is of the kind that it corrects.
    case "Corrected":
      return { kind: entry.fields.correctedKind, commitment: entry.fields.commitment };
    case "IntelligenceGraded":
      return { kind: entry.kind, commitment: entry.fields.certificateDigest };
    case "Branded":
      return { kind: entry.kind, commitment: entry.fields.evidenceDigest };
    default:
      return undefined;
  }
}
