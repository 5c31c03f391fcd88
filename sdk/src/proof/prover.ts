// Proves blocks and state of one chain from its anchor, with what one or several nodes give. Everything that is kept here
// belongs to that anchor: a prover is made for one, and never takes another.
import {
  type Address,
  type Hex,
  hexToBytes,
  isHex,
  numberToHex,
  type Transport,
  zeroAddress,
} from "viem";
import { type Anchor, beginningOf } from "./anchor.js";
import type { CosignedCheckpoint } from "./cosigned.js";
import { type CheckpointSource, Cosigners, cosignersNeeded } from "./cosigners.js";
import { Endpoint, type EndpointOptions, type Fault, isLie } from "./endpoint.js";
import { ConflictError, NotProvenError, ProofError, UnreachableError } from "./errors.js";
import { type BlockHeader, readBlockHeader } from "./header.js";
import { Kept } from "./kept.js";
import type { CallOutcome, LocalCall, StateSource } from "./local-evm.js";
import {
  consortiumOf,
  isSameSet,
  type Path,
  type PathStep,
  type ValidatorSet,
  validatorsOf,
  verifyPath,
  verifyStep,
} from "./path.js";
import type { Recorder } from "./recorder.js";
import { verifySeals } from "./seals.js";
import {
  EMPTY_CODE_HASH,
  type ProvenAccount,
  verifyCode,
  verifyStateProof,
  type WireProof,
} from "./state.js";
import { EMPTY_ROOT } from "./trie.js";

/** What is proven from, and how strictly. */
export interface ProvenOptions {
  /** What is trusted. */
  readonly anchor: Anchor;
  /**
   * Greatest age of the newest block, in seconds: an older answer is no answer. Where it is left out: 90, three times the time
   * between empty blocks; 180 where witnesses are asked for, who cosign one block a minute; any age on a chain that nobody seals,
   * which may make blocks only when something happens.
   */
  readonly maxAge?: number | undefined;
  /**
   * How many of the anchor's witnesses must have cosigned a block, besides its seals; by default as many as the anchor asks for. Answers are
   * then of the newest block that so many vouch for.
   */
  readonly cosigners?: number | undefined;
  /** Gives what witnesses serve; by default those of the anchor that have an address are asked. */
  readonly checkpoints?: CheckpointSource | undefined;
  /** Steps that were kept from before; they are proven again. */
  readonly path?: Path | undefined;
  /** Is given the whole path whenever a step was added: keep it, and give it as `path` the next time. */
  readonly onPath?: ((path: Path) => void) | undefined;
  /** Is called for every node that lied or failed while another may have answered. */
  readonly onFault?: ((fault: Fault) => void) | undefined;
  /** The time, in seconds; the clock of this machine where it is left out. */
  readonly now?: (() => number) | undefined;
  /** How long to wait for other nodes once one has proven its newest block, in milliseconds; 1000 where it is left out. */
  readonly patience?: number | undefined;
}

/** As of when an answer is, and who vouches for it. */
export interface ProvenHead {
  /** Number of the newest block. */
  readonly number: bigint;
  /** Its hash. */
  readonly hash: Hex;
  /** Its time, in seconds. */
  readonly timestamp: number;
  /** The validators that sealed it; `undefined` where nobody vouches for blocks of the chain. */
  readonly sealers: readonly Address[] | undefined;
  /** Numbers of the seats whose witnesses vouch for it; `undefined` where none were asked for. */
  readonly cosigners: readonly number[] | undefined;
  /** The node that showed it. */
  readonly node: string;
}

/** A header that was proven, and how. */
interface Vouched {
  readonly header: BlockHeader;
  readonly sealers: readonly Address[] | undefined;
}

/** The newest block that was proven. */
export interface Head extends Vouched {
  readonly endpoint: Endpoint;
  /** What witnesses cosigned of it, or of a block after it. */
  readonly cosigned?: readonly CosignedCheckpoint[] | undefined;
}

const MAX_AGE = 90;
/** Where witnesses are asked for: they cosign one block a minute. */
const MAX_AGE_COSIGNED = 180;
/** Most blocks between two that were cosigned: each of them is read. */
const MOST_BETWEEN = 256n;
/** How far a clock may be behind the validators', in seconds. */
const CLOCK_TOLERANCE = 15;
const PATIENCE = 1000;
/** A chain whose set changed more often since the anchor needs a checkpoint. */
const MOST_STEPS = 10_000;
/** Most accounts and slots that a node may propose to fetch for one call. */
const MOST_ACCOUNTS = 256;
const MOST_SLOTS = 4096;

