// Reads from one node who belongs to the network. Events name the makers and accredited parties to ask for; the state of the
// contracts tells what is so. Seats are counted through: of those in the genesis no event tells.
import { authorityRegistryAbi, consortiumAbi, registrarOrdersAbi } from "@openrobotid/sdk/abis";
import { getSeats, words } from "@openrobotid/sdk/actions";
import { type Deployment, robotIdChain } from "@openrobotid/sdk/chains";
import { endpointTransport, parseEndpoint } from "@openrobotid/sdk/endpoint";
import { hasSigned } from "@openrobotid/sdk/vault";
import {
  type Address,
  createPublicClient,
  type Hex,
  keccak256,
  parseEventLogs,
  zeroAddress,
} from "viem";
import type { MemberSeat, Membership, RegistryAccount } from "./membership.js";

/** Most blocks that one request for events asks for: what Besu allows by default. */
const BLOCKS_A_REQUEST = 5_000n;

/** The roles by their number. */
const ROLES = words["enum IAuthorityRegistry.Role"];

/** A node's answer that cannot be true. Nothing is done with it. */
export class UnbelievableAnswerError extends Error {
  override readonly name = "UnbelievableAnswerError";
}

/** A block of a node. */
export interface Head {
  readonly number: bigint;
  readonly hash: Hex;
  readonly timestamp: number;
}

/** One node, read from. It remembers the accounts that the events named, and asks for new ones only. */
export class MembershipReader {
  readonly url: string;
  readonly #deployment: Deployment;
  readonly #client: ReturnType<typeof clientOf>;
  /** The first block whose events were not read. */
  #next: bigint;
  #checked = false;
  #subjects = new Subjects();
  /** What follows from events alone, as of the block that was read last. Registrar orders end by time too. */
  #last: (State & { readonly blockNumber: bigint }) | undefined;

  constructor(endpoint: string, deployment: Deployment) {
    this.url = parseEndpoint(endpoint).url;
    this.#deployment = deployment;
    this.#client = clientOf(endpoint, deployment);
    this.#next = this.#firstBlock();
  }

  /** The latest block that the node knows. */
  async head(): Promise<Head> {
    await this.#check();
    return toHead(await this.#client.getBlock({ blockTag: "latest" }));
  }

  /**
   * Whether an account that is a contract accepts a signature (ERC-1271). Keys of plain accounts are checked without
   * asking anybody. Throws where the node does not answer.
   */
  async accepts(account: Address, hash: Hex, signature: Hex): Promise<boolean> {
    await this.#check();
    return await hasSigned(this.#client, { account, hash, signature });
  }

  /** Who belongs to the network as of a block. */
  async read(blockNumber: bigint): Promise<Membership> {
    await this.#check();
    const block = toHead(await this.#client.getBlock({ blockNumber }));
    if (this.#next > block.number + 1n || this.#last?.blockNumber === block.number) this.#forget();
    const events = await this.#events(this.#next, block.number);
    const subjects = this.#subjects.with(events);
    const moment = { blockNumber, blockHash: block.hash, timestamp: block.timestamp };
    const state =
      this.#last && events.length === 0 ? this.#last : await this.#state(subjects, blockNumber);
    const pending = await this.#underOrder(subjects, blockNumber);
    // All of it was read: only now is it remembered, so that a read that failed half-way is done again as a whole.
    this.#subjects = subjects.onlyOrdered(pending.robots);
    this.#next = block.number + 1n;
    this.#last = { ...state, blockNumber };
    return { ...moment, seats: state.seats, accounts: [...state.accounts, ...pending.accounts] };
  }

  /** A node that was put back, or another one behind the same address: what it told before no longer counts. */
  #forget(): void {
    this.#next = this.#firstBlock();
    this.#subjects = new Subjects();
    this.#last = undefined;
  }

  #firstBlock(): bigint {
    const { consortium, authorityRegistry, registrarOrders } = this.#client.chain.contracts;
    const followed = [consortium, authorityRegistry, registrarOrders];
    return BigInt(Math.min(...followed.map(({ blockCreated }) => blockCreated ?? 0)));
  }

  /** Once: that the node is on the chain of the deployment, and that the contracts are there. */
  async #check(): Promise<void> {
    if (this.#checked) return;
    const found = await this.#client.getChainId();
    const { chainId, contracts } = this.#deployment;
    if (found !== chainId) {
      throw new UnbelievableAnswerError(
        `${this.url} is a node of chain ${found}; the deployment is of chain ${chainId}.`,
      );
    }
    for (const name of ["Consortium", "AuthorityRegistry", "RegistrarOrders"]) {
      const contract = contracts[name];
      if (contract === undefined) continue;
      const code = (await this.#client.getCode({ address: contract.address })) ?? "0x";
      if (keccak256(code) !== contract.codeHash) {
        throw new UnbelievableAnswerError(
          `At ${contract.address} of ${this.url} is other code than that of ${name} (${contract.codeHash}).`,
        );
      }
    }
    this.#checked = true;
  }

  async #events(from: bigint, to: bigint): Promise<Told[]> {
    const { consortium, authorityRegistry, registrarOrders } = this.#client.chain.contracts;
    const told: Told[] = [];
    for (let fromBlock = from; fromBlock <= to; fromBlock += BLOCKS_A_REQUEST) {
      const last = fromBlock + BLOCKS_A_REQUEST - 1n;
      const logs = await this.#client.getLogs({
        address: [consortium.address, authorityRegistry.address, registrarOrders.address],
        fromBlock,
        toBlock: last < to ? last : to,
      });
      for (const { eventName, args } of parseEventLogs({
        abi: [...consortiumAbi, ...authorityRegistryAbi, ...registrarOrdersAbi],
        logs,
      })) {
        told.push({ eventName, args: args as Readonly<Record<string, unknown>> });
      }
    }
    return told;
  }

