// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEntryLog} from "./IEntryLog.sol";

/// @title What the consortium's way of deciding adds to OpenZeppelin's Governor
/// @notice A log, a way for a seat to take its vote back, and refusals. All other functions and events are those of
/// `IGovernor`.
///
/// The log's subjects: the number of a proposal (`bytes32(uint256)`), and zero for the rules of deciding. The actor is the
/// caller; for a vote the account whose vote it is, no matter who brings its signature; zero for what the deployment
/// recorded.
interface IConsortiumGovernor is IEntryLog {
    /// @notice Kinds of entries of this log. The typed event of each is that of OpenZeppelin, save `SupportWithdrawn`.
    /// `Voted` follows `VoteCast` or `VoteCastWithParams`. The last four are about the rules of deciding.
    enum GovernorKind {
        None,
        Proposed,
        Voted,
        SupportWithdrawn,
        Queued,
        Executed,
        Canceled,
        VotingDelaySet,
        VotingPeriodSet,
        ProposalThresholdSet,
        TimelockChanged
    }

    /// @notice A seat took its vote in favour of a decision back.
    /// @param proposalId The proposal.
    /// @param seat Number of the seat.
    /// @param account The account that acts for it.
    /// @param votesInFavour Votes in favour that are left. Below the quorum the proposal is cancelled next.
    event SupportWithdrawn(
        uint256 indexed proposalId,
        uint256 indexed seat,
        address indexed account,
        uint256 votesInFavour
    );

    /// @notice The account acts for no seat now, or for one admitted after the vote was opened: it has no vote.
    /// @param account The account that tried to vote.
    /// @param timepoint Timestamp from which the proposal is open to votes, in seconds.
    error ConsortiumGovernorNoVote(address account, uint256 timepoint);

    /// @notice The account acts for no seat whose vote is in favour: there is nothing to take back.
    /// @param proposalId The proposal.
    /// @param account The calling account.
    error ConsortiumGovernorNoSupport(uint256 proposalId, address account);

    /// @notice Every seat may propose and nobody else: the threshold is one vote, always.
    /// @param threshold The threshold given.
    error ConsortiumGovernorThresholdFixed(uint256 threshold);

    /// @notice Takes the caller's vote in favour of a decision back, between the end of the vote and its execution. Where the
    /// votes left fall below the quorum, the proposal is cancelled, in the timelock too.
    /// @dev Called by the account that acts for a seat which voted in favour, whatever account cast that vote. Emits
    /// `SupportWithdrawn`, and `ProposalCanceled` where the quorum is lost. Fails with `GovernorUnexpectedProposalState`
    /// where the proposal is neither passed nor queued, and with `ConsortiumGovernorNoSupport`.
    /// @param targets As proposed.
    /// @param values As proposed.
    /// @param calldatas As proposed.
    /// @param descriptionHash Digest of the description proposed.
    /// @return proposalId The proposal.
    function withdrawSupport(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) external returns (uint256 proposalId);
}
