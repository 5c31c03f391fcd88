// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the consortium's way of deciding adds to OpenZeppelin's Governor
/// @notice Only refusals: the functions and events are those of `IGovernor`.
interface IConsortiumGovernor {
    /// @notice The account acts for no seat now, or for one admitted after the vote was opened: it has no vote.
    /// @param account The account that tried to vote.
    /// @param timepoint Timestamp from which the proposal is open to votes, in seconds.
    error ConsortiumGovernorNoVote(address account, uint256 timepoint);

    /// @notice Every seat may propose and nobody else: the threshold is one vote, always.
    /// @param threshold The threshold given.
    error ConsortiumGovernorThresholdFixed(uint256 threshold);
}
