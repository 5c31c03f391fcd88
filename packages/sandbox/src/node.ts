// The node of a sandbox: anvil, on a free port of this machine.
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { anvilProgram } from "@openrobotid/kit/anvil";
import { guarded } from "@openrobotid/kit/guarded";

const HOST = "127.0.0.1";
/** Longest that the node may take to listen, in milliseconds. */
const MOST = 30_000;
/** How long it may take to end by itself, in milliseconds. */
const GRACE = 3_000;

/** The sandbox could not be started, or was asked for something that its node refused. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

/** A node that runs. */
export class AnvilNode {
  readonly #ended: Promise<void>;

  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.child = child;
    this.#ended = new Promise((resolve) => child.once("exit", () => resolve()));
    // A process that forgets to stop the node can end all the same; the node ends with it.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      (stream as (Readable & { unref(): void }) | null)?.unref();
    }
  }

  /**
   * @param time What its clock shows at first, in seconds.
   * @throws SandboxError where it does not listen.
   */
  static async start(chainId: number, time: number): Promise<AnvilNode> {
    const [program, ...args] = guarded(programOrError(), [
      ...["--host", HOST, "--port", "0", "--chain-id", String(chainId)],
      ...["--hardfork", "osaka", "--accounts", "32", "--color", "never"],
      ...["--timestamp", String(time)],
    ]);
    const isWindows = process.platform === "win32";
    const child = spawn(program, args, { stdio: "pipe", detached: !isWindows });
    // Without a guard, at least a process that ends in order takes it along.
    if (isWindows) process.once("exit", () => child.kill());
    return new AnvilNode(await addressOf(child), child);
  }

  /** Asks it for something. @throws SandboxError where it refuses. */
  async request<T>(method: string, ...params: unknown[]): Promise<T> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
    if (error) throw new SandboxError(`The node refused ${method}: ${error.message}`);
    return result;
  }

  /** Ends it. A second call does nothing. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.#kill("SIGTERM");
    const late = setTimeout(() => this.#kill("SIGKILL"), GRACE);
    await this.#ended;
    clearTimeout(late);
    // Its guard.
    this.#kill("SIGKILL");
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.child.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      // It has ended already.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function programOrError(): string {
  try {
    return anvilProgram();
  } catch (cause) {
    const system = `${process.platform}-${process.arch}`;
    throw new SandboxError(
      `There is no anvil for ${system}. Install with optional dependencies: the package @foundry-rs/anvil names those of each system.`,
      { cause },
    );
  }
}

/** Reads where it listens from what it prints, and lets it print no more. */
async function addressOf(child: ChildProcess): Promise<string> {
  let printed = "";
  const read = (chunk: Buffer) => {
    printed += chunk;
  };
  child.stderr?.on("data", read);
  return await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => {
      child.kill("SIGKILL");
      clearTimeout(late);
      reject(new SandboxError(`The chain could not be started: ${why}\n${printed}`.trim()));
    };
    const late = setTimeout(() => fail(`it did not listen within ${MOST / 1000} s.`), MOST);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => fail(`it ended with ${code ?? signal}.`));
    child.stdout?.on("data", (chunk: Buffer) => {
      read(chunk);
      const [, port] = /^Listening on \S+:(\d+)$/m.exec(printed) ?? [];
      if (port === undefined) return;
      clearTimeout(late);
      child.removeAllListeners("exit");
      for (const stream of [child.stdout, child.stderr])
        stream?.removeAllListeners("data").resume();
      resolve(`http://${HOST}:${port}`);
    });
  });
}
