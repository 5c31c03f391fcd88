// The database as the engine writes it: one connection, on which everything of a transaction happens in order. PostgreSQL, or
// PGlite in this process.
import { finished } from "node:stream/promises";
import type { PGlite, Transaction } from "@electric-sql/pglite";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { BYTES, takingBytes } from "../bytes.js";

/** What statements are asked through. Rows are lists of values in the order of their columns. */
export interface Session {
  query(text: string, values?: readonly unknown[]): Promise<unknown[][]>;
  /** Writes lines of COPY into a table. */
  copy(path: string, lines: readonly string[]): Promise<void>;
}

/** A transaction that is open. */
export interface Batch {
  readonly session: Session;
  /**
   * Commits once everything is written.
   *
   * @param writes - The last statements, which are asked already. The next transaction may be opened at once.
   */
  commit(writes?: Promise<unknown>): Promise<void>;
  rollback(): Promise<void>;
}

/** One connection. */
export interface Connection extends Session {
  /** Opens a transaction: what is committed before it is waited for. */
  begin(): Promise<Batch>;
  /** Does everything, or nothing. */
  transaction<result>(work: (session: Session) => Promise<result>): Promise<result>;
  close(): Promise<void>;
}

/** Types whose text the columns of drizzle read themselves: PostgreSQL's driver would round numbers in lists, and copy bytes twice. */
const AS_TEXT = [BYTES, 1009, 1015, 1231];

const types = {
  getTypeParser: (oid: number, format?: string) =>
    AS_TEXT.includes(oid)
      ? (value: string) => value
      : pg.types.getTypeParser(oid, format as "text"),
} as unknown as pg.CustomTypesConfig;

/** Asks a client of PostgreSQL: one statement after the other, in the order in which they are asked. */
export function sessionOf(client: pg.Client): Session {
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = async <result>(run: () => Promise<result>): Promise<result> => {
    const running = last.then(run, run);
    last = running.catch(() => undefined);
    return await running;
  };
  return {
    query: async (text, values = []) =>
      await inOrder(async () => {
        const { rows } = await client.query({ text, values: [...values], rowMode: "array" });
        return rows as unknown[][];
      }),
    copy: async (path, lines) =>
      await inOrder(async () => {
        const stream = client.query(copyFrom(`copy ${path} from stdin`));
        stream.end(`${lines.join("\n")}\n`);
        await finished(stream);
      }),
  };
}

/**
 * Connects to PostgreSQL.
 *
 * @param lost - Is called when the connection ends that nobody closed.
 */
export async function connectPostgres(
  connectionString: string,
  lost: () => void,
): Promise<Connection> {
  const application_name = "open-robot-id index";
  const client = new pg.Client({ connectionString, keepAlive: true, application_name, types });
  let isClosed = false;
  const end = () => {
    if (!isClosed) lost();
  };
  client.on("error", end);
  client.on("end", end);
  await client.connect();
  const session = sessionOf(client);
  const connection: Connection = {
    ...session,
    async begin() {
      // Statements of a connection are run in order: that it begins need not be waited for.
      const begun = session.query("begin");
      begun.catch(() => undefined);
      return {
        session,
        async commit(writes) {
          // It is asked at once, so that it comes before the next begin. Where a statement failed it takes everything back.
          await Promise.all([begun, writes, session.query("commit")]);
        },
        // A connection that is broken has nothing to take back.
        rollback: async () => void (await session.query("rollback").catch(() => undefined)),
      };
    },
    transaction: async (work) => await transactionOf(await connection.begin(), work),
    async close() {
      isClosed = true;
      await client.end();
    },
  };
  return connection;
}

/** Writes PGlite, which the API of this process reads. */
export function connectPglite(database: PGlite): Connection {
  const asking = (asked: PGlite | Transaction): Session => ({
    async query(text, values = []) {
      const parsers = Object.fromEntries(AS_TEXT.map((oid) => [oid, (value: string) => value]));
      const options = { rowMode: "array", parsers } as const;
      return (await asked.query(text, [...values], options)).rows as unknown[][];
    },
    async copy(path, lines) {
      const blob = new Blob([`${lines.join("\n")}\n`]);
      await asked.query(`copy ${path} from '/dev/blob'`, [], { blob });
    },
  });
  const connection: Connection = {
    ...asking(takingBytes(database)),
    async begin() {
      let end: (how: "commit" | "rollback") => void = () => undefined;
      const over = new Promise<"commit" | "rollback">((resolve) => {
        end = resolve;
      });
      let done: Promise<void> = Promise.resolve();
      const open = await new Promise<Transaction>((resolve, reject) => {
        done = database.transaction(async (transaction) => {
          resolve(transaction);
          if ((await over) === "rollback") await transaction.rollback();
        });
        done.catch(reject);
      });
      const session = asking(open);
      return {
        session,
        async commit(writes) {
          await writes;
          end("commit");
          await done;
        },
        async rollback() {
          end("rollback");
          await done.catch(() => undefined);
        },
      };
    },
    transaction: async (work) => await transactionOf(await connection.begin(), work),
    close: async () => await database.close(),
  };
  return connection;
}

async function transactionOf<result>(
  batch: Batch,
  work: (session: Session) => Promise<result>,
): Promise<result> {
  try {
    const result = await work(batch.session);
    await batch.commit();
    return result;
  } catch (error) {
    await batch.rollback();
    throw error;
  }
}
