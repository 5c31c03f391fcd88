// The commands of the index: it runs, and is carried out and in.
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { askByEndpoints } from "../endpoints.js";
import { OtherVersionError } from "../engine/progress.js";
import { sessionOf } from "../engine/session.js";
import { indexVersion } from "../engine/version.js";
import { startProving } from "../proof/start.js";
import { proofStatus } from "../proof/status.js";
import { readSettings, type Settings, SettingsError } from "../settings.js";
import { connect } from "../snapshot/database.js";
import { dump } from "../snapshot/dump.js";
import { type ExportOptions, exportSnapshot } from "../snapshot/export.js";
import { examine, fill, type ImportOptions } from "../snapshot/import.js";
import { SnapshotError } from "../snapshot/problem.js";
import { runIndex } from "./run.js";
import { takeSchema } from "./take-schema.js";
import { saysGone, TRY_AGAIN } from "./watch-database.js";

/** Tells the person at the keyboard. */
const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Does what the command line asks for. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command("index")
    .description(
      "Runs the index, carries it out into files, and in again. Settings come from the environment; indexer/README.md lists them.",
    )
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  program
    .command("start")
    .description("indexes and answers the API; goes on where it was stopped")
    .action(runIndex);
  program
    .command("export")
    .description("writes the whole index as of a block into files, with a manifest")
    .argument("<folder>", "where to: a folder of its own")
    .option("--block <number>", "as of which block; the last final one by default", readBlock)
    .action(async (folder: string, { block }: { block?: number }) => {
      await carryOut(resolve(folder), block);
    });
  program
    .command("import")
    .description("fills an empty schema of PostgreSQL from such files, has them proven, and ends")
    .argument("<folder>", "where the files are")
    .option(
      "--digest <sha256>",
      "the digest that they must have, as another member says it",
      readDigest,
    )
    .action(async (folder: string, { digest }: { digest?: string }) => {
      await carryIn(resolve(folder), digest);
    });
  program
    .command("dump")
    .description("writes public files: what came since the last ones, and now and then the whole")
    .argument("<folder>", "the folder of all dumps, which the API serves (DUMPS_DIR)")
    .option("--full-every <days>", "after how many days there is a whole one again", readCount, 7)
    .option("--keep <number>", "how many whole ones are kept, with the deltas since", readCount, 4)
    .action(async (folder: string, { fullEvery, keep }: { fullEvery: number; keep: number }) => {
      const names = await withIndex(
        async (given) => await dump({ ...given, folder: resolve(folder), fullEvery, keep }),
      );
      for (const name of names) process.stdout.write(`${name}\n`);
    });
  await program.parseAsync([...argv]).catch(end);
  // Nodes that prove would keep the process.
  process.exit(0);
}

/** Ends the process, with what was wrong. */
function end(error: unknown): never {
  if (saysGone(error)) {
    say("The database went away. Run it again: what is done so far is kept.");
    process.exit(TRY_AGAIN);
  }
  const line = wordsFor(error);
  if (line === undefined) throw error;
  say(line);
  process.exit(2);
}

/** No room on a disk, or for memory: a class of PostgreSQL's errors. */
const NO_ROOM = /^53/;

/** What is said of an error that can be put right. */
function wordsFor(error: unknown): string | undefined {
  const kinds = [SnapshotError, SettingsError, OtherVersionError];
  const { message, code, syscall } = error as Error & { code?: string; syscall?: string };
  if (kinds.some((kind) => error instanceof kind)) return message;
  const kept = "What is done so far is kept: run it again.";
  if (syscall !== undefined) return `The files cannot be read or written: ${message}. ${kept}`;
  if (NO_ROOM.test(code ?? "")) return `The database has no room: ${message}. ${kept}`;
  return undefined;
}

async function carryOut(folder: string, block: number | undefined): Promise<void> {
  const { digest, block: of } = await withIndex(
    async (given) => await exportSnapshot({ ...given, folder, block }),
  );
  say(`Block ${of.number}, ${of.hash}. The digest of what the files hold:`);
  process.stdout.write(`${digest}\n`);
}

/** Opens the index that the settings name. */
async function withIndex<done>(
  use: (given: Omit<ExportOptions, "folder">) => Promise<done>,
): Promise<done> {
  const settings = readDatabaseSettings();
  const { databaseSchema: schema, deployment } = settings;
  const client = await connect(settings.databaseUrl, schema);
  try {
    return await use({ client, schema, deployment, node: await startNode(settings), say });
  } finally {
    await client.end();
  }
}

async function carryIn(folder: string, digest: string | undefined): Promise<void> {
  const settings = readDatabaseSettings();
  const { databaseSchema: schema, deployment } = settings;
  const client = await connect(settings.databaseUrl, schema);
  const options: ImportOptions = { client, schema, deployment, folder, digest, say };
  await takeSchema(
    sessionOf(client),
    schema,
    (_level, line) => say(line),
    new AbortController().signal,
  );
  const manifest = await examine(options);
  const node = await startNode(settings);
  if (!proofStatus()) {
    throw new SnapshotError(
      "Nothing can be proven: expected PROVE=on, and a deployment file with an anchor. An index that proves nothing can begin with the chain's past instead.",
    );
  }
  await fill(options, manifest, { build: indexVersion(), node });
  await client.end();
  say(
    digest === undefined
      ? `Done, as of block ${manifest.block.number}. Nobody else has said that the digest is ${manifest.digest}: answers will not be called proven.`
      : `Done, as of block ${manifest.block.number}. \`npm run -w indexer start\` goes on from there.`,
  );
}

/** Where a node answers that proves; where nothing can be proven, the first that is named. */
async function startNode(settings: Settings): Promise<string> {
  askByEndpoints(settings.rpcUrls);
  await startProving(settings);
  return proofStatus()?.url ?? (settings.rpcUrls[0] as string);
}

function readDatabaseSettings(): Settings & { readonly databaseUrl: string } {
  const { databaseUrl, ...settings } = readSettings();
  if (databaseUrl) return { ...settings, databaseUrl };
  throw new SettingsError(
    "DATABASE_URL is missing: files are made from PostgreSQL, and fill PostgreSQL. An index in PGlite has none: `npm run -w indexer start` fills it from the chain.",
  );
}

function readBlock(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`found "${text}", expected the number of a block`);
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`found "${text}", expected a whole number above zero`);
}

function readDigest(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError(`found "${text}", expected a SHA-256, 64 hexadecimal digits`);
}
