// One sandbox to a folder. Whoever runs it listens on a port and writes it down: a lock file alone would outlive a process
// that was killed, and its number may be another process's by then.
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { relative } from "node:path";
import { UserError } from "../command.js";
import type { SandboxFolder } from "./folder.js";
import { HOST } from "./ports.js";

const PATIENCE = 2_000;

type Lock = { pid: number; port: number; token: string };

/** Takes the folder, or throws `UserError` where a sandbox of it runs. Returns what gives it back. */
export async function lockFolder(folder: SandboxFolder): Promise<() => void> {
  const token = crypto.randomUUID();
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.end(token);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, HOST, resolve);
  });
  server.unref();
  const { port } = server.address() as AddressInfo;
  const own = `${folder.lock}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, port, token } satisfies Lock));
  try {
    while (!link(own, folder.lock)) {
      const holder = readLock(folder.lock);
      if (holder !== undefined && (await answers(holder))) {
        throw new UserError(
          `The sandbox of ${relative(process.cwd(), folder.path) || "."} runs already, as process ${holder.pid}. ` +
            `Stop that one first (Ctrl-C in its terminal, or: kill ${holder.pid}), or start another in a folder of its own: ` +
            "npm start -- --folder FOLDER",
        );
      }
      rmSync(folder.lock, { force: true });
    }
  } catch (error) {
    server.close();
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    server.close();
    if (readLock(folder.lock)?.token === token) rmSync(folder.lock, { force: true });
  };
}

/** Gives a file a second name, unless there is one of this name. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readLock(file: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Lock;
  } catch {
    // Gone since, or not one of ours: nobody holds it.
    return undefined;
  }
}

/** Whether the process that wrote a lock is still there to say so. */
function answers({ port, token }: Lock): Promise<boolean> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect({ port, host: HOST, timeout: PATIENCE });
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      said += text;
    });
    socket.on("timeout", () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(said === token));
  });
}
