// What is found about a batch: it is written beside it, and nothing is dropped.
import type { TelemetryBatch } from "@openrobotid/sdk/device";
import { eachFigure, isPossible } from "./figures.js";

/** What can be found. */
export const MARKS = {
  /** Batches between the last one and this are missing. */
  gap: "batches before it are missing",
  /** It comes after one with a higher number. */
  late: "a later one came before it",
  /** Another batch has its number. */
  conflict: "another batch has the same number",
  /** It begins before the last one ended, or its readings go back in time or are not of its time. */
  clockBack: "its clock went back",
  /** It ends later than now. */
  clockAhead: "its clock is ahead",
  /** A value is outside of what can be, a count fell, or more hours passed than time did. */
  impossible: "a value cannot be",
  /** It came more than once. */
  replay: "it came again",
} as const;

/** One of {@link MARKS}. */
export type Mark = keyof typeof MARKS;

/** What is known of a robot's telemetry so far. */
export interface Progress {
  readonly sequence: number;
  readonly until: number;
  /** Highest counts, by name. */
  readonly counts: Readonly<Record<string, number>>;
}

/** How far ahead of the vault's clock a batch may end, in seconds. */
const AHEAD = 300;
const HOUR = 3600;
/** What clocks of robots may differ by in a batch, in hours. */
const SLACK = 0.1;

/** Finds what is to be marked of a batch, and how far its robot has come with it. */
export function examine(
  batch: TelemetryBatch,
  before: Progress | undefined,
  now: number,
): { readonly marks: ReadonlySet<Mark>; readonly after: Progress } {
  const marks = new Set<Mark>();
  const { sequence, from, until, readings } = batch;
  const last = before?.sequence ?? 0;
  const isLate = sequence < last;
  if (isLate) marks.add("late");
  if (sequence > last + 1) marks.add("gap");
  if (until < from || (!isLate && before && sequence > last && from < before.until)) {
    marks.add("clockBack");
  }
  if (until > now + AHEAD) marks.add("clockAhead");
  let previous = from;
  const counts: Record<string, number> = { ...before?.counts };
  for (const reading of readings) {
    if (reading.at < previous || reading.at > until) marks.add("clockBack");
    previous = reading.at;
    eachFigure(reading, (figure) => {
      if (!isPossible(figure)) marks.add("impossible");
      else if (figure.field.counts) {
        const highest = counts[figure.name];
        if (highest !== undefined && figure.value < highest && !isLate) marks.add("impossible");
        counts[figure.name] = Math.max(highest ?? 0, figure.value);
      }
    });
  }
  const passed = before && !isLate ? (until - before.until) / HOUR + SLACK : undefined;
  const hours = (counts.hours ?? 0) - (before?.counts.hours ?? counts.hours ?? 0);
  if (passed !== undefined && hours > passed && !marks.has("gap")) marks.add("impossible");
  // What cannot be is no measure for what comes next.
  const isMeasure = !isLate && !marks.has("impossible") && !marks.has("clockAhead");
  const after = isMeasure
    ? { sequence, until: Math.max(until, before?.until ?? 0), counts }
    : {
        sequence: Math.max(sequence, last),
        until: before?.until ?? 0,
        counts: before?.counts ?? {},
      };
  return { marks, after };
}
