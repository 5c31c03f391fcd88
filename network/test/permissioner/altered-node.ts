// A node that is down, behind, or alters what it says: a proxy in front of the chain of the tests.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { rpcUrl } from "./setting.js";

export interface AlteredNode {
  /** Whether it answers nothing at all. */
  readonly down?: boolean;
  /** The block that it takes for the latest. */
  readonly behindAt?: string;
  /** Alters an answer, or gives it back as it is. */
  readonly alter?: (result: unknown, method: string) => unknown;
}

type Call = { method: string; params: unknown[] };

/** Does something with the address of such a node. */
export async function withNode(
  { down, behindAt, alter = (result) => result }: AlteredNode,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (down) {
      outgoing.destroy();
      return;
    }
    const call = JSON.parse(Buffer.concat(chunks).toString()) as Call;
    if (behindAt !== undefined)
      call.params = call.params?.map((of) => (of === "latest" ? behindAt : of));
    const headers = { "content-type": "application/json" };
    const answer = await fetch(rpcUrl, { method: "POST", headers, body: JSON.stringify(call) });
    const { result, ...rest } = (await answer.json()) as { result?: unknown };
    const said = result === undefined ? rest : { ...rest, result: alter(result, call.method) };
    outgoing.writeHead(200, headers).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
