// What the contracts say about who belongs to the network, at one block.
import type { Address, Hash } from "viem";

/** A seat that is held. */
export interface MemberSeat {
  readonly seat: number;
  readonly name: string;
  /** The account that acts for it. */
  readonly authority: Address;
  /** Accounts that acted for it before, the latest first. */
  readonly formerAuthorities: readonly Address[];
  /** Address of its validator. */
  readonly validator: Address;
}

/** An account that has a part in the registry. */
export interface RegistryAccount {
  readonly account: Address;
  /**
   * What for: `maker`, `nextMaker` (named by a maker, not yet accepted), a role that it is accredited in, or `underOrder`
   * (the holder whom a pending registrar order is against: it alone can object).
   */
  readonly part: string;
  /** Number of the seat that answers for it, where one holds the country. */
  readonly seat: number | undefined;
  /** From when on it has that part no more, in seconds. */
  readonly until: number | undefined;
}

/** Who belongs to the network. */
export interface Membership {
  readonly blockNumber: bigint;
  readonly blockHash: Hash;
  /** Block time, in seconds. */
  readonly timestamp: number;
  readonly seats: readonly MemberSeat[];
  readonly accounts: readonly RegistryAccount[];
}
