// Asks addresses that others chose: what a maker put an address of on the chain, and where a subscriber wants webhooks. So this
// goes to public addresses alone, over https, for a bounded time; and it goes to the very address that was examined.
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
  /** Looks names up in place of the platform. */
  readonly lookUp?: typeof lookUp | undefined;
}

/** What is sent to an address. */
export interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer to what was sent: nothing of its body is read. */
export interface PostAnswer {
  readonly status: number;
  /** The header `Retry-After`. */
  readonly retryAfter: string | undefined;
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
  // Where virtual machines of Azure ask for their own settings.
  ["168.63.129.16", 32],
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

/** The only addresses of IPv6 that are global (RFC 4291): what is not in it is of a link, a site, or a translator. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether an address may be connected to. */
export function isAllowed(address: string, { allowLoopback = false }: FetchRules = {}): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 4 ? "ipv4" : "ipv6";
  if (loopback.check(address, kind)) return allowLoopback;
  if (family === 6 && !globalUnicast.check(address, kind)) return false;
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
    const response = await send(url, { method: "GET" }, rules, signal);
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

/**
 * Sends something to an address. Redirects are not followed: the answer is theirs.
 *
 * @throws FetchRefusedError saying why nothing is sent there, or that no answer came in time; errors of the connection as they are.
 */
export async function postPublic(
  address: string,
  { headers, body }: Posted,
  rules: FetchRules = {},
): Promise<PostAnswer> {
  const url = readUrl(address, rules);
  const { timeout = TIMEOUT } = rules;
  const signal = AbortSignal.timeout(timeout);
  const length = String(Buffer.byteLength(body));
  const request = { method: "POST", headers: { ...headers, "content-length": length }, body };
  try {
    const response = await send(url, request, rules, signal);
    response.destroy();
    return { status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new FetchRefusedError(`${url.origin} did not answer within ${timeout / 1000} s.`);
  }
}

/**
 * Demands an address that something may be sent to, as far as it can be said before.
 *
 * @throws FetchRefusedError saying why nothing would be sent there.
 */
export async function requirePublic(address: string, rules: FetchRules = {}): Promise<void> {
  const url = readUrl(address, rules);
  requireNumberAllowed(url, rules);
  const host = hostOf(url);
  if (isIP(host) !== 0) return;
  await new Promise<void>((resolve, reject) => {
    const late = new FetchRefusedError(`${host} was not found in time.`);
    const timer = setTimeout(() => reject(late), rules.timeout ?? TIMEOUT);
    examined(rules, url)(host, { all: true }, (error) => {
      clearTimeout(timer);
      if (!error) return resolve();
      if (error instanceof FetchRefusedError) return reject(error);
      reject(new FetchRefusedError(`${host} was not found: ${error.code}.`));
    });
  });
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

async function send(
  url: URL,
  { body, ...what }: { method: string; headers?: Posted["headers"]; body?: string },
  rules: FetchRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  requireNumberAllowed(url, rules);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return await new Promise((resolve, reject) => {
    const options = { ...what, lookup: examined(rules, url), signal, agent: false } as const;
    // What breaks once there is an answer concerns its body alone, which says so itself.
    request(url, options, resolve).on("error", reject).end(body);
  });
}

/** A host that is a number is never looked up, so it is examined by itself. */
function requireNumberAllowed(url: URL, rules: FetchRules): void {
  const host = hostOf(url);
  if (isIP(host) !== 0) requireAllowed(host, host, rules, url);
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Looks a name up, and lets the connection go nowhere but to what was found allowed. */
function examined(rules: FetchRules, url: URL): LookupFunction {
  return (host, options, done) => {
    const look = rules.lookUp ?? lookUp;
    look(host, { ...options, all: true }, (error, found) => {
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
