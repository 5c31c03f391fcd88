// A node that lies, over HTTP: a proxy in front of the chain of the tests, which tells the lies of the SDK's tests.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Lie } from "./lies.js";
import { rpcUrl } from "./sandbox.js";

type Call = { readonly id: unknown; readonly method: string; readonly params?: readonly unknown[] };
type Reply = { readonly result?: unknown; readonly error?: unknown };

/** Does something with the address of a node that tells a lie. */
export async function withLyingProxy<result>(
  lie: Lie,
  use: (url: string) => Promise<result>,
  honest = ask,
): Promise<result> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    try {
      const calls = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
      const replies = await Promise.all([calls].flat().map((call) => reply(call, lie, honest)));
      const body = JSON.stringify(Array.isArray(calls) ? replies : replies[0]);
      outgoing.writeHead(200, { "content-type": "application/json" }).end(body);
    } catch {
      // It breaks off.
      outgoing.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function reply(
  { id, method, params = [] }: Call,
  lie: Lie,
  honest: typeof ask,
): Promise<object> {
  const { result, error } = await honest(method, params);
  if (result === undefined) return { jsonrpc: "2.0", id, error };
  try {
    return { jsonrpc: "2.0", id, result: (await lie({ method, params, answer: result })) ?? null };
  } catch (thrown) {
    const { code, message } = thrown as { code?: number; message: string };
    if (code === undefined) throw thrown;
    return { jsonrpc: "2.0", id, error: { code, message } };
  }
}

/** Asks the honest node. */
export async function ask(method: string, params: readonly unknown[] = []): Promise<Reply> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(rpcUrl, { method: "POST", headers, body });
  return (await response.json()) as Reply;
}
