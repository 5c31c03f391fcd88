// A chain on which gas is free, as ethers asks it.

import { lookForReceipt } from "@openrobotid/kit/receipts";
import { waitForHead } from "@openrobotid/sdk/endpoint";
import { FeeData, JsonRpcProvider, type TransactionReceipt } from "ethers";

/** Gas is free: nobody on this chain has anything to pay with. */
export const FREE = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };

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

  /** A block that the node announces before it can be read is waited for, as everywhere. */
  override async send(method: string, params: unknown[]): Promise<unknown> {
    return await this.#ask({ method, params });
  }

  override async getTransactionReceipt(hash: string): Promise<TransactionReceipt | null> {
    return await lookForReceipt(() => super.getTransactionReceipt(hash), this.#pause);
  }
}
