// Logs that are proven to be all of them.
//
// Each log is proven by the receipts root of its block. That no block was left out follows from what the contracts commit to,
// read in the proven state before the range and at its end: of a robot the head and length of its history, of a contract
// those of its log. A short range is proven block by block, and needs no commitment.
import {
  type Address,
  concatHex,
  decodeAbiParameters,
  encodeFunctionData,
  type Hex,
  isHex,
  keccak256,
  numberToHex,
  parseAbi,
  toEventSelector,
} from "viem";
import { mapInParallel } from "../internal/reads.js";
import { isRobotId } from "../robot-id.js";
import type { Endpoint } from "./endpoint.js";
import { ConflictError, NotProvenError } from "./errors.js";
import type { BlockHeader } from "./header.js";
import type { Prover } from "./prover.js";
import { logsOfBlock, mayHoldLogsOf, type WireLog } from "./receipts.js";

/** What is asked for: as `eth_getLogs` takes it, its blocks as numbers. */
export interface LogFilter {
  /** Who emitted them, in lower case; `undefined` for anybody. */
  readonly addresses: readonly Address[] | undefined;
  /** Topics in their places: any of some, or whatever. */
  readonly topics: readonly (readonly Hex[] | undefined)[];
  readonly from: bigint;
  readonly to: bigint;
}

/** What is emitted with every entry, whatever it is about. */
const RECORDED = toEventSelector("Recorded(bytes32,uint16,address,uint256,uint40,bytes32,bytes32)");

const commitments = parseAbi([
  "function log() view returns (uint256 count, bytes32 head)",
  "function historyOf(bytes32 subject) view returns (bytes32 head, uint256 seq)",
]);

/** Contracts that write about robots alone: every entry of theirs is in the registry's log. */
const ABOUT_ROBOTS = ["RegistrarOrders", "RobotFlags"];

/** Ranges of at most so many blocks are proven block by block. */
const FEW_BLOCKS = 64n;

/** Blocks that are asked for at once; over a transport that batches, in few requests. */
const BLOCKS_AT_ONCE = 16;

/** What a contract commits to at one block. */
interface Commitment {
  readonly count: bigint;
  /** 32 bytes; of a log and of what is no robot, the last five are zero. */
  readonly head: Hex;
}

/** What the entries of a range must lead from, and to. */
interface Expected {
  readonly contract: Address;
  /** Its entries: all of the contract's, or those about one robot. */
  readonly subject: Hex | undefined;
  readonly before: Commitment;
  readonly after: Commitment;
}

/** The logs that a filter lets pass, none left out. */
export async function provenLogs(prover: Prover, filter: LogFilter): Promise<WireLog[]> {
  const { from, to } = filter;
  if (from > to) return [];
  await prover.headerAt(to);
  if (to - from < FEW_BLOCKS) return await logsOfFewBlocks(prover, filter);
  const expected = (await expectedOf(prover, filter)).filter(
    ({ before, after }) => before.count !== after.count || before.head !== after.head,
  );
  if (expected.length === 0) return [];
  return await prover.fromAny(async (endpoint) => {
    const numbers = await blocksWithEntries(endpoint, filter, expected);
    const logs = await logsOfBlocks(prover, endpoint, numbers);
    for (const one of expected) requireWhole(one, logs, filter);
    return logs.filter((log) => passes(filter, log));
  });
}

async function logsOfFewBlocks(prover: Prover, filter: LogFilter): Promise<WireLog[]> {
  const { from, to, addresses } = filter;
  const numbers = Array.from({ length: Number(to - from) + 1 }, (_, index) => from + BigInt(index));
  return await prover.fromAny(async (endpoint) => {
    const logs = await logsOfBlocks(prover, endpoint, numbers, addresses);
    return logs.filter((log) => passes(filter, log));
  });
}

/** All logs of some blocks; of those blocks only that may hold one of the addresses. */
async function logsOfBlocks(
  prover: Prover,
  endpoint: Endpoint,
  numbers: readonly bigint[],
  addresses?: readonly Address[],
): Promise<WireLog[]> {
  const logs = await mapInParallel(
    numbers,
    async (number) => {
      const header = await prover.headerAt(number);
      const mayHold = addresses?.some((address) => mayHoldLogsOf(header, address)) ?? true;
      return mayHold ? await logsOfBlock(endpoint, header) : [];
    },
    BLOCKS_AT_ONCE,
  );
  return logs.flat();
}

/** Where a node says that entries are: a hint, which the commitments judge. */
async function blocksWithEntries(
  endpoint: Endpoint,
  { from, to }: LogFilter,
  expected: readonly Expected[],
): Promise<bigint[]> {
  const subjects = expected.flatMap(({ subject }) => subject ?? []);
  const answer = await endpoint.ask("eth_getLogs", [
    {
      address: [...new Set(expected.map(({ contract }) => contract))],
      topics: subjects.length > 0 ? [RECORDED, subjects] : [RECORDED],
      fromBlock: numberToHex(from),
      toBlock: numberToHex(to),
    },
  ]);
  const numbers = new Set<bigint>();
  for (const log of Array.isArray(answer) ? answer : []) {
    const { blockNumber } = (log ?? {}) as { blockNumber?: unknown };
    if (!isHex(blockNumber) || blockNumber === "0x") continue;
    const number = BigInt(blockNumber);
    if (from <= number && number <= to) numbers.add(number);
  }
  return [...numbers].sort((one, other) => Number(one - other));
}

