// A program that the sandbox runs beside itself: the chain, the index, the web. Each is a process group of its own, so that
// Ctrl-C in the terminal reaches the sandbox alone, which then stops its parts in order, whatever they have started.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { UserError } from "@openrobotid/kit/command";
import { guarded } from "@openrobotid/kit/guarded";

/** Variable in the environment of everything that a sandbox starts: the process that started it. */
export const MARK = "OPEN_ROBOT_ID_SANDBOX";

const isWindows = process.platform === "win32";

const GRACE = 8_000;
const PAUSE = 100;
const LAST_LINES = 15;

export type PartOptions = {
  /** What people call it. */
  name: string;
  program: string;
  args: readonly string[];
  cwd: string;
  env?: Readonly<Record<string, string>>;
  /** File that gets everything it prints; the terminal does where there is none. */
  log?: string;
};

/** How a part ended: by itself or by somebody's signal. */
type Ending = { code: number | null; signal: NodeJS.Signals | null };

export class Part {
  readonly name: string;
  readonly log: string | undefined;
  /** Resolves when it has ended, no matter who ended it. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  #ending: Ending | undefined;

  private constructor({ name, log }: PartOptions, child: ChildProcess) {
    this.name = name;
    this.log = log;
    this.#child = child;
    this.ended = new Promise((resolve) => {
      const end = (ending: Ending) => {
        this.#ending ??= ending;
        resolve(this.#ending);
      };
      child.once("exit", (code, signal) => {
        // Its guard, and whatever it had started itself.
        this.kill("SIGKILL");
        end({ code, signal });
      });
      // There was no such program.
      child.once("error", () => end({ code: null, signal: null }));
    });
  }

  static start(options: PartOptions): Part {
    const { program, args, cwd, env, log } = options;
    const output = log === undefined ? "inherit" : openSync(log, "w");
    const [first, ...rest] = guarded(program, args);
    const child = spawn(first, rest, {
      cwd,
      env: {
        ...process.env,
        // Says whose it is, to people and tests that look at processes.
        [MARK]: String(process.pid),
        ...(log !== undefined && { NO_COLOR: "1", FORCE_COLOR: "0" }),
        ...env,
      },
      stdio: ["pipe", output, output],
      detached: !isWindows,
    });
    if (output !== "inherit") closeSync(output);
    return new Part(options, child);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Waits until it answers. Throws `PartError` where it ends before, or takes longer than a number of seconds. */
  async waitUntil(answers: () => Promise<boolean>, seconds: number): Promise<void> {
    const deadline = performance.now() + seconds * 1000;
    while (!(await answers().catch(() => false))) {
      if (this.#ending !== undefined) throw this.failure();
      if (performance.now() > deadline) {
        throw new PartError(this, `did not answer within ${seconds} seconds`);
      }
      await setTimeout(PAUSE);
    }
  }

  /** What to say of a part that ended though nobody stopped it. */
  failure(): PartError {
    const { code, signal } = this.#ending ?? { code: null, signal: null };
    if (signal !== null) return new PartError(this, `was ended by ${signal}`);
    return new PartError(this, code === null ? "could not be started" : `ended with ${code}`);
  }

  /** Asks it to end, and makes it. */
  async stop(): Promise<void> {
    if (this.pid === undefined) return;
    if (this.#ending === undefined) {
      this.kill("SIGTERM");
      const timeout = new AbortController();
      await Promise.race([
        this.ended,
        setTimeout(GRACE, undefined, { signal: timeout.signal }).catch(() => {}),
      ]);
      timeout.abort();
    }
    this.kill("SIGKILL");
    await this.ended;
  }

  /** Sends a signal to the whole group. */
  kill(signal: NodeJS.Signals): void {
    if (this.pid === undefined) return;
    try {
      if (isWindows) this.#child.kill(signal);
      else process.kill(-this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  /** The last lines that it printed. */
  lastLines(): string {
    if (this.log === undefined) return "";
    const lines = stripVTControlCharacters(readFileSync(this.log, "utf8")).trimEnd().split("\n");
    return lines.slice(-LAST_LINES).join("\n");
  }
}

/** A part that does not run though it should. */
export class PartError extends UserError {
  override readonly name = "PartError";

  constructor(part: Part, what: string) {
    super(`The ${part.name} ${what}. ${said(part)}`);
  }
}

function said(part: Part): string {
  if (part.log === undefined) return "What it said is above.";
  const log = `All of it: ${relative(process.cwd(), part.log)}`;
  const lines = part.lastLines();
  if (lines === "") return `It had printed nothing. ${log}`;
  return `Its last lines:\n\n${lines.replaceAll(/^/gm, "  ")}\n\n${log}`;
}
