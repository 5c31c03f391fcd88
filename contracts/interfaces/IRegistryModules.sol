// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEntryLog} from "./IEntryLog.sol";
import {ITransferPolicy} from "./ITransferPolicy.sol";

/// @title What governance may replace around the registry of robots
/// @notice Three things and no fourth: which module appends to histories under which kind space, which policies may
/// refuse a transfer, and where the resolver is. A module can add an entry of its own kinds and touch nothing else
/// of a robot; a policy can refuse and never move. To the registry this is one transfer policy: it asks all of them.
///
/// Subjects of its log: a kind space by its number, a policy by its address (both right-aligned), the resolver and the
/// access manager by zero.
interface IRegistryModules is ITransferPolicy, IEntryLog {
    /// @notice Kinds of entries in the log of this contract.
    enum ModulesKind {
        None,
        ModuleSet,
        TransferPolicyAdded,
        TransferPolicyRemoved,
        ResolverSet,
        ManagerSet
    }

    /// @notice A kind space was given to a module, or closed (module zero).
    /// @param space The kind space.
    /// @param previous Module until now.
    /// @param current Module from now on.
    event ModuleSet(uint8 indexed space, address indexed previous, address indexed current);

    /// @notice A transfer policy was added, or its removal taken back.
    /// @param policy The policy.
    event TransferPolicyAdded(ITransferPolicy indexed policy);

    /// @notice A transfer policy was removed.
    /// @param policy The policy.
    /// @param endsAt When it is no longer asked, in seconds since 1970.
    event TransferPolicyRemoved(ITransferPolicy indexed policy, uint40 endsAt);

    /// @notice The resolver moved.
    /// @param baseURI Where it is, without a slash at the end.
    event ResolverSet(string baseURI);

    /// @notice Kind space 0 belongs to the registry itself.
    error RegistryModulesReservedSpace();

    /// @notice A module has one kind space, and this one has one already.
    /// @param module The module.
    /// @param space Its space.
    error RegistryModulesHasSpace(address module, uint8 space);

    /// @notice The address has no code, or does not say by ERC-165 that it is a module (`IRegistryModule`).
    /// @param module The address given.
    error RegistryModulesNotAModule(address module);

    /// @notice The contract does not say by ERC-165 that it is a transfer policy.
    /// @param policy The address given.
    error RegistryModulesNotAPolicy(address policy);

    /// @notice The policy is asked already.
    /// @param policy The policy.
    error RegistryModulesPolicyExists(ITransferPolicy policy);

    /// @notice The policy is not asked, or is removed already.
    /// @param policy The policy.
    error RegistryModulesUnknownPolicy(ITransferPolicy policy);

    /// @notice The notice of a removal is too short.
    /// @param notice The notice given, in seconds.
    /// @param shortest The least there can be, in seconds.
    error RegistryModulesNoticeTooShort(uint40 notice, uint40 shortest);

    /// @notice No more policies can be added: a transfer asks each of them.
    /// @param most The most there can be.
    error RegistryModulesTooManyPolicies(uint256 most);

    /// @notice Gives a kind space to a module, taking it from the one before; zero closes it. Entries of the module before
    /// remain.
    /// @dev Governance only. Emits `ModuleSet`, `Recorded`. Fails with `RegistryModulesReservedSpace`,
    /// `RegistryModulesHasSpace`, `RegistryModulesNotAModule`.
    /// @param space The kind space, 1 to 255.
    /// @param module The module, or zero.
    function setModule(uint8 space, address module) external;

    /// @notice Adds a policy that is asked before each transfer, placement and naming of an operator. Takes back the removal
    /// of one that is still asked.
    /// @dev Governance only. Emits `TransferPolicyAdded`, `Recorded`. Fails with `RegistryModulesNotAPolicy`,
    /// `RegistryModulesPolicyExists`, `RegistryModulesTooManyPolicies`.
    /// @param policy The policy.
    function addTransferPolicy(ITransferPolicy policy) external;

    /// @notice Removes a policy. It is asked until the notice is over, so that no vote lifts what it holds up at once. One that
    /// was added less than the notice ago ends at once, except the first of all.
    /// @dev Governance only. Emits `TransferPolicyRemoved`, `Recorded`. Fails with `RegistryModulesUnknownPolicy`.
    /// @param policy The policy.
    function removeTransferPolicy(ITransferPolicy policy) external;

    /// @notice Says where the resolver is that `tokenURI` points to.
    /// @dev Governance only. Emits `ResolverSet`, `Recorded`.
    /// @param baseURI An address without a slash at the end.
    function setResolver(string calldata baseURI) external;

    /// @notice The kind space a module appends under.
    /// @param module The module.
    /// @return The kind space, zero where it has none.
    function spaceOf(address module) external view returns (uint8);

    /// @notice The module that appends under a kind space.
    /// @param space The kind space.
    /// @return The module, zero where there is none.
    function moduleOf(uint8 space) external view returns (address);

    /// @notice The policies that are asked before each transfer, placement and naming of an operator.
    /// @return The policies.
    function transferPolicies() external view returns (ITransferPolicy[] memory);

    /// @notice How long a policy is asked after its removal.
    /// @return The notice, in seconds.
    function policyNotice() external view returns (uint40);

    /// @notice When a policy that was removed is no longer asked.
    /// @param policy The policy.
    /// @return The time, in seconds since 1970; zero where it was not removed, or is not among them.
    function policyEndsAt(ITransferPolicy policy) external view returns (uint40);

    /// @notice Where the resolver is.
    /// @return An address without a slash at the end.
    function resolver() external view returns (string memory);
}
