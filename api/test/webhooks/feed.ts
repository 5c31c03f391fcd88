// A feed of made-up changes, read as the real one is.
import type { Change } from "../../src/feed/change.js";
import { type Cursor, compareCursors, cursorText, readCursor } from "../../src/feed/cursor.js";
import { fitsEvent } from "../../src/feed/filter.js";
import type { FeedPage, FeedQuestion } from "../../src/feed/read.js";

const HASH = `0x${"11".repeat(32)}`;
const TIME = "2025-03-10T09:00:00Z";

/** A change at a place. */
export function changeAt(blockNumber: number, logIndex: number, kind = "lotIssued"): Change {
  return {
    cursor: cursorText({ blockNumber, logIndex }),
    kind,
    time: TIME,
    maker: "CNBH01",
    model: "CNBH01TERN03",
    country: "CN",
    campaign: null,
    proof: { transactionHash: HASH, blockNumber, logIndex, timestamp: TIME },
  };
}

/** A feed that grows. */
export class MadeUpFeed {
  readonly changes: Change[] = [];
  blockNumber = 0;
  /** How often it was read. */
  reads = 0;

  /** Adds blocks with a change each. */
  grow(blocks: number, kind?: string): void {
    for (let block = 0; block < blocks; block += 1) {
      this.blockNumber += 1;
      this.changes.push(changeAt(this.blockNumber, 0, kind));
    }
  }

  readonly block = async (): Promise<number> => this.blockNumber;

  readonly read = async ({ after, limit, filter }: FeedQuestion): Promise<FeedPage> => {
    this.reads += 1;
    const later = this.changes.filter((each) => compareCursors(readCursor(each.cursor), after) > 0);
    const window = later.slice(0, limit);
    const last = window.at(-1);
    const next: Cursor = last ? readCursor(last.cursor) : after;
    return {
      changes: window.filter((each) => fitsEvent(filter, each)),
      next,
      more: later.length > limit,
      moment: { blockNumber: this.blockNumber, timestamp: 1_741_597_200, isProven: true },
    };
  };
}
