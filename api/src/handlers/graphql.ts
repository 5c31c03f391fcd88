import { readFile } from "node:fs/promises";
import { db } from "ponder:api";
import schema from "ponder:schema";
import { graphql } from "ponder";
import { publicTables } from "../../../public-tables.js";
import { demand } from "../access/bearer.js";
import { GRAPHQL_LIMITS } from "../limits/graphql.js";
import type { Api } from "../service.js";

/** The schema with its descriptions, as `npm run -w indexer graphql` writes it. */
const SCHEMA_FILE = new URL("../../../schema.graphql", import.meta.url);

/** GraphQL as Ponder serves it. Its tables hold accounts: only for a key that may see them. */
export function addGraphql(api: Api): void {
  const ask = graphql({ db, schema: publicTables(schema) }, GRAPHQL_LIMITS);
  api.get("/schema.graphql", async (c) => c.text(await readFile(SCHEMA_FILE, "utf8")));
  api.use("/graphql", async (c, next) => {
    // The page to ask from is for everybody; the questions are not.
    if (c.req.method !== "GET") demand(c.get("key"), "graphql");
    return await ask(c, next);
  });
}
