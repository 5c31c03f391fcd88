// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165, IERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {Capacity, Standing} from "../authority/Standing.sol";
import {EntryLog} from "../history/EntryLog.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IDossierEntries} from "../interfaces/IDossierEntries.sol";
import {IRegistryModule} from "../interfaces/IRegistryModule.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {Answers} from "../words/Answers.sol";
import {EntryKind, EntryKinds} from "./EntryKind.sol";

/// @title Entries: who may write, and the one way into a history
/// @notice What the other rooms of the dossier build on.
abstract contract DossierEntries is IDossierEntries, EntryLog, ERC165 {
    /// @dev Longest name (a version, a scope, a part number), in bytes: a string of up to 31 takes one slot.
    uint256 internal constant _MOST_NAME_BYTES = 31;

    /// @inheritdoc IRegistryModule
    IRobotRegistry public immutable registry;

    IAuthorityRegistry internal immutable _authorities;

    /// @dev Two bytes an entry, 16 entries a slot: the capacity of its writer, and its kind. The registry keeps neither, and a
    /// correction needs both of the entry it corrects.
    mapping(RobotId id => mapping(uint256 bucket => uint256 kinds)) private _kinds;

    constructor(IRobotRegistry registry_) {
        registry = registry_;
        _authorities = registry_.authorityRegistry();
    }

    /// @inheritdoc IDossierEntries
    function writersOf(uint8 kind) external pure returns (uint16) {
        return EntryKinds.writersOf(_kind(kind));
    }

    /// @inheritdoc IDossierEntries
    function kindOf(RobotId id, uint256 seq) external view returns (EntryKind kind) {
        (kind, ) = _entryOf(id, seq);
    }

    /// @inheritdoc IDossierEntries
    function capacityOf(RobotId id, uint256 seq) external view returns (Capacity capacity) {
        (, capacity) = _entryOf(id, seq);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IRegistryModule).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /// @dev Appends an entry to a robot's history, on the caller's word.
    function _append(
        RobotId id,
        EntryKind kind,
        Capacity capacity,
        bytes32 payload
    ) internal returns (uint256 seq) {
        seq = registry.append(id, uint8(kind), msg.sender, payload);
        uint256 entry = (uint256(capacity) << 8) | uint256(kind);
        _kinds[id][seq / 16] |= entry << (16 * (seq % 16));
    }

    /// @dev EntryKind of an entry, and the capacity of its writer; both none where it is not of this dossier.
    function _entryOf(RobotId id, uint256 seq) internal view returns (EntryKind, Capacity) {
        uint256 entry = _kinds[id][seq / 16] >> (16 * (seq % 16));
        return (EntryKind(uint8(entry)), Capacity(uint8(entry >> 8)));
    }

    /// @dev Refuses an entry about this robot at this time, or by this caller.
    function _requireEntry(
        RobotId id,
        EntryKind kind,
        uint8 capacity,
        CountryCode jurisdiction
    ) internal view returns (Capacity) {
        CountryCode country = _requireRecordable(id, kind);
        return
            _requireWriter(id, country, kind, EntryKinds.writersOf(kind), capacity, jurisdiction);
    }

    /// @dev Refuses an entry before issuance, and after scrapping whatever is no evidence. The country that answers for the
    /// robot.
    function _requireRecordable(RobotId id, EntryKind kind) internal view returns (CountryCode) {
        (IRobotHistory.State state, CountryCode market) = Answers.stateAndMarketOf(registry, id);
        if (state == IRobotHistory.State.None) revert IRobotHistory.RobotRegistryUnknownRobot(id);
        if (
            state == IRobotHistory.State.Scrapped &&
            kind != EntryKind.Incident &&
            kind != EntryKind.Correction
        ) {
            uint40 scrappedAt = registry.disposalOf(id).scrappedAt;
            revert IRobotLifecycle.RobotRegistryScrapped(id, scrappedAt);
        }
        return CountryCode.unwrap(market) == 0 ? id.country() : market;
    }

    /// @dev Refuses a caller that may not write the kind, or has not the capacity that it claims, given the country that
    /// answers for the robot and a bitmap of those who may.
    function _requireWriter(
        RobotId id,
        CountryCode country,
        EntryKind kind,
        uint16 writers,
        uint8 capacity_,
        CountryCode jurisdiction
    ) internal view returns (Capacity capacity) {
        capacity = _capacity(capacity_);
        if (writers & (1 << uint8(capacity)) == 0)
            revert DossierNotAWriter(kind, capacity, writers);

        CountryCode expected = capacity < Capacity.Authority ? CountryCode.wrap(0) : country;
        if (CountryCode.unwrap(jurisdiction) != CountryCode.unwrap(expected)) {
            revert DossierWrongJurisdiction(capacity, jurisdiction, expected);
        }
        if (!Standing.has(registry, _authorities, id, capacity, country, msg.sender)) {
            revert DossierNotInCapacity(id, capacity, jurisdiction, msg.sender);
        }
    }

    function _requireDigest(bytes32 digest) internal pure {
        if (digest == 0) revert DossierZeroDigest();
    }

    function _requireLength(string memory text, uint256 length, uint256 most) internal pure {
        if (length == 0 || length > most) revert DossierTextLength(text, length, most);
    }

    function _capacity(uint8 capacity) internal pure returns (Capacity) {
        if (capacity == 0 || capacity > uint8(type(Capacity).max)) {
            revert DossierUnknownCapacity(capacity);
        }
        return Capacity(capacity);
    }

    function _kind(uint8 kind) internal pure returns (EntryKind) {
        if (kind == 0 || kind > uint8(type(EntryKind).max)) revert DossierUnknownKind(kind);
        return EntryKind(kind);
    }
}
