// Rows as of a block. Ponder keeps what each change since the last final block replaced, to take it back should the chain give the
// block up. The same rows give every table as it was at any block since.
import type pg from "pg";
import { listed, quoted, type SnapshotTable } from "./database.js";

/** Where Ponder keeps what the changes to a table replaced. */
const replacedIn = (table: string): string => `_reorg__${table}`;

/** Whether it was a row that was inserted: there was none before. */
const INSERTED = 0;

/** A statement that gives the rows of a table as of a block, in the order of the primary key. */
export async function rowsAsOf(
  client: pg.Client,
  { name, columns, key }: SnapshotTable,
  block: bigint,
): Promise<string> {
  const all = columns.map((column) => column.name);
  const since = `substring(replaced.checkpoint, 27, 16)::numeric > ${block}`;
  const replaced = `${quoted(replacedIn(name))} replaced where ${since}`;
  const { rowCount } = await client.query(`select 1 from ${replaced} limit 1`);
  const order = orderOf(columns, key);
  if (rowCount === 0) return `select ${listed(all)} from ${quoted(name)} order by ${order}`;
  const same = key.map((each) => `replaced.${quoted(each)} = now.${quoted(each)}`).join(" and ");
  return `select ${listed(all)} from (
      select ${listed(all, "now.")} from ${quoted(name)} now where not exists (select 1 from ${replaced} and ${same})
      union all
      select ${listed(all, "first.")} from (
        select distinct on (${listed(key)}) * from ${replaced} order by ${listed(key)}, operation_id
      ) first where first.operation <> ${INSERTED}
    ) rows order by ${order}`;
}

/** The order of rows in files: the same, whatever language a database sorts by. */
function orderOf(columns: SnapshotTable["columns"], key: readonly string[]): string {
  const isText = (name: string) => columns.some((one) => one.name === name && one.type === "text");
  return key
    .map((name) => (isText(name) ? `${quoted(name)} collate "C"` : quoted(name)))
    .join(", ");
}
