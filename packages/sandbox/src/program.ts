// A program of a sandbox, which ends with the process that started it.
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { guarded } from "@openrobotid/kit/guarded";

/** How long it may take to end by itself, in milliseconds. */
const GRACE = 3_000;
/** What it printed last, in characters, is kept to say why it ended. */
const KEPT = 4_000;

/** The sandbox could not be started, or was asked for something that a part of it refused. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

export interface ProgramOptions {
  /** What it is called: "The chain". */
  readonly what: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Matches the line in which it says that it listens. */
  readonly listening: RegExp;
  /** Longest that it may take until then, in milliseconds. */
  readonly most: number;
}

/** A program that runs. */
export class Program {
  readonly #what: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #printed = "";

  /** Groups of the line in which it said that it listens. */
  said: readonly string[] = [];

  private constructor({ what, program, args, env }: ProgramOptions) {
    this.#what = what;
    const [file, ...line] = guarded(program, args);
    const isWindows = process.platform === "win32";
    const child = spawn(file, line, {
      ...{ stdio: "pipe", detached: !isWindows },
      ...(env && { env }),
    });
    this.#child = child;
    // Without a guard, at least a process that ends in order takes it along.
    if (isWindows) process.once("exit", () => child.kill());
    this.#ended = new Promise((resolve) => child.once("exit", () => resolve()));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#printed = `${this.#printed}${chunk}`.slice(-KEPT);
      });
    }
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @throws SandboxError where it does not.
   */
  static async start(options: ProgramOptions): Promise<Program> {
    const program = new Program(options);
    program.said = await program.#listens(options);
    return program;
  }

  /** What it printed last. */
  get printed(): string {
    return this.#printed.trim();
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends it. A second call does nothing. */
  async stop(): Promise<void> {
    if (this.hasEnded) return;
    this.#kill("SIGTERM");
    const late = setTimeout(() => this.#kill("SIGKILL"), GRACE);
    await this.#ended;
    clearTimeout(late);
    // Its guard.
    this.#kill("SIGKILL");
  }

  async #listens({ listening, most }: ProgramOptions): Promise<readonly string[]> {
    const child = this.#child;
    return await new Promise((resolve, reject) => {
      const fail = (why: string) => {
        this.#kill("SIGKILL");
        clearTimeout(late);
        const line = `${this.#what} could not be started: ${why}\n${this.printed}`;
        reject(new SandboxError(line.trim()));
      };
      const failed = ({ message }: Error) => fail(message);
      const ended = (code: number | null, signal: string | null) =>
        fail(`it ended with ${code ?? signal}.`);
      const look = () => {
        const [, ...said] = listening.exec(this.#printed) ?? [];
        if (said.length === 0) return;
        clearTimeout(late);
        child.off("exit", ended).stdout?.off("data", look);
        this.#letGo();
        resolve(said);
      };
      const late = setTimeout(() => fail(`it did not listen within ${most / 1000} s.`), most);
      child.once("error", failed).once("exit", ended).stdout?.on("data", look);
    });
  }

  /** A process that forgets to stop it can end all the same; it ends with the process. */
  #letGo(): void {
    const { stdin, stdout, stderr } = this.#child;
    this.#child.unref();
    for (const stream of [stdin, stdout, stderr]) {
      (stream as (Readable & { unref(): void }) | null)?.unref();
    }
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      // It has ended already.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
