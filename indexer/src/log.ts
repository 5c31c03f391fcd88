// A log as the handlers get it: what proves a row, and the tables.

import type { EventFields } from "@openrobotid/sdk/actions";
import type { Abi } from "abitype";
import type { Address, ContractEventName, Hex } from "viem";
import type { Tables } from "../engine/tables.js";

export type { Tables } from "../engine/tables.js";

/** What proves a row. */
export interface Proof {
  readonly transactionHash: Hex;
  readonly blockNumber: bigint;
  readonly logIndex: number;
  readonly blockTime: bigint;
}

/** One log of the chain. */
export interface Log {
  readonly db: Tables;
  readonly proof: Proof;
  /** Contract that emitted it. */
  readonly address: Address;
  /** The registry of robots, which every history is seeded with. */
  readonly registry: Address;
  readonly chainId: number;
}

/**
 * What is done with the events of a contract; those without a handler are written down word for
 * word, and nothing else is done.
 */
export type Handlers<abi extends Abi> = {
  readonly [name in ContractEventName<abi>]?: (
    log: Log,
    fields: EventFields<abi, name>,
  ) => Promise<void>;
};