  async #state(subjects: Subjects, blockNumber: bigint): Promise<State> {
    const { consortium, authorityRegistry } = this.#client.chain.contracts;
    const inConsortium = { address: consortium.address, abi: consortiumAbi } as const;
    const inRegistry = { address: authorityRegistry.address, abi: authorityRegistryAbi } as const;
    const at = { blockNumber, deployless: true, allowFailure: false } as const;

    const held = await getSeats(this.#client, { blockNumber });
    const namings = await this.#client.multicall({
      ...at,
      contracts: held.flatMap(
        ({ seat }) =>
          [
            { ...inConsortium, functionName: "proposedAuthority", args: [seat] },
            { ...inConsortium, functionName: "proposedRecovery", args: [seat] },
          ] as const,
      ),
    });
    const named = (index: number): Address | undefined => {
      const account = namings[index]?.account ?? zeroAddress;
      return account === zeroAddress ? undefined : lower(account);
    };
    const seats = held.map(({ seat, name, authority, recovery, validator }, index): MemberSeat => {
      const account = lower(authority);
      const formerAuthorities = (subjects.authorities.get(Number(seat)) ?? [])
        .filter((of) => of !== account)
        .toReversed();
      return {
        seat: Number(seat),
        name,
        authority: account,
        formerAuthorities,
        nextAuthority: named(2 * index),
        recovery: recovery && lower(recovery),
        nextRecovery: named(2 * index + 1),
        validator: lower(validator),
      };
    });
    // The contract keeps this count in another slot than the seats themselves.
    const count = await this.#client.readContract({
      ...inConsortium,
      functionName: "seatCount",
      blockNumber,
    });
    if (count !== BigInt(seats.length) || seats.length === 0) {
      throw new UnbelievableAnswerError(
        `${this.url} names ${seats.length} seats; the contract counts ${count}.`,
      );
    }

    const countries = [...subjects.countries()];
    const seatNumbers = await this.#client.multicall({
      ...at,
      contracts: countries.map(
        (country) => ({ ...inConsortium, functionName: "seatOfCountry", args: [country] }) as const,
      ),
    });
    const seatOf = new Map(
      countries.map((country, index) => [country, Number(seatNumbers[index])]),
    );

    const makers = [...subjects.makers];
    const accounts: RegistryAccount[] = [];
    const note = (account: Address, part: string, country: Hex, until?: number) => {
      if (account === zeroAddress) return;
      const seat = seatOf.get(country) || undefined;
      accounts.push({ account: lower(account), part, seat, until });
    };
    const makerAccounts = await this.#client.multicall({
      ...at,
      contracts: makers.flatMap(
        (id) =>
          [
            { ...inRegistry, functionName: "accountOf", args: [id] },
            { ...inRegistry, functionName: "proposedManufacturerAccount", args: [id] },
          ] as const,
      ),
    });
    const successions = await this.#client.multicall({
      ...at,
      contracts: makers.map(
        (id) => ({ ...inRegistry, functionName: "successionOf", args: [id] }) as const,
      ),
    });
    for (const [index, id] of makers.entries()) {
      const country = countryOf(id);
      note(makerAccounts[2 * index] as Address, "maker", country);
      note(makerAccounts[2 * index + 1] as Address, "nextMaker", country);
      note(successions[index]?.account ?? zeroAddress, "successor", country);
    }
    const accredited = [...subjects.accredited.values()];
    const asked = accredited.map(({ account, role, country }) => [account, role, country] as const);
    // Whether it counts: one ends with the term of the seat that gave it.
    const areAccredited = await this.#client.multicall({
      ...at,
      contracts: asked.map(
        (args) => ({ ...inRegistry, functionName: "isAccredited", args }) as const,
      ),
    });
    const accreditations = await this.#client.multicall({
      ...at,
      contracts: asked.map(
        (args) => ({ ...inRegistry, functionName: "accreditation", args }) as const,
      ),
    });
    for (const [index, { account, role, country }] of accredited.entries()) {
      const until = accreditations[index]?.expiry;
      if (areAccredited[index]) note(account, ROLES[role] ?? `role${role}`, country, until);
    }
    return { seats, accounts };
  }

  /**
   * The holders whom pending orders are against, and who is to have the robots. No seat answers for the holders, so none can
   * withhold them: an order must not pass because its holder was kept from objecting. Read at every block: orders end by
   * time, and by what the robots' registry does.
   */
  async #underOrder(
    { ordered, orders: told }: Subjects,
    blockNumber: bigint,
  ): Promise<{ accounts: RegistryAccount[]; robots: ReadonlySet<Hex> }> {
    const { address } = this.#client.chain.contracts.registrarOrders;
    const inOrders = { address, abi: registrarOrdersAbi } as const;
    const at = { blockNumber, deployless: true, allowFailure: false } as const;
    const count = await this.#client.readContract({
      ...inOrders,
      functionName: "orderCount",
      blockNumber,
    });
    if (count !== told) {
      throw new UnbelievableAnswerError(
        `${this.url} names ${told} registrar orders; the contract counts ${count}.`,
      );
    }
    const asked = [...ordered];
    const numbers = await this.#client.multicall({
      ...at,
      contracts: asked.map(
        (id) => ({ ...inOrders, functionName: "pendingOrderOf", args: [id] }) as const,
      ),
    });
    const pending = numbers.filter((order) => order !== 0n);
    const orders = await this.#client.multicall({
      ...at,
      contracts: pending.map(
        (order) => ({ ...inOrders, functionName: "orderOf", args: [order] }) as const,
      ),
    });
    const common = { until: undefined } as const;
    return {
      robots: new Set(orders.map(({ id }) => id)),
      accounts: orders.flatMap(({ holder, beneficiary, seat }) => [
        { ...common, account: lower(holder), part: "underOrder", seat: undefined },
        { ...common, account: lower(beneficiary), part: "beneficiary", seat },
      ]),
    };
  }
}

