// Whether an account is accredited in a country.
import { hasHeld, type TenancyTerm } from "./tenancy.js";
import { heldAt } from "./term.js";

/** An accreditation of an account for a role in a country. Times are in seconds. */
export interface AccreditationTerm {
  /** Number of the seat that gave it. */
  readonly seat: number;
  /** When it was given or renewed. */
  readonly givenAt: number;
  /** From when on it no longer counts. */
  readonly expiry: number;
  /** When it was withdrawn; absent where it was not. */
  readonly withdrawnAt?: number | null | undefined;
}

/**
 * Whether an accreditation counts at a moment: it has not expired and was not withdrawn, and the seat that gave it has held
 * the country ever since. As `AuthorityRegistry.isAccredited` decides it.
 *
 * @param tenancy - Who holds the country at the moment; absent where no seat does.
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { isAccreditationValid } from "@openrobotid/sdk/rules";
 *
 * const accreditation = { seat: 2, givenAt: 1000, expiry: 2000 };
 * isAccreditationValid(accreditation, { seat: 2, since: 500 }, 1500); // true
 * isAccreditationValid(accreditation, { seat: 3, since: 1200 }, 1500); // false
 * isAccreditationValid(accreditation, { seat: 2, since: 1200 }, 1500); // false
 * ```
 */
export function isAccreditationValid(
  { seat, givenAt, expiry, withdrawnAt }: AccreditationTerm,
  tenancy: TenancyTerm | null | undefined,
  at: number,
): boolean {
  return heldAt({ from: givenAt, expiry, withdrawnAt }, at) && hasHeld(tenancy, seat, givenAt);
}
