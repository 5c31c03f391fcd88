// What the engine of the index keeps of itself beside the tables.
import type pg from "pg";
import { indexVersion } from "../engine/version.js";
import { hasTable } from "./database.js";
import { SnapshotError } from "./problem.js";

/** How far an index has come. */
export interface IndexProgress {
  /** Which handlers and tables made the rows. */
  readonly build: string;
  /** The blocks whose rows it has, the oldest first. */
  readonly blocks: readonly { readonly number: number; readonly hash: string }[];
}

/**
 * How far the index in a schema has come.
 *
 * @throws SnapshotError where there is none, or where another release filled it: its tables and handlers may be others.
 */
export async function progressOf(
  client: pg.Client,
  schema: string,
): Promise<IndexProgress & { readonly oldest: number; readonly newest: number }> {
  if (!(await hasTable(client, schema, "_block"))) {
    throw new SnapshotError(
      `The schema ${schema} has no index (DATABASE_SCHEMA): expected the one that \`npm run -w indexer start\` fills.`,
    );
  }
  const { rows: made } = await client.query<{ build: string }>(
    "select value->>'build_id' as build from _ponder_meta where key = 'app'",
  );
  const { rows } = await client.query<{ number: string; hash: string }>(
    "select number, hash from _block order by number",
  );
  const blocks = rows.map(({ number, hash }) => ({ number: Number(number), hash }));
  const [oldest, newest, build] = [blocks[0], blocks.at(-1), made[0]?.build];
  if (!oldest || !newest || build === undefined) {
    throw new SnapshotError(`The index in the schema ${schema} has not begun: wait until it has.`);
  }
  const own = indexVersion();
  if (build !== own) {
    throw new SnapshotError(
      `The schema ${schema} was filled by build ${build} of the index, and this is ${own}: run this with the release that filled it, or have this one fill another schema (DATABASE_SCHEMA).`,
    );
  }
  return { build, blocks, oldest: oldest.number, newest: newest.number };
}
