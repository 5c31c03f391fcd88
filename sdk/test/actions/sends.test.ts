import { setTimeout } from "node:timers/promises";
import { accounts, chain, clientOf, connection, isolate, world } from "@openrobotid/testkit/chain";
import { digest, robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import {
  type Address,
  createClient,
  custom,
  type EIP1193RequestFn,
  fallback,
  type Hash,
  http,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { getTransaction, getTransactionCount, waitForTransactionReceipt } from "viem/actions";
import {
  acceptTransferSync,
  issueLot,
  issueLotSync,
  RegistryConfigurationError,
  robotIdActions,
  simulate,
} from "../../src/actions/index.js";
import { toBytes32, withCounter } from "../../src/index.js";
import { refused } from "../refused.js";

/** The first unit of a lot of its own, so that the order of the lots does not matter. */
const stemOf = (number: number) =>
  withCounter(`CNUT01G1PRO126X${String(number).padStart(2, "0")}`, 1n);

/** Transactions of an account that no block holds yet. */
async function pendingOf(address: Address): Promise<number> {
  const client = clientOf("maker");
  const [pending, latest] = await Promise.all([
    getTransactionCount(client, { address, blockTag: "pending" }),
    getTransactionCount(client, { address, blockTag: "latest" }),
  ]);
  return pending - latest;
}

async function nonceOf(hash: Hash): Promise<number> {
  return (await getTransaction(clientOf("maker"), { hash })).nonce;
}

describe("Sends", () => {
  isolate();

  it("that are made at once all land, in successive nonces and in the order of the calls", async () => {
    const maker = clientOf("maker");
    const { address } = accounts.maker;
    const first = await getTransactionCount(maker, { address });
    const hashes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        maker.issueLot({ first: stemOf(index), count: 10n }),
      ),
    );
    const nonces = await Promise.all(hashes.map(nonceOf));
    expect(nonces).to.deep.equal(Array.from({ length: 50 }, (_, index) => first + index));
    for (const hash of hashes) {
      const { status } = await waitForTransactionReceipt(maker, { hash });
      expect(status).to.equal("success");
    }
  });

  it("that are made at once by two clients of one account take successive nonces too", async () => {
    const clients = [clientOf("maker"), clientOf("maker")];
    const hashes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        clients[index % 2]?.issueLot({ first: stemOf(index), count: 10n }),
      ),
    );
    const nonces = await Promise.all(hashes.map((hash) => nonceOf(hash as Hash)));
    expect(nonces).to.deep.equal(nonces.map((_, index) => (nonces[0] ?? 0) + index));
  });

  it("leave no gap where one in the middle is refused", async () => {
    const maker = clientOf("maker");
    const outcomes = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((number) =>
        maker.issueLot({ first: stemOf(number), count: number === 2 ? 0n : 10n }),
      ),
    );
    expect(outcomes.map(({ status }) => status)).to.deep.equal([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    const hashes = outcomes.flatMap((outcome) =>
      outcome.status === "fulfilled" ? [outcome.value] : [],
    );
    const nonces = await Promise.all(hashes.map(nonceOf));
    expect(nonces).to.deep.equal(nonces.map((_, index) => (nonces[0] ?? 0) + index));
  });

  it("leave no gap where the node fails one in the middle", async () => {
    let sent = 0;
    const { request } = http()({ chain });
    const failing: EIP1193RequestFn = async (call) => {
      if (call.method === "eth_sendRawTransaction" && ++sent === 2)
        throw new Error("no space left");
      return (await request(call as never)) as never;
    };
    const maker = createClient({
      account: accounts.maker,
      chain,
      transport: custom({ request: failing }, { retryCount: 0 }),
    }).extend(robotIdActions());
    const outcomes = await Promise.allSettled(
      [0, 1, 2].map((number) => maker.issueLot({ first: stemOf(number), count: 10n })),
    );
    expect(outcomes.map(({ status }) => status)).to.deep.equal([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    const states = await Promise.all(
      [0, 1, 2].map((number) => world.registry.stateOf(toBytes32(stemOf(number)))),
    );
    expect(states).to.deep.equal([1n, 0n, 1n]);
  });

  describe("of what only one of two can do", () => {
    const theft = { id: robots.sold, flag: "stolen", reasonDigest: digest } as const;

    it("are refused in words where the other has landed meanwhile", async () => {
      const owner = clientOf("owner");
      const both = [owner.raiseFlag(theft), owner.raiseFlag(theft)] as const;
      await both[0];
      await refused(both[1], "RobotFlagsAlreadyRaised", /is reported stolen already/);
    });

    it("are refused in words where the other comes first in the same block", async () => {
      await connection.provider.request({ method: "evm_setAutomine", params: [false] });
      try {
        const owner = clientOf("owner");
        // Without a limit of gas, the estimate would already tell.
        const limited = { ...theft, gas: 300_000n };
        const both = [owner.raiseFlagSync(limited), owner.raiseFlagSync(limited)] as const;
        // Heard at once, so that the refusal does not count as unhandled while the first is awaited.
        const second = refused(both[1], "RobotFlagsAlreadyRaised", /is reported stolen already/);
        while ((await pendingOf(accounts.owner.address)) < 2) await setTimeout(10);
        await connection.provider.request({ method: "evm_mine" });
        expect((await both[0]).receipt.status).to.equal("success");
        await second;
      } finally {
        await connection.provider.request({ method: "evm_setAutomine", params: [true] });
      }
    });
  });

  it("need somebody who sends, and a chain that knows the contracts", async () => {
    const anonymous = createClient({ chain, transport: http() }).extend(robotIdActions());
    const outcome = await anonymous.resignSeat().catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(RegistryConfigurationError);
    const { contracts: _, ...bare } = chain;
    const lost = createClient({
      account: accounts.maker,
      chain: bare,
      transport: http(),
    }).extend(robotIdActions());
    const error = await lost.resignSeat().catch((error: unknown) => error);
    expect(error)
      .to.be.instanceOf(RegistryConfigurationError)
      .with.property("shortMessage", "The client's chain does not say where consortium is.");
  });

  it("cost nothing where the chain asks for no fee", async () => {
    await connection.provider.request({
      method: "hardhat_setNextBlockBaseFeePerGas",
      params: ["0x0"],
    });
    const penniless = privateKeyToAccount(generatePrivateKey());
    const client = createClient({ account: penniless, chain, transport: http() });
    await clientOf("owner").approveTransferSync({ id: robots.sold, to: penniless.address });
    const { receipt } = await acceptTransferSync(client, {
      id: robots.sold,
      from: accounts.owner.address,
    });
    expect(receipt.effectiveGasPrice).to.equal(0n);
  });

  it("are simulated alone by simulate, with the same refusals", async () => {
    const maker = clientOf("maker");
    const { address } = accounts.maker;
    const before = await getTransactionCount(maker, { address });
    await simulate(maker, issueLot, { first: stemOf(0), count: 10n });
    await simulate(maker, issueLotSync, { first: stemOf(0), count: 10n });
    await refused(
      simulate(maker, issueLot, { first: stemOf(0), count: 0n }),
      "RobotRegistryEmptyLot",
      /The lot of CN-UT01-G1PRO1 has no unit/,
    );
    expect(await getTransactionCount(maker, { address, blockTag: "pending" })).to.equal(before);
    expect(await world.registry.stateOf(toBytes32(stemOf(0)))).to.equal(0);
  });

  it("name another account than the client's", async () => {
    const { receipt } = await clientOf("stranger").revokeConsentsSync({
      id: robots.sold,
      account: accounts.owner,
    });
    expect(receipt.from).to.equal(accounts.owner.address.toLowerCase());
  });

  it("go through one node: a client of several is told so, and reads all the same", async () => {
    const several = createClient({
      account: accounts.maker,
      chain,
      transport: fallback([http(), http()]),
    }).extend(robotIdActions());
    const error = await several.issueLot({ first: stemOf(1), count: 1n }).catch((thrown) => thrown);
    expect(error).to.be.instanceOf(RegistryConfigurationError);
    expect(error.message).to.match(/whichever of several nodes.*one node/s);
    expect((await several.getRobot({ id: robots.sold })).state).to.equal("inService");
  });
});
