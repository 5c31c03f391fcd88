// A progress bar in a terminal; a line now and then where the output goes elsewhere.
import { progress } from "@clack/prompts";

export type Progress = {
  /** Says that this much more is done. */
  advance: (by: number) => void;
  /** Ends it with a last word. */
  finish: (word: string) => void;
  /** Ends it where something failed. */
  fail: (word: string) => void;
};

const LINES = 10;

export function showProgress(what: string, total: number): Progress {
  return process.stdout.isTTY ? bar(what, total) : lines(what, total);
}

function bar(what: string, total: number): Progress {
  const shown = progress({ max: total, size: 40 });
  let done = 0;
  shown.start(what);
  return {
    advance: (by) => {
      done += by;
      shown.advance(by, `${what}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`);
    },
    finish: (word) => shown.stop(word),
    fail: (word) => shown.error(word),
  };
}

function lines(what: string, total: number): Progress {
  let done = 0;
  let printed = 0;
  return {
    advance: (by) => {
      done += by;
      const share = Math.floor((done * LINES) / total);
      if (share > printed) {
        console.log(`${what}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`);
      }
      printed = share;
    },
    finish: (word) => console.log(word),
    fail: (word) => console.error(word),
  };
}
