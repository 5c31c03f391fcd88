import { expect } from "chai";
import {
  countersignaturesNeeded,
  isProposalUnsettled,
  type ProposalTerm,
  proposalStateOf,
  seatsHeldAt,
  votesNeeded,
} from "../../src/rules/index.js";
import { words } from "../../src/words.js";

describe("seats held at a moment", () => {
  it("are those admitted by then and not departed by then", () => {
    const seats = [
      { admittedAt: 100, departedAt: null },
      { admittedAt: 100, departedAt: 150 },
      { admittedAt: 120, departedAt: undefined },
    ];
    expect([99, 100, 119, 120, 149, 150].map((at) => seatsHeldAt(seats, at))).to.deep.equal([
      0, 2, 2, 3, 3, 2,
    ]);
  });
});

describe("votes needed", () => {
  it("are two thirds of the seats, rounded up", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(votesNeeded)).to.deep.equal([1, 2, 2, 3, 4, 4, 5]);
  });

  it("are more than all other seats can cast against", () => {
    for (let seats = 1; seats <= 300; seats += 1) {
      expect(votesNeeded(seats)).to.be.greaterThan(seats - votesNeeded(seats));
    }
  });
});

describe("countersignatures needed", () => {
  it("are a third of the seats now or one tenure ago, whichever are more, rounded up", () => {
    expect(countersignaturesNeeded(3, 3)).to.equal(1);
    expect(countersignaturesNeeded(4, 3)).to.equal(2);
    expect(countersignaturesNeeded(3, 4)).to.equal(2);
  });
});

describe("the state of a proposal", () => {
  const proposal: ProposalTerm = {
    voteStart: 100,
    voteEnd: 200,
    votesInFavour: 3,
    queuedAt: null,
    executedAt: null,
    canceledAt: undefined,
  };

  it("follows the clock up to the end of its vote", () => {
    const states = [99, 100, 101, 200, 201].map((at) => proposalStateOf(proposal, 3, at));
    expect(states).to.deep.equal(["pending", "pending", "active", "active", "succeeded"]);
  });

  it("is decided by votes in favour", () => {
    expect(proposalStateOf(proposal, 4, 201)).to.equal("defeated");
    expect(proposalStateOf({ ...proposal, queuedAt: 210 }, 3, 220)).to.equal("queued");
  });

  it("does not change after it was executed or cancelled", () => {
    expect(proposalStateOf({ ...proposal, queuedAt: 210, executedAt: 300 }, 3, 300)).to.equal(
      "executed",
    );
    expect(proposalStateOf({ ...proposal, canceledAt: 90 }, 3, 95)).to.equal("canceled");
    const fallen = { ...proposal, queuedAt: 210, canceledAt: 220, votesInFavour: 2 };
    expect(proposalStateOf(fallen, 3, 230)).to.equal("canceled");
  });

  it("is unsettled until it came to something or to nothing", () => {
    const unsettled = words["enum IGovernor.ProposalState"].filter(isProposalUnsettled);
    expect(unsettled).to.deep.equal(["pending", "active", "succeeded", "queued"]);
  });
});
