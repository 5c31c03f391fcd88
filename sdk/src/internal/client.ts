// What every action is given.
import type { Account, Address, Chain, Client, Hash, Transport } from "viem";

/** A viem client whose chain was made by `robotIdChain`. */
export type RegistryClient = Client<Transport, Chain | undefined, Account | undefined>;

/** What every read takes beside its own parameters. */
export interface ReadOptions {
  /** Block at whose end to read; the latest by default. */
  readonly blockNumber?: bigint | undefined;
  /**
   * Client of another member's node, which must say the same of the same block, for chains without proofs: one node that lies,
   * or is behind, is then not believed. `RegistryRecordError` where the two differ.
   */
  readonly verifyAgainst?: RegistryClient | undefined;
}

/** What every write takes beside its own parameters. */
export interface WriteOptions {
  /** Who writes; the client's account by default. */
  readonly account?: Account | Address | undefined;
  /** Most gas it may use; estimated by default. */
  readonly gas?: bigint | undefined;
  /** How many transactions of the account come before it; the next one by default. */
  readonly nonce?: number | undefined;
  /** Price of gas in wei, for chains without EIP-1559. */
  readonly gasPrice?: bigint | undefined;
  /** Most that a unit of gas may cost, in wei. */
  readonly maxFeePerGas?: bigint | undefined;
  /** Tip for a unit of gas, in wei; none by default. */
  readonly maxPriorityFeePerGas?: bigint | undefined;
  /** How long a `…Sync` action waits for the block, in milliseconds; 180,000 by default. */
  readonly timeout?: number | undefined;
  /** How many blocks a `…Sync` action waits for, that of the transaction included; 1 by default. */
  readonly confirmations?: number | undefined;
  /** Ends the waiting; nothing is sent any more once it says so. What is thrown is its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Hears the hash of the transaction before the node has it. Called again where a nonce had to be taken again. */
  readonly onHash?: ((hash: Hash) => void) | undefined;
}
