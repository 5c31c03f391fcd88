// Carries an index in from files. The engine's tables are made; the files fill them; the chain
// says whether they are true; and only then they get the checkpoint that an index goes on from.
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Hex } from "viem";
import { Progress } from "../engine/progress.js";
import { type Session, sessionOf } from "../engine/session.js";
import type { IndexedDeployment } from "../settings.js";
import * as indexTables from "../tables.js";
import { requireBlock, requireLogs } from "./chain.js";
import { hasTable, isAboutRows, listed, quoted, tablesIn } from "./database.js";
import { logsOf, requireHistories } from "./log-heads.js";
import { anchorOf, type Manifest, type ManifestFile, readManifest } from "./manifest.js";
import { Measured, TooLongError } from "./measured.js";
import { ForgedError, SnapshotError } from "./problem.js";

/** What is carried in. */
export interface ImportOptions {
  readonly client: pg.Client;
  readonly schema: string;
  readonly deployment: IndexedDeployment;
  /** Where the files are. */
  readonly folder: string;
  /** The digest that the files must have, from somebody else than they are from; nothing where nobody says it. */
  readonly digest: string | undefined;
  /** Is told how it goes. */
  readonly say: (line: string) => void;
}

/** What was carried in so far. While there is this table, no index starts on the schema. */
const UNFINISHED = "_snapshot_import";

/** Says that a schema has an import that is not at its end: it must not be indexed into, and not be read. */
export async function requireNoImport(session: Session, schema: string): Promise<void> {
  const [[there] = []] = await session.query("select to_regclass($1)::text", [
    `${quoted(schema)}.${quoted(UNFINISHED)}`,
  ]);
  if (!there) return;
  throw new SnapshotError(
    `The schema ${schema} has an import that is not finished. Run the import to its end, or drop the schema.`,
  );
}

/** Examines everything that can be known before a row is written. */
export async function examine(options: ImportOptions): Promise<Manifest> {
  const { client, schema, deployment, folder, digest } = options;
  const manifest = readManifest(folder);
  if (manifest.kind !== "snapshot") {
    throw new SnapshotError(
      `${folder} has a ${manifest.kind} dump, which lacks columns: expected what \`index export\` writes.`,
    );
  }
  if (digest !== undefined && manifest.digest !== digest) {
    throw new ForgedError(
      `The files have the digest ${manifest.digest}; expected ${digest} (--digest).`,
    );
  }
  const expected = anchorOf(deployment);
  requireSame("chainId", manifest.chainId, deployment.chainId);
  requireSame("anchor.genesisHash", manifest.anchor.genesisHash, expected.genesisHash);
  for (const [name, address] of Object.entries(expected.contracts)) {
    requireSame(`anchor.contracts.${name}`, manifest.anchor.contracts[name], address);
  }
  for (const { file } of manifest.files) {
    if (!existsSync(join(folder, file)))
      throw new SnapshotError(`${file} is missing in ${folder}.`);
  }
  if (await hasTable(client, schema, UNFINISHED)) {
    const { rows } = await client.query<{ digest: string }>(
      `select digest from ${quoted(UNFINISHED)} limit 1`,
    );
    const [begun] = rows;
    if (begun && begun.digest !== manifest.digest) {
      throw new SnapshotError(
        `The schema ${schema} has an unfinished import of other files, with the digest ${begun.digest}. Go on with those, or drop the schema.`,
      );
    }
  } else if (await hasTable(client, schema, "_ponder_checkpoint")) {
    const { rowCount } = await client.query("select 1 from _ponder_checkpoint limit 1");
    if (rowCount !== 0) {
      throw new SnapshotError(
        `The schema ${schema} has an index already: name an empty one in DATABASE_SCHEMA.`,
      );
    }
  }
  return manifest;
}

function requireSame(what: string, found: unknown, expected: unknown): void {
  if (found === expected) return;
  throw new ForgedError(
    `manifest.json: ${what}: found ${found ?? "none"}, expected ${expected ?? "none"}, as the deployment file says: the files are of another registry.`,
  );
}

/**
 * Makes the tables, fills them, and has them proven. The schema must be taken for this connection.
 *
 * @param build - Which handlers and tables will go on.
 * @param node - The node that proves.
 */
export async function fill(
  options: ImportOptions,
  manifest: Manifest,
  { build, node }: { build: string; node: string },
): Promise<void> {
  const { client, schema, deployment } = options;
  if (manifest.build !== build) {
    throw new SnapshotError(
      `The files were made by build ${manifest.build} of the index, and this is ${build}: other handlers or tables made the rows. Use the release that made them.`,
    );
  }
  // Known before a row is written: files of another chain cost no time.
  await requireBlock(node, { ...manifest.block, hash: manifest.block.hash as Hex });
  const progress = new Progress({
    tables: indexTables,
    schema,
    chainId: deployment.chainId,
    version: build,
  });
  await inTransaction(client, async (session) => {
    await progress.open(session, { rebuild: false });
    await client.query(
      `create table if not exists ${quoted(UNFINISHED)} (digest text not null, file text primary key)`,
    );
  });
  try {
    await requireTables(options, manifest);
    for (const file of manifest.files) await fillTable(options, manifest.digest, file);
    await prove(options, manifest, node);
    await finish(options, manifest, progress);
  } catch (error) {
    if (error instanceof ForgedError) await empty(client, schema);
    throw error;
  }
}

