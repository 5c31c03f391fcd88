// The one table of what may be seen with which key. docs/api.md holds the same table, and a test holds them together.
import type { Scope } from "../../service-store/keys.js";

/** What is not public. */
export const SIGHTS = {
  liability: {
    description:
      "`liability` of a robot: owner, operator, firmware, service and defects at a moment, with accounts; in `evidence`: the whole record",
    seenBy: ["insurer", "investigator", "authority"],
  },
  historyAccounts: {
    description: "In `history`: who made each entry, and all of its fields",
    seenBy: ["insurer", "investigator", "authority"],
  },
  recallUnits: {
    description:
      "`units` of a recall: codes, status and holder accounts; a maker those of its own models",
    seenBy: ["investigator", "maker", "authority"],
  },
  changedRobots: {
    description: "In `changes`: codes of the robots; a maker those of its own",
    seenBy: ["investigator", "maker", "authority"],
  },
  fleet: {
    description:
      "`changes` and `webhooks` of `fleet=own`: entries of robots, with their codes, from when an account of the key owned or ran them",
    seenBy: ["owner"],
  },
  manifest: {
    description: "The manifest of a lot, which names its codes; a maker those of its own",
    seenBy: ["investigator", "maker", "authority"],
  },
  accesses: {
    description: "`accesses` of a robot: which institutions looked at what is not public",
    seenBy: ["investigator", "authority"],
  },
  graphql: {
    description: "GraphQL: every table of the index, with accounts",
    seenBy: ["investigator", "authority"],
  },
  webhooks: {
    description: "`webhooks`: subscriptions of the key itself, their deliveries and dead letters",
    seenBy: ["insurer", "investigator", "maker", "authority", "owner"],
  },
} as const satisfies Record<string, { description: string; seenBy: readonly Scope[] }>;

/** One of {@link SIGHTS}. */
export type Sight = keyof typeof SIGHTS;

/** Whether a scope sees something. */
export function sees(scope: Scope, sight: Sight): boolean {
  return (SIGHTS[sight].seenBy as readonly Scope[]).includes(scope);
}