export class Prover {
  readonly anchor: Anchor;
  /** Gets every piece that is proven, where evidence is recorded. */
  readonly recorder: Recorder | undefined;
  readonly #options: ProvenOptions;
  readonly #endpoints: readonly Endpoint[];
  readonly #sets: ValidatorSet[];
  readonly #steps: PathStep[] = [];
  readonly #cosigners: Cosigners;
  #seeded: Promise<void> | undefined;
  #consortiumCode: Hex | undefined;
  #head: Head | undefined;
  #finding: Promise<Head> | undefined;
  /** By hash. */
  readonly #vouched = new Kept<Hex, Vouched>(4096);
  /** By number, where blocks are final. */
  readonly #final = new Kept<bigint, Vouched>(4096);
  /** By state root and address, and by storage root and slot: what is proven of a root is so for ever. */
  readonly #accounts = new Kept<string, ProvenAccount | "absent">(16_384);
  readonly #slots = new Kept<string, Hex>(65_536);
  readonly #codes = new Kept<Hex, Uint8Array>(256);
  /** What a call has read, by the call, and what all calls of its function have: to fetch it together the next time. */
  readonly #readBefore = new Kept<string, Reads>(512);
  readonly #accountsBefore = new Kept<string, Set<Address>>(512);

  constructor(
    transports: readonly Transport[],
    options: ProvenOptions,
    endpointOptions: EndpointOptions,
    recorder?: Recorder,
  ) {
    this.anchor = options.anchor;
    this.recorder = recorder;
    this.#options = options;
    this.#endpoints = transports.map((transport, index) => {
      return new Endpoint(transport, index, {
        ...endpointOptions,
        // Another node is asked sooner than the same one again.
        ...(transports.length > 1 && { retryCount: 0 }),
      });
    });
    const { number, validators } = beginningOf(options.anchor);
    this.#sets = [{ number, validators }];
    this.#cosigners = new Cosigners(options.anchor, options.checkpoints, options.onFault);
  }

  get isSealed(): boolean {
    return this.anchor.seals === "qbft";
  }

  get #maxAge(): number {
    const most = this.#cosignersNeeded > 0 ? MAX_AGE_COSIGNED : MAX_AGE;
    return this.#options.maxAge ?? (this.isSealed ? most : Number.POSITIVE_INFINITY);
  }

  get #cosignersNeeded(): number {
    return cosignersNeeded(this.anchor, this.#options.cosigners);
  }

  /** The newest block that a node proves, looked for each time. */
  async head(): Promise<Head> {
    this.#finding ??= this.#findHead().finally(() => {
      this.#finding = undefined;
    });
    return await this.#finding;
  }

  async provenHead(): Promise<ProvenHead> {
    const { header, sealers, endpoint, cosigned } = await this.head();
    const { number, hash, timestamp } = header;
    const cosigners = cosigned && [...new Set(cosigned.map(({ seat }) => seat))].sort(ascending);
    return { number, hash, timestamp, sealers, cosigners, node: endpoint.name };
  }

  /** The path that was proven so far; without a step where the set is still the anchor's. */
  async path(): Promise<Path> {
    await this.head();
    return { steps: [...this.#steps], code: await this.#codeOfConsortium() };
  }

  /** A block by its number. One after the newest is refused: it has not happened. */
  async headerAt(number: bigint): Promise<BlockHeader> {
    const head = await this.#headFor(number);
    if (number === head.header.number) return head.header;
    const kept = this.isSealed ? this.#final.get(number) : undefined;
    if (kept) return kept.header;
    if (!this.isSealed && this.#endpoints.length > 1) return await this.#agreedHeader(number);
    return await this.fromAny(async (endpoint) => await this.#provenHeader(endpoint, number));
  }

  /** The newest block, or one by its number. */
  async header(number?: bigint): Promise<BlockHeader> {
    return number === undefined ? (await this.head()).header : await this.headerAt(number);
  }

  /** A block by its hash. */
  async headerOf(hash: Hex): Promise<BlockHeader> {
    const kept = this.#vouched.get(hash);
    if (kept) return kept.header;
    const head = await this.head();
    return await this.fromAny(async (endpoint) => {
      const header = await this.#askHeader(endpoint, "eth_getBlockByHash", hash);
      if (header.hash !== hash) throw anotherBlock(endpoint, `of hash ${hash}`);
      if (header.number > head.header.number) throw afterHead(header.number, head.header);
      await this.#join(endpoint);
      return (await this.#vouch(endpoint, header, false)).header;
    });
  }

  /** Blocks one after the other, up to one that is proven: each is the one that the next names as the one before it. */
  async headersUpTo(
    endpoint: Endpoint,
    last: BlockHeader,
    from: bigint,
  ): Promise<readonly BlockHeader[]> {
    const numbers = Array.from(
      { length: Number(last.number - from) },
      (_, index) => from + BigInt(index),
    );
    const headers = await Promise.all(
      numbers.map(async (number) => {
        const kept = this.isSealed ? this.#final.get(number) : undefined;
        return kept?.header ?? (await this.#askHeaderAt(endpoint, number));
      }),
    );
    headers.push(last);
    for (let index = headers.length - 2; index >= 0; index -= 1) {
      const [header, next] = [headers[index] as BlockHeader, headers[index + 1] as BlockHeader];
      if (header.hash !== next.parentHash) {
        throw anotherBlock(endpoint, `that block ${next.number} names as the one before it`);
      }
      this.recorder?.header(header);
      if (this.isSealed) this.#final.set(header.number, { header, sealers: undefined });
    }
    return headers;
  }

  /** Asks one node after the other, the best one first, until one proves. Those that do not are reported. */
  async fromAny<result>(ask: (endpoint: Endpoint) => Promise<result>): Promise<result> {
    const errors: ProofError[] = [];
    for (const endpoint of this.#inOrder()) {
      try {
        return await ask(endpoint);
      } catch (error) {
        errors.push(this.#blame(endpoint, error));
      }
    }
    throw noneOf(errors);
  }

  /** State at the end of a block. */
  source(
    header: BlockHeader,
    only?: Endpoint,
    read: Reads = new Map(),
    prefetch?: Prefetch,
  ): StateSource {
    const fetch = async (address: Address, slots: readonly Hex[], isKnown: () => boolean) => {
      // What one read lacks, others of the call are likely to lack too.
      await prefetch?.fetchHinted([]);
      if (!isKnown()) await this.#fetchState(header, address, slots, only);
    };
    const noteRead = (address: Address, slot?: Hex) => {
      const slots = read.get(address) ?? new Set();
      if (slot !== undefined) slots.add(slot);
      read.set(address, slots);
    };
    const blockHash = async (number: bigint) =>
      number === header.number - 1n ? header.parentHash : (await this.headerAt(number)).hash;
    // The header itself says that there is nothing, as that of block 0 of Anvil does.
    if (header.stateRoot === EMPTY_ROOT) {
      const zero = numberToHex(0n, { size: 32 });
      return {
        account: async () => undefined,
        slot: async () => zero,
        code: async () => new Uint8Array(),
        blockHash,
      };
    }
    return {
      account: async (address) => {
        noteRead(address);
        const known = () => this.#accounts.get(`${header.stateRoot}:${address}`);
        if (known() === undefined) await fetch(address, [], () => known() !== undefined);
        const account = known();
        return account === "absent" ? undefined : account;
      },
      slot: async (address, slot) => {
        noteRead(address, slot);
        const known = () => this.#keptSlot(header, address, slot);
        if (known() === undefined) await fetch(address, [slot], () => known() !== undefined);
        const value = known();
        if (value !== undefined) return value;
        throw new NotProvenError("slotMissing", {
          message: `Slot ${slot} of ${address} was not proven.`,
          suggestion: "Ask again, or another node.",
        });
      },
      code: async (address, codeHash) => await this.#fetchCode(header, address, codeHash, only),
      blockHash,
    };
  }

  /** Runs a call at the end of a block. */
  async call(header: BlockHeader, call: LocalCall): Promise<CallOutcome> {
    const { runCall } = await import("./local-evm.js");
    const { to, from = zeroAddress, data, value, gas } = call;
    const kind = `${to ?? "create"}:${data?.slice(0, to ? 10 : 522)}`;
    const key = `${to ?? "create"}:${data}:${from}:${value ?? ""}:${gas ?? ""}`;
    const accounts = this.#accountsBefore.get(kind) ?? new Set<Address>();
    const before = this.#readBefore.get(key);
    const prefetch = new Prefetch(
      async (wanted) => await this.#fetchTogether(header, wanted),
      async () => await this.#hint(header, call),
    );
    if (header.stateRoot !== EMPTY_ROOT) {
      const first: Reads = new Map();
      for (const address of [to, from, ...accounts]) if (address) first.set(address, new Set());
      await (before ? prefetch.fetch([first, before]) : prefetch.fetchHinted([first]));
    }
    const read: Reads = new Map();
    const source = this.source(header, undefined, read, prefetch);
    const outcome = await runCall(source, header, this.anchor.chainId, call);
    for (const address of read.keys()) accounts.add(address);
    this.#accountsBefore.set(kind, accounts);
    this.#readBefore.set(key, read);
    return outcome;
  }

  /** `eth_getProof`, verified and passed on as it is. */
  async proof(header: BlockHeader, address: Address, slots: readonly Hex[]): Promise<WireProof> {
    return await this.fromAny(async (endpoint) => {
      return await this.#askProof(endpoint, header, address, slots);
    });
  }

  // ------------------------------------------------------------------------------------------------------ blocks

  async #findHead(): Promise<Head> {
    await this.#seed();
    // Before the nodes: what witnesses cosigned by now, the nodes have by then.
    const needed = this.#cosignersNeeded;
    const checkpoints = needed > 0 ? await this.#cosigners.checkpoints() : [];
    const errors: ProofError[] = [];
    const found: Head[] = [];
    const searches = this.#endpoints.map(async (endpoint) => {
      try {
        found.push(await this.#headOf(endpoint));
      } catch (error) {
        errors.push(this.#blame(endpoint, error));
      }
    });
    await patient(searches, () => found.length > 0, this.#options.patience ?? PATIENCE);
    const newest = await this.#bestOf(found, errors);
    const best = needed > 0 ? await this.#cosigned(newest, needed, checkpoints) : newest;
    this.#requireFresh(best);
    this.#requireForward(best);
    this.#head = best;
    return best;
  }

  async #headOf(endpoint: Endpoint): Promise<Head> {
    const header = await this.#askHeader(endpoint, "eth_getBlockByNumber", "latest");
    await this.#join(endpoint);
    const now = this.#now();
    // Nobody vouches for the time of a block that nobody seals, and a developer moves it.
    if (this.isSealed && header.timestamp > now + CLOCK_TOLERANCE) {
      throw new NotProvenError("fromTheFuture", {
        message: `The newest block is of ${at(header.timestamp)}; the clock here says ${at(now)}.`,
        suggestion: "Set the clock of this machine; if it is right, ask another node.",
        node: endpoint.name,
      });
    }
    const vouched = await this.#vouch(endpoint, header, true);
    endpoint.height = header.number;
    return { ...vouched, endpoint };
  }

  /** The highest head whose node shows that it is of one chain with the others. One that does not is left out. */
  async #bestOf(found: readonly Head[], errors: ProofError[]): Promise<Head> {
    const [best, ...others] = [...found].sort((one, other) =>
      Number(other.header.number - one.header.number),
    );
    if (!best) throw noneOf(errors);
    try {
      await this.#compareHeads(best, others);
      return best;
    } catch (error) {
      if (error instanceof ConflictError) throw error;
      errors.push(this.#blame(best.endpoint, error));
      return await this.#bestOf(others, errors);
    }
  }

  /** Two nodes must show one chain. Where blocks are sealed, two of one height are a second chain of the same validators. */
  async #compareHeads(best: Head, others: readonly Head[]): Promise<void> {
    for (const other of others) {
      const { number } = other.header;
      if (number !== best.header.number && this.isSealed) continue;
      const same =
        number === best.header.number
          ? best.header
          : await this.#askHeaderAt(best.endpoint, number);
      if (same.hash === other.header.hash) continue;
      throw twoChains(other.header.number, [
        { node: best.endpoint.name, hash: same.hash },
        { node: other.endpoint.name, hash: other.header.hash },
      ]);
    }
  }

  /** The newest block for which as many witnesses vouch as are asked for: they cosigned it, or a block that follows from it. */
  async #cosigned(
    best: Head,
    needed: number,
    checkpoints: readonly CosignedCheckpoint[],
  ): Promise<Head> {
    const numbers = checkpoints
      .map(({ number }) => number)
      .filter((one) => one <= best.header.number);
    const vouching = new Map<number, CosignedCheckpoint>();
    const dissenting: CosignedCheckpoint[] = [];
    let above: BlockHeader | undefined;
    for (const number of [...new Set(numbers)].sort((one, other) => Number(other - one))) {
      const vouched = await this.#vouchedAt(best, number);
      const { header } = vouched;
      if (above && above.number - number > MOST_BETWEEN) vouching.clear();
      else if (above) await this.#requireBefore(best.endpoint, header, above);
      above = header;
      for (const one of checkpoints) {
        if (one.number !== number || vouching.has(one.seat)) continue;
        const { hash, stateRoot, timestamp } = header;
        const isSame =
          one.hash === hash && one.stateRoot === stateRoot && one.timestamp === timestamp;
        if (isSame) vouching.set(one.seat, one);
        else {
          dissenting.push(one);
          this.#cosigners.blame(one, hash);
        }
      }
      if (vouching.size < needed) continue;
      const cosigned = [...vouching.values()];
      for (const one of cosigned) this.recorder?.checkpoint(one);
      return { ...vouched, endpoint: best.endpoint, cosigned };
    }
    throw this.#tooFew(best, needed, vouching.size, dissenting);
  }

  async #vouchedAt(best: Head, number: bigint): Promise<Vouched> {
    if (number === best.header.number) return best;
    const header = await this.#askHeaderAt(best.endpoint, number);
    return await this.#vouch(best.endpoint, header, false);
  }

  /** A witness of a later block vouches for an earlier one that leads to it. */
  async #requireBefore(endpoint: Endpoint, header: BlockHeader, above: BlockHeader): Promise<void> {
    const [first] = await this.headersUpTo(endpoint, above, header.number);
    if (first?.hash === header.hash) return;
    throw twoChains(header.number, [
      { node: endpoint.name, hash: header.hash },
      { node: endpoint.name, hash: first?.hash as Hex },
    ]);
  }

  #tooFew(
    { header, endpoint }: Head,
    needed: number,
    found: number,
    [other]: readonly CosignedCheckpoint[],
  ): ProofError {
    if (other) {
      return new ConflictError(
        {
          proven: `the witness of seat ${other.seat} cosigned ${other.hash}`,
          said: `${endpoint.name} shows another block ${other.number}`,
        },
        {
          message: `${endpoint.name} shows another block ${other.number} than the witness of seat ${other.seat} cosigned.`,
          suggestion: "Believe neither, and tell the members: somebody shows a second chain.",
          node: endpoint.name,
        },
      );
    }
    return new NotProvenError("cosignaturesTooFew", {
      message: `Of the blocks up to ${header.number}, ${found} witnesses vouch for one; ${needed} are asked for.`,
      suggestion:
        "Ask again in a minute. If it stays so, ask the members whether their witnesses run, and compare the anchor with a second one.",
      node: endpoint.name,
    });
  }

  #requireFresh({ header, endpoint }: Head): void {
    const maxAge = this.#maxAge;
    const age = this.#now() - header.timestamp;
    if (age <= maxAge) return;
    throw new NotProvenError("tooOld", {
      message:
        `The newest block that was proven, ${header.number}, is of ${at(header.timestamp)}: ${Math.floor(age)} s old, ` +
        `and ${maxAge} s are the most.`,
      suggestion:
        "Ask another node: this one is behind, or the chain has stopped. Check the clock here.",
      node: endpoint.name,
    });
  }

  /** Where blocks are final, a chain never goes back. */
  #requireForward(best: Head): void {
    const before = this.#head;
    if (!this.isSealed || !before) return;
    if (best.header.number === before.header.number && best.header.hash !== before.header.hash) {
      throw twoChains(best.header.number, [
        { node: before.endpoint.name, hash: before.header.hash },
        { node: best.endpoint.name, hash: best.header.hash },
      ]);
    }
    if (best.header.number >= before.header.number) return;
    throw new NotProvenError("tooOld", {
      message: `The newest block that is shown is ${best.header.number}; block ${before.header.number} was proven before.`,
      suggestion: "Ask again in a moment, or another node: this one is behind.",
      node: best.endpoint.name,
    });
  }

  /** A head that knows of a block: the one from before where it is new enough. */
  async #headFor(number: bigint): Promise<Head> {
    const maxAge = this.#maxAge;
    const before = this.#head;
    if (
      before &&
      number <= before.header.number &&
      this.#now() - before.header.timestamp <= maxAge
    ) {
      return before;
    }
    const head = await this.head();
    if (number <= head.header.number) return head;
    throw afterHead(number, head.header);
  }

  async #provenHeader(endpoint: Endpoint, number: bigint): Promise<BlockHeader> {
    const header = await this.#askHeaderAt(endpoint, number);
    await this.#join(endpoint);
    return (await this.#vouch(endpoint, header, false)).header;
  }

  /** Where nobody vouches for blocks, all nodes that answer must show the same one. */
  async #agreedHeader(number: bigint): Promise<BlockHeader> {
    const errors: ProofError[] = [];
    const found: { node: string; header: BlockHeader }[] = [];
    const searches = this.#endpoints.map(async (endpoint) => {
      try {
        const header = await this.#provenHeader(endpoint, number);
        found.push({ node: endpoint.name, header });
      } catch (error) {
        errors.push(this.#blame(endpoint, error));
      }
    });
    await patient(searches, () => found.length > 0, this.#options.patience ?? PATIENCE);
    const [first, ...others] = found;
    if (!first) throw noneOf(errors);
    const other = others.find(({ header }) => header.hash !== first.header.hash);
    if (!other) return first.header;
    throw twoChains(number, [
      { node: first.node, hash: first.header.hash },
      { node: other.node, hash: other.header.hash },
    ]);
  }

  async #askHeaderAt(endpoint: Endpoint, number: bigint): Promise<BlockHeader> {
    const header = await this.#askHeader(endpoint, "eth_getBlockByNumber", numberToHex(number));
    if (header.number !== number) throw anotherBlock(endpoint, `of number ${number}`);
    return header;
  }

  async #askHeader(endpoint: Endpoint, method: string, block: string): Promise<BlockHeader> {
    const answer = await endpoint.ask(method, [block, false]);
    if (answer === null) {
      throw new NotProvenError("blockUnknown", {
        message: `${endpoint.name} does not have block ${block} yet.`,
        suggestion: "Ask again in a moment, or another node.",
        node: endpoint.name,
      });
    }
    return readBlockHeader(answer, this.anchor.seals);
  }

  /** Sees to it, once, that a node is on the anchor's chain. */
  async #join(endpoint: Endpoint): Promise<void> {
    endpoint.joined ??= this.#requireChain(endpoint).catch((error: unknown) => {
      endpoint.joined = undefined;
      throw error;
    });
    await endpoint.joined;
  }

  async #requireChain(endpoint: Endpoint): Promise<void> {
    const { chainId, genesisHash, checkpoint } = this.anchor;
    const [saidId, genesis, later] = await Promise.all([
      endpoint.ask("eth_chainId", []),
      this.#askHeader(endpoint, "eth_getBlockByNumber", "0x0"),
      checkpoint && this.#askHeaderAt(endpoint, checkpoint.number),
    ]);
    const node = endpoint.name;
    if (!isHex(saidId) || Number(saidId) !== chainId) {
      throw new NotProvenError("wrongChain", {
        message: `${node} is a node of chain ${Number(saidId)}; the anchor is of chain ${chainId}.`,
        suggestion: "Give it a node of that chain, or the anchor of this one.",
        node,
      });
    }
    if (genesis.hash !== genesisHash || genesis.number !== 0n) {
      throw new NotProvenError("wrongGenesis", {
        message: `Block 0 of ${node} has the hash ${genesis.hash}; the anchor's has ${genesisHash}.`,
        suggestion: "Give it a node of the anchor's chain: another one has the same chain id.",
        node,
      });
    }
    if (later && later.hash !== checkpoint?.hash) {
      throw new NotProvenError("wrongCheckpoint", {
        message: `Block ${later.number} of ${node} has the hash ${later.hash}; the anchor's checkpoint has ${checkpoint?.hash}.`,
        suggestion: "Give it another node, and compare the checkpoint with that of another member.",
        node,
      });
    }
    this.recorder?.header(genesis);
    if (later) this.recorder?.header(later);
  }

  // ------------------------------------------------------------------------------------------------------- seals

  /** Proves that a block was agreed on. Strictly: with the set that the state of the block before names. */
  async #vouch(endpoint: Endpoint, header: BlockHeader, strictly: boolean): Promise<Vouched> {
    const kept = this.#vouched.get(header.hash);
    if (kept) return kept;
    const sealers = this.isSealed ? await this.#sealersOf(endpoint, header, strictly) : undefined;
    // What is kept is the header with its seals: another copy of it, without, is never looked at.
    const vouched = { header, sealers };
    this.recorder?.header(header);
    this.#vouched.set(header.hash, vouched);
    if (this.isSealed) this.#final.set(header.number, vouched);
    return vouched;
  }

  async #sealersOf(
    endpoint: Endpoint,
    header: BlockHeader,
    strictly: boolean,
  ): Promise<readonly Address[]> {
    const beginning = beginningOf(this.anchor);
    if (header.number <= beginning.number) {
      // The anchor itself vouches for where the path begins, and through the hashes for what is before.
      if (header.hash === beginning.hash || header.hash === this.anchor.genesisHash) return [];
      if (header.number === 0n || header.number === beginning.number) {
        throw anotherBlock(endpoint, "that the anchor names");
      }
      throw new NotProvenError("notProvable", {
        message: `Block ${header.number} is before the anchor's checkpoint, ${beginning.number}: what happened until then cannot be proven from this anchor.`,
        suggestion:
          "Take an anchor without a checkpoint, or with an earlier one. What is true now needs none: ask for that alone.",
      });
    }
    if (!strictly) {
      try {
        return await verifySeals(header, this.#setBefore(header.number).validators);
      } catch (error) {
        // The set may have changed in between.
        if (!(error instanceof NotProvenError)) throw error;
      }
    }
    return await verifySeals(header, await this.#setOf(endpoint, header));
  }

  /** The latest set known whose blocks come to this one. */
  #setBefore(number: bigint): ValidatorSet {
    const known = this.#sets.findLast((set) => set.number < number);
    return known ?? (this.#sets[0] as ValidatorSet);
  }

  /** The set of a block: what the state of the block before says, reached by a path of sealed steps. */
  async #setOf(endpoint: Endpoint, header: BlockHeader): Promise<readonly Address[]> {
    const parent = await this.#askHeaderAt(endpoint, header.number - 1n);
    if (parent.hash !== header.parentHash) {
      throw anotherBlock(endpoint, `that block ${header.number} names as the one before it`);
    }
    this.recorder?.header(parent);
    const set = await this.#validatorsAt(endpoint, parent);
    let known = this.#setBefore(header.number);
    while (!isSameSet(known.validators, set)) {
      known = await this.#step(endpoint, known, parent);
    }
    return known.validators;
  }

  /** Finds the next block after a known set whose state names another set, and adds it to the path. */
  async #step(endpoint: Endpoint, known: ValidatorSet, last: BlockHeader): Promise<ValidatorSet> {
    if (this.#steps.length >= MOST_STEPS) {
      throw new NotProvenError("pathTooLong", {
        message: `The set of validators changed more than ${MOST_STEPS} times since the anchor.`,
        suggestion: "Take an anchor with a later checkpoint.",
      });
    }
    let low = known.number;
    let changed = last;
    while (changed.number - low > 1n) {
      const middle = await this.#askHeaderAt(endpoint, (low + changed.number) / 2n);
      const set = await this.#validatorsAt(endpoint, middle);
      if (isSameSet(set, known.validators)) low = middle.number;
      else changed = middle;
    }
    await verifyStep(changed, known);
    const read = new Set<Hex>();
    const validators = await this.#validatorsAt(endpoint, changed, read);
    const next = { number: changed.number, validators };
    const { address } = consortiumOf(this.anchor);
    const proof = await this.#askProof(endpoint, changed, address, [...read]);
    this.#addStep({ header: { ...changed.fields, hash: changed.hash }, proof }, next);
    this.#options.onPath?.({ steps: [...this.#steps], code: await this.#codeOfConsortium() });
    return next;
  }

  #addStep(step: PathStep, set: ValidatorSet): void {
    const index = this.#sets.findLastIndex(({ number }) => number < set.number) + 1;
    if (this.#sets[index]?.number === set.number) return;
    this.#sets.splice(index, 0, set);
    this.#steps.splice(index - 1, 0, step);
  }

  async #validatorsAt(
    endpoint: Endpoint,
    header: BlockHeader,
    read = new Set<Hex>(),
  ): Promise<readonly Address[]> {
    const source = this.source(header, endpoint);
    return await validatorsOf(this.anchor, header, {
      ...source,
      // The caller, of whom getValidators() asks nothing.
      account: async (address) =>
        address === zeroAddress ? undefined : await source.account(address),
      slot: async (address, slot) => {
        read.add(slot);
        return await source.slot(address, slot);
      },
    });
  }

  /** Proves the steps that were kept from before. */
  async #seed(): Promise<void> {
    const { path } = this.#options;
    if (!path || !this.isSealed) return;
    this.#seeded ??= verifyPath(this.anchor, path).then((sets) => {
      this.#consortiumCode = path.code;
      for (const [index, step] of path.steps.entries()) {
        this.#addStep(step, sets[index + 1] as ValidatorSet);
      }
    });
    await this.#seeded;
  }

  async #codeOfConsortium(): Promise<Hex> {
    const { address, codeHash } = consortiumOf(this.anchor);
    this.#consortiumCode ??= await this.fromAny(async (endpoint) => {
      return verifyCode(await endpoint.ask("eth_getCode", [address, "latest"]), codeHash, address);
    });
    return this.#consortiumCode;
  }

  // ------------------------------------------------------------------------------------------------------- state

  async #fetchState(
    header: BlockHeader,
    address: Address,
    slots: readonly Hex[],
    only?: Endpoint,
  ): Promise<void> {
    const ask = async (endpoint: Endpoint) => {
      await this.#askProof(endpoint, header, address, slots);
    };
    await (only ? ask(only) : this.fromAny(ask));
  }

  /** Asks for a proof, verifies it, and keeps what it shows. */
  async #askProof(
    endpoint: Endpoint,
    { stateRoot, number }: BlockHeader,
    address: Address,
    slots: readonly Hex[],
  ): Promise<WireProof> {
    const proof = await endpoint.ask("eth_getProof", [address, slots, numberToHex(number)]);
    const state = verifyStateProof({ stateRoot, address, slots, proof });
    this.#requireAnchored(address, state.account, number);
    this.#accounts.set(`${stateRoot}:${address}`, state.account ?? "absent");
    const storageRoot = state.account?.storageRoot ?? EMPTY_ROOT;
    for (const [slot, value] of state.slots) this.#slots.set(`${storageRoot}:${slot}`, value);
    this.recorder?.proof(proof as WireProof);
    return proof as WireProof;
  }

  #keptSlot({ stateRoot }: BlockHeader, address: Address, slot: Hex): Hex | undefined {
    const account = this.#accounts.get(`${stateRoot}:${address}`);
    if (account === undefined) return undefined;
    const storageRoot = account === "absent" ? EMPTY_ROOT : account.storageRoot;
    return this.#slots.get(`${storageRoot}:${slot}`);
  }

  /** A contract of the anchor has the code that the anchor says, or is not there yet on a chain that began without it. */
  #requireAnchored(address: Address, account: ProvenAccount | undefined, number: bigint): void {
    const found = Object.entries(this.anchor.contracts).find(([, contract]) => {
      return contract.address.toLowerCase() === address.toLowerCase();
    });
    if (!found) return;
    const [name, { codeHash }] = found;
    if (account?.codeHash === codeHash) return;
    const exists = account && account.codeHash !== EMPTY_CODE_HASH;
    if (!exists && !this.isSealed) return;
    throw new NotProvenError(exists ? "codeHash" : "accountAbsent", {
      message: `In the state of block ${number}, ${name} is not at ${address} with the code that the anchor says.`,
      suggestion: `Expected code that hashes to ${codeHash}. Compare the anchor with that of another member.`,
    });
  }

  async #fetchCode(
    { number }: BlockHeader,
    address: Address,
    codeHash: Hex,
    only?: Endpoint,
  ): Promise<Uint8Array> {
    const kept = this.#codes.get(codeHash);
    if (kept) return kept;
    const ask = async (endpoint: Endpoint) => {
      const given = await endpoint.ask("eth_getCode", [address, numberToHex(number)]);
      const code = verifyCode(given, codeHash, address);
      this.recorder?.code(code);
      return hexToBytes(code);
    };
    const code = await (only ? ask(only) : this.fromAny(ask));
    this.#codes.set(codeHash, code);
    return code;
  }

  /** Fetches state together, as far as it is not known. What fails is fetched again as the call asks for it. */
  async #fetchTogether(header: BlockHeader, wanted: Reads): Promise<void> {
    await Promise.allSettled(
      [...wanted].slice(0, MOST_ACCOUNTS).map(async ([address, slots]) => {
        const missing = [...slots]
          .slice(0, MOST_SLOTS)
          .filter((slot) => this.#keptSlot(header, address, slot) === undefined);
        const isKnown = this.#accounts.get(`${header.stateRoot}:${address}`) !== undefined;
        if (isKnown && missing.length === 0) return;
        await this.#fetchState(header, address, missing);
      }),
    );
  }

  async #hint(
    { number }: BlockHeader,
    { to, from, data, value, gas }: LocalCall,
  ): Promise<{ address: Address; slots: Hex[] }[]> {
    const method = "eth_createAccessList";
    const [endpoint] = this.#inOrder();
    if (!endpoint || endpoint.without.has(method)) return [];
    const transaction = {
      from: from ?? zeroAddress,
      ...(to !== undefined && { to }),
      ...(data !== undefined && { data }),
      ...(value !== undefined && { value: numberToHex(value) }),
      ...(gas !== undefined && { gas: numberToHex(gas) }),
    };
    let answer: unknown;
    try {
      answer = await endpoint.ask(method, [transaction, numberToHex(number)]);
    } catch (error) {
      if (error instanceof NotProvenError) endpoint.without.add(method);
      return [];
    }
    const { accessList } = (answer ?? {}) as { accessList?: unknown };
    if (!Array.isArray(accessList)) return [];
    return accessList.flatMap((entry: unknown) => {
      const { address, storageKeys } = (entry ?? {}) as Record<string, unknown>;
      if (!isHex(address) || address.length !== 42 || !Array.isArray(storageKeys)) return [];
      const slots = storageKeys.filter((slot) => isHex(slot) && slot.length === 66) as Hex[];
      return [{ address: address.toLowerCase() as Address, slots }];
    });
  }

  // ------------------------------------------------------------------------------------------------------- nodes

  /** The node to ask first is one that never lied and is not behind. */
  #inOrder(): Endpoint[] {
    return [...this.#endpoints].sort(
      (one, other) => one.lies - other.lies || Number(other.height - one.height),
    );
  }

  #blame(endpoint: Endpoint, error: unknown): ProofError {
    if (!(error instanceof ProofError)) throw error;
    error.node ??= endpoint.name;
    const lied = isLie(error);
    if (lied) endpoint.lies += 1;
    this.#options.onFault?.({ node: endpoint.name, error, lied });
    return error;
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now() / 1000;
  }
}

