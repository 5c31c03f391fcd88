// The tree over the lines of the log, as the vault keeps it (RFC 9162, section 2.1). How somebody else checks it is in the SDK.
import { hash as digestOf } from "node:crypto";
import type { LogDigest } from "@openrobotid/sdk/vault";

/** SHA-256, in hexadecimal. */
export type Digest = LogDigest;

/** Gives the hash of the complete subtree over leaves `position × 2^level` to `(position + 1) × 2^level`. */
export type Nodes = (level: number, position: number) => Promise<Digest>;

/** A node of the tree. */
export interface Node {
  readonly level: number;
  readonly position: number;
  readonly hash: Digest;
}

/** Root of a tree without leaves. */
export const EMPTY_ROOT: Digest = digestOf("sha256", "");

/** Hash of a line, as `logLeaf` of the SDK has it: by the machine's own SHA-256, because a list has a hundred thousand of them. */
export function leafOf(line: string): Digest {
  return digestOf("sha256", `\0${line}`);
}

function logNode(left: Digest, right: Digest): Digest {
  return digestOf("sha256", Buffer.from(`01${left}${right}`, "hex"));
}

/** The complete subtrees that one more leaf completes, itself first. */
export async function completedBy(leaf: Digest, position: number, nodes: Nodes): Promise<Node[]> {
  const made: Node[] = [{ level: 0, position, hash: leaf }];
  let node = made[0] as Node;
  while (node.position % 2 === 1) {
    const left = await nodes(node.level, node.position - 1);
    const hash = logNode(left, node.hash);
    node = { level: node.level + 1, position: (node.position - 1) / 2, hash };
    made.push(node);
  }
  return made;
}

/** Root of the first `size` leaves. */
export async function rootOf(size: number, nodes: Nodes): Promise<Digest> {
  return size === 0 ? EMPTY_ROOT : await subtree(0, size, nodes);
}

/** Shows that a leaf is one of the first `size` (RFC 9162, 2.1.3.1). */
export async function inclusionProof(
  position: number,
  size: number,
  nodes: Nodes,
): Promise<Digest[]> {
  const path = async (from: number, to: number): Promise<Digest[]> => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return position < middle
      ? [...(await path(from, middle)), await subtree(middle, to, nodes)]
      : [...(await path(middle, to)), await subtree(from, middle, nodes)];
  };
  return await path(0, size);
}

/** Shows that the first `from` leaves of a tree of `size` are a tree that was seen before (RFC 9162, 2.1.4.1). */
export async function consistencyProof(
  from: number,
  size: number,
  nodes: Nodes,
): Promise<Digest[]> {
  const prove = async (begin: number, end: number, isWhole: boolean): Promise<Digest[]> => {
    if (from === end) return isWhole ? [] : [await subtree(begin, end, nodes)];
    const middle = begin + splitOf(end - begin);
    return from <= middle
      ? [...(await prove(begin, middle, isWhole)), await subtree(middle, end, nodes)]
      : [...(await prove(middle, end, false)), await subtree(begin, middle, nodes)];
  };
  return from === 0 || from === size ? [] : await prove(0, size, true);
}

/** The largest power of two below a number that is more than 1. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** Hash over leaves `from` to `to`, where `from` is as the tree cuts it. */
async function subtree(from: number, to: number, nodes: Nodes): Promise<Digest> {
  const size = to - from;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return await nodes(level, from / size);
  const middle = from + splitOf(size);
  return logNode(await subtree(from, middle, nodes), await subtree(middle, to, nodes));
}

/** The complete subtrees over leaves that are at hand. */
export function nodesOver(leaves: readonly Digest[]): Nodes {
  const levels = [leaves];
  for (let last = leaves; last.length > 1; ) {
    const above: Digest[] = [];
    for (let at = 0; at + 1 < last.length; at += 2) {
      above.push(logNode(last[at] as Digest, last[at + 1] as Digest));
    }
    levels.push(above);
    last = above;
  }
  return async (level, position) => {
    const hash = levels[level]?.[position];
    if (hash === undefined) throw new Error(`There is no subtree ${position} of level ${level}.`);
    return hash;
  };
}
