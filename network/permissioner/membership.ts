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
  /** The account that is named to act for it, and has not accepted yet. */
  readonly nextAuthority: Address | undefined;
  /** Key that replaces that account, and cancels its replacement. */
  readonly recovery: Address | undefined;
  /** The recovery key that is named, and has not accepted yet. */
  readonly nextRecovery: Address | undefined;
  /** Address of its validator. */
  readonly validator: Address;
}

/** An account that has a part in the registry. */
export interface RegistryAccount {
  readonly account: Address;
  /**
   * What for: `maker`, `nextMaker` (named by a maker, not yet accepted), `successor` (named for a maker whose key is
   * compromised, not yet accepted), a role that it is accredited in, `underOrder` (the holder whom a pending registrar order
   * is against: it alone can object), or `beneficiary` (who is to have the robot, and alone can execute the order).
   */
  readonly part: string;
  /** Number of the seat that answers for it, where one holds the country. */
  readonly seat: number | undefined;
  /** From when on it no longer has that part, in seconds. */
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
