// How far a long job is, on standard error: one line that changes on a terminal, one line a phase elsewhere.
import type { BatchPhase, BatchProgress } from "@openrobotid/sdk/batch";
import type { Shell } from "./shell.js";

const PHASES: Readonly<Record<BatchPhase, string>> = {
  validating: "Reading the file",
  building: "Building the tree",
  comparing: "Asking the chain",
  issuing: "Issuing",
};

/** How often the line changes, in milliseconds. */
const PAUSE = 100;

/** Shows how far a job is. */
export function showProgress({ err, errIsTerminal }: Shell): (progress: BatchProgress) => void {
  let phase: BatchPhase | undefined;
  let shownAt = 0;
  return ({ phase: now, done, total }) => {
    const isDone = done === total;
    const isNew = now !== phase;
    phase = now;
    if (!errIsTerminal) {
      if (isNew) err(`${PHASES[now]}…\n`);
      return;
    }
    const time = performance.now();
    if (!isNew && !isDone && time - shownAt < PAUSE) return;
    shownAt = time;
    const share = total === 0 ? 100 : Math.floor((100 * done) / total);
    err(`\r\u001b[K${PHASES[now]}… ${share} %${isDone ? "\n" : ""}`);
  };
}
