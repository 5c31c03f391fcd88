// Logs that are proven to be all of them.
//
// Each log is proven by the receipts root of its block. That no block was left out follows from what the contracts commit to,
// read in the proven state before the range and at its end: of a robot, or another subject, the head and length of its
// history, of a contract those of its log. Where no node keeps a state that old, the range is widened: to the newest block, whose
// state every node has, and back to block 0, before which nothing was recorded. A short range is proven block by block, and needs
// no commitment.
import {
  type Address,
  decodeAbiParameters,
  encodeFunctionData,
  type Hex,
  isHex,
  numberToHex,
  parseAbi,
  toEventSelector,
  zeroHash,
} from "viem";
import { dossierAbi } from "../abis/dossier.js";
import { recallRegistryAbi } from "../abis/recall-registry.js";
import { nextLogHead } from "../history/chain.js";
import { changeEvents } from "../history/kinds.js";
import { inRanges, isTooMuch } from "../internal/logs.js";
import { pause } from "../internal/pause.js";
import { mapInParallel } from "../internal/reads.js";
import { isRobotId } from "../robot-id.js";
import type { Endpoint } from "./endpoint.js";
import { ConflictError, NotProvenError, ProofError } from "./errors.js";
import type { BlockHeader } from "./header.js";
import { Kept } from "./kept.js";
import type { Prover } from "./prover.js";
import { askForBlock, type Given, logsIn, mayHoldLogsOf, type WireLog } from "./receipts.js";

/** A range of blocks, first and last. */
interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

/** What is asked for: as `eth_getLogs` takes it, its blocks as numbers. */
export interface LogFilter extends Range {
  /** Who emitted them, in lower case; `undefined` for anybody. */
  readonly addresses: readonly Address[] | undefined;
  /** Topics in their places: any of some, or whatever. */
  readonly topics: readonly (readonly Hex[] | undefined)[];
}

/** What is emitted with every entry, whatever it is about. */
const RECORDED = toEventSelector("Recorded(bytes32,uint16,address,uint256,uint40,bytes32,bytes32)");

const commitments = parseAbi([
  "function log() view returns (uint256 count, bytes32 head)",
  "function historyOf(bytes32 subject) view returns (bytes32 head, uint256 seq)",
]);

/** Contracts that write about robots alone: every entry of theirs is in the registry's log. */
const ABOUT_ROBOTS = ["RegistrarOrders", "RobotFlags"];

/** Contracts whose entries about robots are in the registry's log, and all others in their own. */
const MODULES = ["RecallRegistry", "Dossier"];

/** First topics of what a module's own log commits to. */
const topicsOfModules: ReadonlySet<Hex> = new Set(
  [...recallRegistryAbi, ...dossierAbi].flatMap((item) => {
    const topic = item.type === "event" ? toEventSelector(item) : undefined;
    return topic && !changeEvents.has(topic) ? topic : [];
  }),
);

/** Ranges of at most so many blocks are proven block by block. */
const FEW_BLOCKS = 64n;

/** Blocks that are asked for at once: over a transport that batches, in one request. */
const BLOCKS_AT_ONCE = 8;

/** Requests for blocks that are on their way while those at hand are verified. */
const REQUESTS_AHEAD = 4;

/** Headers that are asked for at once: they are small. */
const HEADERS_AT_ONCE = 128;

/** Most headers that are read to find entries. */
const MOST_HEADERS = 4096n;

/** Most requests for the hints of one range: a node may not keep its client busy without end. */
const MOST_REQUESTS = 10_000n;

/** What a contract commits to at one block. */
interface Commitment {
  readonly count: bigint;
  /** 32 bytes; of a log and of what is no robot, the last five are zero. */
  readonly head: Hex;
}

/** Entries that are committed to together. */
interface Chain {
  readonly contract: Address;
  /** Those about one subject; all of the contract's where it is `undefined`. */
  readonly subject: Hex | undefined;
}

/** What the entries of a range must lead from, and to. */
interface Expected extends Chain {
  readonly range: Range;
  readonly before: Commitment;
  readonly after: Commitment;
  /** Whether the range was widened back to block 0, for no node shows the state before it. */
  readonly isWidened: boolean;
  /** Why nobody could show what the log was in block 0; it was taken for empty then, which the entries must bear out. */
  readonly unproven: NotProvenError | undefined;
}

