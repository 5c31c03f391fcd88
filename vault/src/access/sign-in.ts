// Sign-in with Ethereum (EIP-4361): who signs a message that names this vault, this chain and a nonce of ours gets a session of minutes. Both are
// kept in memory alone. A session says which account asks; what the account may see is asked of the chain each time.
import { createHash, randomBytes } from "node:crypto";
import { type Address, getAddress, type Hex, hashMessage, isHex } from "viem";
import { generateSiweNonce, parseSiweMessage, validateSiweMessage } from "viem/siwe";
import type { ChainReader } from "../chain/reader.js";
import { VaultProblem } from "../problem.js";

/** Seconds for which a nonce can be used, and a message may be old; and for which a session lasts. */
export const NONCE_SECONDS = 300;
export const SESSION_SECONDS = 900;

/** Most of each that are kept; the oldest goes first. */
const MOST = 10_000;

const MOST_CHARACTERS = 4096;

/** A session that was just begun. The token is the only copy. */
export interface Session {
  readonly token: string;
  readonly account: Address;
  readonly expiresAt: number;
}

/** Signs accounts in. */
export class SignIn {
  readonly #chain: ChainReader;
  readonly #url: URL;
  readonly #now: () => number;
  readonly #nonces = new Map<string, number>();
  readonly #sessions = new Map<string, { readonly account: Address; readonly expiresAt: number }>();

  /** @param url Address of the vault, as messages must name it. */
  constructor(chain: ChainReader, url: string, now: () => number) {
    this.#chain = chain;
    this.#url = new URL(url);
    this.#now = now;
  }

  /** A nonce: it counts once. */
  nonce(): { readonly nonce: string; readonly expiresAt: number } {
    const nonce = generateSiweNonce();
    const expiresAt = Math.floor(this.#now()) + NONCE_SECONDS;
    keep(this.#nonces, nonce, expiresAt);
    return { nonce, expiresAt };
  }

  /** Begins a session. Throws VaultProblem that says what of the message is not as it should be. */
  async begin(message: string, signature: string): Promise<Session> {
    if (message.length > MOST_CHARACTERS || !isHex(signature)) {
      throw refused("it is too long, or its signature is not in hexadecimal");
    }
    const parsed = parseSiweMessage(message);
    const { nonce = "", address } = parsed;
    const nonceUntil = this.#nonces.get(nonce);
    // Used up before anything else is looked at: no message is tried twice.
    this.#nonces.delete(nonce);
    const now = this.#now();
    if (nonceUntil === undefined || nonceUntil <= now) {
      throw refused("its nonce was not given here, was used, or is too old");
    }
    const time = new Date(now * 1000);
    const { host } = this.#url;
    if (parsed.domain !== host) throw refused(`its domain is not ${host}`);
    if (!isBelow(parsed.uri, this.#url)) throw refused(`its URI is not of ${this.#url.origin}`);
    if (parsed.chainId !== this.#chain.chainId) {
      throw refused(`its chain is not ${this.#chain.chainId}`);
    }
    const issued = (parsed.issuedAt?.getTime() ?? Number.NaN) / 1000;
    const expires = (parsed.expirationTime?.getTime() ?? Number.NaN) / 1000;
    if (!(issued <= now + 30 && issued > now - NONCE_SECONDS)) {
      throw refused(`it was not issued within the last ${NONCE_SECONDS} s`);
    }
    if (!(expires > now && expires <= issued + SESSION_SECONDS)) {
      throw refused(`it does not expire within ${SESSION_SECONDS} s of its issue`);
    }
    if (!address || !validateSiweMessage({ message: parsed, domain: host, nonce, time })) {
      throw refused("it is no message of EIP-4361 that is valid now");
    }
    const account = getAddress(address);
    if (!(await this.#chain.hasSigned(account, hashMessage(message), signature as Hex))) {
      throw refused(`${account} did not sign it`);
    }
    const token = randomBytes(32).toString("base64url");
    const expiresAt = Math.floor(Math.min(expires, now + SESSION_SECONDS));
    keep(this.#sessions, digestOf(token), { account, expiresAt });
    return { token, account, expiresAt };
  }

  /** The account of a session; `undefined` where there is none, or it is over. */
  accountOf(token: string): Address | undefined {
    const session = this.#sessions.get(digestOf(token));
    return session && session.expiresAt > this.#now() ? session.account : undefined;
  }

  /** Ends a session. */
  end(token: string): void {
    this.#sessions.delete(digestOf(token));
  }
}

function keep<value>(all: Map<string, value>, key: string, value: value): void {
  all.set(key, value);
  for (const oldest of all.keys()) {
    if (all.size <= MOST) return;
    all.delete(oldest);
  }
}

function isBelow(uri: string | undefined, { origin }: URL): boolean {
  return uri !== undefined && URL.canParse(uri) && new URL(uri).origin === origin;
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function refused(why: string): VaultProblem {
  return new VaultProblem("sign-in-refused", `The message is refused: ${why}.`);
}
