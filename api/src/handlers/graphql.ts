import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { maxAliasesPlugin } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthPlugin } from "@escape.tech/graphql-armor-max-depth";
import { maxTokensPlugin } from "@escape.tech/graphql-armor-max-tokens";
import { graphqlOf } from "@openrobotid/indexer/graphql";
import * as tables from "@openrobotid/indexer/tables";
import { createYoga } from "graphql-yoga";
import { demand } from "../access/bearer.js";
import { GRAPHQL_LIMITS } from "../limits/graphql.js";
import type { Api, Service } from "../service.js";

/** The schema with its descriptions, as `npm run -w indexer graphql` writes it. */
const SCHEMA_FILE = fileURLToPath(import.meta.resolve("@openrobotid/indexer/schema.graphql"));

/** GraphQL over the tables. They hold accounts: only for a key that may see them. */
export function addGraphql(api: Api, { db }: Service): void {
  let made: ReturnType<typeof makeGraphql> | undefined;
  api.get("/schema.graphql", async (c) => c.text(await readFile(SCHEMA_FILE, "utf8")));
  api.all("/graphql", async (c) => {
    made ??= makeGraphql(db);
    const { page, yoga } = await made;
    // The page to ask from is for everybody; the questions are not.
    if (c.req.method === "GET") return c.html(page);
    demand(c.get("key"), "graphql");
    const response = await yoga.handle(c.req.raw);
    // What went wrong with a question is in the answer, as GraphQL has it.
    return new Response(response.body, { status: 200, headers: new Headers(response.headers) });
  });
}

async function makeGraphql(db: Service["db"]) {
  const { schema, page, context } = await graphqlOf(tables);
  const { maxOperationTokens, maxOperationDepth, maxOperationAliases } = GRAPHQL_LIMITS;
  const yoga = createYoga({
    graphqlEndpoint: "*",
    schema,
    context: () => context(db.drizzle),
    maskedErrors: process.env.NODE_ENV === "production",
    logging: false,
    graphiql: false,
    parserAndValidationCache: false,
    plugins: [
      maxTokensPlugin({ n: maxOperationTokens }),
      maxDepthPlugin({ n: maxOperationDepth, ignoreIntrospection: false }),
      maxAliasesPlugin({ n: maxOperationAliases, allowList: [] }),
    ],
  });
  return { page, yoga };
}
