// The log of who looked: one line for each look, refusal, grant and broken glass, on disk before the answer. A Merkle tree over all lines
// shows where one was left out or altered.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import {
  completedBy,
  type Digest,
  type Nodes,
  rootOf,
} from "@openrobotid/api-server/access-log/merkle";
import { type Head, LogTree } from "@openrobotid/api-server/access-log/tree";
import { UserError } from "@openrobotid/kit/command";
import { logLeaf } from "@openrobotid/sdk/vault";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { Tables, VaultStore } from "../store/tables.js";

/** What happened. */
export const LOGGED = [
  "look",
  "refusal",
  "put",
  "erased",
  "granted",
  "revoked",
  "glassBroken",
  "telemetryTaken",
  "telemetryMarked",
  "wearShown",
  "wearHidden",
  "driftFound",
  "driftOver",
  "answered",
  /** Somebody was shown the log itself. So the last line that a holder is shown is its own: nothing can be cut off before it. */
  "logRead",
] as const;

/** A line, as it is written. What does not apply is left out. */
export interface Line {
  readonly what: (typeof LOGGED)[number];
  readonly robot: string;
  /** Account that asked; left out where nobody had signed in. */
  readonly account?: string | undefined;
  /** As what: a party of the table. */
  readonly party?: string | undefined;
  /** The document: number of the entry, and its kind. */
  readonly seq?: number | undefined;
  readonly kind?: string | undefined;
  /** Purpose, reason or cause, in words. */
  readonly why?: string | undefined;
  readonly grant?: string | undefined;
  readonly caseNumber?: string | undefined;
}

/** A line, where it is in the log. Times are in seconds. */
export interface LogEntry {
  readonly position: number;
  /** `told` at once, or `delayed`: each is counted from 1 without a gap for each robot. */
  readonly series: "told" | "delayed";
  readonly ordinal: number;
  readonly at: number;
  readonly toldAt: number;
  /** JSON, as it is hashed: all of the above is in it too. */
  readonly line: string;
}

const SALT_BYTES = 16;

const headFile = z.strictObject({ size: z.number(), root: z.string() });

/** The log in the vault's database. Beside it a file holds its head, so that an older database shows. */
export class AccessLog {
  readonly #store: VaultStore;
  readonly #headFile: string;
  readonly #now: () => number;
  /** The tree over its lines. */
  readonly tree: LogTree;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(store: VaultStore, headFile: string, now: () => number) {
    this.#store = store;
    this.#headFile = headFile;
    this.#now = now;
    this.tree = new LogTree(store);
  }

