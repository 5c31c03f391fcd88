// How far a proposal to the consortium has come.
import type { ProposalState } from "../words.js";

/** What happened to a proposal. Times are in seconds. */
export interface ProposalTerm {
  /** When its vote opens: seats vote after this moment. */
  readonly voteStart: number;
  /** When its vote closes: the last moment at which seats vote. */
  readonly voteEnd: number;
  /** Votes in favour, without those that were taken back. */
  readonly votesInFavour: number;
  /** When it was queued; absent where it was not. */
  readonly queuedAt: number | null | undefined;
  /** When it was executed; absent where it was not. */
  readonly executedAt: number | null | undefined;
  /** When it was cancelled; absent where it was not. */
  readonly canceledAt: number | null | undefined;
}

/**
 * The state of a proposal. As `ConsortiumGovernor.state` decides it. It never says `expired`: what was decided waits without
 * limit. Votes against decide nothing, because two thirds in favour leave one third at most.
 *
 * @param needed - Votes in favour that it needs: {@link votesNeeded} of the seats held when its vote opened.
 * @param at - The moment, in seconds, at or after all that is said to have happened.
 *
 * @example
 * ```ts
 * import { proposalStateOf } from "@openrobotid/sdk/rules";
 *
 * const none = { queuedAt: undefined, executedAt: undefined, canceledAt: undefined };
 * const proposal = { voteStart: 1000, voteEnd: 2000, votesInFavour: 3, ...none };
 * proposalStateOf(proposal, 3, 1000); // "pending"
 * proposalStateOf(proposal, 3, 2000); // "active"
 * proposalStateOf(proposal, 3, 2001); // "succeeded"
 * proposalStateOf(proposal, 4, 2001); // "defeated"
 * ```
 */
export function proposalStateOf(
  { voteStart, voteEnd, votesInFavour, queuedAt, executedAt, canceledAt }: ProposalTerm,
  needed: number,
  at: number,
): ProposalState {
  if (isGiven(executedAt)) return "executed";
  if (isGiven(canceledAt)) return "canceled";
  if (at <= voteStart) return "pending";
  if (at <= voteEnd) return "active";
  if (votesInFavour < needed) return "defeated";
  return isGiven(queuedAt) ? "queued" : "succeeded";
}

const UNSETTLED: Readonly<Record<ProposalState, boolean>> = {
  pending: true,
  active: true,
  canceled: false,
  defeated: false,
  succeeded: true,
  queued: true,
  expired: false,
  executed: false,
};

/**
 * Whether a proposal may still come to something: it is voted on, or it passed and was not executed yet.
 *
 * @example
 * ```ts
 * import { isProposalUnsettled } from "@openrobotid/sdk/rules";
 *
 * isProposalUnsettled("queued"); // true
 * isProposalUnsettled("defeated"); // false
 * ```
 */
export function isProposalUnsettled(state: ProposalState): boolean {
  return UNSETTLED[state];
}

function isGiven(time: number | null | undefined): boolean {
  return time !== null && time !== undefined;
}
