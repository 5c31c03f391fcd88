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
    /// @dev A policy, when it was added (zero for the first), and when it is no longer asked (zero where it was not removed).
    /// One slot, so that the end costs a transfer nothing.
    struct Entry {
        ITransferPolicy policy;
        uint40 addedAt;
        uint40 endsAt;
    }

    /// @dev Bounds what a transfer costs, whatever governance adds.
    uint256 private constant _MOST_POLICIES = 8;

    uint40 private constant _SHORTEST_NOTICE = 1 days;

    /// @inheritdoc IRegistryModules
    uint40 public immutable policyNotice;

    /// @inheritdoc IRegistryModules
    string public resolver;

    /// @inheritdoc IRegistryModules
    mapping(address module => uint8) public spaceOf;

    /// @inheritdoc IRegistryModules
    mapping(uint8 space => address) public moduleOf;

    Entry[] private _policies;

    /// @notice Begins with no module and no policy. Fails with `RegistryModulesNoticeTooShort`.
    /// @param accessManager Manager that knows governance.
    /// @param policyNotice_ How long a policy is asked after its removal, in seconds; at least a day.
    /// @param resolver_ Where the resolver is, without a slash at the end.
    constructor(
        address accessManager,
        uint40 policyNotice_,
        string memory resolver_
    ) AccessManaged(accessManager) {
        if (policyNotice_ < _SHORTEST_NOTICE)
            revert RegistryModulesNoticeTooShort(policyNotice_, _SHORTEST_NOTICE);
        policyNotice = policyNotice_;
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
        _dropEnded();
        (bool exists, uint256 index) = _findPolicy(policy);
        uint256 count = _policies.length;
        if (exists) {
            if (_policies[index].endsAt == 0) revert RegistryModulesPolicyExists(policy);
            _policies[index].endsAt = 0;
        } else if (count == _MOST_POLICIES) {
            revert RegistryModulesTooManyPolicies(_MOST_POLICIES);
        } else {
            // The first is that of the founding: people rely on it from the beginning.
            uint40 addedAt = count == 0 ? 0 : uint40(block.timestamp);
            _policies.push(Entry({policy: policy, addedAt: addedAt, endsAt: 0}));
        }
        emit TransferPolicyAdded(policy);
        _recordPolicy(policy, ModulesKind.TransferPolicyAdded, keccak256(abi.encode(policy)));
    }

    /// @inheritdoc IRegistryModules
    function removeTransferPolicy(ITransferPolicy policy) external restricted {
        (bool exists, uint256 index) = _findPolicy(policy);
        if (!exists || _policies[index].endsAt != 0) revert RegistryModulesUnknownPolicy(policy);
        uint40 endsAt = uint40(block.timestamp);
        // Nobody relies on a young one yet, and one that refuses in error must go soon.
        if (block.timestamp >= uint256(_policies[index].addedAt) + policyNotice)
            endsAt += policyNotice;
        _policies[index].endsAt = endsAt;
        emit TransferPolicyRemoved(policy, endsAt);
        bytes32 payload = keccak256(abi.encode(policy, endsAt));
        _recordPolicy(policy, ModulesKind.TransferPolicyRemoved, payload);
    }

    /// @inheritdoc IRegistryModules
    function setResolver(string calldata baseURI) external restricted {
        _setResolver(baseURI, msg.sender);
    }

    /// @inheritdoc ITransferPolicy
    function checkTransfer(RobotId id, address from, address to) external view {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) {
            Entry storage entry = _policies[i];
            if (_isAsked(entry)) entry.policy.checkTransfer(id, from, to);
        }
    }

    /// @inheritdoc ITransferPolicy
    function checkPlacement(RobotId id, CountryCode country) external view {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) {
            Entry storage entry = _policies[i];
            if (_isAsked(entry)) entry.policy.checkPlacement(id, country);
        }
    }

    /// @inheritdoc ITransferPolicy
    function checkOperator(RobotId id, address operator) external view {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) {
            Entry storage entry = _policies[i];
            if (_isAsked(entry)) entry.policy.checkOperator(id, operator);
        }
    }

    /// @inheritdoc IRegistryModules
    function transferPolicies() external view returns (ITransferPolicy[] memory policies) {
        uint256 count = _policies.length;
        uint256 asked = 0;
        for (uint256 i = 0; i < count; ++i) if (_isAsked(_policies[i])) ++asked;
        policies = new ITransferPolicy[](asked);
        uint256 place = 0;
        for (uint256 i = 0; i < count; ++i) {
            Entry storage entry = _policies[i];
            if (_isAsked(entry)) policies[place++] = entry.policy;
        }
    }

    /// @inheritdoc IRegistryModules
    function policyEndsAt(ITransferPolicy policy) external view returns (uint40) {
        (bool exists, uint256 index) = _findPolicy(policy);
        return exists ? _policies[index].endsAt : 0;
    }

    /// @dev Who says who governs is of the log too. The deployer is no party.
    function _setAuthority(address newAuthority) internal override {
        super._setAuthority(newAuthority);
        address actor = address(this).code.length == 0 ? address(0) : msg.sender;
        _record(0, ModulesKind.ManagerSet, actor, keccak256(abi.encode(newAuthority)));
    }

    function _setResolver(string memory baseURI, address actor) private {
        resolver = baseURI;
        emit ResolverSet(baseURI);
        _record(0, ModulesKind.ResolverSet, actor, keccak256(abi.encode(baseURI)));
    }

    function _recordPolicy(ITransferPolicy policy, ModulesKind kind, bytes32 payload) private {
        _record(bytes32(uint256(uint160(address(policy)))), kind, msg.sender, payload);
    }

    function _record(
        bytes32 subject,
        ModulesKind kind,
        address actor,
        bytes32 payloadDigest
    ) private {
        _record(subject, uint16(kind), actor, payloadDigest);
    }

    /// @dev Makes room, from the last to the first, so that none is passed over.
    function _dropEnded() private {
        for (uint256 i = _policies.length; i > 0; --i) {
            if (_isAsked(_policies[i - 1])) continue;
            _policies[i - 1] = _policies[_policies.length - 1];
            _policies.pop();
        }
    }

    function _isAsked(Entry storage entry) private view returns (bool) {
        uint40 endsAt = entry.endsAt;
        return endsAt == 0 || block.timestamp < endsAt;
    }

    function _findPolicy(ITransferPolicy policy) private view returns (bool, uint256) {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) {
            if (address(_policies[i].policy) == address(policy)) return (true, i);
        }
        return (false, 0);
    }
}
