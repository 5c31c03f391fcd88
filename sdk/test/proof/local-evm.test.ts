// Calls that are run here leave nothing behind.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { chain, clientOf } from "@openrobotid/testkit/chain";
import { expect } from "chai";
import { readBlockHeader } from "../../src/proof/index.js";
import { runCall, type StateSource } from "../../src/proof/local-evm.js";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

describe("a call that is run here", () => {
  it("lets go of all that it read: who proves for months does not run out of memory", async () => {
    const block = await clientOf("owner").request({
      method: "eth_getBlockByNumber",
      params: ["latest", false],
    });
    const header = readBlockHeader(block, "none");
    const run = async (): Promise<WeakRef<StateSource>> => {
      const source: StateSource = {
        account: async () => undefined,
        slot: async () => `0x${"00".repeat(32)}`,
        code: async () => new Uint8Array(),
        blockHash: async () => header.hash,
      };
      await runCall(source, header, chain.id, { data: "0x00" });
      return new WeakRef(source);
    };
    const sources: WeakRef<StateSource>[] = [];
    for (let made = 0; made < 20; made += 1) sources.push(await run());
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
    const left = sources.filter((source) => source.deref() !== undefined);
    // The engine may still hold the last one.
    expect(left).to.have.length.of.at.most(1);
  });
});
