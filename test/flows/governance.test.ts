import { accounts } from "@openrobotid/testkit/accounts";
import { code } from "@openrobotid/testkit/codes";
import {
  authorityFixture,
  ROTATION_DELAY,
  TENURE,
  validatorOf,
} from "@openrobotid/testkit/consortium";
import { ProposalState, VoteType as Support } from "@openrobotid/testkit/enums";
import { assembly, call } from "@openrobotid/testkit/governance";
import { createNetwork, DAY } from "@openrobotid/testkit/network";
import { expect } from "chai";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;

async function setUp() {
  const world = await loadFixture(authorityFixture);
  const { consortium, newcomer } = world;
  const sweden = {
    name: "Nordisk Robotregister",
    authority: newcomer.address,
    recovery: ethers.ZeroAddress,
    validator: validatorOf(ethers, "SE"),
    countries: [code("SE")],
  };
  return {
    ...world,
    ...assembly(connection, world),
    sweden,
    admission: await call(consortium, "admitSeat", [sweden]),
  };
}

/** Every storage slot that any transaction of the chain wrote, whatever the contract. */
async function writtenSlots(): Promise<Set<string>> {
  const slots = new Set<string>();
  for (let number = await ethers.provider.getBlockNumber(); number > 0; --number) {
    const block = await ethers.provider.getBlock(number);
    for (const hash of block?.transactions ?? []) {
      const { structLogs } = await ethers.provider.send("debug_traceTransaction", [hash]);
      for (const { op, stack } of structLogs) {
        if (op === "SSTORE") slots.add(ethers.toBeHex(`0x${stack.at(-1).replace("0x", "")}`, 32));
      }
    }
  }
  return slots;
}

