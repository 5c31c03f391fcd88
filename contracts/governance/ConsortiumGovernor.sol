// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";
import {IConsortiumGovernor} from "../interfaces/IConsortiumGovernor.sol";
import {GovernorLog} from "./GovernorLog.sol";

/// @title ConsortiumGovernor
/// @notice How the consortium decides: a seat proposes, the seats vote, and with two thirds of all seats in favour
/// anyone queues and, once the timelock has run out, executes.
/// @dev OpenZeppelin's Governor with four rules of its own, and a log.
///
/// 1. Votes in favour alone decide. The quorum is two thirds of all seats held when the vote opens, rounded up, and only
///    votes in favour count towards it: to abstain or to stay away is to withhold.
/// 2. The vote is the seat's, not the key's. A vote counts if the account acts for a seat at the moment of voting and
///    that seat was held when the vote opened. So the new account of a seat votes instead of it (once, whatever account
///    voted first), a rotated key and an expelled seat have no vote from that moment on, and a vote cast before counts.
/// 3. The proposal threshold is one vote for ever. At zero any stranger could propose, at two nobody could, and no vote
///    could ever correct it.
/// 4. A decision holds as long as two thirds hold to it: until it is executed, a seat that voted in favour can take its
///    vote back. Where the rest falls below the quorum, the proposal is cancelled.
///
///                 votingDelay            votingPeriod              queue               execute, after the delay
///   propose ─────▶ Pending ─────────────▶ Active ─────▶ Succeeded ─────────▶ Queued ────────────────────────▶ Executed
///                    │                        └─▶ Defeated │                    │
///                    │ cancel, by its proposer             │ withdrawSupport    │ withdrawSupport
///                    └───────────────────────▶ Canceled ◀──┴────────────────────┘
contract ConsortiumGovernor is
    GovernorLog,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorTimelockControl
{
    /// @dev How a seat voted.
    /// @param account The account that cast its vote; zero while it has not voted.
    /// @param inFavour Whether the vote is in favour and was not taken back.
    struct Ballot {
        address account;
        bool inFavour;
    }

    /// @dev Votes a seat has, and a proposer needs.
    uint256 private constant _SEAT_VOTES = 1;

    mapping(uint256 proposalId => mapping(uint256 seat => Ballot)) private _ballots;

    /// @dev Votes in favour that were taken back.
    mapping(uint256 proposalId => uint256) private _withdrawn;

    /// @notice Sets the governor up. Fails with `GovernorInvalidVotingPeriod` where the period is zero.
    /// @param consortium The `Consortium`, whose seats vote. Never changes.
    /// @param timelock_ Delays and executes what was decided; this contract needs its roles of proposer and canceller.
    /// @param votingDelay_ Seconds between a proposal and the opening of its vote.
    /// @param votingPeriod_ Seconds for which a vote is open.
    constructor(
        IVotes consortium,
        TimelockController timelock_,
        uint48 votingDelay_,
        uint32 votingPeriod_
    )
        Governor("Open Robot ID Governor")
        GovernorSettings(votingDelay_, votingPeriod_, _SEAT_VOTES)
        GovernorVotes(consortium)
        GovernorTimelockControl(timelock_)
    {
        _recordRule(
            GovernorKind.TimelockChanged,
            keccak256(abi.encode(address(0), address(timelock_)))
        );
    }

    /// @inheritdoc IConsortiumGovernor
    function withdrawSupport(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) external returns (uint256 proposalId) {
        proposalId = getProposalId(targets, values, calldatas, descriptionHash);
        _validateStateBitmap(
            proposalId,
            _encodeStateBitmap(ProposalState.Succeeded) | _encodeStateBitmap(ProposalState.Queued)
        );
        uint256 seat = _seatOf(msg.sender);
        Ballot storage ballot = _ballots[proposalId][seat];
        if (seat == 0 || !ballot.inFavour)
            revert ConsortiumGovernorNoSupport(proposalId, msg.sender);

        ballot.inFavour = false;
        ++_withdrawn[proposalId];
        (, uint256 votesInFavour, ) = proposalVotes(proposalId);
        emit SupportWithdrawn(proposalId, seat, msg.sender, votesInFavour);
        bytes32 payload = keccak256(abi.encode(proposalId, seat, msg.sender, votesInFavour));
        _recordStep(proposalId, GovernorKind.SupportWithdrawn, msg.sender, payload);

        if (!_quorumReached(proposalId)) _cancel(targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorLog
    function queue(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public override(Governor, GovernorLog) returns (uint256) {
        return super.queue(targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorLog
    function execute(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public payable override(Governor, GovernorLog) returns (uint256) {
        return super.execute(targets, values, calldatas, descriptionHash);
    }

    /// @inheritdoc GovernorTimelockControl
    function updateTimelock(TimelockController newTimelock) public override {
        address previous = timelock();
        super.updateTimelock(newTimelock);
        _recordRule(
            GovernorKind.TimelockChanged,
            keccak256(abi.encode(previous, address(newTimelock)))
        );
    }

    /// @notice Votes in favour that a proposal needs: two thirds of all seats held at a moment, rounded up.
    /// @dev Fails with `ERC5805FutureLookup` for a moment that has not passed.
    /// @param timepoint Timestamp, in seconds.
    /// @return Number of votes.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        return Math.ceilDiv(2 * token().getPastTotalSupply(timepoint), 3);
    }

    /// @notice How votes are counted, for software that shows them.
    /// @return Against, for and abstain, as usual; only votes in favour count towards the quorum.
    function COUNTING_MODE() // solhint-disable-line func-name-mixedcase
        public
        pure
        override(IGovernor, GovernorCountingSimple)
        returns (string memory)
    {
        return "support=bravo&quorum=for";
    }

    /// @notice Whether an account's say in a proposal is spent: it has voted, or its seat has by an earlier account.
    /// @param proposalId The proposal.
    /// @param account The account.
    /// @return Whether it has.
    function hasVoted(
        uint256 proposalId,
        address account
    ) public view override(IGovernor, GovernorCountingSimple) returns (bool) {
        return
            super.hasVoted(proposalId, account) ||
            _ballots[proposalId][_seatOf(account)].account != address(0);
    }

    /// @notice The votes of a proposal, without those that were taken back.
    /// @param proposalId The proposal.
    /// @return againstVotes Votes against.
    /// @return forVotes Votes in favour.
    /// @return abstainVotes Votes withheld.
    function proposalVotes(
        uint256 proposalId
    ) public view override returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) {
        (againstVotes, forVotes, abstainVotes) = super.proposalVotes(proposalId);
        forVotes -= _withdrawn[proposalId];
    }

    /// @inheritdoc GovernorTimelockControl
    function state(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @inheritdoc GovernorTimelockControl
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// @inheritdoc GovernorLog
    function proposalThreshold() public view override(Governor, GovernorLog) returns (uint256) {
        return super.proposalThreshold();
    }

    /// @dev Rule 3.
    function _setProposalThreshold(uint256 threshold) internal override {
        if (threshold != _SEAT_VOTES) revert ConsortiumGovernorThresholdFixed(threshold);
        super._setProposalThreshold(threshold);
    }

    /// @dev Rule 2. A seat that is held now and was admitted by then was held then: seats never return.
    function _getVotes(
        address account,
        uint256 timepoint,
        bytes memory
    ) internal view override(Governor, GovernorVotes) returns (uint256) {
        if (timepoint >= clock()) revert Votes.ERC5805FutureLookup(timepoint, clock());
        uint256 seat = _seatOf(account);
        if (seat == 0 || _consortium().seatOf(seat).admittedAt > timepoint) return 0;
        return _SEAT_VOTES;
    }

    /// @dev Rule 2. An account votes once in a proposal, whatever seats it acts for in the meantime.
    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 weight,
        bytes memory params
    ) internal override(Governor, GovernorCountingSimple) returns (uint256) {
        if (weight == 0) revert ConsortiumGovernorNoVote(account, proposalSnapshot(proposalId));
        uint256 seat = _seatOf(account);
        Ballot storage ballot = _ballots[proposalId][seat];
        address voter = ballot.account;
        if (voter != address(0)) revert GovernorAlreadyCastVote(voter);
        ballot.account = account;
        ballot.inFavour = support == uint8(VoteType.For);
        return super._countVote(proposalId, account, support, weight, params);
    }

    /// @dev Rule 1. `_voteSucceeded` stays as it is and adds nothing: two thirds in favour leave one third against.
    function _quorumReached(
        uint256 proposalId
    ) internal view override(Governor, GovernorCountingSimple) returns (bool) {
        (, uint256 forVotes, ) = proposalVotes(proposalId);
        return forVotes >= quorum(proposalSnapshot(proposalId));
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorLog, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override(Governor, GovernorLog) returns (uint256) {
        return super._propose(targets, values, calldatas, description, proposer);
    }

    function _castVote(
        uint256 proposalId,
        address account,
        uint8 support,
        string memory reason,
        bytes memory params
    ) internal override(Governor, GovernorLog) returns (uint256) {
        return super._castVote(proposalId, account, support, reason, params);
    }

    function _executor()
        internal
        view
        override(Governor, GovernorTimelockControl)
        returns (address)
    {
        return super._executor();
    }

    function _seatOf(address account) private view returns (uint256) {
        return _consortium().seatOfAuthority(account);
    }

    function _consortium() private view returns (IConsortium) {
        return IConsortium(address(token()));
    }
}