const NONE: Commitment = { count: 0n, head: zeroHash };

/** The logs that a filter lets pass, none left out. */
export async function provenLogs(prover: Prover, filter: LogFilter): Promise<WireLog[]> {
  const { from, to } = filter;
  if (from > to) return [];
  await prover.headerAt(to);
  if (to - from < FEW_BLOCKS) return await logsOfFewBlocks(prover, filter);
  const chains = await Promise.all(
    chainsOf(prover, filter).map(async (chain) => await expectedOf(prover, filter, chain)),
  );
  const expected = chains.filter(
    ({ before, after }) => before.count !== after.count || before.head !== after.head,
  );
  if (expected.length === 0) return [];
  const logs = await wholeLogs(prover, filter, expected);
  return logs.filter((log) => isWithin(filter, log) && passes(filter, log));
}

/** All logs of chains from block 0 on. */
interface Whole {
  readonly to: bigint;
  readonly logs: Promise<WireLog[]>;
}

/** How many chains are kept whole. */
const WHOLE_CHAINS = 8;

const kept = new WeakMap<Prover, Kept<string, Whole>>();

/**
 * The logs of all blocks with entries of some chains. Who asks range by range where ranges have to be widened to the whole
 * is not to read it all each time: it is kept, where blocks are final.
 */
async function wholeLogs(
  prover: Prover,
  { to }: LogFilter,
  expected: readonly Expected[],
): Promise<WireLog[]> {
  const isKept = prover.isSealed && expected.every(({ isWidened }) => isWidened);
  if (!isKept) return await readWhole(prover, expected);
  const ofProver = kept.get(prover) ?? new Kept<string, Whole>(WHOLE_CHAINS);
  kept.set(prover, ofProver);
  const key = expected.map(nameOf).sort().join();
  const before = ofProver.get(key);
  if (before && before.to >= to) {
    // Another may have asked for it, of a node that did not show it.
    const logs = await before.logs.catch(() => undefined);
    if (logs) return logs;
  }
  const logs = readWhole(prover, expected);
  const [shortest] = expected
    .map(({ range }) => range.to)
    .sort((one, other) => Number(one - other));
  ofProver.set(key, { to: shortest ?? to, logs });
  return await logs;
}

async function readWhole(prover: Prover, expected: readonly Expected[]): Promise<WireLog[]> {
  return await prover.fromAny(async (endpoint) => {
    const headers = await headersWithEntries(prover, endpoint, expected);
    const logs = await logsOfBlocks(prover, endpoint, headers);
    for (const one of expected) requireWhole(one, logs);
    return logs;
  });
}

async function logsOfFewBlocks(prover: Prover, filter: LogFilter): Promise<WireLog[]> {
  const { from, to, addresses } = filter;
  const last = await prover.headerAt(to);
  return await prover.fromAny(async (endpoint) => {
    const headers = await prover.headersUpTo(endpoint, last, from);
    const mayHold = headers.filter((header) => {
      return addresses?.some((one) => mayHoldLogsOf(header, one)) ?? true;
    });
    const logs = await logsOfBlocks(prover, endpoint, mayHold);
    return logs.filter((log) => passes(filter, log));
  });
}

/** All logs of some blocks. Node and verifier work at the same time: the next blocks are on their way meanwhile. */
async function logsOfBlocks(
  prover: Prover,
  endpoint: Endpoint,
  headers: readonly BlockHeader[],
): Promise<WireLog[]> {
  const asked: Promise<Given[]>[] = [];
  let next = 0;
  const askOn = () => {
    const wanted = headers.slice(next, next + BLOCKS_AT_ONCE);
    next += BLOCKS_AT_ONCE;
    if (wanted.length === 0) return;
    const given = Promise.all(wanted.map((header) => askForBlock(prover, endpoint, header)));
    // It is thrown where it is awaited.
    given.catch(() => {});
    asked.push(given);
  };
  for (let ahead = 0; ahead < REQUESTS_AHEAD; ahead += 1) askOn();
  const logs: WireLog[] = [];
  for (let given = await asked.shift(); given; given = await asked.shift()) {
    askOn();
    // So that the request is on its way before this thread is busy.
    await pause(0);
    for (const one of given) for (const log of await logsIn(one)) logs.push(log);
  }
  return logs;
}

