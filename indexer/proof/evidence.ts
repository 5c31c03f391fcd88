// The thread that makes evidence, as the API asks it. Ponder loads the API with modules of its own, so it is kept where every
// part of the process finds it.
import { Worker } from "node:worker_threads";
import type { Anchor } from "@openrobotid/sdk/proof";
import type { EvidenceRequest, Made, MadeEvidence, MadePath } from "./evidence-maker.js";

/** What the thread is given. */
export interface EvidenceThreadOptions {
  readonly anchor: Anchor;
  readonly rpcUrls: readonly string[];
  /** Greatest age of the newest block, in seconds; any where it is left out. */
  readonly maxAge: number | undefined;
}

/** A message to the thread. */
export interface EvidenceQuestion {
  readonly number: number;
  readonly asked: EvidenceRequest | "path";
}

/** A message from it. */
export type EvidenceAnswer = { readonly number: number } & (
  | Made<MadeEvidence | MadePath>
  | { readonly failed: string }
);

/** What makes evidence. */
export interface EvidenceSource {
  readonly anchor: Anchor;
  /** The file that is asked for. */
  evidence(request: EvidenceRequest): Promise<Made<MadeEvidence>>;
  /** The path of validators from the anchor to now. */
  path(): Promise<Made<MadePath>>;
}

/** Longest that something may take, in milliseconds: less than an answer of the API may. */
const LONGEST = 25_000;

const shared = globalThis as { OPEN_ROBOT_ID_EVIDENCE?: EvidenceSource };

/** What makes evidence; `undefined` where nothing is proven. */
export function evidenceSource(): EvidenceSource | undefined {
  return shared.OPEN_ROBOT_ID_EVIDENCE;
}

/** Opens the thread when something is asked for, and again should it end. */
export function offerEvidence(options: EvidenceThreadOptions): void {
  const thread = new Thread(options);
  shared.OPEN_ROBOT_ID_EVIDENCE = {
    anchor: options.anchor,
    evidence: async (request) => (await thread.ask(request)) as Made<MadeEvidence>,
    path: async () => (await thread.ask("path")) as Made<MadePath>,
  };
}

type Waiting = (answer: EvidenceAnswer) => void;

class Thread {
  readonly #options: EvidenceThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #last = 0;

  constructor(options: EvidenceThreadOptions) {
    this.#options = options;
  }

  async ask(asked: EvidenceQuestion["asked"]): Promise<Made<MadeEvidence | MadePath>> {
    this.#last += 1;
    const number = this.#last;
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<EvidenceAnswer>((resolve) => {
      this.#waiting.set(number, resolve);
      timer = setTimeout(() => {
        const detail = `It took longer than ${LONGEST / 1000} s.`;
        resolve({ number, refused: { kind: "notProven", reason: "unreachable", detail } });
      }, LONGEST);
      this.#open().postMessage({ number, asked } satisfies EvidenceQuestion);
    });
    clearTimeout(timer);
    this.#waiting.delete(number);
    if ("failed" in answer) throw new Error(`Evidence was not made: ${answer.failed}`);
    return answer;
  }

  #open(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("./evidence-worker.mjs", import.meta.url), {
      workerData: this.#options,
    });
    this.#worker = worker;
    worker.on("message", (answer: EvidenceAnswer) => this.#waiting.get(answer.number)?.(answer));
    worker.on("error", (error) => this.#end(worker, error.stack ?? error.message));
    worker.on("exit", () => this.#end(worker, "its thread has ended"));
    // It ends with the index, and does not keep it.
    worker.unref();
    return worker;
  }

  #end(worker: Worker, failed: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const [number, answer] of this.#waiting) answer({ number, failed });
  }
}
