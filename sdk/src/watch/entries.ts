// Entries as they are read from logs, each of which must follow from the one before it.
import {
  type Abi,
  type AbiEvent,
  type Address,
  decodeEventLog,
  encodeAbiParameters,
  encodeEventTopics,
  getAddress,
  type Hash,
  type Hex,
  isAddressEqual,
  numberToHex,
  toEventSelector,
  zeroHash,
} from "viem";
import type { LogName } from "../actions/getLog.js";
import { contractOf } from "../chains/contracts.js";
import { historySeed, keptHead, nextHead, nextLogHead } from "../history/chain.js";
import { changeEvents, kinds } from "../history/kinds.js";
import { readChange } from "../history/read-log.js";
import type { RegistryClient } from "../internal/client.js";
import { robotRegistry } from "../internal/contracts.js";
import { keccak256 } from "../internal/keccak.js";
import { logsOf, type MinedLog } from "../internal/logs.js";
import { isRefusal } from "../internal/node-refusal.js";
import { readFields } from "../internal/readable.js";
import { readWords } from "../internal/reads.js";
import { fromBytes32, type RobotId } from "../robot-id.js";
import { RobotIdError } from "../robot-id-error.js";
import { isAfter } from "./cursor.js";
import { Disbelief } from "./fault.js";
import { type Commitment, commitmentsAt, LOGS, NONE, type Track } from "./tracks.js";

/** An entry, whatever it is about. */
export interface Entry {
  readonly contract: LogName;
  readonly subject: Hex;
  readonly robot: RobotId | undefined;
  readonly kindNumber: number;
  readonly seq: bigint;
  readonly actor: Address;
  readonly timestamp: number;
  readonly payloadDigest: Hex;
  readonly head: Hex;
  readonly blockNumber: bigint;
  readonly logIndex: number;
  readonly transactionHash: Hash;
  /** The typed event; `undefined` where this version of the SDK does not know the kind. */
  readonly typed: Typed | undefined;
}

interface Typed {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly emitter: Address;
}

/** First and last block. */
interface Range {
  readonly from: bigint;
  readonly to: bigint;
}

/** Heads of subjects that were read before, so that they need not be asked for. */
export type KnownHeads = Map<string, { readonly head: Hex; readonly seq: bigint }>;

/** Heads that are kept: of so many subjects. Those of others are asked for. */
const MOST_HEADS = 10_000;

/** The contracts that keep a log, by their names: their events. */
const abis: ReadonlyMap<string, Abi> = new Map(
  Object.values(LOGS).map(({ contract, abi }) => [contract, abi]),
);

export const [RECORDED] = encodeEventTopics({
  abi: robotRegistry.abi,
  eventName: "Recorded",
});

type Recorded = Omit<Entry, "robot" | "typed" | "transactionHash"> & { readonly log: MinedLog };

/** What is asked for, and what it must add up to. */
export interface Reading extends Range {
  readonly tracks: readonly Track[];
  readonly before: readonly Commitment[];
  readonly after: readonly Commitment[];
  readonly heads: KnownHeads;
}

/**
 * The entries of a range of blocks, which lead from the one commitment of each chain to the other.
 *
 * @throws Disbelief where they do not.
 */
