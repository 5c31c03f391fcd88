// What the environment says.
import { readFileSync } from "node:fs";
import { readTrustedProxies, type TrustedProxies } from "@openrobotid/api-server/client-address";
import { parseEndpoint } from "@openrobotid/sdk/endpoint";
import { anchorOf, formatAnchor, parseAnchor } from "@openrobotid/sdk/proof";

export interface Settings {
  /** Content of the anchor's file that the pages pin; without it browsers cannot check verdicts themselves. */
  readonly anchor: string | undefined;
  /** Where the API answers, without a slash at the end. */
  readonly apiUrl: string;
  /** Content of deployments/<chainId>.json; without it robots cannot be challenged. */
  readonly deployment: string | undefined;
  /** Nodes of the chain, the first that answers is taken. */
  readonly rpcUrls: readonly string[];
  /** Most calls to the chain that one address may make in a minute. */
  readonly rpcLimit: number;
  /** Proxies that are believed when they say for whom they ask. */
  readonly trustedProxies: TrustedProxies;
  /** Where the vault answers whose public address is this site's, without a slash at the end; without it there is no desk. */
  readonly vaultUrl: string | undefined;
  /** Description of the sandbox, where this is one. */
  readonly sandbox: string | undefined;
  /** Folder of the documentation as it is built; without it there is none. */
  readonly docs: string | undefined;
}

/** Reads the settings; throws with what is wrong and what was expected. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const {
    API_URL = "http://127.0.0.1:42069",
    ANCHOR,
    DEPLOYMENT,
    DOCS,
    RPC_LIMIT = "300",
    RPC_URLS = "",
    SANDBOX,
    TRUSTED_PROXIES = "",
    VAULT_URL,
  } = environment;
  const deployment = DEPLOYMENT ? json("DEPLOYMENT", DEPLOYMENT) : undefined;
  return {
    anchor: ANCHOR ? readAnchorFile(ANCHOR) : anchorIn(deployment),
    apiUrl: webAddress("API_URL", API_URL),
    deployment,
    rpcUrls: RPC_URLS.split(",")
      .filter((url) => url.trim() !== "")
      .map((text) => nodeAddress(text.trim())),
    rpcLimit: positive("RPC_LIMIT", RPC_LIMIT),
    trustedProxies: readTrustedProxies(TRUSTED_PROXIES),
    sandbox: SANDBOX ? json("SANDBOX", SANDBOX) : undefined,
    vaultUrl: VAULT_URL ? webAddress("VAULT_URL", VAULT_URL) : undefined,
    docs: DOCS || undefined,
  };
}

/** Reads the file of an anchor; throws with what is wrong with it. */
export function readAnchorFile(path: string): string {
  const text = json("ANCHOR", path);
  try {
    return formatAnchor(parseAnchor(text));
  } catch (error) {
    throw new Error(`ANCHOR names ${path}: ${(error as Error).message}`);
  }
}

/** The anchor that a deployment carries. */
function anchorIn(deployment: string | undefined): string | undefined {
  if (deployment === undefined) return undefined;
  try {
    const anchor = anchorOf(JSON.parse(deployment));
    return anchor && formatAnchor(anchor);
  } catch (error) {
    throw new Error(`DEPLOYMENT: ${(error as Error).message}`);
  }
}

/** Reads a port. */
export function readPort(text: string | undefined): number {
  if (text === undefined) return 8080;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`PORT is ${JSON.stringify(text)}: expected a number from 0 to 65535.`);
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`${name} is ${JSON.stringify(text)}: expected a whole number above 0.`);
}

function nodeAddress(text: string): string {
  try {
    parseEndpoint(text);
    return text;
  } catch (error) {
    throw new Error(`RPC_URLS: ${(error as Error).message}`);
  }
}

/** Reads an address of the web, without a slash at the end. */
export function webAddress(name: string, text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === "http:" || url?.protocol === "https:") return text.replace(/\/$/, "");
  throw new Error(`${name} holds ${JSON.stringify(text)}: expected an http or https address.`);
}

function json(name: string, path: string): string {
  const text = readFileSync(path, "utf8");
  try {
    JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} names ${path}, which is no JSON: ${(error as Error).message}`);
  }
  return text;
}
