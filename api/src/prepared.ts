// Questions that are asked again and again: put together once, and planned once by each connection of the database. Of a
// look-up, planning is nearly all of the work.
import { createHash } from "node:crypto";
import { fillPlaceholders, Placeholder } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { escapeLiteral } from "pg";
import type { Found, Pglite, Statement } from "./driver.js";
import { type Answers, type Asked, type Question, statementOf } from "./rows.js";

/** As Ponder names columns. */
const dialect = new PgDialect({ casing: "snake_case" });

/** What stands for a value that is given when the question is asked. */
export type Given = Placeholder<string>;

/** A value that is given when the question is asked. */
export type GivenValue = string | number | bigint;

/**
 * Prepares questions.
 *
 * @param questions - Makes them, with placeholders where values are given later.
 * @returns Asks them: one statement, one snapshot.
 */
export function prepare<
  const name extends string,
  const questions extends Record<string, Question<unknown>>,
>(
  names: readonly name[],
  questions: (given: Readonly<Record<name, Given>>) => questions,
): (db: Asked, values: Readonly<Record<name, GivenValue>>) => Promise<Answers<questions>> {
  const given = Object.fromEntries(names.map((each) => [each, new Placeholder<string>(each)]));
  const { sql: text, params } = dialect.sqlToQuery(
    statementOf(questions(given as Record<name, Given>)),
  );
  const name = `robotid_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  const statement = { name, text };
  return async ({ $client: driver }, values) => {
    const filled = fillPlaceholders(params, values);
    const { rows } =
      "waitReady" in driver
        ? await execute(driver, statement, filled)
        : await driver.query({ ...statement, values: filled });
    return rows[0] as Answers<questions>;
  };
}

/** The statements that a PGlite has prepared. */
const prepared = new WeakMap<Pglite, Map<string, Promise<unknown>>>();

/** PGlite prepares no statement by itself: its SQL does. */
async function execute(
  driver: Pglite,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Found> {
  const known = prepared.get(driver) ?? new Map<string, Promise<unknown>>();
  prepared.set(driver, known);
  const preparing = known.get(name) ?? driver.query(`prepare ${name} as ${text}`);
  known.set(name, preparing);
  await preparing;
  const literals = values.map((value) => escapeLiteral(String(value)));
  return await driver.query(`execute ${name}(${literals.join(", ")})`);
}