  /**
   * Writes a line; it is on disk when this is done.
   *
   * @param toldAt When the holder is shown it: now by default.
   * @param also What is written in the same step, or not at all.
   */
  async write(
    line: Line,
    {
      toldAt,
      also,
    }: {
      readonly toldAt?: number | undefined;
      readonly also?: (transaction: Transaction<Tables>) => Promise<void>;
    } = {},
  ): Promise<LogEntry> {
    // One after the other: each hashes what is there before it.
    const writing = this.#writing.then(async () => {
      const at = Math.floor(this.#now());
      const { entry, head } = await this.#store.transaction().execute(async (transaction) => {
        const written = await append(transaction, line, at, toldAt ?? at);
        await also?.(transaction);
        return written;
      });
      this.#note(head);
      return entry;
    });
    this.#writing = writing.catch(() => undefined);
    return await writing;
  }

  /** After the database, and without waiting for the disk: where a power cut takes it, an older head is beside the log, which it continues. */
  #note(head: Head): void {
    const draft = `${this.#headFile}.new`;
    writeFileSync(draft, `${JSON.stringify(head)}\n`, { mode: 0o600 });
    renameSync(draft, this.#headFile);
  }

  /** Lines of a robot of these times that the holder may be told by now, after a position. */
  async entriesOf(
    robot: string,
    times: readonly { readonly from: number; readonly until: number }[],
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<readonly LogEntry[]> {
    if (times.length === 0) return [];
    const rows = await this.#store
      .selectFrom("logEntry")
      .select(["position", "series", "ordinal", "at", "toldAt", "line"])
      .where("robot", "=", robot)
      .where("position", ">", after)
      // What is told at once is told, though the clock went back since.
      .where((where) =>
        where.or([
          where("toldAt", "<=", Math.floor(this.#now())),
          where("toldAt", "=", where.ref("at")),
        ]),
      )
      .where((where) =>
        where.or(
          times.map(({ from, until }) =>
            where.and([where("at", ">=", from), where("at", "<", until)]),
          ),
        ),
      )
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...row, series: row.series as LogEntry["series"] }));
  }

  /** Whether the log has the line that an account was shown it since a moment, among the lines before a position. */
  async wasRead(
    robot: string,
    account: string,
    { since, before }: { readonly since: number; readonly before: number },
  ): Promise<boolean> {
    const found = await this.#store
      .selectFrom("logEntry")
      .select("position")
      .where("robot", "=", robot)
      .where("at", ">=", since)
      .where("position", "<", before)
      // As JSON has it. Within what somebody said, quotes are escaped.
      .where("line", "like", `%"what":"logRead"%`)
      .where("line", "like", `%"account":"${account}"%`)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  }

  /**
   * Reads the whole log again. Throws `UserError` where a line was altered or is missing, or the database is older than the head beside it.
   */
  async check(): Promise<Head> {
    const rows = this.#store
      .selectFrom("logEntry")
      .select(["position", "line"])
      .orderBy("position");
    let position = 0;
    const stored = this.tree.nodes;
    const lines = await rows.execute();
    const made = new Map<string, Digest>();
    const nodes: Nodes = async (level, at) =>
      made.get(`${level} ${at}`) ?? (await stored(level, at));
    for (const row of lines) {
      if (row.position !== position) throw damaged(`line ${position} is missing`);
      for (const { level, position: at, hash } of await completedBy(
        logLeaf(row.line),
        position,
        nodes,
      )) {
        made.set(`${level} ${at}`, hash);
        if ((await stored(level, at).catch(() => "")) !== hash) {
          throw damaged(`line ${position} is not what was written`);
        }
      }
      position += 1;
    }
    const head = await this.tree.head();
    if (head.size !== position) throw damaged(`line ${position} is missing`);
    if (existsSync(this.#headFile)) {
      const noted = readHead(this.#headFile);
      const was = noted.size <= position && (await rootOf(noted.size, stored));
      if (was !== noted.root) {
        throw new UserError(
          `The log has ${position} lines; ${this.#headFile} is of one with ${noted.size} that this one does not continue.\n` +
            "The database is older than the folder, or another one. Restore both from the same backup.",
        );
      }
    }
    return head;
  }
}

async function append(transaction: Transaction<Tables>, line: Line, at: number, toldAt: number) {
  const tree = new LogTree(transaction);
  const position = await tree.size();
  const series = toldAt > at ? "delayed" : "told";
  const { count } = await transaction
    .selectFrom("logEntry")
    .select(({ fn }) => fn.countAll<number | string>().as("count"))
    .where("robot", "=", line.robot)
    .where("series", "=", series)
    .executeTakeFirstOrThrow();
  const ordinal = Number(count) + 1;
  // Proofs hold hashes of lines that are others': nobody finds out by guessing what is in them.
  const salt = randomBytes(SALT_BYTES).toString("hex");
  const text = JSON.stringify({ series, ordinal, at, toldAt, ...line, salt });
  const entry = { position, series, ordinal, at, toldAt, line: text } as const;
  await transaction
    .insertInto("logEntry")
    .values({ robot: line.robot, ...entry })
    .execute();
  await tree.append([logLeaf(text)], position);
  return { entry, head: await tree.headAt(position + 1) };
}

function readHead(file: string): Head {
  try {
    return headFile.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new UserError(
      `${file} holds no head of a log. Restore it with the database; or remove it, and an older database no longer shows.`,
    );
  }
}

function damaged(what: string): UserError {
  return new UserError(`The log was altered: ${what}. Restore database and folder from a backup.`);
}