export async function entriesIn(
  client: RegistryClient,
  logs: readonly MinedLog[],
  reading: Reading,
): Promise<readonly Entry[]> {
  const { tracks, before, after, heads } = reading;
  const inOrder = [...logs].sort((one, other) => (isAfter(one, other) ? 1 : -1));
  const recorded = inOrder.flatMap((log) => recordedIn(client, tracks, log) ?? []);
  const previous = await previousHeads(client, recorded, reading);
  const folded = new Map(tracks.map(({ contract }, index) => [contract, before[index] ?? NONE]));
  for (const one of recorded) {
    const { contract, subject, seq, head } = one;
    const { head: last, seq: lastSeq } = previous.get(keyOf(one)) as { head: Hex; seq: bigint };
    const next = nextHead(last, one);
    if (seq !== lastSeq + 1n || head !== (robotOf(one) ? next : keptHead(next))) {
      throw disbelief(one, "does not follow from the one before it");
    }
    previous.set(keyOf(one), { head, seq });
    const log = folded.get(contract) as Commitment;
    const isWhole = tracks.some((track) => track.contract === contract && !track.subject);
    folded.set(contract, {
      count: log.count + 1n,
      head: isWhole ? nextLogHead(log.head, subject, head) : head,
    });
  }
  for (const [index, { contract }] of tracks.entries()) {
    const [found, expected] = [folded.get(contract), after[index]] as [Commitment, Commitment];
    if (found.count !== expected.count || found.head !== expected.head) {
      throw new Disbelief(
        "conflict",
        `Of ${contract} the node gave ${found.count} entries up to block ${reading.to}, and the contract has ${expected.count}: they do not lead to its head.`,
      );
    }
  }
  const byPlace = new Map(inOrder.map((log) => [`${log.blockNumber} ${log.logIndex}`, log]));
  const entries: Entry[] = [];
  for (const one of recorded) entries.push(await withTyped(client, one, byPlace));
  if (heads.size > MOST_HEADS) heads.clear();
  for (const [key, head] of previous) heads.set(key, head);
  return entries;
}

function keyOf({ contract, subject }: Pick<Entry, "contract" | "subject">): string {
  return `${contract} ${subject}`;
}

function disbelief({ contract, seq, blockNumber }: Recorded, what: string): Disbelief {
  return new Disbelief(
    "conflict",
    `Entry ${seq} of a subject in ${contract}, which the node has in block ${blockNumber}, ${what}.`,
  );
}

/** The entry that a log announces, where it is one of a chain that is followed. */
function recordedIn(
  client: RegistryClient,
  tracks: readonly Track[],
  log: MinedLog,
): Recorded | undefined {
  const { address, topics, data, blockNumber, logIndex } = log;
  if (topics[0] !== RECORDED) return undefined;
  const track = tracks.find(({ contract, subject }) => {
    const isIts = isAddressEqual(contractOf(client, contract).address, address);
    return isIts && (subject === undefined || subject === topics[1]);
  });
  if (!track) return undefined;
  const { abi } = robotRegistry;
  const { args } = decodeEventLog({ abi, eventName: "Recorded", topics, data });
  const { kind: kindNumber, ...rest } = args;
  return { ...rest, kindNumber, contract: track.contract, blockNumber, logIndex, log };
}

/** The robot that an entry is about; `undefined` where it is about something else. */
function robotOf({ contract, subject }: Pick<Entry, "contract" | "subject">): RobotId | undefined {
  if (contract !== "robotRegistry") return undefined;
  try {
    return fromBytes32(subject);
  } catch (error) {
    if (error instanceof RobotIdError) return undefined;
    throw error;
  }
}

/**
 * What each subject had before its first entry in a range. The one who gives it need not be believed: to no other head the entry could be
 * added so that the one follows which the contract's log commits to.
 */
async function previousHeads(
  client: RegistryClient,
  recorded: readonly Recorded[],
  { from, to, heads }: Reading,
): Promise<Map<string, { head: Hex; seq: bigint }>> {
  const firsts = new Map<string, Recorded>();
  for (const one of recorded) if (!firsts.has(keyOf(one))) firsts.set(keyOf(one), one);
  const found = new Map<string, { head: Hex; seq: bigint }>();
  const unknown: Recorded[] = [];
  for (const [key, first] of firsts) {
    const known = heads.get(key);
    if (known) found.set(key, known);
    else if (first.seq === 1n) found.set(key, { head: await seedOf(client, first, to), seq: 0n });
    else unknown.push(first);
  }
  if (unknown.length === 0) return found;
  let asked: readonly Commitment[];
  try {
    asked = await commitmentsAt(client, unknown, from - 1n);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    asked = await Promise.all(unknown.map((one) => headInLogs(client, one, from - 1n)));
  }
  for (const [index, one] of unknown.entries()) {
    const { head, count } = asked[index] ?? NONE;
    found.set(keyOf(one), { head, seq: count });
  }
  return found;
}

