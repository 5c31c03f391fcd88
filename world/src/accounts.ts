// Accounts of the example world. They derive from the mnemonic that every development chain knows: they are for play.
import type { RegistryClient, WriteOptions } from "@openrobotid/sdk/actions";
import { type Address, type Hex, parseEther, toHex } from "viem";
import { mnemonicToAccount, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { getBalance, getBlock, sendTransaction, waitForTransactionReceipt } from "viem/actions";

export const MNEMONIC = "test test test test test test test test test test test junk";

const root = mnemonicToAccount(MNEMONIC, { path: "m/44'/60'/0'/0" }).getHdKey();

const LEAST = parseEther("1");

/** The private key with a number. Number 0 deploys. */
export function keyOf(number: number): Hex {
  const { privateKey } = root.deriveChild(number);
  if (!privateKey) throw new Error(`the mnemonic gives no key ${number}`);
  return toHex(privateKey);
}

/** The account with a number. */
export function accountOf(number: number): PrivateKeyAccount {
  return privateKeyToAccount(keyOf(number));
}

/** What each transaction is sent with, so that a node is not asked for it each time. */
export type Terms = Required<Pick<WriteOptions, "gas" | "maxFeePerGas">>;

/** No transaction may use more gas: EIP-7825. */
const MOST_GAS = 2n ** 24n;
/** Ten times what a block of a new development chain asks for a unit of gas. It falls from then on. */
const HIGH_FEE = 10n ** 10n;

/** Terms that are good on a chain from its latest block on: all gas that a transaction may use, and a fee where there is one. */
export async function termsOn(client: RegistryClient): Promise<Terms> {
  const { gasLimit, baseFeePerGas } = await getBlock(client);
  return {
    gas: gasLimit < MOST_GAS ? gasLimit : MOST_GAS,
    maxFeePerGas: baseFeePerGas === 0n ? 0n : HIGH_FEE,
  };
}

/** Gives something to those who have next to nothing, where transactions cost anything. */
export async function fund(client: RegistryClient, addresses: readonly Address[]): Promise<void> {
  const { baseFeePerGas } = await getBlock(client);
  if (baseFeePerGas === 0n) return;
  const { chain } = client;
  const account = accountOf(0);
  for (const address of addresses) {
    if ((await getBalance(client, { address })) >= LEAST) continue;
    const hash = await sendTransaction(client, { account, chain, to: address, value: 10n * LEAST });
    await waitForTransactionReceipt(client, { hash });
  }
}
