import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCountryCode, parseManufacturerId, toBytes } from "@openrobotid/sdk";
import { consortiumAbi, registrarOrdersAbi } from "@openrobotid/sdk/abis";
import { isolate, time, world } from "@openrobotid/testkit/chain";
import { ORDER_NOTICE, ORDER_VALIDITY } from "@openrobotid/testkit/registry";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { type Address, getAbiItem, toEventSelector } from "viem";
import type { DirectoryStatement } from "../../permissioner/directory-entry.js";
import { permApi } from "../../permissioner/perm-api.js";
import { readPermissions } from "../../permissioner/permissions-file.js";
import { MembershipReader } from "../../permissioner/read-membership.js";
import { withNode } from "./altered-node.js";
import {
  accounts,
  allEntries,
  chainTime,
  clientOf,
  DIGEST,
  deployment,
  entryOf,
  giveKeys,
  type Machine,
  machine,
  moveValidator,
  nodeOf,
  OLD,
  rotateAuthority,
  SEATS,
  validators,
} from "./setting.js";

const SEAT_ADMITTED = toEventSelector(getAbiItem({ abi: consortiumAbi, name: "SeatAdmitted" }));
const ORDER_PROPOSED = toEventSelector(
  getAbiItem({ abi: registrarOrdersAbi, name: "OrderProposed" }),
);

const lower = (...parts: (keyof typeof accounts)[]): string[] =>
  parts.map((part) => accounts[part].address.toLowerCase());

