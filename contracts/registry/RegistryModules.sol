// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import {EntryLog} from "../history/EntryLog.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IRegistryModule} from "../interfaces/IRegistryModule.sol";
import {IRegistryModules} from "../interfaces/IRegistryModules.sol";
import {ITransferPolicy} from "../interfaces/ITransferPolicy.sol";

/// @title Modules of the registry
/// @notice The only contract beside the consortium that obeys governance. Holds addresses, and nothing of any robot.
contract RegistryModules is AccessManaged, EntryLog, IRegistryModules {
    /// @dev Bounds what a transfer costs, whatever governance adds.
    uint256 private constant _MOST_POLICIES = 8;

    /// @inheritdoc IRegistryModules
    string public resolver;

    /// @inheritdoc IRegistryModules
    mapping(address module => uint8) public spaceOf;

    /// @inheritdoc IRegistryModules
    mapping(uint8 space => address) public moduleOf;

    ITransferPolicy[] private _policies;

    /// @notice Begins with no module and no policy.
    /// @param accessManager Manager that knows governance.
    /// @param resolver_ Where the resolver is, without a slash at the end.
    constructor(address accessManager, string memory resolver_) AccessManaged(accessManager) {
        _setResolver(resolver_, address(0));
    }

    /// @inheritdoc IRegistryModules
    function setModule(uint8 space, address module) external restricted {
        if (space == 0) revert RegistryModulesReservedSpace();
        if (spaceOf[module] != 0) revert RegistryModulesHasSpace(module, spaceOf[module]);
        if (
            module != address(0) &&
            !ERC165Checker.supportsInterface(module, type(IRegistryModule).interfaceId)
        ) revert RegistryModulesNotAModule(module);
        address previous = moduleOf[space];
        delete spaceOf[previous];
        moduleOf[space] = module;
        if (module != address(0)) spaceOf[module] = space;
        emit ModuleSet(space, previous, module);
        _record(
            bytes32(uint256(space)),
            ModulesKind.ModuleSet,
            msg.sender,
            keccak256(abi.encode(space, previous, module))
        );
    }

    /// @inheritdoc IRegistryModules
    function addTransferPolicy(ITransferPolicy policy) external restricted {
        if (!ERC165Checker.supportsInterface(address(policy), type(ITransferPolicy).interfaceId)) {
            revert RegistryModulesNotAPolicy(address(policy));
        }
        (bool exists, ) = _findPolicy(policy);
        if (exists) revert RegistryModulesPolicyExists(policy);
        if (_policies.length == _MOST_POLICIES) {
            revert RegistryModulesTooManyPolicies(_MOST_POLICIES);
        }
        _policies.push(policy);
        emit TransferPolicyAdded(policy);
        _recordPolicy(policy, ModulesKind.TransferPolicyAdded);
    }

    /// @inheritdoc IRegistryModules
    function removeTransferPolicy(ITransferPolicy policy) external restricted {
        (bool exists, uint256 index) = _findPolicy(policy);
        if (!exists) revert RegistryModulesUnknownPolicy(policy);
        _policies[index] = _policies[_policies.length - 1];
        _policies.pop();
        emit TransferPolicyRemoved(policy);
        _recordPolicy(policy, ModulesKind.TransferPolicyRemoved);
    }

    /// @inheritdoc IRegistryModules
    function setResolver(string calldata baseURI) external restricted {
        _setResolver(baseURI, msg.sender);
    }

    /// @inheritdoc ITransferPolicy
    function checkTransfer(RobotId id, address from, address to) external view {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) _policies[i].checkTransfer(id, from, to);
    }

    /// @inheritdoc ITransferPolicy
    function checkPlacement(RobotId id, CountryCode country) external view {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) _policies[i].checkPlacement(id, country);
    }

    /// @inheritdoc ITransferPolicy
    function checkOperator(RobotId id, address operator) external view {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) _policies[i].checkOperator(id, operator);
    }

    /// @inheritdoc IRegistryModules
    function transferPolicies() external view returns (ITransferPolicy[] memory) {
        return _policies;
    }

    function _setResolver(string memory baseURI, address actor) private {
        resolver = baseURI;
        emit ResolverSet(baseURI);
        _record(0, ModulesKind.ResolverSet, actor, keccak256(abi.encode(baseURI)));
    }

    function _recordPolicy(ITransferPolicy policy, ModulesKind kind) private {
        bytes32 subject = bytes32(uint256(uint160(address(policy))));
        _record(subject, kind, msg.sender, keccak256(abi.encode(policy)));
    }

    function _record(
        bytes32 subject,
        ModulesKind kind,
        address actor,
        bytes32 payloadDigest
    ) private {
        _record(subject, uint16(kind), actor, payloadDigest);
    }

    function _findPolicy(ITransferPolicy policy) private view returns (bool, uint256) {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) {
            if (address(_policies[i]) == address(policy)) return (true, i);
        }
        return (false, 0);
    }
}
