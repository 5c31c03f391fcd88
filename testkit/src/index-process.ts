// The index, and the API over it, as they run in production: processes of their own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@openrobotid/kit/ports";
import { TYPESCRIPT } from "@openrobotid/kit/run";
import { putEmptyPglite } from "./empty-pglite.js";

/** How each is started: in which room, and what. */
const COMMANDS = {
  start: ["indexer", "scripts/index.mjs", "start"],
  serve: ["api", TYPESCRIPT, "src/main.ts"],
} as const;

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A line of the log. */
export interface LogLine {
  readonly msg?: string;
  readonly [name: string]: unknown;
}

/** Longest that anything is waited for, in milliseconds. */
const PATIENCE = 300_000;

/** The index of a chain, running. */
export class IndexProcess {
  readonly url: string;
  /** Where its figures are. */
  readonly metricsUrl: string;
  /** What it has logged. */
  readonly lines: LogLine[] = [];
  /** What it has said that is no JSON. */
  readonly said: string[] = [];
  /** How often it was started. */
  starts = 0;

  #child: ChildProcess | undefined;
  #ended: Promise<unknown> | undefined;

  readonly port: number;
  readonly metricsPort: number;
  readonly env: Readonly<Record<string, string>>;
  readonly command: keyof typeof COMMANDS;

  private constructor(
    port: number,
    metricsPort: number,
    env: Readonly<Record<string, string>>,
    command: keyof typeof COMMANDS,
  ) {
    this.port = port;
    this.metricsPort = metricsPort;
    this.env = env;
    this.command = command;
    this.url = `http://127.0.0.1:${port}`;
    this.metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  }

  /** Starts an index, or with `serve` an API over the database of one. */
  static async start(
    env: Readonly<Record<string, string>>,
    command: keyof typeof COMMANDS = "start",
  ): Promise<IndexProcess> {
    const index = new IndexProcess(await freePort(), await freePort(), env, command);
    if (command === "start" && env.DATA_DIR && !env.DATABASE_URL) {
      // Where the index keeps its database.
      const folder = join(env.DATA_DIR, "index");
      if (!existsSync(folder)) await putEmptyPglite(folder);
    }
    index.restart();
    return index;
  }

  /** Starts it again after it ended. */
  restart(): void {
    this.starts += 1;
    const [room, ...args] = COMMANDS[this.command];
    const child = spawn(process.execPath, args, {
      cwd: join(root, room),
      env: {
        ...process.env,
        PORT: String(this.port),
        METRICS_PORT: String(this.metricsPort),
        POLLING_INTERVAL: "250",
        // The chains of the tests have clocks of their own.
        MAX_AGE: "none",
        ...this.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#ended = once(child, "exit");
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        try {
          this.lines.push(JSON.parse(line) as LogLine);
        } catch {
          this.said.push(line);
        }
      });
    }
  }

  /** Whether it runs. */
  get running(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  /** Waits until the index has taken in everything up to a block, and is idle. */
  async reach(block: number): Promise<void> {
    await this.until(`block ${block}`, async () => {
      const ready = await fetch(`${this.url}/ready`).catch(() => undefined);
      if (!ready?.ok) return false;
      return (await this.block()) >= block;
    });
  }

  /** Number of the block that the index has come to; -1 where it does not say. */
  async block(): Promise<number> {
    const response = await fetch(`${this.url}/status`).catch(() => undefined);
    if (!response?.ok) return -1;
    const status = (await response.json()) as { registry?: { block?: { number: number } } };
    return status.registry?.block?.number ?? -1;
  }

  /** Waits for something. */
  async until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (!(await holds())) {
      if (Date.now() > deadline || !this.running) {
        const end = [...this.lines.slice(-8).map((line) => JSON.stringify(line)), ...this.said];
        throw new Error(`the index did not come to ${what}:\n${end.join("\n").slice(-4000)}`);
      }
      await wait(100);
    }
  }

  /** Its exit code, once it has ended by itself. */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.#child?.exitCode ?? null;
  }

  /** Ends it: in good order, or at once. */
  async end(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<number | null> {
    if (this.running) this.#child?.kill(signal);
    return await this.ended();
  }
}
