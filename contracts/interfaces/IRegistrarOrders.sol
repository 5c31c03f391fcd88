// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";

/// @title Registrar orders: lost keys, death, insolvency, court
/// @notice The one way by which a robot moves without its holder. Proposed by the authority of the robot's country, it
/// waits out a notice period in which the holder can object. An objection is upheld unless at least a third of all seats,
/// each of tenure and none the proposer, sign against it in time. After that the next order on the same robot waits, and
/// needs those signatures from the start. One state alone cannot take a robot from a holder who objects, nor can seats
/// that a vote admitted, or gave the country to, within the tenure. The receiving side must ask for the robot itself.
///
/// A robot has one order at a time. While it is pending, nothing but the order moves the robot, hands it in or clears its
/// flags. It ends when it is executed or withdrawn, when it expires, when an objection is upheld, and when its country
/// changes seat.
interface IRegistrarOrders {
    /// @notice What an order does. A transfer also leads a robot back that was taken in to be destroyed.
    enum Action {
        None,
        Transfer,
        Intake
    }

    /// @notice How far an order came. Whether it is still pending, `pendingOrderOf` says.
    enum Status {
        None,
        Proposed,
        Objected,
        Countersigned,
        Executed,
        Withdrawn
    }

    /// @notice An order.
    /// @dev What says whether it is pending shares one slot, and no account is in it: who proves the public status of a robot
    /// shows that slot.
    /// @param id The robot.
    /// @param action What it does.
    /// @param status How far it came. One that is contested begins as `Objected`.
    /// @param country Country whose authority proposed it.
    /// @param executableAt End of the notice period, in seconds.
    /// @param expiresAt Time from which it can no longer be executed, in seconds.
    /// @param seat Seat that proposed it.
    /// @param answerableUntil Time from which it can no longer be countersigned, in seconds; zero while nobody objected.
    /// @param signatures Countersignatures it has.
    /// @param signaturesNeeded Countersignatures that overrule an objection.
    /// @param contested Whether an objection to an earlier order on this robot was upheld.
    /// @param holder Its holder when the order was proposed.
    /// @param beneficiary New holder, or the recycler that takes the robot in.
    /// @param reasonDigest Salted commitment to the decision it rests on.
    struct Order {
        RobotId id;
        Action action;
        Status status;
        CountryCode country;
        uint40 executableAt;
        uint40 expiresAt;
        uint32 seat;
        uint40 answerableUntil;
        uint16 signatures;
        uint16 signaturesNeeded;
        bool contested;
        address holder;
        address beneficiary;
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
    /// @param signaturesNeeded Countersignatures that overrule an objection.
    /// @param contested Whether it needs them from the start.
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
        uint16 signaturesNeeded,
        bool contested,
        bytes32 reasonDigest
    );

    /// @notice The holder objected; without enough countersignatures the order has ended.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param order Number of the order.
    /// @param answerableUntil Time from which it can no longer be countersigned, in seconds.
    /// @param reasonDigest Salted commitment to the objection.
    event OrderObjected(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 order,
        uint40 answerableUntil,
        bytes32 reasonDigest
    );

    /// @notice Another authority signed the order over the holder's objection.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param order Number of the order.
    /// @param seat Its seat.
    /// @param signatures Countersignatures it has now.
    event OrderCountersigned(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 order,
        uint256 seat,
        uint256 signatures
    );

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

    /// @notice The action is neither 1 (transfer) nor 2 (intake).
    /// @param action The value given.
    error RegistrarOrdersUnknownAction(uint8 action);

    /// @notice There is no such order.
    /// @param order The number given.
    error RegistrarOrdersUnknownOrder(uint256 order);

    /// @notice The beneficiary may not be zero, nor the holder of a robot that need not be led back.
    /// @param beneficiary The account given.
    error RegistrarOrdersInvalidBeneficiary(address beneficiary);

    /// @notice An order on this robot is pending: its holder is faced with one at a time.
    /// @param id The robot.
    /// @param order The order.
    error RegistrarOrdersOpenOrder(RobotId id, uint256 order);

    /// @notice An objection was upheld: the next order on this robot waits.
    /// @param id The robot.
    /// @param order The order to which the holder had objected.
    /// @param earliest First block time at which another can be proposed, in seconds.
    error RegistrarOrdersObjectionUpheld(RobotId id, uint256 order, uint40 earliest);

    /// @notice The order has ended: it expired, an objection was upheld, or its country changed seat.
    /// @param order The order.
    error RegistrarOrdersEnded(uint256 order);

    /// @notice The order came too far, or not far enough, for this.
    /// @param order The order.
    /// @param status How far it came.
    error RegistrarOrdersWrongStatus(uint256 order, Status status);

