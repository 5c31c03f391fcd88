// Places in the feed.
import { ApiProblem } from "../problem.js";

/** A place in the feed: a log of the chain. */
export interface Cursor {
  readonly blockNumber: number;
  readonly logIndex: number;
}

const BEGINNING: Cursor = { blockNumber: 0, logIndex: -1 };

/** Which of two places comes first: negative where it is the first of them. */
export function compareCursors(a: Cursor, b: Cursor): number {
  return a.blockNumber - b.blockNumber || a.logIndex - b.logIndex;
}

/** A place as clients carry it. */
export function cursorText({ blockNumber, logIndex }: Cursor): string {
  return `${blockNumber}-${Math.max(0, logIndex)}`;
}

/** The place that a client carries; the beginning where it carries none. */
export function readCursor(text: string | undefined): Cursor {
  if (text === undefined) return BEGINNING;
  const [, blockNumber, logIndex] = /^([0-9]{1,12})-([0-9]{1,9})$/.exec(text) ?? [];
  if (blockNumber !== undefined)
    return { blockNumber: Number(blockNumber), logIndex: Number(logIndex) };
  throw refuseCursor(text, "a cursor such as 412-3");
}

/** Blocks that the chain may give up: a cursor may have come from one of them. */
const NOT_FINAL = 30;

/** Refuses a place that no answer has given yet. */
export function requireReached(cursor: Cursor, newestBlock: number): void {
  if (cursor.blockNumber <= newestBlock + NOT_FINAL) return;
  throw refuseCursor(
    cursorText(cursor),
    `a cursor that an answer gave, and none behind the last block, ${newestBlock}`,
  );
}

function refuseCursor(found: string, expected: string): ApiProblem {
  const errors = [{ in: "query", name: "after", detail: `expected ${expected}` }];
  return new ApiProblem("invalid-request", `after: found "${found}", expected ${expected}.`, {
    errors,
  });
}
