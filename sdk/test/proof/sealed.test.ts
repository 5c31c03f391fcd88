// A transport that believes nobody, over a chain whose blocks are sealed.

import { accounts, clientOf, connection } from "@openrobotid/testkit/chain";
import { behind, kindsOfCallLie, kindsOfLie, lying, swapped } from "@openrobotid/testkit/lies";
import { expectConflict, expectNotProven, proofErrorFrom } from "@openrobotid/testkit/refusals";
import { otherDigest, robots } from "@openrobotid/testkit/robots";
import { type SealedChain, seal, transportOf, withSeals } from "@openrobotid/testkit/sealed";
import {
  anchorNow,
  clock,
  newest,
  provingClient,
  ROUNDS,
  replaceAll,
  sealFromNow,
  validators,
} from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { type Hex, http, keccak256, type Transport } from "viem";
import { getBlock, getBlockNumber, getCode, getLogs } from "viem/actions";
import {
  type Anchor,
  type Fault,
  NotProvenError,
  type Path,
  quorumOf,
  readBlockHeader,
  UnreachableError,
  verifyPath,
  verifySeals,
} from "../../src/proof/index.js";

const id = robots.sold;

describe("proven reads of a sealed chain", function () {
  this.timeout(20_000);

  let snapshot: unknown;
  let sealed: SealedChain;
  let honest: Transport;
  /** Got before the validators were replaced, three times over. */
  let first: Anchor;
  /** Got since, two blocks before the newest. */
  let anchor: Anchor;
  let truth: unknown;

  before(async () => {
    snapshot = await connection.provider.request({ method: "evm_snapshot" });
    await replaceAll(0);
    sealed = await sealFromNow();
    honest = transportOf(sealed.request);
    first = await anchorNow(sealed);
    for (let round = 1; round <= ROUNDS; round += 1) await replaceAll(round);
    anchor = await anchorNow(sealed);
    await connection.provider.request({ method: "hardhat_mine", params: ["0x2"] });
    truth = await clientOf("owner").getRobot({ id });
  });

  after(async () => {
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  describe("the path", () => {
    it("is followed from an anchor over 12 changes of the set, after which nobody of it is left", async () => {
      const kept: Path[] = [];
      const client = await provingClient(honest, {
        anchor: first,
        onPath: (path) => kept.push(path),
      });
      expect(await client.getRobot({ id })).to.deep.equal(truth);
      const { steps } = await client.transport.proof.path();
      expect(steps).to.have.length(12);
      expect(kept.at(-1)?.steps).to.deep.equal(steps);
      const { sealers, number } = await client.transport.proof.head();
      expect(number).to.equal(BigInt(await newest()));
      expect(sealers).to.have.length(quorumOf(4));
      for (const sealer of sealers ?? []) expect(first.validators).to.not.include(sealer);
    });

    it("cannot be shortened: with two steps in a row left out it is refused, and without all of them too", async () => {
      const client = await provingClient(honest, { anchor: first });
      const { steps, code } = await client.transport.proof.path();
      expect(await verifyPath(first, { steps, code })).to.have.length(13);
      // Each step replaced one of four validators: the three others may have sealed the next step, but not the one after.
      for (let left = 1; left < steps.length - 1; left += 1) {
        const without = steps.filter((_, index) => index !== left && index !== left - 1);
        await expectNotProven("stepSeals", () => verifyPath(first, { steps: without, code }));
      }
      const header = readBlockHeader(await sealed.header(await newest()), "qbft");
      await expectNotProven("sealStranger", () => verifySeals(header, first.validators));
    });

    it("that was kept is proven again and spares looking for it", async () => {
      const asked: string[] = [];
      const counting = transportOf(async (args) => {
        asked.push(args.method);
        return await sealed.request(args);
      });
      const before = await provingClient(counting, { anchor: first });
      const path = await before.transport.proof.path();
      const cold = asked.splice(0).length;
      const client = await provingClient(counting, { anchor: first, path });
      expect(await client.transport.proof.path()).to.deep.equal(path);
      expect(asked.length).to.be.lessThan(cold / 10);
      expect(await client.getRobot({ id })).to.deep.equal(truth);
    });

    it("that was kept for another anchor is refused", async () => {
      const before = await provingClient(honest, { anchor: first });
      const path = await before.transport.proof.path();
      const client = await provingClient(honest, { anchor, path });
      await expectNotProven("stepBack", () => client.getRobot({ id }));
    });

    it("cannot be done without: a node that hides the blocks in between proves nothing", async () => {
      const shown = [0, Number(first.checkpoint?.number), (await newest()) - 1, await newest()];
      const hiding = lying(sealed, ({ method, answer }) => {
        if (method !== "eth_getBlockByNumber") return answer;
        return shown.includes(Number((answer as { number: Hex }).number)) ? answer : null;
      });
      const client = await provingClient(transportOf(hiding), { anchor: first });
      await expectNotProven("blockUnknown", () => client.getRobot({ id }));
    });

    it("leads to blocks of every set on the way", async () => {
      const client = await provingClient(honest, { anchor: first });
      const beginning = first.checkpoint?.number ?? 0n;
      for (let number = beginning; number <= BigInt(await newest()); number += 5n) {
        const { hash } = await getBlock(client, { blockNumber: number });
        expect(hash).to.equal((await sealed.header(Number(number))).hash);
      }
      await expectNotProven("notProvable", () => getBlock(client, { blockNumber: beginning - 1n }));
    });
  });

  describe("a node that lies", () => {
    for (const [index, { name }] of kindsOfLie(0n, []).entries()) {
      const kind = () => {
        const former = validators.slice(0, 4).map(({ key }) => key);
        const found = kindsOfLie(anchor.checkpoint?.number ?? 0n, former)[index];
        if (!found) throw new Error(name);
        return found;
      };
      const liar = () => transportOf(lying(sealed, kind().lie));

      it(`with ${name} is not believed where nobody else is asked`, async () => {
        const client = await provingClient(liar(), { anchor });
        const error = await proofErrorFrom(() => client.getRobot({ id }));
        const { reason } = kind();
        if (reason === "unreachable") expect(error).to.be.instanceOf(UnreachableError);
        else expect(error, error.message).to.include({ answer: "notProven", reason });
        expect(error.node).to.equal("node 1");
      });

      it(`with ${name} changes nothing before an honest one, and is named`, async () => {
        const faults: Fault[] = [];
        const onFault = (fault: Fault) => faults.push(fault);
        const client = await provingClient([liar(), honest], { anchor, onFault });
        expect(await client.getRobot({ id })).to.deep.equal(truth);
        expect(faults.map(({ node }) => node))
          .to.include("node 1")
          .and.not.include("node 2");
      });

      it(`with ${name} changes nothing behind an honest one`, async () => {
        const client = await provingClient([honest, liar()], { anchor });
        expect(await client.getRobot({ id })).to.deep.equal(truth);
      });
    }
  });

  it("with a holder swapped in calls, slots and logs in step is not believed, and changes nothing beside an honest one", async () => {
    const [from, to] = [accounts.owner.address, accounts.buyer.address];
    const liar = transportOf(lying(sealed, swapped(from, to)));
    const alone = await provingClient(liar, { anchor });
    const error = await proofErrorFrom(() => alone.getRobot({ id }));
    expect(error, error.message).to.include({ answer: "notProven", reason: "proofNode" });
    for (const nodes of [
      [liar, honest],
      [honest, liar],
    ]) {
      const client = await provingClient(nodes, { anchor });
      expect(await client.getRobot({ id })).to.deep.equal(truth);
    }
  });

  for (const { name, lie } of kindsOfCallLie) {
    it(`cannot be changed by ${name}`, async () => {
      const client = await provingClient(transportOf(lying(sealed, lie)), { anchor });
      expect(await client.getRobot({ id })).to.deep.equal(truth);
    });
  }

  it("does not depend on what a node says a call will read", async () => {
    for (const hint of [
      null,
      { accessList: 7 },
      { accessList: [] },
      { accessList: [{ address: "0x", storageKeys: [] }] },
      { accessList: [{ address: `0x${"33".repeat(20)}`, storageKeys: [`0x${"44".repeat(32)}`] }] },
    ]) {
      const liar = lying(sealed, ({ method, answer }) =>
        method === "eth_createAccessList" ? hint : answer,
      );
      const client = await provingClient(transportOf(liar), { anchor });
      expect(await client.getRobot({ id })).to.deep.equal(truth);
    }
  });

  describe("which block is the newest", () => {
    const late = (blocks: number) =>
      lying(
        sealed,
        behind(
          async () => BigInt((await newest()) - blocks),
          async (method, params) => await sealed.request({ method, params }),
        ),
      );

    it("is said by the node that proves the highest, in whatever order they are asked", async () => {
      const expected = BigInt(await newest());
      for (const nodes of [
        [transportOf(late(1)), honest],
        [honest, transportOf(late(1))],
      ]) {
        const client = await provingClient(nodes, { anchor });
        expect(await getBlockNumber(client)).to.equal(expected);
      }
    });

    it("is never one before a block that was proven already", async () => {
      let blocks = 0;
      const node = transportOf(async (args) => await late(blocks)(args));
      const client = await provingClient(node, { anchor });
      await client.getRobot({ id });
      blocks = 1;
      await expectNotProven("tooOld", () => client.getRobot({ id }));
    });

    it("is refused where it is older than the greatest age, and told how old it is", async () => {
      const now = (await clock())();
      const at = async (seconds: number, maxAge?: number) =>
        await provingClient(honest, { anchor, now: () => now + seconds, maxAge });
      expect(await (await at(90)).getRobot({ id })).to.deep.equal(truth);
      const error = await expectNotProven("tooOld", async () => (await at(91)).getRobot({ id }));
      expect(error.message).to.contain("91 s old, and 90 s are the most");
      await expectNotProven("tooOld", async () => (await at(3600)).getRobot({ id }));
      expect(await (await at(3600, 3600)).getRobot({ id })).to.deep.equal(truth);
    });

    it("ages while it is kept: an answer of an earlier block is refused then too", async () => {
      let now = (await clock())();
      const client = await provingClient(honest, { anchor, now: () => now });
      const blockNumber = BigInt((await newest()) - 1);
      await client.getRobot({ id, blockNumber });
      now += 91;
      await expectNotProven("tooOld", () => client.getRobot({ id, blockNumber }));
    });

    it("is refused where the clock here is a day behind it", async () => {
      const now = (await clock())();
      const client = await provingClient(honest, { anchor, now: () => now - 86_400 });
      await expectNotProven("fromTheFuture", () => client.getRobot({ id }));
    });

    it("is the last that can be asked about", async () => {
      const client = await provingClient(honest, { anchor });
      const blockNumber = BigInt((await newest()) + 1);
      const error = await expectNotProven("afterHead", () => client.getRobot({ id, blockNumber }));
      expect(error.message).to.contain(`the newest is ${blockNumber - 1n}`);
    });

    it("is a conflict where the validators sealed two of one height", async () => {
      const twin = lying(sealed, async ({ method, params, answer }) => {
        if (method !== "eth_getBlockByNumber" || params[0] !== "latest") return answer;
        const keys = validators.slice(-4).map(({ key }) => key);
        return await seal({ ...(answer as object), gasUsed: "0x7" }, keys);
      });
      const client = await provingClient([honest, transportOf(twin)], { anchor });
      const error = await expectConflict(() => client.getRobot({ id }));
      expect([error.proven, error.said].join()).to.contain("node 1").and.contain("node 2");
    });

    it("is kept with its seals: a copy of it without is never passed on", async () => {
      let stripped = false;
      const node = lying(sealed, ({ method, answer }) =>
        stripped && method === "eth_getBlockByNumber"
          ? withSeals(answer as never, () => [])
          : answer,
      );
      const client = await provingClient(transportOf(node), { anchor });
      const whole = await getBlock(client);
      stripped = true;
      expect(await getBlock(client)).to.deep.equal(whole);
      expect(whole.extraData).to.equal((await sealed.header(await newest())).extraData);
    });
  });

  it("follows the chain: what was proven of an earlier block is no answer about now", async () => {
    const other = robots.abroad;
    const client = await provingClient(honest, { anchor });
    const before = await client.getRobot({ id: other });
    const flag = { id: other, flag: "stolen", reasonDigest: otherDigest } as const;
    await clientOf("dealer").raiseFlagSync(flag);
    const now = await client.getRobot({ id: other });
    expect(now.flags).to.have.length(before.flags.length + 1);
    expect(now).to.deep.equal(await clientOf("owner").getRobot({ id: other }));
    // Of that block it is still the answer.
    const { blockNumber } = before.asOf;
    expect(await client.getRobot({ id: other, blockNumber })).to.deep.equal(before);
    truth = await clientOf("owner").getRobot({ id });
  });

  it("waits only so long for a node that never answers", async () => {
    const silent = transportOf(() => new Promise(() => {}));
    const client = await provingClient([silent, honest], { anchor, patience: 50 });
    expect(await client.getRobot({ id })).to.deep.equal(truth);
  });

  it("says which nodes cannot be reached where none can", async () => {
    const nowhere = http("http://user:secret@127.0.0.1:1/", { retryCount: 0 });
    const client = await provingClient(nowhere, { anchor });
    const error = await proofErrorFrom(() => client.getRobot({ id }));
    expect(error).to.be.instanceOf(UnreachableError);
    expect(error.node).to.equal("http://127.0.0.1:1");
    expect(error).to.not.be.instanceOf(NotProvenError);
  });

  it("gives logs range by range and reads them once, where nodes keep the newest state alone", async () => {
    const own = await connection.provider.request({ method: "evm_snapshot" });
    const mock = await connection.ethers.deployContract("EntryLogMock");
    const address = (await mock.getAddress()) as Hex;
    for (let number = 1; number <= 3; number += 1) {
      await mock.getFunction("note")(keccak256("0x01"), number, 2);
      // One by one: Hardhat does not work out the state of blocks that it is told to mine at once.
      for (let block = 0; block < 80; block += 1) {
        await connection.provider.request({ method: "evm_mine" });
      }
    }
    const code = await getCode(clientOf("owner"), { address });
    const to = BigInt(await newest());
    const contracts = {
      ...anchor.contracts,
      Dossier: { address, codeHash: keccak256(code ?? "0x") },
    };
    const hints: unknown[] = [];
    const node = transportOf(
      lying(sealed, ({ method, params, answer }) => {
        if (method === "eth_getLogs") hints.push(params);
        const isOld = method === "eth_getProof" && BigInt(params[2] as Hex) < to;
        // The path of validators is proven from states that were new then.
        if (!isOld || (params[0] as Hex).toLowerCase() !== address.toLowerCase()) return answer;
        throw Object.assign(new Error("World state unavailable"), { code: -32000 });
      }),
    );
    const client = await provingClient(node, { anchor: { ...anchor, contracts } });
    const found: { data: Hex }[] = [];
    for (let fromBlock = to - 240n; fromBlock <= to; fromBlock += 80n) {
      const toBlock = fromBlock + 79n < to ? fromBlock + 79n : to;
      found.push(...(await getLogs(client, { address, fromBlock, toBlock })));
    }
    const plain = await getLogs(clientOf("owner"), { address, fromBlock: to - 240n });
    expect(found.map(({ data }) => data)).to.deep.equal(plain.map(({ data }) => data));
    expect(plain.length).to.be.greaterThan(0);
    expect(hints).to.have.length(1);
    await connection.provider.request({ method: "evm_revert", params: [own] });
  });
});
