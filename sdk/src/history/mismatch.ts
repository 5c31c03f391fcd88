import type { Hex } from "viem";
import { RegistryRecordError } from "../errors/registry-error.js";
import { formatRobotId, type RobotId } from "../robot-id.js";

/**
 * What does not fit in a history.
 *
 * - `issuance`: the event that issued the code is missing, or more than one says that it did
 * - `entryMissing`: an entry is missing, or fewer are there than the registry counts
 * - `entryAltered`: the head that an entry carries does not follow from the entry and the head before it
 * - `entryLeftOver`: an entry too many, or one twice
 * - `eventMissing`: the typed event that says what happened is missing
 * - `eventAltered`: the typed event is not the one that the entry commits to
 * - `head`: everything fits together, and the registry has another head all the same
 */
export type HistoryMismatchReason =
  | "issuance"
  | "entryMissing"
  | "entryAltered"
  | "entryLeftOver"
  | "eventMissing"
  | "eventAltered"
  | "head";

/**
 * The history that a node gives is not the one that the registry commits to: something in it was altered or left out.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { HistoryMismatchError } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const answer = await client.getHistory({ id }).catch((error) => error);
 * answer instanceof HistoryMismatchError; // false
 * ```
 */
export class HistoryMismatchError extends RegistryRecordError {
  override readonly name = "HistoryMismatchError";
  /** The robot. */
  readonly id: RobotId;
  /** Number of the first entry that does not fit; 0 is the issuance. */
  readonly seq: bigint;
  /** What does not fit. */
  readonly reason: HistoryMismatchReason;
  /** What the registry commits to there, where that is known. */
  readonly expected: Hex | undefined;
  /** What follows from what the node gave. */
  readonly found: Hex | undefined;

  constructor({ id, seq, reason, expected, found }: HistoryMismatchParameters) {
    super(
      `The history of ${formatRobotId(id)} does not hold: ${sentences[reason](seq)}.`,
      "Trust none of it, and ask another node: this one alters or leaves out, or does not keep logs as old as that.",
    );
    this.id = id;
    this.seq = seq;
    this.reason = reason;
    this.expected = expected;
    this.found = found;
  }
}

/** What a {@link HistoryMismatchError} is made of. */
export interface HistoryMismatchParameters {
  readonly id: RobotId;
  readonly seq: bigint;
  readonly reason: HistoryMismatchReason;
  readonly expected?: Hex | undefined;
  readonly found?: Hex | undefined;
}

const sentences: Readonly<Record<HistoryMismatchReason, (seq: bigint) => string>> = {
  issuance: () => "the event of its issuance is missing or ambiguous",
  entryMissing: (seq) => `entry ${seq} is missing`,
  entryAltered: (seq) => `entry ${seq} does not follow from what comes before it`,
  entryLeftOver: (seq) => `entry ${seq} is one too many`,
  eventMissing: (seq) => `nothing says what happened in entry ${seq}`,
  eventAltered: (seq) => `entry ${seq} commits to something else than its event says`,
  head: (seq) => `up to entry ${seq} it fits together, and the registry has another head`,
};
