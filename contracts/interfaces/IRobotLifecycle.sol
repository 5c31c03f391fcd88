// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {DeviceKey, DeviceSignature} from "../registry/DeviceKey.sol";
import {IRobotFlags} from "./IRobotFlags.sol";
import {IRobotOwnership} from "./IRobotOwnership.sol";

/// @title Lifecycle: onto a market, to another, and out of the world
/// @notice
/// ```
///           issueLot / issueList         placeOnMarket           intake            scrap
///  (none) ───────────────────────▶ Issued ─────────▶ InService ─────────▶ EndOfLife ─────▶ Scrapped
///                                    │                  ▲   │                  ▲
///                                    └──────────────────┼───┴──────────────────┘
///                                        intake         └ relocate (another market)
/// ```
interface IRobotLifecycle {
    /// @notice Evidence that a device key was built into this unit.
    /// @param birthRecordDigest Commitment to the unit's birth record.
    /// @param siblings Merkle proof under the lot's `unitsRoot`; read where the lot has one.
    /// @param manufacturerSignature Signature of the manufacturer's account (or by ERC-1271 of its contract) over
    /// `DeviceAttestation(bytes32 robotId,bytes32 deviceKeyDigest,bytes32 birthRecordDigest)`; read where it has none.
    struct BirthProof {
        bytes32 birthRecordDigest;
        bytes32[] siblings;
        bytes manufacturerSignature;
    }

    /// @notice How a robot leaves the world.
    /// @param recycler Recycler it was handed to.
    /// @param country Country whose accreditation the recycler acts under.
    /// @param takenInAt Block time at which it was handed in, in seconds; zero where it was not.
    /// @param scrappedAt Block time at which it was destroyed, in seconds; zero where it was not.
    struct Disposal {
        address recycler;
        CountryCode country;
        uint40 takenInAt;
        uint40 scrappedAt;
    }

    /// @notice A robot was placed on a market.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param country The market.
    /// @param holder Its holder.
    /// @param key Its device key.
    /// @param birthRecordDigest Commitment to its birth record.
    event PlacedOnMarket(
        RobotId indexed id,
        uint256 indexed seq,
        CountryCode country,
        address holder,
        DeviceKey key,
        bytes32 birthRecordDigest
    );

    /// @notice A robot moved to another market.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param from Market until now.
    /// @param to Market from now on.
    event Relocated(RobotId indexed id, uint256 indexed seq, CountryCode from, CountryCode to);

    /// @notice A robot got another device key, its computer having been replaced. The previous one stays bound to it.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param previousKeyDigest Digest of the key until now.
    /// @param key The key from now on.
    /// @param birthRecordDigest Commitment to the record of the replacement.
    event DeviceKeyReplaced(
        RobotId indexed id,
        uint256 indexed seq,
        bytes32 previousKeyDigest,
        DeviceKey key,
        bytes32 birthRecordDigest
    );

    /// @notice A robot was handed in to be destroyed.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param holder Its last holder.
    /// @param recycler Who is to destroy it.
    /// @param country Country whose accreditation the recycler acts under.
    /// @param basis `Approval` where the holder handed it in, `Order` where a registrar order did.
    /// @param reasonDigest Number of the registrar order, or zero.
    event TakenIn(
        RobotId indexed id,
        uint256 indexed seq,
        address holder,
        address recycler,
        CountryCode country,
        IRobotOwnership.Basis basis,
        bytes32 reasonDigest
    );

    /// @notice A robot was destroyed. It never comes back.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param recycler Who destroyed it.
    /// @param certificateDigest Commitment to the certificate of destruction.
    event RobotScrapped(
        RobotId indexed id,
        uint256 indexed seq,
        address recycler,
        bytes32 certificateDigest
    );

    /// @notice The robot is on this market already.
    /// @param id The robot.
    /// @param country The market.
    error RobotRegistryAlreadyOnMarket(RobotId id, CountryCode country);

    /// @notice The lot's units do not hold this key and birth record.
    /// @param id The robot.
    /// @param unitsRoot Root of its lot.
    error RobotRegistryNotInManifest(RobotId id, bytes32 unitsRoot);

    /// @notice The manufacturer did not sign for this key and birth record.
    /// @param id The robot.
    /// @param manufacturer Account of its manufacturer.
    error RobotRegistryNotAttested(RobotId id, address manufacturer);

    /// @notice A device key is bound to one code for ever, and this one is bound already.
    /// @param keyDigest Digest of the key.
    /// @param boundTo The code that holds it.
    error RobotRegistryDeviceKeyBound(bytes32 keyDigest, RobotId boundTo);

    /// @notice The robot's signature does not verify under the key.
    /// @param id The robot.
    /// @param keyDigest Digest of the key.
    error RobotRegistryDeviceSignature(RobotId id, bytes32 keyDigest);

    /// @notice The robot carries a flag that forbids this.
    /// @param id The robot.
    /// @param flag The flag.
    error RobotRegistryFlagged(RobotId id, IRobotFlags.Flag flag);

    /// @notice The robot is destroyed.
    /// @param id The robot.
    /// @param scrappedAt Block time of its destruction, in seconds.
    error RobotRegistryScrapped(RobotId id, uint40 scrappedAt);

    /// @notice The robot was handed to another recycler.
    /// @param id The robot.
    /// @param recycler The recycler it was handed to.
    /// @param caller The calling account.
    error RobotRegistryNotItsRecycler(RobotId id, address recycler, address caller);

