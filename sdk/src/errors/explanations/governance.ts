// What OpenZeppelin's contracts refuse, by which the consortium decides: governor, timelock, access manager, votes.
import { words } from "../../words.js";
import type { ErrorsOf, Explanations } from "./explanation.js";
import { bits, choice, counted, span, time } from "./show.js";

const ASK_GOVERNANCE =
  "Propose it: this takes two thirds of the seats in favour, and then anyone executes it.";

export const governance: Explanations<
  | ErrorsOf<"Access">
  | ErrorsOf<"Governor">
  | ErrorsOf<"Timelock">
  | ErrorsOf<"Votes">
  | ErrorsOf<"ERC5805">
  | ErrorsOf<"ERC6372">
> = {
  AccessControlBadConfirmation: () => ({
    message: "A role can be renounced by the account that has it alone.",
    suggestion: "Call from that account and name it.",
  }),
  AccessControlUnauthorizedAccount: ({ account, neededRole }) => ({
    message: `${account} does not have the role ${neededRole} of the timelock.`,
    suggestion: ASK_GOVERNANCE,
  }),
  AccessManagedInvalidAuthority: ({ authority }) => ({
    message: `${authority} cannot be the access manager: there is no contract.`,
    suggestion: "Give the address of an access manager.",
  }),
  AccessManagedRequiredDelay: ({ caller, delay }) => ({
    message: `${caller} has to schedule this call ${span(delay)} before.`,
    suggestion: "Schedule it with the access manager and call again when the time has come.",
  }),
  AccessManagedUnauthorized: ({ caller }) => ({
    message: `${caller} may not call this: only the consortium may, by a vote.`,
    suggestion: ASK_GOVERNANCE,
  }),
  AccessManagerAlreadyScheduled: ({ operationId }) => ({
    message: `The operation ${operationId} is scheduled already.`,
    suggestion: "Wait until it is ready.",
  }),
  AccessManagerBadConfirmation: () => ({
    message: "A role can be renounced by the account that has it alone.",
    suggestion: "Call from that account and name it.",
  }),
  AccessManagerExpired: ({ operationId }) => ({
    message: `The scheduled operation ${operationId} was not executed in time.`,
    suggestion: "Schedule it again.",
  }),
  AccessManagerInvalidInitialAdmin: ({ initialAdmin }) => ({
    message: `${initialAdmin} cannot be the first admin.`,
    suggestion: "Give an account other than zero.",
  }),
  AccessManagerLockedFunction: ({ selector }) => ({
    message: `The access to the function ${selector} of the access manager cannot be changed.`,
    suggestion: "Leave it as it is.",
  }),
  AccessManagerLockedRole: ({ roleId }) => ({
    message: `The role ${roleId} of the access manager cannot be changed.`,
    suggestion: "Leave it as it is.",
  }),
  AccessManagerNotReady: ({ operationId }) => ({
    message: `The scheduled operation ${operationId} cannot be executed yet.`,
    suggestion: "Wait until its delay is over.",
  }),
  AccessManagerNotScheduled: ({ operationId }) => ({
    message: `The operation ${operationId} is not scheduled.`,
    suggestion: "Schedule it first.",
  }),
  AccessManagerUnauthorizedAccount: ({ msgsender, roleId }) => ({
    message: `${msgsender} does not have the role ${roleId} of the access manager.`,
    suggestion: ASK_GOVERNANCE,
  }),
  AccessManagerUnauthorizedCall: ({ caller, target, selector }) => ({
    message: `${caller} may not call the function ${selector} of ${target} through the access manager.`,
    suggestion: ASK_GOVERNANCE,
  }),
  AccessManagerUnauthorizedCancel: ({ msgsender, caller, target, selector }) => ({
    message: `${msgsender} may not cancel the call of ${selector} of ${target} that ${caller} scheduled.`,
    suggestion: "Have the account that scheduled it cancel it.",
  }),
  AccessManagerUnauthorizedConsume: ({ target }) => ({
    message: `${target} may not use up a scheduled call.`,
    suggestion: "Only the contract that the call is for does that.",
  }),

  GovernorAlreadyCastVote: ({ voter }) => ({
    message: `${voter} has voted, or its seat has by an earlier account.`,
    suggestion: "A seat votes once, and its vote is final.",
  }),
  GovernorAlreadyQueuedProposal: ({ proposalId }) => ({
    message: `Proposal ${proposalId} is queued already.`,
    suggestion: "Execute it once the timelock has run out.",
  }),
  GovernorDisabledDeposit: () => ({
    message: "The governor takes no deposits.",
    suggestion: "Send nothing along.",
  }),
  GovernorInsufficientProposerVotes: ({ proposer, votes, threshold }) => ({
    message: `${proposer} has ${counted(votes, "vote")} and needs ${threshold} to propose.`,
    suggestion: "Propose from the account that acts for a seat.",
  }),
  GovernorInvalidProposalLength: ({ targets, calldatas, values }) => ({
    message: `A proposal of ${counted(targets, "target")}, ${counted(calldatas, "call")} and ${counted(values, "value")} is none.`,
    suggestion: "Give at least one call, and for each one target and one value.",
  }),
  GovernorInvalidSignature: ({ voter }) => ({
    message: `The ballot was not signed by ${voter}.`,
    suggestion: "Sign it again with that account, or vote from it directly.",
  }),
  GovernorInvalidVoteParams: () => ({
    message: "The vote carries parameters, and votes are counted without any.",
    suggestion: "Leave them out.",
  }),
  GovernorInvalidVoteType: () => ({
    message: "There is no such way to vote.",
    suggestion: `Give "for", "against" or "abstain".`,
  }),
  GovernorInvalidVotingPeriod: ({ votingPeriod }) => ({
    message: `A vote cannot be open for ${span(votingPeriod)}.`,
    suggestion: "Give a period longer than zero.",
  }),
  GovernorNonexistentProposal: ({ proposalId }) => ({
    message: `There is no proposal ${proposalId}.`,
    suggestion:
      "A proposal is known by its calls and its description: give exactly those that were proposed.",
  }),
  GovernorOnlyExecutor: ({ account }) => ({
    message: `${account} may not do this to the governor: only a decision of the consortium may.`,
    suggestion: ASK_GOVERNANCE,
  }),
  GovernorProposalQueueingFailed: ({ proposalId }) => ({
    message: `The timelock did not take proposal ${proposalId}.`,
    suggestion: "The governor is not set up with its timelock: check the deployment.",
  }),
  GovernorProposalQueueingNotRequired: ({ proposalId }) => ({
    message: `Proposal ${proposalId} need not be queued.`,
    suggestion: "Execute it directly.",
  }),
  GovernorRestrictedProposer: ({ proposer }) => ({
    message: `The description names another proposer than ${proposer}.`,
    suggestion: "Have the account named at its end propose, or leave the name out.",
  }),
  GovernorUnableToCancel: ({ proposalId, account }) => ({
    message: `${account} cannot cancel proposal ${proposalId}, or not any more.`,
    suggestion: "Its proposer can, until its vote opens.",
  }),
  GovernorUnexpectedProposalState: ({ proposalId, current, expectedStates }) => {
    const expected = bits("enum IGovernor.ProposalState", BigInt(expectedStates));
    return {
      message: `Proposal ${proposalId} is ${current}, which does not allow this.`,
      suggestion:
        expected.length === 0
          ? "The same calls were proposed before: change the description to propose them again."
          : `It would have to be ${choice(expected)}.`,
    };
  },

  TimelockInsufficientDelay: ({ delay, minDelay }) => ({
    message: `A delay of ${span(delay)} is shorter than the timelock's, ${span(minDelay)}.`,
    suggestion: "Give at least that.",
  }),
  TimelockInvalidOperationLength: ({ targets, payloads, values }) => ({
    message: `An operation of ${counted(targets, "target")}, ${counted(payloads, "call")} and ${counted(values, "value")} is none.`,
    suggestion: "Give one of each for every call.",
  }),
  TimelockUnauthorizedCaller: ({ caller }) => ({
    message: `${caller} may not change the timelock: only the timelock itself may.`,
    suggestion: ASK_GOVERNANCE,
  }),
  TimelockUnexecutedPredecessor: ({ predecessorId }) => ({
    message: `The operation ${predecessorId} has to be executed first.`,
    suggestion: "Execute them in their order.",
  }),
  TimelockUnexpectedOperationState: ({ operationId, expectedStates }) => {
    const states = words["enum TimelockController.OperationState"];
    const expected = states.filter((_, bit) => (BigInt(expectedStates) >> BigInt(bit)) & 1n);
    return {
      message: `The operation ${operationId} of the timelock is not ${choice(expected)}.`,
      suggestion: "A decision is queued, waits out the timelock's delay, and is executed once.",
    };
  },

  ERC5805FutureLookup: ({ timepoint, clock }) => ({
    message: `Votes at ${time(timepoint)} are not known yet: it is ${time(clock)}.`,
    suggestion: "Ask about a moment that has passed; a vote opens after its delay.",
  }),
  ERC6372InconsistentClock: () => ({
    message: "The clock of the votes was changed.",
    suggestion: "The contract is not the consortium's: check the deployment.",
  }),
  VotesExpiredSignature: ({ expiry }) => ({
    message: `The signed delegation was valid until ${time(expiry)}; votes are not delegated anyway.`,
    suggestion: "Vote from the account that acts for the seat.",
  }),
};
