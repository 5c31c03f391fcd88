// Whether an account signed, asked of a node that is believed.
import { accounts, clientOf, isolate } from "@openrobotid/testkit/chain";
import { serveRpc } from "@openrobotid/testkit/rpc-server";
import { expect } from "chai";
import { createClient, type Hex, http } from "viem";
import { hasSigned } from "../../src/vault/index.js";

const HASH: Hex = `0x${"11".repeat(32)}`;

describe("whether an account signed", () => {
  isolate();
  const { address: account } = accounts.owner;

  it("is not said by who has neither the key nor a contract", async () => {
    const [own, other] = [
      await accounts.owner.sign({ hash: HASH }),
      await accounts.stranger.sign({ hash: HASH }),
    ];
    const client = clientOf("stranger");
    const isIt = async (signature: Hex) =>
      await hasSigned(client, { account, hash: HASH, signature });
    expect([await isIt(own), await isIt(other), await isIt("0x")]).to.deep.equal([
      ...[true, false, false],
    ]);
  });

  it("is not known where the node does not say it, which is no refusal", async () => {
    const signature = await accounts.stranger.sign({ hash: HASH });
    for (const [code, message] of [
      [-32_000, "missing trie node"],
      [-32_005, "limit exceeded"],
    ] as const) {
      const node = await serveRpc(async () => {
        throw Object.assign(new Error(message), { code });
      });
      const client = createClient({ transport: http(node.url, { retryCount: 0 }) });
      const error = await hasSigned(client, { account, hash: HASH, signature }).catch(
        (thrown: Error) => thrown,
      );
      expect(String(error), message).to.match(/^ContractFunctionExecutionError/);
      await node.close();
    }
  });
});
