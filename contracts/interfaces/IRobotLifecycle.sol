// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, RobotId} from "../identifier/RobotId.sol";
import {DeviceKey, DeviceSignature} from "../registry/DeviceKey.sol";
import {IRobotFlags} from "./IRobotFlags.sol";
import {IRobotOwnership} from "./IRobotOwnership.sol";

/// @title Lifecycle: onto a market, to another, and out of the world
/// @notice
/// ```
///           issueLot / issueList         placeOnMarket           takeIn            scrap
///  (none) ───────────────────────▶ Issued ─────────▶ InService ─────────▶ EndOfLife ─────▶ Scrapped
///                                    │ ▲                ▲ │ ▲               ▲ │  scrapDelay later at the earliest
///                                    │ │                │ │ │               │ │
///                                    │ │                │ │ └───────────────┼─┤ takeBack, or an order
///                                    │ │                └─┘ relocate        │ │ (to where it came from)
///                                    │ └────────────────────────────────────┼─┘
///                                    └──────────────────────────────────────┘ takeIn
/// ```
/// Nothing leads out of `Scrapped`.
interface IRobotLifecycle {
    /// @notice Evidence that a device key was built into this unit: a proof under the root of its lot, or the word of its
    /// maker.
    /// @param birthRecordDigest Commitment to the unit's birth record.
    /// @param siblings Merkle proof under the lot's `unitsRoot`; read where no attester is named.
    /// @param attester Account that signed for the maker; zero for a Merkle proof.
    /// @param deadline Last block time at which the signature is good, in seconds.
    /// @param signature Signature of the attester (or by ERC-1271 of its contract) over
    /// `DeviceAttestation(bytes32 robotId,bytes32 deviceKeyDigest,bytes32 birthRecordDigest,uint256 deadline)`. It needs no
    /// nonce: a key is bound once.
    struct BirthProof {
        bytes32 birthRecordDigest;
        bytes32[] siblings;
        address attester;
        uint256 deadline;
        bytes signature;
    }

    /// @notice How a robot leaves the world.
    /// @param recycler Recycler that took it in.
    /// @param country Country whose accreditation the recycler acts under.
    /// @param takenInAt Block time at which it was taken in, in seconds; zero where it was not.
    /// @param scrappedAt Block time at which it was destroyed, in seconds; zero where it was not.
    /// @param returnOffered Whether the recycler offers it back to the holder.
    struct Disposal {
        address recycler;
        CountryCode country;
        uint40 takenInAt;
        uint40 scrappedAt;
        bool returnOffered;
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

    /// @notice A robot got another device key, because its computer was replaced. The previous one stays bound to it.
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

    /// @notice A holder offered a robot to a recycler, or took the offer back (account zero).
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param recycler The recycler.
    event IntakeOffered(RobotId indexed id, uint256 indexed seq, address recycler);

    /// @notice A recycler offered a robot that it took in back to its holder.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param recycler The recycler.
    event ReturnOffered(RobotId indexed id, uint256 indexed seq, address recycler);

    /// @notice A robot that was taken in came back to the state it was in before.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param holder Its holder when it was taken in.
    /// @param recycler Who had taken it in.
    /// @param basis `Approval` where holder and recycler agreed, `Order` where a registrar order did it.
    /// @param reasonDigest Number of the registrar order, or zero.
    event RobotReturned(
        RobotId indexed id,
        uint256 indexed seq,
        address holder,
        address recycler,
        IRobotOwnership.Basis basis,
        bytes32 reasonDigest
    );

    /// @notice A recycler took a robot in to destroy it.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param holder Its last holder.
    /// @param recycler Who is to destroy it.
    /// @param country Country whose accreditation the recycler acts under.
    /// @param basis `Approval` where the holder offered it, `Order` where a registrar order did it.
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

    /// @notice The key of the robot's maker is compromised: until it has a successor, nothing that needs the maker's word
    /// can be done.
    /// @param id The robot.
    /// @param manufacturer Its maker.
    error RobotRegistryMakerCompromised(RobotId id, ManufacturerId manufacturer);