/** What a chain begins with: of a robot its issuance, of everything else nothing. */
async function seedOf(client: RegistryClient, one: Recorded, blockNumber: bigint): Promise<Hex> {
  if (!robotOf(one)) return zeroHash;
  const at = { ...robotRegistry, blockNumber };
  const { subject } = one;
  const { lot } = await readWords(client, { ...at, functionName: "robot", args: [subject] });
  const issued = await readWords(client, { ...at, functionName: "lot", args: [lot] });
  const { address: registry } = contractOf(client, "robotRegistry");
  const { issuedAt, unitsRoot } = issued;
  const chainId = client.chain?.id ?? 0;
  return historySeed({ chainId, registry, id: subject, lot, issuedAt, unitsRoot });
}

/** The last head of a subject, from logs, where no node keeps a state that old. */
async function headInLogs(
  client: RegistryClient,
  { contract, subject }: Recorded,
  toBlock: bigint,
): Promise<Commitment> {
  const { address, startBlock: fromBlock } = contractOf(client, contract);
  const topics = [RECORDED, subject];
  const logs = await logsOf(client, { address, topics, fromBlock, toBlock });
  const last = logs.at(-1);
  const recorded = last && recordedIn(client, [{ contract }], last);
  return recorded ? { head: recorded.head, count: recorded.seq } : NONE;
}

/** An entry with its typed event, which must say what the entry commits to. */
async function withTyped(
  client: RegistryClient,
  { log, ...one }: Recorded,
  byPlace: ReadonlyMap<string, MinedLog>,
): Promise<Entry> {
  const robot = robotOf(one);
  const { transactionHash } = log;
  const entry = { ...one, robot, transactionHash };
  if (robot) return { ...entry, typed: await changeOf(client, { log, ...one }, byPlace) };
  const before = byPlace.get(`${one.blockNumber} ${one.logIndex - 1}`);
  const typed = before && isAddressEqual(before.address, log.address) && typedIn(one, before);
  if (!typed || typed.digest !== one.payloadDigest) {
    throw disbelief({ log, ...one }, "is given without the event that it commits to");
  }
  return { ...entry, typed: typed.typed };
}

/** The event in front of an entry that is about no robot: all of its parameters are committed to. */
function typedIn(
  { contract }: Pick<Entry, "contract">,
  { topics, data, address }: MinedLog,
): { digest: Hex; typed: Typed } | undefined {
  const abi = abis.get(contract) ?? [];
  const event = abi.find((item): item is AbiEvent => {
    return item.type === "event" && toEventSelector(item) === topics[0];
  });
  if (!event) return undefined;
  const { args } = decodeEventLog({ abi: [event], topics, data });
  const values = args as unknown as Readonly<Record<string, unknown>>;
  const parameters = event.inputs.map(({ name }) => values[name as string]);
  return {
    digest: keccak256(encodeAbiParameters(event.inputs, parameters)),
    typed: {
      event: event.name,
      fields: readFields(event.inputs, values),
      emitter: getAddress(address),
    },
  };
}

/** The event of a change to a robot, which any of the contracts and their modules may have emitted. */
async function changeOf(
  client: RegistryClient,
  one: Recorded,
  byPlace: ReadonlyMap<string, MinedLog>,
): Promise<Typed | undefined> {
  const { subject, seq, blockNumber, payloadDigest, kindNumber } = one;
  // A module that governance has replaced is not among those that are asked by now.
  const others = async () => {
    const topics = [[...changeEvents.keys()], subject, numberToHex(seq, { size: 32 })];
    return await logsOf(client, { topics, fromBlock: blockNumber, toBlock: blockNumber });
  };
  for (const logs of [async () => [...byPlace.values()], others]) {
    for (const log of await logs()) {
      if (log.topics[1] !== subject || BigInt(log.topics[2] ?? 0) !== seq) continue;
      const change = changeEvents.has(log.topics[0] ?? "0x") ? readChange(log) : undefined;
      if (change?.payloadDigest !== payloadDigest) continue;
      const { event, fields } = change;
      return { event, fields: { ...fields }, emitter: getAddress(log.address) };
    }
  }
  // Appended by a module that this version does not know: it counts, and cannot be read.
  if (!(kindNumber in kinds)) return undefined;
  throw disbelief(one, "is given without the event that it commits to");
}
