// A program that the sandbox runs beside itself: the chain, the index, the web. Each is a process group of its own, so that
// Ctrl-C in the terminal reaches the sandbox alone, which then stops its parts in order, whatever they have started.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { UserError } from "@openrobotid/kit/command";

/** Variable in the environment of everything that a sandbox starts: the process that started it. */
export const MARK = "OPEN_ROBOT_ID_SANDBOX";

const isWindows = process.platform === "win32";

/**
 * Tells the warden of the process and becomes the program: told only by the process that starts it,
 * the warden would miss a process that begins while that one is killed.
 */
const ANNOUNCED = `trap "" PIPE; echo "+$$" >&3 2>/dev/null; exec 3>&-; exec "$0" "$@"`;

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
  readonly #warden: Warden;
  #ending: Ending | undefined;

  private constructor({ name, log }: PartOptions, child: ChildProcess, warden: Warden) {
    this.name = name;
    this.log = log;
    this.#child = child;
    this.#warden = warden;
    this.ended = new Promise((resolve) => {
      const end = (ending: Ending) => {
        this.#ending ??= ending;
        resolve(this.#ending);
      };
      child.once("exit", (code, signal) => end({ code, signal }));
      // There was no such program.
      child.once("error", () => end({ code: null, signal: null }));
    });
  }

  static start(options: PartOptions, warden: Warden): Part {
    const { program, args, cwd, env, log } = options;
    const output = log === undefined ? "inherit" : openSync(log, "w");
    const line = isWindows ? [program, ...args] : ["/bin/sh", "-c", ANNOUNCED, program, ...args];
    const child = spawn(line[0] ?? program, line.slice(1), {
      cwd,
      env: {
        ...process.env,
        // Says whose it is, to people and tests that look at processes.
        [MARK]: String(process.pid),
        ...(log !== undefined && { NO_COLOR: "1", FORCE_COLOR: "0" }),
        ...env,
      },
      stdio: ["ignore", output, output, ...(isWindows ? [] : [warden.ear])],
      detached: !isWindows,
    });
    if (output !== "inherit") closeSync(output);
    if (isWindows && child.pid !== undefined) warden.watch(child.pid);
    return new Part(options, child, warden);
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
    // Whatever it had started itself.
    this.kill("SIGKILL");
    await this.ended;
    this.#warden.forget(this.pid);
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

/** A process that ends the parts if this one is killed before it could. */
export class Warden {
  readonly #child = spawn(
    process.execPath,
    [fileURLToPath(new URL("./warden.mjs", import.meta.url))],
    // Its own group: what is sent to this one, as by a terminal that is closed, must not reach it.
    {
      stdio: ["pipe", "ignore", "ignore"],
      detached: !isWindows,
      env: { ...process.env, [MARK]: String(process.pid) },
    },
  );

  readonly #gone: Promise<void>;

  constructor() {
    this.#child.stdin.on("error", () => {
      // It was killed itself: then nobody watches, and the sandbox still stops its parts.
    });
    this.#gone = new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.once("error", () => resolve());
    });
  }

  /** What it listens to: for a process that tells it of itself. */
  get ear(): Writable {
    return this.#child.stdin;
  }

  watch(group: number): void {
    this.#child.stdin.write(`+${group}\n`);
  }

  forget(group: number): void {
    this.#child.stdin.write(`-${group}\n`);
  }

  /** Sends it home, and waits until it is gone. */
  async dismiss(): Promise<void> {
    this.#child.stdin.end();
    await this.#gone;
  }
}