    /// @notice A registrar order against the robot is pending.
    /// @param id The robot.
    /// @param order The order.
    error RobotRegistryOrderPending(RobotId id, uint256 order);

    /// @notice The holder did not offer the robot to this recycler.
    /// @param id The robot.
    /// @param recycler The recycler it is offered to; zero where there is none.
    /// @param caller The calling account.
    error RobotRegistryIntakeNotOffered(RobotId id, address recycler, address caller);

    /// @notice The recycler does not offer the robot back.
    /// @param id The robot.
    /// @param recycler The recycler that took it in.
    error RobotRegistryReturnNotOffered(RobotId id, address recycler);

    /// @notice Between intake and destruction lies a time in which a mistake can be corrected.
    /// @param id The robot.
    /// @param earliest First block time at which it can be destroyed, in seconds.
    error RobotRegistryScrapTooEarly(RobotId id, uint40 earliest);

    /// @notice The shortest time between intake and destruction is seven days.
    /// @param delay The time given, in seconds.
    /// @param shortest The shortest allowed, in seconds.
    error RobotRegistryScrapDelayTooShort(uint40 delay, uint40 shortest);

    /// @notice A device key is bound to one code for ever, and this one is bound already.
    /// @param keyDigest Digest of the key.
    /// @param boundTo The code that holds it.
    error RobotRegistryDeviceKeyBound(bytes32 keyDigest, RobotId boundTo);

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

    /// @notice Scrapping takes two parties: a recycler cannot take in its own robot.
    /// @param id The robot.
    /// @param holder Its holder, who is the recycler.
    error RobotRegistryOwnRecycler(RobotId id, address holder);