/** What only events change. */
type State = Pick<Membership, "seats" | "accounts">;

type Told = { readonly eventName: string; readonly args: Readonly<Record<string, unknown>> };

/** The accounts that the events named. Never changed: a read that fails leaves it as it was. */
class Subjects {
  /** The accounts of seats that were rotated, the latest last. Seats themselves are read from the state. */
  readonly authorities: Map<number, Address[]>;
  readonly makers: Set<Hex>;
  readonly accredited: Map<string, { account: Address; role: number; country: Hex }>;
  /** Robots against which an order may be pending. */
  readonly ordered: Set<Hex>;
  /** How many orders there ever were. */
  orders: bigint;

  constructor(from?: Subjects) {
    this.authorities = new Map(from?.authorities);
    this.makers = new Set(from?.makers);
    this.accredited = new Map(from?.accredited);
    this.ordered = new Set(from?.ordered);
    this.orders = from?.orders ?? 0n;
  }

  /** Without the robots whose order has ended: one that has is never pending again, and of the next one an event tells. */
  onlyOrdered(robots: ReadonlySet<Hex>): Subjects {
    if (robots.size === this.ordered.size) return this;
    const all = new Subjects(this);
    for (const id of this.ordered) if (!robots.has(id)) all.ordered.delete(id);
    return all;
  }

  with(events: readonly Told[]): Subjects {
    if (events.length === 0) return this;
    const all = new Subjects(this);
    for (const { eventName, args } of events) {
      if (eventName === "AuthorityRotated") {
        const seat = Number(args.seat);
        const [previous, current] = [
          lower(args.previous as Address),
          lower(args.current as Address),
        ];
        const before = (all.authorities.get(seat) ?? []).filter(
          (of) => of !== previous && of !== current,
        );
        all.authorities.set(seat, [...before, previous, current]);
      } else if (eventName === "ManufacturerAdmitted") {
        all.makers.add(args.id as Hex);
      } else if (eventName === "Accredited") {
        const { account, role, country } = args as { account: Address; role: number; country: Hex };
        all.accredited.set(`${account} ${role} ${country}`, { account, role, country });
      } else if (eventName === "OrderProposed") {
        all.ordered.add(args.id as Hex);
        all.orders += 1n;
      }
    }
    return all;
  }

  countries(): Set<Hex> {
    const makers = [...this.makers].map(countryOf);
    const accredited = [...this.accredited.values()].map(({ country }) => country);
    return new Set([...makers, ...accredited]);
  }
}

/** The first two characters of a manufacturer's code. */
function countryOf(manufacturer: Hex): Hex {
  return manufacturer.slice(0, 6) as Hex;
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}

function toHead(block: { number: bigint | null; hash: Hex | null; timestamp: bigint }): Head {
  if (block.number === null || block.hash === null) {
    throw new UnbelievableAnswerError("The node gave a block without number and hash.");
  }
  return { number: block.number, hash: block.hash, timestamp: Number(block.timestamp) };
}

function clientOf(endpoint: string, deployment: Deployment) {
  const chain = robotIdChain({ deployment, rpcUrls: [parseEndpoint(endpoint).url] });
  // Retrying is the service's own matter: it reads again with the next block.
  const transport = endpointTransport(endpoint, { retryCount: 0, timeout: 10_000 });
  return createPublicClient({ chain, transport, cacheTime: 0 });
}
