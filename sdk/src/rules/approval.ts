// Whether a model is approved for a market.
import { heldAt } from "./term.js";

/** The approval of a model for a market. Times are in seconds. */
export interface ApprovalTerm {
  /** When it was given. */
  readonly approvedAt: number;
  /** From when on it is no longer valid. */
  readonly expiry: number;
  /** When it was withdrawn; absent where it was not. */
  readonly withdrawnAt: number | null | undefined;
}

/**
 * Whether an approval is valid at a moment: given by then, not withdrawn by then, and not expired. As
 * `AuthorityRegistry.isApproved` decides it. An approval outlasts the seat that gave it.
 *
 * @param approval - Of several for one market, the last one that was given by the moment: it replaces those before.
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { isApprovalValid } from "@openrobotid/sdk/rules";
 *
 * const approval = { approvedAt: 1000, expiry: 2000, withdrawnAt: undefined };
 * isApprovalValid(approval, 1999); // true
 * isApprovalValid(approval, 2000); // false
 * isApprovalValid({ ...approval, withdrawnAt: 1500 }, 1999); // false
 * ```
 */
export function isApprovalValid(approval: ApprovalTerm, at: number): boolean {
  return heldAt({ ...approval, from: approval.approvedAt }, at);
}
