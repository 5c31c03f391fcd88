import { code } from "@openrobotid/testkit/codes";
import {
  consortiumFixture,
  ROTATION_DELAY,
  TENURE,
  TIMELOCK_DELAY,
  VOTING_DELAY,
  VOTING_PERIOD,
  validatorOf,
} from "@openrobotid/testkit/consortium";
import {
  GovernorKind as Kind,
  ProposalState,
  VoteType as Support,
} from "@openrobotid/testkit/enums";
import { assembly, call, type Proposal, statesBitmap } from "@openrobotid/testkit/governance";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { createNetwork, DAY } from "@openrobotid/testkit/network";
import { expect } from "chai";
import type { ConsortiumGovernor } from "../../../types/index.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

/** The subject of what is about the rules of deciding. */
const RULES = ZeroHash;

let inUse: ConsortiumGovernor | undefined;

async function setUp() {
  const world = await loadFixture(consortiumFixture);
  const { consortium, governor, newcomer } = world;
  inUse = governor;
  const candidate = {
    name: "Nordisk Robotregister",
    authority: newcomer.address,
    recovery: ZeroAddress,
    validator: validatorOf(ethers, "SE"),
    countries: [code("SE")],
  };
  const session = assembly(connection, world);
  return {
    ...world,
    ...session,
    candidate,
    admission: await call(consortium, "admitSeat", [candidate]),
    assignment: await call(consortium, "assignCountry", [code("PT"), 2]),
    /** The governor's own settings, as a proposal changes them. */
    setting: (name: string, value: bigint | number | string) => call(governor, name, [value]),
  };
}

/** A proposal whose vote is open. */
async function setUpOpen() {
  const world = await setUp();
  const proposal = await world.propose([world.admission], "Admit Sweden");
  await world.openVote(proposal);
  const snapshot = await world.governor.proposalSnapshot(proposal.id);
  return { ...world, proposal, snapshot };
}

/** A decision as the timelock knows it. */
async function batchOf({ governor }: { governor: ConsortiumGovernor }, { action }: Proposal) {
  const [targets, values, calldatas, descriptionHash] = action;
  const salt =
    BigInt(ethers.zeroPadBytes(await governor.getAddress(), 32)) ^ BigInt(descriptionHash);
  return [targets, values, calldatas, ZeroHash, ethers.toBeHex(salt, 32)] as const;
}