/** Accounts, and slots of each. */
type Reads = Map<Address, Set<Hex>>;

/**
 * Fetches together what a call will read: what it has read before, or what a node says that it will. Only a matter of speed:
 * what is missing is fetched as the call asks for it.
 */
class Prefetch {
  readonly #fetchTogether: (wanted: Reads) => Promise<void>;
  readonly #hint: () => Promise<Iterable<{ address: Address; slots: Hex[] }>>;
  #hinted: Promise<void> | undefined;

  constructor(
    fetchTogether: (wanted: Reads) => Promise<void>,
    hint: () => Promise<Iterable<{ address: Address; slots: Hex[] }>>,
  ) {
    this.#fetchTogether = fetchTogether;
    this.#hint = hint;
  }

  async fetch(all: readonly Reads[]): Promise<void> {
    const wanted: Reads = new Map();
    for (const [address, slots] of all.flatMap((reads) => [...reads])) {
      wanted.set(address, new Set([...(wanted.get(address) ?? []), ...slots]));
    }
    await this.#fetchTogether(wanted);
  }

  /** Fetches what a node says as well. It is asked once for a call. */
  async fetchHinted(all: readonly Reads[]): Promise<void> {
    this.#hinted ??= this.#hint().then(async (hints) => {
      const said = [...hints].map(({ address, slots }) => [address, new Set(slots)] as const);
      // A node may name one account more than once.
      await this.fetch([...all, ...said.map((one) => new Map([one]))]);
    });
    await this.#hinted;
  }
}

