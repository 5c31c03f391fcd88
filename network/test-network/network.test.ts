// What the network does on real nodes, in the order of a story: each chapter finds the network as the one before left it, all
// validators at work. It takes Besu, and some ten minutes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Deployment } from "@openrobotid/sdk/chains";
import { endpointFailure } from "@openrobotid/sdk/endpoint";
import { decodeExtraData } from "@openrobotid/sdk/proof";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { expect } from "chai";
import { parse, stringify } from "smol-toml";
import { type Address, type Hex, keccak256, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getBlock, getTransactionCount, waitForTransactionReceipt } from "viem/actions";
import { readSettings, type Settings } from "../permissioner/config.js";
import { directoryTypedData } from "../permissioner/directory-entry.js";
import { type Running, start as startPermissioner } from "../permissioner/start.js";
import { findBesu, NoBesuError } from "../runner/besu-command.js";
import {
  heightOf,
  LocalNetwork,
  peersOf,
  sealingAt,
  waitForMesh,
  waitForSeals,
  waitUntil,
} from "../runner/local-network.js";
import { missingMetrics } from "../runner/metrics-check.js";
import { NodeProcess } from "../runner/node-process.js";
import {
  type Actor,
  actor,
  admitMaker,
  approveModelOf,
  handOver,
  makerOf,
  placementOf,
  waitForBlock,
} from "../runner/registry-job.js";
import { backUp, restore } from "../src/backup/backup.js";
import { readFounding } from "../src/founding.js";
import { jsonText } from "../src/genesis/file.js";
import { writeFolder } from "../src/init.js";
import { writeKey } from "../src/keygen.js";
import { advanceAdmission, expulsionOf } from "../src/life/admit.js";
import { type Advance, advance } from "../src/life/decide.js";
import { readKey } from "../src/life/member.js";
import { bindNode, leave, returnAfterAbsence, rotateValidator } from "../src/life/seat.js";
import { memberFolder } from "../src/member-folder.js";
import { enodeOf, publicKeyOf } from "../src/node-key.js";
import { requestsOf } from "../src/rpc.js";
import { continueChain } from "../src/succession/continue.js";
import { verifyChain } from "../src/succession/verify.js";
import { initTestNetwork } from "../src/test-network.js";
import { askRaw, itAnswersAsBesu } from "../test/besu/answers.js";
import says from "../test/besu/besu-says.json" with { type: "json" };
import { openRpcOf } from "../test/rpc-access/opened.js";
import { readSettings as readWitnessSettings } from "../witness/config.js";
import { beginJournal } from "../witness/journal.js";
import { makeWitnessKey } from "../witness/key.js";
import { start as startWitness } from "../witness/start.js";
import { MainJob } from "./main-job.js";
import { clockOffBy, SmallDisk } from "./trouble.js";

const FIRST_PORT = 21_700;
const BLOCK_PERIOD = 2;
/** Longer than several rounds that fail: 6 s, then 12 s. */
const STILL = 25_000;
/** Besu rings its static nodes up once a minute; then the next round has to begin. */
const REUNION = 240_000;

/** What a node gets on a machine that does much else. */
const UNDER_LOAD = { start: 600_000, stop: 120_000 };

/** One of a flood: 500,000 gas for data, so that a block holds some 120 of them. */
const FLOOD = { gas: 520_000n, data: `0x${"ff".repeat(12_000)}` } as const;

const keyOf = (label: string): Hex => keccak256(toHex(`network test ${label}`));

