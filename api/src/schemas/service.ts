// What the service says of itself.
import { z } from "@hono/zod-openapi";
import { asOf, count, seals, time } from "./common.js";

export const health = z
  .object({
    status: z.enum(["ok", "lagging", "waiting", "alarm"]).openapi({
      description:
        "`alarm`: a head did not follow from its entries, or is another one on the chain: the index must not be relied on; `waiting`: nothing newer can be proven, `proof` says why; `lagging`: behind the chain, or the last block is too old.",
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
      .openapi({ description: "Head of the chain: proven, where anything is." }),
    proof: z
      .object({
        status: z.enum(["proven", "waiting", "off"]).openapi({
          description:
            "`proven`: everything that the index reads is; `waiting`: what comes next cannot be proven, so it does not get in; `off`: the nodes are believed, nothing is proven.",
        }),
        seals,
        waiting: z
          .object({ reason: z.string(), detail: z.string(), since: time })
          .nullable()
          .openapi({ description: "What it waits for." }),
        faults: z
          .array(
            z.object({
              node: z.string().openapi({ description: "Host and port of the node." }),
              lied: z.boolean().openapi({
                description:
                  "Whether it said what cannot be true. Otherwise it showed too little, or nothing.",
              }),
              reason: z.string(),
              detail: z.string(),
              at: time,
            }),
          )
          .openapi({ description: "What nodes were found out about, the last first." }),
      })
      .openapi({ description: "Whether the index proves what it reads." }),
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
    title: z.string(),
    hreflang: z.array(z.string()).optional(),
  })
  .openapi("TargetLink");

export const linkset = z
  .object({
    linkset: z.array(
      z
        .object({
          anchor: z.string().openapi({ description: "What the links are of." }),
          description: z.string(),
        })
        .catchall(z.union([z.array(link), z.string()])),
    ),
  })
  .openapi("Linkset", { description: "Links by their type, RFC 9264." });
