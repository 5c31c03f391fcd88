// Workers, each with a copy of the artifacts in a temporary folder. They and the folder end with this process.
import { type ChildProcess, fork } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { BUILT } from "@openrobotid/kit/builtOnce";
import { ARTIFACTS_VARIABLE, type Outcome, type Task } from "./messages.js";

/** A worker is replaced after so many tasks: what a test file leaves in memory stays there. */
const TASKS_OF_A_WORKER = 60;
/** More than a mutant takes that no test notices. */
const MOST_MILLISECONDS = 600_000;

const ENDED = "the process of the tests";

export class Pool {
  readonly #root: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "open-robot-id-mutants-"));
  readonly #workers = new Set<ChildProcess>();
  #made = 0;
  #hasFailed = false;

  constructor(root: string) {
    this.#root = root;
    process.once("exit", () => this.#end());
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      // Not once: a second signal would end this process while it cleans up.
      process.on(signal, () => process.exit(1));
    }
  }

  #end(): void {
    for (const worker of this.#workers) worker.kill("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Does all tasks, some at once; `next` gives each when it is begun, so that it may follow from what is known by then. */
  async run(
    jobs: number,
    next: () => { task: Task; done: (outcome: Outcome) => void } | undefined,
  ) {
    try {
      await Promise.all(Array.from({ length: jobs }, () => this.#work(next)));
    } catch (error) {
      this.#hasFailed = true;
      // One that is left would keep this process alive.
      for (const worker of this.#workers) this.#stop(worker);
      throw error;
    }
  }

  async #work(next: Parameters<Pool["run"]>[1]): Promise<void> {
    let worker: ChildProcess | undefined;
    let tasks = 0;
    for (let item = next(); item !== undefined; item = next()) {
      if (tasks % TASKS_OF_A_WORKER === 0) {
        this.#stop(worker);
        worker = undefined;
      }
      tasks += 1;
      let outcome: Outcome | undefined;
      // A process that ends twice over the same mutant ends because of it.
      for (let attempt = 0; attempt < 2 && outcome === undefined; ++attempt) {
        if (this.#hasFailed) return;
        worker ??= this.#start();
        outcome = await ask(worker, item.task);
        if (outcome === undefined) {
          this.#stop(worker);
          worker = undefined;
        }
      }
      item.done(outcome ?? { kind: "killed", by: ENDED, test: "it ended or took too long" });
    }
    this.#stop(worker);
  }

  #start(): ChildProcess {
    this.#made += 1;
    const artifacts = join(this.#folder, String(this.#made));
    cpSync(join(this.#root, "artifacts"), artifacts, {
      recursive: true,
      // They belong to the optimized code.
      filter: (path) => basename(path) !== "build-info",
    });
    const worker = fork(join(this.#root, "mutation/src/worker.ts"), {
      cwd: this.#root,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: {
        ...process.env,
        ...BUILT,
        HARDHAT_CONFIG: "mutation/src/mutants.config.ts",
        [ARTIFACTS_VARIABLE]: artifacts,
      },
    });
    this.#workers.add(worker);
    return worker;
  }

  #stop(worker: ChildProcess | undefined): void {
    if (worker === undefined) return;
    worker.kill("SIGKILL");
    this.#workers.delete(worker);
  }
}

/** What a worker answers; nothing if it ends or takes too long. */
async function ask(worker: ChildProcess, task: Task): Promise<Outcome | undefined> {
  return await new Promise((resolve) => {
    const settle = (outcome?: Outcome) => {
      clearTimeout(overdue);
      worker.removeAllListeners();
      resolve(outcome);
    };
    const overdue = setTimeout(settle, MOST_MILLISECONDS);
    worker.once("message", (outcome: Outcome) => settle(outcome));
    worker.once("exit", () => settle());
    worker.once("error", () => settle());
    worker.send(task);
  });
}
