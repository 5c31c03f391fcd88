// Makes a consortium chain from its founding file: one genesis for all, and a folder for each member and observer.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { stringify } from "smol-toml";
import { besuOptions, configFile } from "./besu-config.js";
import type { Founding, FoundingNode } from "./founding.js";
import { jsonText } from "./genesis/file.js";
import { type Genesis, makeGenesis } from "./genesis/genesis.js";
import { type AddressBook, type MemberFolder, memberFolder } from "./member-folder.js";
import { memberReadme } from "./member-readme.js";
import { addressOfNode, enodeOf } from "./node-key.js";
import type { StorageFormat } from "./storage.js";

/** A network that was made. */
export type Network = Genesis & {
  /** Folders by the ids of the founding file: members first, then observers. */
  folders: Map<string, MemberFolder>;
};

/**
 * Makes a network in a folder that does not exist yet or is empty. Beside a folder for each node it holds `genesis.json`,
 * `deployment.json` and `founding.json`, from which anybody can make all of it again. The same founding file makes the same
 * bytes. No private key is read or written.
 *
 * @throws UserError where the folder holds anything.
 */
export async function initNetwork(founding: Founding, out: string): Promise<Network> {
  requireEmpty(out);
  return writeNetwork(founding, await makeGenesis(founding), out);
}

/** @throws UserError where a folder holds anything. */
export function requireEmpty(out: string): void {
  if (!existsSync(out) || readdirSync(out).length === 0) return;
  throw new UserError(
    `${out} is not empty. A network is made in a folder of its own; nothing is ever overwritten.`,
  );
}

/** Writes a network whose genesis was made, into a folder that is empty. */
export function writeNetwork(founding: Founding, made: Genesis, out: string): Network {
  requireEmpty(out);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "founding.json"), jsonText(founding));
  writeFileSync(join(out, "genesis.json"), jsonText(made.genesis));
  writeFileSync(join(out, "deployment.json"), jsonText(made.deployment));
  const folders = new Map<string, MemberFolder>();
  for (const node of [...founding.members, ...founding.observers]) {
    const folder = folderOf(out, node);
    writeFolder(folder, node, founding, made);
    folders.set(node.id, folder);
  }
  return { ...made, folders };
}

/** The folder of a node of the founding file, within the folder of its network. */
export function folderOf(out: string, { id }: FoundingNode): MemberFolder {
  return memberFolder(join(out, id));
}

/** The address book that every founding node begins with: it knows itself and all others. */
export function addressBookOf({ members, observers }: Founding): AddressBook {
  const entry = (node: FoundingNode) => ({ name: node.name, enode: enodeOf(node) });
  return { members: members.map(entry), observers: observers.map(entry) };
}

/**
 * Writes everything that a node is run from, except its key.
 *
 * @param book The nodes that it knows of; those of the founding file where none is given.
 * @param storage In what the node keeps the state.
 */
export function writeFolder(
  folder: MemberFolder,
  node: FoundingNode,
  founding: Founding,
  { genesis, deployment }: Genesis,
  book = addressBookOf(founding),
  storage: StorageFormat = "FOREST",
): void {
  mkdirSync(folder.root, { recursive: true });
  const enodes = [...book.members, ...book.observers].map(({ enode }) => enode);
  const own = enodeOf(node);
  writeFileSync(folder.genesis, jsonText(genesis));
  writeFileSync(folder.deployment, jsonText(deployment));
  writeFileSync(folder.founding, jsonText(founding));
  writeFileSync(folder.config, configFile(besuOptions(node, folder, storage)));
  // Members are rung up; observers ring.
  const rung = book.members.filter(({ enode }) => enode !== own).map(({ enode }) => enode);
  writeFileSync(folder.staticNodes, jsonText(rung));
  writeFileSync(
    folder.permissions,
    permissionsFile(
      enodes,
      founding.members.flatMap(({ authority, recovery }) =>
        recovery === undefined ? [authority] : [authority, recovery],
      ),
    ),
  );
  writeFileSync(folder.addressBook, jsonText(book));
  writeFileSync(folder.readme, memberReadme(node, founding, addressOfNode(node.nodePublicKey)));
}

/** The file in which Besu keeps its allowlists. */
export function permissionsFile(nodes: readonly string[], accounts: readonly string[]): string {
  return stringify({ "nodes-allowlist": [...nodes], "accounts-allowlist": [...accounts] });
}
