import type { Part } from "@openrobotid/testkit/chain";
import { isolate, time, world } from "@openrobotid/testkit/chain";
import { expect } from "chai";
import type { Address } from "viem";
import { MembershipReader } from "../../permissioner/read-membership.js";
import {
  accounts,
  chainTime,
  clientOf,
  connection,
  deployment,
  entryOf,
  giveKeys,
  type Machine,
  machine,
  nodeOf,
  OLD,
  rotateAuthority,
  SEATS,
  validators,
} from "./setting.js";

describe("The directory of members", () => {
  isolate();
  before(giveKeys);

  let here: Machine;
  beforeEach(async () => {
    here = await machine();
  });
  afterEach(async () => {
    await here.close();
  });

  /** What is allowed, and what is refused, of these entries. */
  async function published(...entries: unknown[]) {
    here.publish(entries);
    const permissioner = here.permissioner();
    const applied = await permissioner.step();
    const { alarms } = permissioner.standing();
    return { applied, nodes: here.besu.nodes, listed: here.besu.accounts, alarms };
  }
  const lower = (part: Part) => accounts[part].address.toLowerCase();

  it("counts for nothing that a stranger signed", async () => {
    const forged = await entryOf(SEATS.CN, "stranger", { nodes: [nodeOf("forged").enode] });
    const { nodes, alarms } = await published(forged);
    expect(nodes).to.deep.equal(OLD.nodes);
    expect(alarms.directoryEntry?.[0]).to.contain(
      "signed by nobody who acts or acted for the seat",
    );
  });

  it("counts for nothing that another seat signed", async () => {
    const { nodes } = await published(
      await entryOf(SEATS.CN, "ES", { nodes: [nodeOf("forged").enode] }),
      await entryOf(SEATS.ES, "ES", { nodes: validators("ES") }),
    );
    expect(nodes).to.deep.equal(validators("ES"));
  });

  it("counts for nothing where one character differs from what was signed", async () => {
    const entry = await entryOf(SEATS.CN, "CN", { nodes: validators("CN") });
    const { alarms } = await published({ ...entry, relayers: [accounts.stranger.address] });
    expect(alarms.directoryEntry?.[0]).to.contain("signed by nobody");
  });

  it("counts for nothing of a seat that is not held", async () => {
    const { alarms } = await published(await entryOf(9, "CN", { nodes: validators("CN") }));
    expect(alarms.directoryEntry?.[0]).to.contain("no such seat is held");
  });

  it("counts for nothing from the future: it could never be replaced", async () => {
    const issuedAt = (await chainTime()) + 86_400;
    const { alarms } = await published(
      await entryOf(SEATS.CN, "CN", { nodes: validators("CN"), issuedAt }),
    );
    expect(alarms.directoryEntry?.[0]).to.contain("it is from the future");
  });

  it("lets no seat say where another one's validator listens", async () => {
    const elsewhere = nodeOf("ES", "203.0.113.66");
    const { nodes, alarms } = await published(
      await entryOf(SEATS.CN, "CN", { nodes: [...validators("CN"), elsewhere.enode] }),
      await entryOf(SEATS.ES, "ES", { nodes: validators("ES") }),
    );
    expect(nodes).to.have.members(validators("CN", "ES"));
    expect(alarms.findings?.[0]).to.contain("names the validator of seat 2");
  });

  it("says whose validator it cannot place", async () => {
    const { alarms } = await published(
      await entryOf(SEATS.CN, "CN", { nodes: validators("CN") }),
      await entryOf(SEATS.ES, "ES", { nodes: validators("ES") }),
      await entryOf(SEATS.MX, "MX", { nodes: validators("MX") }),
    );
    expect(alarms.findings).to.have.length(1);
    expect(alarms.findings?.[0]).to.contain("seat 4 (Zentralstelle für Roboterkennung)");
  });

  it("takes the later of two statements, wherever it is in the file", async () => {
    const now = await chainTime();
    const later = await entryOf(SEATS.CN, "CN", {
      nodes: [nodeOf("CN", "192.0.2.2").enode],
      issuedAt: now,
    });
    const earlier = await entryOf(SEATS.CN, "CN", { nodes: validators("CN"), issuedAt: now - 60 });
    const { nodes } = await published(later, earlier);
    expect(nodes).to.deep.equal([nodeOf("CN", "192.0.2.2").enode]);
  });

  it("cannot be put back by anyone who keeps the file: an older statement replaces no later one", async () => {
    const now = await chainTime();
    await published(
      await entryOf(SEATS.CN, "CN", { nodes: [nodeOf("CN", "192.0.2.2").enode], issuedAt: now }),
    );
    const { nodes } = await published(
      await entryOf(SEATS.CN, "CN", { nodes: validators("CN"), issuedAt: now - 60 }),
    );
    expect(nodes).to.deep.equal([nodeOf("CN", "192.0.2.2").enode]);
  });

  it("keeps what a seat said before its account was rotated, until the new account speaks", async () => {
    await published(await entryOf(SEATS.ES, "ES", { nodes: validators("ES") }));
    await rotateAuthority("ES", "newcomer");
    expect((await published()).nodes).to.deep.equal(validators("ES"));

    // The old key, stolen, says something later; the new one has spoken and counts instead.
    const moved = nodeOf("ES", "192.0.2.3");
    const now = await chainTime();
    const { nodes, listed } = await published(
      await entryOf(SEATS.ES, "ES", { nodes: [nodeOf("thief").enode], issuedAt: now + 60 }),
      await entryOf(SEATS.ES, "newcomer", { nodes: [moved.enode], issuedAt: now - 60 }),
    );
    expect(nodes).to.deep.equal([moved.enode]);
    expect(listed).to.include(lower("newcomer"));
    expect(listed).not.to.include(lower("ES"));
  });

  it("forgets what a seat said that has left", async () => {
    await published(
      await entryOf(SEATS.CN, "CN", { nodes: validators("CN") }),
      await entryOf(SEATS.DE, "DE", { nodes: [...validators("DE"), nodeOf("DE observer").enode] }),
    );
    await clientOf("DE").resignSeatSync();
    const { nodes, alarms } = await published(
      await entryOf(SEATS.CN, "CN", { nodes: validators("CN") }),
    );
    expect(nodes).to.deep.equal(validators("CN"));
    expect(alarms.directoryEntry).to.equal(undefined);
  });

  it("lets an observer in that a seat names, as a candidate must follow the chain before it is admitted", async () => {
    const candidate = nodeOf("candidate").enode;
    const { nodes } = await published(
      await entryOf(SEATS.CN, "CN", { nodes: [...validators("CN"), candidate] }),
    );
    expect(nodes).to.include(candidate);
  });

  for (const [what, change] of [
    [
      "an enode without a point of the curve",
      { nodes: [`enode://${"0".repeat(128)}@192.0.2.1:30303`] },
    ],
    ["an enode with a line break", { nodes: [`${validators("CN")[0]}\n"]`] }],
    [
      "a list of nodes without end",
      { nodes: Array.from({ length: 100 }, () => validators("CN")[0]) },
    ],
    ["an account that is none", { relayers: ["0x12"] }],
    ["a field of its own", { admin: true }],
    ["a seat that is no number", { seat: "1" }],
  ] as const) {
    it(`refuses ${what}, and takes the entries beside it`, async () => {
      const entry = await entryOf(SEATS.CN, "CN", { nodes: validators("CN") });
      const { nodes, alarms } = await published(
        { ...entry, ...change },
        await entryOf(SEATS.ES, "ES", { nodes: validators("ES") }),
      );
      expect(nodes).to.deep.equal(validators("ES"));
      expect(alarms.directoryEntry?.[0]).to.contain("entry 1:");
    });
  }

  describe("of a seat whose account is a contract", () => {
    const relayer: Address = "0x00000000000000000000000000000000000000be";
    /** A contract that signs as the buyer does acts for Spain from now on. */
    before(async () => {
      const wallet = await connection.ethers.deployContract("WalletMock", [accounts.buyer.address]);
      const authority = (await wallet.getAddress()) as Address;
      await clientOf("ES").proposeAuthoritySync({ authority });
      await time.increase(await world.consortium.rotationDelay());
      const accept = world.consortium.interface.encodeFunctionData("acceptAuthority", [SEATS.ES]);
      const { execute } = wallet.connect(
        await connection.ethers.getSigner(accounts.buyer.address),
      ) as unknown as {
        execute: (target: string, calls: readonly string[]) => Promise<unknown>;
      };
      await execute(await world.consortium.getAddress(), [accept]);
    });
    const honest = () => new MembershipReader(here.besu.url, deployment);
    const publish = async (signer: Part) =>
      here.publish([
        await entryOf(SEATS.CN, "CN", { nodes: validators("CN") }),
        await entryOf(SEATS.ES, signer, { nodes: validators("ES"), relayers: [relayer] }),
      ]);
    const listed = () => here.besu.accounts.includes(relayer);

    it("counts where the contract accepts the signature", async () => {
      await publish("buyer");
      expect(await here.permissioner().step()).to.equal(true);
      expect(listed()).to.equal(true);
    });

    it("counts for nothing on the word of one node", async () => {
      await publish("stranger");
      const liar = honest();
      liar.accepts = async () => true;
      const permissioner = here.permissioner({
        readers: [liar, honest(), honest()],
        agreement: 2,
      });
      expect(await permissioner.step()).to.equal(true);
      expect(listed()).to.equal(false);
      expect(permissioner.standing().alarms.directoryEntry?.[0]).to.contain("signed by nobody");
    });

    it("counts on while too few nodes can be asked about it, and a new one does not count then", async () => {
      await publish("buyer");
      await here.permissioner().step();
      const silent = honest();
      silent.accepts = async () => await Promise.reject(new Error("the node is down"));
      const readers = [silent, honest()];
      const permissioner = here.permissioner({ readers, agreement: 2 });
      expect(await permissioner.step()).to.equal(true);
      expect(listed()).to.equal(true);
      await publish("stranger");
      expect(await permissioner.step()).to.equal(true);
      expect(listed()).to.equal(true);
      expect(permissioner.standing().alarms.directoryEntry?.[0]).to.contain("too few nodes say");
    });
  });

  it("stays as it was where the file is no JSON", async () => {
    await published(await entryOf(SEATS.CN, "CN", { nodes: validators("CN") }));
    const { writeFileSync } = await import("node:fs");
    const permissioner = here.permissioner();
    writeFileSync(here.directoryFile, "<html>");
    expect(await permissioner.step()).to.equal(true);
    expect(here.besu.nodes).to.deep.equal(validators("CN"));
    expect(permissioner.standing().alarms.directorySource?.[0]).to.contain("is no JSON");
  });
});
