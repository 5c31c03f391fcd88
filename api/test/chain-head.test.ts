import { type RpcServer, serveRpc } from "@openrobotid/testkit/rpc-server";
import { expect } from "chai";
import { ChainHead } from "../src/chain-head.js";

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe("an index is ready", () => {
  let node: RpcServer;
  let last = 100;
  let head: ChainHead;

  before(async () => {
    node = await serveRpc(async () => `0x${last.toString(16)}`);
    head = new ChainHead([node.url]);
  });

  after(async () => await node.close());

  const caughtUp = async (blockNumber: number) =>
    await head.isCaughtUp({ blockNumber, timestamp: 0 });

  it("not before it has taken in the very last block", async () => {
    expect(await caughtUp(70)).to.equal(false);
    expect(await caughtUp(99)).to.equal(false);
    last = 101;
    expect(await caughtUp(100)).to.equal(false);
    expect(await caughtUp(101)).to.equal(true);
  });

  it("from then on while it keeps up", async () => {
    expect(await caughtUp(98)).to.equal(true);
    expect(await caughtUp(95)).to.equal(false);
  });

  it("and says where a node asks for a token, without where that node is", async () => {
    node.token = "secret";
    const locked = new ChainHead([node.url]);
    expect(await locked.blockNumber()).to.equal(undefined);
    expect(locked.failure).to.match(/^a node of the chain refuses the index \(401\)/);
    expect(locked.failure).not.to.include(node.url);
    node.token = undefined;
  });

  it("while a node is late once: the head that it gave is believed for some seconds more", async () => {
    let late = false;
    const slow = await serveRpc(async () => {
      if (late) throw new Error("busy");
      return "0x64";
    });
    const clock = Date.now;
    try {
      const seen = new ChainHead([slow.url]);
      expect(await seen.isBehind({ blockNumber: 100, timestamp: 0 })).to.equal(false);
      late = true;
      Date.now = () => clock() + 5_000;
      await seen.blockNumber();
      await until(() => seen.failure === "no node of the chain answers");
      expect(await seen.isBehind({ blockNumber: 100, timestamp: 0 })).to.equal(false);
      Date.now = () => clock() + 11_000;
      expect(await seen.isBehind({ blockNumber: 100, timestamp: 0 })).to.equal(true);
    } finally {
      Date.now = clock;
      await slow.close();
    }
  });

  it("even while no node answers: answers say themselves that they may lag", async () => {
    await node.stop();
    expect(await caughtUp(101)).to.equal(true);
    const other = new ChainHead([node.url]);
    expect(await other.isCaughtUp({ blockNumber: 101, timestamp: 0 })).to.equal(false);
  });
});
