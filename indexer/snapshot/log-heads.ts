// The logs of the contracts, recomputed from the rows: every entry of a robot's history is in the registry's log, every other one in
// that of its contract. And the histories of robots, each entry from the one before.

import { finished } from "node:stream/promises";
import { isRobotId, type RobotId, toBytes32 } from "@openrobotid/sdk";
import { historySeed, nextHead, nextLogHead } from "@openrobotid/sdk/history";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Address, type Hex, zeroHash } from "viem";
import type { IndexedDeployment } from "../settings.js";
import type { Logs } from "./manifest.js";
import { ForgedError } from "./problem.js";

/** A log on its way to its end. */
interface Log {
  count: bigint;
  head: Hex;
}

/** What the logs held before the first event: those of a chain that begins with the registry. */
export function foundingOf(deployment: IndexedDeployment): Map<string, Log> {
  const { anchor } = deployment as { anchor?: { founding?: Record<string, FoundingLog> } };
  return new Map(
    Object.entries(anchor?.founding ?? {}).map(([contract, { count, head }]) => [
      contract,
      { count: BigInt(count), head },
    ]),
  );
}

interface FoundingLog {
  readonly count: number;
  readonly head: Hex;
}

/** Adds an entry to the log of its contract. */
export function addTo(logs: Map<string, Log>, contract: string, subject: Hex, head: Hex): void {
  const before = logs.get(contract) ?? { count: 0n, head: zeroHash };
  logs.set(contract, { count: before.count + 1n, head: nextLogHead(before.head, subject, head) });
}

/** As a manifest has them. */
export function asLogs(logs: ReadonlyMap<string, Log>): Logs {
  const sorted = [...logs].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([contract, { count, head }]) => [contract, { count: String(count), head }]),
  );
}

/**
 * Recomputes the logs.
 *
 * @param history, records - Statements that give the rows of `history_record` and `log_record`.
 * @param block - The last block that may have an entry.
 */
export async function logsOf(
  client: pg.Client,
  deployment: IndexedDeployment,
  { history, records, block }: { history: string; records: string; block: number },
): Promise<Logs> {
  const logs = foundingOf(deployment);
  const robots = `select block_number, log_index, 'RobotRegistry' as contract, unit as subject, head::text as head from (${history}) h`;
  const others = `select block_number, log_index, contract, subject::text, head::text from (${records}) r`;
  const entries = `${robots} union all ${others} order by 1, 2`;
  for await (const [number, index, contract, subject, head] of linesOf(client, entries)) {
    if (Number(number) > block) {
      throw new ForgedError(
        `The files say that they end with block ${block}; there is an entry of block ${number}, log ${index}.`,
      );
    }
    addTo(logs, contract, wordOf(subject), hexOf(head));
  }
  return asLogs(logs);
}

/** Recomputes every robot's history, and compares its row with the end of it. Throws {@link ForgedError} naming the first that does not hold. */
export async function requireHistories(
  client: pg.Client,
  { chainId, contracts }: IndexedDeployment,
): Promise<void> {
  const registry = contracts.RobotRegistry.address as Address;
  const entries = `select u.id, u.entries, u.head::text, u.lot::text, l.issued_at, l.units_root::text,
      h.seq, h.kind_number, h.actor::text, h.timestamp, h.payload_digest::text
    from unit u left join lot l on l.id = u.lot left join history_record h on h.unit = u.id
    order by u.id collate "C", h.ordinal`;
  let robot: { id: string; entries: number; head: Hex; found: Hex; count: number } | undefined;
  let known = 0;
  const finish = () => {
    if (!robot) return;
    known += robot.count;
    if (robot.count === robot.entries && robot.found === robot.head) return;
    throw doesNotHold(robot.id, robot.count);
  };
  for await (const line of linesOf(client, entries)) {
    const [id, many, head, lot, issuedAt, unitsRoot, seq, kind, actor, time, payload] = line;
    if (robot?.id !== id) {
      finish();
      const found = historySeed({
        chainId,
        registry,
        id: wordOf(id),
        lot: lot === NULL ? zeroHash : hexOf(lot),
        issuedAt: issuedAt === NULL ? 0 : Number(issuedAt),
        unitsRoot: unitsRoot === NULL ? zeroHash : hexOf(unitsRoot),
      });
      robot = { id, entries: Number(many), head: hexOf(head), found, count: 0 };
    }
    if (seq === NULL) continue;
    robot.count += 1;
    if (Number(seq) !== robot.count) throw doesNotHold(id, robot.count);
    robot.found = nextHead(robot.found, {
      seq: BigInt(seq),
      kindNumber: Number(kind),
      actor: hexOf(actor),
      timestamp: Number(time),
      payloadDigest: hexOf(payload),
    });
  }
  finish();
  const { rows } = await client.query<{ count: string }>("select count(*) from history_record");
  if (Number(rows[0]?.count) !== known) {
    throw new ForgedError("The files have entries of robots that are not among their units.");
  }
}

function doesNotHold(id: string, entry: number): ForgedError {
  return new ForgedError(
    `The history of ${id} does not lead to its head: entry ${entry} of the files is altered, or one is missing.`,
  );
}

/** How COPY writes that there is no value. */
const NULL = "\\N";

type Line = readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

/** What a statement gives, a line each: none of it has a tab or an end of line. */
async function* linesOf(client: pg.Client, statement: string): AsyncGenerator<Line> {
  let rest = "";
  const stream = client.query(copyTo(`copy (${statement}) to stdout`)).setEncoding("utf8");
  try {
    for await (const chunk of stream.iterator({
      destroyOnReturn: false,
    }) as AsyncIterable<string>) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield line.split("\t") as unknown as Line;
    }
  } finally {
    // Left before the end, the rest is read away: until then the connection answers nothing else.
    if (!stream.readableEnded && !stream.errored) await finished(stream.resume());
  }
}

/** 32 bytes or an account, from how COPY writes bytes. */
function hexOf(text: string): Hex {
  return `0x${text.replace(/^\\\\x/, "")}`;
}

/** What an entry is about: a robot by its code, or 32 bytes. */
function wordOf(subject: string): Hex {
  return isRobotId(subject) ? toBytes32(subject as RobotId) : hexOf(subject);
}
