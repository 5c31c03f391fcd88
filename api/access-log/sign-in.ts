// Sign-in with Ethereum (EIP-4361): who signs a message that names this service, this chain and a nonce of ours gets a session of minutes. A
// session says which account asks; what the account may see is asked at each request.
import { createHash, randomBytes } from "node:crypto";
import { type Address, getAddress, type Hex, hashMessage, isHex } from "viem";
import { generateSiweNonce, parseSiweMessage, validateSiweMessage } from "viem/siwe";

/** Seconds for which a nonce can be used, and a message may be old; and for which a session lasts. */
export const NONCE_SECONDS = 300;
export const SESSION_SECONDS = 900;

const MOST_CHARACTERS = 4096;

/** A session that was just begun. The token is the only copy. */
export interface Session {
  readonly token: string;
  readonly account: Address;
  readonly expiresAt: number;
}

/** What is kept of a session, by the digest of its token. */
export type KeptSession = Omit<Session, "token">;

/** Where nonces and sessions are kept. Times are in seconds. */
export interface SignInMemory {
  readonly keepNonce: (nonce: string, expiresAt: number) => unknown;
  /** Removes a nonce, and gives until when it was good: of two who take it at once, one gets it. */
  readonly takeNonce: (nonce: string) => Promise<number | undefined> | number | undefined;
  readonly keepSession: (digest: string, session: KeptSession) => unknown;
  readonly sessionOf: (
    digest: string,
  ) => Promise<KeptSession | undefined> | KeptSession | undefined;
  readonly endSession: (digest: string) => unknown;
}

/** What is asked of the chain. */
export interface SignInChain {
  readonly chainId: number;
  readonly hasSigned: (account: Address, hash: Hex, signature: Hex) => Promise<boolean>;
}

/** A message is not as it should be. */
export class SignInRefusedError extends Error {
  override readonly name = "SignInRefusedError";

  constructor(why: string) {
    super(`The message is refused: ${why}.`);
  }
}

/** Signs accounts in. */
export class SignIn {
  readonly #chain: SignInChain;
  readonly #url: URL;
  readonly #now: () => number;
  readonly #memory: SignInMemory;

  /** @param url Address of the service, as messages must name it. */
  constructor(chain: SignInChain, url: string, now: () => number, memory: SignInMemory) {
    this.#chain = chain;
    this.#url = new URL(url);
    this.#now = now;
    this.#memory = memory;
  }

  /** A nonce: it counts once. */
  async nonce(): Promise<{ readonly nonce: string; readonly expiresAt: number }> {
    const nonce = generateSiweNonce();
    const expiresAt = Math.floor(this.#now()) + NONCE_SECONDS;
    await this.#memory.keepNonce(nonce, expiresAt);
    return { nonce, expiresAt };
  }

  /** Begins a session. Throws {@link SignInRefusedError} that says what of the message is not as it should be. */
  async begin(message: string, signature: string): Promise<Session> {
    if (message.length > MOST_CHARACTERS || !isHex(signature)) {
      throw refused("it is too long, or its signature is not in hexadecimal");
    }
    const parsed = parseSiweMessage(message);
    const { nonce = "", address } = parsed;
    // Used up before anything else is looked at: no message is tried twice.
    const nonceUntil = await this.#memory.takeNonce(nonce);
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
    await this.#memory.keepSession(digestOf(token), { account, expiresAt });
    return { token, account, expiresAt };
  }

  /** The account of a session; `undefined` where there is none, or it is over. */
  async accountOf(token: string): Promise<Address | undefined> {
    const session = await this.#memory.sessionOf(digestOf(token));
    return session && session.expiresAt > this.#now() ? session.account : undefined;
  }

  /** Ends a session. */
  async end(token: string): Promise<void> {
    await this.#memory.endSession(digestOf(token));
  }
}

function isBelow(uri: string | undefined, { origin }: URL): boolean {
  return uri !== undefined && URL.canParse(uri) && new URL(uri).origin === origin;
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function refused(why: string): SignInRefusedError {
  return new SignInRefusedError(why);
}
