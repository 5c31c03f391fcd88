// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";

/// @title Registrar orders: lost keys, death, insolvency, court
/// @notice The one way by which a robot moves without its holder. Proposed by the authority of the robot's country, it
/// waits out a notice period in which the holder can object; an objection needs the signature of a second authority to
/// go on. One state alone cannot take a robot from a holder who objects. The receiving side must ask for it itself.
interface IRegistrarOrders {
    /// @notice What an order does.
    enum Action {
        None,
        Transfer,
        Intake
    }

    /// @notice Where an order stands.
    enum Status {
        None,
        Proposed,
        Objected,
        Countersigned,
        Executed,
        Withdrawn
    }

    /// @notice An order.
    /// @param id The robot.
    /// @param holder Its holder when the order was proposed; it is not executed while another holds the robot.
    /// @param action What it does.
    /// @param status Where it stands.
    /// @param country Country whose authority proposed it.
    /// @param executableAt Time from which it can be executed, in seconds.
    /// @param beneficiary New holder, or the recycler that takes the robot in.
    /// @param expiresAt Time from which it can no longer be executed, in seconds.
    /// @param seat Seat that proposed it.
    /// @param reasonDigest Salted commitment to the decision it rests on.
    struct Order {
        RobotId id;
        address holder;
        Action action;
        Status status;
        CountryCode country;
        uint40 executableAt;
        address beneficiary;
        uint40 expiresAt;
        uint32 seat;
        bytes32 reasonDigest;
    }

    /// @notice An order was proposed; the notice period begins.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param order Number of the order, counted from 1.
    /// @param action What it is to do.
    /// @param beneficiary New holder, or the recycler.
    /// @param country Country whose authority proposed it.
    /// @param executableAt End of the notice period, in seconds.
    /// @param expiresAt Time from which it can no longer be executed, in seconds.
    /// @param reasonDigest Salted commitment to the decision it rests on.
    event OrderProposed(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 order,
        Action action,
        address beneficiary,
        CountryCode country,
        uint40 executableAt,
        uint40 expiresAt,
        bytes32 reasonDigest
    );

    /// @notice The holder objected; without a second authority the order is dead.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param order Number of the order.
    /// @param reasonDigest Salted commitment to the objection.
    event OrderObjected(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 order,
        bytes32 reasonDigest
    );

    /// @notice A second authority signed the order over the holder's objection.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param order Number of the order.
    /// @param seat Its seat.
    event OrderCountersigned(RobotId indexed id, uint256 indexed seq, uint256 order, uint256 seat);

    /// @notice The order was withdrawn.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param order Number of the order.
    /// @param reasonDigest Salted commitment to the reason.
    event OrderWithdrawn(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 order,
        bytes32 reasonDigest
    );

    /// @notice The order was executed. The history entry is that of the transfer or the intake.
    /// @param order Number of the order.
    event OrderExecuted(uint256 indexed order);

    /// @notice The action is neither 1 (transfer) nor 2 (intake).
    /// @param action The value given.
    error RegistrarOrdersUnknownAction(uint8 action);

    /// @notice There is no such order.
    /// @param order The number given.
    error RegistrarOrdersUnknownOrder(uint256 order);

    /// @notice The beneficiary may be neither zero nor the holder.
    /// @param beneficiary The account given.
    error RegistrarOrdersInvalidBeneficiary(address beneficiary);

    /// @notice The holder can still object to another order of this country: it is faced with one at a time.
    /// @param id The robot.
    /// @param order The order that is open.
    error RegistrarOrdersOpenOrder(RobotId id, uint256 order);

    /// @notice The order's standing does not allow this.
    /// @param order The order.
    /// @param status Its standing.
    error RegistrarOrdersWrongStatus(uint256 order, Status status);

    /// @notice The caller is not the holder whom the order is against.
    /// @param order The order.
    /// @param caller The calling account.
    error RegistrarOrdersNotHolder(uint256 order, address caller);

    /// @notice The caller is not the beneficiary, who must ask for the robot itself.
    /// @param order The order.
    /// @param caller The calling account.
    error RegistrarOrdersNotBeneficiary(uint256 order, address caller);

    /// @notice The second signature must come from the authority of another seat.
    /// @param order The order.
    /// @param caller The calling account.
    error RegistrarOrdersNotSecondAuthority(uint256 order, address caller);

    /// @notice The notice period still runs.
    /// @param order The order.
    /// @param executableAt Its end, in seconds.
    error RegistrarOrdersNoticeRunning(uint256 order, uint40 executableAt);

