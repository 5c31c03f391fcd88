// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

import {EntryLog} from "../history/EntryLog.sol";
import {IConsortiumGovernor} from "../interfaces/IConsortiumGovernor.sol";

/// @title The log of a governor
/// @notice Records every step of a proposal and every change of the rules, directly after OpenZeppelin's event.
/// @dev Comes before `GovernorTimelockControl` among the bases: a cancellation is recorded before the timelock is told.
abstract contract GovernorLog is Governor, GovernorSettings, EntryLog, IConsortiumGovernor {
    /// @inheritdoc IGovernor
    function queue(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public virtual override returns (uint256 proposalId) {
        proposalId = super.queue(targets, values, calldatas, descriptionHash);
        bytes32 payload = keccak256(abi.encode(proposalId, proposalEta(proposalId)));
        _recordStep(proposalId, GovernorKind.Queued, msg.sender, payload);
    }

    /// @inheritdoc IGovernor
    function execute(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) public payable virtual override returns (uint256 proposalId) {
        proposalId = super.execute(targets, values, calldatas, descriptionHash);
        bytes32 payload = keccak256(abi.encode(proposalId));
        _recordStep(proposalId, GovernorKind.Executed, msg.sender, payload);
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal virtual override returns (uint256 proposalId) {
        proposalId = super._propose(targets, values, calldatas, description, proposer);
        bytes32 payload = keccak256(
            abi.encode(
                proposalId,
                proposer,
                targets,
                values,
                new string[](targets.length),
                calldatas,
                proposalSnapshot(proposalId),
                proposalDeadline(proposalId),
                description
            )
        );
        _recordStep(proposalId, GovernorKind.Proposed, proposer, payload);
    }

    function _castVote(
        uint256 proposalId,
        address account,
        uint8 support,
        string memory reason,
        bytes memory params
    ) internal virtual override returns (uint256 weight) {
        weight = super._castVote(proposalId, account, support, reason, params);
        bytes32 payload = keccak256(
            params.length == 0
                ? abi.encode(account, proposalId, support, weight, reason)
                : abi.encode(account, proposalId, support, weight, reason, params)
        );
        _recordStep(proposalId, GovernorKind.Voted, account, payload);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override returns (uint256 proposalId) {
        proposalId = super._cancel(targets, values, calldatas, descriptionHash);
        bytes32 payload = keccak256(abi.encode(proposalId));
        _recordStep(proposalId, GovernorKind.Canceled, msg.sender, payload);
    }

    function _setVotingDelay(uint48 votingDelay_) internal virtual override {
        bytes32 payload = keccak256(abi.encode(votingDelay(), votingDelay_));
        super._setVotingDelay(votingDelay_);
        _recordRule(GovernorKind.VotingDelaySet, payload);
    }

    function _setVotingPeriod(uint32 votingPeriod_) internal virtual override {
        bytes32 payload = keccak256(abi.encode(votingPeriod(), votingPeriod_));
        super._setVotingPeriod(votingPeriod_);
        _recordRule(GovernorKind.VotingPeriodSet, payload);
    }

    function _setProposalThreshold(uint256 threshold) internal virtual override {
        bytes32 payload = keccak256(abi.encode(proposalThreshold(), threshold));
        super._setProposalThreshold(threshold);
        _recordRule(GovernorKind.ProposalThresholdSet, payload);
    }

    function _recordStep(
        uint256 proposalId,
        GovernorKind kind,
        address actor,
        bytes32 payload
    ) internal {
        _record(bytes32(proposalId), uint16(kind), actor, payload);
    }

    /// @dev The deployer is no party to the rules: what the constructor sets has no actor.
    function _recordRule(GovernorKind kind, bytes32 payload) internal {
        address actor = address(this).code.length == 0 ? address(0) : msg.sender;
        _record(bytes32(0), uint16(kind), actor, payload);
    }

    /// @inheritdoc GovernorSettings
    function proposalThreshold()
        public
        view
        virtual
        override(Governor, GovernorSettings)
        returns (uint256)
    {
        return super.proposalThreshold();
    }
}
