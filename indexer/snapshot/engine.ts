// What Ponder keeps of itself beside the tables of the index.
import type pg from "pg";
import { hasTable } from "./database.js";
import { SnapshotError } from "./problem.js";

/** How far an index has come, in Ponder's words. */
export interface Progress {
  /** Which handlers and tables made the rows. */
  readonly build: string;
  /** The last block that counts as final, in Ponder's form. */
  readonly final: string;
  /** The last block that is in the tables. */
  readonly latest: string;
}

/** Number of the block of one of Ponder's checkpoints: its time in 10 digits, the chain in 16, then its number in 16. */
export const blockOf = (checkpoint: string): number => Number(checkpoint.slice(26, 42));
/** Time of that block, in seconds. */
export const timeOf = (checkpoint: string): number => Number(checkpoint.slice(0, 10));

/** The checkpoint that means everything up to the end of a block. */
export function checkpointAt(
  chainId: number,
  block: { number: number; timestamp: number },
): string {
  const digits = (value: number, many: number) => String(value).padStart(many, "0");
  return `${digits(block.timestamp, 10)}${digits(chainId, 16)}${digits(block.number, 16)}${"9".repeat(33)}`;
}

/** How far the index in a schema has come. Throws {@link SnapshotError} where there is none. */
export async function progressOf(client: pg.Client, schema: string): Promise<Progress> {
  if (!(await hasTable(client, schema, "_ponder_checkpoint"))) {
    throw new SnapshotError(
      `The schema ${schema} has no index (DATABASE_SCHEMA): expected the one that \`npm run -w indexer start\` fills.`,
    );
  }
  const { rows } = await client.query<Progress>(
    `select (select value->>'build_id' from _ponder_meta limit 1) as build,
      finalized_checkpoint as final, latest_checkpoint as latest from _ponder_checkpoint`,
  );
  const [progress] = rows;
  if (progress) return progress;
  throw new SnapshotError(`The index in the schema ${schema} has not begun: wait until it has.`);
}
