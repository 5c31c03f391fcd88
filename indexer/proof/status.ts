// What the index knows of its proofs, for its API. Ponder loads the API with modules of its own, so it is kept where every
// part of the process finds it.

/** What a node was found out about, last. */
export interface NodeFault {
  /** Host and port of the node: its whole address may hold a key. */
  readonly node: string;
  /** Whether it said what cannot be true, and not just too little. */
  readonly lied: boolean;
  /** Which of the answers it was, e.g. `receiptsRoot`, `conflict`, `unreachable`. */
  readonly reason: string;
  /** In words. */
  readonly detail: string;
  /** When, in seconds. */
  readonly at: number;
}

/** What the index waits for. */
export interface Waiting {
  readonly reason: string;
  readonly detail: string;
  /** Since when, in seconds. */
  readonly since: number;
}

/** How the index reads the chain. */
export interface ProofStatus {
  /** Where its verified node answers, on this machine. */
  readonly url: string;
  /** What vouches for blocks. */
  readonly seals: "qbft" | "none";
  /** The last fault of each node and kind, the newest first. */
  readonly faults: readonly NodeFault[];
  /** How often a node lied, and how often it failed, by its host. */
  readonly counts: Readonly<Record<string, { readonly lied: number; readonly failed: number }>>;
  /** What keeps the index where it is; `undefined` while everything is proven. */
  readonly waiting: Waiting | undefined;
}

const shared = globalThis as { OPEN_ROBOT_ID_PROOF?: ProofStatus };

/** How the index reads; `undefined` where nothing is proven. */
export function proofStatus(): ProofStatus | undefined {
  return shared.OPEN_ROBOT_ID_PROOF;
}

/** Keeps it. */
export function setProofStatus(status: ProofStatus): void {
  shared.OPEN_ROBOT_ID_PROOF = status;
}
