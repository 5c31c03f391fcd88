// A server for this machine alone, where no other address is given, and what it sees to before it answers.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that answers until it is closed. */
export interface LocalServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts to answer at a port, 0 for any that is free, of an address of this machine. An answer that fails is broken off. */
export async function listenLocally(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>,
  port: number,
  host = "127.0.0.1",
): Promise<LocalServer> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Most bytes of a request. */
export const MOST_BYTES = 1_048_576;

/**
 * Whether a request was meant for this machine, by its `host`: as 127.0.0.1, localhost, or another of its names. A page on another
 * site can make a browser ask here, under a name of its own that leads to this machine.
 */
export function isLocal(host: string | undefined, names: readonly string[] = []): boolean {
  const [, name = ""] = /^([^:]+)(?::\d+)?$/.exec(host ?? "") ?? [];
  return ["127.0.0.1", "localhost", ...names].includes(name);
}

/** What was sent; `undefined` where it is too much. */
export async function bodyOf(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
