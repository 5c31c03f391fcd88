// Merkle-Patricia proofs: walking from a root to a key over nodes whose hashes the nodes above them name.
//
// Strict where a library that fills a trie with whatever nodes it is given is not: every node must be on the path, and a node
// that is missing is an error, never an absent value.
import { fromRlp, type Hex, isHex, toRlp } from "viem";
import { keccak256 } from "../internal/keccak.js";
import { NotProvenError, type NotProvenReason } from "./errors.js";

/** Root of a trie that holds nothing: hash of an empty string. */
export const EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

type Node = readonly (Hex | Node)[];

/**
 * The value that a proof shows for a key, or `undefined` where it shows that there is none.
 *
 * @param root Root of the trie.
 * @param path The key as the trie has it: for state, keccak256 of the address or the slot.
 * @param proof The nodes from the root to where the path ends, in this order.
 * @param what What is proven, for messages.
 * @throws NotProvenError: `proofRoot` where the first node is not the root's, `proofNode` where a node on the path is missing,
 * broken or another one, `proofStray` where there is a node that is not on the path.
 *
 * @example
 * ```ts
 * import { verifyTrieProof } from "@openrobotid/sdk/proof";
 *
 * const emptyRoot = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
 * verifyTrieProof(emptyRoot, `0x${"00".repeat(32)}`, []); // undefined
 * ```
 */
export function verifyTrieProof(
  root: Hex,
  path: Hex,
  proof: unknown,
  what = "key",
): Hex | undefined {
  if (!Array.isArray(proof) || !proof.every((node) => isHex(node))) {
    throw refused("proofShape", `The proof of ${what} is no list of nodes`);
  }
  const nodes = proof as Hex[];
  const stray = (index: number) =>
    refused("proofStray", `The proof of ${what} has a node that is not on its path, at ${index}`);
  if (root === EMPTY_ROOT) {
    // Some nodes give no proof of nothing, some the encoding of nothing.
    if (nodes.length === 0 || (nodes.length === 1 && nodes[0] === "0x80")) return undefined;
    throw stray(0);
  }
  let used = 0;
  const value = walk(root, path, what, {
    nodeOf: (hash) => {
      const encoded = nodes[used];
      if (encoded === undefined) {
        throw refused("proofNode", `The proof of ${what} ends before its path does`);
      }
      if (keccak256(encoded) !== hash) {
        throw used === 0
          ? refused("proofRoot", `The proof of ${what} is not one of the root ${root}`)
          : refused("proofNode", `The proof of ${what} has another node than its path at ${used}`);
      }
      used += 1;
      return encoded;
    },
    // Some nodes list it once more.
    onInlined: (node) => {
      if (nodes[used] !== undefined && nodes[used] === toRlp(node as never)) used += 1;
    },
  });
  if (used !== nodes.length) throw stray(used);
  return value;
}

/**
 * The proof for a key, taken from nodes that lie about in no order.
 *
 * @param nodeOf Gives a node by its hash, or throws.
 * @internal
 */
export function findTrieProof(
  root: Hex,
  path: Hex,
  nodeOf: (hash: Hex) => Hex,
): { readonly value: Hex | undefined; readonly proof: Hex[] } {
  const proof: Hex[] = [];
  if (root === EMPTY_ROOT) return { value: undefined, proof };
  const value = walk(root, path, "key", {
    nodeOf: (hash) => {
      const encoded = nodeOf(hash);
      proof.push(encoded);
      return encoded;
    },
    onInlined: () => {},
  });
  return { value, proof };
}

/** Goes from the root to where the path ends, and gives what is there. */
function walk(
  root: Hex,
  path: Hex,
  what: string,
  { nodeOf, onInlined }: { nodeOf: (hash: Hex) => Hex; onInlined: (node: Node) => void },
): Hex | undefined {
  const nibbles = path.slice(2).toLowerCase();
  let expected: Hex | Node = root;
  let at = 0;
  for (let depth = 0; ; depth += 1) {
    let node: Node;
    if (typeof expected === "string") {
      node = decodeNode(nodeOf(expected), what);
    } else {
      // A node of less than 32 bytes is part of the one above it.
      node = expected;
      onInlined(node);
    }
    let next: Hex | Node | undefined;
    if (node.length === 17) {
      if (at === nibbles.length) return itemAt(node[16]);
      next = node[Number.parseInt(nibbles[at] as string, 16)];
      at += 1;
    } else {
      const { isLeaf, rest } = decodePath(node[0], what);
      if (!nibbles.startsWith(rest, at)) return undefined;
      at += rest.length;
      if (isLeaf) return at === nibbles.length ? itemAt(node[1]) : undefined;
      next = node[1];
    }
    if (next === undefined || next === "0x") return undefined;
    if (typeof next === "string" && next.length !== 66) {
      throw refused("proofNode", `The proof of ${what} has a broken node at ${depth}`);
    }
    expected = next;
  }
}

function decodeNode(encoded: Hex, what: string): Node {
  let node: unknown;
  try {
    node = fromRlp(encoded, "hex");
  } catch {
    node = undefined;
  }
  if (!Array.isArray(node) || (node.length !== 17 && node.length !== 2)) {
    throw refused("proofNode", `The proof of ${what} has a node that is none`);
  }
  return node as Node;
}

/** The part of a path that a leaf or an extension holds, in nibbles (hex-prefix encoding). */
function decodePath(encoded: Hex | Node | undefined, what: string) {
  const [flag, first] = typeof encoded === "string" ? encoded.slice(2) : "";
  const kind = Number.parseInt(flag ?? "", 16);
  if (typeof encoded !== "string" || !(kind <= 3) || (kind % 2 === 0 && first !== "0")) {
    throw refused("proofNode", `The proof of ${what} has a node with a broken path`);
  }
  return { isLeaf: kind >= 2, rest: encoded.slice(kind % 2 === 1 ? 3 : 4).toLowerCase() };
}

function itemAt(value: Hex | Node | undefined): Hex | undefined {
  return typeof value === "string" && value !== "0x" ? value : undefined;
}

function refused(reason: NotProvenReason, message: string): NotProvenError {
  return new NotProvenError(reason, {
    message: `${message}.`,
    suggestion: "Ask another node: this one cannot show what it says.",
  });
}