/** The blocks that may hold entries, in their order. */
async function headersWithEntries(
  prover: Prover,
  endpoint: Endpoint,
  expected: readonly Expected[],
): Promise<readonly BlockHeader[]> {
  const found = new Map<bigint, BlockHeader>();
  for (const { contract, range } of expected.filter(isDense)) {
    const last = await prover.headerAt(range.to);
    for (const header of await prover.headersUpTo(endpoint, last, range.from)) {
      if (mayHoldLogsOf(header, contract)) found.set(header.number, header);
    }
  }
  const sparse = expected.filter((one) => !isDense(one));
  const numbers = (await blocksWithEntries(endpoint, sparse)).filter((one) => !found.has(one));
  const headers = await mapInParallel(numbers, (one) => prover.headerAt(one), HEADERS_AT_ONCE);
  return [...found.values(), ...headers].sort((one, other) => Number(one.number - other.number));
}

/** Whether the headers of a range are less than its entries: their filters say as well where entries may be. */
function isDense({ subject, range, before, after }: Expected): boolean {
  const blocks = range.to - range.from + 1n;
  return subject === undefined && blocks <= after.count - before.count && blocks <= MOST_HEADERS;
}

/** Where a node says that entries are: a hint, which the commitments judge. Asked for in ranges as wide as it allows. */
async function blocksWithEntries(
  endpoint: Endpoint,
  expected: readonly Expected[],
): Promise<bigint[]> {
  const answers = await mapInParallel(expected, async ({ contract, subject, range }) => {
    const refuse = (): never => {
      throw new NotProvenError("nodeRefused", {
        message: `${endpoint.name} shows the events of so few blocks at once that ${range.from} to ${range.to} would take more than ${MOST_REQUESTS} requests.`,
        suggestion: "Ask another node, or for fewer blocks.",
        node: endpoint.name,
      });
    };
    let requests = 0n;
    const ask = async ({ from, to }: Range): Promise<unknown[]> => {
      requests += 1n;
      if (requests > MOST_REQUESTS) refuse();
      const topics = subject === undefined ? [RECORDED] : [RECORDED, [subject]];
      const blocks = { fromBlock: numberToHex(from), toBlock: numberToHex(to) };
      return [await endpoint.ask("eth_getLogs", [{ address: [contract], topics, ...blocks }])];
    };
    // What the node itself said is behind the error of the proof.
    const isRefusal = (error: unknown) => error instanceof ProofError && isTooMuch(error.cause);
    const isMany = (first: bigint, width: bigint) => range.to - first + 1n > width * MOST_REQUESTS;
    return (await inRanges(endpoint, range, ask, { isTooMuch: isRefusal, isMany })) ?? refuse();
  });
  const numbers = new Set<bigint>();
  for (const log of answers.flat(2)) {
    const { blockNumber } = (log ?? {}) as { blockNumber?: unknown };
    if (!isHex(blockNumber) || blockNumber === "0x") continue;
    const number = BigInt(blockNumber);
    if (expected.some(({ range: { from, to } }) => from <= number && number <= to)) {
      numbers.add(number);
    }
  }
  return [...numbers].sort((one, other) => Number(one - other));
}

/** The entries that the logs hold must be as many as were added, and lead to the head that is proven. */
function requireWhole(expected: Expected, logs: readonly WireLog[]): void {
  const { contract, subject, range, before, after, unproven } = expected;
  const entries = logs.filter(
    (log) =>
      log.address === contract &&
      log.topics[0] === RECORDED &&
      (subject === undefined || log.topics[1] === subject) &&
      isWithin(range, log),
  );
  const added = after.count - before.count;
  const head = subject === undefined ? foldLog(before.head, entries) : headOf(entries.at(-1));
  const areAll = BigInt(entries.length) === added;
  if (areAll && head === after.head) return;
  if (unproven) throw notFromNothing(expected, entries.length, unproven);
  const of = nameOf(expected);
  const blocks = `In the blocks ${range.from} to ${range.to}`;
  throw areAll
    ? new ConflictError(
        { proven: `the head ${after.head}`, said: `the head ${head}` },
        {
          message: `${blocks}, the entries that the node shows of ${of} lead to another head than the proven one.`,
          suggestion: "Ask another node: this one shows other entries than there are.",
        },
      )
    : new ConflictError(
        { proven: `${added} entries`, said: `${entries.length} entries` },
        {
          message: `${blocks}, ${added} entries were added to the log of ${of}; the node shows ${entries.length}.`,
          suggestion: "Ask another node: this one leaves something out.",
        },
      );
}

