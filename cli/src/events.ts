// What an event says, for people: a line a field, in the order of the event.
import { formatRobotId, isRobotId } from "@openrobotid/sdk";
import { type Layout, moment, spaced } from "./text.js";

const MOMENTS = /(?:At|expiry|until|timestamp|voteStart|voteEnd|deadline|from|to)$/;

/** An event in words. */
export function renderEvent(layout: Layout, event: Readonly<Record<string, unknown>>): string {
  return layout.fields(
    Object.entries(event).map(([field, value]) => [spaced(field), ...wordsOf(field, value)]),
  );
}

/** A value of the chain in words; none where there is none. */
export function wordsOf(field: string, value: unknown): string[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap((one) => wordsOf(field, one));
  if (typeof value === "boolean") return [value ? "yes" : "no"];
  if (typeof value === "number" && MOMENTS.test(field) && value > 0) return [moment(value)];
  if (isRobotId(value)) return [formatRobotId(value)];
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([inner, content]) =>
      wordsOf(inner, content).map((words) => `${spaced(inner)}: ${words}`),
    );
  }
  return [String(value)];
}
