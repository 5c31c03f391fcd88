// What the benchmark of the index measures with: rounds that take turns, requests over one connection, percentiles.
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import type { RobotId } from "@openrobotid/sdk";
import type { IndexProcess, LogLine } from "@openrobotid/testkit/index-process";

/** Schema of the tables of an index. */
export const SCHEMA = "robot_index";
/** Rounds before those that count: the engine translates what is run often, more than once. */
const WARM_UP = 3;
const ROUNDS = 5;

/**
 * Keeps one connection for the one who asks: what it costs to ask is small beside what it costs to
 * answer, as `fetch` is not.
 */
export const agent = new Agent({ keepAlive: true });

/** How long an index took for the chain's past, from the first block to the last index of a table. */
export function backfillOf({ lines }: IndexProcess): { seconds: number; events: number } {
  const timeOf = (holds: (line: LogLine) => boolean) => Number(lines.find(holds)?.time);
  const began = timeOf(({ msg }) => msg === "Started backfill indexing");
  const done = timeOf(({ endpoint }) => endpoint === "/ready");
  const blocks = lines.filter(({ msg }) => msg === "Indexed block range");
  return {
    seconds: (done - began) / 1000,
    events: blocks.reduce((sum, { event_count: count }) => sum + Number(count), 0),
  };
}

/** The times of several measurements that take turns, of all rounds that count. */
export async function inTurns(
  ...measurements: readonly (() => Promise<number[]>)[]
): Promise<number[][]> {
  const times = measurements.map((): number[] => []);
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [place, measurement] of measurements.entries()) {
      const measured = await measurement();
      if (round >= 0) times[place]?.push(...measured);
    }
  }
  return times;
}

/** Says on stderr what is measured: all of it takes minutes. */
export function say(what: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${what}\n`);
}

/** Milliseconds that each look-up takes, one after the other. */
export async function lookUp(index: IndexProcess, codes: readonly RobotId[]): Promise<number[]> {
  const times: number[] = [];
  for (const code of codes) {
    const begin = performance.now();
    await get(index, `/v1/robots/${code}`);
    times.push(performance.now() - begin);
  }
  return times;
}

/** Asks over the kept connection, for JSON. */
export async function get(
  index: IndexProcess,
  path: string,
  key?: string,
): Promise<Record<string, unknown>> {
  const headers = {
    accept: "application/json",
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  const [response] = (await once(
    request(`${index.url}${path}`, { agent, headers }).end(),
    "response",
  )) as [IncomingMessage];
  const answer = (await json(response)) as Record<string, unknown>;
  if (response.statusCode === 200) return answer;
  throw new Error(`${path}: ${response.statusCode} ${JSON.stringify(answer)}`);
}

/** What is answered about a robot, except what says when. */
export async function answerOf(index: IndexProcess, code: RobotId): Promise<string> {
  const { asOf: _asOf, ...answer } = await get(index, `/v1/robots/${code}`);
  return JSON.stringify(answer.history ?? answer);
}

/** So many of a list, evenly spread over it. */
export function spread<item>(list: readonly item[], count: number): item[] {
  return Array.from(
    { length: count },
    (_, place) => list[Math.floor((place * list.length) / count)] as item,
  );
}

/** The time that so many of a hundred do not exceed, in milliseconds. */
export function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  const at = Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length));
  return Math.round((sorted[at] ?? 0) * 1000) / 1000;
}
