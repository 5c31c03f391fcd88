// What the service says of itself.
import { z } from "@hono/zod-openapi";
import { asOf, count } from "./common.js";

export const health = z
  .object({
    status: z.enum(["ok", "lagging", "alarm"]).openapi({
      description:
        "`alarm`: a head did not follow from its entries, or is another one on the chain: the index must not be relied on; `lagging`: behind the chain.",
    }),
    asOf,
    chain: z
      .discriminatedUnion("status", [
        z.object({
          status: z.literal("known"),
          blockNumber: z.int(),
          behind: count.openapi({ description: "Blocks not taken in yet." }),
        }),
        z.object({ status: z.literal("unknown"), detail: z.string() }),
      ])
      .openapi({ description: "Head of the chain, as the nodes tell it." }),
    headMismatches: count.openapi({
      description:
        "Robots whose head did not follow from their entries, or is another one on the chain.",
    }),
    manifests: z.object({ verified: count, missing: count }),
  })
  .openapi("Health");

export const ready = z.object({ ready: z.literal(true), asOf }).openapi("Ready", {
  description: "Anything else is a problem of kind `not-ready`, status 503.",
});

export const scopeTable = z
  .object({
    scopes: z.array(z.string()),
    sights: z.array(
      z.object({
        sight: z.string().openapi({ description: "What can be seen.", example: "liability" }),
        description: z.string(),
        seenBy: z
          .array(z.string())
          .openapi({ description: "Scopes that see it.", example: ["insurer"] }),
      }),
    ),
  })
  .openapi("ScopeTable", { description: "What the key of a scope may see." });

const link = z
  .object({
    href: z.string(),
    type: z.string().optional(),
    title: z.string().optional(),
    hreflang: z.array(z.string()).optional(),
  })
  .openapi("TargetLink");

export const linkset = z
  .object({
    linkset: z.array(
      z
        .object({
          anchor: z.string().openapi({ description: "What the links are of." }),
          itemDescription: z.string().optional(),
        })
        .catchall(z.union([z.array(link), z.string()])),
    ),
  })
  .openapi("Linkset", { description: "Links by their type, RFC 9264." });
