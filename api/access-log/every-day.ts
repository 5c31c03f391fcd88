// Does something once a day, and once at the start.
import { Rounds } from "../src/rounds.js";

const HOUR = 3_600_000;

/** Begins. What fails is reported, and tried again an hour later. */
export function everyDay(act: () => Promise<void>, report: (error: unknown) => void): Rounds {
  let interval = HOUR;
  const rounds = new Rounds({
    round: async () => {
      interval = HOUR;
      await act();
      interval = 24 * HOUR;
    },
    interval: () => interval,
    failed: report,
  });
  rounds.start();
  return rounds;
}
