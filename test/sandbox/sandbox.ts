// A sandbox as `npm start` runs it, in a folder of its own.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { endScripts, runScript, type Script } from "@openrobotid/testkit/script";
import type { SandboxDescription } from "@openrobotid/web/sandbox";
import { SandboxFolder } from "@openrobotid/whole-sandbox/folder";
import { MARK } from "@openrobotid/whole-sandbox/part";

export type RunningSandbox = Script & {
  folder: SandboxFolder;
  web: string;
  index: string;
  chain: string;
  /** Sends a signal, waits for the end and tells the status. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

/** Starts one and waits until it says that it is ready. */
export async function startSandbox(path: string, ...args: string[]): Promise<RunningSandbox> {
  const script = runSandbox(path, ...args);
  await script.printed("Ready after");
  const folder = new SandboxFolder(path);
  const { services } = JSON.parse(readFileSync(folder.description, "utf8")) as SandboxDescription;
  const urlOf = (wanted: string) => services.find(({ name }) => name === wanted)?.url ?? "";
  return {
    ...script,
    folder,
    web: urlOf("web"),
    index: urlOf("index"),
    chain: urlOf("chain"),
    stop: async (signal = "SIGINT") => {
      script.child.kill(signal);
      return await script.ended;
    },
  };
}

/** Starts one on ports that are free, without waiting for anything. */
export function runSandbox(path: string, ...args: string[]): Script {
  const ports = ["web", "index", "chain", "witness"].flatMap((part) => [`--${part}-port`, "0"]);
  return runScript("scripts/start.ts", "--folder", path, ...ports, ...args);
}

/** Ends every one that still runs, as that of a test that failed, and waits until nothing of it is left. */
export async function endSandboxes(): Promise<void> {
  for (const script of await endScripts()) await leftBehind(script, 10);
}

/** What is left of everything that a process has started, once there has been time to end it: command lines. */
export async function leftBehind({ child }: Script, seconds = 0): Promise<string[]> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const left = startedBy(child.pid ?? 0);
    if (left.length === 0 || performance.now() >= deadline) return left;
    await setTimeout(100);
  }
}

/** The process of a part, by something in its command line. */
export function processOf({ child }: Script, text: string): number {
  const found = readdirSync("/proc").find(
    (pid) => isMarked(pid, child.pid ?? 0) && commandLine(pid).includes(text),
  );
  if (found === undefined) throw new Error(`nothing like "${text}" runs`);
  return Number(found);
}

function startedBy(parent: number): string[] {
  return readdirSync("/proc")
    .filter((pid) => isMarked(pid, parent))
    .map(commandLine);
}

function isMarked(pid: string, parent: number): boolean {
  if (!/^\d+$/.test(pid)) return false;
  return readProcess(pid, "environ").split("\0").includes(`${MARK}=${parent}`);
}

function commandLine(pid: string): string {
  return readProcess(pid, "cmdline").replaceAll("\0", " ");
}

/** A file of a process; empty where it has ended since. */
function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(join("/proc", pid, file), "utf8");
  } catch {
    return "";
  }
}

/** Folders of sandboxes, which are gone after the tests of the suite. */
export function sandboxFolders() {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** A new folder; with another one's content, where that is named. */
  return function fresh(like?: string): string {
    const folder = mkdtempSync(join(tmpdir(), "open-robot-id-sandbox-"));
    folders.push(folder);
    if (like !== undefined && existsSync(like)) cpSync(like, folder, { recursive: true });
    return folder;
  };
}
