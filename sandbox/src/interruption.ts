// What can tell the sandbox to stop, from outside.
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const LOOK_EVERY = 1_000;

export type Stop = { why: string; exitCode: number };

/**
 * Resolves when somebody wants it to stop: by a signal, or because the process that started it is
 * gone.
 */
export function interruption(): Promise<Stop> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => resolve({ why: signal, exitCode: 128 + constants.signals[signal] }));
    }
    // A parent that was killed can pass no signal on.
    setInterval(() => {
      if (process.ppid !== parent) resolve({ why: "its parent process ended", exitCode: 1 });
    }, LOOK_EVERY).unref();
  });
}
