// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {DeviceKey, DeviceSignature} from "../registry/DeviceKey.sol";
import {IAuthorityRegistry} from "./IAuthorityRegistry.sol";
import {IEntryLog} from "./IEntryLog.sol";
import {IRobotLifecycle} from "./IRobotLifecycle.sol";
import {IRobotRegistry} from "./IRobotRegistry.sol";

/// @title What people, makers and robots sign, and anybody submits
/// @notice A companion of the registry, bound to it for good by the registry's constructor. A holder that has no account
/// on the chain, or that no node lets send, signs: to sell, to object to an order, to report or clear a theft, to name an
/// operator, to offer a robot to a recycler, to take it back, to move it to another market, to revoke a consent. Signatures
/// are EIP-712 typed data of this contract, of an account or by ERC-1271 of a contract. The entry in the history names the
/// signer.
///
/// Every act but a consent counts one nonce, per signer and robot, so that none is done twice. What is signed and not
/// submitted is void once the robot changed hands, and once its signer revoked with `revokeConsents`.
interface ISignedActs is IEntryLog {
    /// @notice Kinds of entries of this contract. The subject is the account.
    enum SignedActKind {
        None,
        ConsentRevoked,
        ConsentsRevoked
    }

    /// @notice What both sides of a transfer sign, as EIP-712 typed data
    /// `Consent(bytes32 robotId,address from,address to,uint256 nonce,uint256 deadline,bool robotSigns,bytes32
    /// expectedHead,bytes32 termsDigest)`.
    /// @param id The robot.
    /// @param from Its holder.
    /// @param to Who takes it.
    /// @param nonce `consentNonceOf(from, id)`: good for one change of hands.
    /// @param deadline Last block time at which it is valid, in seconds.
    /// @param robotSigns Whether the robot's own signature is needed as a third.
    /// @param expectedHead Head that the robot's history must have; zero where it may go on meanwhile.
    /// @param termsDigest Salted commitment to the contract of sale, or zero.
    struct Consent {
        RobotId id;
        address from;
        address to;
        uint256 nonce;
        uint256 deadline;
        bool robotSigns;
        bytes32 expectedHead;
        bytes32 termsDigest;
    }

    /// @notice Who signed an act.
    /// @param signer The account: the holder, as a rule.
    /// @param deadline Last block time at which the signature is good, in seconds.
    /// @param signature The signature.
    struct Signed {
        address signer;
        uint256 deadline;
        bytes signature;
    }

    /// @notice One side of a consent revoked it.
    /// @param account The side.
    /// @param consentDigest EIP-712 digest of the consent.
    event ConsentRevoked(address indexed account, bytes32 indexed consentDigest);

    /// @notice An account revoked everything that it signed about a robot: its consents as the holder, and its acts.
    /// @param account The account.
    /// @param id The robot.
    /// @param revocations How often it did so: part of the nonces that consents and acts need from now on.
    event ConsentsRevoked(address indexed account, RobotId indexed id, uint256 revocations);

    /// @notice A consent names the wrong holder.
    /// @param id The robot.
    /// @param from The holder named.
    /// @param holder The holder.
    error SignedActsConsentFromOther(RobotId id, address from, address holder);

    /// @notice A consent needs a receiver.
    /// @param id The robot.
    error SignedActsNoReceiver(RobotId id);

    /// @notice A consent is used up, revoked with all others, or not yet due.
    /// @param id The robot.
    /// @param nonce The nonce it carries.
    /// @param expected The nonce it would have to carry.
    error SignedActsConsentNonce(RobotId id, uint256 nonce, uint256 expected);

    /// @notice A side revoked this consent.
    /// @param consentDigest EIP-712 digest of the consent.
    /// @param account The side.
    error SignedActsConsentRevoked(bytes32 consentDigest, address account);

    /// @notice Something happened to the robot since the consent was signed.
    /// @param id The robot.
    /// @param expectedHead The head that the consent names.
    /// @param head The head.
    error SignedActsHeadChanged(RobotId id, bytes32 expectedHead, bytes32 head);

    /// @notice The account is on no side of this consent.
    /// @param consentDigest EIP-712 digest of the consent.
    /// @param account The account.
    error SignedActsNotASide(bytes32 consentDigest, address account);

    /// @notice A signature is past its deadline.
    /// @param id The robot.
    /// @param deadline The deadline, in seconds.
    /// @param timestamp Block time, in seconds.
    error SignedActsExpired(RobotId id, uint256 deadline, uint256 timestamp);

    /// @notice The account did not sign this, or signed it with another nonce.
    /// @param id The robot.
    /// @param signer Who should have signed.
    /// @param nonce The nonce that an act needs; for a consent, the one it carries.
    error SignedActsNotSigned(RobotId id, address signer, uint256 nonce);