/** Why no node answered: the gravest of their reasons, with the others named. */
function noneOf(errors: readonly ProofError[]): ProofError {
  const gravest =
    errors.find((error) => error instanceof ConflictError) ??
    errors.find(isLie) ??
    errors.find((error) => error instanceof NotProvenError) ??
    errors[0];
  if (gravest) return gravest;
  return new UnreachableError({
    message: "No node was asked.",
    suggestion: "Give the transport at least one node.",
  });
}

/** Waits for all; once there is enough, only so much longer. */
async function patient(
  work: readonly Promise<void>[],
  isEnough: () => boolean,
  patience: number,
): Promise<void> {
  await new Promise<void>((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settled = work.map(async (one) => {
      await one;
      if (isEnough()) timer ??= setTimeout(resolve, patience);
    });
    void Promise.all(settled).then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function ascending(one: number, other: number): number {
  return one - other;
}

function anotherBlock(endpoint: Endpoint, asked: string): NotProvenError {
  return new NotProvenError("headerHash", {
    message: `${endpoint.name} gives another block than the one ${asked}.`,
    suggestion: "Ask another node.",
    node: endpoint.name,
  });
}

function afterHead(number: bigint, head: BlockHeader): NotProvenError {
  return new NotProvenError("afterHead", {
    message: `Block ${number} has not happened: the newest is ${head.number}, of ${at(head.timestamp)}.`,
    suggestion: `Ask for a block up to ${head.number}.`,
  });
}

function twoChains(number: bigint, shown: readonly { node: string; hash: Hex }[]): ConflictError {
  const [one, other] = shown.map(({ node, hash }) => `${hash} (${node})`);
  return new ConflictError(
    { proven: one as string, said: other as string },
    {
      message: `Two nodes show two different blocks ${number}: ${one} and ${other}.`,
      suggestion: "Believe neither, and tell the members: somebody shows a second chain.",
      node: shown[1]?.node,
    },
  );
}

/** A moment as people write it. */
function at(seconds: number): string {
  const moment = new Date(seconds * 1000);
  return Number.isNaN(moment.getTime()) ? `${seconds} s` : moment.toISOString();
}
