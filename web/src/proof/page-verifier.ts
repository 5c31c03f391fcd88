// The verifier, as pages ask it: a worker that is started with the first file.
import { FRESH_FOR } from "../robot/freshness.js";
import type { Question, Result } from "./results.js";

/** Longest that a file may take, in milliseconds: who makes one must not keep its reader waiting. */
const LONGEST = 30_000;

class Verifier {
  readonly #waiting = new Map<number, (result: Result) => void>();
  #worker: Worker | undefined;
  #last = 0;

  /** Fetches and starts it, before there is a file. */
  open(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("./verifier.worker.ts", import.meta.url), {
      type: "module",
      name: "verifier",
    });
    worker.addEventListener(
      "message",
      ({ data }: MessageEvent<{ readonly number: number; readonly result: Result }>) =>
        this.#waiting.get(data.number)?.(data.result),
    );
    worker.addEventListener("error", ({ message }) => this.#stop(message));
    this.#worker = worker;
    return worker;
  }

  /** Verifies a file. Never throws: that it cannot be verified is an answer. */
  async verify(question: Omit<Question, "now">): Promise<Result> {
    this.#last += 1;
    const number = this.#last;
    const result = await new Promise<Result>((resolve) => {
      const timer = window.setTimeout(
        () => this.#stop(`It took longer than ${LONGEST / 1000} s.`),
        LONGEST,
      );
      this.#waiting.set(number, (given) => {
        window.clearTimeout(timer);
        resolve(given);
      });
      const now = Math.floor(Date.now() / 1000);
      this.open().postMessage({ number, question: { ...question, now } });
    });
    this.#waiting.delete(number);
    return result;
  }

  #stop(detail: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const answer of this.#waiting.values()) {
      answer({ answer: "notProven", reason: "fault", detail });
    }
  }
}

/** The one of this page. */
export const verifier = new Verifier();

/** Greatest age of a file that is said to be of now, in seconds. Any, where nobody seals: blocks of such a chain may be far apart. */
export function maxAgeBy(anchor: string): number | undefined {
  return (JSON.parse(anchor) as { seals?: unknown }).seals === "none" ? undefined : FRESH_FOR;
}

let pinned: Promise<string> | undefined;

/** The anchor that this site pins. Throws where it cannot be fetched. */
export async function pinnedAnchor(): Promise<string> {
  pinned ??= fetch("/anchor.json", { cache: "no-cache" }).then(async (response) => {
    if (!response.ok) throw new Error(`/anchor.json: ${response.status}`);
    return await response.text();
  });
  try {
    return await pinned;
  } catch (error) {
    pinned = undefined;
    throw error;
  }
}
