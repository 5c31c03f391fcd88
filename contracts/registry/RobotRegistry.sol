// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165, IERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IRegistrarOrders} from "../interfaces/IRegistrarOrders.sol";
import {IRegistryModules} from "../interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {DeviceKey, DeviceKeyLibrary} from "./DeviceKey.sol";
import {RegistrarOrders} from "./RegistrarOrders.sol";
import {RobotFlags} from "./RobotFlags.sol";
import {RobotIssuance} from "./RobotIssuance.sol";
import {RobotLifecycle} from "./RobotLifecycle.sol";
import {RobotUnits} from "./RobotUnits.sol";

/// @title The registry of robots
/// @notice Joins the rooms (units, issuance, ownership, lifecycle) and lets the two companions in that it creates: the
/// registrar orders and the flags. The rules stand in the interfaces.
contract RobotRegistry is RobotIssuance, RobotLifecycle, ERC165, IERC721Metadata, IRobotRegistry {
    using DeviceKeyLibrary for DeviceKey;

    string private constant _NAME = "Open Robot ID";

    /// @inheritdoc IRobotRegistry
    IRegistrarOrders public immutable registrarOrders;

    /// @inheritdoc IRobotRegistry
    IRobotFlags public immutable robotFlags;

    modifier onlyCompanion(address companion) {
        if (msg.sender != companion) revert RobotRegistryNotItsCompanion(msg.sender);
        _;
    }

    /// @notice Opens an empty registry and creates its companions.
    /// @param authorities The authorities' register.
    /// @param modules What governance may replace.
    /// @param orderNotice Notice period of registrar orders, in seconds.
    /// @param orderValidity How long an order can be executed after its notice period, in seconds.
    constructor(
        IAuthorityRegistry authorities,
        IRegistryModules modules,
        uint40 orderNotice,
        uint40 orderValidity
    ) RobotUnits(authorities, modules) EIP712(_NAME, "1") {
        registrarOrders = new RegistrarOrders(authorities, orderNotice, orderValidity);
        robotFlags = new RobotFlags(authorities);
    }

    /// @inheritdoc IRobotRegistry
    function transferByOrder(
        RobotId id,
        address to,
        uint256 order
    ) external onlyCompanion(address(registrarOrders)) {
        Unit storage unit = _touch(id);
        _requireAlive(id, unit.state);
        address from = _holderOf(id, unit.holder);
        _claim(id, unit, from);
        _move(id, unit, from, to, Basis.Order, bytes32(order), to);
    }

    /// @inheritdoc IRobotRegistry
    function intakeByOrder(
        RobotId id,
        address recycler,
        CountryCode country,
        uint256 order
    ) external onlyCompanion(address(registrarOrders)) {
        Unit storage unit = _touch(id);
        address holder = _holderOf(id, unit.holder);
        _takeIn(id, unit, holder, recycler, country, Basis.Order, bytes32(order), recycler);
    }

    /// @inheritdoc IRobotRegistry
    function appendOrder(
        RobotId id,
        HistoryKind kind,
        address actor,
        bytes32 payloadDigest
    ) external onlyCompanion(address(registrarOrders)) returns (uint256 seq) {
        Unit storage unit = _touch(id);
        _requireNotScrapped(id, unit.state);
        return _record(id, unit, kind, actor, payloadDigest);
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
        answer.holder = _holderOf(id, unit.holder);
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
    function name() external pure returns (string memory) {
        return _NAME;
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "ORID";
    }

    /// @inheritdoc IERC721Metadata
    /// @dev The resolver path of the code.
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        RobotId id = _robotId(tokenId);
        if (_find(id).state == State.None) revert ERC721NonexistentToken(tokenId);
        return string.concat(_modules.resolver(), "/", id.toPath());
    }

    /// @inheritdoc IRobotRegistry
    function registryModules() external view returns (IRegistryModules) {
        return _modules;
    }

    /// @inheritdoc ERC165
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(ERC165, IERC165) returns (bool) {
        return
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            super.supportsInterface(interfaceId);
    }
}
