// A node over HTTP in front of a chain in this process. It can be stopped and started, and made to lie, as nodes do.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

type Request = (method: string, ...params: unknown[]) => Promise<unknown>;

/** Changes what a node answers. */
export type Lie = (method: string, params: readonly unknown[], answer: unknown) => unknown;

/** A node over HTTP. */
export interface RpcServer {
  readonly url: string;
  /** What it makes of the chain's answers; the truth unless set. */
  lie: Lie | undefined;
  /** Milliseconds that it takes its time for each answer. */
  delay: number;
  /** The token that it asks for, as a Besu whose RPC is opened does; none unless set. */
  token: string | undefined;
  /** Lets it be gone: connections are refused from now on. */
  stop(): Promise<void>;
  /** Brings it back at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** Serves a chain at a free port of 127.0.0.1. */
export async function serveRpc(request: Request): Promise<RpcServer> {
  let server: Server | undefined;
  let port = 0;
  const answer = async ({ id, method, params = [] }: Call) => {
    if (node.delay > 0) await wait(node.delay);
    try {
      const truth = await request(method, ...params);
      const result = (node.lie ? await node.lie(method, params, truth) : truth) ?? null;
      return { jsonrpc: "2.0", id, result };
    } catch (error) {
      const { message, code = -32000, data } = error as Error & { code?: number; data?: unknown };
      return { jsonrpc: "2.0", id, error: { code, message, data } };
    }
  };
  const node: RpcServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    lie: undefined,
    delay: 0,
    token: undefined,
    async stop() {
      const stopping = server;
      server = undefined;
      if (!stopping) return;
      const stopped = new Promise((resolve) => stopping.close(resolve));
      stopping.closeAllConnections();
      await stopped;
    },
    async start() {
      const starting = createServer(async (incoming, response) => {
        if (node.token !== undefined && incoming.headers.authorization !== `Bearer ${node.token}`) {
          incoming.resume();
          const error = { code: -40100, message: "Unauthorized" };
          response.writeHead(401).end(JSON.stringify({ jsonrpc: "2.0", id: null, error }));
          return;
        }
        const asked = (await json(incoming)) as Call | Call[];
        const answers = Array.isArray(asked)
          ? await Promise.all(asked.map(answer))
          : await answer(asked);
        response.setHeader("content-type", "application/json").end(JSON.stringify(answers));
      });
      server = starting;
      await new Promise<void>((resolve, reject) => {
        starting.once("error", reject).listen(port, "127.0.0.1", resolve);
      });
      port = (starting.address() as AddressInfo).port;
    },
    close: () => node.stop(),
  };
  await node.start();
  return node;
}
