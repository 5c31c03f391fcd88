// Every write, every way: as a call for others to send, as an estimate, and over a node that breaks off, replaces, cancels
// and leaves gaps.
import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  accounts,
  chain,
  clientOf,
  connection,
  deployment,
  isolate,
  MNEMONIC,
  PARTS,
  rpcUrl,
  world,
} from "@openrobotid/testkit/chain";
import { digest, robots } from "@openrobotid/testkit/robots";
import { TYPESCRIPT } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { createClient, type Hash, http, keccak256, parseGwei } from "viem";
import {
  getTransaction,
  getTransactionCount,
  sendTransaction,
  waitForTransactionReceipt,
} from "viem/actions";
import {
  acceptTransfer,
  acceptTransferSync,
  estimateCall,
  issueLot,
  prepareCall,
  RegistryArgumentError,
  simulate,
  TransactionError,
} from "../../src/actions/index.js";
import { toBytes32, withCounter } from "../../src/index.js";
import { type Behave, throughProxy } from "../proxy.js";
import { refused } from "../refused.js";

const run = promisify(execFile);

const stemOf = (number: number) =>
  withCounter(`CNUT01G1PRO126Y${String(number).padStart(2, "0")}`, 1n);
const lotOf = (number: number) => ({ first: stemOf(number), count: 10n });
const { provider } = connection;
const automine = (isOn: boolean) => provider.request({ method: "evm_setAutomine", params: [isOn] });
const mine = () => provider.request({ method: "evm_mine" });

