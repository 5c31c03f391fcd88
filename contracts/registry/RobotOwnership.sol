// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {ManufacturerId, RobotId} from "../identifier/RobotId.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {IRobotOwnership} from "../interfaces/IRobotOwnership.sol";
import {DeviceKey, DeviceKeyLibrary, DeviceSignature} from "./DeviceKey.sol";
import {RobotUnits} from "./RobotUnits.sol";

/// @title Ownership
/// @notice ERC-721 over packed storage, with the consent of both sides in every transfer; and the operators.
/// @dev Not OpenZeppelin's ERC721: that one keeps a slot for each owner, where here a unit of a lot keeps none. Its
/// interface, errors and receiver check are.
abstract contract RobotOwnership is RobotUnits, IRobotOwnership, IERC721, IERC721Errors, EIP712 {
    using DeviceKeyLibrary for DeviceKey;

    bytes32 private constant _CONSENT_TYPEHASH = keccak256(
        "Consent(bytes32 robotId,address from,address to,uint256 nonce,uint256 deadline,"
        "bool robotSigns,bytes32 termsDigest)"
    );

    /// @dev The nonce stops here, and no consent is good for it: a holder who wears it out can sign no more consents, but
    /// escapes no registrar order.
    uint16 private constant _LAST_NONCE = type(uint16).max;

    mapping(RobotId id => DeviceKey) internal _deviceKeys;

    mapping(RobotId id => address) private _approvals;
    mapping(address owner => mapping(address operator => bool)) private _approvedForAll;
    mapping(RobotId id => OperatorTerm) private _operators;

    /// @inheritdoc IERC721
    /// @dev Called by the owner or an operator-for-all of a robot in service. Before that no approval is taken: the stock of
    /// a maker passes to its next account, which must not inherit what the one before agreed to.
    function approve(address to, uint256 tokenId) external {
        RobotId id = _robotId(tokenId);
        Unit memory unit = _requireToken(tokenId);
        address holder = _holderOf(id, unit.holder);
        if (msg.sender != holder && !_approvedForAll[holder][msg.sender]) {
            revert ERC721InvalidApprover(msg.sender);
        }
        _requireInService(id, unit.state);
        _approvals[id] = to;
        emit Approval(holder, to, tokenId);
    }

    /// @inheritdoc IERC721
    /// @dev An operator-for-all may approve a receiver on the owner's behalf; it cannot transfer.
    function setApprovalForAll(address operator, bool approved) external {
        if (operator == address(0)) revert ERC721InvalidOperator(operator);
        _approvedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
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
    function transferWithConsent(
        Consent calldata consent,
        bytes calldata fromSignature,
        bytes calldata toSignature,
        DeviceSignature calldata robotSignature
    ) external {
        RobotId id = consent.id;
        Unit storage unit = _touch(id);
        address holder = _holderOf(id, unit.holder);
        if (consent.from != holder) {
            revert RobotRegistryConsentFromOther(id, consent.from, holder);
        }
        if (consent.to == address(0)) revert ERC721InvalidReceiver(consent.to);
        if (consent.nonce != unit.transfers || consent.nonce == _LAST_NONCE) {
            revert RobotRegistryConsentNonce(id, consent.nonce, unit.transfers);
        }
        if (block.timestamp > consent.deadline) {
            revert RobotRegistryConsentExpired(id, consent.deadline, block.timestamp);
        }
        bytes32 digest = consentDigest(consent);
        _requireSigned(id, consent.from, digest, fromSignature);
        _requireSigned(id, consent.to, digest, toSignature);
        if (consent.robotSigns) {
            DeviceKey memory key = _deviceKeys[id];
            if (!key.verifies(digest, robotSignature)) {
                revert IRobotLifecycle.RobotRegistryDeviceSignature(id, key.digest());
            }
        }
        _requireTransferable(id, unit, consent.from, consent.to);
        _move(id, unit, consent.from, consent.to, Basis.Consent, consent.termsDigest, msg.sender);
    }

    /// @inheritdoc IRobotOwnership
    function revokeConsents(RobotId id) external {
        Unit storage unit = _touchHeld(id);
        _requireAlive(id, unit.state);
        _useUpConsents(unit);
        emit ConsentsRevoked(id, unit.transfers);
    }

    /// @inheritdoc IRobotOwnership
    function setOperator(RobotId id, address account, uint40 until) external {
        Unit storage unit = _touchHeld(id);
        _requireInService(id, unit.state);
        if (account == address(0)) {
            until = 0;
        } else if (until <= block.timestamp) {
            revert RobotRegistryTermInPast(until, block.timestamp);
        }
        _operators[id] = OperatorTerm({account: account, until: until, accepted: false});
        bytes32 payload = keccak256(abi.encode(account, until));
        emit OperatorNamed(
            id,
            _record(id, unit, HistoryKind.OperatorNamed, msg.sender, payload),
            account,
            until
        );
    }

    /// @inheritdoc IRobotOwnership
    function acceptOperator(RobotId id) external {
        OperatorTerm memory term = _requireNamed(id);
        if (term.accepted) revert RobotRegistryAlreadyOperator(id, msg.sender);
        _operators[id].accepted = true;
        bytes32 payload = keccak256(abi.encode(msg.sender, term.until));
        uint256 seq = _record(id, _units[id], HistoryKind.OperatorAccepted, msg.sender, payload);
        emit OperatorAccepted(id, seq, msg.sender, term.until);
    }

    /// @inheritdoc IRobotOwnership
    function resignOperator(RobotId id) external {
        _requireNamed(id);
        delete _operators[id];
        bytes32 payload = keccak256(abi.encode(msg.sender));
        uint256 seq = _record(id, _units[id], HistoryKind.OperatorResigned, msg.sender, payload);
        emit OperatorResigned(id, seq, msg.sender);
    }

    /// @inheritdoc IERC721
    /// @dev Counts what a maker has issued and not yet placed on a market.
    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(owner);
        ManufacturerId manufacturer = _authorities.manufacturerOf(owner);
        uint256 stock = ManufacturerId.unwrap(manufacturer) == 0 ? 0 : _stock[manufacturer];
        return _balances[owner] + stock;
    }

    /// @inheritdoc IERC721
    /// @dev For an Issued unit that has no holder of its own: its maker's current account.
    function ownerOf(uint256 tokenId) external view returns (address) {
        return _holderOf(_robotId(tokenId), _requireToken(tokenId).holder);
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
    function operatorOf(RobotId id) public view returns (address) {
        OperatorTerm memory term = _operators[id];
        return term.accepted && block.timestamp < term.until ? term.account : address(0);
    }

    /// @inheritdoc IRobotOwnership
    function consentDigest(Consent calldata consent) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_CONSENT_TYPEHASH, consent)));
    }

    /// @dev Moves a robot. Whoever calls this has made sure that it may.
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
        unit.holder = to;
        _useUpConsents(unit);
        emit Transfer(from, to, _tokenId(id));
        bytes32 payload = keccak256(abi.encode(from, to, basis, reasonDigest));
        uint256 seq = _record(id, unit, HistoryKind.Transferred, actor, payload);
        emit RobotTransferred(id, seq, from, to, basis, reasonDigest);
    }

    /// @dev Approval and operator end with the holder they were given by.
    function _dropAgreements(RobotId id) internal {
        delete _approvals[id];
        delete _operators[id];
    }

    /// @dev The stored unit, which the caller must hold.
    function _touchHeld(RobotId id) internal returns (Unit storage unit) {
        unit = _touch(id);
        if (msg.sender != _holderOf(id, unit.holder)) {
            revert RobotRegistryNotHolder(id, msg.sender);
        }
    }

    function _requireInService(RobotId id, State state) internal pure {
        if (state != State.InService) revert RobotRegistryWrongState(id, state);
    }

    /// @dev Neither handed in nor destroyed.
    function _requireAlive(RobotId id, State state) internal pure {
        if (state >= State.EndOfLife) revert RobotRegistryWrongState(id, state);
    }

    function _requireUnflagged(RobotId id, uint8 flags) internal pure {
        if (flags == 0) return;
        bool stolen = _hasFlag(flags, IRobotFlags.Flag.Stolen);
        revert IRobotLifecycle.RobotRegistryFlagged(
            id,
            stolen ? IRobotFlags.Flag.Stolen : IRobotFlags.Flag.Disputed
        );
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
        address holder = _holderOf(id, _requireToken(tokenId).holder);
        if (from != holder) revert ERC721IncorrectOwner(from, tokenId, holder);
        if (to == address(0)) revert ERC721InvalidReceiver(to);
        if (msg.sender != to) revert RobotRegistryReceiverMustCall(id, to, msg.sender);
        if (_approvals[id] != to) {
            revert RobotRegistryReceiverNotApproved(id, to, _approvals[id]);
        }
        Unit storage unit = _touch(id);
        _requireTransferable(id, unit, from, to);
        _move(id, unit, from, to, Basis.Approval, 0, msg.sender);
    }

    function _useUpConsents(Unit storage unit) private {
        if (unit.transfers != _LAST_NONCE) ++unit.transfers;
    }

    function _requireNamed(RobotId id) private view returns (OperatorTerm memory term) {
        term = _operators[id];
        if (msg.sender != term.account || block.timestamp >= term.until) {
            revert RobotRegistryNotNamedOperator(id, msg.sender);
        }
    }

    function _requireSigned(
        RobotId id,
        address signer,
        bytes32 digest,
        bytes calldata signature
    ) private view {
        if (!SignatureChecker.isValidSignatureNow(signer, digest, signature)) {
            revert RobotRegistryConsentNotSigned(id, signer);
        }
    }

    /// @dev What both ways of transferring ask: state, flags, policies.
    function _requireTransferable(
        RobotId id,
        Unit storage unit,
        address from,
        address to
    ) private view {
        if (from == to) revert RobotRegistrySelfTransfer(id, from);
        _requireInService(id, unit.state);
        _requireUnflagged(id, unit.flags);
        _modules.checkTransfer(id, from, to);
    }

    function _requireToken(uint256 tokenId) private view returns (Unit memory unit) {
        unit = _find(_robotId(tokenId));
        if (unit.state == State.None) revert ERC721NonexistentToken(tokenId);
    }
}
