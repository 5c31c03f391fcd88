// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RobotId} from "../identifier/RobotId.sol";
import {IRegistrarOrders} from "./IRegistrarOrders.sol";
import {IRegistryModules} from "./IRegistryModules.sol";
import {IRobotFlags} from "./IRobotFlags.sol";
import {IRobotHistory} from "./IRobotHistory.sol";
import {IRobotIssuance} from "./IRobotIssuance.sol";
import {IRobotLifecycle} from "./IRobotLifecycle.sol";
import {IRobotOwnership} from "./IRobotOwnership.sol";
import {ISignedActs} from "./ISignedActs.sol";

/// @title The registry of robots
/// @notice Issuance, ownership, lifecycle and history. It cannot be upgraded and has no function for governance: no vote
/// can mint, move, un-scrap or rewrite the record of a robot. What may change is beside it, in `registryModules`.
interface IRobotRegistry is IRobotHistory, IRobotIssuance, IRobotOwnership, IRobotLifecycle {
    /// @notice What is set when the registry is deployed, and never changes. In seconds.
    /// @param orderNotice Notice period of registrar orders, and of the clearance of an authority's flag by others.
    /// @param orderValidity How long an order can be executed after its notice period.
    /// @param scrapDelay Least time between intake and destruction; at least seven days.
    struct Periods {
        uint40 orderNotice;
        uint40 orderValidity;
        uint40 scrapDelay;
    }

    /// @notice Only a companion of the registry may do this.
    /// @param caller The calling account.
    error RobotRegistryNotItsCompanion(address caller);

    /// @notice Moves a robot on the signatures of both sides.
    /// @dev Called by `SignedActs` only (`RobotRegistryNotItsCompanion`), which has checked who signed. Fails with what
    /// refuses any transfer: state, pending order, flags, transfer policies.
    /// @param id The robot.
    /// @param from Its holder.
    /// @param to Its new holder.
    /// @param termsDigest Salted commitment to the contract of sale, or zero.
    /// @param actor Account that submitted the signatures; the actor of the history entry.
    function transferByConsent(
        RobotId id,
        address from,
        address to,
        bytes32 termsDigest,
        address actor
    ) external;

    /// @notice Moves a robot by registrar order; one that was taken in to be destroyed is first taken back.
    /// @dev Called by the registrar orders only (`RobotRegistryNotItsCompanion`), which answer for the rules. Fails with
    /// `RobotRegistryScrapped`.
    /// @param id The robot.
    /// @param to Its new holder; the actor of the history entry.
    /// @param order Number of the order.
    function transferByOrder(RobotId id, address to, uint256 order) external;

    /// @notice Hands a robot in by registrar order.
    /// @dev Called by the registrar orders only (`RobotRegistryNotItsCompanion`), which answer for the rules. Fails with
    /// `RobotRegistryScrapped`, `RobotRegistryOwnRecycler`, `AuthorityRegistryNotAccredited`.
    /// @param id The robot.
    /// @param recycler A recycler accredited in the robot's country; the actor of the history entry.
    /// @param order Number of the order.
    function intakeByOrder(RobotId id, address recycler, uint256 order) external;

    /// @notice Appends an entry about a registrar order for a robot that is not destroyed.
    /// @dev Called by the registrar orders only (`RobotRegistryNotItsCompanion`). Emits `Recorded`. Fails with
    /// `RobotRegistryScrapped`.
    /// @param id The robot.
    /// @param kind One of the four `Order…` kinds.
    /// @param actor Account that acted.
    /// @param payloadDigest Digest of the fields of the typed event.
    /// @return seq Number of the entry.
    function appendOrder(
        RobotId id,
        HistoryKind kind,
        address actor,
        bytes32 payloadDigest
    ) external returns (uint256 seq);

    /// @notice Raises or clears a flag of a robot that is not destroyed.
    /// @dev Called by the flags only (`RobotRegistryNotItsCompanion`), which answer for the rules. Emits `Recorded`.
    /// Fails with `RobotRegistryScrapped` and, to clear one, with `RobotRegistryOrderPending`.
    /// @param id The robot.
    /// @param flag The flag.
    /// @param up Whether it is raised or cleared.
    /// @param actor Account that acted.
    /// @param payloadDigest Digest of the fields of the typed event.
    /// @return seq Number of the entry.
    function setFlag(
        RobotId id,
        IRobotFlags.Flag flag,
        bool up,
        address actor,
        bytes32 payloadDigest
    ) external returns (uint256 seq);

    /// @notice Appends an entry about the clearance of an authority's flag by others.
    /// @dev Called by the flags only (`RobotRegistryNotItsCompanion`), which answer for the rules. Emits `Recorded`. Fails
    /// with `RobotRegistryOrderPending`.
    /// @param id The robot.
    /// @param actor Account that acted.
    /// @param payloadDigest Digest of the fields of the typed event.
    /// @return seq Number of the entry.
    function appendClearance(
        RobotId id,
        address actor,
        bytes32 payloadDigest
    ) external returns (uint256 seq);

    /// @notice What people sign and anybody submits. Never changes.
    /// @return The contract.
    function signedActs() external view returns (ISignedActs);

    /// @notice The flags. Never change.
    /// @return The contract.
    function robotFlags() external view returns (IRobotFlags);

    /// @notice The registrar orders. Never change.
    /// @return The contract.
    function registrarOrders() external view returns (IRegistrarOrders);

    /// @notice What governance may replace around this registry. The place itself never changes.
    /// @return The contract.
    function registryModules() external view returns (IRegistryModules);
}
