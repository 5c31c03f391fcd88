import { db } from "ponder:api";
import schema from "ponder:schema";
import { graphql } from "ponder";
import { demand } from "../access/bearer.js";
import type { Api } from "../app.js";

/** What a question may be made of: enough for a page of robots with their histories, too little to go through the index. */
export const GRAPHQL_LIMITS = {
  maxOperationTokens: 500,
  maxOperationDepth: 8,
  maxOperationAliases: 10,
} as const;

/** GraphQL as Ponder serves it. Its tables hold accounts: only for a key that may see them. */
export function addGraphql(api: Api): void {
  const ask = graphql({ db, schema }, GRAPHQL_LIMITS);
  api.use("/graphql", async (c, next) => {
    // The page to ask from is for everybody; the questions are not.
    if (c.req.method !== "GET") demand(c.get("key"), "graphql");
    c.header("content-security-policy", "");
    return await ask(c, next);
  });
}
