// A node that lies: a proxy in front of the chain of the tests that alters what it is told to.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chain, rpcUrl } from "@openrobotid/testkit/chain";
import { createClient, http } from "viem";
import { robotIdActions } from "../src/actions/index.js";

/** A request as the node gets it. */
export interface Request {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Alters an answer, or gives it back as it is. */
export type Lie = (result: unknown, request: Request) => unknown;

/** A log as it goes over the wire. */
export interface WireLog {
  readonly address: string;
  readonly topics: string[];
  readonly data: string;
}

/** A lie about logs alone. */
export function aboutLogs(lie: (logs: WireLog[]) => WireLog[]): Lie {
  return (result, { method }) => (method === "eth_getLogs" ? lie(result as WireLog[]) : result);
}

/** Does something with a client of a node that tells a lie. */
export async function withLyingNode<result>(
  lie: Lie,
  use: (client: ReturnType<typeof clientAt>) => Promise<result>,
): Promise<result> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const headers = { "content-type": "application/json" };
    const answer = await fetch(rpcUrl, { method: "POST", headers, body });
    const { result, ...rest } = (await answer.json()) as { result?: unknown };
    const said = result === undefined ? rest : { ...rest, result: lie(result, JSON.parse(body)) };
    outgoing.writeHead(200, headers).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await use(clientAt(`http://127.0.0.1:${port}`));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function clientAt(url: string) {
  return createClient({ chain, transport: http(url, { retryCount: 0 }), cacheTime: 0 }).extend(
    robotIdActions(),
  );
}
