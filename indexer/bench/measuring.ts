// What the benchmark of the index measures with: rounds that take turns, and look-ups.
import type { RobotId } from "@openrobotid/sdk";
import { get } from "@openrobotid/testkit/asking";
import type { IndexProcess, LogLine } from "@openrobotid/testkit/index-process";

/** Schema of the tables of an index. */
export const SCHEMA = "robot_index";
/** Rounds before those that count: the engine translates what is run often, more than once. */
const WARM_UP = 3;
const ROUNDS = 5;

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
