// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165, IERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IRegistrarOrders} from "../interfaces/IRegistrarOrders.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {ITransferPolicy} from "../interfaces/ITransferPolicy.sol";
import {DeviceKey, DeviceKeyLibrary} from "./DeviceKey.sol";
import {RegistrarOrders} from "./RegistrarOrders.sol";
import {RobotFlags} from "./RobotFlags.sol";
import {RobotIssuance} from "./RobotIssuance.sol";
import {RobotLifecycle} from "./RobotLifecycle.sol";
import {RobotUnits} from "./RobotUnits.sol";

/// @title The registry of robots
/// @notice Joins the rooms (units, issuance, ownership, lifecycle), holds what governance may set, and lets its two
/// companions in: the registrar orders and the flags. The rules stand in the interfaces.
contract RobotRegistry is
    RobotIssuance,
    RobotLifecycle,
    AccessManaged,
    ERC165,
    IERC721Metadata,
    IRobotRegistry
{
    using DeviceKeyLibrary for DeviceKey;

    /// @dev Bounds what a transfer costs, whatever governance adds.
    uint256 private constant _MOST_POLICIES = 8;

    /// @inheritdoc IERC721Metadata
    string public constant name = "Open Robot ID";

    /// @inheritdoc IERC721Metadata
    string public constant symbol = "ORID";

    /// @inheritdoc IRobotRegistry
    IRegistrarOrders public immutable registrarOrders;

    /// @inheritdoc IRobotRegistry
    IRobotFlags public immutable robotFlags;

    /// @inheritdoc IRobotRegistry
    string public resolver;

    mapping(uint8 space => address) private _modules;

    modifier onlyCompanion(address companion) {
        if (msg.sender != companion) revert RobotRegistryNotItsCompanion(msg.sender);
        _;
    }

    /// @param authorities The authorities' register.
    /// @param accessManager Manager that knows governance.
    /// @param resolver_ Where the resolver stands, without a slash at the end.
    /// @param orderNotice Notice period of registrar orders, in seconds.
    /// @param orderValidity How long an order can be executed after its notice period, in seconds.
    constructor(
        IAuthorityRegistry authorities,
        address accessManager,
        string memory resolver_,
        uint40 orderNotice,
        uint40 orderValidity
    ) RobotUnits(authorities) EIP712(name, "1") AccessManaged(accessManager) {
        registrarOrders = new RegistrarOrders(authorities, orderNotice, orderValidity);
        robotFlags = new RobotFlags(authorities);
        resolver = resolver_;
        emit ResolverSet(resolver_);
    }

    /// @inheritdoc IRobotRegistry
    function setModule(uint8 space, address module) external restricted {
        if (space == 0) revert RobotRegistryReservedSpace();
        if (_spaceOf[module] != 0) revert RobotRegistryModuleHasSpace(module, _spaceOf[module]);
        address previous = _modules[space];
        delete _spaceOf[previous];
        _modules[space] = module;
        if (module != address(0)) _spaceOf[module] = space;
        emit ModuleSet(space, previous, module);
    }

    /// @inheritdoc IRobotRegistry
    function addTransferPolicy(ITransferPolicy policy) external restricted {
        if (!ERC165Checker.supportsInterface(address(policy), type(ITransferPolicy).interfaceId)) {
            revert RobotRegistryNotAPolicy(address(policy));
        }
        (bool exists, ) = _findPolicy(policy);
        if (exists) revert RobotRegistryPolicyExists(policy);
        if (_policies.length == _MOST_POLICIES) {
            revert RobotRegistryTooManyPolicies(_MOST_POLICIES);
        }
        _policies.push(policy);
        emit TransferPolicyAdded(policy);
    }

    /// @inheritdoc IRobotRegistry
    function removeTransferPolicy(ITransferPolicy policy) external restricted {
        (bool exists, uint256 index) = _findPolicy(policy);
        if (!exists) revert RobotRegistryUnknownPolicy(policy);
        _policies[index] = _policies[_policies.length - 1];
        _policies.pop();
        emit TransferPolicyRemoved(policy);
    }

    /// @inheritdoc IRobotRegistry
    function setResolver(string calldata baseURI) external restricted {
        resolver = baseURI;
        emit ResolverSet(baseURI);
    }

    /// @inheritdoc IRobotRegistry
    function transferByOrder(
        RobotId id,
        address to,
        uint256 order
    ) external onlyCompanion(address(registrarOrders)) {
        Unit storage unit = _touch(id);
        _requireAlive(id, unit.state);
        address from = _claim(id, unit);
        _move(id, unit, from, to, Basis.Order, bytes32(order), to);
    }

    /// @inheritdoc IRobotRegistry
    function intakeByOrder(
        RobotId id,
        address recycler,
        CountryCode country,
        uint256 order
    ) external onlyCompanion(address(registrarOrders)) {
        _takeIn(id, _touch(id), recycler, country, Basis.Order, bytes32(order), recycler);
    }

    /// @inheritdoc IRobotRegistry
    function appendOrder(
        RobotId id,
        HistoryKind kind,
        address actor,
        bytes32 payloadDigest
    ) external onlyCompanion(address(registrarOrders)) returns (uint256 seq) {
        return _record(id, _touch(id), kind, actor, payloadDigest);
    }

    /// @inheritdoc IRobotRegistry
    function setFlag(
        RobotId id,
        IRobotFlags.Flag flag,
        bool up,
        address actor,
        bytes32 payloadDigest
    ) external onlyCompanion(address(robotFlags)) returns (uint256 seq) {
        Unit storage unit = _touch(id);
        _requireNotScrapped(id, unit.state);
        uint8 bit = uint8(1 << uint8(flag));
        unit.flags = up ? unit.flags | bit : unit.flags & ~bit;
        HistoryKind kind = up ? HistoryKind.FlagRaised : HistoryKind.FlagCleared;
        return _record(id, unit, kind, actor, payloadDigest);
    }

    /// @inheritdoc IRobotHistory
    function robot(RobotId id) external view returns (Robot memory answer) {
        Unit memory unit = _find(id);
        if (unit.state == State.None) return answer;
        answer.state = unit.state;
        answer.holder = _holderOf(id, unit);
        answer.market = unit.market;
        answer.stolen = _hasFlag(unit.flags, IRobotFlags.Flag.Stolen);
        answer.disputed = _hasFlag(unit.flags, IRobotFlags.Flag.Disputed);
        answer.lot = _lotOf(id, unit.lotIndex);
        answer.seq = unit.seq;
        answer.transfers = unit.transfers;
        answer.head = _headOf(id, unit.lotIndex);
        answer.operator = operatorOf(id);
        DeviceKey memory key = _deviceKeys[id];
        if (key.x != 0 || key.y != 0) answer.deviceKeyDigest = key.digest();
    }

    /// @inheritdoc IERC721Metadata
    /// @dev The resolver path of the code.
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        RobotId id = _robotId(tokenId);
        if (_find(id).state == State.None) revert ERC721NonexistentToken(tokenId);
        return string.concat(resolver, "/", id.toPath());
    }

    /// @inheritdoc IRobotRegistry
    function moduleOf(uint8 space) external view returns (address) {
        return _modules[space];
    }

    /// @inheritdoc IRobotRegistry
    function transferPolicies() external view returns (ITransferPolicy[] memory) {
        return _policies;
    }

    /// @inheritdoc ERC165
    function supportsInterface(bytes4 interfaceId) public view override(ERC165, IERC165) returns (bool) {
        return
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    function _findPolicy(ITransferPolicy policy) private view returns (bool, uint256) {
        uint256 count = _policies.length;
        for (uint256 i = 0; i < count; ++i) {
            if (address(_policies[i]) == address(policy)) return (true, i);
        }
        return (false, 0);
    }
}
