// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RobotId} from "../identifier/RobotId.sol";

/// @title Flags: stolen, disputed
/// @notice A companion of the registry, created by it and tied to it for good. A flagged robot neither changes hands
/// nor markets, nor is it destroyed. A flag can always be cleared by somebody other than the one who raised it.
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
    /// @param seat Seat that the reporter acted for; zero where it is no authority.
    /// @param reasonDigest Salted commitment to the report.
    struct FlagRecord {
        address reporter;
        uint40 raisedAt;
        uint32 seat;
        bytes32 reasonDigest;
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
    /// @param reasonDigest Salted commitment to the reason.
    event FlagCleared(
        RobotId indexed id,
        uint256 indexed seq,
        Flag flag,
        address clearedBy,
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

    /// @notice Reports a robot stolen, or its ownership disputed.
    /// @dev `Stolen`: called by the holder, the operator, the authority of the robot's country or an investigator
    /// accredited there. `Disputed`: by that authority or such an investigator. Emits `FlagRaised`. Fails with
    /// `RobotRegistryUnknownRobot`, `RobotFlagsUnknownFlag`, `RobotRegistryScrapped`, `RobotFlagsAlreadyRaised`,
    /// `RobotFlagsNotAllowed`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @param reasonDigest Salted commitment to the report.
    function raiseFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external;

    /// @notice Clears a flag.
    /// @dev Called by who raised it, which for an authority means its seat, whatever account acts for it now; or by the
    /// authority of the robot's country. Where the seat of that country itself raised it, or no seat holds the country, by
    /// the authority of any seat. Emits `FlagCleared`. Fails with `RobotFlagsUnknownFlag`, `RobotFlagsNotRaised`,
    /// `RobotFlagsNotAllowed`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @param reasonDigest Salted commitment to the reason.
    function clearFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external;

    /// @notice A flag of a robot.
    /// @dev Fails with `RobotFlagsUnknownFlag`.
    /// @param id The robot.
    /// @param flag 1 stolen, 2 disputed.
    /// @return The record; its reporter is zero where the flag is not up.
    function flagOf(RobotId id, uint8 flag) external view returns (FlagRecord memory);
}