describe("Permissioner", () => {
  isolate();
  before(giveKeys);

  let here: Machine;
  beforeEach(async () => {
    here = await machine();
  });
  afterEach(async () => {
    await here.close();
  });

  const spain = parseCountryCode("ES");
  const maker = parseManufacturerId("CNUT01");

  describe("the lists", () => {
    it("hold the validators of the seats, and the accounts with a part in the registry", async () => {
      expect(await here.permissioner().step()).to.equal(true);
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
      expect(here.besu.accounts).to.include.members(
        lower("CN", "ES", "MX", "DE", "maker", "recycler"),
      );
      expect(here.besu.accounts).not.to.include.members(lower("stranger"));
      expect(here.besu.accounts).not.to.include(OLD.accounts[0]);
    });

    it("are the same in Besu's file and in Besu", async () => {
      await here.permissioner().step();
      const file = readPermissions(here.permissionsFile);
      expect(file?.nodes).to.have.members(here.besu.nodes);
      expect(file?.accounts).to.have.members(here.besu.accounts);
    });

    it("are left alone where they are what they should be", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      const before = here.besu.requests.length;
      await permissioner.step();
      expect(here.besu.requests.slice(before)).to.deep.equal([
        "perm_getNodesAllowlist",
        "perm_getAccountsAllowlist",
      ]);
    });

    it("take a new entry in before an old one goes", async () => {
      await here.permissioner().step();
      const { requests } = here.besu;
      expect(requests.indexOf("perm_addNodesToAllowlist")).to.be.lessThan(
        requests.indexOf("perm_removeNodesFromAllowlist"),
      );
    });

    it("follow a seat that is expelled: neither its node nor its account stays", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      await world.consortium.connect(world.governance).expelSeat(4);
      await permissioner.step();
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX"));
      expect(here.besu.accounts).not.to.include.members(lower("DE"));
    });

    it("follow a validator that is rotated, once its seat says where it listens", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      const next = nodeOf("ES next", "192.0.2.77");
      await moveValidator("ES", next.key);
      here.publish([await entryOf(SEATS.ES, "ES", { nodes: [next.enode] })]);
      await permissioner.step();
      expect(here.besu.nodes).to.have.members([next.enode, ...validators("CN", "MX", "DE")]);
    });

    describe("while a registrar order is pending", () => {
      const owner = accounts.owner.address;
      const propose = async () => {
        const { order } = await clientOf("ES").proposeOrderSync({
          id: robots.sold,
          action: "transfer",
          beneficiary: accounts.buyer.address,
          reasonDigest: DIGEST,
        });
        return order;
      };
      /** The seat that proposes withholds the holder it has let send, so that it cannot object. */
      const withhold = async () => await publish({ participants: [owner], withheld: [owner] });
      const publish = async (spains: Partial<DirectoryStatement>) => {
        const others = (await allEntries()).filter(({ seat }) => seat !== SEATS.ES);
        const nodes = validators("ES");
        here.publish([...others, await entryOf(SEATS.ES, "ES", { nodes, ...spains })]);
      };
      const listed = () => here.besu.accounts.includes(owner.toLowerCase());

      it("keep the holder it is against, though its seat withholds it", async () => {
        await publish({ participants: [owner] });
        const permissioner = here.permissioner();
        await permissioner.step();
        expect(listed()).to.equal(true);
        const order = await propose();
        await withhold();
        await permissioner.step();
        expect(listed()).to.equal(true);
        await clientOf("owner").objectToOrderSync({ order, reasonDigest: DIGEST });
        await permissioner.step();
        expect(listed()).to.equal(true);
        await clientOf("DE").countersignOrderSync({ order });
        await permissioner.step();
        expect(listed()).to.equal(true);
      });

      it("let it go once its objection is upheld, without any event", async () => {
        const order = await propose();
        await withhold();
        await clientOf("owner").objectToOrderSync({ order, reasonDigest: DIGEST });
        const permissioner = here.permissioner();
        await permissioner.step();
        expect(listed()).to.equal(true);
        await time.increase(ORDER_NOTICE);
        await permissioner.step();
        expect(listed()).to.equal(false);
      });

      it("let it go once the order is executed, of which the robots' registry alone tells", async () => {
        const order = await propose();
        await withhold();
        const permissioner = here.permissioner();
        await permissioner.step();
        await time.increase(ORDER_NOTICE);
        await clientOf("buyer").executeOrderSync({ order });
        await permissioner.step();
        expect(listed()).to.equal(false);
      });

      it("keep it under the next order on the same robot", async () => {
        const order = await propose();
        await withhold();
        const permissioner = here.permissioner();
        await permissioner.step();
        await clientOf("ES").withdrawOrderSync({ order, reasonDigest: DIGEST });
        await permissioner.step();
        expect(listed()).to.equal(false);
        await propose();
        await permissioner.step();
        expect(listed()).to.equal(true);
      });

      it("take in who is to have the robot, and must ask for it, unless the seat that proposes withholds it", async () => {
        await propose();
        const permissioner = here.permissioner();
        await permissioner.step();
        expect(here.besu.accounts).to.include.members(lower("buyer"));
        await publish({ withheld: [accounts.buyer.address] });
        await permissioner.step();
        expect(here.besu.accounts).not.to.include.members(lower("buyer"));
      });

      it("stay as they are on the word of a node that hides the order", async () => {
        await propose();
        const hide = (result: unknown, method: string) =>
          method === "eth_getLogs"
            ? (result as { topics: string[] }[]).filter(
                ({ topics }) => topics[0] !== ORDER_PROPOSED,
              )
            : result;
        await withNode({ alter: hide }, async (url) => {
          const lied = here.permissioner({ readers: [new MembershipReader(url, deployment)] });
          expect(await lied.step()).to.equal(false);
          expect(lied.standing().alarms.chainUnreadable?.[0]).to.contain(
            "0 registrar orders; the contract counts 1",
          );
        });
      });

      it("let it go once the order is withdrawn", async () => {
        const order = await propose();
        await withhold();
        const permissioner = here.permissioner();
        await permissioner.step();
        expect(listed()).to.equal(true);
        await clientOf("ES").withdrawOrderSync({ order, reasonDigest: DIGEST });
        await permissioner.step();
        expect(listed()).to.equal(false);
      });

      it("let it go once the order has expired, without any event", async () => {
        await propose();
        await withhold();
        let now = await chainTime();
        const permissioner = here.permissioner({ now: () => now });
        await permissioner.step();
        expect(listed()).to.equal(true);
        await time.increase(ORDER_NOTICE + ORDER_VALIDITY);
        now = await chainTime();
        await permissioner.step();
        expect(listed()).to.equal(false);
      });
    });

    it("hold an accredited party until its accreditation expires, without any event", async () => {
      const expiry = (await chainTime()) + 3600;
      await clientOf("ES").accreditSync({
        accredited: accounts.inspector.address,
        role: "insurer",
        country: spain,
        expiry,
      });
      await clientOf("ES").accreditSync({
        accredited: accounts.stranger.address,
        role: "insurer",
        country: spain,
        expiry,
      });
      const permissioner = here.permissioner({ mostSecondsOfHead: 10_000 });
      await permissioner.step();
      expect(here.besu.accounts).to.include.members(lower("stranger"));
      await time.increase(3600);
      await permissioner.step();
      expect(here.besu.accounts).not.to.include.members(lower("stranger"));
    });

    it("drop a party whose accreditation is withdrawn", async () => {
      const role = "insurer";
      const permissioner = here.permissioner();
      await permissioner.step();
      expect(here.besu.accounts).to.include.members(lower("insurer"));
      await clientOf("ES").withdrawAccreditationSync({
        accredited: accounts.insurer.address,
        role,
        country: spain,
        reasonDigest: DIGEST,
      });
      await permissioner.step();
      expect(here.besu.accounts).not.to.include.members(lower("insurer"));
    });

    it("drop a party with the term of the seat that accredited it, without a word about the party", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      expect(here.besu.accounts).to.include.members(lower("insurer"));
      await world.consortium.connect(world.governance).releaseCountry(toBytes(spain));
      await permissioner.step();
      expect(here.besu.accounts).not.to.include.members(lower("insurer"));
    });

    it("keep a maker that is suspended, and one that is revoked: it still owes recalls and remedies", async () => {
      const permissioner = here.permissioner();
      await clientOf("CN").suspendManufacturerSync({ manufacturer: maker, reasonDigest: DIGEST });
      await permissioner.step();
      expect(here.besu.accounts).to.include.members(lower("maker"));
      await clientOf("CN").revokeManufacturerSync({ manufacturer: maker, reasonDigest: DIGEST });
      await permissioner.step();
      expect(here.besu.accounts).to.include.members(lower("maker"));
    });

    it("take in the account that a maker names next, so that it can accept", async () => {
      await clientOf("maker").proposeManufacturerAccountSync({
        manufacturer: maker,
        nextAccount: accounts.newcomer.address,
      });
      await here.permissioner().step();
      expect(here.besu.accounts).to.include.members(lower("maker", "newcomer"));
    });

    it("take in the successor of a maker whose key is compromised, so that it can accept", async () => {
      const china = clientOf("CN");
      const since = await chainTime();
      const reasonDigest = DIGEST;
      await china.declareCompromisedSync({ manufacturer: maker, since, reasonDigest });
      const successor = accounts.newcomer.address;
      await china.nameSuccessorSync({ manufacturer: maker, successor, reasonDigest });
      const permissioner = here.permissioner();
      await permissioner.step();
      // The contracts see to it that the former does nothing as a maker; what it holds is still its own.
      expect(here.besu.accounts).to.include.members(lower("maker", "newcomer"));
      await china.withdrawSuccessionSync({ manufacturer: maker });
      await permissioner.step();
      expect(here.besu.accounts).not.to.include.members(lower("newcomer"));
    });

    describe("with the keys of a seat", () => {
      it("hold its recovery key, and whom it names, though the seat withholds them: its account may be stolen", async () => {
        await clientOf("recovery").proposeAuthorityOfSync({
          seat: 1n,
          authority: accounts.newcomer.address,
        });
        await clientOf("CN").proposeRecoverySync({ recovery: accounts.dealer.address });
        const keys = ["recovery", "newcomer", "dealer"] as const;
        const withheld = keys.map((key) => accounts[key].address);
        here.publish([await entryOf(SEATS.CN, "CN", { nodes: validators("CN"), withheld })]);
        await here.permissioner().step();
        expect(here.besu.accounts).to.include.members(lower("CN", ...keys));
      });

      it("let go of whom it named once that is cancelled", async () => {
        await clientOf("ES").proposeAuthoritySync({ authority: accounts.newcomer.address });
        const permissioner = here.permissioner();
        await permissioner.step();
        expect(here.besu.accounts).to.include.members(lower("newcomer"));
        await clientOf("ES").vetoAuthoritySync({ seat: 2n });
        await permissioner.step();
        expect(here.besu.accounts).not.to.include.members(lower("newcomer"));
      });

      it("follow the seat to the account that accepts", async () => {
        const permissioner = here.permissioner();
        await permissioner.step();
        await rotateAuthority("ES", "newcomer");
        await permissioner.step();
        expect(here.besu.accounts).to.include.members(lower("newcomer"));
        expect(here.besu.accounts).not.to.include.members(lower("ES"));
      });
    });

    it("take in relayers and participants whom a seat names, and let a seat withhold whom it brought", async () => {
      const entry = await entryOf(SEATS.CN, "CN", {
        nodes: validators("CN"),
        relayers: [accounts.dealer.address],
        participants: [accounts.owner.address, accounts.buyer.address],
        withheld: [accounts.maker.address, accounts.recycler.address, accounts.ES.address],
      });
      here.publish([entry]);
      await here.permissioner().step();
      expect(here.besu.accounts).to.include.members(lower("dealer", "owner", "buyer"));
      // Seat 1 admitted the maker. It neither accredited the recycler nor has it a say over another seat.
      expect(here.besu.accounts).not.to.include.members(lower("maker"));
      expect(here.besu.accounts).to.include.members(lower("recycler", "ES"));
    });

    it("hold what the member says of its own, though nothing in the registry says so", async () => {
      const own = {
        nodes: [nodeOf("own observer").enode],
        accounts: [accounts.stranger.address.toLowerCase() as Address],
        knownMembers: [],
      };
      await here.permissioner({ own: () => own }).step();
      expect(here.besu.nodes).to.include(nodeOf("own observer").enode);
      expect(here.besu.accounts).to.include.members(lower("stranger"));
    });

    it("place a validator by the member's address book where its seat says nothing, and by its seat where it does", async () => {
      const moved = nodeOf("DE", "198.51.100.9");
      here.publish([await entryOf(SEATS.DE, "DE", { nodes: [moved.enode] })]);
      const knownMembers = [...validators("CN", "DE"), nodeOf("nobody's").enode];
      await here.permissioner({ own: () => ({ nodes: [], accounts: [], knownMembers }) }).step();
      expect(here.besu.nodes).to.have.members([moved.enode, ...validators("CN")]);
    });
  });

  describe("where the chain cannot be read", () => {
    it("keeps the lists as they are, says so, and goes on when it can again", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      const before = [...here.besu.nodes];
      await world.consortium.connect(world.governance).expelSeat(4);
      await withNode({ down: true }, async (url) => {
        const blind = here.permissioner({ readers: [new MembershipReader(url, deployment)] });
        expect(await blind.step()).to.equal(false);
        expect(here.besu.nodes).to.deep.equal(before);
        expect(blind.standing().healthy).to.equal(false);
        expect(blind.standing().alarms.chainUnreadable?.[0]).to.match(/0 of 1 needed nodes/);
      });
      expect(await permissioner.step()).to.equal(true);
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX"));
    });

    it("knows the seats of which no event tells, as those in a genesis", async () => {
      const withoutAdmissions = (result: unknown, method: string) =>
        method === "eth_getLogs"
          ? (result as { topics: string[] }[]).filter(({ topics }) => topics[0] !== SEAT_ADMITTED)
          : result;
      await withNode({ alter: withoutAdmissions }, async (url) => {
        const readers = [new MembershipReader(url, deployment)];
        expect(await here.permissioner({ readers }).step()).to.equal(true);
      });
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
    });

    it("changes nothing on the word of a node that contradicts itself about the seats", async () => {
      const word = (number: number) => `0x${number.toString(16).padStart(64, "0")}`;
      const five = (result: unknown, method: string) =>
        method === "eth_call" && result === word(4) ? word(5) : result;
      await withNode({ alter: five }, async (url) => {
        const lied = here.permissioner({ readers: [new MembershipReader(url, deployment)] });
        expect(await lied.step()).to.equal(false);
        expect(lied.standing().alarms.chainUnreadable?.[0]).to.contain(
          "4 seats; the contract counts 5",
        );
      });
      expect(here.besu.nodes).to.deep.equal(OLD.nodes);
    });

    it("changes nothing on the word of a node of another chain, or with other contracts", async () => {
      const other = (result: unknown, method: string) =>
        method === "eth_chainId" ? "0x1" : result;
      const impostor = (result: unknown, method: string) =>
        method === "eth_getCode" ? "0x6000" : result;
      for (const [alter, said] of [
        [other, /is a node of chain 1; the deployment is of chain 31337/],
        [impostor, /is other code than that of Consortium/],
      ] as const) {
        await withNode({ alter }, async (url) => {
          const lied = here.permissioner({ readers: [new MembershipReader(url, deployment)] });
          expect(await lied.step()).to.equal(false);
          expect(lied.standing().alarms.chainUnreadable?.[0]).to.match(said);
        });
      }
      expect(here.besu.nodes).to.deep.equal(OLD.nodes);
    });

    it("changes nothing while the newest block is old", async () => {
      const late = here.permissioner({ now: () => 2_000_000_000 });
      expect(await late.step()).to.equal(false);
      expect(late.standing().alarms.chainStalled?.[0]).to.match(/seconds old/);
      expect(here.besu.nodes).to.deep.equal(OLD.nodes);
    });

    it("follows no node back to an older block, not even after a restart", async () => {
      const head = await clientOf("CN").request({ method: "eth_blockNumber" });
      await world.consortium.connect(world.governance).expelSeat(4);
      await here.permissioner().step();
      await withNode({ behindAt: head }, async (url) => {
        const old = here.permissioner({ readers: [new MembershipReader(url, deployment)] });
        expect(await old.step()).to.equal(false);
        expect(old.standing().alarms.chainUnreadable?.[0]).to.match(
          /behind block \d+, which was read before/,
        );
      });
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX"));
    });
  });

  describe("with several nodes to read from", () => {
    const honest = () => new MembershipReader(here.besu.url, deployment);
    /** A node that says of seat 2 that its account is another one. */
    const lie = (result: unknown, method: string) =>
      method === "eth_call"
        ? (result as string).replaceAll(
            accounts.ES.address.slice(2).toLowerCase(),
            accounts.stranger.address.slice(2).toLowerCase(),
          )
        : result;

    it("acts only where two say the same", async () => {
      await withNode({ alter: lie }, async (url) => {
        const readers = [honest(), new MembershipReader(url, deployment)];
        const permissioner = here.permissioner({ readers, agreement: 2 });
        expect(await permissioner.step()).to.equal(false);
        expect(permissioner.standing().alarms.chainUnreadable?.[0]).to.match(
          /1 of 2 needed nodes say the same/,
        );
      });
      expect(here.besu.accounts).to.deep.equal(OLD.accounts);
    });

    it("goes with two of three, and names the third", async () => {
      await withNode({ alter: lie }, async (url) => {
        const readers = [new MembershipReader(url, deployment), honest(), honest()];
        const permissioner = here.permissioner({ readers, agreement: 2 });
        expect(await permissioner.step()).to.equal(true);
        expect(permissioner.standing().alarms.dissent?.[0]).to.contain(
          `${url} says something else`,
        );
      });
      expect(here.besu.accounts).to.include.members(lower("ES"));
      expect(here.besu.accounts).not.to.include.members(lower("stranger"));
    });

    it("reads at a block that both have where one is a little behind", async () => {
      const head = await clientOf("CN").request({ method: "eth_blockNumber" });
      await world.consortium.connect(world.governance).expelSeat(4);
      await withNode({ behindAt: head }, async (url) => {
        const readers = [honest(), new MembershipReader(url, deployment)];
        await here.permissioner({ readers, agreement: 2 }).step();
      });
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
      await here.permissioner({ readers: [honest(), honest()], agreement: 2 }).step();
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX"));
    });

    it("stops where one of two needed is down", async () => {
      await withNode({ down: true }, async (url) => {
        const readers = [honest(), new MembershipReader(url, deployment)];
        const permissioner = here.permissioner({ readers, agreement: 2 });
        expect(await permissioner.step()).to.equal(false);
      });
      expect(here.besu.nodes).to.deep.equal(OLD.nodes);
    });
  });

  describe("when Besu fails", () => {
    it("writes the file where Besu is down, so that it starts with the right lists", async () => {
      await here.besu.stop();
      const permissioner = here.permissioner({
        readers: [new MembershipReader(await chainUrl(), deployment)],
      });
      expect(await permissioner.step()).to.equal(false);
      expect(permissioner.standing().alarms.besu?.[0]).to.match(
        /does not answer perm_getNodesAllowlist/,
      );
      expect(readPermissions(here.permissionsFile)?.nodes).to.have.members(
        validators("CN", "ES", "MX", "DE"),
      );
      await here.besu.start();
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
      expect(await permissioner.step()).to.equal(true);
      expect(permissioner.standing().healthy).to.equal(true);
    });

    for (const fault of ["lost", "doneAndLost"] as const) {
      for (const method of [
        "perm_addNodesToAllowlist",
        "perm_removeNodesFromAllowlist",
        "perm_addAccountsToAllowlist",
        "perm_removeAccountsFromAllowlist",
      ]) {
        it(`is right one step after ${method} was ${fault}`, async () => {
          here.besu.fail(method, fault);
          const permissioner = here.permissioner();
          expect(await permissioner.step()).to.equal(false);
          expect(await permissioner.step()).to.equal(true);
          expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
          expect(here.besu.accounts).to.include.members(lower("CN", "ES", "MX", "DE"));
          expect(here.besu.accounts).not.to.include(OLD.accounts[0]);
          expect(readPermissions(here.permissionsFile)?.nodes).to.have.members(here.besu.nodes);
        });
      }
    }

    it("restarts in the middle of a change with what its file holds, and ends up right", async () => {
      here.besu.fail("perm_removeNodesFromAllowlist", {
        first: async () => {
          here.besu.nodes = [];
          await here.besu.stop();
          await here.besu.start();
        },
      });
      const permissioner = here.permissioner();
      await permissioner.step();
      expect(await permissioner.step()).to.equal(true);
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
    });

    it("puts the file and Besu in step again where somebody edited it", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      writeFileSync(here.permissionsFile, "accounts-allowlist=[]\nnodes-allowlist=[]\n");
      await world.consortium.connect(world.governance).expelSeat(4);
      expect(await permissioner.step()).to.equal(true);
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX"));
      expect(readPermissions(here.permissionsFile)?.nodes).to.have.members(here.besu.nodes);
      expect(readPermissions(here.permissionsFile)?.accounts).to.have.members(here.besu.accounts);
    });

    it("writes the file whole where Besu left half of one", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      writeFileSync(here.permissionsFile, 'accounts-allowlist=["0x');
      expect(await permissioner.step()).to.equal(true);
      expect(readPermissions(here.permissionsFile)?.accounts).to.have.members(here.besu.accounts);
    });

    it("copes with somebody who changes the lists at the same time", async () => {
      here.besu.fail("perm_addNodesToAllowlist", {
        first: () => {
          here.besu.nodes.push(nodeOf("CN").enode, nodeOf("intruder").enode);
          // As another client of Besu would have: list and file alike.
          const accounts = here.besu.accounts.map((of) => `"${of}"`).join(",");
          const nodes = here.besu.nodes.map((of) => `"${of}"`).join(",");
          writeFileSync(
            here.permissionsFile,
            `accounts-allowlist=[${accounts}]\nnodes-allowlist=[${nodes}]\n`,
          );
        },
      });
      expect(await here.permissioner().step()).to.equal(true);
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
    });

    it("names the entry that Besu does not take, and brings the others in", async () => {
      const named = nodeOf("CN", "node.example.org").enode;
      here.publish([
        await entryOf(SEATS.CN, "CN", { nodes: [named, nodeOf("CN observer").enode] }),
      ]);
      const refuse = { refuse: "Request contains an invalid node" };
      // The batch, and of its two entries the first.
      here.besu.fail("perm_addNodesToAllowlist", refuse, refuse);
      const permissioner = here.permissioner();
      expect(await permissioner.step()).to.equal(true);
      expect(here.besu.nodes).to.deep.equal([nodeOf("CN observer").enode]);
      expect(permissioner.standing().alarms.lists?.[0]).to.contain(named);
    });

    it("says which option is missing where local permissioning is off", async () => {
      const { folder } = here;
      await here.close();
      here = await machine({ enabled: { nodes: false, accounts: true } });
      expect(folder).not.to.equal(here.folder);
      const permissioner = here.permissioner();
      expect(await permissioner.step()).to.equal(false);
      expect(permissioner.standing().alarms.besu?.[0]).to.contain(
        "Node allowlist has not been enabled",
      );
    });

    it("reads and keeps a node that asks for a token; 401 is named, and a new token taken without a restart", async () => {
      await here.close();
      here = await machine({ token: "second" });
      const tokenFile = join(here.folder, "token");
      writeFileSync(tokenFile, "first\n");
      const endpoint = `${here.besu.url}#token-file=${tokenFile}`;
      const node = { perm: permApi({ endpoint }), permissionsFile: here.permissionsFile };
      const readers = [new MembershipReader(endpoint, deployment)];
      const permissioner = here.permissioner({ node, readers });
      expect(await permissioner.step()).to.equal(false);
      expect(permissioner.standing()).to.have.property("healthy", false);
      expect(permissioner.standing().alarms.chainUnreadable?.[0]).to.contain(
        `${here.besu.url} answers 401 to eth_chainId: the token in ${tokenFile} has expired`,
      );
      writeFileSync(tokenFile, "second\n");
      expect(await permissioner.step()).to.equal(true);
      expect(permissioner.standing().healthy).to.equal(true);
    });

    it("names a 401 to the methods that keep the lists", async () => {
      await here.close();
      here = await machine({ token: "second" });
      const node = { perm: permApi({ endpoint: here.besu.url }) };
      const readers = [new MembershipReader(await chainUrl(), deployment)];
      const permissioner = here.permissioner({ node, readers });
      expect(await permissioner.step()).to.equal(false);
      expect(permissioner.standing().alarms.besu?.[0]).to.contain(
        "answers 401 to perm_getNodesAllowlist: it asks for a token, and none is given",
      );
    });
  });

  describe("never locks the member out", () => {
    it("takes a static node that is no longer a member's out of its file first: without it Besu would not start", async () => {
      const gone = nodeOf("gone").enode;
      await here.close();
      here = await machine({ staticNodes: [gone, ...validators("CN")] });
      expect(await here.permissioner().step()).to.equal(true);
      expect(JSON.parse(readFileSync(here.staticNodesFile, "utf8"))).to.deep.equal(
        validators("CN"),
      );
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
      await here.besu.stop();
      await here.besu.start();
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
    });

    it("keeps a bootnode that is no longer a member's, and says what to do about it", async () => {
      const gone = nodeOf("gone").enode;
      await here.close();
      here = await machine({ bootnodes: [gone] });
      const permissioner = here.permissioner();
      expect(await permissioner.step()).to.equal(true);
      expect(here.besu.nodes).to.have.members([gone, ...validators("CN", "ES", "MX", "DE")]);
      expect(permissioner.standing().alarms.lists?.[0]).to.contain(`${gone} is no longer allowed`);
      await here.besu.stop();
      await here.besu.start();
    });

    it("learns of a bootnode from Besu's refusal where it was not told", async () => {
      const gone = nodeOf("gone").enode;
      await here.close();
      here = await machine({ bootnodes: [gone] });
      const node = {
        perm: permApi({ endpoint: here.besu.url }),
        permissionsFile: here.permissionsFile,
      };
      const permissioner = here.permissioner({ node });
      expect(await permissioner.step()).to.equal(true);
      expect(here.besu.nodes).to.have.members([gone, ...validators("CN", "ES", "MX", "DE")]);
      expect(readPermissions(here.permissionsFile)?.nodes).to.include(gone);
      expect(permissioner.standing().alarms.lists?.[0]).to.contain(`${gone} is no longer allowed`);
    });

    it("empties no list: without any entry of the directory the nodes stay as they are", async () => {
      here.publish([]);
      const permissioner = here.permissioner();
      expect(await permissioner.step()).to.equal(false);
      expect(here.besu.nodes).to.deep.equal(OLD.nodes);
      expect(permissioner.standing().alarms.besu?.[0]).to.contain("No list is ever emptied");
    });

    it("leaves the lists as they are while the member's own file cannot be read", async () => {
      const own = () => {
        throw new Error("address-book.json cannot be read");
      };
      const permissioner = here.permissioner({ own });
      expect(await permissioner.step()).to.equal(false);
      expect(here.besu.nodes).to.deep.equal(OLD.nodes);
      expect(permissioner.standing().alarms.lists?.[0]).to.contain("address-book.json");
    });
  });

  describe("as a service", () => {
    it("remembers entries across a restart, though their source is gone", async () => {
      await here.permissioner().step();
      const permissioner = here.permissioner({ sources: [join(here.folder, "gone.json")] });
      expect(await permissioner.step()).to.equal(true);
      expect(here.besu.nodes).to.have.members(validators("CN", "ES", "MX", "DE"));
      expect(permissioner.standing().alarms.directorySource?.[0]).to.contain("gone.json");
    });

    it("steps until it is stopped, one step at a time, and then lets go", async () => {
      const permissioner = here.permissioner();
      const running = permissioner.run();
      const deadline = Date.now() + 5_000;
      while (!permissioner.standing().healthy && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(permissioner.standing().healthy).to.equal(true);
      permissioner.stop();
      await running;
      const { length } = here.besu.requests;
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(here.besu.requests).to.have.length(length);
    });

    it("counts what it does", async () => {
      const permissioner = here.permissioner();
      await permissioner.step();
      const text = await here.metrics.registry.metrics();
      expect(text).to.contain("robotid_permissioner_nodes 4");
      expect(text).to.contain('robotid_permissioner_changes_total{change="removed"} 2');
      expect(text).to.contain('robotid_permissioner_alarm{kind="besu"} 0');
      expect(text).to.contain('robotid_permissioner_steps_total{outcome="applied"} 1');
    });

    it("refuses to start over a state file that is not its own, naming it", () => {
      const stateFile = join(here.folder, "state.json");
      writeFileSync(stateFile, "{}");
      expect(() => here.permissioner()).to.throw(`${stateFile} is not what the permissioner wrote`);
      expect(readFileSync(stateFile, "utf8")).to.equal("{}");
    });
  });

  async function chainUrl(): Promise<string> {
    const { rpcUrl } = await import("./setting.js");
    return rpcUrl;
  }
});
