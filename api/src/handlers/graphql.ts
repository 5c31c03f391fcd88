import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { maxAliasesPlugin } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthPlugin } from "@escape.tech/graphql-armor-max-depth";
import { maxTokensPlugin } from "@escape.tech/graphql-armor-max-tokens";
import { graphqlOf } from "@openrobotid/indexer/graphql";
import * as tables from "@openrobotid/indexer/tables";
import type { RobotId } from "@openrobotid/sdk";
import { createYoga } from "graphql-yoga";
import { demand } from "../access/bearer.js";
import { type Looking, notingRobots } from "../access/graphql-looks.js";
import { recordLooks } from "../access/look.js";
import { tellingErrors } from "../graphql-problem.js";
import { GRAPHQL_LIMITS } from "../limits/graphql.js";
import { ApiProblem } from "../problem.js";
import type { Api, Service } from "../service.js";

/** The schema with its descriptions, as `npm run -w indexer graphql` writes it. */
const SCHEMA_FILE = fileURLToPath(import.meta.resolve("@openrobotid/indexer/schema.graphql"));

const FORMS = "application/json or application/graphql-response+json";

/** GraphQL over the tables. They hold accounts: only for a key that may see them. */
export function addGraphql(api: Api, service: Service): void {
  let made: ReturnType<typeof makeGraphql> | undefined;
  api.get("/schema.graphql", async (c) => c.text(await readFile(SCHEMA_FILE, "utf8")));
  api.on(["GET", "POST"], "/graphql", async (c) => {
    made ??= makeGraphql(service.db, service.logger);
    const { page, yoga } = await made;
    // The page to ask from is for everybody; the questions are not.
    if (c.req.method === "GET") return c.html(page);
    const key = demand(c.get("key"), "graphql");
    const shown = new Set<RobotId>();
    const { body, status, headers } = await yoga.handle(c.req.raw, { shown });
    service.metrics.looks.inc({ scope: key.scope, question: "graphql" });
    await recordLooks(service, key, shown, { question: "graphql" });
    if (status === 406) {
      throw new ApiProblem("not-acceptable", `Found ${c.req.header("accept")}, expected ${FORMS}.`);
    }
    return new Response(body, { status, headers: new Headers(headers) });
  });
}

async function makeGraphql(db: Service["db"], logger: Service["logger"]) {
  const { schema, page, context } = await graphqlOf(tables);
  const { maxOperationTokens, maxOperationDepth, maxOperationAliases } = GRAPHQL_LIMITS;
  const yoga = createYoga<Looking>({
    graphqlEndpoint: "*",
    schema: notingRobots(schema),
    context: () => context(db.drizzle),
    maskedErrors: false,
    logging: false,
    graphiql: false,
    parserAndValidationCache: false,
    plugins: [
      tellingErrors(logger),
      maxTokensPlugin({ n: maxOperationTokens }),
      maxDepthPlugin({ n: maxOperationDepth, ignoreIntrospection: false }),
      maxAliasesPlugin({ n: maxOperationAliases, allowList: [] }),
    ],
  });
  return { page, yoga };
}