    /// @notice The contract is bound to a registry.
    /// @param registry The registry.
    error SignedActsBound(address registry);

    /// @notice The registry that binds this contract asks another authorities' register.
    /// @param expected The register that this contract asks.
    /// @param authorities The register of the registry.
    error SignedActsOtherAuthorities(address expected, address authorities);

    /// @notice The robot's signature does not verify under the key.
    /// @param id The robot.
    /// @param keyDigest Digest of the key.
    error SignedActsDeviceSignature(RobotId id, bytes32 keyDigest);

    /// @notice The manufacturer did not sign for this key and birth record, or not by an account that counts.
    /// @param id The robot.
    /// @param attester The account named.
    error SignedActsNotAttested(RobotId id, address attester);

    /// @notice Binds this contract to the registry that calls.
    /// @dev Called by the registry's constructor; what is bound already is refused (`SignedActsBound`), so that a registry
    /// whose companion somebody else bound first cannot be deployed. Fails with `SignedActsOtherAuthorities`.
    /// @param authorities The authorities' register that the registry asks.
    function bind(IAuthorityRegistry authorities) external;

    /// @notice Transfers a robot on the signatures of both sides.
    /// @dev Called by anybody. Emits `RobotTransferred`, `Recorded`, ERC-721 `Transfer`. Fails with the errors above, with
    /// `SignedActsDeviceSignature` and with what refuses any transfer: state, pending order, flags, transfer policies.
    /// @param consent What both signed.
    /// @param fromSignature Signature of the holder.
    /// @param toSignature Signature of the receiver.
    /// @param robotSignature ES256 signature of the robot over the 32-byte EIP-712 digest; read where `robotSigns`.
    function transferWithConsent(
        Consent calldata consent,
        bytes calldata fromSignature,
        bytes calldata toSignature,
        DeviceSignature calldata robotSignature
    ) external;

    /// @notice Revokes one consent.
    /// @dev Called by either side. Emits `ConsentRevoked`. Fails with `SignedActsNotASide`, `SignedActsConsentRevoked`.
    /// @param consent The consent.
    function revokeConsent(Consent calldata consent) external;

    /// @notice As `revokeConsent`, by signature: `ConsentRevocation(bytes32 robotId,address signer,bytes32
    /// consentDigest,uint256 nonce,uint256 deadline)`.
    /// @dev Called by anybody. Fails besides with `SignedActsExpired`, `SignedActsNotSigned`.
    /// @param consent The consent.
    /// @param signed Who signed.
    function revokeConsentBySig(Consent calldata consent, Signed calldata signed) external;

    /// @notice Revokes everything that the caller signed about a robot and that was not submitted yet: its consents as the
    /// holder, and its acts.
    /// @dev Called by anybody, for itself. Emits `ConsentsRevoked`.
    /// @param id The robot.
    function revokeConsents(RobotId id) external;

    /// @notice As `revokeConsents`, by signature: `ConsentsRevocation(bytes32 robotId,address signer,uint256 nonce,uint256
    /// deadline)`.
    /// @dev Called by anybody. Fails with `SignedActsExpired`, `SignedActsNotSigned`.
    /// @param id The robot.
    /// @param signed Who signed.
    function revokeConsentsBySig(RobotId id, Signed calldata signed) external;

    /// @notice `IRegistrarOrders.object` by signature: `Objection(bytes32 robotId,address signer,uint256 order,bytes32
    /// reasonDigest,uint256 nonce,uint256 deadline)`.
    /// @dev Called by anybody. Fails with `SignedActsExpired`, `SignedActsNotSigned` and as that function does; so do all
    /// that follow.
    /// @param order Number of the order.
    /// @param reasonDigest Salted commitment to the objection.
    /// @param signed Who signed.
    function objectBySig(uint256 order, bytes32 reasonDigest, Signed calldata signed) external;

    /// @notice `IRobotFlags.raiseFlag` by signature: `FlagReport(bytes32 robotId,address signer,uint8 flag,bytes32
    /// reasonDigest,uint256 nonce,uint256 deadline)`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @param reasonDigest Salted commitment to the report.
    /// @param signed Who signed.
    function raiseFlagBySig(
        RobotId id,
        uint8 flag,
        bytes32 reasonDigest,
        Signed calldata signed
    ) external;

    /// @notice `IRobotFlags.clearFlag` by signature: `FlagClearance(bytes32 robotId,address signer,uint8 flag,bytes32
    /// reasonDigest,uint256 nonce,uint256 deadline)`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @param reasonDigest Salted commitment to the reason.
    /// @param signed Who signed.
    function clearFlagBySig(
        RobotId id,
        uint8 flag,
        bytes32 reasonDigest,
        Signed calldata signed
    ) external;

