// The rows that handlers read and change. They are kept in memory until a batch of blocks is done, and then written together:
// new ones by COPY, changed ones in one statement a table.
import { is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/pg-proxy";
import type { Session } from "./session.js";
import { lineOf, quoted, type Row, rowOf, type Shape, shapeOf } from "./shape.js";
import type { Tables } from "./tables.js";

/** A table in memory. */
interface Held {
  readonly shape: Shape;
  /** Rows by their keys; null for one that is not there. */
  readonly rows: Map<string, Row | null>;
  /** What is not written yet: whether the row is new. */
  readonly dirty: Map<string, boolean>;
  /** Rows as they were before the batch; null for new ones. */
  readonly before: Map<string, Row | null>;
  /** Whether all rows of the table are in memory. */
  isComplete: boolean;
}

/** How a row of a table was before a batch. */
export interface Undo {
  readonly table: string;
  /** Values of its key, in the order of its columns. */
  readonly key: readonly unknown[];
  /** Its line of COPY; null where it was not there. */
  readonly line: string | null;
}

/** Rows that memory may hold before those of large tables are let go. */
const KEPT_ROWS = 400_000;
/** A table with fewer rows is kept. */
const SMALL = 20_000;
/** Rows that are written with a statement; more are written by COPY. */
const FEW = 8;

type Values = Readonly<Record<string, unknown>>;
type Change = Values | ((row: never) => Values);

/** Rows in memory over a database. */
export class Store {
  readonly #held = new Map<PgTable, Held>();
  /** The session of the batch: reads what is not in memory. */
  #session: Session | undefined;
  readonly db: Tables;

  /**
   * @param tables - What `ponder.schema.ts` exports.
   * @param isEmpty - Whether the database has no rows yet.
   */
  constructor(tables: object, schema: string, isEmpty: boolean) {
    for (const table of Object.values(tables)) {
      if (!is(table, PgTable)) continue;
      const held: Held = {
        shape: shapeOf(table, schema),
        rows: new Map(),
        dirty: new Map(),
        before: new Map(),
        isComplete: isEmpty,
      };
      this.#held.set(table, held);
    }
    this.db = this.#handle() as unknown as Tables;
  }

  get shapes(): readonly Shape[] {
    return [...this.#held.values()].map(({ shape }) => shape);
  }

  /** From now on reads and writes through this session. */
  use(session: Session): void {
    this.#session = session;
  }

  /** Forgets everything: the database is not what it was. */
  clear(): void {
    for (const held of this.#held.values()) {
      held.rows.clear();
      held.dirty.clear();
      held.before.clear();
      held.isComplete = false;
    }
  }

  /** Reads rows that will be asked for, all of a table at once. */
  async expect(table: PgTable, keys: readonly Row[]): Promise<void> {
    const held = this.#of(table);
    if (held.isComplete) return;
    const missing = new Map<string, Row>();
    for (const key of keys) {
      const text = held.shape.keyOf(key);
      if (!held.rows.has(text)) missing.set(text, key);
    }
    if (missing.size === 0) return;
    for (const key of missing.keys()) held.rows.set(key, null);
    const { shape } = held;
    const lists = shape.key.map(({ field, column }) =>
      [...missing.values()].map((key) => column.mapToDriverValue(key[field])),
    );
    const names = shape.key.map(({ name }) => `t.${quoted(name)}`).join(", ");
    const given = shape.key.map(({ type }, place) => `$${place + 1}::${type}[]`).join(", ");
    const found = await this.#ask(
      `select ${listOf(shape, "t.")} from ${shape.path} t
        join unnest(${given}) as k(${shape.key.map((_, place) => `k${place}`).join(", ")})
        on (${names}) = (${shape.key.map((_, place) => `k.k${place}`).join(", ")})`,
      lists,
    );
    for (const values of found) {
      const row = rowOf(shape, values);
      held.rows.set(shape.keyOf(row), row);
    }
  }

  /** A row in memory, if it is there. */
  peek(table: PgTable, key: Row): Row | null | undefined {
    const held = this.#of(table);
    return held.rows.get(held.shape.keyOf(key));
  }

  /** Writes what is not written yet. */
  async flush(session: Session): Promise<void> {
    const writes: Promise<void>[] = [];
    for (const held of this.#held.values()) {
      if (held.dirty.size === 0) continue;
      const fresh: Row[] = [];
      const changed: Row[] = [];
      for (const [key, isNew] of held.dirty) {
        const row = held.rows.get(key);
        if (row) (isNew ? fresh : changed).push(row);
      }
      held.dirty.clear();
      // Both at once: a connection does one after the other, and need not wait for this process in between.
      writes.push(insert(session, held.shape, fresh), change(session, held.shape, changed));
    }
    await Promise.all(writes);
  }

  /** Ends a batch: rows as they are now are those before the next. Gives how they were before it. */
  settle(isToBeUndone: boolean): Undo[] {
    const undo: Undo[] = [];
    for (const { shape, before } of this.#held.values()) {
      if (isToBeUndone) {
        for (const [key, row] of before) {
          const now = this.#of(shape.table).rows.get(key) as Row;
          undo.push({
            table: shape.name,
            key: shape.key.map(({ field, column }) => String(column.mapToDriverValue(now[field]))),
            line: row && lineOf(shape, row),
          });
        }
      }
      before.clear();
    }
    return undo;
  }

  /** Lets rows go that memory need not hold. Only once they are written. */
  shrink(): void {
    const all = [...this.#held.values()];
    if (all.reduce((sum, { rows }) => sum + rows.size, 0) <= KEPT_ROWS) return;
    for (const held of all) {
      if (held.rows.size < SMALL) continue;
      held.rows.clear();
      held.isComplete = false;
    }
  }

  #of(table: PgTable): Held {
    const held = this.#held.get(table);
    if (!held)
      throw new Error("The index has no such table: it is not exported by ponder.schema.ts.");
    return held;
  }

  async #ask(text: string, values: readonly unknown[]): Promise<unknown[][]> {
    if (!this.#session) throw new Error("Rows are read within a batch.");
    return await this.#session.query(text, values);
  }

  async #find(held: Held, key: Row): Promise<Row | null> {
    const text = held.shape.keyOf(key);
    const known = held.rows.get(text);
    if (known !== undefined) return known;
    if (held.isComplete) return null;
    const { shape } = held;
    const where = shape.key.map(({ name }, place) => `${quoted(name)} = $${place + 1}`);
    const values = shape.key.map(({ field, column }) => column.mapToDriverValue(key[field]));
    const [found] = await this.#ask(
      `select ${listOf(shape)} from ${shape.path} where ${where.join(" and ")}`,
      values,
    );
    const row = found ? rowOf(shape, found) : null;
    held.rows.set(text, row);
    return row;
  }

  #set(held: Held, key: string, row: Row, before: Row | null): Row {
    if (!held.before.has(key)) held.before.set(key, before);
    if (!held.dirty.has(key)) held.dirty.set(key, before === null);
    held.rows.set(key, row);
    return row;
  }

  #add(held: Held, values: Values): Row {
    const row: Record<string, unknown> = {};
    for (const { field, normalize } of held.shape.columns) row[field] = normalize(values[field]);
    return this.#set(held, held.shape.keyOf(row), row, null);
  }

  #change(held: Held, before: Row, change: Change): Row {
    const values = typeof change === "function" ? change(before as never) : change;
    const row: Record<string, unknown> = { ...before };
    for (const { field, normalize } of held.shape.columns) {
      const value = values[field];
      if (value !== undefined) row[field] = normalize(value);
    }
    const key = held.shape.keyOf(before);
    return this.#set(held, key, row, before);
  }

  /** What handlers are given. */
  #handle() {
    const each = async <result>(
      values: Values | readonly Values[],
      put: (one: Values) => Promise<result>,
    ): Promise<result | result[]> => {
      if (!Array.isArray(values)) return await put(values as Values);
      const done: result[] = [];
      for (const one of values as readonly Values[]) done.push(await put(one));
      return done;
    };
    return {
      find: async (table: PgTable, key: Row) => await this.#find(this.#of(table), key),
      insert: (table: PgTable) => ({
        values: (values: Values | readonly Values[]) => {
          const held = this.#of(table);
          return {
            onConflictDoNothing: async () =>
              await each(values, async (one) =>
                (await this.#find(held, one)) ? null : this.#add(held, one),
              ),
            onConflictDoUpdate: async (change: Change) =>
              await each(values, async (one) => {
                const known = await this.#find(held, one);
                return known ? this.#change(held, known, change) : this.#add(held, one);
              }),
            // biome-ignore lint/suspicious/noThenProperty: as drizzle's, a statement is run by waiting for it.
            then: (done: (result: unknown) => unknown, failed: (error: unknown) => unknown) =>
              each(values, async (one) => {
                const { rows, shape } = held;
                const key = shape.keyOf(one);
                if (rows.get(key)) throw new Error(`${shape.name} has a row ${key} already.`);
                return this.#add(held, one);
              }).then(done, failed),
          };
        },
      }),
      update: (table: PgTable, key: Row) => ({
        set: async (change: Change) => {
          const held = this.#of(table);
          const known = await this.#find(held, key);
          if (!known) throw new Error(`${held.shape.name} has no row ${held.shape.keyOf(key)}.`);
          return this.#change(held, known, change);
        },
      }),
      sql: drizzle(
        async (text, values) => {
          const session = this.#session;
          if (!session) throw new Error("Rows are read within a batch.");
          await this.flush(session);
          return { rows: await session.query(text, values) };
        },
        { casing: "snake_case" },
      ),
    };
  }
}

