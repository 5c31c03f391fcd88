// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165, IERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {Capacity, Standing} from "../authority/Standing.sol";
import {CountryCode, ManufacturerId, ModelId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IRecallRegistry} from "../interfaces/IRecallRegistry.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {ITransferPolicy} from "../interfaces/ITransferPolicy.sol";

/// @title RecallRegistry
/// @notice Campaigns and remedies, and the policy that keeps a recalled robot where it is. The rules stand in the
/// interface.
/// @dev It has no owner and no function of governance. What a check of a transfer costs is bounded by the two lists it
/// walks, that of the maker and that of the robot's market: each opener fills its own list alone, and a closed campaign
/// leaves it. Nothing that happened before is walked.
contract RecallRegistry is IRecallRegistry, ERC165 {
    /// @dev Bounds a list, and with it the cost of a transfer.
    uint256 private constant _MOST_OPEN = 32;

    /// @dev A string of up to 31 bytes takes one slot.
    uint256 private constant _MOST_NUMBER_BYTES = 31;

    /// @dev The country of campaigns that hold on every market.
    CountryCode private constant _EVERYWHERE = CountryCode.wrap(0);

    /// @dev Four slots. The model is common to both ends of a range, so their serials say the rest; a check needs the
    /// first slot, for a range the second, and the third and fourth only to name what it refuses.
    struct Record {
        bytes17 firstSerial;
        uint40 openedAt;
        uint40 closedAt;
        CountryCode country;
        Severity severity;
        ScopeKind kind;
        bytes17 lastSerial;
        ModelId model;
        bool parkIt;
        bool overTheAirUpdate;
        bytes32 noticeDigest;
        string campaignNumber;
    }

    /// @inheritdoc IRecallRegistry
    IRobotRegistry public immutable registry;

    IAuthorityRegistry private immutable _authorities;

    uint32 private _count;

    mapping(uint256 campaign => Record) private _campaigns;

    /// @dev `Open` where marked; `Unaffected` for a unit of a range to which nothing was done.
    mapping(uint256 campaign => mapping(RobotId id => UnitStatus)) private _units;

    mapping(ModelId model => mapping(CountryCode country => uint32[])) private _openCampaigns;

    /// @dev By opener: the six characters of a maker, or the two of a country.
    mapping(bytes6 opener => mapping(string campaignNumber => uint256 campaign)) private _numbers;

    /// @notice Ties the recalls to a registry of robots for ever.
    /// @param registry_ The registry of robots.
    constructor(IRobotRegistry registry_) {
        registry = registry_;
        _authorities = registry_.authorityRegistry();
    }

    // ---------------------------------------------------------------------------------------- campaigns

    /// @inheritdoc IRecallRegistry
    function open(
        Scope calldata scope,
        uint8 severity,
        Notice calldata notice
    ) external returns (uint256 campaign) {
        _requireScope(scope);
        _requireOpener(scope.model, scope.country);
        if (severity == 0 || severity > uint8(type(Severity).max)) {
            revert RecallRegistryUnknownSeverity(severity);
        }
        campaign = ++_count;
        _takeNumber(_openerOf(scope.model, scope.country), notice.campaignNumber, campaign);
        _enlist(scope.model, scope.country, uint32(campaign));

        _campaigns[campaign] = Record({
            firstSerial: scope.first.serial(),
            openedAt: uint40(block.timestamp),
            closedAt: 0,
            country: scope.country,
            severity: Severity(severity),
            kind: ScopeKind(scope.kind),
            lastSerial: scope.last.serial(),
            model: scope.model,
            parkIt: notice.parkIt,
            overTheAirUpdate: notice.overTheAirUpdate,
            noticeDigest: keccak256(abi.encode(notice)),
            campaignNumber: notice.campaignNumber
        });
        emit CampaignOpened(
            campaign,
            scope.model,
            scope.country,
            msg.sender,
            Severity(severity),
            ScopeKind(scope.kind),
            scope.first,
            scope.last,
            notice
        );
    }

    /// @inheritdoc IRecallRegistry
    function mark(uint256 campaign, RobotId[] calldata ids) external {
        Record storage record = _requireOpen(campaign);
        ModelId model = record.model;
        _requireOpener(model, record.country);
        if (record.kind != ScopeKind.Marked) revert RecallRegistryNotMarked(campaign);
        _requireUnits(ids);

        mapping(RobotId => UnitStatus) storage units = _units[campaign];
        for (uint256 i = 0; i < ids.length; ++i) {
            RobotId id = ids[i];
            _requireOfModel(id, model);
            if (registry.stateOf(id) == IRobotHistory.State.None) {
                revert IRobotHistory.RobotRegistryUnknownRobot(id);
            }
            if (units[id] != UnitStatus.Unaffected)
                revert RecallRegistryAlreadyMarked(campaign, id);
            units[id] = UnitStatus.Open;
        }
        emit UnitsMarked(campaign, ids);
    }

    /// @inheritdoc IRecallRegistry
    function close(uint256 campaign, bytes32 reasonDigest) external {
        Record storage record = _requireOpen(campaign);
        _requireOpener(record.model, record.country);
        _requireDigest(reasonDigest);

        record.closedAt = uint40(block.timestamp);
        _delist(record.model, record.country, campaign);
        emit CampaignClosed(campaign, msg.sender, reasonDigest);
    }

    // -------------------------------------------------------------------------------------------- units

    /// @inheritdoc IRecallRegistry
    function remedy(
        uint256 campaign,
        RobotId[] calldata ids,
        CountryCode jurisdiction,
        bytes32 evidenceDigest
    ) external {
        Record storage record = _requireOpen(campaign);
        bool mayRemedy =
            _isEverywhere(jurisdiction)
                ? Standing.isMaker(_authorities, record.model.manufacturer(), msg.sender)
                : Standing.isAccredited(_authorities, Capacity.Workshop, jurisdiction, msg.sender);
        if (!mayRemedy) revert RecallRegistryNotRemedier(campaign, jurisdiction, msg.sender);
        _requireDigest(evidenceDigest);
        _requireUnits(ids);

        bytes32 payload = keccak256(abi.encode(campaign, msg.sender, jurisdiction, evidenceDigest));
        for (uint256 i = 0; i < ids.length; ++i) {
            RobotId id = ids[i];
            _settle(campaign, record, id, UnitStatus.Remedied);
            uint256 seq = _append(id, RecallKind.UnitRemedied, payload);
            emit UnitRemedied(id, seq, campaign, msg.sender, jurisdiction, evidenceDigest);
        }
    }

    /// @inheritdoc IRecallRegistry
    function markNotApplicable(
        uint256 campaign,
        RobotId[] calldata ids,
        bytes32 reasonDigest
    ) external {
        Record storage record = _requireOpen(campaign);
        _requireOpener(record.model, record.country);
        _requireDigest(reasonDigest);
        _requireUnits(ids);

        bytes32 payload = keccak256(abi.encode(campaign, msg.sender, reasonDigest));
        for (uint256 i = 0; i < ids.length; ++i) {
            RobotId id = ids[i];
            _settle(campaign, record, id, UnitStatus.NotApplicable);
            uint256 seq = _append(id, RecallKind.UnitNotApplicable, payload);
            emit UnitNotApplicable(id, seq, campaign, msg.sender, reasonDigest);
        }
    }

    // ------------------------------------------------------------------------------------------- policy

    /// @inheritdoc ITransferPolicy
    /// @dev Fails with `RecallRegistryTransferForbidden`, `RobotRegistryUnknownRobot`.
    function checkTransfer(RobotId id, address, address) external view {
        CountryCode market = _marketOf(id);
        _requireUnblocked(id, _EVERYWHERE);
        if (!_isEverywhere(market)) _requireUnblocked(id, market);
    }

    /// @inheritdoc ITransferPolicy
    /// @dev Asks the maker's campaigns, those of the market it is to be placed on, and those of the market it is to leave:
    /// no robot escapes a recall by moving. Fails with `RecallRegistryTransferForbidden`, `RobotRegistryUnknownRobot`.
    function checkPlacement(RobotId id, CountryCode country) external view {
        CountryCode market = _marketOf(id);
        _requireUnblocked(id, _EVERYWHERE);
        _requireUnblocked(id, country);
        if (!_isEverywhere(market)) _requireUnblocked(id, market);
    }

    // -------------------------------------------------------------------------------------------- views

    /// @inheritdoc IRecallRegistry
    function campaignOf(uint256 campaign) external view returns (Campaign memory) {
        Record storage record = _requireKnown(campaign);
        ModelId model = record.model;
        bool ranged = record.kind == ScopeKind.Range;
        RobotId none;
        return
            Campaign({
                model: model,
                country: record.country,
                severity: record.severity,
                kind: record.kind,
                parkIt: record.parkIt,
                overTheAirUpdate: record.overTheAirUpdate,
                openedAt: record.openedAt,
                closedAt: record.closedAt,
                first: ranged ? model.compose(record.firstSerial) : none,
                last: ranged ? model.compose(record.lastSerial) : none,
                noticeDigest: record.noticeDigest,
                campaignNumber: record.campaignNumber
            });
    }

    /// @inheritdoc IRecallRegistry
    function campaignCount() external view returns (uint256) {
        return _count;
    }

    /// @inheritdoc IRecallRegistry
    function campaignOfMaker(
        ManufacturerId maker,
        string calldata campaignNumber
    ) external view returns (uint256) {
        return _numbers[ManufacturerId.unwrap(maker)][campaignNumber];
    }

    /// @inheritdoc IRecallRegistry
    function campaignOfAuthority(
        CountryCode country,
        string calldata campaignNumber
    ) external view returns (uint256) {
        return _numbers[CountryCode.unwrap(country)][campaignNumber];
    }

    /// @inheritdoc IRecallRegistry
    function openCampaigns(
        ModelId model,
        CountryCode country
    ) external view returns (uint256[] memory campaigns) {
        uint32[] storage list = _openCampaigns[model][country];
        campaigns = new uint256[](list.length);
        for (uint256 i = 0; i < campaigns.length; ++i) campaigns[i] = list[i];
    }

    /// @inheritdoc IRecallRegistry
    function openCampaignsOf(RobotId id) external view returns (OpenCampaign[] memory campaigns) {
        CountryCode market = _marketOf(id);
        uint256[] memory found = new uint256[](2 * _MOST_OPEN);
        uint256 count = _collect(id, _EVERYWHERE, found, 0);
        if (!_isEverywhere(market)) count = _collect(id, market, found, count);

        campaigns = new OpenCampaign[](count);
        for (uint256 i = 0; i < count; ++i) {
            Record storage record = _campaigns[found[i]];
            campaigns[i] = OpenCampaign({
                campaign: found[i],
                severity: record.severity,
                country: record.country,
                parkIt: record.parkIt,
                overTheAirUpdate: record.overTheAirUpdate,
                campaignNumber: record.campaignNumber
            });
        }
    }

    /// @inheritdoc IRecallRegistry
    function isAffected(uint256 campaign, RobotId id) external view returns (bool) {
        UnitStatus status = statusOf(campaign, id);
        return status == UnitStatus.Open || status == UnitStatus.Remedied;
    }

    /// @inheritdoc IRecallRegistry
    function mostOpenCampaigns() external pure returns (uint256) {
        return _MOST_OPEN;
    }

    /// @inheritdoc IRecallRegistry
    function statusOf(uint256 campaign, RobotId id) public view returns (UnitStatus) {
        Record storage record = _requireKnown(campaign);
        return _statusOnMarket(campaign, record, id, _marketOf(id));
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IRecallRegistry).interfaceId ||
            interfaceId == type(ITransferPolicy).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    // ------------------------------------------------------------------------------------------ private

    /// @dev Gives a number to a campaign, which its opener may not have used before.
    function _takeNumber(bytes6 opener, string calldata campaignNumber, uint256 campaign) private {
        uint256 length = bytes(campaignNumber).length;
        if (length == 0 || length > _MOST_NUMBER_BYTES) {
            revert RecallRegistryInvalidCampaignNumber(campaignNumber);
        }
        uint256 taken = _numbers[opener][campaignNumber];
        if (taken != 0) revert RecallRegistryCampaignNumberTaken(campaignNumber, taken);
        _numbers[opener][campaignNumber] = campaign;
    }

    /// @dev Puts a campaign on its opener's list for the model.
    function _enlist(ModelId model, CountryCode country, uint32 campaign) private {
        uint32[] storage list = _openCampaigns[model][country];
        if (list.length == _MOST_OPEN) {
            revert RecallRegistryTooManyOpenCampaigns(model, country, _MOST_OPEN);
        }
        list.push(campaign);
    }

    /// @dev Takes a campaign off its list; the last one moves into its place. It is on the list.
    function _delist(ModelId model, CountryCode country, uint256 campaign) private {
        uint32[] storage list = _openCampaigns[model][country];
        uint256 index = 0;
        while (list[index] != campaign) ++index;
        list[index] = list[list.length - 1];
        list.pop();
    }

    /// @dev Notes what was done to a unit that is open under a campaign.
    function _settle(
        uint256 campaign,
        Record storage record,
        RobotId id,
        UnitStatus outcome
    ) private {
        UnitStatus status = _statusOnMarket(campaign, record, id, _marketOf(id));
        uint40 scrappedAt = registry.disposalOf(id).scrappedAt;
        if (scrappedAt != 0) revert IRobotLifecycle.RobotRegistryScrapped(id, scrappedAt);
        if (status == UnitStatus.Unaffected) revert RecallRegistryNotAffected(campaign, id);
        if (status != UnitStatus.Open) revert RecallRegistryUnitSettled(campaign, id, status);
        _units[campaign][id] = outcome;
    }

    function _append(RobotId id, RecallKind kind, bytes32 payload) private returns (uint256 seq) {
        return registry.append(id, uint8(kind), msg.sender, payload);
    }

    /// @dev Appends to `found` the campaigns of one list that are open on a unit of its market.
    function _collect(
        RobotId id,
        CountryCode country,
        uint256[] memory found,
        uint256 count
    ) private view returns (uint256) {
        uint32[] storage list = _openCampaigns[id.model()][country];
        uint256 length = list.length;
        for (uint256 i = 0; i < length; ++i) {
            uint256 campaign = list[i];
            if (_statusInScope(campaign, _campaigns[campaign], id) == UnitStatus.Open) {
                found[count++] = campaign;
            }
        }
        return count;
    }

    /// @dev Refuses a unit on which a campaign of one list is open that forbids it to change hands.
    function _requireUnblocked(RobotId id, CountryCode country) private view {
        uint32[] storage list = _openCampaigns[id.model()][country];
        uint256 length = list.length;
        for (uint256 i = 0; i < length; ++i) {
            uint256 campaign = list[i];
            Record storage record = _campaigns[campaign];
            if (
                record.severity != Severity.Advisory &&
                _statusInScope(campaign, record, id) == UnitStatus.Open
            ) {
                revert RecallRegistryTransferForbidden(id, campaign, record.campaignNumber);
            }
        }
    }

    /// @dev Where any issued unit stands under a campaign.
    function _statusOnMarket(
        uint256 campaign,
        Record storage record,
        RobotId id,
        CountryCode market
    ) private view returns (UnitStatus status) {
        if (ModelId.unwrap(id.model()) != ModelId.unwrap(record.model))
            return UnitStatus.Unaffected;
        status = _statusInScope(campaign, record, id);
        CountryCode country = record.country;
        bool elsewhere =
            !_isEverywhere(country) && CountryCode.unwrap(country) != CountryCode.unwrap(market);
        if (elsewhere && status == UnitStatus.Open) return UnitStatus.Unaffected;
    }

    /// @dev Where a unit of the campaign's model, and on its market, stands.
    function _statusInScope(
        uint256 campaign,
        Record storage record,
        RobotId id
    ) private view returns (UnitStatus) {
        if (record.kind == ScopeKind.Range) {
            bytes17 serial = id.serial();
            if (serial < record.firstSerial || serial > record.lastSerial) {
                return UnitStatus.Unaffected;
            }
            UnitStatus stored = _units[campaign][id];
            return stored == UnitStatus.Unaffected ? UnitStatus.Open : stored;
        }
        return _units[campaign][id];
    }

    /// @dev The market a unit is on, zero where it is on none. `countryOf` would answer for a unit that was never
    /// placed, too; only one that left the world without a market needs the long way.
    function _marketOf(RobotId id) private view returns (CountryCode) {
        IRobotHistory.State state = registry.stateOf(id);
        if (state == IRobotHistory.State.InService) return registry.countryOf(id);
        if (state == IRobotHistory.State.Issued) return _EVERYWHERE;
        if (state == IRobotHistory.State.None) revert IRobotHistory.RobotRegistryUnknownRobot(id);
        return registry.robot(id).market;
    }

    function _requireScope(Scope calldata scope) private view {
        ModelId model = scope.model;
        if (_authorities.model(model).scheme == IAuthorityRegistry.SerialScheme.None) {
            revert IAuthorityRegistry.AuthorityRegistryUnknownModel(model);
        }
        RobotId first = scope.first;
        RobotId last = scope.last;
        if (scope.kind == uint8(ScopeKind.Range)) {
            first.requireValid();
            last.requireValid();
            _requireOfModel(first, model);
            _requireOfModel(last, model);
            if (last.lt(first)) revert RecallRegistryRangeDescending(first, last);
        } else if (scope.kind == uint8(ScopeKind.Marked)) {
            if (RobotId.unwrap(first) | RobotId.unwrap(last) != 0) {
                revert RecallRegistryRangeNotAllowed(first, last);
            }
        } else {
            revert RecallRegistryUnknownScopeKind(scope.kind);
        }
    }

    /// @dev Asks at every call who opens campaigns here, so that a rotated key or a country's new seat counts at once.
    function _requireOpener(ModelId model, CountryCode country) private view {
        bool opener =
            _isEverywhere(country)
                ? Standing.isMaker(_authorities, model.manufacturer(), msg.sender)
                : _authorities.authorityOf(country) == msg.sender;
        if (!opener) revert RecallRegistryNotOpener(model, country, msg.sender);
    }

    function _requireKnown(uint256 campaign) private view returns (Record storage record) {
        record = _campaigns[campaign];
        if (record.openedAt == 0) revert RecallRegistryUnknownCampaign(campaign);
    }

    function _requireOpen(uint256 campaign) private view returns (Record storage record) {
        record = _requireKnown(campaign);
        if (record.closedAt != 0) revert RecallRegistryCampaignClosed(campaign, record.closedAt);
    }

    function _requireOfModel(RobotId id, ModelId model) private pure {
        if (ModelId.unwrap(id.model()) != ModelId.unwrap(model)) {
            revert RecallRegistryOtherModel(id, model);
        }
    }

    function _requireUnits(RobotId[] calldata ids) private pure {
        if (ids.length == 0) revert RecallRegistryNoUnits();
    }

    function _requireDigest(bytes32 digest) private pure {
        if (digest == 0) revert RecallRegistryZeroDigest();
    }

    function _openerOf(ModelId model, CountryCode country) private pure returns (bytes6) {
        if (_isEverywhere(country)) return ManufacturerId.unwrap(model.manufacturer());
        return bytes6(CountryCode.unwrap(country));
    }

    function _isEverywhere(CountryCode country) private pure returns (bool) {
        return CountryCode.unwrap(country) == 0;
    }
}
