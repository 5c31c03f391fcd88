// How the index and the web are started.
import { join } from "node:path";
import { ROOT, type SandboxFolder } from "./folder.js";
import type { PartOptions } from "./part.js";
import { HOST, type Ports } from "./ports.js";

/** Addresses of everything, by port. */
export const urlOf = (port: number): string => `http://${HOST}:${port}`;

/** The index with its API. */
export function indexOptions(folder: SandboxFolder, ports: Ports): PartOptions {
  return {
    name: "index",
    program: process.execPath,
    args: ["scripts/index.mjs", "start"],
    cwd: join(ROOT, "indexer"),
    env: {
      DEPLOYMENT: folder.deployment,
      RPC_URLS: urlOf(ports.chain),
      // A block comes only when something happens.
      MAX_AGE: "none",
      DATA_DIR: folder.index,
      // Whatever else this shell is set up for.
      DATABASE_URL: "",
      DATABASE_SCHEMA: "",
      WEB_URL: urlOf(ports.web),
      // The member who runs this API is the first seat.
      WITNESS_KEY_FILE: folder.witnessKey(1),
      WITNESS_SEAT: "1",
      HOST,
      PORT: String(ports.index),
      LOG_FORMAT: "pretty",
      // The web passes on who asks. That is a person at this machine, so that limits against
      // guessing are of no use.
      TRUSTED_PROXIES: HOST,
      RATE_LIMIT_ADDRESS: "100000",
      RATE_LIMIT_UNKNOWN: "100000",
    },
    log: folder.log("index"),
  };
}

/** A witness of each founding seat, all in one process. */
export function witnessOptions(folder: SandboxFolder, ports: Ports): PartOptions {
  const args = [folder.path, urlOf(ports.chain), HOST, String(ports.witness)];
  return {
    name: "witnesses",
    ...script(".", "sandbox/src/witnesses.ts", ...args),
    log: folder.log("witnesses"),
  };
}

/** The pages. */
export function webOptions(folder: SandboxFolder, ports: Ports): PartOptions {
  return {
    name: "web",
    ...script("web", "server/main.ts"),
    env: {
      API_URL: urlOf(ports.index),
      RPC_URLS: urlOf(ports.chain),
      DEPLOYMENT: folder.deployment,
      SANDBOX: folder.description,
      DOCS: join(ROOT, "docs/.vitepress/dist"),
      HOST,
      PORT: String(ports.web),
    },
    log: folder.log("web"),
  };
}

/** Whether something answers with a success. */
export async function answers(url: string): Promise<boolean> {
  const { ok } = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  return ok;
}

const typescript = import.meta.resolve("@openrobotid/kit/typescript");

/**
 * A TypeScript file of a workspace, run in its folder: without npm, which would keep signals from
 * it.
 */
export function script(workspace: string, file: string, ...args: string[]) {
  return {
    program: process.execPath,
    args: ["--import", typescript, file, ...args],
    cwd: join(ROOT, workspace),
  };
}
