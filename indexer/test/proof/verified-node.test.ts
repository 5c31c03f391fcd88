// The node that the index reads through, over nodes that lie: alone it says nothing false; beside an honest one, the truth.
import { readFileSync } from "node:fs";
import { anchorOf, type Fault, proofErrorOf, proven } from "@openrobotid/sdk/proof";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { type RpcServer, serveRpc } from "@openrobotid/testkit/rpc-server";
import { expect } from "chai";
import { http, numberToHex } from "viem";
import { VerifiedNode } from "../../proof/verified-node.js";
import { kindsOfLie } from "../lies.js";

describe("the node that proves", function () {
  this.timeout(600_000);

  let chain: ExampleChain;
  let liar: RpcServer;
  let last: number;
  /** Blocks with each kind of event. */
  const blockOf = new Map<string, number>();

  before(async () => {
    chain = await exampleChain();
    liar = await serveRpc(chain.request);
    last = (await chain.provider.getBlockNumber()) - 1;
    const all = { fromBlock: "0x1", toBlock: numberToHex(last) };
    for (const { topics, blockNumber } of (await chain.request("eth_getLogs", all)) as {
      topics: string[];
      blockNumber: string;
    }[]) {
      blockOf.set(String(topics[0]), Number(blockNumber));
    }
  });

  after(async () => await liar.close());

  const over = (urls: readonly string[], faults: Fault[] = []) => {
    const anchor = anchorOf(JSON.parse(readFileSync(chain.deploymentFile, "utf8")));
    if (!anchor) throw new Error("the deployment carries no anchor");
    return new VerifiedNode({
      transport: proven(
        urls.map((url) => http(url, { batch: true, retryCount: 0 })),
        {
          anchor,
          maxAge: Number.POSITIVE_INFINITY,
          now: () => Number.MAX_SAFE_INTEGER,
          onFault: (fault) => faults.push(fault),
        },
      ),
      contracts: Object.values(anchor.contracts).map(({ address }) => address),
      waiting: () => {},
    });
  };

  /** Everything that Ponder would ask about the blocks around one. */
  const read = async ({ request }: VerifiedNode, block: number) => {
    const range = {
      fromBlock: numberToHex(Math.max(1, block - 3)),
      toBlock: numberToHex(Math.min(last, block + 3)),
    };
    const address = Object.values(chain.deployment.contracts).map((one) => one.address);
    return [
      await request({ method: "eth_getLogs", params: [{ address, ...range }] }),
      await request({ method: "eth_getBlockByNumber", params: [numberToHex(block), true] }),
      await request({ method: "eth_getBlockByNumber", params: ["latest", true] }),
    ];
  };

  it("tells the logs that there are, of every contract", async () => {
    const address = Object.values(chain.deployment.contracts).map((one) => one.address);
    const filter = { address, fromBlock: "0x1", toBlock: numberToHex(last) };
    const found = await over([chain.rpc.url]).request({ method: "eth_getLogs", params: [filter] });
    const truth = await chain.request("eth_getLogs", filter);
    const told = (logs: unknown) =>
      (logs as Record<string, unknown>[]).map(
        ({ address, topics, data, blockNumber, logIndex }) => [
          String(address).toLowerCase(),
          topics,
          data,
          blockNumber,
          logIndex,
        ],
      );
    expect(told(found)).to.have.length.above(100).and.deep.equal(told(truth));
  });

  it("tells only those that a filter asks for", async () => {
    const contract = chain.deployment.contracts.RobotRegistry.address;
    const [topic] = [...blockOf.keys()];
    const filter = {
      address: contract,
      topics: [[topic]],
      fromBlock: "0x1",
      toBlock: numberToHex(last),
    };
    const found = await over([chain.rpc.url]).request({ method: "eth_getLogs", params: [filter] });
    const truth = (await chain.request("eth_getLogs", filter)) as unknown[];
    expect(found).to.have.lengthOf(truth.length);
  });

  it("says of a block that has not happened that it is not there", async () => {
    const params = [numberToHex(last + 1000), true];
    const method = "eth_getBlockByNumber";
    expect(await over([chain.rpc.url]).request({ method, params })).to.equal(null);
  });

  for (const { name, lie, about, isHarmless } of kindsOfLie) {
    it(`is told ${name}: says nothing false, and the truth beside an honest node`, async () => {
      const block = about === undefined ? last - 1 : blockOf.get(about);
      if (block === undefined) throw new Error("the world has no such event");
      liar.lie = undefined;
      const truth = await read(over([liar.url]), block);
      liar.lie = lie;
      const faults: Fault[] = [];
      const alone = read(over([liar.url], faults), block).catch((error: unknown) => error);
      if (isHarmless) expect(await alone).to.deep.equal(truth);
      else {
        expect(proofErrorOf(await alone), String(await alone)).to.not.equal(undefined);
        expect(faults.map(({ node }) => node)).to.include(liar.url);
      }
      expect(await read(over([liar.url, chain.rpc.url]), block), "before").to.deep.equal(truth);
      expect(await read(over([chain.rpc.url, liar.url]), block), "behind").to.deep.equal(truth);
    });
  }

  it("stays where it is while the newest block is lied about, and goes on once it is not", async () => {
    const lied = kindsOfLie.find(({ name }) => name === "no receipts")?.lie;
    const node = over([liar.url]);
    const newest = async () =>
      (await node.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
        number: string;
      };
    liar.lie = (method, params, answer) =>
      method === "eth_getBlockByNumber" && params[0] === "latest"
        ? chain.request("eth_getBlockByNumber", numberToHex(last - 3), params[1])
        : answer;
    expect(Number((await newest()).number)).to.equal(last - 3);
    liar.lie = lied;
    expect(Number((await newest()).number)).to.equal(last - 3);
    liar.lie = undefined;
    expect(Number((await newest()).number)).to.equal(last + 1);
  });

  it("takes the newest block of several nodes, whichever is behind", async () => {
    liar.lie = (method, params, answer) =>
      method === "eth_getBlockByNumber" && params[0] === "latest"
        ? chain.request("eth_getBlockByNumber", numberToHex(last - 20), params[1])
        : answer;
    for (const urls of [
      [liar.url, chain.rpc.url],
      [chain.rpc.url, liar.url],
    ]) {
      const method = "eth_getBlockByNumber";
      const block = await over(urls).request({ method, params: ["latest", false] });
      expect(Number((block as { number: string }).number)).to.equal(last + 1);
    }
    liar.lie = undefined;
  });
});
