// Rows as of a block. The engine keeps what each of the newest blocks replaced, to take it back should the chain give the block up.
// The same rows give every table as it was at any block since.
import type pg from "pg";
import { sessionOf } from "../engine/session.js";
import { listed, quoted, type SnapshotTable } from "./database.js";

/**
 * A statement that gives the rows of a table as of a block, in the order of the primary key; within a transaction, which may have a
 * table for what was replaced.
 */
export async function rowsAsOf(
  client: pg.Client,
  { name, columns, key }: SnapshotTable,
  block: bigint,
): Promise<string> {
  const all = columns.map((column) => column.name);
  const order = orderOf(columns, key);
  // Of a row that several blocks changed, the first of them says how it was: a line of COPY, or nothing.
  const { rows } = await client.query<{ line: string | null }>(
    `select distinct on (key) line from _undo where block > $1 and "table" = $2 order by key, block`,
    [String(block), name],
  );
  if (rows.length === 0) return `select ${listed(all)} from ${quoted(name)} order by ${order}`;
  const before = `pg_temp.${quoted(`_before_${name}`)}`;
  await client.query(`drop table if exists ${before}`);
  await client.query(
    `create temp table ${quoted(`_before_${name}`)} (like ${quoted(name)}) on commit drop`,
  );
  const lines = rows.flatMap(({ line }) => (line === null ? [] : [line]));
  if (lines.length > 0) await sessionOf(client).copy(before, lines);
  const typeOf = (column: string) => columns.find((one) => one.name === column)?.type ?? "text";
  const same = key.map(
    (each, place) => `(undo.key->>${place})::${typeOf(each)} = now.${quoted(each)}`,
  );
  return `select ${listed(all)} from (
      select ${listed(all, "now.")} from ${quoted(name)} now where not exists (
        select 1 from _undo undo
        where undo.block > ${block} and undo."table" = '${name}' and ${same.join(" and ")})
      union all
      select ${listed(all)} from ${before}
    ) rows order by ${order}`;
}

/** The order of rows in files: the same, whatever language a database sorts by. */
function orderOf(columns: SnapshotTable["columns"], key: readonly string[]): string {
  const isText = (name: string) => columns.some((one) => one.name === name && one.type === "text");
  return key
    .map((name) => (isText(name) ? `${quoted(name)} collate "C"` : quoted(name)))
    .join(", ");
}