function nameOf({ contract, subject }: Chain): string {
  return subject === undefined ? contract : `${subject} at ${contract}`;
}

/**
 * The entries do not lead from nothing to the proven head. Whether the node left some out, or the contract had some before
 * block 1, as the contracts of a genesis do, only the state could tell that nobody shows.
 */
function notFromNothing(expected: Expected, shown: number, cause: NotProvenError): NotProvenError {
  const { count, head } = expected.after;
  return new NotProvenError("nodeRefused", {
    message:
      `The log of ${nameOf(expected)} has ${count} entries up to the head ${head}; those that the node shows, ${shown}, do not ` +
      `lead there from an empty log, and what it held before them is not proven: ${cause.shortMessage}`,
    suggestion: "Ask a node that keeps the state of every block.",
    cause,
  });
}

/** The head of a contract's log after some entries. */
function foldLog(before: Hex, entries: readonly WireLog[]): Hex {
  return entries.reduce(
    (head, entry) => nextLogHead(head, entry.topics[1] as Hex, headOf(entry)),
    before,
  );
}

/** The last of the four words of `Recorded`. */
function headOf(entry: WireLog | undefined): Hex {
  return `0x${entry?.data.slice(-64) ?? ""}`;
}

/** The chains whose entries lie beside all logs that are asked for. */
function chainsOf(prover: Prover, filter: LogFilter): Chain[] {
  const registry = addressOf(prover, "RobotRegistry");
  const known = namesIn(prover);
  const { addresses } = filter;
  // A stranger's event about a robot may be in a block without an entry.
  if (!addresses) throw notCommitted("anybody");
  const stranger = addresses.find((address) => !known.has(address));
  if (stranger) throw notCommitted(stranger);
  const robots = robotsIn(filter);
  // No matter which of the contracts emits an event about a robot: there is an entry beside it.
  if (robots && registry) return robots.map((subject) => ({ contract: registry, subject }));
  const contracts = new Set<Address>();
  for (const address of addresses) {
    const name = known.get(address) as string;
    if (mayBeInOwnLog(name, filter)) contracts.add(address);
    if (registry && mayBeAboutRobots(name, filter)) contracts.add(registry);
  }
  const subjects = subjectsIn(filter) ?? [undefined];
  return [...contracts].flatMap((contract) => subjects.map((subject) => ({ contract, subject })));
}

function mayBeInOwnLog(name: string, { topics: [events] }: LogFilter): boolean {
  if (ABOUT_ROBOTS.includes(name)) return false;
  return !MODULES.includes(name) || !events?.every((topic) => changeEvents.has(topic));
}

function mayBeAboutRobots(name: string, { topics: [events] }: LogFilter): boolean {
  if (ABOUT_ROBOTS.includes(name)) return true;
  return MODULES.includes(name) && !events?.every((topic) => topicsOfModules.has(topic));
}

/** The subjects that are asked about, where a filter names them: the second topic of `Recorded` is one, that of others may not be. */
function subjectsIn({ topics: [events, subjects] }: LogFilter): readonly Hex[] | undefined {
  return events?.every((topic) => topic === RECORDED) && subjects?.length ? subjects : undefined;
}

/** What the entries of a chain must lead from and to, in the range that was asked for, or the next wider one that can be shown. */
async function expectedOf(prover: Prover, asked: Range, chain: Chain): Promise<Expected> {
  const { founding } = prover.anchor;
  // What the anchor says of block 0 no node need show.
  const isFromFounding = founding !== undefined && asked.from <= 1n;
  const first = isFromFounding
    ? undefined
    : await provableAt(prover, chain, asked.from > 0n ? asked.from - 1n : 0n);
  if (first?.commitment) {
    const { to, after } = await endOf(prover, asked.to, chain);
    const range = { from: asked.from, to };
    const before = first.commitment;
    return { ...chain, range, before, after, isWidened: false, unproven: undefined };
  }
  const before = founding?.[namesIn(prover).get(chain.contract) as string];
  // Of a log that the founding began, the anchor knows the whole alone, not what it said of each subject.
  const whole = before ? { ...chain, subject: undefined } : chain;
  const { to, after } = await endOf(prover, asked.to, whole);
  return {
    ...whole,
    range: { from: 0n, to },
    before: before ?? NONE,
    after,
    isWidened: !isFromFounding,
    unproven: founding ? undefined : first?.error,
  };
}

