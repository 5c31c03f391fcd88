// Nonces and sessions of a vault, in memory alone.
import type { KeptSession, SignInMemory } from "@openrobotid/api-server/access-log/sign-in";

/** Most of each that are kept; the oldest goes first. */
const MOST = 10_000;

/** Keeps them until the process ends. */
export function sessionsInMemory(): SignInMemory {
  const nonces = new Map<string, number>();
  const sessions = new Map<string, KeptSession>();
  return {
    keepNonce: (nonce, expiresAt) => keep(nonces, nonce, expiresAt),
    takeNonce: (nonce) => {
      const until = nonces.get(nonce);
      nonces.delete(nonce);
      return until;
    },
    keepSession: (digest, session) => keep(sessions, digest, session),
    sessionOf: (digest) => sessions.get(digest),
    endSession: (digest) => sessions.delete(digest),
  };
}

function keep<value>(all: Map<string, value>, key: string, value: value): void {
  all.set(key, value);
  for (const oldest of all.keys()) {
    if (all.size <= MOST) return;
    all.delete(oldest);
  }
}
