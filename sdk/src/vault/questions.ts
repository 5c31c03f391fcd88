// What can be asked of a robot without its file: a few questions, each with one number, answered yes, no or unknown.
import type { HistoryEntry } from "../history/history.js";

/** A question: who can answer it, what its number is, and how it is read. */
export interface VaultQuestion {
  /** `chain`: anyone who proves it from there. `vault`: by what it keeps sealed. */
  readonly by: "chain" | "vault";
  /** What the number is. */
  readonly unit: "days" | "level" | "%" | "h" | "1";
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  /** In words; `#` is the number. */
  readonly words: string;
}

const DAYS = { unit: "days", usual: 365, least: 1, most: 1000 } as const;

/**
 * The questions, by name. Days are whole days, UTC, with today.
 *
 * @example
 * ```ts
 * import { vaultQuestions } from "@openrobotid/sdk/vault";
 *
 * vaultQuestions.serviced.by; // "chain"
 * vaultQuestions.fallen.by; // "vault"
 * ```
 */
export const vaultQuestions = {
  serviced: { ...DAYS, by: "chain", words: "Was it serviced within # days?" },
  level: {
    ...{ by: "chain", unit: "level", usual: 3, least: 0, most: 5 },
    words: "Is it approved where it is in service, for level L# or more?",
  },
  crash: { ...DAYS, by: "chain", words: "Was an incident with it reported within # days?" },
  fallen: { ...DAYS, by: "vault", words: "Did it fall within # days?" },
  stopped: { ...DAYS, by: "vault", words: "Was it stopped in an emergency within # days?" },
  worn: {
    ...{ by: "vault", unit: "%", usual: 50, least: 1, most: 100 },
    words: "Is a joint of it worn by # % or more?",
  },
  hours: {
    ...{ by: "vault", unit: "h", usual: 2000, least: 1, most: 1_000_000 },
    words: "Did it run for # hours or more?",
  },
  cycles: {
    ...{ by: "vault", unit: "1", usual: 500, least: 1, most: 100_000 },
    words: "Did its battery have # cycles or more?",
  },
} as const satisfies Record<string, VaultQuestion>;

/** Name of a question. */
export type VaultQuestionName = keyof typeof vaultQuestions;

/** What is answered. */
export type YesNo = "yes" | "no" | "unknown";

/**
 * Whether a text is the name of a question.
 *
 * @example
 * ```ts
 * import { isVaultQuestion } from "@openrobotid/sdk/vault";
 *
 * isVaultQuestion("serviced"); // true
 * isVaultQuestion("toString"); // false
 * ```
 */
export function isVaultQuestion(text: string): text is VaultQuestionName {
  return Object.hasOwn(vaultQuestions, text);
}

/**
 * A question in words.
 *
 * @example
 * ```ts
 * import { questionInWords } from "@openrobotid/sdk/vault";
 *
 * questionInWords("level", 3); // "Is it approved where it is in service, for level L3 or more?"
 * ```
 */
export function questionInWords(question: VaultQuestionName, value: number): string {
  return vaultQuestions[question].words.replace("#", String(value));
}

const DAY = 86_400;

/**
 * The first second that counts of a question about some days: of the day, UTC, that many days before.
 *
 * @param at The moment of the answer, in seconds.
 *
 * @example
 * ```ts
 * import { questionFrom } from "@openrobotid/sdk/vault";
 *
 * questionFrom(1, 1767229200); // 1767139200
 * ```
 */
export function questionFrom(days: number, at: number): number {
  return at - (at % DAY) - days * DAY;
}

/** What the chain says that answers a question. */
export interface ChainFacts {
  /** Time of the block that all of it is of, in seconds. */
  readonly at: number;
  readonly entries: readonly Pick<HistoryEntry, "kind" | "event" | "timestamp">[];
  /** Approval of its model where it is in service; `undefined` where it is in service nowhere, or has none. */
  readonly approval: { readonly valid: boolean; readonly level: number } | undefined;
  /** Whether it is on a market. */
  readonly isPlaced: boolean;
}

/**
 * The answer to a question that the chain answers. A record can be false, and what nobody recorded is not in it.
 *
 * @example
 * ```ts
 * import { answerFromChain } from "@openrobotid/sdk/vault";
 *
 * const facts = { at: 1767229200, entries: [], approval: { valid: true, level: 3 }, isPlaced: true };
 * answerFromChain("level", 3, facts); // "yes"
 * answerFromChain("serviced", 365, facts); // "no"
 * ```
 */
export function answerFromChain(
  question: VaultQuestionName,
  value: number,
  { at, entries, approval, isPlaced }: ChainFacts,
): YesNo {
  if (question === "level") {
    if (!isPlaced) return "unknown";
    return approval?.valid === true && approval.level >= value ? "yes" : "no";
  }
  const kind = { serviced: "service", crash: "incident" }[question as string];
  if (kind === undefined) return "unknown";
  const from = questionFrom(value, at);
  const isThere = entries.some(
    (one) =>
      one.event === "DocumentRecorded" &&
      one.kind === kind &&
      one.timestamp >= from &&
      one.timestamp <= at,
  );
  return isThere ? "yes" : "no";
}
