// What approvals, certificates and accreditations have in common: they hold for a time. No part of the package's interface.

/** What holds for a time. Times are in seconds. */
export interface Term {
  /** From when on it holds; absent where it is asked about a moment that is certainly later. */
  readonly from?: number | undefined;
  /** From when on it no longer holds. */
  readonly expiry: number;
  /** When it was withdrawn; absent where it was not. */
  readonly withdrawnAt: number | null | undefined;
}

/** Whether something held at a moment. In the second in which it ends, it holds no more. */
export function heldAt({ from, expiry, withdrawnAt }: Term, at: number): boolean {
  if (from !== undefined && at < from) return false;
  if (withdrawnAt !== null && withdrawnAt !== undefined && withdrawnAt <= at) return false;
  return at < expiry;
}
