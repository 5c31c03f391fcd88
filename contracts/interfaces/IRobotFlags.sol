// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RobotId} from "../identifier/RobotId.sol";

/// @title Flags: stolen, disputed
/// @notice A companion of the registry, created by it and tied to it for good. A flagged robot neither changes hands
/// nor markets, nor is it destroyed. A flag can always be cleared by somebody other than the one who raised it: that of a
/// holder or operator by the authority of the robot's country, once that may act in orders; that of an authority by two
/// others of tenure after a notice; and any by a registrar order. While an order is pending, nothing else clears one.
interface IRobotFlags {
    /// @notice The flags.
    enum Flag {
        None,
        Stolen,
        Disputed
    }

    /// @notice A flag that is up.
    /// @param reporter Who raised it; zero where it is not up.
    /// @param raisedAt Block time, in seconds.
    /// @param seat Seat that answers for it: the reporter's, or the one that accredited the investigator; zero where holder
    /// or operator raised it.
    /// @param reasonDigest Salted commitment to the report.
    struct FlagRecord {
        address reporter;
        uint40 raisedAt;
        uint32 seat;
        bytes32 reasonDigest;
    }

    /// @notice The clearance of a flag by two seats that did not raise it.
    /// @param firstSeat The seat that began it; zero where none did.
    /// @param secondSeat The seat that joined it; zero while none has.
    /// @param clearableAt Time from which either can clear the flag, once both support it, in seconds: for as long again as
    /// the notice was.
    struct Clearance {
        uint32 firstSeat;
        uint32 secondSeat;
        uint40 clearableAt;
    }

    /// @notice A flag was raised.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param flag The flag.
    /// @param reporter Who raised it.
    /// @param reasonDigest Salted commitment to the report.
    event FlagRaised(
        RobotId indexed id,
        uint256 indexed seq,
        Flag flag,
        address reporter,
        bytes32 reasonDigest
    );

    /// @notice A flag was cleared.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param flag The flag.
    /// @param clearedBy Who cleared it.
    /// @param reasonDigest Salted commitment to the reason, or number of the registrar order that cleared it.
    event FlagCleared(
        RobotId indexed id,
        uint256 indexed seq,
        Flag flag,
        address clearedBy,
        bytes32 reasonDigest
    );

    /// @notice A seat that did not raise a flag supports its clearance.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param flag The flag.
    /// @param seat The seat.
    /// @param clearableAt Time from which it can be cleared, once two seats support it, in seconds.
    /// @param reasonDigest Salted commitment to the reason.
    event ClearanceSupported(
        RobotId indexed id,
        uint256 indexed seq,
        Flag flag,
        uint256 seat,
        uint40 clearableAt,
        bytes32 reasonDigest
    );

    /// @notice The flag is neither 1 (stolen) nor 2 (disputed).
    /// @param flag The value given.
    error RobotFlagsUnknownFlag(uint8 flag);

    /// @notice The flag is up already.
    /// @param id The robot.
    /// @param flag The flag.
    error RobotFlagsAlreadyRaised(RobotId id, Flag flag);

    /// @notice The flag is not up.
    /// @param id The robot.
    /// @param flag The flag.
    error RobotFlagsNotRaised(RobotId id, Flag flag);

    /// @notice The caller may not raise, or may not clear, this flag.
    /// @param id The robot.
    /// @param flag The flag.
    /// @param caller The calling account.
    error RobotFlagsNotAllowed(RobotId id, Flag flag, address caller);

    /// @notice The caller's seat may not support the clearance: it answers for the flag, supports it already, has no tenure,
    /// is no seat, or two support it already; or a holder or an operator raised the flag, and a seat holds the robot's
    /// country. Where one of the two left, another takes its place.
    /// @param id The robot.
    /// @param flag The flag.
    /// @param caller The calling account.
    error RobotFlagsNotAnotherSeat(RobotId id, Flag flag, address caller);

    /// @notice Only the registrar orders may do this.
    /// @param caller The calling account.
    error RobotFlagsNotTheOrders(address caller);

    /// @notice Reports a robot stolen, or its ownership disputed.
    /// @dev `Stolen`: called by the authority of the robot's country, by an investigator accredited there, and, until the
    /// robot is taken in, by the holder or the operator. `Disputed`: by that authority or such an investigator. Also with
    /// the signature of one of them. Emits `FlagRaised`. Fails with `RobotRegistryUnknownRobot`, `RobotFlagsUnknownFlag`,
    /// `RobotRegistryScrapped`, `RobotFlagsAlreadyRaised`, `RobotFlagsNotAllowed`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @param reasonDigest Salted commitment to the report.
    function raiseFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external;

    /// @notice Clears a flag.
    /// @dev One that a holder or an operator raised: called by the holder of now, by the operator that raised it while it
    /// is operator, or by the authority of the robot's country, once that may act in orders. One for which a seat answers:
    /// by that seat's authority, or by the investigator that raised it, while that seat holds the country and accredits it.
    /// Either: by one of two seats of tenure that support the clearance, once the notice is over, and for as long again.
    /// Also with the signature of one of them. Emits `FlagCleared`. Fails with `RobotFlagsUnknownFlag`,
    /// `RobotFlagsNotRaised`, `RobotFlagsNotAllowed`, `RobotRegistryOrderPending`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @param reasonDigest Salted commitment to the reason.
    function clearFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external;

    /// @notice Supports the clearance of a flag that another seat answers for, or that no seat is there to clear. The first
    /// to do so begins the notice; the second makes it possible. A clearance that was not used in its time begins again.
    /// @dev Called by the authority of a seat of tenure. Emits `ClearanceSupported`. Fails with `RobotFlagsUnknownFlag`,
    /// `RobotFlagsNotRaised`, `RobotFlagsNotAnotherSeat`, `RobotRegistryOrderPending`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @param reasonDigest Salted commitment to the reason.
    function supportClearance(RobotId id, uint8 flag, bytes32 reasonDigest) external;

    /// @notice Clears every flag of a robot that an order moves or hands in.
    /// @dev Called by the registrar orders only (`RobotFlagsNotTheOrders`). Emits one `FlagCleared` a flag.
    /// @param id The robot.
    /// @param beneficiary Who executes the order; the actor of the history entries.
    /// @param order Number of the order.
    function clearByOrder(RobotId id, address beneficiary, uint256 order) external;

    /// @notice A flag of a robot.
    /// @dev Fails with `RobotFlagsUnknownFlag`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @return The record; its reporter is zero where the flag is not up.
    function flagOf(RobotId id, uint8 flag) external view returns (FlagRecord memory);

    /// @notice The clearance of a flag by others, as far as it went.
    /// @dev Fails with `RobotFlagsUnknownFlag`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @return The clearance; zero where none began.
    function clearanceOf(RobotId id, uint8 flag) external view returns (Clearance memory);

    /// @notice Notice of a clearance by others, in seconds. Never changes.
    /// @return The period.
    function clearanceNotice() external view returns (uint40);
}
