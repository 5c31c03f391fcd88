// Makes a consortium chain from its founding file: one genesis for all, and a folder for each member and observer.
import { join } from "node:path";
import type { Founding, FoundingNode } from "./founding.js";
import { type AddressBook, type MemberFolder, memberFolder } from "./member-folder.js";
import { enodeOf } from "./node-key.js";

/** The folder of a node of the founding file, within the folder of its network. */
export function folderOf(out: string, { id }: FoundingNode): MemberFolder {
  return memberFolder(join(out, id));
}

/** The address book that every founding node begins with: it knows itself and all others. */
export function addressBookOf({ members, observers }: Founding): AddressBook {
  const entry = (node: FoundingNode) => ({ name: node.name, enode: enodeOf(node) });
  return { members: members.map(entry), observers: observers.map(entry) };
}
