// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";

import {RobotId} from "../identifier/RobotId.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {IRobotOwnership} from "../interfaces/IRobotOwnership.sol";
import {Digest} from "../words/Digest.sol";
import {RobotUnits} from "./RobotUnits.sol";
import {SignedActor} from "./SignedActor.sol";

/// @title Ownership
/// @notice ERC-721 over packed storage, with the consent of both sides in every transfer; and the operators.
/// @dev Not OpenZeppelin's ERC721: that one keeps a slot for each owner, where here a unit of a lot keeps none. Its
/// interface, errors and receiver check are. A transfer by the signatures of both sides is in `SignedActs`.
abstract contract RobotOwnership is
    RobotUnits,
    SignedActor,
    IRobotOwnership,
    IERC721,
    IERC721Errors
{
    mapping(RobotId id => address) private _approvals;
    mapping(address owner => mapping(address operator => bool)) private _approvedForAll;
    mapping(RobotId id => OperatorTerm) private _operators;

    /// @inheritdoc IERC721
    /// @dev Called by the owner or an operator-for-all of a robot in service. Before that no approval is taken: the stock of
    /// a maker passes to its next account, which must not inherit what the one before agreed to.
    function approve(address to, uint256 tokenId) external {
        RobotId id = _robotId(tokenId);
        Unit storage unit = _touchToken(tokenId);
        address holder = _holderOf(id);
        if (msg.sender != holder && !_approvedForAll[holder][msg.sender]) {
            revert ERC721InvalidApprover(msg.sender);
        }
        _requireInService(id, unit.state);
        _approvals[id] = to;
        emit Approval(holder, to, tokenId);
        bytes32 payload = Digest.words(Digest.word(to));
        HistoryKind kind = HistoryKind.ReceiverApproved;
        emit ReceiverApproved(id, _record(id, unit, kind, msg.sender, payload), to);
    }

    /// @inheritdoc IERC721
    /// @dev An operator-for-all may approve a receiver on the owner's behalf; it cannot transfer.
    function setApprovalForAll(address operator, bool approved) external {
        if (operator == address(0)) revert ERC721InvalidOperator(operator);
        _approvedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
        _record(
            bytes32(uint256(uint160(msg.sender))),
            uint16(uint8(HistoryKind.ApprovalForAll)),
            msg.sender,
            Digest.words(
                Digest.word(msg.sender),
                Digest.word(operator),
                bytes32(uint256(approved ? 1 : 0))
            )
        );
    }

    /// @inheritdoc IERC721
    /// @dev Called by the receiver, once the owner approved it. Fails with `RobotRegistryReceiverMustCall`,
    /// `RobotRegistryReceiverNotApproved`, `RobotRegistrySelfTransfer` and what refuses any transfer.
    function transferFrom(address from, address to, uint256 tokenId) external {
        _transferApproved(from, to, tokenId);
    }

    /// @inheritdoc IERC721
    /// @dev As `transferFrom`.
    function safeTransferFrom(address from, address to, uint256 tokenId) external {
        _safeTransferApproved(from, to, tokenId, "");
    }

    /// @inheritdoc IERC721
    /// @dev As `transferFrom`.
    function safeTransferFrom(
        address from,
        address to,
        uint256 tokenId,
        bytes calldata data
    ) external {
        _safeTransferApproved(from, to, tokenId, data);
    }

    /// @inheritdoc IRobotOwnership
    function setOperator(RobotId id, address account, uint40 until) external {
        (Unit storage unit, address holder) = _touchHeld(id);
        _requireInService(id, unit.state);
        if (account == address(0)) {
            until = 0;
        } else {
            if (until <= block.timestamp) revert RobotRegistryTermInPast(until, block.timestamp);
            _modules.checkOperator(id, account);
        }
        _operators[id] = OperatorTerm({account: account, until: until, accepted: false});
        bytes32 payload = Digest.words(Digest.word(account), bytes32(uint256(until)));
        emit OperatorNamed(
            id,
            _record(id, unit, HistoryKind.OperatorNamed, holder, payload),
            account,
            until
        );
    }

    /// @inheritdoc IRobotOwnership
    function acceptOperator(RobotId id) external {
        OperatorTerm memory term = _requireNamed(id);
        if (term.accepted) revert RobotRegistryAlreadyOperator(id, msg.sender);
        _modules.checkOperator(id, msg.sender);
        _operators[id].accepted = true;
        bytes32 payload = Digest.words(Digest.word(msg.sender), bytes32(uint256(term.until)));
        uint256 seq = _record(id, _units[id], HistoryKind.OperatorAccepted, msg.sender, payload);
        emit OperatorAccepted(id, seq, msg.sender, term.until);
    }

    /// @inheritdoc IRobotOwnership
    function resignOperator(RobotId id) external {
        _requireNamed(id);
        delete _operators[id];
        bytes32 payload = Digest.words(Digest.word(msg.sender));
        uint256 seq = _record(id, _units[id], HistoryKind.OperatorResigned, msg.sender, payload);
        emit OperatorResigned(id, seq, msg.sender);
    }

    /// @inheritdoc IERC721
    /// @dev Counts what a `Transfer` event brought to the owner: not what a maker has issued and nobody was given yet.
    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(owner);
        return _balances[owner];
    }

    /// @inheritdoc IERC721
    /// @dev For an Issued unit that has no holder of its own: its maker's current account.
    function ownerOf(uint256 tokenId) external view returns (address) {
        _requireToken(tokenId);
        return _holderOf(_robotId(tokenId));
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 tokenId) external view returns (address) {
        _requireToken(tokenId);
        return _approvals[_robotId(tokenId)];
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address owner, address operator) external view returns (bool) {
        return _approvedForAll[owner][operator];
    }

    /// @inheritdoc IRobotOwnership
    function operatorTerm(RobotId id) external view returns (OperatorTerm memory) {
        return _operators[id];
    }

    /// @inheritdoc IRobotOwnership
    function holdingOf(RobotId id) external view returns (address holder, uint256 transfers) {
        transfers = _require(id).transfers;
        holder = _holderOf(id);
    }

    /// @inheritdoc IRobotOwnership
    function operatorOf(RobotId id) public view returns (address) {
        OperatorTerm memory term = _operators[id];
        return term.accepted && block.timestamp < term.until ? term.account : address(0);
    }

    /// @dev Moves a robot. The caller has made sure that it may be moved.
    function _move(
        RobotId id,
        Unit storage unit,
        address from,
        address to,
        Basis basis,
        bytes32 reasonDigest,
        address actor
    ) internal {
        _dropAgreements(id);
        --_balances[from];
        ++_balances[to];
        _holders[id] = to;
        ++unit.transfers;
        emit Transfer(from, to, _tokenId(id));
        bytes32 payload = Digest.words(
            Digest.word(from),
            Digest.word(to),
            bytes32(uint256(basis)),
            reasonDigest
        );
        uint256 seq = _record(id, unit, HistoryKind.Transferred, actor, payload);
        emit RobotTransferred(id, seq, from, to, basis, reasonDigest);
    }

    /// @dev Approval and operator end with the holder they were given by.
    function _dropAgreements(RobotId id) internal {
        delete _approvals[id];
        delete _operators[id];
    }

    /// @dev The stored unit, and its holder, who must be the one that acts.
    function _touchHeld(RobotId id) internal returns (Unit storage unit, address holder) {
        unit = _touch(id);
        holder = _holderOf(id);
        address actor = _actor();
        if (actor != holder) revert RobotRegistryNotHolder(id, actor);
    }

    function _requireInService(RobotId id, State state) internal pure {
        if (state != State.InService) revert RobotRegistryWrongState(id, state);
    }

    /// @dev What both ways of transferring ask: state, order, flags, policies.
    function _requireTransferable(
        RobotId id,
        Unit storage unit,
        address from,
        address to
    ) internal view {
        if (from == to) revert RobotRegistrySelfTransfer(id, from);
        _requireInService(id, unit.state);
        _requireUnflagged(id, unit.flags);
        _modules.checkTransfer(id, from, to);
    }

    /// @dev Neither under a pending order, nor stolen, nor disputed.
    function _requireUnflagged(RobotId id, uint8 flags) internal view {
        if (flags == 0) return;
        _requireUnordered(id, flags);
        bool stolen = _hasFlag(flags, IRobotFlags.Flag.Stolen);
        if (stolen || _hasFlag(flags, IRobotFlags.Flag.Disputed)) {
            revert IRobotLifecycle.RobotRegistryFlagged(
                id,
                stolen ? IRobotFlags.Flag.Stolen : IRobotFlags.Flag.Disputed
            );
        }
    }

    /// @dev While an order is pending, nothing but the order moves a robot, hands it in or clears its flags.
    function _requireUnordered(RobotId id, uint8 flags) internal view {
        if (!_isOrdered(id, flags)) return;
        revert IRobotLifecycle.RobotRegistryOrderPending(id, _pendingOrderOf(id));
    }

    function _safeTransferApproved(
        address from,
        address to,
        uint256 tokenId,
        bytes memory data
    ) private {
        _transferApproved(from, to, tokenId);
        _askingReceiver = true;
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, tokenId, data);
        _askingReceiver = false;
    }

    function _transferApproved(address from, address to, uint256 tokenId) private {
        RobotId id = _robotId(tokenId);
        Unit storage unit = _touchToken(tokenId);
        address holder = _holderOf(id);
        if (from != holder) revert ERC721IncorrectOwner(from, tokenId, holder);
        if (to == address(0)) revert ERC721InvalidReceiver(to);
        if (msg.sender != to) revert RobotRegistryReceiverMustCall(id, to, msg.sender);
        address approved = _approvals[id];
        if (approved != to) revert RobotRegistryReceiverNotApproved(id, to, approved);
        _requireTransferable(id, unit, from, to);
        _move(id, unit, from, to, Basis.Approval, 0, msg.sender);
    }

    function _requireNamed(RobotId id) private view returns (OperatorTerm memory term) {
        term = _operators[id];
        if (msg.sender != term.account || block.timestamp >= term.until) {
            revert RobotRegistryNotNamedOperator(id, msg.sender);
        }
    }

    function _requireToken(uint256 tokenId) private view {
        if (_find(_robotId(tokenId)).state == State.None) revert ERC721NonexistentToken(tokenId);
    }

    /// @dev As `_touch`, with the error that ERC-721 has for it.
    function _touchToken(uint256 tokenId) private returns (Unit storage unit) {
        bool found;
        (unit, found) = _touchAny(_robotId(tokenId));
        if (!found) revert ERC721NonexistentToken(tokenId);
    }
}
