// Signs heads of the log (EIP-712). How they are checked is in the SDK.
import { logHeadTypedData, type SignedLogHead } from "@openrobotid/sdk/vault";
import type { PrivateKeyAccount } from "viem/accounts";
import type { Head } from "./tree.js";

/** Signs a head. */
export async function signHead(
  { size, root }: Head,
  from: {
    readonly url: string;
    readonly chainId: number;
    readonly key: PrivateKeyAccount;
    readonly now: () => number;
  },
): Promise<SignedLogHead> {
  const at = Math.floor(from.now());
  const head = { vault: from.url, chainId: from.chainId, size, root, at };
  return { ...head, signature: await from.key.signTypedData(logHeadTypedData(head)) };
}
