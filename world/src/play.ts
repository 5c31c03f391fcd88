// What one playing of the example world knows while it lasts.

import { UserError } from "@openrobotid/kit/command";
import { formatRobotId, type ModelId, manufacturerOf, type RobotId } from "@openrobotid/sdk";
import { createCommitment, getManufacturer, type Proposal } from "@openrobotid/sdk/actions";
import { type Hex, type LocalAccount, toHex } from "viem";
import { accountOf, type Terms } from "./accounts.js";
import type { WorldClient } from "./client.js";
import { Device, derive } from "./device.js";
import type { World } from "./files.js";
import type { Production } from "./production.js";

export type PlayOptions = {
  client: WorldClient;
  /** For sending, where another one does it. */
  sender?: WorldClient;
  /** What each transaction is sent with. */
  terms: Terms;
  world: World;
  /** Folder into which manifests are published. */
  manifests: string;
  /** Accounts of parties that are not those of the world: where seats have keys of their own. */
  own?: ReadonlyMap<string, LocalAccount>;
};

export class Play {
  readonly client: WorldClient;
  readonly sender: WorldClient;
  readonly terms: Terms;
  readonly world: World;
  readonly manifestFolder: string;
  readonly accounts: ReadonlyMap<string, LocalAccount>;

  /** Numbers on the chain by the names that the files have for them. */
  readonly campaigns = new Map<string, bigint>();
  readonly orders = new Map<string, bigint>();
  readonly certificates = new Map<string, { robot: RobotId; seq: bigint }>();
  readonly proposals = new Map<string, NumberedProposal>();
  /** The computer that is in a robot now. */
  readonly computers = new Map<RobotId, Device>();

  /** Manifests that were published, and what they hold. */
  readonly manifests: Manifest[] = [];

  readonly #names = new Map<string, string>();
  readonly #images = new Map<string, Hex>();

  constructor({ client, sender = client, ...options }: PlayOptions) {
    const { terms, world, manifests, own = new Map() } = options;
    this.client = client;
    this.sender = sender;
    this.terms = terms;
    this.world = world;
    this.manifestFolder = manifests;
    const accounts = new Map<string, LocalAccount>();
    for (const { key, account: number, name } of world.parties.values()) {
      const account = own.get(key) ?? accountOf(number);
      accounts.set(key, account);
      this.#names.set(account.address.toLowerCase(), name);
    }
    this.accounts = accounts;
  }

  /** The account of somebody. */
  account(party: string): LocalAccount {
    return known(this.accounts, party);
  }

  /** Name of a party, by its key. */
  nameOf(party: string): string {
    return this.world.parties.get(party)?.name ?? party;
  }

  /** Key of the party whose account this is; the address where it is nobody's. */
  partyAt(address: string): string {
    for (const [key, { address: own }] of this.accounts) if (own === address) return key;
    return address;
  }

  /** A sentence with names instead of addresses. */
  spoken(sentence: string): string {
    return sentence.replaceAll(
      /0x[0-9a-fA-F]{40}\b/g,
      (address) => this.#names.get(address.toLowerCase()) ?? address,
    );
  }

  production(file: string): Production {
    return known(this.world.productions, file);
  }

  computerOf(robot: RobotId): Device {
    return this.computers.get(robot) ?? new Device(robot);
  }

  /** The account of the maker of a model. */
  async makerOf(model: ModelId): Promise<LocalAccount> {
    const manufacturer = manufacturerOf(model);
    const { account } = (await getManufacturer(this.client, { manufacturer })) ?? {};
    return this.account(this.partyAt(account ?? manufacturer));
  }

  proposal(name: string): NumberedProposal {
    return known(this.proposals, name);
  }

  certificate(name: string): { robot: RobotId; seq: bigint } {
    return known(this.certificates, name);
  }

  numberOf(of: "campaigns" | "orders", name: string): bigint {
    return known(this[of], name);
  }

  /** Remembers which image a version of a model's firmware is. */
  publish(model: ModelId, version: string, image: Hex): void {
    this.#images.set(`${model} ${version}`, image);
  }

  /** Digest of the image of a version; undefined where it was not published. */
  imageOf(model: ModelId, version: string): Hex | undefined {
    return this.#images.get(`${model} ${version}`);
  }
}

function known<T>(names: ReadonlyMap<string, T>, name: string): T {
  const found = names.get(name);
  if (found === undefined) throw new UserError(`There is no "${name}" yet.`);
  return found;
}

/** A manifest as it was published. */
export type Manifest = {
  file: string;
  model: ModelId;
  units: number;
  unitsRoot: string;
  /** The last unit of the production file. */
  last: RobotId;
};

/** A proposal, and its number on the chain. */
export type NumberedProposal = Proposal & { readonly id: bigint };

/** A salted commitment to a document. In this world the salt follows from the document; a real one is random, and kept. */
export function commitment(document: string): Hex {
  return createCommitment(document, toHex(derive("salt", document))).commitment;
}

/** A code as people read it. */
export const spell = (robot: RobotId): string => formatRobotId(robot);

/** The day of a moment, in UTC. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
