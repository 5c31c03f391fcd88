// What is where in the folder of a member. The folder is self-contained: it is handed over as a whole, and Besu is
// started in it, because Besu reads relative paths from the folder it is started in.
import { join } from "node:path";

/** Paths of a member's folder. */
export type MemberFolder = {
  root: string;
  /** The same bytes for everybody. */
  genesis: string;
  /** Where the contracts are; what SDK, index and web are given. */
  deployment: string;
  /** What the network was made from: with it anybody can make the genesis again. */
  founding: string;
  /** Options of Besu: `besu --config-file=config.toml`, started in this folder. */
  config: string;
  /** Nodes to which it keeps a connection: those of the other founding members. */
  staticNodes: string;
  /** Allowlists of nodes and of accounts, one file. The permissioner keeps it. */
  permissions: string;
  /** The address book: where the nodes of members and observers are, see `AddressBook`. */
  addressBook: string;
  readme: string;
  /** Private key of the node. Made by the member on its own machine; never part of what is handed over. */
  key: string;
  /** Besu's own data. */
  data: string;
};

export function memberFolder(root: string): MemberFolder {
  return {
    root,
    genesis: join(root, "genesis.json"),
    deployment: join(root, "deployment.json"),
    founding: join(root, "founding.json"),
    config: join(root, "config.toml"),
    staticNodes: join(root, "static-nodes.json"),
    permissions: join(root, "permissions_config.toml"),
    addressBook: join(root, "address-book.json"),
    readme: join(root, "README.md"),
    key: join(root, "key"),
    data: join(root, "data"),
  };
}

/**
 * Where nodes are. The contracts know of a node only the address that it seals under; where it
 * listens, its member tells the others, and each of them keeps it here. An entry allows nobody
 * anything: a node counts as a member's while the contracts say so, and as an observer while this
 * member lets it in (`observers`).
 */
export type AddressBook = {
  /** Nodes of members, founding and later, in no particular order. */
  members: AddressBookEntry[];
  /** Nodes that this member lets follow the chain: candidates, insurers, archives. */
  observers: AddressBookEntry[];
};

export type AddressBookEntry = {
  name: string;
  enode: string;
};
