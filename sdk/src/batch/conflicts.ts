import { SdkError } from "../errors/sdk-error.js";
import { formatRobotId, type RobotId } from "../robot-id.js";

/** Something that is on the chain already and keeps a file from being issued. */
export interface IssuanceConflict {
  /** The unit, or the first of the units, that cannot be issued. */
  readonly id: RobotId;
  /** Number of units from there on. */
  readonly count: number;
  /** Why not. */
  readonly reason: string;
}

const LIMIT = 100;
const SHOWN_IN_MESSAGE = 10;

/**
 * Units of a file cannot be issued as it says, because of what was issued before; nothing was sent.
 *
 * @example
 * ```ts
 * import { IssuanceConflictError, issueFromFile } from "@openrobotid/sdk/batch";
 *
 * const error = await issueFromFile(maker, { file: "others.csv", model, manifestUri }).catch((caught) => caught);
 * error instanceof IssuanceConflictError; // true
 * error.conflicts[0].id; // "CNUT01G1PRO126W05000000000001"
 * ```
 */
export class IssuanceConflictError extends SdkError {
  override readonly name = "IssuanceConflictError";
  /** The first conflicts, in the order of the plan. */
  readonly conflicts: readonly IssuanceConflict[];
  /** Number of all conflicts. */
  readonly conflictCount: number;

  constructor(conflicts: readonly IssuanceConflict[], conflictCount: number) {
    const shown = conflicts.slice(0, SHOWN_IN_MESSAGE).map(render);
    const more = conflictCount - shown.length;
    super("The chain already says otherwise about units of this file.", {
      lines: more > 0 ? [...shown, `… and ${more} more.`] : shown,
    });
    this.conflicts = conflicts;
    this.conflictCount = conflictCount;
  }
}

/** Keeps the first conflicts, and counts all of them. */
export class ConflictList {
  readonly #conflicts: IssuanceConflict[] = [];
  #count = 0;

  add(conflict: IssuanceConflict): void {
    this.#count += 1;
    if (this.#conflicts.length < LIMIT) this.#conflicts.push(conflict);
  }

  /** Throws where there are any. */
  throwIfAny(): void {
    if (this.#count > 0) throw new IssuanceConflictError(this.#conflicts, this.#count);
  }
}

function render({ id, count, reason }: IssuanceConflict): string {
  const units = count === 1 ? formatRobotId(id) : `${count} units from ${formatRobotId(id)} on`;
  return `${units}: ${reason}.`;
}
