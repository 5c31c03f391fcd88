import {
  AbiCoder,
  type BaseContract,
  concat,
  type EventFragment,
  getAddress,
  type Interface,
  keccak256,
  type Log,
  type LogDescription,
  type Provider,
  toUtf8String,
  zeroPadBytes,
} from "ethers";
import type {
  ListIssuedEvent,
  LotIssuedEvent,
  RecordedEvent,
} from "../../types/contracts/registry/RobotRegistry.js";

/** Where the 29 characters of a code end in a word written in hexadecimal. */
const CODE_END = 2 + 2 * 29;
/** A code as a word: 29 characters of [0-9A-Z], three zero bytes. */
const CODE = /^0x(?:3[0-9]|4[1-9a-f]|5[0-9a]){29}000000$/;

/** A typed event of a change to a robot: `Name(RobotId indexed id, uint256 indexed seq, …fields)`. */
export interface Change {
  /** Contract that emitted it. */
  address: string;
  name: string;
  /** Fields after `id` and `seq`, by name. */
  fields: Record<string, unknown>;
}

/** One entry of a robot's history: what `Recorded` says, and the event beside it that says what happened. */
export interface Entry {
  id: string;
  seq: bigint;
  /** Kind space in the high byte, local kind in the low one. */
  kind: bigint;
  actor: string;
  timestamp: bigint;
  payloadDigest: string;
  head: string;
  change: Change;
}

interface Issuance {
  lot: string;
  issuedAt: bigint;
  unitsRoot: string;
  covers: (id: string) => boolean;
}

/**
 * The histories of robots as a reader of events alone rebuilds them. Nothing is asked of the contracts but their logs, and
 * every digest and head is computed again: reading throws where an event is missing, left over or
 * does not match.
 */
export class Histories {
  readonly #registry: string;
  readonly #chainId: bigint;
  readonly #issuances: Issuance[] = [];
  readonly #entries = new Map<string, Entry[]>();

  /** @param logs All logs of the registry, its companions and its modules, in the order of the chain. */
  constructor(
    registry: { address: string; chainId: bigint },
    logs: readonly Log[],
    interfaces: ReadonlyMap<string, Interface>,
  ) {
    this.#registry = getAddress(registry.address);
    this.#chainId = registry.chainId;
    const changes = new Map<string, { change: Change; payloadDigest: string }>();
    const recorded: Omit<Entry, "change">[] = [];
    for (const log of logs) {
      const event = interfaces.get(getAddress(log.address))?.parseLog(log);
      if (!event) continue;
      const ofRegistry = getAddress(log.address) === this.#registry;
      if (ofRegistry && event.name === "Recorded") {
        if (isRobot(event.args.subject)) recorded.push(entryOf(event));
      } else if (ofRegistry && event.name === "LotIssued") this.#issuances.push(lotOf(event));
      else if (ofRegistry && event.name === "ListIssued") this.#issuances.push(listOf(event));
      else if (isChange(event.fragment)) {
        const key = keyOf(event.args[0], event.args[1]);
        if (changes.has(key)) throw new Error(`two typed events for entry ${key}`);
        changes.set(key, {
          change: {
            address: getAddress(log.address),
            name: event.name,
            fields: Object.fromEntries(
              event.fragment.inputs.map(({ name }, index) => [name, event.args[index]]).slice(2),
            ),
          },
          payloadDigest: payloadDigestOf(event),
        });
      }
    }
    for (const entry of recorded) {
      const key = keyOf(entry.id, entry.seq);
      const found = changes.get(key);
      if (!found) throw new Error(`no typed event for entry ${key}`);
      if (found.payloadDigest !== entry.payloadDigest) {
        throw new Error(`${found.change.name} is not what entry ${key} commits to`);
      }
      changes.delete(key);
      this.#append({ ...entry, change: found.change });
    }
    const [left] = changes.keys();
    if (left !== undefined) throw new Error(`a typed event without its entry: ${left}`);
  }

  /** Reads a whole chain. */
  static async read(
    provider: Provider,
    registry: BaseContract,
    others: readonly BaseContract[],
  ): Promise<Histories> {
    const interfaces = new Map<string, Interface>();
    for (const contract of [registry, ...others]) {
      interfaces.set(getAddress(await contract.getAddress()), contract.interface);
    }
    const logs = await provider.getLogs({ fromBlock: 0, address: [...interfaces.keys()] });
    const address = await registry.getAddress();
    const { chainId } = await provider.getNetwork();
    return new Histories({ address, chainId }, logs, interfaces);
  }

