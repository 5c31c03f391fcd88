// Batches as rows of the database.
import { CompiledQuery, SqliteAdapter, type Transaction } from "kysely";
import { COLUMNS, type Tables } from "../store/tables.js";
import type { Mark } from "./marks.js";

/** A batch in the database. */
export type BatchRow = Tables["telemetryBatch"];

/** Rows of one insert. */
const ROWS = 200;

const COLUMN_NAMES = Object.keys(COLUMNS.telemetryBatch) as (keyof BatchRow)[];
const INSERT = `insert into telemetry_batch (${COLUMN_NAMES.map((name) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
).join(", ")}) values `;

/** Many rows of many columns: the query builder takes longer over them than the database. */
export async function insertBatches(
  transaction: Transaction<Tables>,
  rows: readonly BatchRow[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS) {
    const some = rows.slice(first, first + ROWS);
    const isSqlite = transaction.getExecutor().adapter instanceof SqliteAdapter;
    let count = 0;
    const place = () => {
      count += 1;
      return isSqlite ? "?" : `$${count}`;
    };
    const values = some.map(() => `(${COLUMN_NAMES.map(place).join(",")})`).join(",");
    const parameters = some.flatMap((row) => COLUMN_NAMES.map((name) => row[name]));
    await transaction.executeQuery(CompiledQuery.raw(INSERT + values, parameters));
  }
}

/** Counts batches that came again. */
export async function noteReplays(
  transaction: Transaction<Tables>,
  robot: string,
  digests: readonly string[],
): Promise<void> {
  for (const digest of digests) {
    const row = await transaction
      .selectFrom("telemetryBatch")
      .select(["marks", "replays"])
      .where("robot", "=", robot)
      .where("digest", "=", digest)
      .executeTakeFirst();
    if (!row) continue;
    await transaction
      .updateTable("telemetryBatch")
      .set({ replays: row.replays + 1, marks: withMark(row.marks, "replay") })
      .where("robot", "=", robot)
      .where("digest", "=", digest)
      .execute();
  }
}

/** What was found about a batch, from its row. */
export function marksOf(text: string): Mark[] {
  return text === "" ? [] : (text.split(" ") as Mark[]);
}

/** One more mark, for a row. */
export function withMark(text: string, mark: Mark): string {
  return [...new Set([...marksOf(text), mark])].join(" ");
}
