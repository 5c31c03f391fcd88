// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {LotId, LotIdLibrary} from "../identifier/LotId.sol";
import {CountryCode, ManufacturerId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IRegistryModules} from "../interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";

/// @title Units: what is stored of a robot, and its history
/// @notice The ground that the other rooms of the registry stand on. One slot says where a robot stands, one more holds
/// the head of its history. A unit to which nothing happened yet has neither, and is found through its lot.
abstract contract RobotUnits is IRobotHistory {
    /// @dev One slot. A holder of zero means the current account of the robot's maker.
    struct Unit {
        address holder;
        State state;
        uint8 flags;
        CountryCode market;
        uint24 lotIndex;
        uint24 seq;
        uint16 transfers;
    }

    /// @dev Two slots, the second only where the maker published a root. `lotsOfStem` and `nextCounter`, the first number
    /// behind the last lot, are kept in the first lot of a stem alone: a lot neither takes the slot of an array's length
    /// nor reads the lot before it.
    struct LotRecord {
        uint64 firstCounter;
        uint64 count;
        uint40 issuedAt;
        uint24 lotsOfStem;
        uint64 nextCounter;
        bytes32 unitsRoot;
    }

    /// @dev Where the number of entries stops, while the chain of heads goes on: a holder who wears it out with entries of
    /// its own keeps nobody from scrapping, flagging or moving the robot.
    uint256 private constant _LAST_SEQ = type(uint24).max;

    IAuthorityRegistry internal immutable _authorities;
    IRegistryModules internal immutable _modules;

    mapping(RobotId id => Unit) internal _units;
    mapping(bytes32 stem => mapping(uint256 index => LotRecord)) internal _lots;
    mapping(ManufacturerId id => uint256) internal _stock;
    mapping(address account => uint256) internal _balances;

    /// @dev True while a receiver is asked whether it takes a robot: nothing is recorded meanwhile.
    bool internal transient _askingReceiver;

    mapping(RobotId id => bytes32) private _heads;

    constructor(IAuthorityRegistry authorities, IRegistryModules modules) {
        _authorities = authorities;
        _modules = modules;
    }

    /// @inheritdoc IRobotHistory
    function append(
        RobotId id,
        uint8 localKind,
        address actor,
        bytes32 payloadDigest
    ) external returns (uint256 seq) {
        uint8 space = _modules.spaceOf(msg.sender);
        if (space == 0) revert RobotRegistryNotAModule(msg.sender);
        uint16 kind = (uint16(space) << 8) | localKind;
        return _append(id, _touch(id), kind, actor, payloadDigest);
    }

    /// @inheritdoc IRobotHistory
    function authorityRegistry() external view returns (IAuthorityRegistry) {
        return _authorities;
    }

    /// @inheritdoc IRobotHistory
    function stateOf(RobotId id) external view returns (State) {
        return _find(id).state;
    }

    /// @inheritdoc IRobotHistory
    function countryOf(RobotId id) external view returns (CountryCode) {
        return _countryOf(id, _require(id));
    }

    /// @inheritdoc IRobotHistory
    function historyOf(RobotId id) external view returns (bytes32 head, uint256 seq) {
        Unit memory unit = _require(id);
        return (_headOf(id, unit.lotIndex), unit.seq);
    }

    /// @dev Appends an entry of the registry's own kinds.
    function _record(
        RobotId id,
        Unit storage unit,
        HistoryKind kind,
        address actor,
        bytes32 payloadDigest
    ) internal returns (uint256 seq) {
        return _append(id, unit, uint16(uint8(kind)), actor, payloadDigest);
    }

    /// @dev The one place where a history grows.
    function _append(
        RobotId id,
        Unit storage unit,
        uint16 kind,
        address actor,
        bytes32 payloadDigest
    ) internal returns (uint256 seq) {
        if (_askingReceiver) revert RobotRegistryReceiverReentered(id);
        bytes32 previous = _headOf(id, unit.lotIndex);
        seq = unit.seq;
        if (seq != _LAST_SEQ) unit.seq = uint24(++seq);
        uint40 timestamp = uint40(block.timestamp);
        bytes32 head = keccak256(abi.encode(previous, seq, kind, actor, timestamp, payloadDigest));
        _heads[id] = head;
        emit Recorded(id, kind, actor, seq, timestamp, payloadDigest, head);
    }

    /// @dev The stored unit, written down first where it was only part of a lot so far.
    function _touch(RobotId id) internal returns (Unit storage unit) {
        unit = _units[id];
        if (unit.state == State.None) {
            (bool found, uint24 index) = _findInLots(id);
            if (!found) revert RobotRegistryUnknownRobot(id);
            unit.state = State.Issued;
            if (index != 0) unit.lotIndex = index;
        }
    }

    /// @dev Gives a unit that is held as its maker's stock a holder of its own: the one it has, as `_holderOf` says.
    function _claim(RobotId id, Unit storage unit, address holder) internal {
        if (unit.holder != address(0)) return;
        unit.holder = holder;
        --_stock[id.manufacturer()];
        ++_balances[holder];
        emit IERC721.Transfer(address(0), holder, _tokenId(id));
    }

    /// @dev The unit, stored or part of a lot; state `None` where the code was never issued.
    function _find(RobotId id) internal view returns (Unit memory unit) {
        unit = _units[id];
        if (unit.state == State.None) {
            (bool found, uint24 index) = _findInLots(id);
            if (found) {
                unit.state = State.Issued;
                unit.lotIndex = index;
            }
        }
    }

    /// @dev The unit, which must have been issued.
    function _require(RobotId id) internal view returns (Unit memory unit) {
        unit = _find(id);
        if (unit.state == State.None) revert RobotRegistryUnknownRobot(id);
    }

    /// @dev Who holds an issued robot, given the holder of its own that it has or has not.
    function _holderOf(RobotId id, address own) internal view returns (address) {
        return own == address(0) ? _authorities.accountOf(id.manufacturer()) : own;
    }

    function _countryOf(RobotId id, Unit memory unit) internal pure returns (CountryCode) {
        if (CountryCode.unwrap(unit.market) != 0) return unit.market;
        return id.country();
    }

    /// @dev The head of a history: stored, or, before the first entry, made of the issuance.
    function _headOf(RobotId id, uint24 lotIndex) internal view returns (bytes32 head) {
        head = _heads[id];
        if (head == 0) {
            bytes32 stem = _stemOf(id);
            LotRecord storage record = _lots[stem][lotIndex];
            LotId lot = LotIdLibrary.compose(stem, lotIndex);
            head = keccak256(
                abi.encode(block.chainid, address(this), id, lot, record.issuedAt, record.unitsRoot)
            );
        }
    }

    /// @dev The stem that the lots of an issued robot are kept under.
    function _stemOf(RobotId id) internal view returns (bytes32 stem) {
        uint8 width = _authorities.model(id.model()).counterWidth;
        if (width == 0) return _listStem(id);
        (stem, ) = id.parseCounter(width);
    }

    function _listStem(RobotId id) internal pure returns (bytes32) {
        return bytes32(bytes12(RobotId.unwrap(id)));
    }

    function _hasFlag(uint8 flags, IRobotFlags.Flag flag) internal pure returns (bool) {
        return flags & uint8(1 << uint8(flag)) != 0;
    }

    function _tokenId(RobotId id) internal pure returns (uint256) {
        return uint256(RobotId.unwrap(id));
    }

    function _robotId(uint256 tokenId) internal pure returns (RobotId) {
        return RobotId.wrap(bytes32(tokenId));
    }

    /// @dev Lots of a stem grow upward, so the last one that begins at or before a counter is the only one that can
    /// hold it.
    function _findInLots(RobotId id) private view returns (bool found, uint24 index) {
        if (!id.isValid()) return (false, 0);
        uint8 width = _authorities.model(id.model()).counterWidth;
        if (width == 0 || !id.hasCounter(width)) return (false, 0);
        (bytes32 stem, uint256 counter) = id.parseCounter(width);

        mapping(uint256 => LotRecord) storage lots = _lots[stem];
        LotRecord storage head = lots[0];
        if (counter >= head.nextCounter) return (false, 0);
        uint256 low = 0;
        uint256 high = head.lotsOfStem;
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            if (lots[middle].firstCounter <= counter) low = middle;
            else high = middle;
        }
        LotRecord storage record = lots[low];
        uint256 first = record.firstCounter;
        found = counter >= first && counter - first < record.count;
        index = uint24(low);
    }
}