  /** Codes of the robots that have a history of at least one entry. */
  ids(): string[] {
    return [...this.#entries.keys()];
  }

  /** Entries of a robot, the first one first. */
  entriesOf(id: string): readonly Entry[] {
    return this.#entries.get(id) ?? [];
  }

  /** What `historyOf` must answer. */
  historyOf(id: string): { head: string; seq: bigint } {
    const last = this.entriesOf(id).at(-1);
    return last ? { head: last.head, seq: last.seq } : { head: this.seedOf(id), seq: 0n };
  }

  /** The head before the first entry: the issuance of the code. */
  seedOf(id: string): string {
    const [issuance, ...more] = this.#issuances.filter(({ covers }) => covers(id));
    if (!issuance) throw new Error(`${id} was never issued`);
    if (more.length > 0) throw new Error(`${id} was issued more than once`);
    return seed({ ...issuance, id, registry: this.#registry, chainId: this.#chainId });
  }

  #append(entry: Entry): void {
    const entries = this.#entries.get(entry.id) ?? [];
    const previous = entries.at(-1);
    const seq = (previous?.seq ?? 0n) + 1n;
    if (entry.seq !== seq) throw new Error(`entry ${seq} of ${entry.id} is missing`);
    if (entry.head !== nextHead(previous?.head ?? this.seedOf(entry.id), entry)) {
      throw new Error(`the head after entry ${seq} of ${entry.id} is not that of its history`);
    }
    if (!previous) this.#entries.set(entry.id, entries);
    entries.push(entry);
  }
}

/** The head of a robot's history before its first entry. */
export function seed(issuance: {
  chainId: bigint;
  registry: string;
  id: string;
  lot: string;
  issuedAt: bigint;
  unitsRoot: string;
}): string {
  const { chainId, registry, id, lot, issuedAt, unitsRoot } = issuance;
  return digest(
    ["uint256", "address", "bytes32", "bytes32", "uint40", "bytes32"],
    [chainId, registry, id, lot, issuedAt, unitsRoot],
  );
}

/** The head with one more entry. */
export function nextHead(
  head: string,
  entry: {
    seq: bigint;
    kind: bigint | number;
    actor: string;
    timestamp: bigint | number;
    payloadDigest: string;
  },
): string {
  return digest(
    ["bytes32", "uint256", "uint16", "address", "uint40", "bytes32"],
    [head, entry.seq, entry.kind, entry.actor, entry.timestamp, entry.payloadDigest],
  );
}

/** Digest of the fields of a typed event, in their order, after `id` and `seq`. */
export function payloadDigestOf({ fragment, args }: LogDescription): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(fragment.inputs.slice(2), [...args].slice(2)));
}

function digest(types: string[], values: unknown[]): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
}

function keyOf(id: string, seq: bigint): string {
  return `${id}/${seq}`;
}

/** Whether an entry is about a robot: the registry keeps entries of models and accounts too. */
export function isRobot(subject: string): boolean {
  return CODE.test(subject);
}

/** Whether an event is the typed event of a change to a robot. */
export function isChange({ inputs: [id, seq] }: EventFragment): boolean {
  return id?.name === "id" && id.indexed === true && seq?.name === "seq" && seq.indexed === true;
}

function entryOf({ args }: LogDescription): Omit<Entry, "change"> {
  const { subject, seq, kind, actor, timestamp, payloadDigest, head } =
    args as unknown as RecordedEvent.OutputObject;
  return { id: subject, seq, kind, actor, timestamp, payloadDigest, head };
}

/** The units of a lot share its stem, and their counters lie in its range. */
function lotOf({ args }: LogDescription): Issuance {
  const { lot, first, count, issuedAt, unitsRoot } = args as unknown as LotIssuedEvent.OutputObject;
  const stem = lot.slice(0, CODE_END).replace(/(00)+$/, "");
  const counterOf = (id: string) => BigInt(toUtf8String(`0x${id.slice(stem.length, CODE_END)}`));
  const start = counterOf(first);
  const covers = (id: string) =>
    id.startsWith(stem) && counterOf(id) >= start && counterOf(id) < start + count;
  return { lot, issuedAt, unitsRoot, covers };
}

function listOf({ args }: LogDescription): Issuance {
  const { lot, model, serials, issuedAt, unitsRoot } =
    args as unknown as ListIssuedEvent.OutputObject;
  const ids = new Set(serials.map((serial) => zeroPadBytes(concat([model, serial]), 32)));
  return { lot, issuedAt, unitsRoot, covers: (id) => ids.has(id) };
}
