// Asks a vault as an account: signs in, and asks with the session.
import type { Address, LocalAccount } from "viem";
import { createSiweMessage } from "viem/siwe";

/** Seconds for which a message is good: less than the vault lets it be. */
const MESSAGE_SECONDS = 600;

/** What a message is made of. */
export interface MessageParameters {
  readonly vault: string;
  readonly chainId: number;
  readonly account: Address;
  readonly nonce: string;
  /** Seconds now. */
  readonly now: number;
}

/** The message of EIP-4361 that a vault takes. */
export function signInMessage({ vault, chainId, account, nonce, now }: MessageParameters): string {
  return createSiweMessage({
    address: account,
    chainId,
    domain: new URL(vault).host,
    uri: vault,
    nonce,
    version: "1",
    statement: "Ask the vault of robots' documents.",
    issuedAt: new Date(now * 1000),
    expirationTime: new Date((now + MESSAGE_SECONDS) * 1000),
  });
}

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
  const message = signInMessage({ vault, chainId, account: account.address, nonce, now });
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
