// What the programs that use ethers ask nodes through.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { expect } from "chai";
import { FreeProvider } from "../src/free-provider.js";
import recorded from "./besu/recorded-blocks.json" with { type: "json" };

describe("A provider of a chain without fees", () => {
  it("waits for the latest block where the node announces it before it can be read", async () => {
    let looks = 0;
    const server = createServer(async (incoming, outgoing) => {
      const { id, method } = (await json(incoming)) as { id: number; method: string };
      const block = looks++ > 1 ? recorded.blocks[1]?.header : null;
      const result = method === "eth_blockNumber" ? "0x1" : block;
      outgoing.setHeader("content-type", "application/json");
      outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const provider = new FreeProvider(`http://127.0.0.1:${port}`, 72_019, { pause: 5 });
    try {
      const block = await provider.getBlock("latest");
      expect(block?.timestamp).to.equal(Number(recorded.blocks[1]?.header.timestamp));
      expect(looks).to.equal(3);
    } finally {
      provider.destroy();
      server.closeAllConnections();
      server.close();
    }
  });
});
