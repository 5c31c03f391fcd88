// The index of a sandbox and its API, in a process of their own: dist/api-process.js, which scripts/api.ts makes.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Program, SandboxError } from "./program.js";
import type { SandboxDeployment } from "./world.js";

/** Longest that it may take to listen, and to take in what is new on the chain, in milliseconds. */
const MOST = 60_000;
/** Milliseconds between two looks at how far it is. */
const AGAIN = 20;
/** The first Node with `node:sqlite` as it needs it. */
const NODE = [22, 13] as const;

/** Keys of the API, by what they are for. */
export interface ApiKeys {
  readonly insurer: string;
  readonly investigator: string;
  /** Of the maker of every robot of the example world. */
  readonly maker: string;
  readonly authority: string;
}

/** An index with its API. */
export class ApiProcess {
  readonly url: string;
  readonly keys: ApiKeys;
  private readonly program: Program;
  private readonly folder: string;

  private constructor(url: string, keys: ApiKeys, program: Program, folder: string) {
    this.url = url;
    this.keys = keys;
    this.program = program;
    this.folder = folder;
  }

  /** @throws SandboxError where Node is too old for it, or it does not start. */
  static async start(rpcUrl: string, deployment: SandboxDeployment): Promise<ApiProcess> {
    requireNode(process.versions.node);
    const folder = mkdtempSync(join(tmpdir(), "open-robot-id-sandbox-"));
    const file = join(folder, "deployment.json");
    writeFileSync(file, JSON.stringify(deployment));
    try {
      const program = await Program.start({
        what: "The API",
        program: process.execPath,
        args: [fileURLToPath(new URL("./api-process.js", import.meta.url))],
        env: {
          // What this process is told about itself (a debugger, a loader of TypeScript) does not concern it.
          ...Object.fromEntries(
            ["PATH", "HOME", "SYSTEMROOT", "TEMP", "TMPDIR"].map((name) => [
              name,
              process.env[name],
            ]),
          ),
          DEPLOYMENT: file,
          DATA_DIR: folder,
          RPC_URLS: rpcUrl,
          ...{
            HOST: "127.0.0.1",
            PORT: "0",
            PROVE: "off",
            MAX_AGE: "none",
            POLLING_INTERVAL: "50",
          },
          // Nobody guesses here.
          ...{
            RATE_LIMIT_ADDRESS: "1000000",
            RATE_LIMIT_KEY: "1000000",
            RATE_LIMIT_UNKNOWN: "1000000",
          },
          ...{ WEBHOOK_LOOPBACK: "on", LOG_LEVEL: "warn" },
        },
        listening: /^Answers on port (\d+) with (\{.*\})$/m,
        most: MOST,
      });
      const [port, keys = "{}"] = program.said;
      const url = `http://127.0.0.1:${port}`;
      return new ApiProcess(url, JSON.parse(keys) as ApiKeys, program, folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Waits until it is as of a block. @throws SandboxError where it has ended, or stays elsewhere. */
  async reaches(block: number): Promise<void> {
    let found: unknown = "nothing";
    for (const began = performance.now(); performance.now() - began < MOST; await wait(AGAIN)) {
      if (this.program.hasEnded) {
        throw new SandboxError(`The API has ended.\n${this.program.printed}`.trim());
      }
      const response = await fetch(`${this.url}/status`).catch(() => undefined);
      if (!response?.ok) continue;
      const { registry } = (await response.json()) as { registry: { block: { number: number } } };
      found = registry.block.number;
      if (found === block) return;
    }
    throw new SandboxError(
      `indexed: found block ${found}, expected ${block} within ${MOST / 1000} s.\n${this.program.printed}`.trim(),
    );
  }

  /** Ends it. A second call does nothing. */
  async stop(): Promise<void> {
    await this.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @throws SandboxError where a version of Node has no `node:sqlite`. */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return;
  throw new SandboxError(
    `The API of a sandbox needs Node ${NODE.join(".")} or later, found ${version}. Without \`api: true\` a sandbox runs on Node 20 too.`,
  );
}
