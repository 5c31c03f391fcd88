// One node of a network on this machine: a process of Besu in its folder.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { UserError } from "@openrobotid/kit/command";
import type { FoundingNode } from "../src/founding.js";
import type { Requests } from "../src/genesis/deployment.js";
import type { MemberFolder } from "../src/member-folder.js";
import { requestsOf } from "../src/rpc.js";
import type { BesuCommand } from "./besu-command.js";
import { cpuSecondsOf } from "./cpu-time.js";
import { besuOpts } from "./memory.js";

/** Time that a node gets to answer its RPC, and to stop, in milliseconds. */
export interface Patience {
  readonly start: number;
  readonly stop: number;
}

export const PATIENCE: Patience = { start: 120_000, stop: 30_000 };

/** A node and its process. */
export class NodeProcess {
  readonly node: FoundingNode;
  readonly folder: MemberFolder;
  readonly logFile: string;
  readonly request: Requests;
  readonly #besu: BesuCommand;
  readonly #patience: Patience;
  #opened: string | undefined;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(node: FoundingNode, folder: MemberFolder, besu: BesuCommand, patience = PATIENCE) {
    this.node = node;
    this.folder = folder;
    this.logFile = join(folder.root, "besu.log");
    this.request = async (method, params) => await requestsOf(this.endpoint)(method, params);
    this.#besu = besu;
    this.#patience = patience;
  }

  get rpcUrl(): string {
    return `http://127.0.0.1:${this.node.rpcPort}`;
  }

  /** How its RPC is asked: its address, and once that is opened what it takes to be let in. */
  get endpoint(): string {
    return this.#opened ?? this.rpcUrl;
  }

  /** Asks it from now on as somebody who was given a token: after `openRpc`, before it is started again. */
  askThrough(endpoint: string): void {
    this.#opened = endpoint;
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  /** Seconds of processor time that it has used; `undefined` where the system does not tell, or it runs in a container. */
  cpuSeconds(): number | undefined {
    const pid = this.#child?.pid;
    return pid === undefined || this.#besu.container ? undefined : cpuSecondsOf(pid);
  }

  /**
   * Starts the process, and waits until it answers. Throws with what its log says of why where it does not.
   *
   * @param env What its environment has beside that of this process; a container has nothing of it.
   */
  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.#child) throw new Error(`${this.node.id} runs already.`);
    for (const port of [this.node.p2pPort, this.node.rpcPort, this.node.metricsPort]) {
      if (await isTaken(port)) {
        throw new UserError(
          `${this.node.id} is to listen on port ${port}, which something else has taken.`,
        );
      }
    }
    const [program, ...args] = this.#besu.line(
      [`--config-file=${basename(this.folder.config)}`],
      this.folder.root,
      this.#containerName,
    );
    // What an earlier start wrote into its log is not why this one fails.
    const from = existsSync(this.logFile) ? statSync(this.logFile).size : 0;
    const log = openSync(this.logFile, "a");
    // In a process group of its own: Ctrl-C reaches it through us, once, and in order.
    const child = spawn(program, args, {
      cwd: this.folder.root,
      env: { ...process.env, BESU_OPTS: besuOpts(), ...env },
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    this.#child = child;
    let failed: Error | undefined;
    this.#ended = new Promise((resolve) => {
      child.once("error", (error) => {
        failed = error;
        this.#child = undefined;
        resolve();
      });
      child.once("exit", () => {
        this.#child = undefined;
        resolve();
      });
    });
    // A process that fails must not leave its nodes behind.
    const kill = () => this.#signal("SIGKILL");
    process.once("exit", kill);
    void this.#ended.then(() => process.off("exit", kill));
    const deadline = Date.now() + this.#patience.start;
    while (!(await this.#answers())) {
      if (!this.running) {
        throw new UserError(
          `${this.node.id} did not start: ${failed?.message ?? this.complaints(from)}\nAll of it: ${this.logFile}`,
        );
      }
      if (Date.now() > deadline) {
        await this.kill();
        throw new UserError(
          `${this.node.id} runs, but does not answer on ${this.rpcUrl}. Its log says:\n${this.complaints(from)}`,
        );
      }
      await sleep(250);
    }
  }

  /** Ends it as an operator would. One that does not end in time is killed. Gives whether it ended by itself. */
  async stop(): Promise<boolean> {
    this.#signal("SIGTERM");
    const ended = await Promise.race([
      this.#ended.then(() => true),
      sleep(this.#patience.stop, false, { ref: false }),
    ]);
    if (!ended) await this.kill();
    return ended;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    if (this.#child && this.#besu.container) spawnSync("docker", ["kill", this.#containerName]);
    this.#signal("SIGKILL");
    await this.#ended;
  }

  /** What its log complains of from a byte on: lines of ERROR and WARN; where there is none, its end. */
  complaints(from = 0): string {
    return complaintsIn(readFileSync(this.logFile).subarray(from).toString());
  }

  get #containerName(): string {
    return `robotid-${this.node.id}-${this.node.rpcPort}`;
  }

  async #answers(): Promise<boolean> {
    return await this.request("eth_chainId", []).then(
      () => true,
      () => false,
    );
  }

  /** To the whole group: Besu's start script may have started Java as a child. */
  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      // It ended in this very moment.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

/** Most lines of a log that are shown. */
const MOST_LINES = 12;

/** Lines of Besu's log that say what is wrong, without colours; where there is none, the last lines. */
export function complaintsIn(log: string): string {
  const lines = stripVTControlCharacters(log).trimEnd().split("\n");
  // `2026-11-28 09:00:00.000+0000 | main | ERROR | Besu | what is wrong`
  const wrong = lines.filter((line) => /\| *(ERROR|FATAL|WARN) *\|/.test(line));
  return (wrong.length > 0 ? wrong : lines).slice(-MOST_LINES).join("\n");
}

/** Whether something listens on a port of the loopback interface. */
async function isTaken(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(true))
      .once("listening", () => server.close(() => resolve(false)))
      .listen(port, "127.0.0.1");
  });
}
