// The node of a sandbox: anvil, on a free port of this machine.
import { anvilProgram } from "@openrobotid/kit/anvil";
import { Program, SandboxError } from "./program.js";

const HOST = "127.0.0.1";
/** Longest that the node may take to listen, in milliseconds. */
const MOST = 30_000;

/** A node that runs. */
export class AnvilNode {
  readonly url: string;
  private readonly program: Program;

  private constructor(url: string, program: Program) {
    this.url = url;
    this.program = program;
  }

  /**
   * @param time What its clock shows at first, in seconds.
   * @throws SandboxError where it does not listen.
   */
  static async start(chainId: number, time: number): Promise<AnvilNode> {
    const program = await Program.start({
      what: "The chain",
      program: programOrError(),
      args: [
        ...["--host", HOST, "--port", "0", "--chain-id", String(chainId)],
        ...["--hardfork", "osaka", "--accounts", "32", "--color", "never"],
        ...["--timestamp", String(time)],
      ],
      listening: /^Listening on \S+:(\d+)$/m,
      most: MOST,
    });
    return new AnvilNode(`http://${HOST}:${program.said[0]}`, program);
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
    await this.program.stop();
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
