import { expect } from "chai";
import { createClient, custom, numberToHex, RpcRequestError } from "viem";
import { inRanges, logsOf } from "../../src/internal/logs.js";

const BLOCKS = 10_000_000n;
const topic = `0x${"ab".repeat(32)}` as const;

/** A node that has a log in every so many blocks, refuses what is too much, and counts what it is asked. */
function nodeWith({
  mostBlocks = BLOCKS + 1n,
  mostLogs = Number.POSITIVE_INFINITY,
  every = 500_000n,
  code = -32005,
  message = "query exceeds max block range",
}) {
  const asked: { from: bigint; to: bigint }[] = [];
  const body = { method: "eth_getLogs" };
  const refuse = (text: string) => {
    throw new RpcRequestError({ body, url: "", error: { code, message: text } });
  };
  const request = async ({ params }: { params: [{ fromBlock: string; toBlock: string }] }) => {
    const [from, to] = [BigInt(params[0].fromBlock), BigInt(params[0].toBlock)];
    asked.push({ from, to });
    if (to - from + 1n > mostBlocks) refuse(message);
    const logs = [];
    const first = ((from + every - 1n) / every) * every;
    for (let number = first; number <= to; number += every) {
      logs.push({ blockNumber: numberToHex(number), logIndex: "0x0", topics: [topic], data: "0x" });
    }
    if (logs.length > mostLogs) refuse(message);
    return logs;
  };
  const client = createClient({ transport: custom({ request } as never, { retryDelay: 1 }) });
  return { asked, client };
}

const range = { topics: [topic], fromBlock: 1n, toBlock: BLOCKS };
const numbers = (logs: readonly { blockNumber: bigint }[]) =>
  logs.map(({ blockNumber }) => Number(blockNumber / 500_000n));
const all = Array.from({ length: 20 }, (_, index) => index + 1);

describe("ranges of logs, on a chain of ten million blocks", () => {
  it("are one, where the node allows that", async () => {
    const { client, asked } = nodeWith({});
    expect(numbers(await logsOf(client, range))).to.deep.equal(all);
    expect(asked).to.deep.equal([{ from: 1n, to: BLOCKS }]);
  });

  it("are as wide as the node allows, in at most 20 requests where that is a million", async () => {
    const { client, asked } = nodeWith({ mostBlocks: 1_000_000n });
    expect(numbers(await logsOf(client, range))).to.deep.equal(all);
    expect(asked.length).to.be.at.most(20);
  });

  it("are not tried out a second time", async () => {
    const { client, asked } = nodeWith({ mostBlocks: 1_000_000n });
    await logsOf(client, range);
    asked.length = 0;
    await logsOf(client, range);
    expect(asked.length).to.equal(16);
  });

  it("are those of Besu, where the node allows no more", async () => {
    const { client, asked } = nodeWith({
      mostBlocks: 5000n,
      message: "Requested range exceeds maximum RPC range limit",
    });
    const toBlock = 100_000n;
    await logsOf(client, { ...range, toBlock });
    expect(asked.length).to.be.at.most(20 + 4);
  });

  it("are parted where one holds more logs than the node gives", async () => {
    const { client } = nodeWith({
      mostLogs: 3,
      code: -32602,
      message: "query returned more than 3 results",
    });
    expect(numbers(await logsOf(client, range))).to.deep.equal(all);
  });

  it("are those that the caller wants, and then a refusal is one", async () => {
    const { client, asked } = nodeWith({ mostBlocks: 1_000_000n });
    await logsOf(client, { ...range, blockRange: 1_000_000n });
    expect(asked.length).to.equal(10);
    let message = "";
    await logsOf(client, { ...range, blockRange: BLOCKS }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.contain("query exceeds max block range");
  });

  it("end where a node refuses every range, after few requests", async () => {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      throw new Error("range");
    };
    const error = await inRanges({}, { from: 0n, to: BLOCKS }, ask, {
      isTooMuch: () => true,
    }).catch((error: Error) => error);
    expect(error).to.be.an("error").with.property("message", "range");
    expect(asked).to.be.at.most(20);
  });

  it("are asked for one by one, however many they are, and no more once one fails", async () => {
    let asked = 0;
    const ask = async ({ from, to }: { from: bigint; to: bigint }) => {
      if (to > from) throw new Error("range");
      asked += 1;
      if (asked === 100) throw new Error("gone");
      return [from];
    };
    const all = { from: 0n, to: 2n ** 60n };
    const isTooMuch = (error: unknown) => (error as Error).message === "range";
    const error = await inRanges({}, all, ask, { isTooMuch }).catch((error: Error) => error);
    expect(error).to.be.an("error").with.property("message", "gone");
    // Those that were on their way are let end.
    expect(asked).to.be.at.most(103);
  });

  it("are parted for no other error, which is told as it is", async () => {
    const { client, asked } = nodeWith({ mostBlocks: 0n, code: -32000, message: "no such method" });
    let message = "";
    await logsOf(client, range).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.contain("no such method");
    expect(asked.every(({ from, to }) => from === 1n && to === BLOCKS)).to.equal(true);
  });
});
