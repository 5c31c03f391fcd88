import type { Address } from "viem";
import { createSiweMessage } from "viem/siwe";

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