describe("The consortium decides", () => {
  it("admits a seat by two thirds of the seats, after a wait, by the hand of a stranger", async () => {
    const { governor, timelock, consortium, authorityRegistry, authorities, ...rest } =
      await setUp();
    const { CN, ES, MX, DE } = authorities;
    const { stranger, newcomer, maker, admission, sweden } = rest;
    const { propose, openVote, vote, closeVote, queue, waitOut, execute } = rest;

    // Nobody without a seat proposes, and no single seat admits.
    await expect(propose([admission], "Admit Sweden", stranger))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(stranger.address, 0, 1);
    await expect(consortium.connect(CN).admitSeat(sweden))
      .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
      .withArgs(CN.address);

    // Half of the seats is not enough, even with nobody against.
    const first = await propose([admission], "Admit Sweden", ES);
    await openVote(first);
    await vote(first, Support.For, CN, ES);
    await vote(first, Support.Abstain, MX, DE);
    await closeVote(first);
    expect(await governor.state(first.id)).to.equal(ProposalState.Defeated);
    await expect(queue(first)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );

    // Three of four are, against the fourth.
    const second = await propose([admission], "Admit Sweden, asked again", ES);
    await openVote(second);
    await vote(second, Support.For, CN, ES, MX);
    await vote(second, Support.Against, DE);
    await closeVote(second);
    expect(await governor.state(second.id)).to.equal(ProposalState.Succeeded);
    await queue(second);
    await expect(execute(second)).to.be.revertedWithCustomError(
      timelock,
      "TimelockUnexpectedOperationState",
    );
    await waitOut(second);
    await governor.connect(stranger).execute(...second.action);

    // The seat votes, validates, and acts for its country.
    expect(await consortium.seatOfAuthority(newcomer)).to.equal(5);
    expect(await consortium.getVotes(newcomer)).to.equal(1);
    expect(await consortium.getValidators()).to.include(sweden.validator);
    await authorityRegistry
      .connect(newcomer)
      .admitManufacturer(code("SENR01"), maker, "Norrsken Robotik", "https://norrsken.example");
    expect(await authorityRegistry.accountOf(code("SENR01"))).to.equal(maker);

    // A decision is carried out once.
    await expect(execute(second)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
    await expect(propose([admission], "Admit Sweden, asked again", ES))
      .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
      .withArgs(second.id, ProposalState.Executed, ethers.ZeroHash);
  });

  it("expels a seat, which from then on neither votes, nor validates, nor acts for a country", async () => {
    const { governor, consortium, authorityRegistry, authorities, maker, stranger, ...rest } =
      await setUp();
    const { CN, ES, MX, DE } = authorities;
    const { admission, propose, openVote, decide, pass, queue, waitOut, execute, vote } = rest;
    await authorityRegistry
      .connect(DE)
      .admitManufacturer(code("DEAU01"), maker, "Automata Werke", "https://automata.example");

    // A proposal of the seat is open when it is expelled by another.
    const expulsion = await propose([await call(consortium, "expelSeat", [4])], "Expel Germany");
    await pass(expulsion, [CN, ES, MX]);
    await queue(expulsion);
    const pending = await propose([admission], "Admit Sweden", DE);
    await openVote(pending);
    await waitOut(expulsion);
    await execute(expulsion);

    // Its vote is gone at once, in the open proposal too, and so is its right to propose.
    await expect(vote(pending, Support.For, DE))
      .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoVote")
      .withArgs(DE.address, await governor.proposalSnapshot(pending.id));
    await expect(propose([admission], "Admit Sweden after all", DE))
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(DE.address, 0, 1);
    expect(await consortium.getVotes(DE)).to.equal(0);
    expect(await consortium.getValidators()).not.to.include(validatorOf(ethers, "DE"));

    // What it admitted stays admitted; what comes is for others to decide.
    expect(await authorityRegistry.accountOf(code("DEAU01"))).to.equal(maker);
    await expect(authorityRegistry.connect(DE).suspendManufacturer(code("DEAU01"), ethers.ZeroHash))
      .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority")
      .withArgs(code("DE"), DE.address);
    await expect(
      authorityRegistry.connect(stranger).suspendManufacturer(code("DEAU01"), ethers.ZeroHash),
    ).to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAuthority");

    // Three seats are left: two of them decide, and give the country to one.
    await decide(
      [await call(consortium, "assignCountry", [code("DE"), 2])],
      "Spain answers for Germany",
      [ES, MX],
    );
    await authorityRegistry.connect(ES).suspendManufacturer(code("DEAU01"), ethers.ZeroHash);
  });

  it("gives a country to another seat without its power to mint there, until the tenure has passed (H1)", async () => {
    const { consortium, authorityRegistry, authorities, otherMaker, decide } = await setUp();
    const { CN, ES, MX } = authorities;
    // Three of four seats take Germany from its seat and give it to one of themselves. That used to be enough for a maker of
    // theirs to mint a million German codes, and for an order against every robot in Germany.
    await decide(
      [
        await call(consortium, "releaseCountry", [code("DE")]),
        await call(consortium, "assignCountry", [code("DE"), 1]),
      ],
      "China answers for Germany",
      [CN, ES, MX],
    );
    let takenAt = await time.latest();
    const admit = () =>
      authorityRegistry
        .connect(CN)
        .admitManufacturer(code("DEXX01"), otherMaker, "Neue Werke", "https://neue.example");
    const refused = () =>
      expect(admit())
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
        .withArgs(code("DE"), 1, takenAt + TENURE);
    await refused();
    // No further vote shortens the wait: given to the same seat once more, it begins again.
    const released = await call(consortium, "releaseCountry", [code("DE")]);
    const assigned = await call(consortium, "assignCountry", [code("DE"), 1]);
    await expect(decide([released, assigned], "China goes on", [CN, ES, MX]))
      .to.be.revertedWithCustomError(consortium, "ConsortiumChangedThisSecond")
      .withArgs(code("DE"));
    await decide([released], "Nobody answers for Germany", [CN, ES, MX]);
    await decide([assigned], "China answers for Germany, once more", [CN, ES, MX]);
    takenAt = await time.latest();
    await time.setNextBlockTimestamp(takenAt + TENURE - 1);
    await refused();
    // What follows later is the one power that remains, in sight of all for as long.
    await time.setNextBlockTimestamp(takenAt + TENURE);
    await admit();
    expect(await authorityRegistry.accountOf(code("DEXX01"))).to.equal(otherMaker);
  });

  it("takes a decision back when one of the seats that it needed changes its mind", async () => {
    const { governor, timelock, consortium, authorities, stranger, ...rest } = await setUp();
    const { propose, pass, queue, waitOut, execute, admission } = rest;
    const proposal = await propose([admission], "Admit Sweden");
    await pass(proposal);
    await queue(proposal);
    await waitOut(proposal);
    await governor.connect(authorities.MX).withdrawSupport(...proposal.action);
    expect(await governor.state(proposal.id)).to.equal(ProposalState.Canceled);
    await expect(execute(proposal)).to.be.revertedWithCustomError(
      governor,
      "GovernorUnexpectedProposalState",
    );
    expect(await consortium.seatCount()).to.equal(4);
  });

  it("cannot be driven by the timelock's or the access manager's own doors", async () => {
    const { timelock, accessManager, consortium, authorities, stranger, deployer } = await setUp();
    const expel = consortium.interface.encodeFunctionData("expelSeat", [4]);
    const { ZeroHash } = ethers;
    for (const caller of [deployer, authorities.CN, stranger]) {
      await expect(
        timelock.connect(caller).schedule(consortium, 0, expel, ZeroHash, ZeroHash, 7 * 86_400),
      )
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(caller.address, await timelock.PROPOSER_ROLE());
      await expect(timelock.connect(caller).execute(consortium, 0, expel, ZeroHash, ZeroHash))
        .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
        .withArgs(caller.address, await timelock.EXECUTOR_ROLE());
      await expect(accessManager.connect(caller).execute(consortium, expel))
        .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCall")
        .withArgs(caller.address, consortium, expel.slice(0, 10));
      await expect(accessManager.connect(caller).grantRole(0, caller, 0))
        .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedAccount")
        .withArgs(caller.address, 0);
    }
  });

  it("decides on a chain whose first block brought its code and storage, with no constructor run", async () => {
    const world = await setUp();
    const { consortium, governor, timelock, accessManager, sweden, bind } = world;
    const chain = await createNetwork();
    const slots = await writtenSlots();
    for (const contract of [consortium, governor, timelock, accessManager]) {
      const address = await contract.getAddress();
      await chain.networkHelpers.setCode(address, await ethers.provider.getCode(address));
      for (const slot of slots) {
        const value = await ethers.provider.getStorage(address, slot);
        if (value !== ethers.ZeroHash) {
          await chain.networkHelpers.setStorageAt(address, slot, value);
        }
      }
    }
    await chain.networkHelpers.time.increase(DAY);

    const there = {
      ...world,
      ...(await accounts(chain)),
      consortium: await chain.ethers.getContractAt("Consortium", await consortium.getAddress()),
      governor: await chain.ethers.getContractAt("ConsortiumGovernor", await governor.getAddress()),
    };
    const { CN, ES, MX, DE } = await accounts(chain);
    there.authorities = { CN, ES, MX, DE };
    expect(await there.consortium.getValidators()).to.deep.equal(await consortium.getValidators());
    await expect(there.consortium.connect(CN).admitSeat(sweden))
      .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
      .withArgs(CN.address);

    const { decide } = assembly(chain, there);
    await decide(
      [world.admission, await call(consortium, "expelSeat", [4])],
      "Admit Sweden, expel Germany",
    );
    const node = validatorOf(ethers, "CN, second node");
    await there.consortium.connect(CN).rotateValidator(node, await bind(1, "CN, second node"));
    await there.consortium.connect(ES).proposeAuthority(there.stranger);
    await chain.networkHelpers.time.increase(ROTATION_DELAY);
    await there.consortium.connect(there.stranger).acceptAuthority(2);
    await there.consortium.connect(MX).resignSeat();
    expect(await there.consortium.hasTenure(1)).to.equal(true);
    expect(await there.consortium.hasTenure(5)).to.equal(false);
    expect(await there.consortium.countersignaturesNeeded()).to.equal(2);
    expect(await there.consortium.getValidators()).to.have.members([
      validatorOf(ethers, "CN, second node"),
      validatorOf(ethers, "ES"),
      sweden.validator,
    ]);
    expect(await there.consortium.getVotes(there.stranger)).to.equal(1);
    expect(await there.consortium.authorityOf(code("SE"))).to.equal(sweden.authority);
  });
});
