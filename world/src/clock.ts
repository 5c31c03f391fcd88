// The time of a development chain, which can be moved on. Every transaction of the example world has a time of its own, so
// that histories come out the same whenever and wherever they are played.

import { UserError } from "@openrobotid/kit/command";
import type { JsonRpcApiProvider } from "ethers";

export class Clock {
  #next = 0;

  constructor(readonly provider: JsonRpcApiProvider) {}

  /** Lets the chain reach a moment, if it has not, and says when its next block is. Seconds. */
  async reach(moment: number): Promise<void> {
    const { timestamp = 0 } = (await this.provider.getBlock("latest")) ?? {};
    this.#next = Math.max(moment, timestamp);
    if (timestamp < moment) {
      // What is asked of the chain without a transaction is asked at the time of its latest block.
      await this.#request("evm_setNextBlockTimestamp", [moment]);
      await this.#request("evm_mine", []);
    }
    await this.tick();
  }

  /** Says when the next block is: a minute after the one before. */
  async tick(): Promise<void> {
    this.#next += 60;
    await this.#request("evm_setNextBlockTimestamp", [this.#next]);
  }

  async #request(method: string, parameters: unknown[]): Promise<void> {
    try {
      await this.provider.send(method, parameters);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new UserError(
        `The example world plays over a year, and this chain's time cannot be moved (${method}: ${reason}).\n` +
          "Play it on a development chain: Hardhat or Anvil.",
        { cause },
      );
    }
  }
}