    /// @notice `IRobotOwnership.setOperator` by signature: `OperatorNaming(bytes32 robotId,address signer,address
    /// operator,uint40 until,uint256 nonce,uint256 deadline)`.
    /// @param id The robot.
    /// @param operator The operator, or zero.
    /// @param until Time at which its term ends, in seconds.
    /// @param signed Who signed.
    function setOperatorBySig(
        RobotId id,
        address operator,
        uint40 until,
        Signed calldata signed
    ) external;

    /// @notice `IRobotLifecycle.offerIntake` by signature: `IntakeOffer(bytes32 robotId,address signer,address
    /// recycler,uint256
    /// nonce,uint256 deadline)`.
    /// @param id The robot.
    /// @param recycler A recycler, or zero to take the offer back.
    /// @param signed Who signed.
    function offerIntakeBySig(RobotId id, address recycler, Signed calldata signed) external;

    /// @notice `IRobotLifecycle.takeBack` by signature: `TakingBack(bytes32 robotId,address signer,uint256 nonce,uint256
    /// deadline)`.
    /// @param id The robot.
    /// @param signed Who signed.
    function takeBackBySig(RobotId id, Signed calldata signed) external;

    /// @notice `IRobotLifecycle.relocate` by signature: `Relocation(bytes32 robotId,address signer,bytes2 country,uint256
    /// nonce,uint256 deadline)`.
    /// @param id The robot.
    /// @param country The market.
    /// @param signed Who signed.
    function relocateBySig(RobotId id, CountryCode country, Signed calldata signed) external;

    /// @notice Passes where a robot's key signed the challenge of its binding.
    /// @dev Fails with `SignedActsDeviceSignature`.
    /// @param id The robot.
    /// @param holder Its holder.
    /// @param key The key.
    /// @param signature ES256 signature over the 32 bytes of `deviceChallenge(id, holder)`.
    function checkDevice(
        RobotId id,
        address holder,
        DeviceKey calldata key,
        DeviceSignature calldata signature
    ) external view;

    /// @notice Passes where a robot's maker attests a key and a birth record.
    /// @dev Fails with `SignedActsExpired`, `SignedActsNotAttested`.
    /// @param id The robot.
    /// @param keyDigest keccak256(abi.encode(x, y)) of the key.
    /// @param proof The attestation; its Merkle proof is not read.
    function checkAttestation(
        RobotId id,
        bytes32 keyDigest,
        IRobotLifecycle.BirthProof calldata proof
    ) external view;

    /// @notice The registry that this contract is bound to.
    /// @return The registry.
    function registry() external view returns (IRobotRegistry);

    /// @notice The 32 bytes that a robot signs with ES256 when a key is bound:
    /// EIP-712 `DeviceBinding(bytes32 robotId,address holder)`.
    /// @param id The robot.
    /// @param holder Its holder.
    /// @return EIP-712 digest.
    function deviceChallenge(RobotId id, address holder) external view returns (bytes32);

    /// @notice The digest that a manufacturer signs for a device key:
    /// EIP-712 `DeviceAttestation(bytes32 robotId,bytes32 deviceKeyDigest,bytes32 birthRecordDigest,uint256 deadline)`.
    /// @param id The robot.
    /// @param keyDigest keccak256(abi.encode(x, y)) of the key.
    /// @param birthRecordDigest Commitment to the birth record.
    /// @param deadline Last block time at which the signature is good, in seconds.
    /// @return EIP-712 digest.
    function attestationDigest(
        RobotId id,
        bytes32 keyDigest,
        bytes32 birthRecordDigest,
        uint256 deadline
    ) external view returns (bytes32);

    /// @notice The nonce that a consent of a holder needs now: the robot's changes of hands in the high bits, the holder's
    /// revocations in the low 64. It grows with both, and nobody can use it up for somebody else.
    /// @dev Fails with `RobotRegistryUnknownRobot`.
    /// @param holder The holder.
    /// @param id The robot.
    /// @return The nonce.
    function consentNonceOf(address holder, RobotId id) external view returns (uint256);

    /// @notice The nonce that the next act of a signer about a robot needs: the nonce of its consents in the high bits, the
    /// number of its acts in the low 64.
    /// @dev Fails with `RobotRegistryUnknownRobot`.
    /// @param signer The signer.
    /// @param id The robot.
    /// @return The nonce.
    function nonceOf(address signer, RobotId id) external view returns (uint256);

    /// @notice Whether a side revoked a consent.
    /// @param account The side.
    /// @param digest EIP-712 digest of the consent.
    /// @return Whether it did.
    function isRevoked(address account, bytes32 digest) external view returns (bool);

    /// @notice The digest that both sides, and the robot, sign.
    /// @param consent The consent.
    /// @return EIP-712 digest.
    function consentDigest(Consent calldata consent) external view returns (bytes32);
}
