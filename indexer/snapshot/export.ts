// Carries the index out into files: as of a block, in one transaction, so that all of them are of the same moment.
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { IndexedDeployment } from "../settings.js";
import { ask, type Block, blockAt } from "./chain.js";
import { type SnapshotTable, tablesIn } from "./database.js";
import { progressOf } from "./engine.js";
import { logsOf } from "./log-heads.js";
import {
  anchorOf,
  type Logs,
  MANIFEST,
  type Manifest,
  type ManifestFile,
  writeManifest,
} from "./manifest.js";
import { Measured } from "./measured.js";
import { SnapshotError } from "./problem.js";
import { rowsAsOf } from "./rows.js";

/** What is carried out. */
export interface ExportOptions {
  readonly client: pg.Client;
  readonly schema: string;
  readonly deployment: IndexedDeployment;
  /** A node, which says which hash the block has. */
  readonly node: string;
  /** Where the files go: a folder of their own. */
  readonly folder: string;
  /** As of which block; the last final one by default. */
  readonly block?: number | undefined;
  /** Is told how it goes. */
  readonly say: (line: string) => void;
}

/** How files are compressed: quickly, because the database gives them faster than a higher level takes them. */
const LEVEL = 1;

/** What was done before a stop, so that it need not be done again. */
const PROGRESS = "progress.json.part";

interface Done {
  readonly chainId: number;
  readonly block: Block;
  readonly build: string;
  readonly files: ManifestFile[];
}

/** Carries all tables out. Goes on where it was stopped, while the index still has the rows of that block. */
export async function exportSnapshot(options: ExportOptions): Promise<Manifest> {
  const { client, schema, deployment, folder, say } = options;
  if (existsSync(join(folder, MANIFEST))) {
    throw new SnapshotError(`${folder} has a manifest already: name an empty folder.`);
  }
  mkdirSync(folder, { recursive: true });
  const before = doneIn(folder);
  const { block, build } = await beginAt(options, before?.block.number);
  const isSame =
    before?.block.hash === block.hash &&
    before.build === build &&
    before.chainId === deployment.chainId;
  if (!isSame)
    for (const name of readdirSync(folder)) if (name.endsWith(".gz")) rmSync(join(folder, name));
  const done: Done = {
    chainId: deployment.chainId,
    block,
    build,
    files: isSame ? [...before.files] : [],
  };
  if (isSame) say(`Goes on at block ${block.number}, with ${done.files.length} files done`);

  const tables = await tablesIn(client, schema);
  for (const table of tables) {
    if (done.files.some(({ table: name }) => name === table.name)) continue;
    const file = await writeFile(
      client,
      table,
      await rowsAsOf(client, table, BigInt(block.number)),
      folder,
    );
    done.files.push(file);
    keepDone(folder, done);
    say(`${table.name}: ${file.rows} rows, ${file.csvBytes} bytes`);
  }
  const logs = await logsAsOf(options, tables, block.number);
  await client.query("commit");
  const order = tables.map(({ name }) => name);
  const manifest = writeManifest(folder, {
    kind: "snapshot",
    chainId: deployment.chainId,
    anchor: anchorOf(deployment),
    block,
    since: null,
    build,
    logs,
    files: done.files.sort((one, other) => order.indexOf(one.table) - order.indexOf(other.table)),
  });
  rmSync(join(folder, PROGRESS), { force: true });
  return manifest;
}

/**
 * Begins the one transaction that everything is read in, and says as of which block.
 *
 * @param preferred - The block, where the index still has its rows and none was asked for.
 */
export async function beginAt(
  { client, schema, node, block: asked }: Omit<ExportOptions, "folder">,
  preferred?: number,
): Promise<{ readonly block: Block; readonly build: string }> {
  await client.query("begin transaction isolation level repeatable read");
  const { build, blocks, oldest, newest } = await progressOf(client, schema);
  const range = { from: oldest, to: newest };
  const wanted = asked ?? preferred ?? range.from;
  const isThere = range.from <= wanted && wanted <= range.to;
  if (!isThere && asked !== undefined) {
    throw new SnapshotError(
      `--block: found ${asked}, expected one of ${range.from} to ${range.to}: earlier rows are replaced, later ones are not there yet.`,
    );
  }
  const block = await blockAt(ask(node), isThere ? wanted : range.from);
  if (blocks.find(({ number }) => number === block.number)?.hash !== block.hash) {
    throw new SnapshotError(
      `The rows are of another block ${block.number} than the chain has: wait until the index has taken it back.`,
    );
  }
  return { block, build };
}

/** The logs of all contracts, from the rows as of a block. */
export async function logsAsOf(
  { client, deployment }: Omit<ExportOptions, "folder">,
  tables: readonly SnapshotTable[],
  block: number,
): Promise<Logs> {
  const of = async (name: string) => {
    const table = tables.find((each) => each.name === name);
    if (!table)
      throw new SnapshotError(`The index has no table ${name}: it is of another release.`);
    return await rowsAsOf(client, table, BigInt(block));
  };
  const [history, records] = [await of("history_record"), await of("log_record")];
  return await logsOf(client, deployment, { history, records, block });
}

/** Writes the rows of a statement into a file: under another name until it is whole. */
export async function writeFile(
  client: pg.Client,
  { name, columns, key }: SnapshotTable,
  statement: string,
  folder: string,
): Promise<ManifestFile> {
  const file = `${name}.csv.gz`;
  const part = join(folder, `${file}.part`);
  const plain = new Measured();
  const packed = new Measured();
  const rows = client.query(copyTo(`copy (${statement}) to stdout (format csv, header true)`));
  await pipeline(
    rows,
    plain,
    createGzip({ level: LEVEL }),
    packed,
    createWriteStream(part, { flush: true }),
  );
  renameSync(part, join(folder, file));
  return {
    table: name,
    file,
    // The line with the names of the columns is not counted.
    rows: rows.rowCount,
    bytes: packed.bytes,
    sha256: packed.digest(),
    csvBytes: plain.bytes,
    csvSha256: plain.digest(),
    columns: [...columns],
    key: [...key],
  };
}

/** What an export that was stopped had done, where its files are still there. */
function doneIn(folder: string): Done | undefined {
  const path = join(folder, PROGRESS);
  if (!existsSync(path)) return undefined;
  const done = JSON.parse(readFileSync(path, "utf8")) as Done;
  const isWhole = ({ file, bytes }: ManifestFile) =>
    existsSync(join(folder, file)) && statSync(join(folder, file)).size === bytes;
  return { ...done, files: done.files.filter(isWhole) };
}

function keepDone(folder: string, done: Done): void {
  const path = join(folder, PROGRESS);
  writeFileSync(`${path}.new`, JSON.stringify(done), { flush: true });
  renameSync(`${path}.new`, path);
}
