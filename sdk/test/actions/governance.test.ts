import { accounts, clientOf, deployment, isolate, time, world } from "@openrobotid/testkit/chain";
import {
  ROTATION_DELAY,
  TENURE,
  TIMELOCK_DELAY,
  VOTING_DELAY,
  VOTING_PERIOD,
} from "@openrobotid/testkit/consortium";
import { germany } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { getAddress, pad, zeroAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import {
  addTransferPolicy,
  admitSeat,
  assignCountry,
  expelSeat,
  type Proposal,
  type ProposalCall,
  RegistryRecordError,
  releaseCountry,
  removeTransferPolicy,
  setModule,
  setResolver,
  setVotingDelay,
  setVotingPeriod,
} from "../../src/actions/index.js";
import { parseCountryCode, toBytes } from "../../src/index.js";
import { aboutLogs, type WireLog, withLyingNode } from "../lying-node.js";
import { refused } from "../refused.js";

const node = (number: number) => getAddress(pad(`0x${number.toString(16)}`, { size: 20 }));

describe("Actions of the consortium", () => {
  isolate();
  const { consortium, governor, registryModules } = world;
  const seats = [clientOf("CN"), clientOf("ES"), clientOf("MX")];
  const stranger = clientOf("stranger");

  /** All the way from a proposal to its execution. */
  async function decide(description: string, ...calls: ProposalCall[]): Promise<void> {
    const proposal = { calls, description };
    const { proposalId, voteStart, voteEnd } = await clientOf("ES").proposeSync(proposal);
    await time.increaseTo(voteStart + 1);
    for (const seat of seats) await seat.castVoteSync({ proposalId, support: "for" });
    await time.increaseTo(voteEnd + 1);
    const { executableAt } = await stranger.queueProposalSync(proposal);
    await time.increaseTo(executableAt);
    await stranger.executeProposalSync(proposal);
  }

  describe("a seat", () => {
    const nodeKey = privateKeyToAccount(`0x${"7a".repeat(32)}`);
    const newcomer = accounts.newcomer.address;

    it("names its next account, which acts for it after a delay", async () => {
      const named = await clientOf("ES").proposeAuthoritySync({ authority: newcomer });
      const acceptableFrom = (await time.latest()) + ROTATION_DELAY;
      const proposer = accounts.ES.address;
      expect(named).to.include({ seat: 2n, account: newcomer, proposer, acceptableFrom });
      expect(await stranger.getNamings({ seat: 2n })).to.deep.equal({
        authority: { account: newcomer, acceptableFrom, proposer },
        recovery: undefined,
      });
      await refused(
        clientOf("newcomer").acceptAuthority({ seat: 2n }),
        "ConsortiumDelayRunning",
        /delay of the new key of seat 2 runs until 2026-01-14T/,
      );
      await refused(stranger.acceptAuthority({ seat: 2n }), "ConsortiumNotProposed");
      await time.increaseTo(acceptableFrom);
      expect(await clientOf("newcomer").acceptAuthoritySync({ seat: 2n })).to.include({
        seat: 2n,
        previous: accounts.ES.address,
        current: newcomer,
      });
      expect(await clientOf("newcomer").resignSeatSync()).to.include({ seat: 2n });
      expect(await consortium.seatCount()).to.equal(3n);
    });

    it("is protected by its recovery key, which cancels and names", async () => {
      const recovery = clientOf("recovery");
      await clientOf("CN").proposeAuthoritySync({ authority: accounts.stranger.address });
      expect(await recovery.vetoAuthoritySync({ seat: 1n })).to.include({
        seat: 1n,
        account: accounts.stranger.address,
      });
      const named = await recovery.proposeAuthorityOfSync({ seat: 1n, authority: newcomer });
      expect(named).to.include({ proposer: accounts.recovery.address });
      await refused(
        clientOf("CN").vetoAuthority({ seat: 1n }),
        "ConsortiumCannotVeto",
        new RegExp(`${accounts.CN.address} cannot cancel`),
      );
      await refused(
        clientOf("CN").proposeAuthority({ authority: accounts.stranger.address }),
        "ConsortiumProposedByRecovery",
        new RegExp(`recovery key of seat 1 named ${newcomer}`),
      );
      await refused(
        clientOf("CN").proposeAuthorityOf({ seat: 1n, authority: accounts.CN.address }),
        "ConsortiumNotRecovery",
      );
      await time.increase(ROTATION_DELAY);
      await clientOf("newcomer").acceptAuthoritySync({ seat: 1n });
      expect(await consortium.seatOfAuthority(newcomer)).to.equal(1n);
    });

    it("replaces its recovery key, or gives it up, unless the present one cancels that", async () => {
      const buyer = accounts.buyer.address;
      const named = await clientOf("CN").proposeRecoverySync({ recovery: buyer });
      expect(named).to.include({ seat: 1n, recovery: buyer });
      await clientOf("recovery").vetoRecoverySync({ seat: 1n });
      await refused(
        clientOf("buyer").acceptRecovery({ seat: 1n }),
        "ConsortiumNothingProposed",
        /Seat 1 has named no new key/,
      );
      await clientOf("CN").proposeRecoverySync({});
      await time.increase(ROTATION_DELAY);
      expect(await clientOf("CN").acceptRecoverySync({ seat: 1n })).to.include({
        previous: accounts.recovery.address,
        current: zeroAddress,
      });
      const [seat] = await stranger.getSeats();
      expect(seat).to.include({ recovery: undefined, hasTenure: true });
    });

    it("is given up by its account only once its recovery key allowed it", async () => {
      await refused(
        clientOf("CN").resignSeat(),
        "ConsortiumResignationNotAllowed",
        new RegExp(`recovery key of seat 1, ${accounts.recovery.address}, has not allowed`),
      );
      await refused(
        clientOf("CN").allowResignation({ seat: 1n, allowed: true }),
        "ConsortiumNotRecovery",
      );
      const allowed = await clientOf("recovery").allowResignationSync({ seat: 1n, allowed: true });
      expect(allowed).to.include({ seat: 1n, recovery: accounts.recovery.address, allowed: true });
      await clientOf("recovery").allowResignationSync({ seat: 1n, allowed: false });
      await refused(clientOf("CN").resignSeat(), "ConsortiumResignationNotAllowed");
      await clientOf("recovery").allowResignationSync({ seat: 1n, allowed: true });
      expect(await clientOf("CN").resignSeatSync()).to.include({ seat: 1n });
    });

    it("replaces its validator with what the new node's own key signed", async () => {
      const client = clientOf("ES");
      const binding = await client.signValidatorBinding({ seat: 2n, account: nodeKey });
      const other = await client.signValidatorBinding({ seat: 3n, account: nodeKey });
      await refused(
        client.rotateValidator(other),
        "ConsortiumValidatorSignature",
        new RegExp(`node ${nodeKey.address} did not sign that it validates for seat 2`),
      );
      const rotated = await client.rotateValidatorSync(binding);
      expect(rotated).to.include({ seat: 2n, current: nodeKey.address });
    });

    it("does so with its own account, to what no other seat has", async () => {
      await refused(
        clientOf("ES").proposeAuthority({ authority: accounts.MX.address }),
        "ConsortiumAuthorityTaken",
        new RegExp(`${accounts.MX.address} acts for seat 3 already`),
      );
      const [first] = await consortium.getValidators();
      await refused(
        clientOf("ES").rotateValidator({ validator: getAddress(first ?? ""), signature: "0x" }),
        "ConsortiumValidatorTaken",
        /is that of seat 1 already/,
      );
      await refused(
        stranger.resignSeat(),
        "ConsortiumNotAnAuthority",
        new RegExp(`${accounts.stranger.address} acts for no seat`),
      );
    });
  });

  describe("a proposal", () => {
    const proposal: Proposal = {
      calls: [expelSeat({ seat: 4n })],
      description: "Expel seat 4",
    };

    it("is proposed, voted on, queued and executed", async () => {
      const proposed = await clientOf("ES").proposeSync(proposal);
      const now = await time.latest();
      expect(proposed).to.include({
        proposalId: stranger.proposalIdOf(proposal),
        voteStart: now + VOTING_DELAY,
        voteEnd: now + VOTING_DELAY + VOTING_PERIOD,
      });
      const { proposalId, voteStart, voteEnd } = proposed;
      await refused(
        clientOf("ES").castVote({ proposalId, support: "for" }),
        "GovernorUnexpectedProposalState",
        /is pending, which does not allow this/,
        /have to be active/,
      );
      await time.increaseTo(voteStart + 1);
      const voted = await clientOf("DE").castVoteSync({
        proposalId,
        support: "against",
        reason: "Our node runs.",
      });
      expect(voted).to.include({
        voter: accounts.DE.address,
        support: "against",
        reason: "Our node runs.",
      });
      for (const seat of seats) await seat.castVoteSync({ proposalId, support: "for" });
      expect([...(await governor.proposalVotes(proposalId))]).to.deep.equal([1n, 3n, 0n]);
      await refused(
        clientOf("ES").castVote({ proposalId, support: "abstain" }),
        "GovernorAlreadyCastVote",
        new RegExp(`${accounts.ES.address} has voted`),
      );

      await time.increaseTo(voteEnd + 1);
      const { executableAt } = await stranger.queueProposalSync(proposal);
      expect(executableAt).to.equal((await time.latest()) + TIMELOCK_DELAY);
      await refused(
        stranger.executeProposal(proposal),
        "TimelockUnexpectedOperationState",
        /is not ready/,
      );
      await time.increaseTo(executableAt);
      expect(await stranger.executeProposalSync(proposal)).to.include({ proposalId });
      expect(await consortium.seatOfAuthority(accounts.DE.address)).to.equal(0n);
    });

    it("is among all proposals, of which a node can leave none out", async () => {
      const calls = [setResolver({ baseUri: "https://robots.example" })];
      for (const description of ["The first", "The second"]) {
        await clientOf("ES").proposeSync({ calls, description });
      }
      const described = async (node: Pick<typeof stranger, "getProposals">) =>
        (await node.getProposals()).map(({ description }) => description);
      expect(await described(stranger)).to.deep.equal(["The first", "The second"]);
      for (const lie of [
        // The last one; then, of the first one, what it says.
        (logs: WireLog[]) => logs.slice(0, -2),
        (logs: WireLog[]) =>
          logs.map((log) => ({ ...log, data: log.data.replace("68747470", "68747471") })),
      ]) {
        await withLyingNode(aboutLogs(lie), async (node) => {
          const error = await described(node).catch((thrown) => thrown);
          expect(error).to.be.instanceOf(RegistryRecordError);
        });
      }
    });

    it("is proposed by a seat alone, voted on by a seat alone, and not queued before it passed", async () => {
      await refused(
        stranger.propose(proposal),
        "GovernorInsufficientProposerVotes",
        new RegExp(`${accounts.stranger.address} has 0 votes and needs 1`),
      );
      await refused(
        stranger.queueProposal(proposal),
        "GovernorNonexistentProposal",
        /There is no proposal/,
        /exactly those that were proposed/,
      );
      const { proposalId, voteStart } = await clientOf("ES").proposeSync(proposal);
      await refused(
        clientOf("ES").propose(proposal),
        "GovernorUnexpectedProposalState",
        /is pending/,
        /change the description/,
      );
      await time.increaseTo(voteStart + 1);
      await refused(
        stranger.castVote({ proposalId, support: "for" }),
        "ConsortiumGovernorNoVote",
        new RegExp(`${accounts.stranger.address} has no vote here`),
      );
      await refused(
        stranger.queueProposal(proposal),
        "GovernorUnexpectedProposalState",
        /is active/,
        /have to be succeeded/,
      );
    });

    it("counts the vote that a seat signed, no matter who submits it, once and as it was signed", async () => {
      const { proposalId, voteStart } = await clientOf("ES").proposeSync(proposal);
      await time.increaseTo(voteStart + 1);
      const ballot = await clientOf("ES").signBallot({ proposalId, support: "for" });
      await refused(
        stranger.castSignedVote({ ballot: { ...ballot, support: "against" } }),
        "GovernorInvalidSignature",
        new RegExp(`was not signed by ${accounts.ES.address}`),
      );
      const voted = await stranger.castSignedVoteSync({ ballot });
      expect(voted).to.include({ voter: accounts.ES.address, proposalId, support: "for" });
      expect([...(await governor.proposalVotes(proposalId))]).to.deep.equal([0n, 1n, 0n]);
      await refused(stranger.castSignedVote({ ballot }), "GovernorInvalidSignature");
    });

    it("is cancelled by its proposer before its vote opens", async () => {
      const { proposalId } = await clientOf("ES").proposeSync(proposal);
      await refused(
        clientOf("MX").cancelProposal(proposal),
        "GovernorUnableToCancel",
        new RegExp(`${accounts.MX.address} cannot cancel`),
      );
      expect(await clientOf("ES").cancelProposalSync(proposal)).to.include({ proposalId });
    });

    it("that has passed falls where a seat takes its vote in favour back", async () => {
      const { proposalId, voteStart, voteEnd } = await clientOf("ES").proposeSync(proposal);
      await time.increaseTo(voteStart + 1);
      for (const seat of seats) await seat.castVoteSync({ proposalId, support: "for" });
      await time.increaseTo(voteEnd + 1);
      await stranger.queueProposalSync(proposal);
      await refused(
        clientOf("DE").withdrawSupport(proposal),
        "ConsortiumGovernorNoSupport",
        new RegExp(`${accounts.DE.address} acts for no seat that voted in favour`),
      );
      const withdrawn = await clientOf("MX").withdrawSupportSync(proposal);
      expect(withdrawn).to.include({ proposalId, seat: 3n, votesInFavour: 2n });
      expect(await stranger.getProposal({ proposalId })).to.include({ state: "canceled" });
    });

    it("whose call fails is refused with the reason of that call", async () => {
      await clientOf("DE").resignSeatSync();
      await decide("Nobody answers for Germany", assignCountry({ country: germany, seat: 2n }));
      const again = assignCountry({ country: germany, seat: 3n });
      await refused(
        decide("Mexico answers for Germany", again),
        "ConsortiumCountryTaken",
        /Seat 2 answers for DE already/,
        /Release the country first/,
      );
    });
  });

  describe("the calls of a proposal", () => {
    it("admit and expel seats, assign and release countries", async () => {
      await decide(
        "Admit Sweden, expel Germany, give Germany to Spain",
        admitSeat({
          name: "Nordisk Robotregister",
          authority: accounts.newcomer.address,
          recovery: accounts.buyer.address,
          validator: node(9),
          countries: [parseCountryCode("SE")],
        }),
        expelSeat({ seat: 4n }),
        assignCountry({ country: germany, seat: 2n }),
        releaseCountry({ country: parseCountryCode("MX") }),
      );
      expect(await consortium.seatOfAuthority(accounts.newcomer.address)).to.equal(5n);
      expect(await consortium.authorityOf(toBytes("SE"))).to.equal(accounts.newcomer.address);
      expect(await consortium.authorityOf(toBytes("DE"))).to.equal(accounts.ES.address);
      expect(await consortium.seatOfCountry(toBytes("MX"))).to.equal(0n);
      const seat = (await stranger.getSeats()).at(-1);
      expect(seat).to.include({ recovery: accounts.buyer.address, hasTenure: false });
      // A country that another seat held: full power comes later.
      const since = await time.latest();
      expect(await stranger.getTenancy({ country: germany })).to.deep.equal({
        country: germany,
        seat: 2,
        since,
        actsFrom: since + TENURE,
        actsFully: false,
      });
      expect(await stranger.getTenancy({ country: parseCountryCode("MX") })).to.equal(undefined);
    });

    it("set modules, policies and the resolver", async () => {
      const policy = deployment.contracts.RecallRegistry?.address ?? "0x";
      const module = deployment.contracts.Dossier?.address ?? "0x";
      await decide(
        "Close space 2, end the recalls' policy, move the resolver",
        setModule({ space: 2 }),
        setModule({ space: 3, module }),
        removeTransferPolicy({ policy }),
        setResolver({ baseUri: "https://robots.example" }),
      );
      expect(await registryModules.moduleOf(2)).to.equal(node(0));
      expect(await registryModules.moduleOf(3)).to.equal(module);
      const endsAt = (await time.latest()) + TENURE;
      expect(await registryModules.policyEndsAt(policy)).to.equal(endsAt);
      expect(await registryModules.resolver()).to.equal("https://robots.example");
      await decide("Ask the recalls again", addTransferPolicy({ policy }));
      expect([...(await registryModules.transferPolicies())]).to.deep.equal([policy]);
      expect(await registryModules.policyEndsAt(policy)).to.equal(0);
    });

    it("set when a vote opens and how long it lasts", async () => {
      const times = [setVotingDelay({ seconds: 60 }), setVotingPeriod({ seconds: 3600 })];
      await decide("Vote within an hour", ...times);
      expect(await governor.votingDelay()).to.equal(60n);
      expect(await governor.votingPeriod()).to.equal(3600n);
    });
  });
});
