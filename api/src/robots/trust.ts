// How far the history of a robot, as the index holds it, is shown to be the one that the registry keeps; and what an answer
// says while it is not.
import type { z } from "@hono/zod-openapi";
import { proofStatus } from "@openrobotid/indexer/proof/status";
import type { VerdictAnswer } from "@openrobotid/sdk";
import type { Moment } from "../as-of.js";
import type { HeadWatch } from "../head-watch.js";
import type { verdict } from "../schemas/robot.js";

/** What is compared. */
export interface Grounds {
  /** Whether an entry or its event did not hold when it was taken in. */
  readonly hasAlarm: boolean;
  /** Whether the registry keeps another head. */
  readonly headDiffers: boolean;
  /** The last entry; none where nothing happened to it. */
  readonly last: { readonly event: string | null; readonly kind: string } | undefined;
  /** Whether everything is proven that the index reads, and was from its beginning on. */
  readonly isProving: boolean;
}

/** The result. */
export interface Trust {
  readonly verified: "proven" | "notYet" | "differs";
  /** Why it is not proven; `null` where it is. */
  readonly because: string | null;
}

/** What is to be held of a history. */
export function trustIn({ hasAlarm, headDiffers, last, isProving }: Grounds): Trust {
  if (hasAlarm) {
    return differs(
      "An entry of its history did not follow from the one before, or its event is not the one that it commits to.",
    );
  }
  if (headDiffers) {
    return differs(
      "The registry keeps another head of its history than the one that follows from what the index holds.",
    );
  }
  if (!isProving) {
    return notYet("The index believes its nodes, or did before: what it holds is not proven.");
  }
  if (last && last.event === null && last.kind !== "unknown") {
    return notYet("The event of its last entry has not been taken in.");
  }
  return { verified: "proven", because: null };
}

/** What is to be held of a robot's history now. */
export function trustNow(
  id: string,
  found: {
    readonly alarms: readonly unknown[];
    readonly last: Grounds["last"];
    readonly moment: Moment;
  },
  heads: Pick<HeadWatch, "differs">,
): Trust {
  return trustIn({
    hasAlarm: found.alarms.length > 0,
    headDiffers: heads.differs(id),
    last: found.last,
    isProving: proofStatus() !== undefined && found.moment.isProven,
  });
}

/** The verdict, as answers carry it: nothing is said in one word of what differs. What is grave is said beside it. */
export function trusted(
  { verdict: word, also }: VerdictAnswer,
  trust: Trust,
): z.infer<typeof verdict> {
  if (trust.verified !== "differs") return { verdict: word, also: [...also], because: null };
  const grave = [word, ...also].filter((one) => one !== "inService");
  return { verdict: "unknown", also: grave, because: trust.because };
}

/** The verdict of an answer that has none of its own. */
export function verdictInDoubt(trust: Trust): z.infer<typeof verdict> | null {
  if (trust.verified !== "differs") return null;
  return { verdict: "unknown", also: [], because: trust.because };
}

function differs(because: string): Trust {
  return { verified: "differs", because };
}

function notYet(because: string): Trust {
  return { verified: "notYet", because };
}
