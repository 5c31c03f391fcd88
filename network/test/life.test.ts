// A member's life as far as the chain knows of it, on a chain that begins with the genesis of a test network. With Besu's
// nodes it is played by `npm run test:network`.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { getSeats, getValidators } from "@openrobotid/sdk/actions";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { parse } from "smol-toml";
import { getAddress, type Hex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { type Anvil, startAnvil } from "../src/anvil.js";
import { foundingNode } from "../src/founding.js";
import { advanceAdmission, expulsionOf } from "../src/life/admit.js";
import { advance } from "../src/life/decide.js";
import { joinNetwork } from "../src/life/join.js";
import {
  accept,
  allowResignation,
  cancel,
  keysOf,
  momentText,
  nameAccount,
  nameRecovery,
} from "../src/life/keys.js";
import { type SeatClient, seatClient } from "../src/life/member.js";
import { releasesOf } from "../src/life/releases.js";
import { bindNode, leave, returnAfterAbsence, rotateValidator } from "../src/life/seat.js";
import { requireCaughtUp } from "../src/life/standing.js";
import { addressOfNode, publicKeyOf } from "../src/node-key.js";
import { requestsOf } from "../src/rpc.js";
import { storageFormatOf, storageText } from "../src/storage.js";
import { initTestNetwork, type TestNetwork } from "../src/test-network.js";

const scratch = scratchFolder("open-robot-id-life-");
const network = join(scratch, "network");

/** For which a new key of a seat of a test network waits, in seconds, and a moment. */
const DELAY = 172_800 + 60;

/** A key that is nobody else's. */
const keyOf = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;
const nodeAddress = (number: number) => addressOfNode(publicKeyOf(keyOf(number)));

describe("a member's life", function () {
  this.timeout(60_000);
  let made: TestNetwork;
  let anvil: Anvil;
  let seats: SeatClient[];
  let snapshot: unknown;

  const request = (method: string, params: unknown[] = []) => requestsOf(anvil.url)(method, params);
  const wait = async (seconds: number) => {
    await request("evm_increaseTime", [seconds]);
    await request("evm_mine");
  };
  const clientOf = (key: Hex) => seatClient(made.deployment, anvil.url, key);
  const seatAt = (index: number): SeatClient => {
    const client = seats[index];
    if (client === undefined) throw new Error(`no seat ${index}`);
    return client;
  };
  const nodes = () => ({ own: anvil.url, others: [anvil.url] });
  const validators = async () =>
    (await getValidators(seatAt(0))).map((of) => getAddress(of)).sort();
  const founders = () => made.founding.members.map((of) => addressOfNode(of.nodePublicKey)).sort();

  before(async () => {
    made = await initTestNetwork({ folder: network });
    const begin = [`--init=${join(network, "genesis.json")}`, "--chain-id=72019"];
    // Gas is free, and nobody has anything.
    anvil = await startAnvil([...begin, "--gas-price=0", "--block-base-fee-per-gas=0"]);
    seats = [...made.authorityKeys.values()].map(clientOf);
    await wait(60);
  });
  beforeEach(async () => {
    snapshot = await request("evm_snapshot");
  });
  afterEach(async () => {
    await request("evm_revert", [snapshot]);
    // Anvil's clock goes back as well, to the founding, at which nobody has had a vote yet.
    await wait(60);
  });
  after(async () => {
    await anvil?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  describe("a test network", () => {
    it("has the key of each node in its folder, for its owner alone", () => {
      for (const { id } of [...made.founding.members, ...made.founding.observers]) {
        expect(statSync(join(network, id, "key")).mode & 0o777).to.equal(0o600);
      }
    });

    it("begins with its validators", async () => {
      expect(await validators()).to.deep.equal(founders());
    });
  });

  describe("join", () => {
    const joinAt = (out: string) => {
      const nodePublicKey = publicKeyOf(keyOf(100));
      const node = foundingNode({
        id: "nordisk",
        name: "Nordisk",
        nodePublicKey,
        host: "192.0.2.77",
      });
      return joinNetwork(join(network, "validator-1"), node, out);
    };

    it("makes a folder like the others', which knows the members and holds no key", () => {
      const out = join(scratch, "nordisk");
      const { enode } = joinAt(out);
      const file = (name: string) => readFileSync(join(out, name), "utf8");
      expect(file("genesis.json")).to.equal(readFileSync(join(network, "genesis.json"), "utf8"));
      expect(JSON.parse(file("static-nodes.json"))).to.have.length(4);
      expect(parse(file("permissions_config.toml"))["nodes-allowlist"]).to.include(enode);
      expect(JSON.parse(file("address-book.json")).observers).to.deep.include({
        name: "Nordisk",
        enode,
      });
      expect(readdirSync(out)).not.to.include("key");
    });

    it("asks for the folder of a node where it gets that of the whole network", () => {
      const node = foundingNode({
        id: "nordisk",
        name: "Nordisk",
        nodePublicKey: publicKeyOf(keyOf(100)),
        host: "192.0.2.77",
      });
      expect(() => joinNetwork(network, node, join(scratch, "from-the-whole"))).to.throw(
        UserError,
        `${join(network, "address-book.json")} is not there. Expected the folder of a node`,
      );
    });

    it("says of each storage format how old a state it proves, and warns of the one that forgets", () => {
      const nodePublicKey = publicKeyOf(keyOf(101));
      const node = foundingNode({ id: "far", name: "Far", nodePublicKey, host: "192.0.2.78" });
      const optionsOf = (text: string) => {
        const out = join(scratch, `storage-${text}`);
        joinNetwork(join(network, "validator-1"), node, out, storageFormatOf(text));
        return parse(readFileSync(join(out, "config.toml"), "utf8"));
      };
      expect(optionsOf("FOREST")).to.include({ "data-storage-format": "FOREST" });
      expect(storageText("FOREST")).to.contain("proves any of it").and.not.contain("Warning");
      expect(optionsOf("X_BONSAI_ARCHIVE")).to.include({
        "data-storage-format": "X_BONSAI_ARCHIVE",
        "Xbonsai-archive-state-proofs-enabled": true,
      });
      expect(optionsOf("bonsai")).to.include({ "data-storage-format": "BONSAI" });
      expect(storageText("BONSAI"))
        .to.match(/^Warning: BONSAI.*the latest 512 blocks alone/)
        .and.contain("Evidence needs no old state");
      expect(() => storageFormatOf("LEVELDB")).to.throw(
        UserError,
        /"LEVELDB" is no storage format\. There are:\n {2}FOREST keeps the state of every block/,
      );
    });

    it("overwrites nothing", () => {
      const out = join(scratch, "taken");
      joinAt(out);
      expect(() => joinAt(out)).to.throw(UserError, "a node joins from a folder of its own");
    });

    it("says what is wrong with a node", () => {
      expect(() => foundingNode({ id: "A", name: "A", nodePublicKey: "0x", host: "x" })).to.throw(
        UserError,
        /id: expected lower-case letters.*\n.*nodePublicKey: expected the public key.*\n.*host: expected the IPv4/,
      );
      expect(existsSync(join(scratch, "A"))).to.equal(false);
    });
  });

  describe("sync", () => {
    it("is compared with others, and with nobody it is not known", async () => {
      await requireCaughtUp(anvil.url, [anvil.url]);
      const refusal = await requireCaughtUp(anvil.url, []).catch((error: Error) => error.message);
      expect(refusal).to.equal(
        "A node can be compared with others only: name one of another member at least.",
      );
    });

    it("is not had by a node of another chain", async () => {
      const other = await startAnvil([]);
      try {
        const refusal = await requireCaughtUp(other.url, [anvil.url]).catch(
          (error: Error) => error.message,
        );
        expect(refusal).to.match(/: another chain\.$/);
      } finally {
        await other.stop();
      }
    });

    it("is not had by a node that is behind", async () => {
      const begin = [`--init=${join(network, "genesis.json")}`, "--chain-id=72019"];
      const behind = await startAnvil(begin);
      try {
        for (let block = 0; block < 5; block += 1) await request("evm_mine");
        const refusal = await requireCaughtUp(behind.url, [anvil.url]).catch(
          (error: Error) => error.message,
        );
        expect(refusal).to.match(/is at block 0, .* at \d+: it has not caught up\.$/);
      } finally {
        await behind.stop();
      }
    });
  });

  describe("releases", () => {
    it("are told by each node, with its height; one that does not answer is named", async () => {
      const [here, gone] = await releasesOf([anvil.url, "http://127.0.0.1:1#token-file=/nowhere"]);
      expect(here).to.include({ url: anvil.url }).and.have.keys("url", "release", "height");
      expect(here)
        .to.have.property("release")
        .that.matches(/^anvil\//);
      expect(gone).to.have.property("url", "http://127.0.0.1:1");
      expect(gone).to.have.property("failure").that.contains("/nowhere, with the token of a node");
    });
  });

  describe("admit", () => {
    const newcomer = () => ({
      name: "Nordisk Robotregister",
      authority: privateKeyToAddress(keyOf(101)),
      validator: nodeAddress(100),
      countries: ["SE"],
    });
    const next = (index: number) =>
      advanceAdmission(seatAt(index), newcomer(), { candidate: anvil.url, others: [anvil.url] });

    it("takes the same command from each member until the candidate validates", async () => {
      expect(await next(0)).to.deep.equal({ did: "proposed" });
      expect(await next(1)).to.include({ waits: "voteOpens" });
      await wait(6);
      for (const index of [0, 1, 2]) expect(await next(index)).to.deep.equal({ did: "voted" });
      expect(await next(2)).to.include({ waits: "voteCloses" });
      await wait(40);
      expect(await next(3)).to.deep.equal({ did: "queued" });
      expect(await next(3)).to.include({ waits: "timelock" });
      await wait(6);
      expect(await next(3)).to.deep.equal({ did: "executed" });
      expect(await next(0)).to.deep.equal({ over: "executed" });
      expect(await validators()).to.deep.equal([...founders(), nodeAddress(100)].sort());
      const seat = (await getSeats(seatAt(0))).find(({ name }) => name === newcomer().name);
      expect(seat).to.include({ seat: 5n });
    });

    it("fails without two thirds", async () => {
      await next(0);
      await wait(6);
      for (const index of [0, 1]) await next(index);
      await wait(40);
      expect(await next(0)).to.deep.equal({ over: "defeated" });
      expect(await validators()).to.deep.equal(founders());
    });
  });

  describe("expel", () => {
    it("goes on where another seat was quicker", async () => {
      const proposal = expulsionOf(4n);
      const quicker = seatAt(0);
      const slower: SeatClient = {
        ...seatAt(1),
        async proposeSync(of) {
          await quicker.proposeSync(of);
          return await seatAt(1).proposeSync(of);
        },
        async queueProposalSync(of) {
          await quicker.queueProposalSync(of);
          return await seatAt(1).queueProposalSync(of);
        },
        async executeProposalSync(of) {
          await quicker.executeProposalSync(of);
          return await seatAt(1).executeProposalSync(of);
        },
      };
      expect(await advance(slower, proposal)).to.include({ waits: "voteOpens" });
      await wait(6);
      for (const index of [0, 1, 2]) await advance(seatAt(index), proposal);
      await wait(40);
      expect(await advance(slower, proposal)).to.include({ waits: "timelock" });
      await wait(6);
      expect(await advance(slower, proposal)).to.deep.equal({ over: "executed" });
      expect(await validators()).to.have.length(3);
    });

    it("takes three of four, and the validator with the seat", async () => {
      const next = (index: number) => advance(seatAt(index), expulsionOf(4n));
      await next(0);
      await wait(6);
      for (const index of [0, 1, 2]) await next(index);
      await wait(40);
      await next(0);
      await wait(6);
      expect(await next(0)).to.deep.equal({ did: "executed" });
      expect(await validators()).to.have.length(3);
      const back = await returnAfterAbsence(seatAt(3), nodeAddress(1), nodes());
      expect(back).to.deep.equal({ is: "observer" });
    });
  });

  describe("rotate the validator", () => {
    it("takes the word of the node's own key for that seat alone", async () => {
      const bound = await bindNode(seatAt(0), 2n, keyOf(102));
      const refusal = await rotateValidator(seatAt(0), bound, nodes()).catch(
        (error: Error) => error.message,
      );
      expect(refusal).to.match(/did not sign that it validates for seat 1\./);
      expect(await validators()).to.deep.equal(founders());
    });

    it("puts the new node in the place of the former", async () => {
      const [former] = made.founding.members.map((of) => addressOfNode(of.nodePublicKey));
      await rotateValidator(seatAt(0), await bindNode(seatAt(0), 1n, keyOf(102)), nodes());
      const after = await validators();
      expect(after).to.include(nodeAddress(102));
      expect(after).not.to.include(former);
      expect(after).to.have.length(4);
    });
  });

  describe("the keys of a seat", () => {
    const authority = privateKeyToAddress(keyOf(104));
    const recovery = privateKeyToAddress(keyOf(105));
    const refusalOf = async (doing: Promise<unknown>) =>
      await doing.then(
        () => "nothing refused it",
        (error: Error) => {
          expect(error).to.be.instanceOf(UserError);
          return error.message;
        },
      );
    const takeRecovery = async () => {
      await nameRecovery(seatAt(0), recovery);
      await wait(DELAY);
      await accept(clientOf(keyOf(105)), "recovery", 1n);
    };

    it("move to another account, which accepts after the delay; the vote moves along", async () => {
      const from = await nameAccount(seatAt(0), authority);
      const next = clientOf(keyOf(104));
      expect(await refusalOf(accept(next, "account", 1n))).to.equal(
        `The delay runs until ${momentText(from)}: until then the present keys of the seat can cancel it.`,
      );
      expect((await keysOf(seatAt(1), 1n)).namings.authority).to.include({ account: authority });
      await wait(DELAY);
      expect(await refusalOf(accept(seatAt(1), "account", 1n))).to.match(
        /^Seat 1 named 0x\w+ as its account, not 0x\w+: that key accepts\.$/,
      );
      await accept(next, "account", 1n);
      expect((await keysOf(seatAt(1), 1n)).seat).to.include({ authority });
      await wait(60);
      expect(await advance(next, expulsionOf(4n))).to.deep.equal({ did: "proposed" });
    });

    it("stay what they are where what was named is cancelled", async () => {
      await nameAccount(seatAt(0), authority);
      await cancel(seatAt(0), "account", 1n);
      await wait(DELAY);
      expect(await refusalOf(accept(clientOf(keyOf(104)), "account", 1n))).to.equal(
        "Seat 1 has named no next account.",
      );
      expect(await refusalOf(cancel(seatAt(0), "recovery", 1n))).to.equal(
        "Seat 1 has named no next recovery key.",
      );
    });

    it("have a recovery key, which cancels what a thief names and replaces the account", async () => {
      await takeRecovery();
      const apart = clientOf(keyOf(105));
      expect((await keysOf(apart, 1n)).seat).to.include({ recovery });
      await nameAccount(seatAt(0), privateKeyToAddress(keyOf(106)));
      await cancel(apart, "account", 1n);
      await nameAccount(apart, authority, 1n);
      await wait(DELAY);
      await accept(clientOf(keyOf(104)), "account", 1n);
      expect((await keysOf(apart, 1n)).seat).to.include({ authority, recovery });
    });

    it("have none again once the account accepts that", async () => {
      await takeRecovery();
      await nameRecovery(seatAt(0));
      await wait(DELAY);
      await accept(seatAt(0), "recovery", 1n);
      expect((await keysOf(seatAt(0), 1n)).seat.recovery).to.equal(undefined);
    });

    it("refuse what another key asks for, and say which one it is", async () => {
      await takeRecovery();
      expect(await refusalOf(allowResignation(seatAt(1), 1n, true))).to.equal(
        `The recovery key of seat 1 is ${recovery}, not ${seatAt(1).account.address}.`,
      );
      expect(await refusalOf(allowResignation(seatAt(1), 2n, true))).to.equal(
        "Seat 2 has no recovery key: its account gives it up alone.",
      );
      expect(await refusalOf(keysOf(seatAt(0), 9n))).to.equal("No seat 9 is held.");
    });

    it("end the seat only together: the recovery key allows what the account does", async () => {
      await takeRecovery();
      const apart = clientOf(keyOf(105));
      const refused = `Seat 1 has the recovery key ${recovery}: who stole the account must not end the seat. That key allows it first, with \`member allow-resignation\`.`;
      expect(await refusalOf(leave(seatAt(0)))).to.equal(refused);
      await allowResignation(apart, 1n, true);
      await allowResignation(apart, 1n, false);
      expect(await refusalOf(leave(seatAt(0)))).to.equal(refused);
      await allowResignation(apart, 1n, true);
      expect(await leave(seatAt(0))).to.include({ seat: 1n });
      expect(await validators()).to.have.length(3);
    });
  });

  describe("leave", () => {
    it("takes the validator along, and leaves the others their seats", async () => {
      const { seat, validator } = await leave(seatAt(1));
      expect(seat).to.equal(2n);
      expect(await validators()).to.deep.equal(
        founders().filter((of) => of !== getAddress(validator)),
      );
    });

    it("is for those who have a seat", async () => {
      const stranger = clientOf(keyOf(999));
      const refusal = await leave(stranger).catch((error: Error) => error);
      expect(refusal).to.be.instanceOf(UserError);
      expect((refusal as Error).message).to.equal(`${stranger.account.address} acts for no seat.`);
    });
  });

  describe("return", () => {
    it("is by itself where the seat is held and the key is the listed one", async () => {
      const own = addressOfNode(made.founding.members[2]?.nodePublicKey ?? "0x");
      expect(await returnAfterAbsence(seatAt(2), own, nodes())).to.deep.include({ is: "member" });
    });

    it("with another key is told to rotate: so after a machine was lost with its key", async () => {
      const machine = nodeAddress(103);
      expect(await returnAfterAbsence(seatAt(2), machine, nodes())).to.deep.include({
        is: "otherValidator",
      });
      await rotateValidator(seatAt(2), await bindNode(seatAt(2), 3n, keyOf(103)), nodes());
      expect(await returnAfterAbsence(seatAt(2), machine, nodes())).to.deep.include({
        is: "member",
      });
    });
  });
});
