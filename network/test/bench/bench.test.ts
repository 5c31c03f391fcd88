import { connection, deployment, isolate, MNEMONIC, rpcUrl } from "@openrobotid/testkit/chain";
import { expect } from "chai";
import { type Hex, keccak256, toHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { bench } from "../../bench/bench.js";
import { measure } from "../../bench/load.js";
import { KINDS, scheduleOf, senderAddress, senderKey } from "../../bench/workloads.js";
import { cpuSecondsOf } from "../../runner/cpu-time.js";
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
    const size = { senders: 2, perTurn: 1, turns: 2, unitsPerLot: 1_000 };
    const said: string[] = [];
    // Two seconds of processor time for whatever is measured.
    let cpu = 0;
    const cpuSeconds = () => cpu++ * 2;
    const ground = { deployment, rpcUrl, authorityKey, letIn };
    const figures = await bench(ground, [send, send], size, (line) => said.push(line), cpuSeconds);
    expect(figures).to.have.all.keys(
      "lotTps",
      "erc20Tps",
      "transferTps",
      "singleTps",
      "unitsPerSecond",
      "cpuMsPerTx",
    );
    const { cpuMsPerTx, ...rates } = figures;
    for (const value of Object.values(rates)) expect(value).to.be.greaterThan(0);
    // Two turns of two transactions took two seconds each: the warm-up does not count.
    expect(cpuMsPerTx).to.deep.equal({ lot: 1000, single: 1000, transfer: 1000, erc20: 1000 });
    expect(said.filter((line) => /\(4 in .* s, in [1-4] blocks\)$/.test(line))).to.have.length(4);
    // Each figure is rounded by itself.
    const rounding = 1_000 * 0.05 + 0.05;
    expect(Math.abs(figures.unitsPerSecond - 1_000 * figures.lotTps) <= rounding).to.equal(true);
    expect(admitted).to.have.length(2);

    const reader = actor(deployment, rpcUrl, senderKey(0));
    expect(await reader.getRobot({ id: makerOf(0).unit(3_000, "26L01") })).to.not.equal(undefined);
    const sold = await reader.getRobot({ id: makerOf(0).unit(3, "26T01") });
    expect(sold?.holder).to.equal(senderAddress(1));
  });

  it("has every kind warmed up first, and lets each turn begin with another one", () => {
    const schedule = scheduleOf(4);
    expect(schedule.slice(0, 4).every(({ isWarmUp }) => isWarmUp)).to.equal(true);
    const turns = schedule.slice(4).map(({ kind }) => kind);
    expect(schedule.slice(4).some(({ isWarmUp }) => isWarmUp)).to.equal(false);
    const begun = [0, 4, 8, 12].map((first) => turns[first]);
    expect(begun).to.deep.equal([...KINDS]);
    for (const kind of KINDS) expect(turns.filter((of) => of === kind)).to.have.length(4);
  });

  it("tells no processor time where it cannot be told", () => {
    expect(cpuSecondsOf(2 ** 30)).to.equal(undefined);
  });

  it("counts each block with one of its transactions once", async () => {
    const hashes = ["0x1", "0x2", "0x3"].map((end) => `${end.padEnd(66, "0")}` as Hex);
    let sent = 0;
    const blocks: Record<string, Hex[]> = { "0x1": hashes.slice(0, 2), "0x2": hashes.slice(2) };
    const node = async (method: string, [of]: readonly unknown[]) => {
      if (method === "eth_sendRawTransaction") return hashes[sent++];
      if (method === "eth_blockNumber") return "0x2";
      if (method === "eth_getTransactionReceipt") return { status: "0x1" };
      return { transactions: blocks[String(of)] ?? [] };
    };
    const measured = await measure([["0xa", "0xb", "0xc"]], { nodes: [node], mostSeconds: 10 });
    expect(measured).to.include({ count: 3, blocks: 2 });
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
      // This chain reports the failure when it takes the transaction; Besu does not.
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
