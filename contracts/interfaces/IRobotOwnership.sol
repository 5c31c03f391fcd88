// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RobotId} from "../identifier/RobotId.sol";

/// @title Ownership: both sides consent
/// @notice Reads as ERC-721. A transfer takes the owner's approval and the receiver's own call, or both signatures;
/// nobody is made liable for a robot unasked. Operators-for-all may approve a buyer, and cannot send a robot to one
/// that did not ask.
interface IRobotOwnership {
    /// @notice On what ground a robot changed hands.
    enum Basis {
        None,
        Approval,
        Consent,
        Order
    }

    /// @notice Who runs a robot, as named by its holder.
    /// @param account The operator.
    /// @param until Time at which its term ends, in seconds.
    /// @param accepted Whether it accepted.
    struct OperatorTerm {
        address account;
        uint40 until;
        bool accepted;
    }

    /// @notice A robot changed hands.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param from Holder until now.
    /// @param to Holder from now on.
    /// @param basis On what ground.
    /// @param reasonDigest Terms of the consent, or number of the registrar order, or zero.
    event RobotTransferred(
        RobotId indexed id,
        uint256 indexed seq,
        address from,
        address to,
        Basis basis,
        bytes32 reasonDigest
    );

    /// @notice A holder named an operator, or ended its term (account zero).
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param operator The account named.
    /// @param until Time at which its term ends, in seconds.
    event OperatorNamed(RobotId indexed id, uint256 indexed seq, address operator, uint40 until);

    /// @notice An operator accepted; it answers for running the robot from now on.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param operator The operator.
    /// @param until Time at which its term ends, in seconds.
    event OperatorAccepted(RobotId indexed id, uint256 indexed seq, address operator, uint40 until);

    /// @notice An operator, named or accepted, gave it up.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param operator The operator.
    event OperatorResigned(RobotId indexed id, uint256 indexed seq, address operator);

    /// @notice A holder approved a receiver, or took its approval back (account zero). Beside it ERC-721 `Approval`.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param receiver The account approved.
    event ReceiverApproved(RobotId indexed id, uint256 indexed seq, address receiver);

    /// @notice The caller does not hold the robot.
    /// @param id The robot.
    /// @param caller The calling account.
    error RobotRegistryNotHolder(RobotId id, address caller);

    /// @notice The receiver of a robot must ask for it itself: nobody is made liable unasked.
    /// @param id The robot.
    /// @param to The receiver.
    /// @param caller The calling account.
    error RobotRegistryReceiverMustCall(RobotId id, address to, address caller);

    /// @notice The holder has not approved this receiver.
    /// @param id The robot.
    /// @param to The receiver.
    /// @param approved The account it approved, if any.
    error RobotRegistryReceiverNotApproved(RobotId id, address to, address approved);

    /// @notice The receiver holds the robot already.
    /// @param id The robot.
    /// @param holder The holder.
    error RobotRegistrySelfTransfer(RobotId id, address holder);

    /// @notice The term does not end in the future.
    /// @param until The time given, in seconds.
    /// @param timestamp Block time, in seconds.
    error RobotRegistryTermInPast(uint40 until, uint256 timestamp);

    /// @notice The caller was not named operator, or its term has ended.
    /// @param id The robot.
    /// @param caller The calling account.
    error RobotRegistryNotNamedOperator(RobotId id, address caller);

    /// @notice The operator accepted before.
    /// @param id The robot.
    /// @param operator The operator.
    error RobotRegistryAlreadyOperator(RobotId id, address operator);

    /// @notice Names who runs the robot until a time; zero ends the term. It counts once the operator accepts, and
    /// ends when the robot changes hands.
    /// @dev Called by the holder of a robot in service, or with its signature. Emits `OperatorNamed`. Fails with
    /// `RobotRegistryNotHolder`, `RobotRegistryTermInPast`, `RobotRegistryWrongState`, and, where it names somebody, with
    /// what a transfer policy says.
    /// @param id The robot.
    /// @param account The operator, or zero.
    /// @param until Time at which its term ends, in seconds.
    function setOperator(RobotId id, address account, uint40 until) external;

    /// @notice Accepts to run the robot.
    /// @dev Called by the account named. Emits `OperatorAccepted`. Fails with `RobotRegistryNotNamedOperator`,
    /// `RobotRegistryAlreadyOperator`, and with what a transfer policy says.
    /// @param id The robot.
    function acceptOperator(RobotId id) external;

    /// @notice Gives up running the robot, or declines to.
    /// @dev Called by the account named. Emits `OperatorResigned`. Fails with `RobotRegistryNotNamedOperator`.
    /// @param id The robot.
    function resignOperator(RobotId id) external;

    /// @notice Who runs the robot now.
    /// @param id The robot.
    /// @return The operator; zero where none was named, it has not accepted, or its term has ended.
    function operatorOf(RobotId id) external view returns (address);

    /// @notice The operator's term as recorded, accepted or not, running or ended.
    /// @param id The robot.
    /// @return The term.
    function operatorTerm(RobotId id) external view returns (OperatorTerm memory);

    /// @notice Who holds a robot, and how often it changed hands.
    /// @dev Fails with `RobotRegistryUnknownRobot`.
    /// @param id The robot.
    /// @return holder Its holder.
    /// @return transfers Number of times it changed hands.
    function holdingOf(RobotId id) external view returns (address holder, uint256 transfers);
}
