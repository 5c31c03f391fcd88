// The head of the log with the vault's signature (EIP-712): two heads that it signed and that do not continue each other show that the log
// was forked.
import { type Address, type Hex, recoverTypedDataAddress } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import type { Head } from "./access-log.js";

/** A head, as it is sent. */
export interface SignedHead extends Head {
  /** Address of the vault. */
  readonly vault: string;
  readonly chainId: number;
  /** When it was signed, in seconds. */
  readonly at: number;
  readonly signature: Hex;
}

const TYPES = {
  Head: [
    { name: "vault", type: "string" },
    { name: "size", type: "uint256" },
    { name: "root", type: "bytes32" },
    { name: "at", type: "uint256" },
  ],
} as const;

function typedData({ vault, chainId, size, root, at }: Omit<SignedHead, "signature">) {
  return {
    domain: { name: "Open Robot ID vault log", version: "1", chainId },
    types: TYPES,
    primaryType: "Head",
    message: { vault, size: BigInt(size), root: `0x${root}` as Hex, at: BigInt(at) },
  } as const;
}

/** Signs a head. */
export async function signHead(
  { size, root }: Head,
  from: {
    readonly url: string;
    readonly chainId: number;
    readonly key: PrivateKeyAccount;
    readonly now: () => number;
  },
): Promise<SignedHead> {
  const at = Math.floor(from.now());
  const head = { vault: from.url, chainId: from.chainId, size, root, at };
  return { ...head, signature: await from.key.signTypedData(typedData(head)) };
}

/** Who signed a head. */
export async function signerOfHead({ signature, ...head }: SignedHead): Promise<Address> {
  return await recoverTypedDataAddress({ ...typedData(head), signature });
}