describe("The network on real nodes", () => {
  let folder: string;
  let network: LocalNetwork;
  let deployment: Deployment;
  let permissioners: Running[] = [];
  const directory = () => join(folder, "directory.json");

  const validator = (index: number): NodeProcess => {
    const node = network.validators[index];
    if (node === undefined) throw new Error(`There is no validator ${index}.`);
    return node;
  };
  const observer = (): NodeProcess => {
    const [node] = network.observers;
    if (node === undefined) throw new Error("There is no observer.");
    return node;
  };
  const addresses = () => network.validators.map((node) => network.addressOf(node));
  const through = (node: NodeProcess, key: Hex): Actor => actor(deployment, node.rpcUrl, key);
  const authority = (index: number, node = validator(index)): Actor => {
    const { id } = network.made.founding.members[index] ?? {};
    const key = network.made.authorityKeys.get(id ?? "");
    if (key === undefined) throw new Error(`There is no key for seat ${index + 1}.`);
    return through(node, key);
  };

  before(async function () {
    let besu: ReturnType<typeof findBesu>;
    try {
      besu = findBesu();
    } catch (error) {
      if (!(error instanceof NoBesuError)) throw error;
      console.log(`      skipped: ${error.message.replaceAll("\n", "\n      ")}`);
      return this.skip();
    }
    console.log(`      Besu ${besu.version} (${besu.found})`);
    folder = mkdtempSync(join(tmpdir(), "robotid-network-"));
    const made = await initTestNetwork({
      folder: join(folder, "net"),
      firstPort: FIRST_PORT,
      chain: { blockPeriodSeconds: BLOCK_PERIOD, emptyBlockPeriodSeconds: BLOCK_PERIOD },
    });
    deployment = made.deployment as unknown as Deployment;
    network = new LocalNetwork(made, join(folder, "net"), besu, UNDER_LOAD);
    await network.start();
    await waitForSeals(validator(0), addresses(), 120_000);
    await publishDirectory();
    await startPermissioners();
  });

  after(async () => {
    await stopPermissioners();
    await network?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  describe("the registry", () => {
    it("does its main job through one validator, and every node tells the same", async () => {
      const maker = through(validator(1), keyOf("maker"));
      const buyer = through(validator(2), keyOf("buyer"));
      await admitMaker(authority(0), maker, 1);
      await waitUntil(
        "every node lets the new maker send",
        async () => await everywhereAllowed(maker.account.address),
        60_000,
      );
      const { timestamp } = await getBlock(maker);
      await approveModelOf(authority(0), maker, 1, Number(timestamp) + 86_400);
      const id = makerOf(1).unit(1);
      await maker.issueLotSync({ first: id, count: 1_000n });
      await maker.placeOnMarketSync(await placementOf(maker, id));
      await handOver(maker.approveTransferSync({ id, to: buyer.account.address }), buyer);
      await buyer.acceptTransferSync({ id, from: maker.account.address });

      for (const node of network.nodes) {
        const reader = through(node, keyOf("reader"));
        await waitUntil(
          `${node.node.id} has it`,
          async () => (await reader.getRobot({ id })) !== undefined,
          30_000,
        );
        const robot = await reader.getRobot({ id });
        expect(robot?.holder).to.equal(buyer.account.address);
        // Rebuilt from events, held to the head that another node has. Of a block that both have: on a busy machine nodes learn
        // of one at different times.
        const { number: blockNumber } = await getBlock(reader);
        const other = node === validator(3) ? validator(0) : validator(3);
        await waitUntil(
          `${other.node.id} has block ${blockNumber}`,
          async () => (await heightOf(other)) >= blockNumber,
          30_000,
        );
        const verifyAgainst = through(other, keyOf("reader"));
        const { entries } = await reader.getHistory({ id, blockNumber, verifyAgainst });
        expect(entries.map(({ kind }) => kind)).to.include("transferred");
      }
    });

    it("refuses an account that is not allowed, at every node", async () => {
      const stranger = privateKeyToAccount(keyOf("stranger"));
      for (const node of network.nodes) {
        const serializedTransaction = await emptyTransaction(stranger, 0);
        let refused: unknown;
        await node
          .request("eth_sendRawTransaction", [serializedTransaction])
          .catch((error: unknown) => {
            refused = error;
          });
        // RpcErrorType.TX_SENDER_NOT_AUTHORIZED, -32007.
        expect(String(refused), node.node.id).to.match(/not authorized/i);
      }
    });
  });

  describe("what a node answers, as its stand-in does", () => {
    const request = async (method: string, ...params: unknown[]) =>
      await askRaw(validator(0).rpcUrl, { method, params });

    itAnswersAsBesu({
      request,
      height: async () => await heightOf(validator(0)),
      consortium: () => deployment.contracts.Consortium?.address,
    });

    it("refuses lists of accounts in the words that were recorded", async () => {
      const [held] = (await validator(0).request("perm_getAccountsAllowlist", [])) as Hex[];
      const asked = {
        [says.permissioning.accountsEmpty]: [],
        [says.permissioning.accountsInvalid]: ["0x01"],
        [says.permissioning.accountsDuplicated]: Array(2).fill(`0x${"a1".repeat(20)}`),
        [says.permissioning.accountsExisting]: [held],
      };
      for (const [words, accounts] of Object.entries(asked)) {
        const answer = await request("perm_addAccountsToAllowlist", accounts);
        expect(answer).to.have.nested.property("error.message", words);
      }
    });

    it("gives every metric that alerts and dashboard are made of, at each node", async () => {
      for (const node of network.nodes) {
        // Some come with the first event that they count.
        const lacks = async () => (await missingMetrics(node)).join(", ");
        await waitUntil(
          `${node.node.id} gives its metrics`,
          async () => (await lacks()) === "",
          30_000,
        ).catch(async () => expect(await lacks(), node.node.id).to.equal(""));
      }
    });

    it("gives one hash of a block as every node does", async () => {
      const number = (await heightOf(validator(0))) - 3;
      const blocks = await Promise.all(
        network.nodes.map((node) => node.request("eth_getBlockByNumber", [toHex(number), false])),
      );
      const hashes = blocks.map((block) => (block as { hash: Hex }).hash);
      expect(new Set(hashes).size).to.equal(1);
    });
  });

  describe("a node that is nobody's", () => {
    it("connects to no node, and learns nothing of the chain", async () => {
      const key = keyOf("intruder");
      const ports = {
        p2pPort: FIRST_PORT + 60,
        rpcPort: FIRST_PORT + 61,
        metricsPort: FIRST_PORT + 62,
      };
      const node = {
        id: "intruder",
        name: "Intruder",
        nodePublicKey: publicKeyOf(key),
        host: "127.0.0.1",
        ...ports,
      };
      const own = memberFolder(join(folder, "intruder"));
      mkdirSync(own.root);
      // It has the genesis, and knows where everybody is. Nobody has it on a list.
      writeFolder(own, node, network.made.founding, network.made);
      writeKey(own.key, key);
      // Before all of them have found each other their numbers change by themselves.
      await waitForMesh(network);
      const before = await Promise.all(network.nodes.map(peersOf));
      const intruder = new NodeProcess(node, own, findBesu(), UNDER_LOAD);
      await intruder.start();
      try {
        await sleep(STILL);
        expect(await peersOf(intruder)).to.equal(0);
        expect(await heightOf(intruder)).to.equal(0);
        expect(await Promise.all(network.nodes.map(peersOf))).to.deep.equal(before);
      } finally {
        await intruder.stop();
      }
    });
  });

  describe("when validators fail", () => {
    it("goes on without one of four, and loses nothing", async () => {
      const buyer = through(validator(0), keyOf("buyer"));
      const killed = validator(3);
      const written = (await heightOf(validator(0))) - 1;
      const hashBefore = await blockHashAt(validator(0), written);
      await killed.kill();
      const from = await heightOf(validator(0));
      const started = Date.now();
      const hash = await sendEmpty(buyer);
      await waitForTransactionReceipt(buyer, { hash, timeout: 120_000 });
      await waitUntil(
        "ten more blocks",
        async () => (await heightOf(validator(0))) >= from + 10,
        180_000,
      );
      const seconds = (Date.now() - started) / 1000 / ((await heightOf(validator(0))) - from);
      console.log(
        `      a block every ${seconds.toFixed(1)} s with 3 of 4 validators (${BLOCK_PERIOD} s with all)`,
      );
      // One proposer in four is missing: its turn costs a round of 6 s.
      expect(seconds).to.be.lessThan(3 * BLOCK_PERIOD + 2);
      expect(await blockHashAt(validator(1), written)).to.equal(hashBefore);

      await killed.start();
      await waitForSeals(validator(0), addresses(), REUNION);
      expect(await blockHashAt(killed, from)).to.equal(await blockHashAt(validator(0), from));
    });

    it("halts without two of four, writes nothing, and goes on when they are back", async () => {
      const buyer = through(validator(0), keyOf("buyer"));
      await Promise.all([validator(2).kill(), validator(3).kill()]);
      // A block that was under way may still come.
      await sleep(4_000);
      const height = await heightOf(validator(0));
      const nonce = await getTransactionCount(buyer, { address: buyer.account.address });
      const hash = await sendEmpty(buyer);
      await sleep(STILL);
      for (const node of [validator(0), validator(1), observer()]) {
        expect(await heightOf(node), node.node.id).to.equal(height);
      }
      expect(await getTransactionCount(buyer, { address: buyer.account.address })).to.equal(nonce);

      await Promise.all([validator(2).start(), validator(3).start()]);
      await waitUntil(
        "the chain goes on",
        async () => (await heightOf(validator(0))) > height,
        REUNION,
      );
      // Besu keeps what it was given while the chain was stopped.
      const { status } = await waitForTransactionReceipt(buyer, { hash, timeout: REUNION });
      expect(status).to.equal("success");
      await waitForSeals(validator(0), addresses(), REUNION);
    });
  });

  describe("the members", () => {
    const newcomer = () => network.addressOf(observer());
    const account = privateKeyToAccount(keyOf("newcomer")).address;
    const others = () => [validator(0).rpcUrl];
    const admit = async (name: string) => {
      const candidate = { name, authority: account, validator: newcomer(), countries: [] };
      const nodes = { candidate: observer().rpcUrl, others: others() };
      await carryThrough((seat) => advanceAdmission(seat, candidate, nodes));
    };
    const newcomersSeat = async () => {
      const seats = await authority(0).getSeats();
      return seats.find((of) => of.validator === newcomer());
    };

    it("admit a validator by vote, and it begins to seal", async () => {
      await admit("Test body 5");
      expect(await authority(0).getValidators()).to.have.length(5);
      await waitForSeals(validator(0), [...addresses(), newcomer()], 180_000);
    });

    it("leave by themselves, and no longer seal; the node follows on", async () => {
      await waitUntil(
        "every node lets the fifth body send",
        () => everywhereAllowed(account),
        120_000,
      );
      const own = through(observer(), keyOf("newcomer"));
      await leave(own);
      await expectNoSeals(newcomer());
      const nodes = { own: observer().rpcUrl, others: others() };
      expect(await returnAfterAbsence(own, newcomer(), nodes)).to.deep.equal({ is: "observer" });
    });

    it("come back under another number, and are expelled by vote", async () => {
      await admit("Test body 5, again");
      await waitForSeals(validator(0), [...addresses(), newcomer()], 180_000);
      const { seat } = (await newcomersSeat()) ?? {};
      if (seat === undefined) throw new Error("The newcomer's seat is not there.");
      expect(seat).to.equal(6n);
      await carryThrough((of) => advance(of, expulsionOf(seat)));
      await expectNoSeals(newcomer());
    });

    it("rotate a validator key: the new node seals in the place of the former", async () => {
      const former = network.addressOf(validator(3));
      const bound = async (node: NodeProcess) =>
        bindNode(authority(3), 4n, readKey(node.folder.key));
      const [next, back] = await Promise.all([bound(observer()), bound(validator(3))]);
      await rotateValidator(authority(3), next, { own: observer().rpcUrl, others: others() });
      await waitForSeals(validator(0), [...addresses().slice(0, 3), newcomer()], 180_000);
      await expectNoSeals(former);
      await rotateValidator(authority(3), back, { own: validator(3).rpcUrl, others: others() });
      await waitForSeals(validator(0), addresses(), 180_000);
    });

    it("come back after a time off, catch up and seal again", async () => {
      const away = validator(2);
      await away.stop();
      const height = await heightOf(validator(0));
      await waitUntil(
        "twenty blocks",
        async () => (await heightOf(validator(0))) >= height + 20,
        240_000,
      );
      await away.start();
      // A node has the newest block a moment before it says that it has.
      const caughtUp = async () =>
        (await heightOf(away)) >= (await heightOf(validator(0))) - 1 &&
        (await away.request("eth_syncing", [])) === false;
      await waitUntil("the node that was off has caught up", caughtUp, 180_000);
      const nodes = { own: away.rpcUrl, others: others() };
      const outcome = await returnAfterAbsence(authority(2), network.addressOf(away), nodes);
      expect(outcome).to.include({ is: "member" });
      await waitForSeals(validator(0), addresses(), REUNION);
    });

    it("replace a lost machine: another one with the key, and nothing else, builds all of it again", async () => {
      const lost = validator(1);
      await lost.stop();
      rmSync(lost.folder.data, { recursive: true, force: true });
      await lost.start();
      const caughtUp = async () => (await heightOf(lost)) >= (await heightOf(validator(0))) - 1;
      await waitUntil("the new machine has caught up", caughtUp, 300_000);
      await waitForSeals(validator(0), addresses(), REUNION);
    });
  });

  describe("a member's machine", () => {
    it("is restored from its backup after it was lost with everything on it", async () => {
      const lost = validator(1);
      const file = join(folder, "validator-2.backup");
      const password = keyOf("backup");
      backUp(lost.folder.root, file, password);
      await lost.kill();
      rmSync(lost.folder.root, { recursive: true, force: true });
      restore(file, lost.folder.root, password);
      await lost.start();
      const caughtUp = async () => (await heightOf(lost)) >= (await heightOf(validator(0))) - 1;
      await waitUntil("the restored machine has caught up", caughtUp, 300_000);
      await waitForSeals(validator(0), addresses(), REUNION);
    });

    it("is updated one after the other while the main job runs: nothing is lost", async () => {
      const number = 2;
      const maker = through(observer(), keyOf("maker of the update"));
      await admitMaker(authority(0), maker, number);
      const { address } = maker.account;
      await waitUntil("the maker may send", () => everywhereAllowed(address), 120_000);
      const { timestamp } = await getBlock(maker);
      await approveModelOf(authority(0), maker, number, Number(timestamp) + 86_400);

      const from = await heightOf(observer());
      const job = new MainJob(maker, number);
      job.start();
      for (const node of network.validators) {
        await node.stop();
        await node.start();
        await waitForSeals(observer(), addresses(), REUNION);
      }
      const placed = await job.stop();
      const to = await heightOf(observer());
      console.log(
        `      ${placed.length} units were placed meanwhile; the longest took ${(job.longest / 1000).toFixed(1)} s, the longest pause between two blocks was ${await longestPause(from, to)} s`,
      );
      expect(placed).not.to.be.empty;
      for (const node of network.nodes) {
        await waitUntil(
          `${node.node.id} is at block ${to}`,
          async () => (await heightOf(node)) >= to,
          120_000,
        );
        const reader = through(node, keyOf("reader"));
        for (const id of placed) {
          const robot = await reader.getRobot({ id });
          expect(robot?.holder, `${id} at ${node.node.id}`).to.equal(address);
        }
      }
    });
  });

  describe("a machine in trouble", () => {
    const troubled = () => validator(2);

    for (const seconds of [30, -30]) {
      it(`with its clock off by ${seconds} s costs rounds, and moves no block's time`, async function () {
        const env = clockOffBy(seconds);
        if (env === undefined) {
          console.log("      skipped: it needs the library of the package faketime (libfaketime)");
          return this.skip();
        }
        await troubled().stop();
        await troubled().start(env);
        const from = (await heightOf(validator(0))) + 1;
        const started = Date.now();
        const hash = await sendEmpty(through(validator(0), keyOf("buyer")));
        await waitForTransactionReceipt(authority(0), { hash, timeout: 120_000 });
        const to = from + 8;
        await waitUntil(
          "eight more blocks",
          async () => (await heightOf(validator(0))) > to,
          240_000,
        );
        const each = (Date.now() - started) / 1000 / (to - from);
        console.log(
          `      a block every ${each.toFixed(1)} s, longest pause ${await longestPause(from, to)} s`,
        );
        for (let number = from; number <= to; number += 1) {
          const block = await getBlock(authority(0), { blockNumber: BigInt(number) });
          // Besu lets a block's time be a second ahead of its own.
          expect(Number(block.timestamp), `block ${number}`).to.be.at.most(Date.now() / 1000 + 2);
        }
        await troubled().stop();
        await troubled().start();
        await waitForSeals(validator(0), addresses(), REUNION);
      });
    }

    it("with its disk full fails alone, says so when it is started, and seals again once there is room", async function () {
      await troubled().stop();
      const disk = SmallDisk.under(troubled().folder.data, 256);
      if (typeof disk === "string") {
        console.log(`      skipped: it needs to mount a file system of its own: ${disk}`);
        await troubled().start();
        return this.skip();
      }
      try {
        await troubled().start();
        await waitForSeals(validator(0), addresses(), REUNION);
        disk.fill();
        const from = await heightOf(validator(0));
        const hash = await sendEmpty(through(validator(0), keyOf("buyer")));
        const { status } = await waitForTransactionReceipt(authority(0), {
          hash,
          timeout: 120_000,
        });
        expect(status).to.equal("success");
        await waitUntil(
          "ten more blocks",
          async () => (await heightOf(validator(0))) >= from + 10,
          240_000,
        );
        const reached = await heightOf(troubled()).catch(() => undefined);
        console.log(
          `      after ten blocks the node ${reached === undefined ? "does not answer" : `is at block ${reached} of ${await heightOf(validator(0))}`}`,
        );

        await troubled().kill();
        // What it had deleted and still held open was given back with its end, and its database deletes more as it starts.
        disk.fill();
        const filling = setInterval(() => disk.fill(), 100);
        const written = statSync(troubled().logFile).size;
        try {
          const says = /no space left on device/i;
          const refused = await troubled()
            .start()
            .then(() => undefined, String);
          if (refused !== undefined) expect(refused).to.match(says);
          // As it opens, its database may free as much as a start takes: then it fails again as it runs.
          const itSays = async () => says.test(refused ?? troubled().complaints(written));
          await waitUntil("it says that its disk is full", itSays, 300_000);
        } finally {
          clearInterval(filling);
        }
        if (troubled().running) await troubled().kill();
        const before = await heightOf(validator(0));
        await waitUntil(
          "the others go on",
          async () => (await heightOf(validator(0))) > before,
          120_000,
        );

        disk.empty();
        await troubled().start();
        await waitForSeals(validator(0), addresses(), REUNION);
        const height = await heightOf(troubled());
        expect(await blockHashAt(troubled(), height)).to.equal(
          await blockHashAt(validator(0), height),
        );
      } finally {
        if (troubled().running) await troubled().stop();
        disk.remove();
        await troubled().start();
        await waitForSeals(validator(0), addresses(), REUNION);
      }
    });
  });

  describe("a member that floods its pool", () => {
    /** The share of one account, 0.15 of 4,096. */
    const SHARE = 615;
    const TOO_FAR = /nonce is too distant/i;

    it("fills its own share alone, and the others' transactions go on", async () => {
      const flooding = through(validator(1), keyOf("buyer"));
      const { address } = flooding.account;
      const first = await getTransactionCount(flooding, { address });
      const flood = await Promise.all(
        Array.from({ length: SHARE + 60 }, (_, index) =>
          emptyTransaction(flooding.account, first + index, FLOOD),
        ),
      );
      const started = Date.now();
      const refusals: string[] = [];
      for (let from = 0; from < flood.length; from += 25) {
        const sent = await Promise.allSettled(
          flood
            .slice(from, from + 25)
            .map((raw) => validator(1).request("eth_sendRawTransaction", [raw])),
        );
        for (const one of sent) if (one.status === "rejected") refusals.push(String(one.reason));
      }
      for (const refusal of refusals) expect(refusal).to.match(TOO_FAR);
      const sending = Date.now();
      // Somebody else, through the flooded node itself.
      const other = authority(1);
      const nonce = await getTransactionCount(other, { address: other.account.address });
      const raw = await emptyTransaction(other.account, nonce);
      const hash = (await validator(1).request("eth_sendRawTransaction", [raw])) as Hex;
      const { status } = await waitForTransactionReceipt(other, { hash, timeout: 240_000 });
      expect(status).to.equal("success");
      const last = await getTransactionCount(flooding, { address });
      console.log(
        `      ${flood.length} transactions in ${((sending - started) / 1000).toFixed(1)} s, ${refusals.length} refused; somebody else's took ${((Date.now() - sending) / 1000).toFixed(1)} s, ${last - first} of the flood were in blocks by then`,
      );
      await waitForSeals(validator(0), addresses(), REUNION);
    });

    it("is refused what is further ahead than its share", async () => {
      const flooding = through(validator(1), keyOf("buyer"));
      const { address } = flooding.account;
      const mined = () => getTransactionCount(flooding, { address });
      const sent = () => getTransactionCount(flooding, { address, blockTag: "pending" });
      await waitUntil(
        "no block holds more of it",
        async () => (await mined()) >= (await sent()),
        240_000,
      );
      const next = await mined();
      // Its first one is missing, so none of these comes into a block.
      const send = async (ahead: number) => {
        const raw = await emptyTransaction(flooding.account, next + ahead);
        return await validator(1).request("eth_sendRawTransaction", [raw]);
      };
      await send(SHARE - 1);
      const refused = await send(SHARE).then(
        () => "it was taken",
        (error: unknown) => String(error),
      );
      expect(refused).to.match(TOO_FAR);
    });
  });

  describe("a partition", () => {
    before(stopPermissioners);
    after(startPermissioners);

    it("halts both halves, and heals into one chain", async () => {
      const halves = [
        [validator(0), validator(1), observer()],
        [validator(2), validator(3)],
      ] as const;
      await network.partition(...halves);
      await sleep(4_000);
      const heights = await Promise.all(network.nodes.map(heightOf));
      await sleep(STILL);
      expect(await Promise.all(network.nodes.map(heightOf))).to.deep.equal(heights);
      // Nobody wrote a block that another one does not have.
      const common = Math.min(...heights);
      const hashes = await Promise.all(network.nodes.map((node) => blockHashAt(node, common)));
      expect(new Set(hashes).size).to.equal(1);

      await network.heal();
      await waitUntil(
        "every node goes on",
        async () =>
          Math.min(...(await Promise.all(network.nodes.map(heightOf)))) > Math.max(...heights) + 3,
        REUNION,
      );
      const after = Math.max(...heights) + 2;
      const healed = await Promise.all(network.nodes.map((node) => blockHashAt(node, after)));
      expect(new Set(healed).size).to.equal(1);
    });
  });

  describe("an opened RPC", () => {
    let config: Buffer;
    before(async () => {
      config = readFileSync(observer().folder.config);
      await observer().stop();
    });
    after(async () => {
      await observer().stop();
      writeFileSync(observer().folder.config, config);
      observer().askThrough(observer().rpcUrl);
      await observer().start();
    });

    it("lets the permissioner read and keep it by token, and names the 401 to who has none", async () => {
      const opened = openRpcOf(observer(), join(folder, "jwt"));
      const endpoint = await opened.endpointFor("permissioner");
      observer().askThrough(endpoint);
      await observer().start();
      const refused = await requestsOf(opened.withoutToken)("eth_chainId", []).then(
        () => "it answered",
        endpointFailure,
      );
      expect(refused).to.contain("answers 401 to eth_chainId");
      const running = await startPermissioner(settingsOf(observer(), endpoint, "opened"));
      try {
        await waitUntil(
          "the permissioner is well",
          async () => (await fetch(`${running.url}/health`)).status === 200,
          120_000,
        );
      } finally {
        await running.stop();
      }
    });

    it("lets index and witness read by the token of a reader", async () => {
      const opened = openRpcOf(observer(), join(folder, "jwt of readers"));
      if (observer().running) await observer().stop();
      observer().askThrough(await opened.endpointFor("member"));
      await observer().start();
      const endpoint = await opened.endpointFor("reader");
      const { deployment: file } = observer().folder;

      const index = await IndexProcess.start({
        DEPLOYMENT: file,
        RPC_URLS: endpoint,
        DATA_DIR: join(folder, "index"),
        DATABASE_URL: "",
        API: "off",
      });
      try {
        await index.reach(await heightOf(observer()));
      } finally {
        await index.end("SIGKILL");
      }

      const at = (name: string) => join(folder, `witness-${name}`);
      beginJournal(at("signed.json"), await makeWitnessKey(at("key.json")));
      const witness = await startWitness(
        readWitnessSettings(undefined, {
          WITNESS_ANCHOR: file,
          WITNESS_RPC_URLS: endpoint,
          WITNESS_SEAT: "1",
          WITNESS_KEY_FILE: at("key.json"),
          WITNESS_STATE_FILE: at("signed.json"),
          WITNESS_ALARM_FOLDER: at("alarms"),
          WITNESS_INTERVAL_SECONDS: "0",
          WITNESS_PORT: "0",
          WITNESS_LOG_LEVEL: "fatal",
        }),
      );
      try {
        const from = await heightOf(observer());
        await waitUntil(
          "the witness has cosigned a block of now",
          async () => {
            const response = await fetch(`${witness.url}/checkpoint`);
            const checkpoints = (await response.json()) as { number: number | string }[];
            return checkpoints.some(({ number }) => Number(number) >= from);
          },
          120_000,
        );
      } finally {
        await witness.stop();
      }
    });
  });

  describe("a full restart", () => {
    it("goes on where everything stopped", async () => {
      const height = await heightOf(validator(0));
      const hash = await blockHashAt(validator(0), height);
      expect(await network.stop(), "nodes that had to be killed").to.deep.equal([]);
      await network.start();
      await waitForSeals(validator(0), addresses(), REUNION);
      for (const node of network.nodes) {
        await waitUntil(
          `${node.node.id} is there`,
          async () => (await heightOf(node)) > height,
          120_000,
        );
        expect(await blockHashAt(node, height), node.node.id).to.equal(hash);
      }
      const id = makerOf(1).unit(1);
      const robot = await through(validator(3), keyOf("reader")).getRobot({ id });
      expect(robot?.holder).to.equal(privateKeyToAccount(keyOf("buyer")).address);
    });
  });

  describe("more than a third lost for good", () => {
    it("ends in a new chain with the state of the old one, whose other seats decide again", async () => {
      const number = 3;
      const maker = through(validator(1), keyOf("maker of the end"));
      await admitMaker(authority(0), maker, number);
      const { address } = maker.account;
      await waitUntil("the maker may send", () => everywhereAllowed(address), 120_000);
      const { timestamp } = await getBlock(maker);
      await approveModelOf(authority(0), maker, number, Number(timestamp) + 86_400);
      const id = makerOf(number).unit(1);
      await maker.issueLotSync({ first: id, count: 1_000n });
      const { receipt } = await maker.placeOnMarketSync(await placementOf(maker, id));
      const block = Number(receipt.blockNumber);
      const robot = await maker.getRobot({ id });
      const old = validator(0);
      await waitUntil("the first has it", async () => (await heightOf(old)) > block, 60_000);

      // Two of four are gone with their accounts. One that is left asks its own node for all that it knows.
      await stopPermissioners();
      await network.stop();
      const config = parse(readFileSync(old.folder.config, "utf8"));
      const apis = [...(config["rpc-http-api"] as string[]), "DEBUG"];
      const asIs = { ...config, "rpc-http-api": apis };
      const open = { ...asIs, "permissions-accounts-config-file-enabled": false };
      writeFileSync(old.folder.config, stringify(open));
      await old.start();
      const { made } = network;
      const { keys, ...again } = foundedAgain(made);
      const file = join(folder, "new-founding.json");
      writeFileSync(file, jsonText(again.founding));
      const founding = readFounding(file);
      const root = join(folder, "new");
      const asked = { from: old.folder.root, rpc: old.rpcUrl, others: [], block };
      const continued = await continueChain(asked, founding, root);
      const commits = decodeExtraData(continued.network.genesis.extraData as Hex).vanity;
      expect(commits).to.equal(await blockHashAt(old, block));
      const roots = await storageRoots(old, toHex(block));
      expect((await verifyChain(asked, root)).block).to.deep.equal(continued.block);
      const earlier = { ...asked, block: block - 1 };
      expect(await refusalOf(continueChain(earlier, founding, join(folder, "earlier")))).to.contain(
        "something was written after",
      );
      await old.stop();

      for (const [name, key] of keys.nodes) writeKey(memberFolder(join(root, name)).key, key);
      const next = { ...continued.network, founding, authorityKeys: keys.seats };
      network = new LocalNetwork(next, root, findBesu(), UNDER_LOAD);
      deployment = next.deployment as unknown as Deployment;
      await network.start();
      await waitForSeals(validator(0), addresses(), REUNION);
      expect(await blockHashAt(validator(3), 0)).to.equal(next.deployment.anchor.genesisHash);
      const { Consortium: before, ...others } = roots;
      const { Consortium: after, ...same } = await storageRoots(validator(3), "0x0");
      expect(same).to.deep.equal(others);
      expect(after).not.to.equal(before);
      const is = await through(validator(3), keyOf("reader")).getRobot({ id });
      expect({ ...is, asOf: robot?.asOf }).to.deep.equal(robot);

      const { seat: last } = continued.decisions.admitted.at(-1) ?? {};
      const { authority: account } = founding.members[3] ?? {};
      const seats = await authority(0).getSeats();
      expect(seats.find(({ seat }) => seat === last)?.authority).to.equal(account);
      await carryThrough((seat) => advance(seat, expulsionOf(last as bigint)));
      expect(await authority(0).getValidators()).to.have.length(3);
      await expectNoSeals(network.addressOf(validator(3)));
    });

    async function refusalOf(made: Promise<unknown>): Promise<string> {
      return await made.then(
        () => "it was not refused",
        (error: unknown) => String(error),
      );
    }

    /** By the names of the contracts, as a node computes them. */
    async function storageRoots({ request }: NodeProcess, at: Hex): Promise<Record<string, Hex>> {
      const entries = Object.entries(deployment.contracts).map(async ([name, { address }]) => {
        const proof = (await request("eth_getProof", [address, [], at])) as { storageHash: Hex };
        return [name, proof.storageHash] as const;
      });
      return Object.fromEntries(await Promise.all(entries));
    }

    /** Two members as they were, and two others in the places of those that are lost. */
    function foundedAgain({ founding, authorityKeys }: LocalNetwork["made"]) {
      const seats = new Map<string, Hex>();
      const nodes = new Map<string, Hex>();
      const members = founding.members.map((member, index) => {
        const { id } = member;
        const isLeft = index < 2;
        const seat = isLeft ? (authorityKeys.get(id) as Hex) : keyOf(`new seat ${id}`);
        const node = isLeft ? readKey(validator(index).folder.key) : keyOf(`new node ${id}`);
        seats.set(id, seat);
        nodes.set(id, node);
        const authority = privateKeyToAccount(seat).address;
        return { ...member, authority, nodePublicKey: publicKeyOf(node) };
      });
      const foundedAt = new Date().toISOString().replace(/\.\d+Z$/, "Z");
      const chain = { ...founding.chain, foundedAt };
      return { founding: { ...founding, chain, members, observers: [] }, keys: { seats, nodes } };
    }
  });

  // ---------------------------------------------------------------------------------------------- what it takes

  /** Each seat says where its validator is; the first one lets the buyer send. */
  async function publishDirectory(): Promise<void> {
    const { founding } = network.made;
    const consortium = deployment.contracts.Consortium?.address as Address;
    const issuedAt = Number((await getBlock(authority(0))).timestamp);
    const entries = founding.members.map(async (member, index) => {
      const statement = {
        seat: index + 1,
        issuedAt,
        nodes: [enodeOf(member)],
        relayers: [],
        participants: index === 0 ? [privateKeyToAccount(keyOf("buyer")).address] : [],
        withheld: [],
      };
      const typedData = directoryTypedData(statement, { chainId: deployment.chainId, consortium });
      return { ...statement, signature: await authority(index).account.signTypedData(typedData) };
    });
    writeFileSync(directory(), JSON.stringify(await Promise.all(entries)));
  }

  async function startPermissioners(): Promise<void> {
    permissioners = await Promise.all(
      network.nodes.map((node) => startPermissioner(settingsOf(node, node.endpoint, "usual"))),
    );
    const buyer = privateKeyToAccount(keyOf("buyer")).address;
    await waitUntil(
      "every node lets the buyer send",
      async () => await everywhereAllowed(buyer),
      120_000,
    );
  }

  function settingsOf({ folder: at }: NodeProcess, endpoint: string, name: string): Settings {
    return readSettings(undefined, {
      PERMISSIONER_DEPLOYMENT: at.deployment,
      PERMISSIONER_RPC_URLS: endpoint,
      PERMISSIONER_BESU_URL: endpoint,
      PERMISSIONER_PERMISSIONS_FILE: at.permissions,
      PERMISSIONER_STATIC_NODES_FILE: at.staticNodes,
      PERMISSIONER_BESU_CONFIG_FILE: at.config,
      PERMISSIONER_ADDRESS_BOOK: at.addressBook,
      PERMISSIONER_DIRECTORY: directory(),
      PERMISSIONER_STATE_FILE: join(at.root, `permissioner-${name}.json`),
      PERMISSIONER_PORT: "0",
      PERMISSIONER_LOG_LEVEL: "fatal",
    });
  }

  async function stopPermissioners(): Promise<void> {
    await Promise.all(permissioners.map(({ stop }) => stop()));
    permissioners = [];
  }

  async function everywhereAllowed(account: Address): Promise<boolean> {
    const lists = await Promise.all(
      network.nodes.map(
        ({ request }) => request("perm_getAccountsAllowlist", []) as Promise<string[]>,
      ),
    );
    return lists.every((list) => list.includes(account.toLowerCase()));
  }

  /**
   * Each seat does what is next for it, over and over, as its member would, until the decision is carried out and the first
   * seat's node has it.
   */
  async function carryThrough(next: (seat: Actor) => Promise<Advance>): Promise<void> {
    for (;;) {
      for (const index of network.validators.keys()) {
        const seat = authority(index);
        const outcome = await next(seat);
        if ("waits" in outcome) await chainTime(outcome.until + 1);
        else if (Object.values(outcome).includes("executed")) {
          const { number } = await getBlock(seat);
          return await waitForBlock(authority(0), number);
        } else if ("over" in outcome) throw new Error(`The proposal is ${outcome.over}.`);
      }
    }
  }

  /** Twelve blocks without the seal of a validator that no longer is one. */
  async function expectNoSeals(of: Address): Promise<void> {
    // The set of a block is that of its parent: the next one but one is the first without it.
    const from = (await heightOf(validator(0))) + 2;
    const twelve = async () => (await heightOf(validator(0))) >= from + 12;
    await waitUntil("twelve more blocks", twelve, 180_000);
    for (let number = from; number <= from + 12; number += 1) {
      const { sealers, proposer } = await sealingAt(validator(0), number);
      expect([...sealers, proposer], `block ${number}`).not.to.include(of);
    }
  }

  async function chainTime(seconds: number): Promise<void> {
    const isSo = async () => Number((await getBlock(authority(0))).timestamp) >= seconds;
    await waitUntil(`the chain's time is ${seconds}`, isSo, 180_000);
  }

  /** Longest time between two blocks that follow each other, in seconds. */
  async function longestPause(from: number, to: number): Promise<number> {
    const timeOf = async (number: number) =>
      Number((await getBlock(authority(0), { blockNumber: BigInt(number) })).timestamp);
    let longest = 0;
    let before = await timeOf(from);
    for (let number = from + 1; number <= to; number += 1) {
      const time = await timeOf(number);
      longest = Math.max(longest, time - before);
      before = time;
    }
    return longest;
  }

  /** A transaction that does nothing, to the sender itself. */
  async function emptyTransaction(
    account: ReturnType<typeof privateKeyToAccount>,
    nonce: number,
    { gas, data }: { gas: bigint; data: Hex } = { gas: 21_000n, data: "0x" },
  ): Promise<Hex> {
    return await account.signTransaction({
      chainId: deployment.chainId,
      nonce,
      to: account.address,
      data,
      gas,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
    });
  }

  async function sendEmpty(sender: Actor): Promise<Hex> {
    const nonce = await getTransactionCount(sender, {
      address: sender.account.address,
      blockTag: "pending",
    });
    const raw = await emptyTransaction(sender.account, nonce);
    return (await validator(0).request("eth_sendRawTransaction", [raw])) as Hex;
  }
});

async function blockHashAt({ request }: NodeProcess, number: number): Promise<Hex | undefined> {
  const block = (await request("eth_getBlockByNumber", [toHex(number), false])) as {
    hash: Hex;
  } | null;
  return block?.hash;
}
