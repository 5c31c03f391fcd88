// What the transport answers, and what it refuses, on a chain that nobody seals.

import {
  accounts,
  chain,
  clientOf,
  connection,
  deployment,
  isolate,
  rpcUrl,
} from "@openrobotid/testkit/chain";
import { expectConflict, expectNotProven } from "@openrobotid/testkit/refusals";
import { MAKER, robots, SEQUENTIAL, spain } from "@openrobotid/testkit/robots";
import { transportOf } from "@openrobotid/testkit/sealed";
import { provingClient, request } from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { createClient, http, keccak256, type Transport } from "viem";
import { getBlock, getChainId } from "viem/actions";
import { RegistryConfigurationError } from "../../src/actions/index.js";
import { type Anchor, proven, readAnchor } from "../../src/proof/index.js";

type AnyClient = ReturnType<typeof clientOf>;

describe("the proving transport", function () {
  this.timeout(60_000);
  isolate();

  let anchor: Anchor;
  let client: AnyClient;
  const plain = clientOf("owner");

  before(async () => {
    anchor = await readAnchor(plain, { deployment, seals: "none" });
    client = (await provingClient(http(rpcUrl), { anchor })) as unknown as AnyClient;
  });

  const READS: Readonly<Record<string, (one: AnyClient) => Promise<unknown>>> = {
    getRobot: (one) => one.getRobot({ id: robots.sold }),
    "getRobot of a code never issued": (one) => one.getRobot({ id: robots.unknown }),
    getRobots: (one) => one.getRobots({ ids: Object.values(robots) }),
    getManufacturer: (one) => one.getManufacturer({ manufacturer: MAKER }),
    getModel: (one) => one.getModel({ model: SEQUENTIAL }),
    getApproval: (one) => one.getApproval({ model: SEQUENTIAL, country: spain }),
    getSeats: (one) => one.getSeats(),
    getValidators: (one) => one.getValidators(),
    getCampaigns: (one) => one.getCampaigns(),
    getHistory: (one) => one.getHistory({ id: robots.sold }),
    getBlock: (one) => getBlock(one, { blockNumber: 30n }),
    "getBlock with a deployment": (one) =>
      getBlock(one, { blockNumber: 1n, includeTransactions: true }),
    "getBlock with transactions": (one) =>
      getBlock(one, { blockNumber: 38n, includeTransactions: true }),
    getChainId: (one) => getChainId(one),
  };

  for (const [name, read] of Object.entries(READS)) {
    it(`gives the same as a node that is believed: ${name}`, async () => {
      const [expected, found] = await Promise.all([read(plain), read(client)]);
      // The header does not commit to the total difficulty; and Hardhat counts two bytes of a typed transaction too few.
      const { totalDifficulty: _, size: __, ...comparable } = expected as Record<string, unknown>;
      const isBlock = name.startsWith("getBlock");
      if (isBlock) expect(found).to.deep.include(comparable);
      else expect(found).to.deep.equal(expected);
    });
  }

  it("gives every kind of state as a node does", async () => {
    const { address } = deployment.contracts.Consortium as { address: `0x${string}` };
    const { address: account } = accounts.owner;
    for (const [method, params] of [
      ["eth_getBalance", [account, "latest"]],
      ["eth_getTransactionCount", [account, "latest"]],
      ["eth_getCode", [address, "latest"]],
      ["eth_getCode", [account, "latest"]],
      ["eth_getStorageAt", [address, "0x0", "latest"]],
      ["eth_getProof", [address, [`0x${"00".repeat(32)}`], "latest"]],
      ["eth_blockNumber", []],
      ["eth_call", [{ to: account, data: "0x" }, { blockNumber: "0x20" }]],
    ] as const) {
      const asked = { method, params } as never;
      expect(await client.request(asked), method).to.deep.equal(await plain.request(asked));
    }
  });

  it("gives the refusals of the contracts as they are", async () => {
    const [error, same] = await Promise.all(
      [client, plain].map((one) =>
        one.getHistory({ id: robots.unknown }).catch((thrown) => thrown),
      ),
    );
    expect(error).to.include({ name: "RegistryRefusedError", errorName: same.errorName });
  });

  for (const [method, params] of [
    ["eth_sendRawTransaction", ["0x"]],
    ["eth_estimateGas", [{}]],
    ["eth_gasPrice", []],
    ["eth_getTransactionReceipt", [keccak256("0x")]],
    ["eth_call", [{ to: accounts.owner.address }, "pending"]],
    ["eth_call", [{ to: accounts.owner.address }, "latest", { [accounts.owner.address]: {} }]],
    ["eth_call", [{ to: "0x12" }, "latest"]],
    ["eth_call", [null]],
    ["eth_getStorageAt", [accounts.owner.address, "slot", "latest"]],
    ["eth_getBlockByHash", ["0x12", false]],
    ["eth_getLogs", [{ topics: "all" }]],
    ["debug_traceCall", []],
  ] as const) {
    it(`refuses ${method} of ${JSON.stringify(params).slice(0, 60)}`, async () => {
      await expectNotProven("notProvable", () => client.request({ method, params } as never));
    });
  }

  it("passes nothing on that a transaction does not commit to: its sender is who signed it", async () => {
    const { address: from } = accounts.stranger;
    const forged = { from, gasPrice: "0x7", v: "0x7", note: "0x7", type: "0x7e" };
    const liar = transportOf(async ({ method, params }) => {
      const answer = (await request({ method, params } as never)) as { transactions?: object[] };
      if (method !== "eth_getBlockByNumber" || (params as unknown[])[1] !== true) return answer;
      const forge = (one: { v?: string }) => ({ yParity: one.v, ...one, ...forged });
      return { ...answer, transactions: answer.transactions?.map(forge) };
    });
    const asked = { blockNumber: 38n, includeTransactions: true } as const;
    const lied = await provingClient(liar, { anchor });
    const { transactions } = await getBlock(lied, asked);
    expect(transactions).to.have.length.of.at.least(1);
    expect(transactions).to.deep.equal((await getBlock(plain, asked)).transactions);
  });

  it("refuses to name the sender of a transaction that nobody signed, as Hardhat has them of accounts it plays", async () => {
    const asked = { blockNumber: 30n } as const;
    expect((await getBlock(client, asked)).transactions).to.have.length(1);
    const attempt = () => getBlock(client, { ...asked, includeTransactions: true });
    await expectNotProven("transactionsRoot", attempt);
  });

  it("refuses a block whose hash nobody has", async () => {
    const blockHash = keccak256("0x1234");
    await expectNotProven("blockUnknown", () => getBlock(client, { blockHash }));
  });

  it("says that nobody vouches for the blocks of a chain without seals", async () => {
    const { transport } = await provingClient(http(rpcUrl), { anchor });
    expect((await transport.proof.head()).sealers).to.equal(undefined);
  });

  it("believes none of two nodes that show different blocks where nobody seals them", async () => {
    const other: Transport = transportOf(async ({ method, params }) => {
      const answer = await request({ method, params } as never);
      if (method !== "eth_getBlockByNumber" || (params as unknown[])[0] === "0x0") return answer;
      // A block that hashes to its hash, of another state.
      return await request({ method, params: ["0x10", false] } as never);
    });
    for (const nodes of [
      [other, http(rpcUrl)],
      [http(rpcUrl), other],
    ]) {
      const both = await provingClient(nodes, { anchor });
      const blockNumber = 20n;
      const error = await getBlock(both, { blockNumber }).catch((thrown) => thrown);
      // A node that gives another block than the asked one has said so itself: the honest one is left.
      expect(error).to.have.property("hash", (await getBlock(plain, { blockNumber })).hash);
    }
  });

  it("waits only so long for a node that never answers, for older blocks too", async () => {
    const silent = transportOf(() => new Promise(() => {}));
    const both = await provingClient([silent, http(rpcUrl)], { anchor, patience: 50 });
    const asked = { blockNumber: 20n };
    expect(await getBlock(both, asked)).to.have.property(
      "hash",
      (await getBlock(plain, asked)).hash,
    );
  });

  it("is a conflict where a node shows an older block as another one of its height", async () => {
    const snapshot = await connection.provider.request({ method: "evm_snapshot" });
    const recorded = new Map<string, unknown>();
    const record = async (key: string, value: () => Promise<unknown>) => {
      if (!recorded.has(key)) recorded.set(key, await value());
      return recorded.get(key);
    };
    await connection.provider.request({ method: "evm_mine", params: [4_000_000_000] });
    // What this node said of the newest block before that block was replaced.
    const latest = (await request({
      method: "eth_getBlockByNumber",
      params: ["latest", false],
    })) as { number: string };
    await record("latest", async () => latest);
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
    await connection.provider.request({ method: "evm_mine" });
    const old = transportOf(async ({ method, params }) => {
      const [block] = (params ?? []) as unknown[];
      const isLatest = block === "latest" || block === latest.number;
      if (method === "eth_getBlockByNumber" && isLatest) return recorded.get("latest");
      return await request({ method, params } as never);
    });
    const both = await provingClient([http(rpcUrl), old], {
      anchor,
      now: () => 4_000_000_000,
      maxAge: Number.POSITIVE_INFINITY,
    });
    await expectConflict(() => getBlock(both));
  });

  it("is not believed of a higher block by a node that does not show how it came to it", async () => {
    const snapshot = await connection.provider.request({ method: "evm_snapshot" });
    await connection.provider.request({ method: "evm_mine" });
    const made = await request({ method: "eth_getBlockByNumber", params: ["latest", false] });
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
    const ahead = transportOf(async ({ method, params }) => {
      const [block] = (params ?? []) as unknown[];
      if (method !== "eth_getBlockByNumber" || block === "0x0") {
        return await request({ method, params } as never);
      }
      return block === "latest" ? made : null;
    });
    const truth = await getBlock(plain);
    for (const nodes of [
      [ahead, http(rpcUrl)],
      [http(rpcUrl), ahead],
    ]) {
      const both = await provingClient(nodes, { anchor });
      expect(await getBlock(both)).to.have.property("hash", truth.hash);
    }
  });

  it("is refused for a client of another chain, and without a node", () => {
    const of = (transports: readonly Transport[], id: number) => () =>
      createClient({ chain: { ...chain, id }, transport: proven(transports, { anchor }) });
    expect(of([http(rpcUrl)], 7)).to.throw(RegistryConfigurationError, "The client is of chain 7");
    expect(of([], chain.id)).to.throw(RegistryConfigurationError, "There is no node to ask");
  });
});
