// How benchmarks ask an index: over one connection, and what they make of the times.
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import type { RobotId } from "@openrobotid/sdk";
import type { IndexProcess } from "./index-process.js";

/**
 * Keeps one connection for the one who asks: what it costs to ask is small beside what it costs to
 * answer, as `fetch` is not.
 */
export const agent = new Agent({ keepAlive: true });

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
