// Ports that nobody listens on. They are looked for below those that systems give away by themselves (Linux: from 32768 on),
// so that one is still free when the caller listens there.
import getPort from "get-port";

const HOST = "127.0.0.1";
const FIRST = 22_000;
const COUNT = 10_000;

/** Each process looks at a place of its own first. */
const candidates = Array.from(
  { length: COUNT },
  (_, index) => FIRST + ((process.pid * 97 + index) % COUNT),
);

/** A port that is free, and was not given a moment ago by this process. */
export const freePort = (): Promise<number> => getPort({ host: HOST, port: candidates });

/** Whether one can listen there. */
export const isFree = async (port: number): Promise<boolean> =>
  (await getPort({ host: HOST, port })) === port;
