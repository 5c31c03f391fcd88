// GraphQL over the tables, as Ponder makes it. Ponder offers it within its own server only.
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { GraphQLSchema } from "graphql";
import { publicTables } from "./public-tables.js";

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
      const qb: QueryBuilder = {
        raw: database,
        wrap: (...given) => (given.at(-1) as (asked: unknown) => unknown)(database),
      };
      return { qb, getDataLoader: buildDataLoaderCache(qb) };
    },
  };
}

async function engine(name: string): Promise<unknown> {
  const entry = fileURLToPath(import.meta.resolve("ponder"));
  return await import(pathToFileURL(join(dirname(entry), "graphql", name)).href);
}
