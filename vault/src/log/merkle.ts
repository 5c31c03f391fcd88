// The Merkle tree of RFC 9162, section 2.1, over SHA-256. Own code, and little of it: the npm package of that name is a draft of four
// releases by one author, and others hash leaves and nodes alike, so that a node can pass for a leaf. The tests hold it to the vectors of
// Certificate Transparency.
import { createHash } from "node:crypto";

/** SHA-256, in hexadecimal. */
export type Digest = string;

/** Gives the hash of the complete subtree over leaves `position × 2^level` to `(position + 1) × 2^level`. */
export type Nodes = (level: number, position: number) => Promise<Digest>;

/** A node of the tree. */
export interface Node {
  readonly level: number;
  readonly position: number;
  readonly hash: Digest;
}

/** Root of a tree without leaves. */
export const EMPTY_ROOT: Digest = createHash("sha256").digest("hex");

/** Hash of a leaf (RFC 9162, 2.1.1). */
export function leafHash(leaf: Uint8Array | string): Digest {
  return createHash("sha256").update(Uint8Array.of(0)).update(leaf).digest("hex");
}

function nodeHash(left: Digest, right: Digest): Digest {
  const bytes = Buffer.from(`01${left}${right}`, "hex");
  return createHash("sha256").update(bytes).digest("hex");
}

/** The complete subtrees that one more leaf completes, itself first. */
export async function completedBy(leaf: Digest, position: number, nodes: Nodes): Promise<Node[]> {
  const made: Node[] = [{ level: 0, position, hash: leaf }];
  let node = made[0] as Node;
  while (node.position % 2 === 1) {
    const left = await nodes(node.level, node.position - 1);
    const hash = nodeHash(left, node.hash);
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

/** Whether a proof shows that a leaf is at a position of the tree with this root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Digest,
  {
    position,
    size,
    root,
  }: { readonly position: number; readonly size: number; readonly root: Digest },
  proof: readonly Digest[],
): boolean {
  if (position < 0 || position >= size) return false;
  let [node, last, hash] = [position, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash === root;
}

/** Whether a proof shows that a tree is the beginning of another (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  before: { readonly size: number; readonly root: Digest },
  after: { readonly size: number; readonly root: Digest },
  given: readonly Digest[],
): boolean {
  if (before.size > after.size) return false;
  if (before.size === after.size) return before.root === after.root && given.length === 0;
  if (before.size === 0) return before.root === EMPTY_ROOT && given.length === 0;
  const isPower = splitOf(before.size + 1) === before.size;
  const [first, ...rest] = isPower ? [before.root, ...given] : given;
  if (first === undefined) return false;
  let [node, last] = [before.size - 1, after.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [old, now] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, now] = [nodeHash(hash, old), nodeHash(hash, now)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && old === before.root && now === after.root;
}

/** The largest power of two below a number that is more than 1. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function half(number: number): number {
  return Math.floor(number / 2);
}

/** Hash over leaves `from` to `to`, where `from` is as the tree cuts it. */
async function subtree(from: number, to: number, nodes: Nodes): Promise<Digest> {
  const size = to - from;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return await nodes(level, from / size);
  const middle = from + splitOf(size);
  return nodeHash(await subtree(from, middle, nodes), await subtree(middle, to, nodes));
}
