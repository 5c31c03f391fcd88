// As of which block an answer is.

import { believedLog, unit } from "@openrobotid/indexer/tables";
import { type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { ApiProblem } from "./problem.js";
import { type Question, value } from "./rows.js";

/** A block of the index. */
export interface IndexedBlock {
  /** Its number. */
  readonly blockNumber: number;
  /** Its time, in seconds. */
  readonly timestamp: number;
}

/** What the index holds as of a block. */
export interface Moment extends IndexedBlock {
  /** Whether all of it was proven when it was taken in. */
  readonly isProven: boolean;
}

/** Where the engine writes down how far it has come. */
interface Progress {
  readonly checkpoint: string | null;
  readonly ready: boolean | null;
  readonly believed: boolean;
}

/** The time of the block that the index has come to, in seconds, as part of a statement. */
export function indexedAt(): SQL {
  const { schema = "public" } = getTableConfig(unit);
  const table = sql`${sql.identifier(schema)}.${sql.identifier("_ponder_checkpoint")}`;
  return sql`(select left(max(latest_checkpoint), 10)::bigint from ${table})`;
}

/** How far the index has come: asked together with everything else. */
export function progress(): Question<Progress> {
  const { schema = "public" } = getTableConfig(unit);
  const at = (name: string): SQL => sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
  return value<Progress>(sql`select json_build_object(
    'checkpoint', (select max(latest_checkpoint) from ${at("_ponder_checkpoint")}),
    'ready', (select (value->>'is_ready')::int = 1 from ${at("_ponder_meta")} limit 1),
    'believed', exists (select 1 from ${believedLog}))`);
}

/** The block that the index has come to. Refuses to answer from an index that is not complete. */
export function momentOf({ checkpoint, ready, believed }: Progress): Moment {
  if (!checkpoint || !ready) {
    throw new ApiProblem(
      "not-ready",
      "The index is still taking in the chain's past.",
      {},
      {
        "retry-after": "5",
      },
    );
  }
  // The checkpoint: time of the block in 10 digits, chain in 16, number of the block in 16, and what is in it.
  return {
    timestamp: Number(checkpoint.slice(0, 10)),
    blockNumber: Number(checkpoint.slice(26, 42)),
    isProven: !believed,
  };
}