/** The entries that the logs hold must be as many as were added, and lead to the head that is proven. */
function requireWhole(
  { contract, subject, before, after }: Expected,
  logs: readonly WireLog[],
  { from, to }: LogFilter,
): void {
  const entries = logs.filter(
    ({ address, topics }) =>
      address === contract &&
      topics[0] === RECORDED &&
      (subject === undefined || topics[1] === subject),
  );
  const added = after.count - before.count;
  const of = subject === undefined ? contract : `${subject} at ${contract}`;
  if (BigInt(entries.length) !== added) {
    throw new ConflictError(
      { proven: `${added} entries`, said: `${entries.length} entries` },
      {
        message:
          `In the blocks ${from} to ${to}, ${added} entries were added to the log of ${of}; ` +
          `the node shows ${entries.length}.`,
        suggestion: "Ask another node: this one leaves something out.",
      },
    );
  }
  const head = subject === undefined ? foldLog(before.head, entries) : headOf(entries.at(-1));
  if (head === after.head) return;
  throw new ConflictError(
    { proven: `the head ${after.head}`, said: `the head ${head}` },
    {
      message: `In the blocks ${from} to ${to}, the entries that the node shows of ${of} lead to another head than the proven one.`,
      suggestion: "Ask another node: this one shows other entries than there are.",
    },
  );
}

/** The head of a contract's log after some entries: first 27 bytes of keccak256(head, subject, head of the subject). */
function foldLog(before: Hex, entries: readonly WireLog[]): Hex {
  return entries.reduce<Hex>((head, entry) => {
    const subject = entry.topics[1] as Hex;
    return `${keccak256(concatHex([head, subject, headOf(entry)])).slice(0, 56)}${"00".repeat(5)}` as Hex;
  }, before);
}

/** The last of the four words of `Recorded`. */
function headOf(entry: WireLog | undefined): Hex {
  return `0x${entry?.data.slice(-64) ?? ""}`;
}

/** What commits to the logs that are asked for. */
async function expectedOf(prover: Prover, filter: LogFilter): Promise<Expected[]> {
  const registry = addressOf(prover, "RobotRegistry");
  const known = new Map(
    Object.entries(prover.anchor.contracts).map(([name, { address }]) => [
      address.toLowerCase() as Address,
      name,
    ]),
  );
  const stranger = filter.addresses?.find((address) => !known.has(address));
  if (stranger) throw notCommitted(stranger);
  const robots = robotsIn(filter);
  if (robots && registry) {
    // Whoever emits an event about a robot, a module that was replaced too: there is an entry beside it.
    return await Promise.all(
      robots.map(async (subject) => await expectedAbout(prover, filter, registry, subject)),
    );
  }
  if (!filter.addresses) throw notCommitted("anybody");
  const contracts = new Set<Address>();
  for (const address of filter.addresses) {
    const name = known.get(address) as string;
    if (!ABOUT_ROBOTS.includes(name)) contracts.add(address);
    // What a module writes about a robot is in the registry's log.
    if (registry) contracts.add(registry);
  }
  return await Promise.all(
    [...contracts].map(
      async (contract) => await expectedAbout(prover, filter, contract, undefined),
    ),
  );
}

async function expectedAbout(
  prover: Prover,
  { from, to }: LogFilter,
  contract: Address,
  subject: Hex | undefined,
): Promise<Expected> {
  const base = await prover.headerAt(from > 0n ? from - 1n : 0n);
  const [before, after] = await Promise.all([
    commitmentAt(prover, base, contract, subject),
    commitmentAt(prover, await prover.headerAt(to), contract, subject),
  ]);
  return { contract, subject, before, after };
}

async function commitmentAt(
  prover: Prover,
  header: BlockHeader,
  contract: Address,
  subject: Hex | undefined,
): Promise<Commitment> {
  const none = { count: 0n, head: numberToHex(0n, { size: 32 }) };
  const { data, failure } = await prover.call(header, {
    to: contract,
    data:
      subject === undefined
        ? encodeFunctionData({ abi: commitments, functionName: "log" })
        : encodeFunctionData({ abi: commitments, functionName: "historyOf", args: [subject] }),
  });
  // The contract itself says of a code that was never issued that it has no history.
  if (failure === "revert" && subject !== undefined) return none;
  if (failure === undefined && data === "0x") return none; // Before it was deployed.
  if (failure !== undefined || data.length !== 130) throw notCommitted(contract);
  if (subject === undefined) {
    const [count, head] = decodeAbiParameters(commitments[0].outputs, data);
    return { count, head };
  }
  const [head, count] = decodeAbiParameters(commitments[1].outputs, data);
  // The head of a robot without entries is the one that its issuance gives it: no entry leads to it.
  return { count, head: count === 0n ? none.head : head };
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

function passes({ addresses, topics }: LogFilter, log: WireLog): boolean {
  if (addresses && !addresses.includes(log.address)) return false;
  return topics.every((wanted, index) => {
    const topic = log.topics[index];
    return wanted === undefined || (topic !== undefined && wanted.includes(topic));
  });
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
