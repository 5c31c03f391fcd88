// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IRegistryModules} from "../interfaces/IRegistryModules.sol";
import {ITransferPolicy} from "../interfaces/ITransferPolicy.sol";

/// @title Modules of the registry
/// @notice The only contract beside the consortium that obeys governance. Holds addresses, and nothing of any robot.
contract RegistryModules is AccessManaged, IRegistryModules {
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
    /// @param resolver_ Where the resolver stands, without a slash at the end.
    constructor(address accessManager, string memory resolver_) AccessManaged(accessManager) {
        resolver = resolver_;
        emit ResolverSet(resolver_);
    }

    /// @inheritdoc IRegistryModules
    function setModule(uint8 space, address module) external restricted {
        if (space == 0) revert RegistryModulesReservedSpace();
        if (spaceOf[module] != 0) revert RegistryModulesHasSpace(module, spaceOf[module]);
        address previous = moduleOf[space];
        delete spaceOf[previous];
        moduleOf[space] = module;
        if (module != address(0)) spaceOf[module] = space;
        emit ModuleSet(space, previous, module);
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
    }

    /// @inheritdoc IRegistryModules
    function removeTransferPolicy(ITransferPolicy policy) external restricted {
        (bool exists, uint256 index) = _findPolicy(policy);
        if (!exists) revert RegistryModulesUnknownPolicy(policy);
        _policies[index] = _policies[_policies.length - 1];
        _policies.pop();
        emit TransferPolicyRemoved(policy);
    }

    /// @inheritdoc IRegistryModules
    function setResolver(string calldata baseURI) external restricted {
        resolver = baseURI;
        emit ResolverSet(baseURI);
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

    /// @inheritdoc IRegistryModules
    function transferPolicies() external view returns (ITransferPolicy[] memory) {
        return _policies;
    }

    function _findPolicy(ITransferPolicy policy) private view returns (bool, uint256) {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) {
            if (address(_policies[i]) == address(policy)) return (true, i);
        }
        return (false, 0);
    }
}
