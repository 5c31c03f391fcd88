// A chain of Hardhat's or anvil's, as ethers asks it.
import { lookForReceipt } from "@openrobotid/kit/receipts";
import { BrowserProvider, type TransactionReceipt } from "ethers";

/** Nothing is remembered, since time is moved under it. */
export class ThrowawayProvider extends BrowserProvider {
  constructor(provider: ConstructorParameters<typeof BrowserProvider>[0]) {
    super(provider, undefined, { cacheTimeout: -1 });
  }

  override async getTransactionReceipt(hash: string): Promise<TransactionReceipt | null> {
    return await lookForReceipt(() => super.getTransactionReceipt(hash), 20);
  }
}
