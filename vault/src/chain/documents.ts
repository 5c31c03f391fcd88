// Which entries of a robot's history commit to a document, and with which field.
import type { RobotId } from "@openrobotid/sdk";
import { documentOfEntry, type RebuiltHistory, stateAt } from "@openrobotid/sdk/history";
import type { Hex } from "viem";
import { KINDS, type Kind } from "../access/tiers.js";

/** A document that the chain knows. */
export interface CommittedDocument {
  readonly robot: RobotId;
  /** Number of the entry. */
  readonly seq: number;
  readonly kind: Kind;
  readonly commitment: Hex;
  /** Account that made the entry. */
  readonly writer: string;
  /** Who held and ran the robot as the entry was made. */
  readonly past: { readonly holder: string | undefined; readonly operator: string | undefined };
}

/** The document of an entry; `undefined` where there is no such entry, or it has none. */
export function documentOf(history: RebuiltHistory, seq: number): CommittedDocument | undefined {
  const entry = history.entries[seq - 1];
  const found = entry && documentOfEntry(entry);
  if (!found || !(found.kind in KINDS)) return undefined;
  // By number, too: what came later in the same second does not count.
  const entries = history.entries.slice(0, seq);
  const { holder, operator } = stateAt({ ...history, entries }, entry.timestamp);
  return {
    robot: history.id,
    seq,
    kind: found.kind as Kind,
    commitment: found.commitment,
    writer: entry.actor,
    past: { holder, operator: operator?.inCharge ? operator.account : undefined },
  };
}

/** All documents of a history, the first one first. */
export function documentsOf(history: RebuiltHistory): readonly CommittedDocument[] {
  return history.entries.flatMap((_, index) => documentOf(history, index + 1) ?? []);
}
