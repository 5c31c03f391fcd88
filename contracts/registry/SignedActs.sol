// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {EntryLog} from "../history/EntryLog.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IRegistrarOrders} from "../interfaces/IRegistrarOrders.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {IRobotOwnership} from "../interfaces/IRobotOwnership.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {ISignedActs} from "../interfaces/ISignedActs.sol";
import {DeviceKey, DeviceKeyLibrary, DeviceSignature} from "./DeviceKey.sol";

/// @title Signed acts
/// @notice Checks who signed, people, makers and robots, and acts in the signer's name. What the registry, the flags and the
/// orders refuse to the signer they refuse here too.
contract SignedActs is ISignedActs, EntryLog, EIP712 {
    using DeviceKeyLibrary for DeviceKey;

    bytes32 private constant _CONSENT_TYPEHASH = keccak256(
        "Consent(bytes32 robotId,address from,address to,uint256 nonce,uint256 deadline,"
        "bool robotSigns,bytes32 expectedHead,bytes32 termsDigest)"
    );
    bytes32 private constant _CONSENT_REVOCATION_TYPEHASH = keccak256(
        "ConsentRevocation(bytes32 robotId,address signer,bytes32 consentDigest,"
        "uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _CONSENTS_REVOCATION_TYPEHASH = keccak256(
        "ConsentsRevocation(bytes32 robotId,address signer,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _OBJECTION_TYPEHASH = keccak256(
        "Objection(bytes32 robotId,address signer,uint256 order,bytes32 reasonDigest,"
        "uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _FLAG_REPORT_TYPEHASH = keccak256(
        "FlagReport(bytes32 robotId,address signer,uint8 flag,bytes32 reasonDigest,"
        "uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _FLAG_CLEARANCE_TYPEHASH = keccak256(
        "FlagClearance(bytes32 robotId,address signer,uint8 flag,bytes32 reasonDigest,"
        "uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _OPERATOR_NAMING_TYPEHASH = keccak256(
        "OperatorNaming(bytes32 robotId,address signer,address operator,uint40 until,"
        "uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _INTAKE_OFFER_TYPEHASH = keccak256(
        "IntakeOffer(bytes32 robotId,address signer,address recycler,"
        "uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _TAKING_BACK_TYPEHASH = keccak256(
        "TakingBack(bytes32 robotId,address signer,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant _RELOCATION_TYPEHASH = keccak256(
        "Relocation(bytes32 robotId,address signer,bytes2 country,uint256 nonce,uint256 deadline)"
    );

    bytes32 private constant _BINDING_TYPEHASH = keccak256(
        "DeviceBinding(bytes32 robotId,address holder)"
    );
    bytes32 private constant _ATTESTATION_TYPEHASH = keccak256(
        "DeviceAttestation(bytes32 robotId,bytes32 deviceKeyDigest,bytes32 birthRecordDigest,"
        "uint256 deadline)"
    );

    /// @inheritdoc ISignedActs
    IRobotRegistry public registry;

    IAuthorityRegistry private immutable _authorities;

    mapping(address signer => mapping(RobotId id => uint64)) private _nonces;
    mapping(address holder => mapping(RobotId id => uint64)) private _revocations;
    mapping(address account => mapping(bytes32 consentDigest => bool)) private _revoked;

    /// @notice Knows the makers; the registry is bound by its own constructor.
    /// @param authorities The authorities' register.
    constructor(IAuthorityRegistry authorities) EIP712("Open Robot ID", "1") {
        _authorities = authorities;
    }

    /// @inheritdoc ISignedActs
    function bind(IAuthorityRegistry authorities) external {
        if (address(registry) != address(0)) revert SignedActsBound(address(registry));
        if (address(authorities) != address(_authorities)) {
            revert SignedActsOtherAuthorities(address(_authorities), address(authorities));
        }
        registry = IRobotRegistry(msg.sender);
    }

    // ------------------------------------------------------------------------------------------ consents

    /// @inheritdoc ISignedActs
    function transferWithConsent(
        Consent calldata consent,
        bytes calldata fromSignature,
        bytes calldata toSignature,
        DeviceSignature calldata robotSignature
    ) external {
        RobotId id = consent.id;
        _requireGood(consent);
        bytes32 digest = consentDigest(consent);
        _requireSide(consent, consent.from, digest, fromSignature);
        _requireSide(consent, consent.to, digest, toSignature);
        if (consent.robotSigns) {
            _requireDevice(id, registry.deviceKeyOf(id), digest, robotSignature);
        }
        registry.transferByConsent(id, consent.from, consent.to, consent.termsDigest, msg.sender);
    }

    /// @inheritdoc ISignedActs
    function revokeConsent(Consent calldata consent) external {
        _revoke(consent, msg.sender);
    }

    /// @inheritdoc ISignedActs
    function revokeConsentBySig(Consent calldata consent, Signed calldata signed) external {
        bytes memory fields = abi.encode(consentDigest(consent));
        _requireSigned(consent.id, signed, _CONSENT_REVOCATION_TYPEHASH, fields);
        _revoke(consent, signed.signer);
    }

    /// @inheritdoc ISignedActs
    function revokeConsents(RobotId id) external {
        _revokeAll(id, msg.sender);
    }

    /// @inheritdoc ISignedActs
    function revokeConsentsBySig(RobotId id, Signed calldata signed) external {
        _requireSigned(id, signed, _CONSENTS_REVOCATION_TYPEHASH, "");
        _revokeAll(id, signed.signer);
    }

    // ---------------------------------------------------------------------------- acts in the signer's name

    /// @inheritdoc ISignedActs
    function objectBySig(uint256 order, bytes32 reasonDigest, Signed calldata signed) external {
        IRegistrarOrders orders = registry.registrarOrders();
        bytes memory fields = abi.encode(order, reasonDigest);
        _requireSigned(orders.orderOf(order).id, signed, _OBJECTION_TYPEHASH, fields);
        bytes memory call = abi.encodeCall(IRegistrarOrders.object, (order, reasonDigest));
        _actAs(signed.signer, address(orders), call);
    }

    /// @inheritdoc ISignedActs
    function raiseFlagBySig(
        RobotId id,
        uint8 flag,
        bytes32 reasonDigest,
        Signed calldata signed
    ) external {
        _requireSigned(id, signed, _FLAG_REPORT_TYPEHASH, abi.encode(flag, reasonDigest));
        bytes memory call = abi.encodeCall(IRobotFlags.raiseFlag, (id, flag, reasonDigest));
        _actAs(signed.signer, address(registry.robotFlags()), call);
    }

    /// @inheritdoc ISignedActs
    function clearFlagBySig(
        RobotId id,
        uint8 flag,
        bytes32 reasonDigest,
        Signed calldata signed
    ) external {
        _requireSigned(id, signed, _FLAG_CLEARANCE_TYPEHASH, abi.encode(flag, reasonDigest));
        bytes memory call = abi.encodeCall(IRobotFlags.clearFlag, (id, flag, reasonDigest));
        _actAs(signed.signer, address(registry.robotFlags()), call);
    }

    /// @inheritdoc ISignedActs
    function setOperatorBySig(
        RobotId id,
        address operator,
        uint40 until,
        Signed calldata signed
    ) external {
        _requireSigned(id, signed, _OPERATOR_NAMING_TYPEHASH, abi.encode(operator, until));
        bytes memory call = abi.encodeCall(IRobotOwnership.setOperator, (id, operator, until));
        _actAs(signed.signer, address(registry), call);
    }

    /// @inheritdoc ISignedActs
    function offerIntakeBySig(RobotId id, address recycler, Signed calldata signed) external {
        _requireSigned(id, signed, _INTAKE_OFFER_TYPEHASH, abi.encode(recycler));
        bytes memory call = abi.encodeCall(IRobotLifecycle.offerIntake, (id, recycler));
        _actAs(signed.signer, address(registry), call);
    }

    /// @inheritdoc ISignedActs
    function takeBackBySig(RobotId id, Signed calldata signed) external {
        _requireSigned(id, signed, _TAKING_BACK_TYPEHASH, "");
        bytes memory call = abi.encodeCall(IRobotLifecycle.takeBack, (id));
        _actAs(signed.signer, address(registry), call);
    }

    /// @inheritdoc ISignedActs
    function relocateBySig(RobotId id, CountryCode country, Signed calldata signed) external {
        _requireSigned(id, signed, _RELOCATION_TYPEHASH, abi.encode(country));
        bytes memory call = abi.encodeCall(IRobotLifecycle.relocate, (id, country));
        _actAs(signed.signer, address(registry), call);
    }

    // ------------------------------------------------------------------------------------------- devices

    /// @inheritdoc ISignedActs
    function checkDevice(
        RobotId id,
        address holder,
        DeviceKey calldata key,
        DeviceSignature calldata signature
    ) external view {
        _requireDevice(id, key, deviceChallenge(id, holder), signature);
    }

    /// @inheritdoc ISignedActs
    function checkAttestation(
        RobotId id,
        bytes32 keyDigest,
        IRobotLifecycle.BirthProof calldata proof
    ) external view {
        address attester = proof.attester;
        uint256 deadline = proof.deadline;
        _requireInTime(id, deadline);
        bytes32 digest = attestationDigest(id, keyDigest, proof.birthRecordDigest, deadline);
        if (
            !_authorities.isAttester(id.manufacturer(), attester) ||
            !SignatureChecker.isValidSignatureNow(attester, digest, proof.signature)
        ) revert SignedActsNotAttested(id, attester);
    }

    // --------------------------------------------------------------------------------------------- views

    /// @inheritdoc ISignedActs
    function consentNonceOf(address holder, RobotId id) external view returns (uint256) {
        return _consentNonce(holder, id, _transfersOf(id));
    }

    /// @inheritdoc ISignedActs
    function nonceOf(address signer, RobotId id) external view returns (uint256) {
        return _actNonce(signer, id, _nonces[signer][id]);
    }

    /// @inheritdoc ISignedActs
    function isRevoked(address account, bytes32 digest) external view returns (bool) {
        return _revoked[account][digest];
    }

    /// @inheritdoc ISignedActs
    function consentDigest(Consent calldata consent) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_CONSENT_TYPEHASH, consent)));
    }

    /// @inheritdoc ISignedActs
    function deviceChallenge(RobotId id, address holder) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_BINDING_TYPEHASH, id, holder)));
    }

    /// @inheritdoc ISignedActs
    function attestationDigest(
        RobotId id,
        bytes32 keyDigest,
        bytes32 birthRecordDigest,
        uint256 deadline
    ) public view returns (bytes32) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(_ATTESTATION_TYPEHASH, id, keyDigest, birthRecordDigest, deadline)
                )
            );
    }

    // ------------------------------------------------------------------------------------------- private

    function _revoke(Consent calldata consent, address account) private {
        bytes32 digest = consentDigest(consent);
        if (account != consent.from && account != consent.to) {
            revert SignedActsNotASide(digest, account);
        }
        _requireUnrevoked(digest, account);
        _revoked[account][digest] = true;
        emit ConsentRevoked(account, digest);
        _recordOf(account, SignedActKind.ConsentRevoked, abi.encode(account, digest));
    }

    function _revokeAll(RobotId id, address account) private {
        uint64 revocations = ++_revocations[account][id];
        emit ConsentsRevoked(account, id, revocations);
        _recordOf(account, SignedActKind.ConsentsRevoked, abi.encode(account, id, revocations));
    }

    function _recordOf(address account, SignedActKind kind, bytes memory payload) private {
        bytes32 subject = bytes32(uint256(uint160(account)));
        _record(subject, uint16(uint8(kind)), account, keccak256(payload));
    }

    /// @dev Takes the signer's next nonce, and refuses what the signer did not sign with it.
    function _requireSigned(
        RobotId id,
        Signed calldata signed,
        bytes32 typehash,
        bytes memory fields
    ) private {
        address signer = signed.signer;
        uint256 deadline = signed.deadline;
        _requireInTime(id, deadline);
        uint256 nonce = _actNonce(signer, id, _nonces[signer][id]++);
        bytes32 digest = _hashTypedDataV4(
            keccak256(
                bytes.concat(abi.encode(typehash, id, signer), fields, abi.encode(nonce, deadline))
            )
        );
        if (!SignatureChecker.isValidSignatureNow(signer, digest, signed.signature)) {
            revert SignedActsNotSigned(id, signer, nonce);
        }
    }

    /// @dev Calls in the name of a signer, whose address follows the arguments (ERC-2771).
    function _actAs(address signer, address target, bytes memory call) private {
        Address.functionCall(target, bytes.concat(call, bytes20(signer)));
    }

    function _requireGood(Consent calldata consent) private view {
        RobotId id = consent.id;
        (address holder, uint256 transfers) = registry.holdingOf(id);
        if (consent.from != holder) revert SignedActsConsentFromOther(id, consent.from, holder);
        if (consent.to == address(0)) revert SignedActsNoReceiver(id);
        uint256 expected = _consentNonce(holder, id, transfers);
        if (consent.nonce != expected) revert SignedActsConsentNonce(id, consent.nonce, expected);
        _requireInTime(id, consent.deadline);
        if (consent.expectedHead == 0) return;
        (bytes32 head, ) = registry.historyOf(RobotId.unwrap(id));
        if (consent.expectedHead != head) {
            revert SignedActsHeadChanged(id, consent.expectedHead, head);
        }
    }

    function _requireDevice(
        RobotId id,
        DeviceKey memory key,
        bytes32 digest,
        DeviceSignature calldata signature
    ) private view {
        if (!key.verifies(digest, signature)) revert SignedActsDeviceSignature(id, key.digest());
    }

    function _requireSide(
        Consent calldata consent,
        address side,
        bytes32 digest,
        bytes calldata signature
    ) private view {
        _requireUnrevoked(digest, side);
        if (!SignatureChecker.isValidSignatureNow(side, digest, signature)) {
            revert SignedActsNotSigned(consent.id, side, consent.nonce);
        }
    }

    function _requireUnrevoked(bytes32 digest, address account) private view {
        if (_revoked[account][digest]) revert SignedActsConsentRevoked(digest, account);
    }

    function _requireInTime(RobotId id, uint256 deadline) private view {
        if (block.timestamp > deadline) revert SignedActsExpired(id, deadline, block.timestamp);
    }

    function _consentNonce(
        address holder,
        RobotId id,
        uint256 transfers
    ) private view returns (uint256) {
        return (transfers << 64) | _revocations[holder][id];
    }

    /// @dev What voids a consent voids an act too: the robot changed hands, or its signer revoked.
    function _actNonce(address signer, RobotId id, uint256 acts) private view returns (uint256) {
        return (_consentNonce(signer, id, _transfersOf(id)) << 64) | acts;
    }

    function _transfersOf(RobotId id) private view returns (uint256 transfers) {
        (, transfers) = registry.holdingOf(id);
    }
}