describe("ConsortiumGovernor", () => {
  // Whatever a test did: its events fold to the heads that the contract keeps, the deployment included.
  afterEach(async () => {
    if (inUse) await expectLogFolds(inUse);
    inUse = undefined;
  });

  describe("constructor", () => {
    it("refuses a voting period of no length", async () => {
      const { governor, consortium, timelock } = await setUp();
      await expect(
        ethers.deployContract("ConsortiumGovernor", [consortium, timelock, VOTING_DELAY, 0]),
      )
        .to.be.revertedWithCustomError(governor, "GovernorInvalidVotingPeriod")
        .withArgs(0);
    });

    it("takes the votes of the consortium and its clock, and acts through the timelock", async () => {
      const { governor, consortium, timelock } = await setUp();
      expect(await governor.name()).to.equal("Open Robot ID Governor");
      expect(await governor.token()).to.equal(consortium);
      expect(await governor.timelock()).to.equal(timelock);
      expect(await governor.votingDelay()).to.equal(VOTING_DELAY);
      expect(await governor.votingPeriod()).to.equal(VOTING_PERIOD);
      expect(await governor.proposalThreshold()).to.equal(1);
      expect(await governor.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await governor.clock()).to.equal(await time.latest());
      expect(await governor.COUNTING_MODE()).to.equal("support=bravo&quorum=for");
      expect(await governor.proposalNeedsQueuing(0)).to.equal(true);
    });

    it("records the rules that it begins with, with no actor", async () => {
      const { governor } = await setUp();
      const kinds = [
        Kind.VotingDelaySet,
        Kind.VotingPeriodSet,
        Kind.ProposalThresholdSet,
        Kind.TimelockChanged,
      ];
      await expectRecorded(
        governor,
        governor.deploymentTransaction(),
        ...kinds.map((kind) => ({ subject: RULES, kind, actor: ZeroAddress })),
      );
      expect((await governor.log()).count).to.equal(4);
    });
  });

  describe("quorum", () => {
    it("is two thirds of all seats, rounded up", async () => {
      const { accessManager, timelock } = await setUp();
      for (const [seats, votes] of [
        [1, 1],
        [2, 2],
        [3, 2],
        [4, 3],
        [5, 4],
        [6, 4],
        [7, 5],
        [8, 6],
        [9, 6],
        [10, 7],
        [30, 20],
        [31, 21],
      ] as const) {
        const consortium = await ethers.deployContract("Consortium", [
          accessManager,
          Array.from({ length: seats }, (_, index) => ({
            name: `Seat ${index}`,
            authority: validatorOf(ethers, `the account of ${index}`),
            recovery: ZeroAddress,
            validator: validatorOf(ethers, `${index}`),
            countries: [],
          })),
          TENURE,
          ROTATION_DELAY,
        ]);
        const governor = await ethers.deployContract("ConsortiumGovernor", [
          consortium,
          timelock,
          0,
          1,
        ]);
        const now = await time.latest();
        await time.increase(1);
        expect(await governor.quorum(now), `of ${seats} seats`).to.equal(votes);
      }
    });

    it("counts the seats of the moment asked for", async () => {
      const { governor, consortium, governance } = await setUp();
      const before = await time.latest();
      await time.increase(DAY);
      await consortium.connect(governance).expelSeat(4);
      const after = await time.latest();
      await time.increase(1);
      expect(await governor.quorum(before)).to.equal(3);
      expect(await governor.quorum(after)).to.equal(2);
    });

    it("is not known of a moment that has not passed", async () => {
      const { governor, consortium } = await setUp();
      const now = await time.latest();
      await expect(governor.quorum(now))
        .to.be.revertedWithCustomError(consortium, "ERC5805FutureLookup")
        .withArgs(now, now);
    });
  });

  describe("getVotes", () => {
    it("is not known of a moment that has not passed", async () => {
      const { governor, authorities } = await setUp();
      const now = await time.latest();
      await expect(governor.getVotes(authorities.CN, now))
        .to.be.revertedWithCustomError(governor, "ERC5805FutureLookup")
        .withArgs(now, now);
    });

    it("gives one to the account of a seat from the second of its admission on", async () => {
      const { governor, consortium, governance, candidate, newcomer } = await setUp();
      await consortium.connect(governance).admitSeat(candidate);
      const admittedAt = await time.latest();
      await time.increase(1);
      expect(await governor.getVotes(newcomer, admittedAt - 1)).to.equal(0);
      expect(await governor.getVotes(newcomer, admittedAt)).to.equal(1);
    });

    it("follows the seat to its new account", async () => {
      const { governor, moveSeat, authorities, newcomer } = await setUp();
      const before = await time.latest();
      await time.increase(DAY);
      await moveSeat(authorities.CN, newcomer);
      expect(await governor.getVotes(newcomer, before)).to.equal(1);
      expect(await governor.getVotes(authorities.CN, before)).to.equal(0);
    });

    it("gives none to an account without a seat", async () => {
      const { governor, stranger } = await setUp();
      const before = await time.latest();
      await time.increase(1);
      expect(await governor.getVotes(stranger, before)).to.equal(0);
      expect(await governor.getVotes(ZeroAddress, before)).to.equal(0);
    });
  });

  describe("propose", () => {
    it("refuses everyone without a seat: strangers, the timelock, former keys, expelled seats", async () => {
      const {
        governor,
        consortium,
        moveSeat,
        governance,
        authorities,
        stranger,
        newcomer,
        ...rest
      } = await setUp();
      await moveSeat(authorities.MX, newcomer);
      await consortium.connect(governance).expelSeat(2);
      for (const caller of [stranger, governance, authorities.MX, authorities.ES]) {
        await expect(rest.propose([rest.admission], "Admit Sweden", caller))
          .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
          .withArgs(caller.address, 0, 1);
      }
    });

    it("refuses a proposal of nothing, and one whose parts do not match", async () => {
      const { governor, authorities, admission } = await setUp();
      const { target, data } = admission;
      for (const [targets, values, calldatas] of [
        [[], [], []],
        [[target], [0n], []],
        [[target], [], [data]],
        [[], [0n], [data]],
      ] as const) {
        await expect(
          governor
            .connect(authorities.CN)
            .propose([...targets], [...values], [...calldatas], "Admit Sweden"),
        )
          .to.be.revertedWithCustomError(governor, "GovernorInvalidProposalLength")
          .withArgs(targets.length, calldatas.length, values.length);
      }
    });

    it("refuses the same proposal a second time, no matter who makes it", async () => {
      const { governor, authorities, propose, admission } = await setUp();
      const { id } = await propose([admission], "Admit Sweden");
      await expect(propose([admission], "Admit Sweden", authorities.DE))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(id, ProposalState.Pending, ZeroHash);
    });

    it("lets a proposer name itself, so that nobody proposes first and cancels", async () => {
      const { governor, authorities, propose, admission } = await setUp();
      const description = `Admit Sweden#proposer=${authorities.ES.address.toLowerCase()}`;
      await expect(propose([admission], description, authorities.CN))
        .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
        .withArgs(authorities.CN.address);
      const { id } = await propose([admission], description, authorities.ES);
      expect(await governor.proposalProposer(id)).to.equal(authorities.ES);
    });

    it("is open to the new account of a seat at once", async () => {
      const { governor, moveSeat, authorities, newcomer, propose, assignment } = await setUp();
      await moveSeat(authorities.CN, newcomer);
      const { id } = await propose([assignment], "Portugal to Spain", newcomer);
      expect(await governor.proposalProposer(id)).to.equal(newcomer);
    });

    it("opens the vote after the delay, for the period", async () => {
      const { governor, propose, admission } = await setUp();
      const { id } = await propose([admission], "Admit Sweden");
      const opens = (await time.latest()) + VOTING_DELAY;
      expect(await governor.proposalSnapshot(id)).to.equal(opens);
      expect(await governor.proposalDeadline(id)).to.equal(opens + VOTING_PERIOD);
      expect(await governor.state(id)).to.equal(ProposalState.Pending);
      await time.increaseTo(opens);
      expect(await governor.state(id)).to.equal(ProposalState.Pending);
      await time.increaseTo(opens + 1);
      expect(await governor.state(id)).to.equal(ProposalState.Active);
      await time.increaseTo(opens + VOTING_PERIOD);
      expect(await governor.state(id)).to.equal(ProposalState.Active);
      await time.increaseTo(opens + VOTING_PERIOD + 1);
      expect(await governor.state(id)).to.equal(ProposalState.Defeated);
    });

    it("announces and records the proposal in full", async () => {
      const { governor, authorities, draft, admission } = await setUp();
      const { id, action, description } = draft([admission], "Admit Sweden");
      const [targets, values, calldatas] = action;
      const at = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(at);
      const proposal = await governor
        .connect(authorities.DE)
        .propose(targets, values, calldatas, description);
      await expectRecorded(governor, proposal, {
        subject: subjectOf.number(id),
        kind: Kind.Proposed,
        actor: authorities.DE.address,
      });
      await expect(proposal)
        .to.emit(governor, "ProposalCreated")
        .withArgs(
          id,
          authorities.DE.address,
          targets,
          values,
          [""],
          calldatas,
          at + VOTING_DELAY,
          at + VOTING_DELAY + VOTING_PERIOD,
          description,
        );
    });
  });

  describe("castVote", () => {
    it("refuses a vote before the opening and after the end", async () => {
      const { governor, authorities, propose, closeVote, admission } = await setUp();
      const proposal = await propose([admission], "Admit Sweden");
      const vote = () => governor.connect(authorities.CN).castVote(proposal.id, Support.For);
      const active = statesBitmap(connection, ProposalState.Active);
      await expect(vote())
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, ProposalState.Pending, active);
      await closeVote(proposal);
      await expect(vote())
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, ProposalState.Defeated, active);
    });

    it("refuses a proposal that was never made", async () => {
      const { governor, authorities } = await setUp();
      await expect(governor.connect(authorities.CN).castVote(7, Support.For))
        .to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal")
        .withArgs(7);
    });

    it("refuses an account without a seat, naming when the vote opened", async () => {
      const { governor, governance, stranger, proposal, snapshot } = await setUpOpen();
      for (const caller of [stranger, governance]) {
        await expect(governor.connect(caller).castVote(proposal.id, Support.For))
          .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoVote")
          .withArgs(caller.address, snapshot);
      }
    });

    it("refuses a seat that was admitted after the opening", async () => {
      const { governor, consortium, governance, newcomer, candidate, proposal, snapshot } =
        await setUpOpen();
      await consortium.connect(governance).admitSeat(candidate);
      await expect(governor.connect(newcomer).castVote(proposal.id, Support.For))
        .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoVote")
        .withArgs(newcomer.address, snapshot);
    });

    it("refuses a seat that was expelled, or resigned, in the middle of the vote", async () => {
      const { governor, consortium, governance, authorities, proposal, snapshot } =
        await setUpOpen();
      await consortium.connect(governance).expelSeat(2);
      await consortium.connect(authorities.MX).resignSeat();
      for (const caller of [authorities.ES, authorities.MX]) {
        await expect(governor.connect(caller).castVote(proposal.id, Support.For))
          .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoVote")
          .withArgs(caller.address, snapshot);
      }
    });

    it("refuses a rotated key, and lets the new one vote instead", async () => {
      const { governor, moveSeat, authorities, newcomer, vote, proposal, snapshot } =
        await setUpOpen();
      await moveSeat(authorities.CN, newcomer);
      await expect(governor.connect(authorities.CN).castVote(proposal.id, Support.For))
        .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoVote")
        .withArgs(authorities.CN.address, snapshot);
      await vote(proposal, Support.Against, newcomer);
      expect(await governor.proposalVotes(proposal.id)).to.deep.equal([1n, 0n, 0n]);
    });

    it("refuses a second vote of a seat by its new account, naming who voted first", async () => {
      const { governor, moveSeat, authorities, newcomer, vote, proposal } = await setUpOpen();
      await vote(proposal, Support.For, authorities.CN);
      await moveSeat(authorities.CN, newcomer);
      expect(await governor.hasVoted(proposal.id, newcomer)).to.equal(true);
      await expect(governor.connect(newcomer).castVote(proposal.id, Support.For))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(authorities.CN.address);
    });

    it("refuses a second vote of an account, also for another seat", async () => {
      const { governor, moveSeat, authorities, newcomer, vote, proposal } = await setUpOpen();
      await vote(proposal, Support.For, authorities.CN);
      const again = () => governor.connect(authorities.CN).castVote(proposal.id, Support.Against);
      await expect(again())
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(authorities.CN.address);
      await moveSeat(authorities.CN, newcomer);
      await moveSeat(authorities.ES, authorities.CN);
      await expect(again())
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(authorities.CN.address);
    });

    it("refuses a way to vote that does not exist", async () => {
      const { governor, authorities, proposal } = await setUpOpen();
      await expect(
        governor.connect(authorities.CN).castVote(proposal.id, 3),
      ).to.be.revertedWithCustomError(governor, "GovernorInvalidVoteType");
    });

    it("counts one vote a seat", async () => {
      const { governor, authorities, vote, proposal } = await setUpOpen();
      expect(await governor.hasVoted(proposal.id, authorities.CN)).to.equal(false);
      await vote(proposal, Support.For, authorities.CN, authorities.ES);
      await vote(proposal, Support.Against, authorities.MX);
      await vote(proposal, Support.Abstain, authorities.DE);
      expect(await governor.proposalVotes(proposal.id)).to.deep.equal([1n, 2n, 1n]);
      expect(await governor.hasVoted(proposal.id, authorities.CN)).to.equal(true);
    });

    it("counts a vote that was cast before its seat was expelled", async () => {
      const { governor, consortium, governance, authorities, vote, proposal } = await setUpOpen();
      await vote(proposal, Support.For, authorities.ES);
      await consortium.connect(governance).expelSeat(2);
      expect(await governor.proposalVotes(proposal.id)).to.deep.equal([0n, 1n, 0n]);
      expect(await governor.hasVoted(proposal.id, authorities.ES)).to.equal(true);
    });

    it("announces and records the vote and its reason", async () => {
      const { governor, authorities, proposal } = await setUpOpen();
      const reason = "Their node has run on the test chain for a year.";
      const vote = await governor
        .connect(authorities.CN)
        .castVoteWithReason(proposal.id, Support.For, reason);
      await expect(vote)
        .to.emit(governor, "VoteCast")
        .withArgs(authorities.CN.address, proposal.id, Support.For, 1, reason);
      await expectRecorded(governor, vote, {
        subject: subjectOf.number(proposal.id),
        kind: Kind.Voted,
        actor: authorities.CN.address,
      });
    });

    it("records a vote with parameters, which count for nothing", async () => {
      const { governor, authorities, proposal } = await setUpOpen();
      const vote = await governor
        .connect(authorities.CN)
        .castVoteWithReasonAndParams(proposal.id, Support.For, "", "0x01");
      await expect(vote)
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(authorities.CN.address, proposal.id, Support.For, 1, "", "0x01");
      await expectRecorded(governor, vote, {
        subject: subjectOf.number(proposal.id),
        kind: Kind.Voted,
        actor: authorities.CN.address,
      });
    });
  });

  describe("castVoteBySig", () => {
    async function setUpSigned() {
      const world = await setUpOpen();
      const { governor, authorities, proposal } = world;
      const { name, version, chainId, verifyingContract } = await governor.eip712Domain();
      const signature = await authorities.CN.signTypedData(
        { name, version, chainId, verifyingContract },
        {
          Ballot: [
            { name: "proposalId", type: "uint256" },
            { name: "support", type: "uint8" },
            { name: "voter", type: "address" },
            { name: "nonce", type: "uint256" },
          ],
        },
        { proposalId: proposal.id, support: Support.For, voter: authorities.CN.address, nonce: 0 },
      );
      return { ...world, signature };
    }

    it("refuses a signature of another seat, and of another way to vote", async () => {
      const { governor, authorities, stranger, proposal, signature } = await setUpSigned();
      for (const [voter, support] of [
        [authorities.ES, Support.For],
        [authorities.CN, Support.Against],
      ] as const) {
        await expect(
          governor.connect(stranger).castVoteBySig(proposal.id, support, voter, signature),
        )
          .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
          .withArgs(voter.address);
      }
    });

    it("refuses the signature of a key that was rotated since", async () => {
      const { governor, moveSeat, authorities, newcomer, stranger, ...rest } = await setUpSigned();
      await moveSeat(authorities.CN, newcomer);
      await expect(
        governor
          .connect(stranger)
          .castVoteBySig(rest.proposal.id, Support.For, authorities.CN, rest.signature),
      )
        .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoVote")
        .withArgs(authorities.CN.address, rest.snapshot);
    });

    it("counts a vote that a stranger submits, once", async () => {
      const { governor, authorities, stranger, proposal, signature } = await setUpSigned();
      const submit = () =>
        governor
          .connect(stranger)
          .castVoteBySig(proposal.id, Support.For, authorities.CN, signature);
      await expectRecorded(governor, await submit(), {
        subject: subjectOf.number(proposal.id),
        kind: Kind.Voted,
        actor: authorities.CN.address,
      });
      expect(await governor.proposalVotes(proposal.id)).to.deep.equal([0n, 1n, 0n]);
      await expect(submit())
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(authorities.CN.address);
    });
  });

  describe("the outcome", () => {
    const F = Support.For;
    const A = Support.Against;
    const O = Support.Abstain;

    for (const { what, votes, passes } of [
      { what: "two of four in favour", votes: [F, F], passes: false },
      { what: "two of four in favour, nobody else against", votes: [F, F, O, O], passes: false },
      { what: "two of four in favour, one abstaining", votes: [F, F, O], passes: false },
      { what: "one in favour, three abstaining", votes: [F, O, O, O], passes: false },
      { what: "nobody", votes: [], passes: false },
      { what: "all abstaining", votes: [O, O, O, O], passes: false },
      { what: "three of four in favour", votes: [F, F, F], passes: true },
      { what: "three of four in favour, one against", votes: [F, F, F, A], passes: true },
      { what: "all in favour", votes: [F, F, F, F], passes: true },
    ]) {
      it(`is ${passes ? "a decision" : "none"} with ${what}`, async () => {
        const { governor, authorities, vote, closeVote, proposal } = await setUpOpen();
        const seats = Object.values(authorities);
        for (const [index, support] of votes.entries()) {
          const voter = seats[index];
          if (voter) await vote(proposal, support, voter);
        }
        await closeVote(proposal);
        expect(await governor.state(proposal.id)).to.equal(
          passes ? ProposalState.Succeeded : ProposalState.Defeated,
        );
      });
    }

    it("is a decision with two of three in favour: two thirds exactly", async () => {
      const { governor, consortium, authorities, propose, pass, assignment } = await setUp();
      await consortium.connect(authorities.DE).resignSeat();
      const proposal = await propose([assignment], "Portugal to Spain");
      await pass(proposal, [authorities.CN, authorities.ES]);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Succeeded);
    });

    it("is measured by the seats held at the opening, no matter who leaves or comes later", async () => {
      const { governor, consortium, governance, authorities, candidate, vote, closeVote, ...rest } =
        await setUpOpen();
      await consortium.connect(governance).expelSeat(4);
      await consortium.connect(authorities.MX).resignSeat();
      await vote(rest.proposal, Support.For, authorities.CN, authorities.ES);
      await closeVote(rest.proposal);
      // Both seats that are left are in favour; it would take three.
      expect(await governor.state(rest.proposal.id)).to.equal(ProposalState.Defeated);
    });
  });

  describe("queue", () => {
    it("refuses what is not decided yet, and what was defeated", async () => {
      const { governor, queue, closeVote, proposal } = await setUpOpen();
      const succeeded = statesBitmap(connection, ProposalState.Succeeded);
      await expect(queue(proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, ProposalState.Active, succeeded);
      await closeVote(proposal);
      await expect(queue(proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(proposal.id, ProposalState.Defeated, succeeded);
    });

    it("refuses what is queued already", async () => {
      const { governor, pass, queue, proposal } = await setUpOpen();
      await pass(proposal);
      await queue(proposal);
      await expect(queue(proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(
          proposal.id,
          ProposalState.Queued,
          statesBitmap(connection, ProposalState.Succeeded),
        );
    });

    it("puts the decision into the timelock, and is open to a stranger", async () => {
      const { governor, timelock, stranger, pass, proposal } = await setUpOpen();
      await pass(proposal);
      const at = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(at);
      const queuing = await governor.connect(stranger).queue(...proposal.action);
      await expectRecorded(governor, queuing, {
        subject: subjectOf.number(proposal.id),
        kind: Kind.Queued,
        actor: stranger.address,
      });
      await expect(queuing)
        .to.emit(governor, "ProposalQueued")
        .withArgs(proposal.id, at + TIMELOCK_DELAY)
        .and.to.emit(timelock, "CallScheduled");
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Queued);
      expect(await governor.proposalEta(proposal.id)).to.equal(at + TIMELOCK_DELAY);
    });
  });

  describe("execute", () => {
    async function setUpQueued() {
      const world = await setUpOpen();
      await world.pass(world.proposal);
      await world.queue(world.proposal);
      return world;
    }

    it("refuses what is not queued", async () => {
      const { governor, execute, pass, proposal } = await setUpOpen();
      await pass(proposal);
      await expect(execute(proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(
          proposal.id,
          ProposalState.Succeeded,
          statesBitmap(connection, ProposalState.Queued),
        );
    });

    it("refuses before the timelock has run out, to the second", async () => {
      const world = await setUpQueued();
      const { governor, timelock, execute, proposal } = world;
      const operation = await timelock.hashOperationBatch(...(await batchOf(world, proposal)));
      const ready = 2;
      const eta = await governor.proposalEta(proposal.id);
      await time.setNextBlockTimestamp(eta - 1n);
      await expect(execute(proposal))
        .to.be.revertedWithCustomError(timelock, "TimelockUnexpectedOperationState")
        .withArgs(operation, statesBitmap(connection, ready));
      await time.setNextBlockTimestamp(eta);
      await execute(proposal);
    });

    it("refuses a second execution", async () => {
      const { governor, waitOut, execute, proposal } = await setUpQueued();
      await waitOut(proposal);
      await execute(proposal);
      await expect(execute(proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(
          proposal.id,
          ProposalState.Executed,
          statesBitmap(connection, ProposalState.Queued),
        );
    });

    it("passes on why a call was refused, and leaves the decision queued", async () => {
      const { governor, consortium, authorities, waitOut, execute, candidate, bind, ...rest } =
        await setUpQueued();
      await consortium
        .connect(authorities.DE)
        .rotateValidator(candidate.validator, await bind(4, "SE"));
      await waitOut(rest.proposal);
      await expect(execute(rest.proposal))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorTaken")
        .withArgs(candidate.validator, 4);
      expect(await governor.state(rest.proposal.id)).to.equal(ProposalState.Queued);
      await consortium
        .connect(authorities.DE)
        .rotateValidator(validatorOf(ethers, "DE"), await bind(4, "DE"));
      await execute(rest.proposal);
      expect(await consortium.seatOfValidator(candidate.validator)).to.equal(5);
    });

    it("does what was decided, by the hand of a stranger", async () => {
      const { governor, consortium, stranger, newcomer, waitOut, proposal } = await setUpQueued();
      await waitOut(proposal);
      const execution = await governor.connect(stranger).execute(...proposal.action);
      await expectRecorded(governor, execution, {
        subject: subjectOf.number(proposal.id),
        kind: Kind.Executed,
        actor: stranger.address,
      });
      await expect(execution)
        .to.emit(governor, "ProposalExecuted")
        .withArgs(proposal.id)
        .and.to.emit(consortium, "SeatAdmitted");
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Executed);
      expect(await consortium.seatOfAuthority(newcomer)).to.equal(5);
    });

    it("is for the governor alone to ask of the timelock, which keeps no log", async () => {
      const world = await setUpQueued();
      const { timelock, authorities, stranger, waitOut, proposal } = world;
      await waitOut(proposal);
      for (const caller of [authorities.ES, stranger]) {
        await expect(timelock.connect(caller).executeBatch(...(await batchOf(world, proposal))))
          .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
          .withArgs(caller.address, await timelock.EXECUTOR_ROLE());
      }
    });

    it("makes all calls of a proposal or none", async () => {
      const { governor, consortium, propose, pass, queue, waitOut, execute, ...rest } =
        await setUp();
      const tooLate = await call(consortium, "releaseCountry", [code("FR")]);
      const proposal = await propose([rest.assignment, tooLate], "Portugal, and a mistake");
      await pass(proposal);
      await queue(proposal);
      await waitOut(proposal);
      await expect(execute(proposal))
        .to.be.revertedWithCustomError(consortium, "ConsortiumCountryUnassigned")
        .withArgs(code("FR"));
      expect(await consortium.seatOfCountry(code("PT"))).to.equal(0);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Queued);
    });
  });

  describe("cancel", () => {
    it("refuses everyone but the proposer, other seats and the timelock included", async () => {
      const { governor, governance, authorities, stranger, propose, admission } = await setUp();
      const proposal = await propose([admission], "Admit Sweden", authorities.CN);
      for (const caller of [authorities.ES, governance, stranger]) {
        await expect(governor.connect(caller).cancel(...proposal.action))
          .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
          .withArgs(proposal.id, caller.address);
      }
    });

    it("refuses the proposer once the vote is open", async () => {
      const { governor, authorities, proposal } = await setUpOpen();
      await expect(governor.connect(authorities.CN).cancel(...proposal.action))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(proposal.id, authorities.CN.address);
    });

    it("ends a pending proposal for good", async () => {
      const { governor, authorities, propose, closeVote, queue, admission } = await setUp();
      const proposal = await propose([admission], "Admit Sweden");
      const cancellation = await governor.connect(authorities.CN).cancel(...proposal.action);
      await expect(cancellation).to.emit(governor, "ProposalCanceled").withArgs(proposal.id);
      await expectRecorded(governor, cancellation, {
        subject: subjectOf.number(proposal.id),
        kind: Kind.Canceled,
        actor: authorities.CN.address,
      });
      await closeVote(proposal);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Canceled);
      await expect(queue(proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(
          proposal.id,
          ProposalState.Canceled,
          statesBitmap(connection, ProposalState.Succeeded),
        );
    });
  });

  describe("withdrawSupport (a decision passed could not be cancelled)", () => {
    /** Decided by CN, ES and MX, no more than are needed. */
    async function setUpDecided() {
      const world = await setUpOpen();
      await world.pass(world.proposal);
      return world;
    }

    const withdrawable = statesBitmap(connection, ProposalState.Succeeded, ProposalState.Queued);

    it("refuses while the vote is open, and a proposal that was defeated or executed", async () => {
      const { governor, authorities, vote, closeVote, decide, assignment, ...rest } =
        await setUpOpen();
      const withdraw = (proposal: typeof rest.proposal) =>
        governor.connect(authorities.CN).withdrawSupport(...proposal.action);
      await vote(rest.proposal, Support.For, authorities.CN);
      await expect(withdraw(rest.proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(rest.proposal.id, ProposalState.Active, withdrawable);
      await closeVote(rest.proposal);
      await expect(withdraw(rest.proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(rest.proposal.id, ProposalState.Defeated, withdrawable);
      const executed = await decide([assignment], "Portugal to Spain");
      await expect(withdraw(executed))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(executed.id, ProposalState.Executed, withdrawable);
    });

    it("refuses a proposal that was never made", async () => {
      const { governor, authorities, draft, admission } = await setUp();
      const { id, action } = draft([admission], "Never proposed");
      await expect(governor.connect(authorities.CN).withdrawSupport(...action))
        .to.be.revertedWithCustomError(governor, "GovernorNonexistentProposal")
        .withArgs(id);
    });

    it("refuses an account without a seat, and a seat that did not vote in favour", async () => {
      const { governor, governance, authorities, stranger, vote, closeVote, openVote, ...rest } =
        await setUp();
      const { CN, ES, MX, DE } = authorities;
      const first = await rest.propose([rest.admission], "Admit Sweden");
      await openVote(first);
      await vote(first, Support.For, CN, ES, MX);
      await vote(first, Support.Against, DE);
      await closeVote(first);
      for (const caller of [DE, stranger, governance]) {
        await expect(governor.connect(caller).withdrawSupport(...first.action))
          .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoSupport")
          .withArgs(first.id, caller.address);
      }
    });

    it("refuses a seat that has left, whose vote stays", async () => {
      const { governor, consortium, governance, authorities, proposal } = await setUpDecided();
      await consortium.connect(governance).expelSeat(2);
      await expect(governor.connect(authorities.ES).withdrawSupport(...proposal.action))
        .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoSupport")
        .withArgs(proposal.id, authorities.ES.address);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Succeeded);
    });

    it("cancels a decision that has too few seats left, before it is queued", async () => {
      const { governor, authorities, queue, proposal } = await setUpDecided();
      await governor.connect(authorities.ES).withdrawSupport(...proposal.action);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Canceled);
      await expect(queue(proposal))
        .to.be.revertedWithCustomError(governor, "GovernorUnexpectedProposalState")
        .withArgs(
          proposal.id,
          ProposalState.Canceled,
          statesBitmap(connection, ProposalState.Succeeded),
        );
    });

    it("cancels it in the timelock too, until the moment of its execution", async () => {
      const world = await setUpDecided();
      const { governor, consortium, timelock, authorities, proposal, queue, waitOut } = world;
      await queue(proposal);
      await waitOut(proposal);
      await expect(governor.connect(authorities.ES).withdrawSupport(...proposal.action)).to.emit(
        timelock,
        "Cancelled",
      );
      const operation = await timelock.hashOperationBatch(...(await batchOf(world, proposal)));
      expect(await timelock.isOperation(operation)).to.equal(false);
      expect(await consortium.seatCount()).to.equal(4);
    });

    it("leaves a decision that has enough seats left, and counts one vote less", async () => {
      const { governor, authorities, pass, queue, waitOut, execute, proposal } = await setUpOpen();
      const { CN, ES, MX, DE } = authorities;
      await pass(proposal, [CN, ES, MX, DE]);
      await governor.connect(DE).withdrawSupport(...proposal.action);
      expect(await governor.proposalVotes(proposal.id)).to.deep.equal([0n, 3n, 0n]);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Succeeded);
      expect(await governor.hasVoted(proposal.id, DE)).to.equal(true);
      await queue(proposal);
      await waitOut(proposal);
      await execute(proposal);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Executed);
    });

    it("refuses a second withdrawal of the same seat", async () => {
      const { governor, authorities, pass, proposal } = await setUpOpen();
      await pass(proposal, Object.values(authorities));
      await governor.connect(authorities.DE).withdrawSupport(...proposal.action);
      await expect(governor.connect(authorities.DE).withdrawSupport(...proposal.action))
        .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoSupport")
        .withArgs(proposal.id, authorities.DE.address);
    });

    it("belongs to the seat: its new account takes back what the previous one voted", async () => {
      const { governor, authorities, newcomer, moveSeat, proposal } = await setUpDecided();
      await moveSeat(authorities.CN, newcomer);
      await expect(governor.connect(authorities.CN).withdrawSupport(...proposal.action))
        .to.be.revertedWithCustomError(governor, "ConsortiumGovernorNoSupport")
        .withArgs(proposal.id, authorities.CN.address);
      await governor.connect(newcomer).withdrawSupport(...proposal.action);
      expect(await governor.state(proposal.id)).to.equal(ProposalState.Canceled);
    });

    it("announces and records the withdrawal, and the end of the proposal behind it", async () => {
      const { governor, authorities, pass, proposal } = await setUpOpen();
      await pass(proposal, Object.values(authorities));
      const subject = subjectOf.number(proposal.id);
      const first = await governor.connect(authorities.DE).withdrawSupport(...proposal.action);
      await expect(first)
        .to.emit(governor, "SupportWithdrawn")
        .withArgs(proposal.id, 4, authorities.DE.address, 3);
      await expect(first).not.to.emit(governor, "ProposalCanceled");
      await expectRecorded(governor, first, {
        subject,
        kind: Kind.SupportWithdrawn,
        actor: authorities.DE.address,
      });
      const second = await governor.connect(authorities.MX).withdrawSupport(...proposal.action);
      await expect(second)
        .to.emit(governor, "SupportWithdrawn")
        .withArgs(proposal.id, 3, authorities.MX.address, 2)
        .and.to.emit(governor, "ProposalCanceled")
        .withArgs(proposal.id);
      const actor = authorities.MX.address;
      await expectRecorded(
        governor,
        second,
        { subject, kind: Kind.SupportWithdrawn, actor },
        { subject, kind: Kind.Canceled, actor },
      );
    });
  });

  describe("its own settings", () => {
    it("are refused to everyone, and to the timelock outside an execution", async () => {
      const { governor, authorities, stranger, timelock } = await setUp();
      for (const caller of [authorities.CN, stranger]) {
        const asCaller = governor.connect(caller);
        for (const attempt of [
          asCaller.setVotingDelay(0),
          asCaller.setVotingPeriod(1),
          asCaller.setProposalThreshold(1),
          asCaller.updateTimelock(timelock),
          asCaller.relay(timelock, 0, "0x"),
        ]) {
          await expect(attempt)
            .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
            .withArgs(caller.address);
        }
      }
    });

    it("change by a decision, which is recorded: delay and period", async () => {
      const { governor, governance, stranger, propose, pass, queue, waitOut, setting } =
        await setUp();
      const proposal = await propose(
        [await setting("setVotingDelay", 2 * DAY), await setting("setVotingPeriod", 3 * DAY)],
        "Think longer, vote faster",
      );
      await pass(proposal);
      await queue(proposal);
      await waitOut(proposal);
      const execution = await governor.connect(stranger).execute(...proposal.action);
      const actor = governance.address;
      await expectRecorded(
        governor,
        execution,
        { subject: RULES, kind: Kind.VotingDelaySet, actor },
        { subject: RULES, kind: Kind.VotingPeriodSet, actor },
        {
          subject: subjectOf.number(proposal.id),
          kind: Kind.Executed,
          actor: stranger.address,
        },
      );
      expect(await governor.votingDelay()).to.equal(2 * DAY);
      expect(await governor.votingPeriod()).to.equal(3 * DAY);
    });

    it("change by a decision: the timelock that decisions go through", async () => {
      const { governor, timelock, governance, stranger, deployer, ...rest } = await setUp();
      const other = await ethers.deployContract("TimelockController", [DAY, [], [], deployer]);
      const proposal = await rest.propose(
        [await rest.setting("updateTimelock", await other.getAddress())],
        "Another timelock",
      );
      await rest.pass(proposal);
      await rest.queue(proposal);
      await rest.waitOut(proposal);
      const execution = await governor.connect(stranger).execute(...proposal.action);
      expect(await governor.timelock()).to.equal(other);
      await expect(execution)
        .to.emit(governor, "TimelockChange")
        .withArgs(timelock, other)
        .and.to.emit(governor, "ProposalExecuted")
        .withArgs(proposal.id);
      await expectRecorded(
        governor,
        execution,
        { subject: RULES, kind: Kind.TimelockChanged, actor: governance.address },
        {
          subject: subjectOf.number(proposal.id),
          kind: Kind.Executed,
          actor: stranger.address,
        },
      );
    });

    it("keep the threshold at one vote, whatever is decided", async () => {
      const { governor, propose, pass, queue, waitOut, execute, decide, setting } = await setUp();
      for (const threshold of [0n, 2n]) {
        const proposal = await propose(
          [await setting("setProposalThreshold", threshold)],
          `A threshold of ${threshold}`,
        );
        await pass(proposal);
        await queue(proposal);
        await waitOut(proposal);
        await expect(execute(proposal))
          .to.be.revertedWithCustomError(governor, "ConsortiumGovernorThresholdFixed")
          .withArgs(threshold);
      }
      await decide([await setting("setProposalThreshold", 1n)], "A threshold of one");
      expect(await governor.proposalThreshold()).to.equal(1);
    });
  });
});