async function endOf(prover: Prover, to: bigint, chain: Chain) {
  const { commitment } = await provableAt(prover, chain, to);
  if (commitment) return { to, after: commitment };
  const { header } = await prover.head();
  return { to: header.number, after: await commitmentAt(prover, header, chain) };
}

/** What a chain commits to in the state of a block; why not, where no node shows that state. */
async function provableAt(
  prover: Prover,
  chain: Chain,
  number: bigint,
): Promise<
  | { readonly commitment: Commitment }
  | { readonly commitment?: undefined; readonly error: NotProvenError }
> {
  const header = await prover.headerAt(number);
  try {
    return { commitment: await commitmentAt(prover, header, chain) };
  } catch (error) {
    // A contract that keeps no log keeps none at any block.
    if (!(error instanceof NotProvenError) || error.reason === "logsNotCommitted") throw error;
    return { error };
  }
}

async function commitmentAt(
  prover: Prover,
  header: BlockHeader,
  { contract, subject }: Chain,
): Promise<Commitment> {
  const { data, failure } = await prover.call(header, {
    to: contract,
    data:
      subject === undefined
        ? encodeFunctionData({ abi: commitments, functionName: "log" })
        : encodeFunctionData({ abi: commitments, functionName: "historyOf", args: [subject] }),
  });
  // The contract itself says of a code that was never issued that it has no history.
  if (failure === "revert" && subject !== undefined) return NONE;
  if (failure === undefined && data === "0x") return NONE; // Before it was deployed.
  if (failure !== undefined || data.length !== 130) throw notCommitted(contract);
  if (subject === undefined) {
    const [count, head] = decodeAbiParameters(commitments[0].outputs, data);
    return { count, head };
  }
  const [head, count] = decodeAbiParameters(commitments[1].outputs, data);
  // The head of a robot without entries is the one that its issuance gives it: no entry leads to it.
  return { count, head: count === 0n ? NONE.head : head };
}

/** The robots that are asked about, where a filter names them and asks for nothing else. */
function robotsIn({ topics }: LogFilter): readonly Hex[] | undefined {
  const subjects = topics[1];
  return subjects && subjects.length > 0 && subjects.every(isCode) ? subjects : undefined;
}

function isCode(subject: Hex): boolean {
  if (!subject.endsWith("000000")) return false;
  const text = subject
    .slice(2, 60)
    .replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
  return isRobotId(text);
}

function isWithin({ from, to }: Range, { blockNumber }: WireLog): boolean {
  return from <= BigInt(blockNumber) && BigInt(blockNumber) <= to;
}

function passes({ addresses, topics }: LogFilter, log: WireLog): boolean {
  if (addresses && !addresses.includes(log.address)) return false;
  return topics.every((wanted, index) => {
    const topic = log.topics[index];
    return wanted === undefined || (topic !== undefined && wanted.includes(topic));
  });
}

/** The names of the anchor's contracts, by their addresses in lower case. */
function namesIn({ anchor }: Prover): ReadonlyMap<Address, string> {
  return new Map(
    Object.entries(anchor.contracts).map(([name, { address }]) => [
      address.toLowerCase() as Address,
      name,
    ]),
  );
}

function addressOf(prover: Prover, name: string): Address | undefined {
  return prover.anchor.contracts[name]?.address.toLowerCase() as Address | undefined;
}

function notCommitted(whom: string): NotProvenError {
  return new NotProvenError("logsNotCommitted", {
    message: `Nothing commits to the logs of ${whom}: one could be left out, and nobody would see.`,
    suggestion: `Ask for logs of the registry's contracts, or for at most ${FEW_BLOCKS} blocks at once.`,
  });
}
