import { serveRpc } from "@openrobotid/testkit/rpc-server";
import { expect } from "chai";
import { createEngineMetrics } from "../../engine/metrics.js";
import { Nodes, RefusedError } from "../../engine/nodes.js";

describe("the nodes that the index asks", () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((node) => node.close()));
  });

  const serve = async (answer: (method: string, ...params: unknown[]) => unknown) => {
    const node = await serveRpc(async (method, ...params) => await answer(method, ...params));
    closing.push(node);
    return node;
  };
  const nodesOf = (endpoints: readonly string[], rate = 1000) => {
    const metrics = createEngineMetrics();
    const stopping = new AbortController();
    const nodes = new Nodes({ endpoints, rate, metrics, signal: stopping.signal });
    return { nodes, metrics, stopping };
  };

  it("are asked for several things in one request, answered in their order", async () => {
    const { url } = await serve((method, param) => `${method} ${param}`);
    const asked = Array.from({ length: 250 }, (_, place) => ({ method: "m", params: [place] }));
    const expected = asked.map(({ params }) => `m ${params[0]}`);
    expect(await nodesOf([url]).nodes.askAll(asked)).to.deep.equal(expected);
  });

  it("are asked one after the other where one fails, and failures are counted", async () => {
    const gone = await serve(() => "gone");
    const there = await serve(() => "there");
    await gone.stop();
    const { nodes, metrics } = nodesOf([gone.url, there.url]);
    expect([await nodes.ask("m"), await nodes.ask("m")]).to.deep.equal(["there", "there"]);
    const [failures] = (await metrics.nodeFailures.get()).values;
    // The one that answered is asked first from then on.
    expect(failures).to.deep.include({
      value: 1,
      labels: { node: new URL(gone.url).host },
    });
  });

  it("are asked one after the other where one answers with nothing", async () => {
    const there = await serve(() => []);
    for (const nothing of [undefined, null]) {
      const empty = await serve(() => nothing);
      const { nodes } = nodesOf([empty.url, there.url]);
      expect(await nodes.ask("eth_getLogs", {})).to.deep.equal([]);
    }
    const behind = await serve(() => null);
    const { nodes } = nodesOf([behind.url, there.url]);
    expect(await nodes.ask("eth_getBlockByNumber", "0x9", false)).to.equal(null);
  });

  it("are asked again until one answers", async () => {
    const node = await serve(() => "answer");
    await node.stop();
    const asking = nodesOf([node.url]).nodes.ask("m");
    await node.start();
    expect(await asking).to.equal("answer");
  });

  it("refuse where all of them answer with an error, and one that answers is enough", async () => {
    const refusing = await serve(() => {
      throw new Error("too many logs");
    });
    const there = await serve(() => "there");
    const error = await nodesOf([refusing.url])
      .nodes.ask("eth_getLogs")
      .catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(RefusedError);
    expect((error as Error).message).to.equal("eth_getLogs: too many logs");
    expect(await nodesOf([refusing.url, there.url]).nodes.ask("eth_getLogs")).to.equal("there");
  });

  it("are asked no faster than they may be, after the first second's worth", async () => {
    const { url } = await serve(() => "answer");
    const { nodes } = nodesOf([url], 10);
    const begin = performance.now();
    for (let request = 0; request < 10; request += 1) await nodes.ask("m");
    const atOnce = performance.now() - begin;
    for (let request = 0; request < 5; request += 1) await nodes.ask("m");
    const slowly = performance.now() - begin;
    expect(slowly).to.be.at.least(400);
    expect(slowly - atOnce).to.be.above(0);
  });

  it("are not asked again once the index is told to end", async () => {
    const node = await serve(() => "answer");
    await node.stop();
    const { nodes, stopping } = nodesOf([node.url]);
    const asking = nodes.ask("m").catch((thrown: unknown) => thrown);
    stopping.abort();
    expect((await asking) as Error).to.have.property("name", "AbortError");
  });
});
