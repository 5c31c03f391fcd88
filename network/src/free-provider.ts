// A chain on which gas is free, as ethers asks it.
import { setTimeout } from "node:timers/promises";
import { waitForHead } from "@openrobotid/sdk/endpoint";
import { FeeData, JsonRpcProvider, type TransactionReceipt } from "ethers";

/** Gas is free: nobody on this chain has anything to pay with. */
export const FREE = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };

/** Longest that a receipt is waited for, in milliseconds. */
const PATIENCE = 60_000;

export class FreeProvider extends JsonRpcProvider {
  readonly #pause: number;
  readonly #ask = waitForHead(
    async ({ method, params = [] }: { method: string; params?: readonly unknown[] }) =>
      (await super.send(method, [...params])) as unknown,
  );

  /** @param pause Milliseconds between two looks for a receipt. */
  constructor(url: string, chainId: number, { pause }: { pause: number }) {
    super(url, chainId, {
      staticNetwork: true,
      cacheTimeout: -1,
      batchMaxCount: 1,
      batchStallTime: 0,
    });
    this.#pause = pause;
    this.pollingInterval = 10 * pause;
  }

  override async getFeeData(): Promise<FeeData> {
    return new FeeData(0n, FREE.maxFeePerGas, FREE.maxPriorityFeePerGas);
  }

  /** A block that the node tells of before it can be read is waited for, as everywhere. */
  override async send(method: string, params: unknown[]): Promise<unknown> {
    return await this.#ask({ method, params });
  }

  /**
   * A transaction is in a block a moment after it was sent. Where no block follows until the next transaction, waiting for
   * that one would take long: so the receipt itself is waited for.
   */
  override async getTransactionReceipt(hash: string): Promise<TransactionReceipt | null> {
    for (let waited = 0; waited < PATIENCE; waited += this.#pause) {
      const receipt = await super.getTransactionReceipt(hash);
      if (receipt !== null) return receipt;
      await setTimeout(this.#pause);
    }
    return null;
  }
}
