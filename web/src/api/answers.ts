// Answers of the API, and how pages come by them: the server has fetched those of the first page; later ones are fetched here.
import { createContext, useCallback, useContext, useEffect, useSyncExternalStore } from "react";
import { apiAddress } from "./address.js";
import type { Question } from "./questions.js";

/** What happened to a question. */
export interface Answer<body = unknown> {
  /** Status code of the API; 0 where it could not be reached. */
  readonly status: number;
  /** What it said, where the status is 200. */
  readonly body: body | undefined;
  /** When it was asked, RFC 3339. */
  readonly at: string;
}

/** Asks the API. Never throws: not to be reached is an answer too. */
export async function ask<body>(
  { path }: Question<body>,
  signal?: AbortSignal,
): Promise<Answer<body>> {
  const at = new Date().toISOString();
  try {
    const response = await fetch(apiAddress(path), {
      headers: { accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.any([AbortSignal.timeout(15_000), ...(signal ? [signal] : [])]),
    });
    const body = response.ok ? ((await response.json()) as body) : undefined;
    return { status: response.status, body, at };
  } catch {
    return { status: 0, body: undefined, at };
  }
}

/** The answers that the pages have. */
export class Answers {
  readonly #latest: Map<string, Answer>;
  /** The last answers of status 200: what is shown, marked as old, where a later one failed. */
  readonly #good = new Map<string, Answer>();
  readonly #listeners = new Set<() => void>();

  constructor(given: Readonly<Record<string, Answer>> = {}) {
    this.#latest = new Map(Object.entries(given));
    for (const [path, answer] of this.#latest) this.#keep(path, answer);
  }

  get<body>({ path }: Question<body>): Answer<body> | undefined {
    return this.#latest.get(path) as Answer<body> | undefined;
  }

  lastGood<body>({ path }: Question<body>): Answer<body> | undefined {
    return this.#good.get(path) as Answer<body> | undefined;
  }

  set<body>({ path }: Question<body>, answer: Answer<body>): void {
    this.#latest.set(path, answer);
    this.#keep(path, answer);
    for (const listener of this.#listeners) listener();
  }

  #keep(path: string, answer: Answer): void {
    if (answer.status === 200) this.#good.set(path, answer);
    // What is not there, or not any more, has no last state to show.
    else if (answer.status === 404) this.#good.delete(path);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  toJSON(): Record<string, Answer> {
    return Object.fromEntries(this.#latest);
  }
}

export const AnswersContext = createContext(new Answers());

/** An answer as a page has it. */
export interface Asked<body> {
  /** The latest; `undefined` while the first is on its way. */
  readonly answer: Answer<body> | undefined;
  /** The last of status 200, though a later one failed. */
  readonly last: Answer<body> | undefined;
  /** Asks again. */
  readonly refresh: () => void;
}

/** Milliseconds after which an answer is asked for again when the page is looked at again. */
const LOOKED_AT_AGAIN = 60_000;

/**
 * Asks a question, unless the server has asked it. Asks again when the page is shown again or comes
 * back online.
 */
export function useAnswer<body>(question: Question<body>): Asked<body> {
  const answers = useContext(AnswersContext);
  const { path } = question;
  const read = () => answers.get(question);
  const answer = useSyncExternalStore(answers.subscribe, read, read);

  const refresh = useCallback(() => {
    const key = { path } as Question<body>;
    void ask(key).then((given) => answers.set(key, given));
  }, [answers, path]);

  useEffect(() => {
    const isOld = () => {
      const given = answers.get({ path });
      return !given || Date.now() - Date.parse(given.at) > LOOKED_AT_AGAIN;
    };
    const onShow = () => document.visibilityState === "visible" && isOld() && refresh();
    const onPageShow = (event: PageTransitionEvent) => event.persisted && refresh();
    if (isOld()) refresh();
    document.addEventListener("visibilitychange", onShow);
    window.addEventListener("online", refresh);
    window.addEventListener("pageshow", onPageShow);
    return () => {
      document.removeEventListener("visibilitychange", onShow);
      window.removeEventListener("online", refresh);
      window.removeEventListener("pageshow", onPageShow);
    };
  }, [answers, path, refresh]);

  return { answer, last: answers.lastGood(question), refresh };
}
