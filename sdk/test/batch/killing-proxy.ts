import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** When to call `kill`: at which request, and whether the node has had it by then. */
export interface KillPoint {
  readonly request: number;
  readonly moment: "before" | "after";
}

/**
 * A node that passes everything on to another, and at one request calls `kill` and stops answering.
 */
export async function killingProxy(target: string) {
  let seen = 0;
  let point: KillPoint | undefined;
  let kill = () => {};
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece);
      seen += 1;
      const isPoint = seen === point?.request;
      if (isPoint && point?.moment === "before") return kill();
      const body = Buffer.concat(pieces);
      const headers = { "content-type": "application/json" };
      const answer = await fetch(target, { method: "POST", headers, body });
      const text = await answer.text();
      if (isPoint) return kill();
      response.writeHead(answer.status, headers).end(text);
    } catch {
      // The process that asked was killed.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** From now on requests are counted again. */
    arm(next: KillPoint, killer: () => void) {
      seen = 0;
      point = next;
      kill = killer;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
