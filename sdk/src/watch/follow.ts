// Follows hash chains of the contracts from a block on. What a node says is taken only once it leads to the heads that the contracts
// keep: an entry that is left out, repeated or altered, and a node that is behind, are noticed before anything is passed on.
import type { Transport } from "viem";
import { watchBlockNumber } from "viem/actions";
import { contractOf } from "../chains/contracts.js";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { entryTopics } from "../history/read-log.js";
import type { RegistryClient } from "../internal/client.js";
import { momentOf } from "../internal/head.js";
import { EMITTERS } from "../internal/history-logs.js";
import { logsOf, type Topics } from "../internal/logs.js";
import { isRefusal } from "../internal/node-refusal.js";
import { pause } from "../internal/pause.js";
import { isAfter, type Place, placeOf } from "./cursor.js";
import { type Entry, entriesIn, type KnownHeads } from "./entries.js";
import { Disbelief, faultOf, type WatchFault } from "./fault.js";
import { type Commitment, commitmentsAt, NONE, type Track } from "./tracks.js";

/** How to watch. */
export interface WatchOptions {
  /** Goes on after the change with this `cursor`. */
  readonly after?: string | undefined;
  /** Begins with the changes of this block, where there is no `after`; with those after the newest block by default. */
  readonly fromBlock?: bigint | undefined;
  /** Ends the watching: its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between two looks; that of the client by default. Over a WebSocket a new block is looked at at once. */
  readonly pollingInterval?: number | undefined;
  /** Most blocks that one request for events covers; as many as the node allows by default. */
  readonly blockRange?: bigint | undefined;
  /** Hears what is wrong with the node. The watching goes on: it asks again, after a longer time the more often it failed. */
  readonly onFault?: ((fault: WatchFault) => void) | undefined;
}

/** What is asked for. */
interface Followed {
  readonly tracks: readonly Track[];
  readonly addresses: readonly Parameters<typeof contractOf>[1][];
  readonly topics: Topics;
}

/** About how many entries are read at once, where the node keeps the states between. */
const ENTRIES_AT_ONCE = 5000n;

/** Longest time between two looks at a node that fails, in milliseconds. */
const LONGEST = 30_000;

/** How far the chains were read. */
interface Progress {
  /** The last block that was read. */
  readonly done: bigint;
  readonly commitments: readonly Commitment[];
  /** What is not passed on again. */
  readonly after: Place | undefined;
}

/** What to ask for of one robot. */
export function ofRobot(subject: `0x${string}`): Followed {
  const tracks = [{ contract: "robotRegistry", subject }] as const;
  return { tracks, addresses: EMITTERS, topics: [entryTopics, subject] };
}

/** The entries of some chains, in the order of the chain, for as long as somebody asks for the next one. */
export async function* follow(
  client: RegistryClient,
  followed: Followed,
  options: WatchOptions,
): AsyncGenerator<Entry, never, undefined> {
  const { signal, pollingInterval = client.pollingInterval, onFault } = options;
  const place = options.after === undefined ? undefined : placeOf(options.after);
  if (!(pollingInterval > 0)) {
    throw new RegistryArgumentError(
      `The polling interval is ${pollingInterval}.`,
      "Give milliseconds, more than 0.",
    );
  }
  const heads: KnownHeads = new Map();
  const bell = bellOf(client, signal);
  let progress: Progress | undefined;
  let failures = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      let entries: readonly Entry[] = [];
      let isThere = true;
      try {
        const { fromBlock, blockRange } = options;
        progress ??= await until(beginningOf(client, followed, fromBlock, place), signal);
        const step = await until(stepOf(client, followed, progress, { heads, blockRange }), signal);
        ({ entries, progress, isThere } = step);
        failures = 0;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof RegistryArgumentError) throw error;
        failures += 1;
        onFault?.(faultOf(error));
      }
      for (const entry of entries) {
        signal?.throwIfAborted();
        yield entry;
      }
      const patience = Math.min(
        pollingInterval * 2 ** Math.min(failures, 10),
        Math.max(LONGEST, pollingInterval),
      );
      if (failures > 0) await pause(patience, signal);
      else if (isThere) await bell.rings(pollingInterval);
    }
  } finally {
    bell.stop();
  }
}

/** Where the watching begins. */
async function beginningOf(
  client: RegistryClient,
  { tracks }: Followed,
  fromBlock: bigint | undefined,
  after: Place | undefined,
): Promise<Progress> {
  const { blockNumber: newest } = await momentOf(client, {});
  const from = after?.blockNumber ?? fromBlock ?? newest + 1n;
  if (newest < from - 1n) {
    throw new Disbelief(
      "behind",
      `The node has got to block ${newest}, and block ${from} is where to begin.`,
    );
  }
  const [first = 0n] = tracks
    .map(({ contract }) => contractOf(client, contract).startBlock)
    .sort((one, other) => Number(one - other));
  if (from <= first) return { done: first - 1n, commitments: tracks.map(() => NONE), after };
  try {
    return { done: from - 1n, commitments: await commitmentsAt(client, tracks, from - 1n), after };
  } catch (error) {
    if (!isRefusal(error) || from > newest) throw error;
    // The node keeps no state that old: it is all read from the beginning, and what comes before is left out.
    const before = { blockNumber: from - 1n, logIndex: Number.MAX_SAFE_INTEGER };
    const commitments = tracks.map(() => NONE);
    return { done: first - 1n, commitments, after: after ?? before };
  }
}

