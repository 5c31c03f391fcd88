// One process to a folder. The process that has it listens on a port and writes it down: a file
// alone would outlive a process that was killed, and its number may be another process's by then.
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";

const HOST = "127.0.0.1";
const PATIENCE = 2_000;

/** What a lock file holds. */
type Note = { pid: number; port: number; token: string };

export type Lock = {
  /** Whether who had it before ended without giving it back. */
  wasLeft: boolean;
  /** Gives it back. */
  release: () => void;
};

/** Takes a lock; throws what `refuse` makes of the number of the process that has it. */
export async function takeLock(file: string, refuse: (holder: number) => Error): Promise<Lock> {
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
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, port, token } satisfies Note));
  let wasLeft = false;
  try {
    while (!link(own, file)) {
      wasLeft = true;
      const holder = readNote(file);
      if (holder !== undefined && (await answers(holder))) throw refuse(holder.pid);
      rmSync(file, { force: true });
    }
  } catch (error) {
    server.close();
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const release = () => {
    server.close();
    if (readNote(file)?.token === token) rmSync(file, { force: true });
  };
  return { wasLeft, release };
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

function readNote(file: string): Note | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Note;
  } catch {
    // Gone since, or not one of ours: nobody holds it.
    return undefined;
  }
}

/** Whether the process that wrote a lock is still there to say so. */
function answers({ port, token }: Note): Promise<boolean> {
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
