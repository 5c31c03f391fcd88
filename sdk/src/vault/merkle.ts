// How it is shown that a line is in the log of a vault, and that a log continues another: the Merkle tree of RFC 9162, section 2.1, over
// SHA-256. Own code, and little of it: libraries for it hash leaves and nodes alike, so that a node can pass for a leaf. The tests compare it
// with the vectors of Certificate Transparency.
import { concatBytes, hexToBytes, sha256, stringToBytes } from "viem";

/** SHA-256, in hexadecimal without `0x`. */
export type LogDigest = string;

/** A tree in two values. */
export interface LogTree {
  readonly size: number;
  readonly root: LogDigest;
}

/** Root of a tree without leaves. */
const EMPTY_ROOT = digest(new Uint8Array());

/**
 * Hash of a line of a log, as a leaf of its tree (RFC 9162, 2.1.1).
 *
 * @example
 * ```ts
 * import { logLeaf } from "@openrobotid/sdk/vault";
 *
 * logLeaf(""); // "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
 * ```
 */
export function logLeaf(line: Uint8Array | string): LogDigest {
  const bytes = typeof line === "string" ? stringToBytes(line) : line;
  return digest(concatBytes([Uint8Array.of(0), bytes]));
}

/**
 * Hash of a node of a log's tree, from those below it (RFC 9162, 2.1.1).
 *
 * @example
 * ```ts
 * import { logLeaf, logNode } from "@openrobotid/sdk/vault";
 *
 * logNode(logLeaf(""), logLeaf("a")).length; // 64
 * ```
 */
export function logNode(left: LogDigest, right: LogDigest): LogDigest {
  return digest(hexToBytes(`0x01${left}${right}`));
}

/**
 * Whether a proof shows that a leaf is at a position of a tree (RFC 9162, 2.1.3.2).
 *
 * @example
 * ```ts
 * import { logLeaf, logNode, verifyInclusion } from "@openrobotid/sdk/vault";
 *
 * const [first, second] = [logLeaf("a"), logLeaf("b")];
 * const tree = { size: 2, root: logNode(first, second) };
 * verifyInclusion(second, { ...tree, position: 1 }, [first]); // true
 * verifyInclusion(second, { ...tree, position: 0 }, [first]); // false
 * ```
 */
export function verifyInclusion(
  leaf: LogDigest,
  { position, size, root }: LogTree & { readonly position: number },
  proof: readonly LogDigest[],
): boolean {
  if (position < 0 || position >= size) return false;
  let [node, last, hash] = [position, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = logNode(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = logNode(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash === root;
}

/**
 * Whether a proof shows that a tree is the beginning of another one (RFC 9162, 2.1.4.2).
 *
 * @example
 * ```ts
 * import { logLeaf, logNode, verifyConsistency } from "@openrobotid/sdk/vault";
 *
 * const [first, second] = [logLeaf("a"), logLeaf("b")];
 * const after = { size: 2, root: logNode(first, second) };
 * verifyConsistency({ size: 1, root: first }, after, [second]); // true
 * verifyConsistency({ size: 1, root: second }, after, [second]); // false
 * ```
 */
export function verifyConsistency(
  before: LogTree,
  after: LogTree,
  given: readonly LogDigest[],
): boolean {
  if (before.size > after.size) return false;
  if (before.size === after.size) return before.root === after.root && given.length === 0;
  if (before.size === 0) return before.root === EMPTY_ROOT && given.length === 0;
  const isPower = Number.isInteger(Math.log2(before.size));
  const [first, ...rest] = isPower ? [before.root, ...given] : given;
  if (first === undefined) return false;
  let [node, last] = [before.size - 1, after.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [old, now] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, now] = [logNode(hash, old), logNode(hash, now)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else now = logNode(now, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && old === before.root && now === after.root;
}

function half(number: number): number {
  return Math.floor(number / 2);
}

function digest(bytes: Uint8Array): LogDigest {
  return sha256(bytes).slice(2);
}
