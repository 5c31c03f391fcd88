// Fetches what a maker put an address of on the chain. Anybody who is admitted can put any address there, so this goes to
// public addresses alone, over https, for a bounded time; and it goes to the very address that was examined.
import { lookup as lookUp } from "node:dns";
import type { IncomingMessage } from "node:http";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** An address is not fetched from, or gives nothing. */
export class FetchRefusedError extends Error {
  override readonly name = "FetchRefusedError";
}

/** What fetching may do. */
export interface FetchRules {
  /** Whether plain http and addresses of this machine will do: for development. Never other private addresses. */
  readonly allowLoopback?: boolean | undefined;
  /** Longest that it may take in all, in milliseconds. */
  readonly timeout?: number | undefined;
}

const TIMEOUT = 60_000;
const MOST_REDIRECTS = 3;

/** Addresses that are not public: of this machine, of a network behind it, or of nobody (IANA's special purposes). */
const notPublic = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  notPublic.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  notPublic.addSubnet(network, prefix, "ipv6");
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether an address may be connected to. */
export function isAllowed(address: string, { allowLoopback = false }: FetchRules = {}): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 4 ? "ipv4" : "ipv6";
  if (loopback.check(address, kind)) return allowLoopback;
  // An IPv4 address in the clothes of an IPv6 one is judged as what it is: the list looks through them.
  return !notPublic.check(address, kind);
}

/**
 * Fetches an address.
 *
 * @throws FetchRefusedError saying why nothing is fetched from there; errors of the connection as they are.
 */
export async function fetchPublic(
  address: string,
  rules: FetchRules = {},
): Promise<AsyncIterable<Uint8Array>> {
  const signal = AbortSignal.timeout(rules.timeout ?? TIMEOUT);
  let url = readUrl(address, rules);
  for (let redirects = 0; ; redirects += 1) {
    const response = await get(url, rules, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return response;
    response.destroy();
    const { location } = headers;
    if (statusCode < 300 || statusCode > 399 || location === undefined) {
      throw new FetchRefusedError(`${url.origin} answered ${statusCode}, expected 200.`);
    }
    if (redirects === MOST_REDIRECTS) {
      throw new FetchRefusedError(`${url.origin} leads on more than ${MOST_REDIRECTS} times.`);
    }
    url = readUrl(new URL(location, url).href, rules);
  }
}

function readUrl(address: string, { allowLoopback = false }: FetchRules): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const expected = allowLoopback ? "https:// or http://" : "https://";
  if (!url || !(url.protocol === "https:" || (allowLoopback && url.protocol === "http:"))) {
    throw new FetchRefusedError(`Found "${address}", expected an address with ${expected}.`);
  }
  if (url.username || url.password) {
    throw new FetchRefusedError(`${url.origin}: an address must not hold a name or password.`);
  }
  return url;
}

async function get(url: URL, rules: FetchRules, signal: AbortSignal): Promise<IncomingMessage> {
  // A host that is a number is never looked up, so it is examined here.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) !== 0) requireAllowed(host, host, rules, url);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return await new Promise((resolve, reject) => {
    const options = { lookup: examined(rules, url), signal, agent: false } as const;
    request(url, options, resolve).once("error", reject).end();
  });
}

/** Looks a name up, and lets the connection go nowhere but to what was found allowed. */
function examined(rules: FetchRules, url: URL): LookupFunction {
  return (host, options, done) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, "", 0);
      try {
        for (const { address } of found) requireAllowed(address, host, rules, url);
      } catch (refusal) {
        return done(refusal as Error, "", 0);
      }
      const [first] = found;
      if (options.all || !first) return done(null, found as never);
      return done(null, first.address, first.family);
    });
  };
}

function requireAllowed(address: string, host: string, rules: FetchRules, { protocol }: URL): void {
  if (!isAllowed(address, rules)) {
    throw new FetchRefusedError(`${host} stands for an address that is not public.`);
  }
  const kind = isIP(address) === 4 ? "ipv4" : "ipv6";
  if (protocol === "http:" && !loopback.check(address, kind)) {
    throw new FetchRefusedError(`${host}: expected https, because it is not this machine.`);
  }
}