interface Step {
  readonly entries: readonly Entry[];
  readonly progress: Progress;
  /** Whether the newest block has been reached. */
  readonly isThere: boolean;
}

/** What happened since, up to the newest block, or as far as is read at once. */
async function stepOf(
  client: RegistryClient,
  { tracks, addresses, topics }: Followed,
  progress: Progress,
  { heads, blockRange }: { heads: KnownHeads; blockRange: bigint | undefined },
): Promise<Step> {
  const { done, commitments: before, after: place } = progress;
  const { blockNumber: newest } = await momentOf(client, {});
  if (newest < done) {
    throw new Disbelief(
      "behind",
      `The node has got to block ${newest}, and block ${done} was read before. Blocks of this chain are final.`,
    );
  }
  if (newest === done) {
    return { entries: [], progress, isThere: true };
  }
  const { to, commitments } = await endOf(client, tracks, progress, newest);
  const isThere = to === newest;
  if (commitments.every((one, index) => isSame(one, before[index] ?? NONE))) {
    return { entries: [], progress: { done: to, commitments, after: place }, isThere };
  }
  for (const [index, { count }] of commitments.entries()) {
    const known = before[index] ?? NONE;
    if (count > known.count || isSame(commitments[index] ?? NONE, known)) continue;
    throw new Disbelief(
      "conflict",
      `Of ${tracks[index]?.contract} the node has ${count} entries up to block ${to}, of which ${known.count} were read before, and they are others.`,
    );
  }
  const from = done + 1n;
  const logs = await logsOf(client, {
    address: addresses.map((name) => contractOf(client, name).address),
    topics,
    fromBlock: from,
    toBlock: to,
    blockRange,
  });
  const reading = { tracks, from, to, before, after: commitments, heads };
  const entries = await entriesIn(client, logs, reading);
  return {
    entries: place ? entries.filter((entry) => isAfter(entry, place)) : entries,
    progress: { done: to, commitments, after: place },
    isThere,
  };
}

function isSame(one: Commitment, other: Commitment): boolean {
  return one.count === other.count && one.head === other.head;
}

/** The block to read up to: the newest one, or where much has happened since, one on the way whose state the node keeps. */
async function endOf(
  client: RegistryClient,
  tracks: readonly Track[],
  { done, commitments: before }: Progress,
  newest: bigint,
): Promise<{ to: bigint; commitments: readonly Commitment[] }> {
  const commitments = await commitmentsAt(client, tracks, newest);
  const entries = commitments.reduce(
    (sum, { count }, index) => sum + count - (before[index] ?? NONE).count,
    0n,
  );
  const blocks = newest - done;
  const part = entries > ENTRIES_AT_ONCE ? (blocks * ENTRIES_AT_ONCE) / entries : blocks;
  const to = done + (part || 1n);
  if (to >= newest) return { to: newest, commitments };
  try {
    return { to, commitments: await commitmentsAt(client, tracks, to) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { to: newest, commitments };
  }
}

/** What is awaited, or the reason of the signal as soon as that comes: an answer that is late is then not waited for. */
async function until<result>(work: Promise<result>, signal: AbortSignal | undefined) {
  if (!signal) return await work;
  // Nobody hears of it any more once the signal came first.
  work.catch(() => {});
  signal.throwIfAborted();
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

interface Bell {
  /** Waits for a new block, and no longer than some milliseconds. */
  readonly rings: (milliseconds: number) => Promise<void>;
  readonly stop: () => void;
}

/**
 * Rings where the client subscribes to new blocks. It only shortens the waiting: should the subscription break, the next look finds
 * whatever it left out.
 */
function bellOf(client: RegistryClient, signal: AbortSignal | undefined): Bell {
  const { type } = client.transport as ReturnType<Transport>["config"];
  if (type !== "webSocket" && type !== "ipc") {
    return { rings: async (milliseconds) => await pause(milliseconds, signal), stop() {} };
  }
  let hasRung = false;
  let ring = new AbortController();
  const unwatch = watchBlockNumber(client, {
    onBlockNumber() {
      hasRung = true;
      ring.abort();
    },
    // The next look says what is wrong.
    onError() {},
  });
  return {
    async rings(milliseconds) {
      const either = signal ? AbortSignal.any([signal, ring.signal]) : ring.signal;
      if (!hasRung) await pause(milliseconds, either).catch(() => signal?.throwIfAborted());
      hasRung = false;
      ring = new AbortController();
    },
    stop: unwatch,
  };
}