function listOf({ columns }: Shape, prefix = ""): string {
  return columns.map(({ name }) => `${prefix}${quoted(name)}`).join(", ");
}

async function insert(session: Session, shape: Shape, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  if (rows.length > FEW) {
    await session.copy(
      shape.path,
      rows.map((row) => lineOf(shape, row)),
    );
    return;
  }
  await session.query(...statementOf(shape, rows));
}

async function change(session: Session, shape: Shape, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const key = shape.key.map(({ name }) => quoted(name)).join(", ");
  const set = shape.columns
    .filter((column) => !shape.key.includes(column))
    .map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`)
    .join(", ");
  const onConflict = `on conflict (${key}) do update set ${set}`;
  if (rows.length <= FEW) {
    const [text, values] = statementOf(shape, rows);
    await session.query(`${text} ${onConflict}`, values);
    return;
  }
  const passing = `pg_temp.${quoted(`changed_${shape.name}`)}`;
  await Promise.all([
    session.query(`create temp table if not exists ${quoted(`changed_${shape.name}`)}
      (like ${shape.path}) on commit delete rows`),
    session.query(`truncate ${passing}`),
    session.copy(
      passing,
      rows.map((row) => lineOf(shape, row)),
    ),
    session.query(`insert into ${shape.path} select * from ${passing} ${onConflict}`),
  ]);
}

function statementOf(shape: Shape, rows: readonly Row[]): [string, unknown[]] {
  const values: unknown[] = [];
  const lists = rows.map((row) => {
    const places = shape.columns.map(({ field, column, type }) => {
      const value = row[field];
      values.push(value === null || value === undefined ? null : column.mapToDriverValue(value));
      return `$${values.length}::${type}`;
    });
    return `(${places.join(", ")})`;
  });
  return [`insert into ${shape.path} (${listOf(shape)}) values ${lists.join(", ")}`, values];
}