    /// @notice The robot was handed to a recycler that is accredited still: only a registrar order names another.
    /// @param id The robot.
    /// @param recycler The recycler it was handed to.
    error RobotRegistryHandedIn(RobotId id, address recycler);

    /// @notice Scrapping takes two parties: a recycler does not take its own robot in.
    /// @param id The robot.
    /// @param holder Its holder, named as the recycler.
    error RobotRegistryOwnRecycler(RobotId id, address holder);

    /// @notice Places an issued robot on a market and binds its device key.
    /// @dev Called by the holder, which for an Issued unit is its maker's current account. Emits `PlacedOnMarket`,
    /// `Recorded` and, where the unit had no holder of its own yet, ERC-721 `Transfer` from zero. Fails with
    /// `RobotRegistryUnknownRobot`, `RobotRegistryNotHolder`, `RobotRegistryWrongState`,
    /// `RobotRegistryFlagged`, `AuthorityRegistryModelNotApproved`, `RobotRegistryNotInManifest`,
    /// `RobotRegistryNotAttested`, `RobotRegistryDeviceKeyBound`, `RobotRegistryDeviceSignature`, and with what a
    /// transfer policy says.
    /// @param id The robot.
    /// @param country The market.
    /// @param key The robot's P-256 public key.
    /// @param proof Evidence that the key belongs to this unit.
    /// @param signature The robot's ES256 signature over the 32 bytes of `deviceChallenge(id, holder)`.
    function placeOnMarket(
        RobotId id,
        CountryCode country,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external;

    /// @notice Moves a robot in service to another market. Same code, no second identity.
    /// @dev Called by the holder. Emits `Relocated`. Fails with `RobotRegistryNotHolder`, `RobotRegistryWrongState`,
    /// `RobotRegistryFlagged`, `RobotRegistryAlreadyOnMarket`, `AuthorityRegistryModelNotApproved`, and with what a
    /// transfer policy says.
    /// @param id The robot.
    /// @param country The market.
    function relocate(RobotId id, CountryCode country) external;

    /// @notice Gives a robot in service another device key, its computer having been replaced.
    /// @dev Called by the holder. Emits `DeviceKeyReplaced`. Fails with `RobotRegistryNotHolder`,
    /// `RobotRegistryWrongState`, `RobotRegistryNotAttested`, `RobotRegistryDeviceKeyBound`,
    /// `RobotRegistryDeviceSignature`.
    /// @param id The robot.
    /// @param key The new key.
    /// @param proof Attestation by the manufacturer; the Merkle proof is not read.
    /// @param signature Signature by the new key over the 32 bytes of `deviceChallenge(id, holder)`.
    function replaceDeviceKey(
        RobotId id,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external;

    /// @notice Hands a robot in to be destroyed, or names another recycler once the one before is accredited no more. There
    /// is no way back.
    /// @dev Called by the holder. Emits `TakenIn` and, the first time, ERC-5192 `Locked`. Fails with
    /// `RobotRegistryNotHolder`, `RobotRegistryScrapped`, `RobotRegistryFlagged`, `RobotRegistryOwnRecycler`,
    /// `RobotRegistryHandedIn`, `AuthorityRegistryNotAccredited`.
    /// @param id The robot.
    /// @param recycler An accredited recycler.
    /// @param country Country whose accreditation the recycler acts under.
    function intake(RobotId id, address recycler, CountryCode country) external;

    /// @notice Confirms that a robot was destroyed.
    /// @dev Called by the recycler it was handed to, while accredited. Emits `RobotScrapped`. Fails with
    /// `RobotRegistryUnknownRobot`, `RobotRegistryScrapped`, `RobotRegistryWrongState`, `RobotRegistryFlagged`,
    /// `RobotRegistryNotItsRecycler`, `AuthorityRegistryNotAccredited`.
    /// @param id The robot.
    /// @param certificateDigest Commitment to the certificate of destruction.
    function scrap(RobotId id, bytes32 certificateDigest) external;

    /// @notice A robot's device key.
    /// @param id The robot.
    /// @return The key; zero until it has one.
    function deviceKeyOf(RobotId id) external view returns (DeviceKey memory);

    /// @notice The code that a device key is, or once was, bound to; also for the key with y negated, for which the same chip
    /// can sign.
    /// @param keyDigest keccak256(abi.encode(x, y)) of the key.
    /// @return The code; zero where the key was never bound.
    function robotOfDeviceKey(bytes32 keyDigest) external view returns (RobotId);

    /// @notice How a robot left, or leaves, the world.
    /// @param id The robot.
    /// @return The disposal; zero where it was never handed in.
    function disposalOf(RobotId id) external view returns (Disposal memory);

    /// @notice The 32 bytes that a robot signs with ES256 when a key is bound:
    /// EIP-712 `DeviceBinding(bytes32 robotId,address holder)`.
    /// @param id The robot.
    /// @param holder Its holder.
    /// @return EIP-712 digest.
    function deviceChallenge(RobotId id, address holder) external view returns (bytes32);

    /// @notice The digest that a manufacturer signs for a device key:
    /// EIP-712 `DeviceAttestation(bytes32 robotId,bytes32 deviceKeyDigest,bytes32 birthRecordDigest)`.
    /// @param id The robot.
    /// @param keyDigest keccak256(abi.encode(x, y)) of the key.
    /// @param birthRecordDigest Commitment to the birth record.
    /// @return EIP-712 digest.
    function attestationDigest(
        RobotId id,
        bytes32 keyDigest,
        bytes32 birthRecordDigest
    ) external view returns (bytes32);
}