/** The error of a transaction that did not do what it was sent for. */
async function failureOf(write: Promise<unknown>): Promise<TransactionError> {
  const error = await write.then(
    () => "nothing was thrown",
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(TransactionError);
  return error as TransactionError;
}

describe("A write", () => {
  isolate();

  it("gives its call, which a Safe can make in the place of an account", async () => {
    const stranger = createClient({ chain, transport: http() });
    const call = await prepareCall(stranger, issueLot, {
      ...lotOf(1),
      account: accounts.maker.address,
    });
    expect(call).to.include({ to: deployment.contracts.RobotRegistry?.address, value: 0n });
    const hash = await sendTransaction(clientOf("maker"), { ...call, chain });
    expect((await waitForTransactionReceipt(stranger, { hash })).status).to.equal("success");
    expect(await world.registry.stateOf(toBytes32(stemOf(1)))).to.equal(1n);
  });

  it("gives the call of the account that will make it", async () => {
    const safe = "0x00000000000000000000000000000000005afe01";
    const parameters = { id: robots.sold, from: accounts.owner.address, account: safe } as const;
    const { data } = await prepareCall(clientOf("owner"), acceptTransfer, parameters);
    expect(data.toLowerCase()).to.include(safe.slice(2).toLowerCase());
    expect(await prepareCall(clientOf("owner"), acceptTransferSync, parameters)).to.deep.equal(
      await prepareCall(clientOf("buyer"), acceptTransfer, parameters),
    );
  });

  it("gives an estimate, and what it would return, with the refusals of the write", async () => {
    const maker = clientOf("maker");
    const gas = await estimateCall(maker, issueLot, lotOf(2));
    const lot = await simulate(maker, issueLot, lotOf(2));
    const outcome = await maker.issueLotSync(lotOf(2));
    expect(outcome.lot).to.equal(lot);
    expect(Number(gas)).to.be.within(Number(outcome.receipt.gasUsed), 200_000);
    const empty = { ...lotOf(3), count: 0n };
    await refused(estimateCall(maker, issueLot, empty), "RobotRegistryEmptyLot", /has no unit/);
  });

  it("takes nonce, gas and fees, and says its hash before the node has it", async () => {
    const maker = clientOf("maker");
    const nonce = await getTransactionCount(maker, { address: accounts.maker.address });
    const heard: Hash[] = [];
    const hash = await maker.issueLot({
      ...lotOf(4),
      nonce,
      gas: 300_000n,
      maxFeePerGas: parseGwei("5"),
      maxPriorityFeePerGas: 7n,
      onHash: (one) => heard.push(one),
    });
    expect(heard).to.deep.equal([hash]);
    expect(await getTransaction(maker, { hash })).to.include({
      nonce,
      gas: 300_000n,
      maxFeePerGas: parseGwei("5"),
      maxPriorityFeePerGas: 7n,
    });
    const { receipt } = await maker.issueLotSync({ ...lotOf(5), gasPrice: parseGwei("5") });
    expect(receipt.effectiveGasPrice).to.equal(parseGwei("5"));
  });

  it("waits for as many blocks as it is told, and no longer", async () => {
    const before = await provider.request({ method: "eth_blockNumber" });
    const waiting = clientOf("maker").issueLotSync({ ...lotOf(6), confirmations: 3 });
    let isDone = false;
    void waiting.then(() => {
      isDone = true;
    });
    while (
      BigInt((await provider.request({ method: "eth_blockNumber" })) as string) ===
      BigInt(before as string)
    ) {
      await setTimeout(10);
    }
    await setTimeout(150);
    expect(isDone).to.equal(false);
    await mine();
    await mine();
    expect((await waiting).receipt.status).to.equal("success");
  });

  it("ends where a signal says so: before anything is sent, and while it waits", async () => {
    const maker = clientOf("maker");
    const over = AbortSignal.abort(new Error("stop"));
    const heard: Hash[] = [];
    const onHash = (hash: Hash) => heard.push(hash);
    const stopped = await maker
      .issueLotSync({ ...lotOf(7), signal: over, onHash })
      .catch((error) => error);
    expect([stopped.message, heard]).to.deep.equal(["stop", []]);
    await automine(false);
    try {
      const controller = new AbortController();
      const waiting = maker.issueLotSync({ ...lotOf(7), signal: controller.signal, onHash });
      while (heard.length === 0) await setTimeout(5);
      controller.abort(new Error("enough"));
      expect((await waiting.catch((error) => error)).message).to.equal("enough");
    } finally {
      await automine(true);
    }
  });

  it("refuses options that no transaction can have", async () => {
    const maker = clientOf("maker");
    const wrong = [
      { nonce: -1 },
      { nonce: 1.5 },
      { confirmations: 0 },
      { timeout: Number.NaN },
      { gas: 0n },
    ];
    for (const options of wrong) {
      const error = await maker.issueLot({ ...lotOf(8), ...options }).catch((thrown) => thrown);
      expect(error, JSON.stringify(Object.keys(options))).to.be.instanceOf(RegistryArgumentError);
    }
  });

  it("puts no address on the chain that is none, wherever the contract takes one", async () => {
    const maker = clientOf("maker");
    for (const manifestUri of [
      "javascript:alert(1)",
      "not a url",
      "data:text/html,x",
      "file:///etc/passwd",
      "//maker.example/x",
      "https:/maker.example",
      "https://user:pw@maker.example/x",
      "https://maker.example/a b",
      "https://maker.example/\u202egpj.exe",
    ]) {
      const error = await maker.issueLot({ ...lotOf(9), manifestUri }).catch((thrown) => thrown);
      expect(error, manifestUri).to.be.instanceOf(RegistryArgumentError);
    }
    const telemetry = maker.anchorTelemetry({
      id: robots.sold,
      capacity: "maker",
      root: digest,
      from: 1,
      to: 2,
      operatingHours: 1,
      chargeCycles: 1,
      falls: 0,
      uri: "javascript:alert(1)",
    });
    expect(await telemetry.catch((thrown) => thrown)).to.be.instanceOf(RegistryArgumentError);
    for (const manifestUri of [
      "https://maker.example/x?y=1#z",
      "ipfs://bafy/x",
      "http://[::1]:1/x",
      "",
    ]) {
      expect(await simulate(maker, issueLot, { ...lotOf(9), manifestUri })).to.be.a("string");
    }
  });
});

describe("A node that", () => {
  isolate();

  it("breaks off once it has the transaction does not make it sent twice or told as failed", async () => {
    let sent = 0;
    const breaksOff: Behave = async ({ method }, pass) => {
      if (method !== "eth_sendRawTransaction") return undefined;
      sent += 1;
      await pass();
      return { status: 503 };
    };
    const outcome = await throughProxy("maker", breaksOff, (maker) => maker.issueLotSync(lotOf(1)));
    expect(outcome.receipt.status).to.equal("success");
    expect(sent).to.equal(1);
  });

  it("breaks off and stops answering is reported as possibly sent, with the hash", async () => {
    let raw: Hash | undefined;
    let heard: Hash | undefined;
    const dies: Behave = async ({ method, params }, pass) => {
      if (method === "eth_sendRawTransaction") {
        raw = keccak256(params[0] as Hash);
        await pass();
      }
      return raw ? { status: 503 } : undefined;
    };
    const error = await throughProxy("maker", dies, (maker) =>
      failureOf(
        maker.issueLot({
          ...lotOf(2),
          onHash: (hash) => {
            heard = hash;
          },
        }),
      ),
    );
    expect(error).to.include({ reason: "unknown", hash: raw });
    expect(heard).to.equal(raw);
    expect(error.shortMessage).to.include("may be on its way");
    expect(await world.registry.stateOf(toBytes32(stemOf(2)))).to.equal(1n);
  });

  it("did not take the transaction is told with its own words", async () => {
    const full: Behave = async ({ method }) =>
      method === "eth_sendRawTransaction"
        ? { error: { code: -32_000, message: "txpool is full" } }
        : undefined;
    const error = await throughProxy("maker", full, (maker) =>
      maker.issueLot(lotOf(3)).catch((thrown) => thrown),
    );
    expect(error).not.to.be.instanceOf(TransactionError);
    expect(error.message).to.include("txpool is full");
  });

  it("knows the transaction already has it", async () => {
    const repeats: Behave = async ({ method }, pass) => {
      if (method !== "eth_sendRawTransaction") return undefined;
      await pass();
      return { error: { code: -32_000, message: "already known" } };
    };
    const { receipt } = await throughProxy("maker", repeats, (maker) =>
      maker.issueLotSync(lotOf(4)),
    );
    expect(receipt.status).to.equal("success");
  });

  it("gives a nonce that another process has used makes the write take the next one", async () => {
    const { address } = accounts.maker;
    let stale = 3;
    const lags: Behave = async ({ method, params }, pass) => {
      const isNonce = method === "eth_getTransactionCount" && params[1] === "pending";
      if (!isNonce || stale-- <= 0) return undefined;
      const { result } = await pass();
      return { result: `0x${(Number(result) - 1).toString(16)}` };
    };
    const nonce = await getTransactionCount(clientOf("maker"), { address });
    const hash = await throughProxy("maker", lags, (maker) => maker.issueLot(lotOf(5)));
    expect((await getTransaction(clientOf("maker"), { hash })).nonce).to.equal(nonce);
    expect(stale).to.be.lessThan(0);
    // A nonce that was asked for is not exchanged for another.
    const given = clientOf("maker").issueLot({ ...lotOf(6), nonce: nonce - 1 });
    expect((await given.catch((thrown) => thrown)).message).to.match(/nonce/i);
  });

  it("takes 25 and 25 writes of two processes with one key, and all of them land", async function () {
    this.timeout(60_000);
    const shared = { rpcUrl, deployment, mnemonic: MNEMONIC, addressIndex: PARTS.indexOf("maker") };
    const jobs = [10, 35].map((first) => {
      const lots = Array.from({ length: 25 }, (_, index) => stemOf(first + index));
      const job = fileURLToPath(new URL("writer-job.ts", import.meta.url));
      // The loader is found from the folder of the job, wherever other tests have gone.
      const cwd = dirname(job);
      const argument = JSON.stringify({ ...shared, lots });
      return run(process.execPath, [TYPESCRIPT, job, argument], {
        cwd,
      });
    });
    const outcomes = (await Promise.all(jobs)).map(({ stdout }) => JSON.parse(stdout));
    expect(outcomes).to.deep.equal([
      { sent: 25, failed: [] },
      { sent: 25, failed: [] },
    ]);
    expect(await world.registry.stateOf(toBytes32(stemOf(59)))).to.equal(1n);
  });

  describe("has not mined it yet", () => {
    beforeEach(() => automine(false));
    afterEach(() => automine(true));

    const fee = { maxFeePerGas: parseGwei("50"), maxPriorityFeePerGas: parseGwei("5") };
    /** Sends something else with the nonce of the write that waits, as a wallet does. */
    async function outbid(hash: Hash, call: { to: `0x${string}`; data?: `0x${string}` }) {
      const maker = clientOf("maker");
      const { nonce } = await getTransaction(maker, { hash });
      const replacement = await sendTransaction(maker, {
        ...call,
        ...fee,
        chain,
        nonce,
        gas: 400_000n,
      });
      await mine();
      return replacement;
    }
    /** Begins a write; gives it and its hash once the node has it. */
    async function begun(number: number, options = {}) {
      let heard: Hash | undefined;
      const write = clientOf("maker").issueLotSync({
        ...lotOf(number),
        maxFeePerGas: parseGwei("10"),
        onHash: (hash) => {
          heard = hash;
        },
        ...options,
      });
      write.catch(() => {});
      for (;;) {
        await setTimeout(10);
        const known =
          heard &&
          (await getTransaction(clientOf("maker"), { hash: heard }).catch(() => undefined));
        if (heard && known) return { write, hash: heard };
      }
    }

    it("and cancels it: told as that, with both hashes", async () => {
      const { write, hash } = await begun(70);
      const failure = failureOf(write);
      const replacement = await outbid(hash, { to: accounts.maker.address });
      const error = await failure;
      expect(error).to.include({ reason: "cancelled", hash, replacement });
      expect(error.shortMessage).to.include(hash).and.include(replacement);
    });

    it("and takes another call of the same function in its place: told as that, not as its event", async () => {
      const { write, hash } = await begun(71);
      const failure = failureOf(write);
      const call = await prepareCall(clientOf("maker"), issueLot, lotOf(72));
      const replacement = await outbid(hash, call);
      expect(await failure).to.include({ reason: "replaced", hash, replacement });
    });

    it("and takes the same call with a higher fee: that is the write, with its event", async () => {
      const { write, hash } = await begun(73);
      const call = await prepareCall(clientOf("maker"), issueLot, lotOf(73));
      const replacement = await outbid(hash, call);
      const { receipt, first } = await write;
      expect(receipt.transactionHash).to.equal(replacement).and.not.to.equal(hash);
      expect(first).to.equal(stemOf(73));
    });

    it("does so for longer than the timeout: told as that, with the hash", async () => {
      const { write, hash } = await begun(74, { timeout: 200 });
      expect(await failureOf(write)).to.include({ reason: "timeout", hash });
    });

    it("and counts transactions that it does not have: the missing nonce is named", async () => {
      const { address } = accounts.maker;
      const missing = await getTransactionCount(clientOf("maker"), { address });
      const counts: Behave = async ({ method, params }, pass) => {
        if (method !== "eth_getTransactionCount" || params[1] !== "pending") return undefined;
        const { result } = await pass();
        return { result: `0x${(Number(result) + 5).toString(16)}` };
      };
      const error = await throughProxy("maker", counts, (maker) =>
        failureOf(maker.issueLotSync({ ...lotOf(75), timeout: 300 })),
      );
      expect(error).to.include({ reason: "gap", missingNonce: missing, nonce: missing + 5 });
      expect(error.suggestion).to.include(`nonce ${missing}`);
    });
  });
});
