import { clientOf, connection, isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { createClient, custom } from "viem";
import { getHistory } from "../../src/actions/index.js";

const client = clientOf("stranger");

describe("a history on a chain of ten million blocks", () => {
  isolate();

  it("takes at most 20 requests, and is the one of a short chain", async () => {
    const { entries } = await client.getHistory({ id: robots.sold });
    await connection.provider.request({ method: "hardhat_mine", params: ["0x989680", "0x1"] });
    const asked: string[] = [];
    const counting = custom({
      request: async (call: { method: string }) => {
        asked.push(call.method);
        const headers = { "content-type": "application/json" };
        const body = JSON.stringify({ jsonrpc: "2.0", id: 1, ...call });
        const response = await fetch(rpcUrl, { method: "POST", headers, body });
        const { result, error } = (await response.json()) as { result?: unknown; error?: unknown };
        if (error) throw error;
        return result;
      },
    });
    const counted = createClient({ chain: client.chain, transport: counting });
    const long = await getHistory(counted, { id: robots.sold });
    expect(long.asOf.blockNumber > 10_000_000n).to.equal(true);
    expect(long.entries).to.deep.equal(entries);
    expect(asked.length, asked.join()).to.be.at.most(20);
  });
});
