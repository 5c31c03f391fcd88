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

/// @title Entries: the permission table, and the one way into a history
/// @notice What the other rooms of the dossier build on.
abstract contract DossierEntries is IDossierEntries, EntryLog, ERC165 {
    /// @dev Longest name (a version, a scope, a part number), in bytes: a string of up to 31 takes one slot.
    uint256 internal constant _MOST_NAME_BYTES = 31;

    uint256 private constant _M = 1 << uint8(Capacity.Maker);
    uint256 private constant _H = 1 << uint8(Capacity.Holder);
    uint256 private constant _O = 1 << uint8(Capacity.Operator);
    uint256 private constant _A = 1 << uint8(Capacity.Authority);
    uint256 private constant _W = 1 << uint8(Capacity.Workshop);
    uint256 private constant _I = 1 << uint8(Capacity.Inspector);
    uint256 private constant _N = 1 << uint8(Capacity.Insurer);
    uint256 private constant _V = 1 << uint8(Capacity.Investigator);

    /// @dev Who may write what: 16 bits a kind, 16 kinds a word. These are kinds 0 to 15; there is room for 64, with a word
    /// more for each 16 kinds.
    uint256 private constant _WRITERS =
        ((_M | _W) << (16 * uint8(Kind.Hardware))) |
            ((_M | _A) << (16 * uint8(Kind.FactoryFiling))) |
            ((_A | _I) << (16 * uint8(Kind.IntelligenceGrade))) |
            ((_M | _W) << (16 * uint8(Kind.SoftwareRelease))) |
            ((_M | _H | _O) << (16 * uint8(Kind.Training))) |
            ((_M | _W) << (16 * uint8(Kind.Service))) |
            ((_M | _W) << (16 * uint8(Kind.PartReplaced))) |
            ((_A | _I) << (16 * uint8(Kind.Inspection))) |
            ((_A | _I) << (16 * uint8(Kind.Certificate))) |
            ((_A | _I) << (16 * uint8(Kind.CertificateWithdrawn))) |
            ((_M | _H | _O | _A | _W | _N | _V) << (16 * uint8(Kind.Incident))) |
            ((_M | _H | _O) << (16 * uint8(Kind.TelemetryAnchor))) |
            (_N << (16 * uint8(Kind.Insurance))) |
            ((_A | _N | _V) << (16 * uint8(Kind.Brand)));

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
        return _writersOf(_kind(kind));
    }

    /// @inheritdoc IDossierEntries
    function kindOf(RobotId id, uint256 seq) external view returns (Kind kind) {
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
        Kind kind,
        Capacity capacity,
        bytes32 payload
    ) internal returns (uint256 seq) {
        seq = registry.append(id, uint8(kind), msg.sender, payload);
        uint256 entry = (uint256(capacity) << 8) | uint256(kind);
        _kinds[id][seq / 16] |= entry << (16 * (seq % 16));
    }

    /// @dev Kind of an entry, and the capacity of its writer; both none where it is not of this dossier.
    function _entryOf(RobotId id, uint256 seq) internal view returns (Kind, Capacity) {
        uint256 entry = _kinds[id][seq / 16] >> (16 * (seq % 16));
        return (Kind(uint8(entry)), Capacity(uint8(entry >> 8)));
    }

    /// @dev Refuses an entry about this robot at this time, or by this caller.
    function _requireEntry(
        RobotId id,
        Kind kind,
        uint8 capacity,
        CountryCode jurisdiction
    ) internal view returns (Capacity) {
        CountryCode country = _requireRecordable(id, kind);
        return _requireWriter(id, country, kind, _writersOf(kind), capacity, jurisdiction);
    }

    /// @dev Refuses an entry before issuance, and after scrapping whatever is no evidence. The country that answers for the
    /// robot.
    function _requireRecordable(RobotId id, Kind kind) internal view returns (CountryCode) {
        (IRobotHistory.State state, CountryCode market) = registry.stateAndMarketOf(id);
        if (state == IRobotHistory.State.None) revert IRobotHistory.RobotRegistryUnknownRobot(id);
        if (
            state == IRobotHistory.State.Scrapped &&
            kind != Kind.Incident &&
            kind != Kind.Correction
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
        Kind kind,
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

    function _kind(uint8 kind) internal pure returns (Kind) {
        if (kind == 0 || kind > uint8(type(Kind).max)) revert DossierUnknownKind(kind);
        return Kind(kind);
    }

    function _writersOf(Kind kind) private pure returns (uint16) {
        uint256 word = uint8(kind) < 16 ? _WRITERS : 0;
        return uint16(word >> (16 * (uint8(kind) % 16)));
    }
}
