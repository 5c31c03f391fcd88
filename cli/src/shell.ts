// What a run of the command has around it: its streams, its environment, and how it is told to stop.

/** The surroundings of one run. */
export interface Shell {
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths of files start from. */
  readonly cwd: string;
  /** Writes to standard output: answers, and nothing else. */
  readonly out: (text: string) => void;
  /** Writes to standard error: progress, questions, errors. */
  readonly err: (text: string) => void;
  /** Whether standard output is a terminal. */
  readonly outIsTerminal: boolean;
  /** Whether standard error is a terminal. */
  readonly errIsTerminal: boolean;
  /** Whether somebody can be asked. */
  readonly canAsk: boolean;
  /** Reads standard input to its end. */
  readonly readInput: () => Promise<string>;
  /** Aborts when the run is to stop. */
  readonly signal: AbortSignal;
}

/** Width that text is laid out for. */
export const WIDTH = 100;

/** Waits until a run is to stop. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