    /// @notice The caller is not the holder whom the order is against.
    /// @param order The order.
    /// @param caller The calling account.
    error RegistrarOrdersNotHolder(uint256 order, address caller);

    /// @notice The caller is not the beneficiary, who must ask for the robot itself.
    /// @param order The order.
    /// @param caller The calling account.
    error RegistrarOrdersNotBeneficiary(uint256 order, address caller);

    /// @notice A countersignature comes from a seat of tenure that neither proposed the order nor signed it before.
    /// @param order The order.
    /// @param caller The calling account.
    error RegistrarOrdersNotAnotherAuthority(uint256 order, address caller);

    /// @notice The notice period still runs.
    /// @param order The order.
    /// @param executableAt Its end, in seconds.
    error RegistrarOrdersNoticeRunning(uint256 order, uint40 executableAt);

    /// @notice A notice period or a validity is shorter than the shortest allowed.
    /// @param period The period given, in seconds.
    /// @param shortest The shortest allowed, in seconds.
    error RegistrarOrdersPeriodTooShort(uint40 period, uint40 shortest);

    /// @notice Proposes an order.
    /// @dev Called by the authority of the robot's country, which must have held it for the tenure or be its first. Emits
    /// `OrderProposed`. Fails with what `IAuthorityRegistry.requireTenuredAuthority` says, `RobotRegistryUnknownRobot`,
    /// `RobotRegistryWrongState`, `RegistrarOrdersUnknownAction`, `RegistrarOrdersInvalidBeneficiary`,
    /// `RegistrarOrdersOpenOrder`, `RegistrarOrdersObjectionUpheld`.
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
    /// @dev Called by the holder, or with its signature, until the order is executed. Emits `OrderObjected`. Fails with
    /// `RegistrarOrdersUnknownOrder`, `RegistrarOrdersWrongStatus`, `RegistrarOrdersEnded`, `RegistrarOrdersNotHolder`.
    /// @param order Number of the order.
    /// @param reasonDigest Salted commitment to the objection.
    function object(uint256 order, bytes32 reasonDigest) external;

    /// @notice Signs an order over the holder's objection.
    /// @dev Called by the authority of a seat of tenure other than the one that proposed it. Emits `OrderCountersigned`.
    /// Fails with `RegistrarOrdersUnknownOrder`, `RegistrarOrdersWrongStatus`, `RegistrarOrdersEnded`,
    /// `RegistrarOrdersNotAnotherAuthority`.
    /// @param order Number of the order.
    function countersign(uint256 order) external;

    /// @notice Withdraws an order. This upholds an objection to it.
    /// @dev Called by the authority of the country that proposed it. Emits `OrderWithdrawn`. Fails with
    /// `RegistrarOrdersUnknownOrder`, `RegistrarOrdersWrongStatus`, `RegistrarOrdersEnded`, `AuthorityRegistryNotAuthority`.
    /// @param order Number of the order.
    /// @param reasonDigest Salted commitment to the reason.
    function withdraw(uint256 order, bytes32 reasonDigest) external;

    /// @notice Executes an order. The entry of the transfer, the return or the intake names it.
    /// @dev Called by the beneficiary. Transfer policies are not asked, and flags are cleared: the order answers to both.
    /// Emits what they emit. Fails with `RegistrarOrdersUnknownOrder`, `RegistrarOrdersWrongStatus`,
    /// `RegistrarOrdersEnded`, `RegistrarOrdersNotBeneficiary`, `RegistrarOrdersNoticeRunning`, and for an intake with
    /// `RobotRegistryOwnRecycler`, `AuthorityRegistryNotAccredited`.
    /// @param order Number of the order.
    function execute(uint256 order) external;

    /// @notice An order.
    /// @dev Fails with `RegistrarOrdersUnknownOrder`.
    /// @param order Number of the order.
    /// @return The order.
    function orderOf(uint256 order) external view returns (Order memory);

    /// @notice The order on a robot that is pending.
    /// @param id The robot.
    /// @return Number of the order; zero where none is.
    function pendingOrderOf(RobotId id) external view returns (uint256);

    /// @notice Number of orders ever proposed.
    /// @return The count; orders are numbered from 1.
    function orderCount() external view returns (uint256);

    /// @notice Notice period, and the time in which an objection can be answered, in seconds. Never changes.
    /// @return The period.
    function noticePeriod() external view returns (uint40);

    /// @notice How long an order can be executed after its notice period, and how long the next one waits after an objection
    /// was upheld, in seconds. Never changes.
    /// @return The period.
    function validityPeriod() external view returns (uint40);
}
