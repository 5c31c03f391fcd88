// Asks a vault as an account: signs in, and asks with the session.
import { vaultSignInMessage } from "@openrobotid/sdk/vault";
import type { LocalAccount } from "viem";

/** Signs in. Gives the token of the session. */
export async function signIn(
  account: LocalAccount,
  {
    at,
    vault,
    chainId,
    now,
  }: {
    /** Where the vault answers. */
    readonly at: string;
    /** What it calls itself. */
    readonly vault: string;
    readonly chainId: number;
    readonly now: number;
  },
): Promise<string> {
  const { nonce } = await answerOf<{ nonce: string }>(
    await fetch(`${at}/nonces`, { method: "POST" }),
  );
  const message = vaultSignInMessage({ vault, chainId, account: account.address, nonce, now });
  const signature = await account.signMessage({ message });
  const body = JSON.stringify({ message, signature });
  const headers = { "content-type": "application/json" };
  const { token } = await answerOf<{ token: string }>(
    await fetch(`${at}/sessions`, { method: "POST", headers, body }),
  );
  return token;
}

/** The JSON of an answer. Throws what the vault says is wrong. */
export async function answerOf<answer>(response: Response): Promise<answer> {
  const body = (await response.json()) as { detail?: string };
  if (response.ok) return body as answer;
  throw new Error(`The vault refuses (${response.status}): ${body.detail ?? response.statusText}`);
}
