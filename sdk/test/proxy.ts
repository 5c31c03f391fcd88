// A node that behaves badly on the way: a proxy in front of the chain of the tests.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { accounts, chain, type Part, rpcUrl } from "@openrobotid/testkit/chain";
import { createClient, http } from "viem";
import { robotIdActions } from "../src/actions/index.js";

/** A request as the node gets it. */
export interface Request {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** What the proxy answers: with another status, or with another result. */
export interface Misbehaviour {
  readonly status?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** Decides about a request; `undefined` passes on what the node answers. `pass` gives the node the request. */
export type Behave = (
  request: Request,
  pass: () => Promise<{ result?: unknown }>,
) => Promise<Misbehaviour | undefined>;

/** Does something with a client of a part, whose node behaves badly. */
export async function throughProxy<result>(
  part: Part,
  behave: Behave,
  use: (client: ReturnType<typeof clientAt>) => Promise<result>,
): Promise<result> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const headers = { "content-type": "application/json" };
    let passed: Promise<object> | undefined;
    const pass = () => {
      passed ??= fetch(rpcUrl, { method: "POST", headers, body }).then(
        (answer) => answer.json() as Promise<object>,
      );
      return passed;
    };
    const request = JSON.parse(body) as Request & { id: number };
    const { status, ...said } = (await behave(request, pass)) ?? {};
    const isAnswer = "result" in said || "error" in said;
    const answer = isAnswer ? { jsonrpc: "2.0", id: request.id, ...said } : await pass();
    if (status !== undefined) outgoing.writeHead(status).end("gone");
    else outgoing.writeHead(200, headers).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(clientAt(part, `http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function clientAt(part: Part, url: string) {
  return createClient({
    account: accounts[part],
    chain,
    transport: http(url, { retryCount: 0 }),
    pollingInterval: 20,
    cacheTime: 0,
  }).extend(robotIdActions());
}