/** The files must have the tables and columns that this release has, each once. */
async function requireTables(
  { client, schema }: ImportOptions,
  { files }: Manifest,
): Promise<void> {
  const tables = await tablesIn(client, schema);
  const shape = (one: { columns: unknown; key: unknown }) => JSON.stringify([one.columns, one.key]);
  for (const table of tables) {
    const of = files.filter((file) => file.table === table.name);
    if (of.length === 1 && of[0] && shape(of[0]) === shape(table)) continue;
    throw new ForgedError(
      `manifest.json: ${table.name}: found ${of.length} files, expected one with the columns ${table.columns.map(({ name, type }) => `${name} ${type}`).join(", ")}.`,
    );
  }
  const stranger = files.find((file) => tables.every(({ name }) => name !== file.table));
  if (stranger) throw new ForgedError(`manifest.json: there is no table ${stranger.table}.`);
}

/** Fills one table, as a whole or not at all. */
async function fillTable(
  { client, folder, say }: ImportOptions,
  digest: string,
  { table, file, rows, bytes, sha256, csvBytes, csvSha256, columns }: ManifestFile,
): Promise<void> {
  const { rowCount } = await client.query(`select 1 from ${quoted(UNFINISHED)} where file = $1`, [
    file,
  ]);
  if (rowCount === 1) return say(`${table}: was done before`);
  await client.query("begin");
  try {
    // Emptied in the same transaction, PostgreSQL can write the rows as if they had always been there.
    await client.query(`truncate ${quoted(table)}`);
    const packed = new Measured(bytes);
    const plain = new Measured(csvBytes);
    const names = listed(columns.map(({ name }) => name));
    const into = client.query(
      copyFrom(`copy ${quoted(table)} (${names}) from stdin (format csv, header match, freeze)`),
    );
    try {
      await pipeline(createReadStream(join(folder, file)), packed, createGunzip(), plain, into);
    } catch (error) {
      const wrong = whatIsWrong(error);
      throw wrong === undefined
        ? error
        : new ForgedError(`${file} cannot be taken in: ${wrong}`, { cause: error });
    }
    const found = { bytes: packed.bytes, sha256: packed.digest(), csvBytes: plain.bytes };
    requireMeasured(file, "bytes", found.bytes, bytes);
    requireMeasured(file, "SHA-256", found.sha256, sha256);
    requireMeasured(file, "bytes of CSV", found.csvBytes, csvBytes);
    requireMeasured(file, "SHA-256 of the CSV", plain.digest(), csvSha256);
    requireMeasured(file, "rows", into.rowCount, rows);
    await client.query(`insert into ${quoted(UNFINISHED)} values ($1, $2)`, [digest, file]);
    await client.query("commit");
  } catch (error) {
    await rollBack(client);
    throw error;
  }
  say(`${table}: ${rows} rows`);
}

function requireMeasured(file: string, what: string, found: unknown, expected: unknown): void {
  if (found === expected) return;
  throw new ForgedError(
    `${file}: found ${found} as its ${what}, expected ${expected}, as the manifest says: it is truncated or altered.`,
  );
}

/** What is wrong with a file; nothing where it is not the file: what was taken in before is kept. */
function whatIsWrong(error: unknown): string | undefined {
  if (error instanceof TooLongError) return "it is longer than the manifest says.";
  const { code, message } = error as Error & { code?: string };
  if (code === "Z_BUF_ERROR") return "it is truncated.";
  if (code?.startsWith("Z_")) return `it is altered: ${message}.`;
  return isAboutRows(error) ? `${message}.` : undefined;
}

/** Compares what the rows add up to with the manifest, with themselves, and with the chain. */
async function prove(
  { client, deployment, say }: ImportOptions,
  { block, logs }: Manifest,
  node: string,
): Promise<void> {
  say("Recomputes the logs of all contracts");
  const found = await logsOf(client, deployment, {
    history: "select * from history_record",
    records: "select * from log_record",
    block: block.number,
  });
  if (!isDeepStrictEqual(found, logs)) {
    throw new ForgedError(
      "manifest.json: logs: what the rows add up to is something else than the manifest says.",
    );
  }
  say("Asks the chain for the logs of all contracts, proven");
  await requireLogs(node, deployment, {
    block: { ...block, hash: block.hash as Hex },
    logs: found,
  });
  say("Recomputes the history of every robot");
  await requireHistories(client, deployment);
}

/** Lets an index go on from the rows: from here on they are one. */
async function finish(
  { client, digest, say }: ImportOptions,
  { block: { number, hash, timestamp } }: Manifest,
  progress: Progress,
): Promise<void> {
  await inTransaction(client, async (session) => {
    if (digest === undefined) {
      // Logs are proven, and what follows from them is believed: nobody else has said that the rows are these.
      await client.query(
        `insert into believed_log (id, transaction_hash, block_number, log_index, block_time)
          select 1, transaction_hash, block_number, log_index, block_time from registry_event
          order by block_number, log_index limit 1 on conflict do nothing`,
      );
    }
    const header = { number, hash: hash as Hex, timestamp: BigInt(timestamp) };
    await progress.advance(session, header, undefined);
    await client.query(`drop table ${quoted(UNFINISHED)}`);
  });
  say("Has the database look at the new tables");
  await client.query("analyze");
}

/** Throws away what was taken in: none of it may serve. */
async function empty(client: pg.Client, schema: string): Promise<void> {
  const names = (await tablesIn(client, schema)).map(({ name }) => name);
  await client.query("begin");
  await client.query(`truncate ${listed(names)}`);
  await client.query(`drop table if exists ${quoted(UNFINISHED)}`);
  await client.query("commit");
}

/** Does everything, or nothing. */
async function inTransaction(
  client: pg.Client,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  await client.query("begin");
  try {
    await work(sessionOf(client));
    await client.query("commit");
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** Takes back what is not committed. A connection that is gone has nothing to take back, and what ended it is told. */
async function rollBack(client: pg.Client): Promise<void> {
  await client.query("rollback").catch(() => undefined);
}
