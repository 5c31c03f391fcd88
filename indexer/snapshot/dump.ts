// Public files: what everybody may have of the index, whole, or what came since the last ones. Each dump is a folder, which gets its name
// once it is whole.
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Column, getTableName, type Table } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";
import * as schema from "../tables.js";
import { quoted, type SnapshotTable, tablesIn } from "./database.js";
import { dumpsIn, nameOf } from "./dumps.js";
import { beginAt, type ExportOptions, logsAsOf, writeFile } from "./export.js";
import { anchorOf, type Manifest, writeManifest } from "./manifest.js";
import { SnapshotError } from "./problem.js";
import { GROWING, NAME_THE_MODEL, PUBLIC_COLUMNS, type TableName } from "./public-columns.js";
import { rowsAsOf } from "./rows.js";

/** A table, as a dump has it. */
export interface PublicTable {
  /** In the database. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether a column more names the model of the robot, whose code is not there. */
  readonly namesModel: boolean;
  /** Whether a delta has what came since the last one, and not the whole. */
  readonly grows: boolean;
}

const casing = new CasingCache("snake_case");

/** The tables of a dump, with the names that the database has for them. */
export function publicTables(): readonly PublicTable[] {
  const all = schema as unknown as Readonly<Record<string, Table & Record<string, Column>>>;
  return (Object.keys(PUBLIC_COLUMNS) as TableName[]).flatMap((table) => {
    const of = all[table];
    const names = Object.keys(PUBLIC_COLUMNS[table]);
    if (!of || names.length === 0) return [];
    const columns = names.map((name) => casing.getColumnCasing(of[name] as Column));
    return {
      name: getTableName(of),
      columns,
      namesModel: NAME_THE_MODEL.includes(table),
      grows: GROWING.includes(table),
    };
  });
}

/** The characters of a code that are its model. */
const OF_MODEL = 12;

/** What is dumped. */
export interface DumpOptions extends Omit<ExportOptions, "folder"> {
  /** The folder of all dumps. */
  readonly folder: string;
  /** After how many days there is a whole dump again. */
  readonly fullEvery: number;
  /** How many whole dumps are kept, and the deltas since the oldest of them. */
  readonly keep: number;
}

/** Writes what came since the last dump, and where it is time a whole one. Gives their names; none where there is no new block. */
export async function dump(options: DumpOptions): Promise<string[]> {
  const { client, schema: name, deployment, folder, say } = options;
  mkdirSync(folder, { recursive: true });
  // Of a run that was stopped.
  for (const left of readdirSync(folder)) {
    if (left.endsWith(".part")) rmSync(join(folder, left), { recursive: true });
  }
  const before = dumpsIn(folder);
  const foreign = before.find(({ manifest }) => !isSameRegistry(manifest, options));
  if (foreign) {
    throw new SnapshotError(
      `${foreign.name} in ${folder} is of another registry: name another folder.`,
    );
  }
  const { block, build } = await beginAt(options);
  const last = Math.max(-1, ...before.map(({ manifest }) => manifest.block.number));
  if (last >= block.number) {
    say(`There is a dump as of block ${last} already`);
    await client.query("rollback");
    return [];
  }
  const wholes = before.filter(({ manifest }) => manifest.kind === "full");
  const newest = Math.max(0, ...wholes.map(({ manifest }) => manifest.block.timestamp));
  const isTime = block.timestamp - newest >= options.fullEvery * 86_400;
  const all = await tablesIn(client, name);
  const logs = await logsAsOf(options, all, block.number);
  const kinds = [
    ...(last >= 0 ? (["delta"] as const) : []),
    ...(isTime ? (["full"] as const) : []),
  ];
  const written: string[] = [];
  for (const kind of kinds) {
    const since = kind === "delta" ? last : null;
    const place = join(folder, `${nameOf(kind, block.number)}.part`);
    mkdirSync(place);
    const files: Manifest["files"] = [];
    for (const table of publicTables()) {
      const whole = all.find((each) => each.name === table.name);
      if (!whole)
        throw new SnapshotError(`The index has no table ${table.name}: it is of another release.`);
      const { shape, statement } = partOf(
        table,
        whole,
        await rowsAsOf(client, whole, BigInt(block.number)),
        since,
      );
      files.push(await writeFile(client, shape, statement, place));
    }
    const { chainId } = deployment;
    const anchor = anchorOf(deployment);
    writeManifest(place, {
      kind,
      chainId,
      anchor,
      block,
      since,
      build,
      logs,
      files,
    });
    renameSync(place, join(folder, nameOf(kind, block.number)));
    written.push(nameOf(kind, block.number));
    say(`${nameOf(kind, block.number)}: ${files.reduce((sum, { rows }) => sum + rows, 0)} rows`);
  }
  await client.query("commit");
  forget(folder, options.keep);
  return written;
}

/** The part of a table that everybody may have. */
function partOf(
  { name, columns, namesModel, grows }: PublicTable,
  whole: SnapshotTable,
  rows: string,
  since: number | null,
): { shape: SnapshotTable; statement: string } {
  const model = { name: "model", type: "text" };
  const known = columns
    .map((column) => whole.columns.find((each) => each.name === column))
    .filter((column) => column !== undefined);
  // Bytes are text here, as in the answers of the API.
  const shown = known.map(({ name, type }) => ({ name, type: type === "bytea" ? "text" : type }));
  const shape = [...shown, ...(namesModel ? [model] : [])];
  const selected = [
    ...known.map(({ name, type }) =>
      type === "bytea" ? `'0x' || encode(${quoted(name)}, 'hex') as ${quoted(name)}` : quoted(name),
    ),
    ...(namesModel ? [`left(unit, ${OF_MODEL}) as model`] : []),
  ].join(", ");
  // Rows of one robot must not be beside each other: its code would be hidden, and its life not.
  const hasKey = whole.key.every((column) => columns.includes(column));
  const key = hasKey ? whole.key : PLACE;
  const where = since !== null && grows ? `where block_number > ${since}` : "";
  const isText = (column: string) =>
    whole.columns.some((one) => one.name === column && one.type === "text");
  const order = key.map((column) => {
    const place = `whole.${quoted(column)}`;
    return isText(column) ? `${place} collate "C"` : place;
  });
  return {
    shape: { name, columns: shape, key },
    statement: `select ${selected} from (${rows}) whole ${where} order by ${order.join(", ")}`,
  };
}

/** What names a row where its key is not public: the log that it came from. */
const PLACE = ["block_number", "log_index"];

function isSameRegistry(manifest: Manifest, { deployment }: DumpOptions): boolean {
  const { chainId } = deployment;
  return (
    manifest.chainId === chainId &&
    JSON.stringify(manifest.anchor) === JSON.stringify(anchorOf(deployment))
  );
}

/** Removes the oldest, so that those which are left lead from a whole one to today. */
function forget(folder: string, keep: number): void {
  const all = dumpsIn(folder);
  const oldest = all.filter(({ manifest }) => manifest.kind === "full").at(-keep);
  if (!oldest) return;
  for (const { name, manifest } of all) {
    if (manifest.block.number >= oldest.manifest.block.number) continue;
    // At once, as it came: half of it is never there under its name.
    renameSync(join(folder, name), join(folder, `${name}.part`));
    rmSync(join(folder, `${name}.part`), { recursive: true });
  }
}
