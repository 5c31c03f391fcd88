// The time of a development chain, which can be moved on. Every transaction of the example world has a time of its own, so
// that histories come out the same whenever and wherever they are played.

import { UserError } from "@openrobotid/kit/command";
import type { RegistryClient } from "@openrobotid/sdk/actions";
import { BaseError } from "viem";
import { getBlock } from "viem/actions";

export class Clock {
  #next = 0;

  readonly client: RegistryClient;

  constructor(client: RegistryClient) {
    this.client = client;
  }

  /** Lets the chain reach a moment, if it has not, and says when its next block is. Seconds. */
  async reach(moment: number): Promise<void> {
    const timestamp = Number((await getBlock(this.client)).timestamp);
    this.#next = Math.max(moment, timestamp);
    if (timestamp < moment) await passTo(this.client, moment);
    await this.tick();
  }

  /** Says when the next block is: a minute after the one before. */
  async tick(): Promise<void> {
    this.#next += 60;
    await request(this.client, "evm_setNextBlockTimestamp", [this.#next]);
  }
}

/**
 * Makes a block at a moment: what is asked of the chain without a transaction is asked at the time of its latest block.
 * Seconds.
 */
export async function passTo(client: RegistryClient, moment: number): Promise<void> {
  await request(client, "evm_setNextBlockTimestamp", [moment]);
  await request(client, "evm_mine", []);
}

async function request(
  client: RegistryClient,
  method: string,
  params: readonly unknown[],
): Promise<void> {
  try {
    await client.request({ method, params } as never);
  } catch (cause) {
    const reason = cause instanceof BaseError ? cause.details : String(cause);
    throw new UserError(
      `The example world plays over a year, and this chain's time cannot be moved (${method}: ${reason}).\n` +
        "Play it on a development chain: Hardhat or Anvil.",
      { cause },
    );
  }
}
