import { expect } from "chai";
import { type Hex, keccak256, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { connection, deployment, isolate, MNEMONIC, rpcUrl } from "../../../sdk/test/chain.js";
import { bench } from "../../bench/bench.js";
import { measure } from "../../bench/load.js";
import { senderAddress, senderKey } from "../../bench/workloads.js";
import { actor, makerOf } from "../../runner/registry-job.js";
import { requestsOf } from "../../src/rpc.js";

// On a chain of its own that seals what it is sent: its figures mean nothing, that they are counted right does.
describe("The benchmark of the network", () => {
  isolate();
  const node = requestsOf(rpcUrl);
  const send = (method: string, params: readonly unknown[]) => node(method, [...params]);
  const authorityKey = toHex(
    mnemonicToAccount(MNEMONIC, { addressIndex: 1 }).getHdKey().privateKey as Uint8Array,
  );

  it("gives every figure, from transactions that all succeeded", async () => {
    const admitted: string[] = [];
    const letIn = async (accounts: readonly string[]) => {
      admitted.push(...accounts);
      // Here gas has a price.
      for (const account of accounts) {
        await connection.provider.request({
          method: "hardhat_setBalance",
          params: [account, "0xde0b6b3a7640000"],
        });
      }
    };
    const size = { senders: 2, perSender: 2, unitsPerLot: 1_000 };
    const figures = await bench({ deployment, rpcUrl, authorityKey, letIn }, [send, send], size);
    expect(figures).to.have.all.keys(
      "lotTps",
      "erc20Tps",
      "transferTps",
      "singleTps",
      "unitsPerSecond",
    );
    for (const value of Object.values(figures)) expect(value).to.be.greaterThan(0);
    // Each figure is rounded by itself.
    const rounding = 1_000 * 0.05 + 0.05;
    expect(Math.abs(figures.unitsPerSecond - 1_000 * figures.lotTps) <= rounding).to.equal(true);
    expect(admitted).to.have.length(2);

    const reader = actor(deployment, rpcUrl, senderKey(0));
    expect(await reader.getRobot({ id: makerOf(0).unit(2_000, "26L01") })).to.not.equal(undefined);
    const sold = await reader.getRobot({ id: makerOf(0).unit(2, "26T01") });
    expect(sold?.holder).to.equal(senderAddress(1));
  });

  it("counts no transaction that failed in its block", async () => {
    const sender = actor(deployment, rpcUrl, senderKey(7));
    await connection.provider.request({
      method: "hardhat_setBalance",
      params: [sender.account.address, "0xde0b6b3a7640000"],
    });
    // A call to a contract without such a function.
    const raw: Hex = await sender.account.signTransaction({
      chainId: deployment.chainId,
      nonce: 0,
      to: deployment.contracts.RobotRegistry?.address ?? null,
      data: "0xdeadbeef",
      gas: 100_000n,
      maxFeePerGas: 10n ** 10n,
      maxPriorityFeePerGas: 0n,
    });
    let failed: unknown;
    const lenient = async (method: string, params: readonly unknown[]) =>
      // This chain tells of the failure when it takes the transaction; Besu does not.
      await send(method, params).catch(async (error: unknown) => {
        if (method !== "eth_sendRawTransaction") throw error;
        return keccak256(raw);
      });
    await measure([[raw]], { nodes: [lenient], mostSeconds: 10 }).catch((error: unknown) => {
      failed = error;
    });
    expect(String(failed)).to.contain("1 of 1 transactions failed");
  });

  it("gives up where a transaction gets into no block", async () => {
    const silent = async (method: string) => {
      if (method === "eth_sendRawTransaction") return `0x${"11".repeat(32)}`;
      return method === "eth_blockNumber" ? "0x1" : { transactions: [] };
    };
    let failed: unknown;
    await measure([["0x"]], { nodes: [silent], mostSeconds: 0.2 }).catch((error: unknown) => {
      failed = error;
    });
    expect(String(failed)).to.contain("1 of 1 transactions are in no block");
  });
});
