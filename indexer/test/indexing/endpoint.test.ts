// An index whose node asks for a token, as a member's does once its RPC is opened to the member's own systems.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startChain, type TestChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { expect } from "chai";

describe("An index whose node asks for a token", function () {
  this.timeout(120_000);
  let chain: TestChain;
  let index: IndexProcess | undefined;

  before(async () => {
    chain = await startChain(new Date("2026-01-05T09:00:00Z"));
    chain.rpc.token = "a token";
  });
  after(async () => {
    await index?.end();
    await chain?.close();
  });

  it("takes in the chain with the token of the file that its endpoint names", async () => {
    const tokenFile = join(chain.folder, "token");
    writeFileSync(tokenFile, "a token\n");
    index = await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: `${chain.rpc.url}#token-file=${tokenFile}`,
      DATA_DIR: join(chain.folder, "data"),
    });
    const head = Number(await chain.request("eth_blockNumber"));
    await index.reach(head);
    expect(await index.block()).to.equal(head);
  });
});
