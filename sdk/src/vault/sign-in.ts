import type { Address, Hex } from "viem";
import { createSiweMessage } from "viem/siwe";
import { accountOf, objectOf, textOf, wholeOf } from "./read.js";

/** Seconds for which a message is good: less than a vault lets it be. */
const MESSAGE_SECONDS = 600;

/** What a message is made of. */
export interface VaultSignInParameters {
  /** Address of the vault, as it calls itself. */
  readonly vault: string;
  readonly chainId: number;
  readonly account: Address;
  /** What the vault gave for it. */
  readonly nonce: string;
  /** Seconds now. */
  readonly now: number;
}

/**
 * The message of EIP-4361 that an account signs to ask a vault.
 *
 * @example
 * ```ts
 * import { vaultSignInMessage } from "@openrobotid/sdk/vault";
 *
 * const { address: account } = owner.account;
 * const asked = { vault: "https://vault.example", chainId: 31337, nonce: "a1b2c3d4e5", now: 1767225600 };
 * vaultSignInMessage({ ...asked, account }).split(" ")[0]; // "vault.example"
 * ```
 */
export function vaultSignInMessage({
  vault,
  chainId,
  account,
  nonce,
  now,
}: VaultSignInParameters): string {
  const { host, origin } = new URL(vault);
  return createSiweMessage({
    ...{ address: account, chainId, domain: host, uri: origin, nonce, version: "1" },
    statement: "Ask the vault of robots' documents.",
    issuedAt: new Date(now * 1000),
    expirationTime: new Date((now + MESSAGE_SECONDS) * 1000),
  });
}

/** A session with a vault. */
export interface VaultSession {
  /** Sent as `Authorization: Bearer` with each request. */
  readonly token: string;
  readonly account: Address;
  /** Seconds. */
  readonly expiresAt: number;
}

/** What {@link signInToVault} is told. */
export interface SignInToVaultParameters extends Omit<VaultSignInParameters, "nonce" | "now"> {
  /** Signs the message, as the account does: by its key, a wallet, or a passkey. */
  readonly sign: (message: string) => Promise<Hex>;
  /** Seconds now; by the clock of this machine by default. */
  readonly now?: number | undefined;
}

/**
 * Signs an account in to a vault: asks for a nonce, has the message signed, and begins a session.
 *
 * @param post - Posts JSON to a path of the vault, and gives its answer.
 * @throws VaultError where the vault answers something else.
 *
 * @example
 * ```ts
 * import { signInToVault } from "@openrobotid/sdk/vault";
 *
 * const { address: account } = owner.account;
 * const post = async (path: string, body?: object) =>
 *   path === "/nonces" ? { nonce: "a1b2c3d4e5" } : { token: "t", account, expiresAt: 1767226200, ...(body && {}) };
 * const sign = async (message: string) => await owner.account.signMessage({ message });
 * (await signInToVault(post, { vault: "https://vault.example", chainId: 31337, account, sign })).token; // "t"
 * ```
 */
export async function signInToVault(
  post: (path: string, body?: object) => Promise<unknown>,
  { sign, now = Math.floor(Date.now() / 1000), ...asked }: SignInToVaultParameters,
): Promise<VaultSession> {
  const { nonce } = objectOf(await post("/nonces"), "nonce");
  const message = vaultSignInMessage({ ...asked, nonce: textOf(nonce, "nonce"), now });
  const session = objectOf(
    await post("/sessions", { message, signature: await sign(message) }),
    "session",
  );
  return {
    token: textOf(session.token, "session.token"),
    account: accountOf(session.account, "session.account"),
    expiresAt: wholeOf(session.expiresAt, "session.expiresAt"),
  };
}
