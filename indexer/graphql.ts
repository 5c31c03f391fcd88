// GraphQL over the tables, as Ponder makes it. Ponder offers it within its own server only.
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { is, SQL, type SQLChunk, StringChunk } from "drizzle-orm";
import { PgColumn } from "drizzle-orm/pg-core";
import type { GraphQLSchema } from "graphql";
import { hexOf } from "./bytes.js";
import { publicTables } from "./public-tables.js";

/** What Ponder asks of a database of drizzle. */
interface Asked {
  readonly query: unknown;
  execute(statement: unknown): unknown;
  select(...columns: unknown[]): {
    from(table: unknown): { where(condition: SQL | undefined): unknown };
  };
}

/** How Ponder asks its database. */
interface QueryBuilder {
  readonly raw: unknown;
  wrap(...given: readonly unknown[]): unknown;
}

interface PonderGraphql {
  buildGraphQLSchema(given: { schema: object }): GraphQLSchema;
  buildDataLoaderCache(database: QueryBuilder): unknown;
}

/** GraphQL over the tables. */
export interface TablesGraphql {
  readonly schema: GraphQLSchema;
  /** The page to ask from, HTML. */
  readonly page: string;
  /** What the resolvers of one request work with, over a database of drizzle that knows the tables. */
  context(database: unknown): object;
}

/**
 * Makes GraphQL of the tables that are public.
 *
 * @param tables - All of them, as `tables.ts` or `ponder.schema.ts` exports them.
 */
export async function graphqlOf(tables: object): Promise<TablesGraphql> {
  const { buildGraphQLSchema, buildDataLoaderCache } = (await engine("index.js")) as PonderGraphql;
  const { graphiQLHtml } = (await engine("graphiql.html.js")) as { graphiQLHtml: string };
  return {
    schema: buildGraphQLSchema({ schema: publicTables(tables) }),
    page: graphiQLHtml,
    context(database) {
      const raw = comparingText(database as Asked);
      const qb: QueryBuilder = {
        raw,
        wrap: (...given) => (given.at(-1) as (asked: unknown) => unknown)(raw),
      };
      return { qb, getDataLoader: buildDataLoaderCache(qb) };
    },
  };
}

/** A database that compares bytes as the text that answers show, where a filter says what is in it (`_contains`, `_starts_with`). */
function comparingText(database: Asked): Asked {
  return {
    query: database.query,
    execute: (statement) => database.execute(statement),
    select: (...columns) => ({
      from(table) {
        const found = database.select(...columns).from(table);
        return { where: (condition) => found.where(condition && asText(condition)) };
      },
    }),
  };
}

function asText({ queryChunks: chunks }: SQL): SQL {
  const isCompared = (next: SQLChunk | undefined) =>
    is(next, StringChunk) && / like $/.test(next.value.join(""));
  return new SQL(
    chunks.map((chunk, place) => {
      if (is(chunk, SQL)) return asText(chunk);
      const isBytes = is(chunk, PgColumn) && chunk.columnType === "PgHex";
      return isBytes && isCompared(chunks[place + 1]) ? hexOf(chunk) : chunk;
    }),
  );
}

async function engine(name: string): Promise<unknown> {
  const entry = fileURLToPath(import.meta.resolve("ponder"));
  return await import(pathToFileURL(join(dirname(entry), "graphql", name)).href);
}
