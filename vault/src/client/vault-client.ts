// Asks a vault as an account: signs in, and asks with the session.
import { signInToVault } from "@openrobotid/sdk/vault";
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
  const headers = { "content-type": "application/json" };
  const post = async (path: string, body?: object) => {
    const asked = { method: "POST", ...(body && { headers, body: JSON.stringify(body) }) };
    return await answerOf<unknown>(await fetch(`${at}${path}`, asked));
  };
  const sign = async (message: string) => await account.signMessage({ message });
  const asked = { vault, chainId, account: account.address, sign, now };
  return (await signInToVault(post, asked)).token;
}

/** The JSON of an answer. Throws what the vault says is wrong. */
export async function answerOf<answer>(response: Response): Promise<answer> {
  const body = (await response.json()) as { detail?: string };
  if (response.ok) return body as answer;
  throw new Error(`The vault refuses (${response.status}): ${body.detail ?? response.statusText}`);
}
