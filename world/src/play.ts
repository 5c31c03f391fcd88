// What one playing of the example world knows while it lasts.

import { type Contracts, connectContracts } from "@openrobotid/deployment/contracts";
import type { Deployment } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import {
  type CountryCode,
  formatRobotId,
  type ModelId,
  manufacturerOf,
  type RobotId,
  toBytes,
} from "@openrobotid/sdk";
import { createCommitment } from "@openrobotid/sdk/actions";
import {
  type BaseContract,
  type BaseWallet,
  type ContractTransactionReceipt,
  type ContractTransactionResponse,
  hexlify,
  type JsonRpcApiProvider,
} from "ethers";
import { accountOf } from "./accounts.js";
import { Device, derive } from "./device.js";
import type { World } from "./files.js";
import type { Production } from "./production.js";

/** One transaction to be made: sent, or only tried. */
export type Call = {
  send: () => Promise<ContractTransactionResponse>;
  attempt: () => Promise<unknown>;
};

type Method<A extends unknown[]> = {
  (...args: A): Promise<ContractTransactionResponse>;
  staticCall(...args: A): Promise<unknown>;
};

/** The call of a contract's method. */
export function call<A extends unknown[]>(method: Method<A>, ...args: A): Call {
  return { send: () => method(...args), attempt: () => method.staticCall(...args) };
}

/** What an event comes to: a sentence, the transactions, and what is learnt from them. */
export type Plan = {
  says: string;
  calls: Call[];
  learn?: (receipts: ContractTransactionReceipt[]) => void;
};

export class Play {
  readonly contracts: Contracts;
  readonly accounts: ReadonlyMap<string, BaseWallet>;

  /** Numbers on the chain by the names that the files have for them. */
  readonly campaigns = new Map<string, bigint>();
  readonly orders = new Map<string, bigint>();
  readonly certificates = new Map<string, { robot: RobotId; seq: bigint }>();
  /** What `queue` and `execute` take of a proposal, by its name. */
  readonly proposals = new Map<string, Proposal>();
  /** The computer that is in a robot now. */
  readonly computers = new Map<RobotId, Device>();

  /** Manifests that were published, and what they hold. */
  readonly manifests: Manifest[] = [];

  readonly #names = new Map<string, string>();

  constructor(
    readonly provider: JsonRpcApiProvider,
    readonly deployment: Deployment,
    readonly world: World,
    /** Folder into which manifests are published. */
    readonly manifestFolder: string,
    /** Accounts of parties that are not those of the world: where seats have keys of their own. */
    own: ReadonlyMap<string, BaseWallet> = new Map(),
  ) {
    this.contracts = connectContracts(deployment, provider);
    const accounts = new Map<string, BaseWallet>();
    for (const { key, account, name } of world.parties.values()) {
      const wallet = own.get(key) ?? accountOf(account, provider);
      accounts.set(key, wallet);
      this.#names.set(wallet.address.toLowerCase(), name);
    }
    this.accounts = accounts;
  }

  /** The account of somebody. */
  account(party: string): BaseWallet {
    return known(this.accounts, party);
  }

  /** The contracts as somebody calls them. */
  as(party: string): Contracts {
    return connectContracts(this.deployment, this.account(party));
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
  async makerOf(model: ModelId): Promise<BaseWallet> {
    const maker = await this.contracts.authorityRegistry.accountOf(toBytes(manufacturerOf(model)));
    return this.account(this.partyAt(maker));
  }

  proposal(name: string): Proposal {
    return known(this.proposals, name);
  }

  certificate(name: string): { robot: RobotId; seq: bigint } {
    return known(this.certificates, name);
  }

  numberOf(of: "campaigns" | "orders", name: string): bigint {
    return known(this[of], name);
  }
}

function known<T>(names: ReadonlyMap<string, T>, name: string): T {
  const found = names.get(name);
  if (found === undefined) throw new UserError(`There is no "${name}" yet.`);
  return found;
}

/** A field of the event that a contract emitted in these transactions. */
export function learnt(
  receipts: ContractTransactionReceipt[],
  contract: BaseContract,
  event: string,
  field: string,
): bigint {
  for (const log of receipts.flatMap(({ logs }) => logs)) {
    if (log.address !== contract.target) continue;
    const found = contract.interface.parseLog(log);
    if (found?.name === event) return BigInt(found.args.getValue(field));
  }
  throw new Error(`no event ${event}`);
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

export type Proposal = {
  id: bigint;
  action: [targets: string[], values: bigint[], calldatas: string[], descriptionHash: string];
};

/** A salted commitment to a document. In this world the salt follows from the document; a real one is random, and kept. */
export function commitment(document: string): string {
  const salt = hexlify(derive("salt", document)) as `0x${string}`;
  return createCommitment(document, salt).commitment;
}

/** A country as the contracts take it; zero where none is meant. */
export function countryBytes(country?: CountryCode): string {
  return country === undefined ? "0x0000" : toBytes(country);
}

/** A code as people read it. */
export const spell = (robot: RobotId): string => formatRobotId(robot);

/** The day of a moment, in UTC. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
