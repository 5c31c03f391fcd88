/** What a job is at. */
export type BatchPhase = "validating" | "building" | "comparing" | "issuing";

/**
 * How far a job is.
 *
 * - `validating`: bytes of the file that were read
 * - `building`: units in the Merkle tree
 * - `comparing`: units looked up on the chain
 * - `issuing`: units that are on the chain
 */
export interface BatchProgress {
  /** What the job is at. */
  readonly phase: BatchPhase;
  /** How much of it is done. */
  readonly done: number;
  /** How much there is to do. */
  readonly total: number;
}

/** Hears how far a job is. What it throws ends the job, which can be resumed. */
export type OnProgress = (progress: BatchProgress) => void;
