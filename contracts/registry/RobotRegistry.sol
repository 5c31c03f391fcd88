// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC165, IERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IRegistrarOrders} from "../interfaces/IRegistrarOrders.sol";
import {IRegistryModules} from "../interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {ISignedActs} from "../interfaces/ISignedActs.sol";
import {DeviceKey, DeviceKeyLibrary} from "./DeviceKey.sol";
import {RegistrarOrders} from "./RegistrarOrders.sol";
import {RobotFlags} from "./RobotFlags.sol";
import {RobotIssuance} from "./RobotIssuance.sol";
import {RobotLifecycle} from "./RobotLifecycle.sol";
import {RobotUnits} from "./RobotUnits.sol";
import {SignedActor} from "./SignedActor.sol";

/// @title The registry of robots
/// @notice Joins the rooms (units, issuance, ownership, lifecycle) and lets its three companions in: the registrar
/// orders and the flags, which it creates, and the signed acts, which it binds. The interfaces say the rules.
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

    /// @notice Opens an empty registry with its companions. Fails with `SignedActsBound` where another registry has the
    /// signed acts, with `SignedActsOtherAuthorities` where they know other makers.
    /// @param authorities The authorities' register.
    /// @param modules What governance may replace.
    /// @param signedActs_ What people sign and anybody submits, not bound yet.
    /// @param periods What never changes afterwards.
    constructor(
        IAuthorityRegistry authorities,
        IRegistryModules modules,
        ISignedActs signedActs_,
        Periods memory periods
    ) RobotUnits(authorities, modules) SignedActor(signedActs_) RobotLifecycle(periods.scrapDelay) {
        signedActs_.bind(authorities);
        registrarOrders = new RegistrarOrders(
            authorities,
            signedActs_,
            periods.orderNotice,
            periods.orderValidity
        );
        robotFlags = new RobotFlags(authorities, signedActs_, periods.orderNotice);
    }

    /// @inheritdoc IRobotRegistry
    function transferByConsent(
        RobotId id,
        address from,
        address to,
        bytes32 termsDigest,
        address actor
    ) external onlyCompanion(address(_signedActs)) {
        Unit storage unit = _touch(id);
        _requireTransferable(id, unit, from, to);
        _move(id, unit, from, to, Basis.Consent, termsDigest, actor);
    }

    /// @inheritdoc IRobotRegistry
    function transferByOrder(
        RobotId id,
        address to,
        uint256 order
    ) external onlyCompanion(address(registrarOrders)) {
        Unit storage unit = _touch(id);
        unit.flags &= ~_ORDERED;
        _requireNotScrapped(id, unit.state);
        address from = _holderOf(id);
        bool leadsBack = unit.state == State.EndOfLife;
        if (leadsBack) _return(id, unit, from, to, Basis.Order, bytes32(order));
        _claim(id, from);
        // One entry at least tells that the order was executed: a maker may have rotated to the account it names.
        if (from != to || !leadsBack) _move(id, unit, from, to, Basis.Order, bytes32(order), to);
    }

    /// @inheritdoc IRobotRegistry
    function intakeByOrder(
        RobotId id,
        address recycler,
        uint256 order
    ) external onlyCompanion(address(registrarOrders)) {
        Unit storage unit = _touch(id);
        unit.flags &= ~_ORDERED;
        _requireNotScrapped(id, unit.state);
        _takeIn(id, unit, recycler, Basis.Order, bytes32(order));
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
        if (kind == HistoryKind.OrderProposed) unit.flags |= _ORDERED;
        if (kind == HistoryKind.OrderWithdrawn) unit.flags &= ~_ORDERED;
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
        if (!up) _requireUnordered(id, unit.flags);
        uint8 bit = uint8(1 << uint8(flag));
        unit.flags = up ? unit.flags | bit : unit.flags & ~bit;
        HistoryKind kind = up ? HistoryKind.FlagRaised : HistoryKind.FlagCleared;
        return _record(id, unit, kind, actor, payloadDigest);
    }

    /// @inheritdoc IRobotRegistry
    function appendClearance(
        RobotId id,
        address actor,
        bytes32 payloadDigest
    ) external onlyCompanion(address(robotFlags)) returns (uint256 seq) {
        Unit storage unit = _touch(id);
        _requireUnordered(id, unit.flags);
        return _record(id, unit, HistoryKind.ClearanceSupported, actor, payloadDigest);
    }

    /// @inheritdoc IRobotHistory
    function robot(RobotId id) external view returns (Robot memory answer) {
        Unit memory unit = _find(id);
        if (unit.state == State.None) return answer;
        answer.state = unit.state;
        answer.holder = _holderOf(id);
        answer.market = unit.market;
        answer.stolen = _hasFlag(unit.flags, IRobotFlags.Flag.Stolen);
        answer.disputed = _hasFlag(unit.flags, IRobotFlags.Flag.Disputed);
        answer.ordered = _isOrdered(id, unit.flags);
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
    function signedActs() external view returns (ISignedActs) {
        return _signedActs;
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

    function _pendingOrderOf(RobotId id) internal view override returns (uint256) {
        return registrarOrders.pendingOrderOf(id);
    }
}
