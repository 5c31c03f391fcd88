// Which seat answers for a country, and what that gives it.

/** Which seat holds a country. Times are in seconds. */
export interface TenancyTerm {
  /** Number of the seat. */
  readonly seat: number;
  /** From when on it holds the country, without a break. */
  readonly since: number;
}

/**
 * Whether a seat holds a country now, and has without a break since a moment. As `Consortium.hasHeld` decides it.
 *
 * @param tenancy - Who holds the country now; absent where no seat does.
 * @param seat - Number of the seat.
 * @param moment - In seconds.
 *
 * @example
 * ```ts
 * import { hasHeld } from "@openrobotid/sdk/rules";
 *
 * hasHeld({ seat: 2, since: 1000 }, 2, 1000); // true
 * hasHeld({ seat: 2, since: 1000 }, 2, 999); // false
 * hasHeld(undefined, 2, 1000); // false
 * ```
 */
export function hasHeld(
  tenancy: TenancyTerm | null | undefined,
  seat: number,
  moment: number,
): boolean {
  return tenancy?.seat === seat && tenancy.since <= moment;
}

/**
 * Whether the seat of a country has the full power of an authority there: it admits makers, names successors and proposes
 * orders. As `AuthorityRegistry.requireTenuredAuthority` decides it.
 *
 * @param actsFrom - When its term of waiting ends, in seconds.
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { actsFully } from "@openrobotid/sdk/rules";
 *
 * actsFully({ actsFrom: 1000 }, 1000); // true
 * actsFully({ actsFrom: 1000 }, 999); // false
 * ```
 */
export function actsFully({ actsFrom }: { readonly actsFrom: number }, at: number): boolean {
  return actsFrom <= at;
}
