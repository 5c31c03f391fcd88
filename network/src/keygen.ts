// Keys of nodes, each made on the machine of its member. A private key is written once, for its owner's eyes, and never into
// anything that is versioned.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import type { Address, Hex } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { addressOfNode, type NodePublicKey, publicKeyOf } from "./node-key.js";

/** What may be said about a key. */
export type PublicIdentity = { file: string; publicKey: NodePublicKey; address: Address };

/**
 * Makes the key of a node and writes it to a new file that its owner alone can read.
 *
 * @throws UserError where the file exists, or lies in a git work tree.
 */
export function makeNodeKey(file: string): PublicIdentity {
  refuseWorkTree(file);
  return writeKey(file, generatePrivateKey());
}

/** Writes a key that exists to a new file. */
export function writeKey(file: string, privateKey: Hex): PublicIdentity {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, `${privateKey}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new UserError(
      `${file} exists. A key is never overwritten: move it away yourself, or name another file.`,
    );
  }
  return { file, ...publicIdentityOf(privateKey) };
}

/** What may be said about a key, without where it is. */
export function publicIdentityOf(privateKey: Hex): Omit<PublicIdentity, "file"> {
  const publicKey = publicKeyOf(privateKey);
  return { publicKey, address: addressOfNode(publicKey) };
}

function refuseWorkTree(file: string): void {
  const tree = workTreeOf(file);
  if (tree === undefined) return;
  throw new UserError(
    `${file} lies in the git work tree ${tree}: a key there is a commit away from everybody. Name a file outside of it.`,
  );
}

/** Refuses a folder whose files git would take up. */
export function refuseVersioned(folder: string): void {
  const tree = workTreeOf(folder);
  if (tree === undefined) return;
  try {
    // Says with its status whether a file in there would be ignored.
    execFileSync("git", ["-C", tree, "check-ignore", "--quiet", join(resolve(folder), "key")]);
  } catch {
    throw new UserError(
      `${folder} lies in the git work tree ${tree} and git does not ignore it: keys there are a commit away from everybody.`,
    );
  }
}

/** The git work tree that a path lies in, whether it exists or not. */
function workTreeOf(path: string): string | undefined {
  let folder = resolve(path);
  while (!existsSync(folder)) folder = dirname(folder);
  folder = realpathSync(folder);
  for (;;) {
    if (existsSync(join(folder, ".git"))) return folder;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}
