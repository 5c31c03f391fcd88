// Asks the thread that makes evidence, and says why there is none.
import { evidenceSource } from "@openrobotid/indexer/proof/evidence";
import type {
  EvidenceRefusal,
  EvidenceRequest,
  Made,
  MadeEvidence,
} from "@openrobotid/indexer/proof/evidence-maker";
import type { Context } from "hono";
import { ApiProblem } from "./problem.js";
import type { Env, Service } from "./service.js";

/** What it counts to have a file made, in requests: it takes the processor for as long as many of them do. */
const COST = 5;

/** A file, which is counted for the one who asks, unless it was there already. Throws {@link ApiProblem} where there is none. */
export async function evidenceFor(
  c: Pick<Context<Env>, "get">,
  service: Pick<Service, "settings" | "limits">,
  request: EvidenceRequest,
): Promise<MadeEvidence> {
  const { limits } = service;
  const answer = made(await sourceOf(service).evidence(request));
  const key = c.get("key");
  if (answer.isKept) return answer;
  await (key ? limits.countKey(key.id, COST) : limits.countAddress(c.get("address"), COST));
  return answer;
}

/** What makes evidence, where anything is proven. */
export function sourceOf({ settings }: Pick<Service, "settings">) {
  const source = evidenceSource();
  if (source) return source;
  const why = settings.prove
    ? "the deployment of this service carries no anchor"
    : "this service believes its nodes (PROVE=off)";
  throw new ApiProblem("not-proven", `Nothing can be proven here: ${why}.`);
}

/** What was made, or the problem that says why it was not. */
export function made<what>(answer: Made<what>): what {
  if ("made" in answer) return answer.made;
  throw problemOf(answer.refused);
}

function problemOf(refusal: EvidenceRefusal): ApiProblem {
  switch (refusal.kind) {
    case "busy":
      return new ApiProblem(
        "unavailable",
        "Too much evidence is asked for at once. Come back in 2 s.",
        {},
        { "retry-after": "2" },
      );
    case "argument":
      return new ApiProblem("invalid-request", refusal.detail);
    case "notProven":
      return new ApiProblem(
        "not-proven",
        `The nodes of this service do not prove it: ${refusal.detail}`,
        {
          reason: refusal.reason,
        },
      );
  }
}
