// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IRegistrarOrders} from "./IRegistrarOrders.sol";
import {IRobotFlags} from "./IRobotFlags.sol";
import {IRobotHistory} from "./IRobotHistory.sol";
import {IRobotIssuance} from "./IRobotIssuance.sol";
import {IRobotLifecycle} from "./IRobotLifecycle.sol";
import {IRobotOwnership} from "./IRobotOwnership.sol";
import {ITransferPolicy} from "./ITransferPolicy.sol";

/// @title The registry of robots
/// @notice Issuance, ownership, lifecycle and history. It cannot be upgraded. Governance can do three things here
/// and no fourth: say which module appends under a kind space, which policies may refuse a transfer, and where the
/// resolver stands. No vote can mint, move, un-scrap or rewrite the record of a robot.
interface IRobotRegistry is
    IRobotHistory,
    IRobotIssuance,
    IRobotOwnership,
    IRobotLifecycle
{
    /// @notice A kind space was given to a module, or closed (module zero).
    /// @param space The kind space.
    /// @param previous Module until now.
    /// @param current Module from now on.
    event ModuleSet(uint8 indexed space, address indexed previous, address indexed current);

    /// @notice A transfer policy was added.
    /// @param policy The policy.
    event TransferPolicyAdded(ITransferPolicy indexed policy);

    /// @notice A transfer policy was removed.
    /// @param policy The policy.
    event TransferPolicyRemoved(ITransferPolicy indexed policy);

    /// @notice The resolver moved.
    /// @param baseURI Where it stands, without a slash at the end.
    event ResolverSet(string baseURI);

    /// @notice Kind space 0 belongs to the registry itself.
    error RobotRegistryReservedSpace();

    /// @notice A module has one kind space, and this one has one already.
    /// @param module The module.
    /// @param space Its space.
    error RobotRegistryModuleHasSpace(address module, uint8 space);

    /// @notice The contract does not say by ERC-165 that it is a transfer policy.
    /// @param policy The address given.
    error RobotRegistryNotAPolicy(address policy);

    /// @notice The policy is asked already.
    /// @param policy The policy.
    error RobotRegistryPolicyExists(ITransferPolicy policy);

    /// @notice The policy is not asked.
    /// @param policy The policy.
    error RobotRegistryUnknownPolicy(ITransferPolicy policy);

    /// @notice No more policies can be added: a transfer asks each of them.
    /// @param most The most there can be.
    error RobotRegistryTooManyPolicies(uint256 most);

    /// @notice Only a companion of the registry may do this.
    /// @param caller The calling account.
    error RobotRegistryNotItsCompanion(address caller);

    /// @notice Gives a kind space to a module, taking it from the one before; zero closes it. Entries of the module before
    /// stand.
    /// @dev Governance only. Emits `ModuleSet`. Fails with `RobotRegistryReservedSpace`, `RobotRegistryModuleHasSpace`.
    /// @param space The kind space, 1 to 255.
    /// @param module The module, or zero.
    function setModule(uint8 space, address module) external;

    /// @notice Adds a policy that is asked before each transfer and placement.
    /// @dev Governance only. Emits `TransferPolicyAdded`. Fails with `RobotRegistryNotAPolicy`,
    /// `RobotRegistryPolicyExists`, `RobotRegistryTooManyPolicies`.
    /// @param policy The policy.
    function addTransferPolicy(ITransferPolicy policy) external;

    /// @notice Removes a policy.
    /// @dev Governance only. Emits `TransferPolicyRemoved`. Fails with `RobotRegistryUnknownPolicy`.
    /// @param policy The policy.
    function removeTransferPolicy(ITransferPolicy policy) external;

    /// @notice Says where the resolver stands that `tokenURI` points to.
    /// @dev Governance only. Emits `ResolverSet`.
    /// @param baseURI An address without a slash at the end.
    function setResolver(string calldata baseURI) external;

    /// @notice Moves a robot by registrar order.
    /// @dev Called by the registrar orders only (`RobotRegistryNotItsCompanion`), which answer for the rules.
    /// @param id The robot.
    /// @param to Its new holder; the actor of the history entry.
    /// @param order Number of the order.
    function transferByOrder(RobotId id, address to, uint256 order) external;

    /// @notice Hands a robot in by registrar order.
    /// @dev Called by the registrar orders only (`RobotRegistryNotItsCompanion`), which answer for the rules.
    /// @param id The robot.
    /// @param recycler An accredited recycler; the actor of the history entry.
    /// @param country Country whose accreditation the recycler acts under.
    /// @param order Number of the order.
    function intakeByOrder(
        RobotId id,
        address recycler,
        CountryCode country,
        uint256 order
    ) external;

    /// @notice Appends an entry about a registrar order.
    /// @dev Called by the registrar orders only (`RobotRegistryNotItsCompanion`). Emits `Recorded`.
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
    /// Fails with `RobotRegistryScrapped`.
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

    /// @notice The flags. Never change.
    /// @return The contract.
    function robotFlags() external view returns (IRobotFlags);

    /// @notice The registrar orders. Never change.
    /// @return The contract.
    function registrarOrders() external view returns (IRegistrarOrders);

    /// @notice The module that appends under a kind space.
    /// @param space The kind space.
    /// @return The module, zero where there is none.
    function moduleOf(uint8 space) external view returns (address);

    /// @notice The policies that are asked before each transfer and placement.
    /// @return The policies.
    function transferPolicies() external view returns (ITransferPolicy[] memory);

    /// @notice Where the resolver stands.
    /// @return An address without a slash at the end.
    function resolver() external view returns (string memory);
}
