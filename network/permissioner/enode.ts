// Enode URLs: under which key, and where, a node of Besu listens.
import { isIP } from "node:net";
import type { Address } from "viem";
import { addressOfNode, isNodePublicKey, type NodePublicKey } from "../src/node-key.js";

/** What an enode URL says. */
export interface Enode {
  /** The URL, in the one form that is compared: lower case, no query. */
  readonly url: string;
  readonly publicKey: NodePublicKey;
  /** The address under which the node would seal blocks. */
  readonly address: Address;
  readonly host: string;
  readonly port: number;
}

const PATTERN =
  /^enode:\/\/(?<key>[0-9a-f]{128})@(?<host>\[[0-9a-f:.]+\]|[a-z0-9.-]+):(?<port>\d{1,5})$/;
const NAME =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * Reads an enode URL. A discovery port is cut off: the network runs without discovery, and Besu compares key, address and
 * listening port alone.
 *
 * @returns `undefined` where it is none.
 */
export function parseEnode(text: string): Enode | undefined {
  const url = text
    .trim()
    .toLowerCase()
    .replace(/\?discport=\d+$/, "");
  const { key, host: bracketed, port } = PATTERN.exec(url)?.groups ?? {};
  if (key === undefined || bracketed === undefined || port === undefined) return undefined;
  const publicKey = `0x${key}` as const;
  const host = bracketed.replace(/^\[|\]$/g, "");
  const number = Number(port);
  if (!isNodePublicKey(publicKey) || !isHost(host) || number < 1 || number > 65_535) {
    return undefined;
  }
  return { url, publicKey, address: addressOfNode(publicKey), host, port: number };
}

/**
 * Whether Besu lists this node. One that is named by its host's name may be listed with an address: Besu resolves names
 * where it is not told to keep them up to date.
 */
export function isListed({ publicKey, host, port }: Enode, listed: Enode): boolean {
  if (publicKey !== listed.publicKey || port !== listed.port) return false;
  return host === listed.host || (isIP(host) === 0 && isIP(listed.host) !== 0);
}

function isHost(host: string): boolean {
  if (isIP(host) !== 0) return host !== "0.0.0.0" && host !== "::";
  return NAME.test(host) && !/^[\d.]+$/.test(host);
}