    /// @notice The order was not executed in time.
    /// @param order The order.
    /// @param expiresAt Its end, in seconds.
    error RegistrarOrdersExpired(uint256 order, uint40 expiresAt);

    /// @notice Another account holds the robot than when the order was proposed.
    /// @param order The order.
    /// @param holder Its present holder.
    error RegistrarOrdersHolderChanged(uint256 order, address holder);

    /// @notice A notice period or a validity is shorter than the shortest allowed.
    /// @param period The period given, in seconds.
    /// @param shortest The shortest allowed, in seconds.
    error RegistrarOrdersPeriodTooShort(uint40 period, uint40 shortest);

    /// @notice Proposes an order. A country has one at a time to which the holder can still object; the next can follow
    /// once that one was objected to, executed or withdrawn, has expired, or the robot has changed hands.
    /// @dev Called by the authority of the robot's country. Emits `OrderProposed`. Fails with
    /// `AuthorityRegistryNotAuthority`, `RobotRegistryUnknownRobot`, `RobotRegistryWrongState`,
    /// `RegistrarOrdersUnknownAction`, `RegistrarOrdersInvalidBeneficiary`, `RegistrarOrdersOpenOrder`.
    /// @param id The robot.
    /// @param action 1 transfer, 2 intake.
    /// @param beneficiary New holder, or the recycler that takes the robot in.
    /// @param reasonDigest Salted commitment to the decision it rests on.
    /// @return order Number of the order.
    function propose(
        RobotId id,
        uint8 action,
        address beneficiary,
        bytes32 reasonDigest
    ) external returns (uint256 order);

    /// @notice Objects to an order.
    /// @dev Called by the holder it is against, until it is executed. Emits `OrderObjected`. Fails with
    /// `RegistrarOrdersUnknownOrder`, `RegistrarOrdersWrongStatus`, `RegistrarOrdersNotHolder`,
    /// `RobotRegistryScrapped`.
    /// @param order Number of the order.
    /// @param reasonDigest Salted commitment to the objection.
    function object(uint256 order, bytes32 reasonDigest) external;

    /// @notice Signs an order as second authority, over the holder's objection.
    /// @dev Called by the authority of a seat other than the one that proposed it and other than the one that now holds
    /// the country it was proposed for, wherever the robot is now. Emits `OrderCountersigned`. Fails with
    /// `RegistrarOrdersUnknownOrder`, `RegistrarOrdersWrongStatus`, `RegistrarOrdersNotSecondAuthority`,
    /// `RobotRegistryScrapped`.
    /// @param order Number of the order.
    function countersign(uint256 order) external;

    /// @notice Withdraws an order.
    /// @dev Called by the authority of the country that proposed it. Emits `OrderWithdrawn`. Fails with
    /// `RegistrarOrdersUnknownOrder`, `RegistrarOrdersWrongStatus`, `AuthorityRegistryNotAuthority`,
    /// `RobotRegistryScrapped`.
    /// @param order Number of the order.
    /// @param reasonDigest Salted commitment to the reason.
    function withdraw(uint256 order, bytes32 reasonDigest) external;

    /// @notice Executes an order.
    /// @dev Called by the beneficiary. Neither flags nor transfer policies are asked: the order answers to them. Emits
    /// `OrderExecuted` and what a transfer or an intake emits. Fails with `RegistrarOrdersUnknownOrder`,
    /// `RegistrarOrdersWrongStatus`, `RegistrarOrdersNotBeneficiary`, `RegistrarOrdersNoticeRunning`,
    /// `RegistrarOrdersExpired`, `RegistrarOrdersHolderChanged`, `RobotRegistryWrongState` where a robot to transfer was
    /// handed in meanwhile, and for an intake with `RobotRegistryScrapped` and `AuthorityRegistryNotAccredited`.
    /// @param order Number of the order.
    function execute(uint256 order) external;

    /// @notice An order.
    /// @dev Fails with `RegistrarOrdersUnknownOrder`.
    /// @param order Number of the order.
    /// @return The order.
    function orderOf(uint256 order) external view returns (Order memory);

    /// @notice Number of orders ever proposed.
    /// @return The count; orders are numbered from 1.
    function orderCount() external view returns (uint256);

    /// @notice Notice period, in seconds. Never changes.
    /// @return The period.
    function noticePeriod() external view returns (uint40);

    /// @notice How long an order can be executed after its notice period, in seconds. Never changes.
    /// @return The period.
    function validityPeriod() external view returns (uint40);
}
