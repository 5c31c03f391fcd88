// Accounts of the example world. They derive from the mnemonic that every development chain knows: they are for play.
import { type BaseWallet, HDNodeWallet, type Provider, parseEther, type Signer } from "ethers";

export const MNEMONIC = "test test test test test test test test test test test junk";

const root = HDNodeWallet.fromPhrase(MNEMONIC, undefined, "m/44'/60'/0'/0");

const LEAST = parseEther("1");

/** The keys with a number. Number 0 deploys. */
export function walletOf(number: number): HDNodeWallet {
  return root.deriveChild(number);
}

/** The account with a number, on a chain. */
export function accountOf(number: number, provider: Provider): HDNodeWallet {
  return walletOf(number).connect(provider);
}

/** Gives something to those who have next to nothing, where transactions cost anything. */
export async function fund(giver: Signer, accounts: readonly BaseWallet[]): Promise<void> {
  const { gasPrice } = (await giver.provider?.getFeeData()) ?? {};
  if (gasPrice === 0n) return;
  for (const { address, provider } of accounts) {
    const balance = (await provider?.getBalance(address)) ?? 0n;
    if (balance < LEAST) {
      const sent = await giver.sendTransaction({ to: address, value: 10n * LEAST });
      await sent.wait();
    }
  }
}
