// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {EntryLog} from "../history/EntryLog.sol";
import {LotId, LotIdLibrary} from "../identifier/LotId.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IEntryLog} from "../interfaces/IEntryLog.sol";
import {IRegistryModules} from "../interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {Answers} from "../words/Answers.sol";
import {Digest} from "../words/Digest.sol";

/// @title Units: what is kept of a robot, and its history
/// @notice The ground on which the other rooms of the registry are built. One slot holds what everybody may see of a
/// robot, one its holder, one the head of its history. A unit to which nothing happened yet has none of them, and is
/// found through its lot.
abstract contract RobotUnits is EntryLog, IRobotHistory {
    /// @dev One slot. Who proves it to others shows all of it: no account is in it.
    struct Unit {
        State state;
        uint8 flags;
        CountryCode market;
        uint24 lotIndex;
        uint64 seq;
        uint32 transfers;
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

    /// @dev The bit that a registrar order sets; those of the flags are above it. The order may have ended since.
    uint8 internal constant _ORDERED = 1;

    IAuthorityRegistry internal immutable _authorities;
    IRegistryModules internal immutable _modules;

    mapping(RobotId id => Unit) internal _units;

    /// @dev A holder of zero means the current account of the robot's maker.
    mapping(RobotId id => address) internal _holders;

    mapping(bytes32 stem => mapping(uint256 index => LotRecord)) internal _lots;
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
        uint8 space = Answers.spaceOf(_modules, msg.sender);
        if (space == 0) revert RobotRegistryNotAModule(msg.sender);
        uint16 kind = (uint16(space) << 8) | localKind;
        return _append(id, _touch(id), kind, actor, payloadDigest);
    }

    /// @inheritdoc IRobotHistory
    function authorityRegistry() external view returns (IAuthorityRegistry) {
        return _authorities;
    }

    /// @inheritdoc IRobotHistory
    function status(RobotId id) external view returns (Status memory answer) {
        Unit memory unit = _find(id);
        if (unit.state == State.None) return answer;
        answer.state = unit.state;
        answer.market = unit.market;
        answer.stolen = _hasFlag(unit.flags, IRobotFlags.Flag.Stolen);
        answer.disputed = _hasFlag(unit.flags, IRobotFlags.Flag.Disputed);
        answer.ordered = _isOrdered(id, unit.flags);
        answer.lot = _lotOf(id, unit.lotIndex);
        answer.seq = unit.seq;
        answer.transfers = unit.transfers;
        answer.head = _headOf(id, unit.lotIndex);
    }

    /// @inheritdoc IRobotHistory
    function stateOf(RobotId id) external view returns (State) {
        return _find(id).state;
    }

    /// @inheritdoc IRobotHistory
    function stateAndMarketOf(RobotId id) external view returns (State, CountryCode) {
        Unit storage unit = _units[id];
        State state = unit.state;
        return (state == State.None ? _find(id).state : state, unit.market);
    }

    /// @inheritdoc IRobotHistory
    function countryOf(RobotId id) external view returns (CountryCode) {
        return _countryOf(id, _require(id).market);
    }

    /// @inheritdoc IEntryLog
    /// @dev A code is longer than any other subject that has a chain here: a model, or an account.
    function historyOf(
        bytes32 subject
    ) public view override(EntryLog, IEntryLog) returns (bytes32 head, uint256 seq) {
        RobotId id = RobotId.wrap(subject);
        if (!id.isValid()) return super.historyOf(subject);
        Unit memory unit = _require(id);
        return (_headOf(id, unit.lotIndex), unit.seq);
    }

    /// @dev Appends an entry of the registry's own kinds to the history of a robot.
    function _record(
        RobotId id,
        Unit storage unit,
        HistoryKind kind,
        address actor,
        bytes32 payloadDigest
    ) internal returns (uint256 seq) {
        return _append(id, unit, uint16(uint8(kind)), actor, payloadDigest);
    }

    /// @dev The one place where the history of a robot grows.
    function _append(
        RobotId id,
        Unit storage unit,
        uint16 kind,
        address actor,
        bytes32 payloadDigest
    ) internal returns (uint256 seq) {
        if (_askingReceiver) revert RobotRegistryReceiverReentered(id);
        seq = unit.seq + 1;
        bytes32 previous = _heads[id];
        if (previous == 0) previous = _headOfIssuance(id, unit.lotIndex);
        bytes32 head = _entryDigest(previous, seq, kind, actor, payloadDigest);
        unit.seq = uint64(seq);
        _heads[id] = head;
        _commit(RobotId.unwrap(id), seq, kind, actor, payloadDigest, head);
    }

    /// @dev The stored unit, written down first where it was only part of a lot so far.
    function _touch(RobotId id) internal returns (Unit storage unit) {
        bool found;
        (unit, found) = _touchAny(id);
        if (!found) revert RobotRegistryUnknownRobot(id);
    }

    /// @dev As `_touch`; says whether the unit was ever issued.
    function _touchAny(RobotId id) internal returns (Unit storage unit, bool found) {
        unit = _units[id];
        if (unit.state != State.None) return (unit, true);
        uint24 index;
        (found, index) = _findInLots(id);
        if (found) {
            unit.state = State.Issued;
            if (index != 0) unit.lotIndex = index;
        }
    }

    /// @dev Gives a unit that is held as its maker's stock a holder of its own: the one it has, as `_holderOf` says.
    function _claim(RobotId id, address holder) internal {
        if (_holders[id] != address(0)) return;
        _holders[id] = holder;
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

    /// @dev Who holds an issued robot.
    function _holderOf(RobotId id) internal view returns (address holder) {
        holder = _holders[id];
        if (holder == address(0)) holder = Answers.accountOf(_authorities, id.manufacturer());
    }

    /// @dev Whether a registrar order against a robot is pending. The bit saves all others the question.
    function _isOrdered(RobotId id, uint8 flags) internal view returns (bool) {
        return flags & _ORDERED != 0 && _pendingOrderOf(id) != 0;
    }

    function _pendingOrderOf(RobotId id) internal view virtual returns (uint256 order);

    /// @dev The head of a history: stored, or, before the first entry, made of the issuance.
    function _headOf(RobotId id, uint24 lotIndex) internal view returns (bytes32 head) {
        head = _heads[id];
        if (head == 0) head = _headOfIssuance(id, lotIndex);
    }

    function _lotOf(RobotId id, uint24 lotIndex) internal view returns (LotId) {
        return LotIdLibrary.compose(_stemOf(id), lotIndex);
    }

    /// @dev The stem that the lots of an issued robot are kept under.
    function _stemOf(RobotId id) internal view returns (bytes32 stem) {
        uint8 width = Answers.counterWidthOf(_authorities, id.model());
        if (width == 0) return _listStem(id);
        (stem, ) = id.parseCounter(width);
    }

    function _listStem(RobotId id) internal pure returns (bytes32) {
        return bytes32(bytes12(RobotId.unwrap(id)));
    }

    function _countryOf(RobotId id, CountryCode market) internal pure returns (CountryCode) {
        return CountryCode.unwrap(market) != 0 ? market : id.country();
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

    function _headOfIssuance(RobotId id, uint24 lotIndex) private view returns (bytes32) {
        bytes32 stem = _stemOf(id);
        LotRecord storage record = _lots[stem][lotIndex];
        LotId lot = LotIdLibrary.compose(stem, lotIndex);
        return
            Digest.words(
                bytes32(block.chainid),
                Digest.word(address(this)),
                RobotId.unwrap(id),
                LotId.unwrap(lot),
                bytes32(uint256(record.issuedAt)),
                record.unitsRoot
            );
    }

    /// @dev Lots of a stem grow upward, so the last one that begins at or before a counter is the only one that can
    /// hold it.
    function _findInLots(RobotId id) private view returns (bool found, uint24 index) {
        if (!id.isValid()) return (false, 0);
        uint8 width = Answers.counterWidthOf(_authorities, id.model());
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