    /// @notice Places an issued robot on a market and binds its device key.
    /// @dev Called by the holder, which for an Issued unit is its maker's current account. Emits `PlacedOnMarket`,
    /// `Recorded` and, where the unit had no holder of its own yet, ERC-721 `Transfer` from zero. Fails with
    /// `RobotRegistryUnknownRobot`, `RobotRegistryNotHolder`, `RobotRegistryWrongState`,
    /// `RobotRegistryOrderPending`, `RobotRegistryFlagged`, `RobotRegistryMakerCompromised`, what
    /// `IAuthorityRegistry.requireApproved` says, `RobotRegistryNotInManifest`, what `ISignedActs.checkAttestation` and
    /// `checkDevice` say, `RobotRegistryDeviceKeyBound`, and with what a transfer policy says.
    /// @param id The robot.
    /// @param country The market.
    /// @param key The robot's P-256 public key.
    /// @param proof Evidence that the key belongs to this unit.
    /// @param signature The robot's ES256 signature over the 32 bytes of `ISignedActs.deviceChallenge(id, holder)`.
    function placeOnMarket(
        RobotId id,
        CountryCode country,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external;

    /// @notice Moves a robot in service to another market. Same code, no second identity.
    /// @dev Called by the holder, or with its signature. Emits `Relocated`. Fails with `RobotRegistryNotHolder`,
    /// `RobotRegistryWrongState`, `RobotRegistryOrderPending`, `RobotRegistryFlagged`, `RobotRegistryAlreadyOnMarket`, what
    /// `IAuthorityRegistry.requireApproved` says, and with what a transfer policy says.
    /// @param id The robot.
    /// @param country The market.
    function relocate(RobotId id, CountryCode country) external;

    /// @notice Gives a robot in service another device key, because its computer was replaced.
    /// @dev Called by the holder. Emits `DeviceKeyReplaced`. Fails with `RobotRegistryNotHolder`,
    /// `RobotRegistryWrongState`, `RobotRegistryDeviceKeyBound`, and with what `ISignedActs.checkAttestation` and
    /// `checkDevice` say.
    /// @param id The robot.
    /// @param key The new key.
    /// @param proof Attestation by the manufacturer; the Merkle proof is not read.
    /// @param signature Signature by the new key over the 32 bytes of `ISignedActs.deviceChallenge(id, holder)`.
    function replaceDeviceKey(
        RobotId id,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external;

    /// @notice Offers a robot to a recycler, who takes it in. A robot that is taken in is offered to another once the
    /// recycler is no longer accredited.
    /// @dev Called by the holder, or with its signature. The offer ends with its holding of the robot. Emits `IntakeOffered`.
    /// Fails with `RobotRegistryNotHolder`, `RobotRegistryScrapped`, `RobotRegistryOrderPending`, `RobotRegistryFlagged`,
    /// `RobotRegistryOwnRecycler`, `RobotRegistryHandedIn`, and, for a robot that its maker was not yet rid of,
    /// `RobotRegistryMakerCompromised`.
    /// @param id The robot.
    /// @param recycler A recycler, or zero to take the offer back.
    function offerIntake(RobotId id, address recycler) external;

    /// @notice Takes in a robot that was offered. From `scrapDelay` later on it can be destroyed.
    /// @dev Called by the recycler it was offered to, accredited in the country that answers for the robot. Emits `TakenIn`
    /// and, the first time, ERC-5192 `Locked`. Fails with `RobotRegistryUnknownRobot`, `RobotRegistryScrapped`,
    /// `RobotRegistryOrderPending`, `RobotRegistryFlagged`, `RobotRegistryMakerCompromised`, `RobotRegistryIntakeNotOffered`,
    /// `RobotRegistryHandedIn`, `RobotRegistryOwnRecycler`, `AuthorityRegistryNotAccredited`.
    /// @param id The robot.
    function takeIn(RobotId id) external;

    /// @notice Offers a robot that was taken in back to its holder.
    /// @dev Called by the recycler that took it in, accredited or not. Emits `ReturnOffered`. Fails with
    /// `RobotRegistryScrapped`, `RobotRegistryWrongState`, `RobotRegistryNotItsRecycler`.
    /// @param id The robot.
    function offerReturn(RobotId id) external;

    /// @notice Takes a robot back that the recycler offers back. It is again in the state it was in before.
    /// @dev Called by the holder, or with its signature. Emits `RobotReturned` and ERC-5192 `Unlocked`. Fails with
    /// `RobotRegistryNotHolder`, `RobotRegistryScrapped`, `RobotRegistryWrongState`, `RobotRegistryOrderPending`,
    /// `RobotRegistryFlagged`, `RobotRegistryReturnNotOffered`.
    /// @param id The robot.
    function takeBack(RobotId id) external;

    /// @notice Confirms that a robot was destroyed.
    /// @dev Called by the recycler that took it in, while accredited. Emits `RobotScrapped`. Fails with
    /// `RobotRegistryUnknownRobot`, `RobotRegistryScrapped`, `RobotRegistryWrongState`, `RobotRegistryOrderPending`,
    /// `RobotRegistryFlagged`, `RobotRegistryNotItsRecycler`, `RobotRegistryScrapTooEarly`,
    /// `AuthorityRegistryNotAccredited`, `AuthorityRegistryNoTenure` where the country changed seats after the intake.
    /// @param id The robot.
    /// @param certificateDigest Commitment to the certificate of destruction.
    function scrap(RobotId id, bytes32 certificateDigest) external;

    /// @notice A robot's device key.
    /// @param id The robot.
    /// @return The key; zero until it has one.
    function deviceKeyOf(RobotId id) external view returns (DeviceKey memory);

    /// @notice The code that a device key is, or once was, bound to. Keys are distinguished by x alone: whatever signs any
    /// hashes under a key can also sign under the key with y negated.
    /// @param x Horizontal coordinate of the key.
    /// @return id The code; zero where the key was never bound.
    /// @return current Whether it is the robot's key now: false for the key of a board that was replaced.
    function robotOfDeviceKey(bytes32 x) external view returns (RobotId id, bool current);

    /// @notice The recycler that a robot is offered to.
    /// @param id The robot.
    /// @return The recycler; zero where there is none.
    function intakeOfferOf(RobotId id) external view returns (address);

    /// @notice Least time between intake and destruction, in seconds. Never changes.
    /// @return The time.
    function scrapDelay() external view returns (uint40);

    /// @notice How a robot left, or leaves, the world.
    /// @param id The robot.
    /// @return The disposal; zero where it was never handed in.
    function disposalOf(RobotId id) external view returns (Disposal memory);
}
