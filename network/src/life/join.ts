// Joining: the folder of a node that follows the chain. Anyone who is to validate begins as an
// observer.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { type FoundingNode, readFounding } from "../founding.js";
import { type GenesisFile, readGenesis } from "../genesis/file.js";
import { writeFolder } from "../init.js";
import { type AddressBook, type MemberFolder, memberFolder } from "../member-folder.js";
import { enodeOf } from "../node-key.js";
import type { StorageFormat } from "../storage.js";
import { readDeployment } from "./member.js";

/**
 * Makes the folder of a node that joins, from the folder of one that is there. It knows all that the other knows; the others
 * need its enode.
 *
 * @param from A folder of the network: with genesis, deployment, founding file, and the address book as it is now.
 * @param out A folder that is empty or does not exist yet. The key may be in it already.
 * @param storage In what the node keeps the state, and so how old a state it proves.
 */
export function joinNetwork(
  from: string,
  node: FoundingNode,
  out: string,
  storage: StorageFormat = "FOREST",
): { folder: MemberFolder; enode: string } {
  const source = memberFolder(from);
  const folder = memberFolder(out);
  const inTheWay = existsSync(out)
    ? readdirSync(out).filter((name) => join(out, name) !== folder.key)
    : [];
  if (inTheWay.length > 0) {
    throw new UserError(
      `${out} holds ${inTheWay.join(", ")}: a node joins from a folder of its own, with nothing but its key.`,
    );
  }
  if (!existsSync(source.addressBook)) {
    throw new UserError(
      `${source.addressBook} is not there. Expected the folder of a node of the network, such as that of one member, with its address book.`,
    );
  }
  const founding = readFounding(source.founding);
  const book = JSON.parse(readFileSync(source.addressBook, "utf8")) as AddressBook;
  const genesis: GenesisFile = readGenesis(source.genesis);
  const enode = enodeOf(node);
  const deployment = readDeployment(source.deployment);
  writeFolder(
    folder,
    node,
    founding,
    { genesis, deployment },
    withObserver(book, { name: node.name, enode }),
    storage,
  );
  return { folder, enode };
}

/** The address book with an observer in it, once. */
export function withObserver(
  book: AddressBook,
  entry: AddressBook["observers"][number],
): AddressBook {
  const known = [...book.members, ...book.observers].some(({ enode }) => enode === entry.enode);
  return known ? book : { ...book, observers: [...book.observers, entry] };
}
