// Ports that nobody listens on. They are looked for below those that systems give away by themselves (Linux: from 32768 on),
// so that one is still free when the caller listens there.
import { createServer } from "node:net";

const HOST = "127.0.0.1";
const FIRST = 22_000;
const COUNT = 10_000;

// Each process looks at a place of its own.
let next = (process.pid * 97) % COUNT;

/** A port that is free, and was not given before by this process. */
export async function freePort(): Promise<number> {
  for (let looked = 0; looked < COUNT; looked += 1) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) return port;
  }
  throw new Error(`No port is free from ${FIRST} to ${FIRST + COUNT - 1}.`);
}

/** Whether one can listen there. */
export async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });
}
