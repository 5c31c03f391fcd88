// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165, IERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {Capacity, Standing} from "../authority/Standing.sol";
import {EntryLog} from "../history/EntryLog.sol";
import {CountryCode, ManufacturerId, ModelId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";
import {IRecallRegistry} from "../interfaces/IRecallRegistry.sol";
import {IRegistryModule} from "../interfaces/IRegistryModule.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {ITransferPolicy} from "../interfaces/ITransferPolicy.sol";
import {Answers} from "../words/Answers.sol";

/// @title RecallRegistry
/// @notice Campaigns and remedies, and the policy that keeps a recalled robot where it is. The rules are in the
/// interface.
/// @dev It has no owner and no function of governance. What a check of a transfer costs is bounded by the two lists it
/// walks, that of the maker and that of the robot's market: each opener fills its own list alone, and a closed campaign
/// leaves it, at the latest when the next one is opened. Nothing that happened before is walked.
contract RecallRegistry is IRecallRegistry, EntryLog, ERC165 {
    /// @dev Bounds a list, and with it the cost of a transfer.
    uint256 private constant _MOST_OPEN = 32;

    /// @dev A string of up to 31 bytes takes one slot.
    uint256 private constant _MOST_NUMBER_BYTES = 31;

    /// @dev A notice nobody has time to read is none.
    uint40 private constant _SHORTEST_NOTICE = 1 days;

    /// @dev The country of campaigns that hold on every market.
    CountryCode private constant _EVERYWHERE = CountryCode.wrap(0);

    /// @dev Four slots. The model is common to both ends of a range, so their serials say the rest; a check needs the
    /// first slot, for a range the second, and the fourth only to name what it refuses.
    struct Record {
        bytes17 firstSerial;
        uint40 openedAt;
        uint40 closedAt;
        CountryCode country;
        Severity severity;
        ScopeKind kind;
        bool makerRemedies;
        bytes17 lastSerial;
        ModelId model;
        bool parkIt;
        bool overTheAirUpdate;
        bytes32 noticeDigest;
        string campaignNumber;
    }

    /// @inheritdoc IRegistryModule
    IRobotRegistry public immutable registry;

    /// @inheritdoc IRecallRegistry
    uint40 public immutable closingNotice;

    IAuthorityRegistry private immutable _authorities;
    IConsortium private immutable _consortium;

    uint32 private _count;

    mapping(uint256 campaign => Record) private _campaigns;

    /// @inheritdoc IRecallRegistry
    /// @dev Asked of a campaign alone that would bind otherwise.
    mapping(uint256 campaign => mapping(CountryCode country => uint40)) public suspendedAt;

    /// @dev `Open` where marked or reopened; `Unaffected` for a unit of a range to which nothing was done.
    mapping(uint256 campaign => mapping(RobotId id => UnitStatus)) private _units;

    mapping(ModelId model => mapping(CountryCode country => uint32[])) private _openCampaigns;

    /// @dev By opener: the six characters of a maker, or the two of a country.
    mapping(bytes6 opener => mapping(string campaignNumber => uint256 campaign)) private _numbers;

    /// @notice Ties the recalls to a registry of robots for ever. Fails with `RecallRegistryNoticeTooShort`.
    /// @param registry_ The registry of robots.
    /// @param closingNotice_ How long before it ends the closing of a maker's campaign that blocks is announced, in
    /// seconds; at least a day.
    constructor(IRobotRegistry registry_, uint40 closingNotice_) {
        if (closingNotice_ < _SHORTEST_NOTICE) {
            revert RecallRegistryNoticeTooShort(closingNotice_, _SHORTEST_NOTICE);
        }
        registry = registry_;
        closingNotice = closingNotice_;
        _authorities = registry_.authorityRegistry();
        _consortium = _authorities.consortium();
    }

    // ---------------------------------------------------------------------------------------- campaigns

    /// @inheritdoc IRecallRegistry
    function open(
        Scope calldata scope,
        uint8 severity,
        bool makerRemedies,
        Notice calldata notice
    ) external returns (uint256 campaign) {
        _requireScope(scope);
        _requireOpener(scope.model, scope.country);
        if (!makerRemedies && _isEverywhere(scope.country)) {
            revert RecallRegistryMakerMustRemedy(scope.model);
        }
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
            makerRemedies: makerRemedies,
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
            makerRemedies,
            notice
        );
        bytes32 payload = keccak256(
            abi.encode(
                campaign,
                scope.model,
                scope.country,
                msg.sender,
                severity,
                scope.kind,
                scope.first,
                scope.last,
                makerRemedies,
                notice
            )
        );
        _recordCampaign(campaign, CampaignKind.CampaignOpened, payload);
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
            _marketOf(id);
            if (units[id] != UnitStatus.Unaffected)
                revert RecallRegistryAlreadyMarked(campaign, id);
            units[id] = UnitStatus.Open;
        }
        emit UnitsMarked(campaign, ids);
        bytes32 payload = keccak256(abi.encode(campaign, ids));
        _recordCampaign(campaign, CampaignKind.UnitsMarked, payload);
    }

    /// @inheritdoc IRecallRegistry
    function close(uint256 campaign, bytes32 reasonDigest) external {
        Record storage record = _requireOpen(campaign);
        ModelId model = record.model;
        CountryCode country = record.country;
        _requireOpener(model, country);
        uint40 announced = record.closedAt;
        if (announced != 0) revert RecallRegistryClosingAnnounced(campaign, announced);
        if (!_isEverywhere(country)) _requireMayLift(campaign, record, country);
        _requireDigest(reasonDigest);

        uint40 closedAt = uint40(block.timestamp);
        if (_isEverywhere(country) && record.severity != Severity.Advisory) {
            closedAt += closingNotice;
        } else {
            _delist(model, country, campaign);
        }
        record.closedAt = closedAt;
        emit CampaignClosed(campaign, msg.sender, closedAt, reasonDigest);
        bytes32 payload = keccak256(abi.encode(campaign, msg.sender, closedAt, reasonDigest));
        _recordCampaign(campaign, CampaignKind.CampaignClosed, payload);
    }

    /// @inheritdoc IRecallRegistry
    function suspend(uint256 campaign, CountryCode country, bytes32 reasonDigest) external {
        Record storage record = _requireOpen(campaign);
        _authorities.requireAuthority(country, msg.sender);
        _requireWithinCompromise(campaign, record);
        uint40 before = suspendedAt[campaign][country];
        if (before != 0) revert RecallRegistryAlreadySuspended(campaign, country, before);
        _requireMayLift(campaign, record, country);
        _requireDigest(reasonDigest);

        suspendedAt[campaign][country] = uint40(block.timestamp);
        emit CampaignSuspended(campaign, country, msg.sender, reasonDigest);
        bytes32 payload = keccak256(abi.encode(campaign, country, msg.sender, reasonDigest));
        _recordCampaign(campaign, CampaignKind.CampaignSuspended, payload);
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
        _requireRemedier(campaign, record, jurisdiction);
        _requireDigest(evidenceDigest);
        _requireUnits(ids);

        bytes32 payload = keccak256(abi.encode(campaign, msg.sender, jurisdiction, evidenceDigest));
        for (uint256 i = 0; i < ids.length; ++i) {
            RobotId id = ids[i];
            CountryCode market = _marketOfUnscrapped(id);
            _requireWithin(id, market, jurisdiction);
            _settle(campaign, record, id, market, UnitStatus.Remedied);
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
        CountryCode country = record.country;
        _requireOpener(record.model, country);
        if (!_isEverywhere(country)) _requireMayLift(campaign, record, country);
        _requireDigest(reasonDigest);
        _requireUnits(ids);

        bytes32 payload = keccak256(abi.encode(campaign, msg.sender, reasonDigest));
        for (uint256 i = 0; i < ids.length; ++i) {
            RobotId id = ids[i];
            _settle(campaign, record, id, _marketOfUnscrapped(id), UnitStatus.NotApplicable);
            uint256 seq = _append(id, RecallKind.UnitNotApplicable, payload);
            emit UnitNotApplicable(id, seq, campaign, msg.sender, reasonDigest);
        }
    }

    /// @inheritdoc IRecallRegistry
    function reopen(uint256 campaign, RobotId[] calldata ids, bytes32 reasonDigest) external {
        Record storage record = _requireOpen(campaign);
        _requireOpener(record.model, record.country);
        _requireDigest(reasonDigest);
        _requireUnits(ids);

        bytes32 payload = keccak256(abi.encode(campaign, msg.sender, reasonDigest));
        for (uint256 i = 0; i < ids.length; ++i) {
            RobotId id = ids[i];
            CountryCode market = _marketOfUnscrapped(id);
            UnitStatus status = _statusOnMarket(campaign, record, id, market);
            if (status == UnitStatus.Open) {
                revert RecallRegistryUnitNotSettled(campaign, id, status);
            }
            if (status == UnitStatus.Unaffected || !_binds(campaign, record.country, id, market)) {
                revert RecallRegistryNotAffected(campaign, id);
            }
            _units[campaign][id] = UnitStatus.Open;
            uint256 seq = _append(id, RecallKind.UnitReopened, payload);
            emit UnitReopened(id, seq, campaign, msg.sender, reasonDigest);
        }
    }

    // ------------------------------------------------------------------------------------------- policy

    /// @inheritdoc ITransferPolicy
    /// @dev Fails with `RecallRegistryTransferForbidden`, `RobotRegistryUnknownRobot`.
    function checkTransfer(RobotId id, address, address) external view {
        _requireMovable(id, _EVERYWHERE);
    }

    /// @inheritdoc ITransferPolicy
    /// @dev Asks the maker's campaigns, those of the market it is to be placed on, and those of the market it is to leave:
    /// no robot escapes a recall by moving. Fails with `RecallRegistryTransferForbidden`, `RobotRegistryUnknownRobot`.
    function checkPlacement(RobotId id, CountryCode country) external view {
        _requireMovable(id, country);
    }

    /// @inheritdoc ITransferPolicy
    /// @dev Fails with `RecallRegistryUseForbidden`, `RobotRegistryUnknownRobot`.
    function checkOperator(RobotId id, address) external view {
        uint256 campaign = _findBinding(id, _EVERYWHERE, Severity.StopUse);
        if (campaign == 0) return;
        revert RecallRegistryUseForbidden(id, campaign, _campaigns[campaign].campaignNumber);
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
                makerRemedies: record.makerRemedies,
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
        uint256[] memory found = new uint256[](list.length);
        uint256 count = 0;
        for (uint256 i = 0; i < found.length; ++i) {
            uint256 campaign = list[i];
            if (!_hasEnded(_campaigns[campaign].closedAt)) found[count++] = campaign;
        }
        campaigns = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) campaigns[i] = found[i];
    }

    /// @inheritdoc IRecallRegistry
    function openCampaignsOf(RobotId id) external view returns (OpenCampaign[] memory campaigns) {
        CountryCode market = _marketOf(id);
        uint256[] memory found = new uint256[](2 * _MOST_OPEN);
        uint256 count = _collect(id, _EVERYWHERE, market, found, 0);
        if (!_isEverywhere(market)) count = _collect(id, market, market, found, count);

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
            interfaceId == type(IRegistryModule).interfaceId ||
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

    /// @dev Puts a campaign on its opener's list for the model, and takes off it those whose closing notice has run out.
    function _enlist(ModelId model, CountryCode country, uint32 campaign) private {
        uint32[] storage list = _openCampaigns[model][country];
        uint256 length = list.length;
        for (uint256 i = length; i > 0; --i) {
            if (!_hasEnded(_campaigns[list[i - 1]].closedAt)) continue;
            list[i - 1] = list[--length];
            list.pop();
        }
        if (length == _MOST_OPEN) {
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
        CountryCode market,
        UnitStatus outcome
    ) private {
        UnitStatus status = _statusOnMarket(campaign, record, id, market);
        if (status == UnitStatus.Unaffected) revert RecallRegistryNotAffected(campaign, id);
        if (status != UnitStatus.Open) revert RecallRegistryUnitSettled(campaign, id, status);
        _units[campaign][id] = outcome;
    }

    function _append(RobotId id, RecallKind kind, bytes32 payload) private returns (uint256 seq) {
        return registry.append(id, uint8(kind), msg.sender, payload);
    }

    function _recordCampaign(uint256 campaign, CampaignKind kind, bytes32 payload) private {
        _record(bytes32(campaign), uint16(kind), msg.sender, payload);
    }

    /// @dev Appends to `found` the campaigns of one list that are open on a unit of its market.
    function _collect(
        RobotId id,
        CountryCode listed,
        CountryCode market,
        uint256[] memory found,
        uint256 count
    ) private view returns (uint256) {
        CountryCode here = _countryOf(id, market);
        uint32[] storage list = _openCampaigns[id.model()][listed];
        uint256 length = list.length;
        for (uint256 i = 0; i < length; ++i) {
            uint256 campaign = list[i];
            if (_isOpenOn(id, campaign, Severity.Advisory) && !_isSuspended(campaign, listed, here))
                found[count++] = campaign;
        }
        return count;
    }

    /// @dev Refuses a unit that may not change hands, or may not be placed on the market given.
    function _requireMovable(RobotId id, CountryCode next) private view {
        uint256 campaign = _findBinding(id, next, Severity.NoTransfer);
        if (campaign == 0) return;
        revert RecallRegistryTransferForbidden(id, campaign, _campaigns[campaign].campaignNumber);
    }

    /// @dev A campaign at least as grave that is open on a unit, on its market or on the one that it is to be placed on; zero
    /// where there is none. One of the maker that is suspended does not bind where it is suspended on both.
    function _findBinding(
        RobotId id,
        CountryCode next,
        Severity least
    ) private view returns (uint256 campaign) {
        CountryCode market = _marketOf(id);
        CountryCode there = _isEverywhere(next) ? _countryOf(id, market) : next;
        CountryCode here = _isEverywhere(market) ? there : market;
        campaign = _findListed(id, _EVERYWHERE, here, there, least);
        if (campaign == 0 && !_isEverywhere(next)) {
            campaign = _findListed(id, next, next, next, least);
        }
        if (campaign == 0 && !_isEverywhere(market)) {
            campaign = _findListed(id, market, market, market, least);
        }
    }

    /// @dev The first campaign of one list that is open on a unit, and not suspended on both of two markets.
    function _findListed(
        RobotId id,
        CountryCode listed,
        CountryCode here,
        CountryCode there,
        Severity least
    ) private view returns (uint256) {
        uint32[] storage list = _openCampaigns[id.model()][listed];
        uint256 length = list.length;
        for (uint256 i = 0; i < length; ++i) {
            uint256 campaign = list[i];
            if (
                _isOpenOn(id, campaign, least) &&
                !(_isSuspended(campaign, listed, here) && _isSuspended(campaign, listed, there))
            ) return campaign;
        }
        return 0;
    }

    /// @dev Whether a listed campaign, at least as grave, has not ended and is open on a unit of its model and market.
    function _isOpenOn(RobotId id, uint256 campaign, Severity least) private view returns (bool) {
        Record storage record = _campaigns[campaign];
        return
            record.severity >= least &&
            !_hasEnded(record.closedAt) &&
            _statusInScope(campaign, record, id) == UnitStatus.Open;
    }

    /// @dev The status of any issued unit under a campaign.
    function _statusOnMarket(
        uint256 campaign,
        Record storage record,
        RobotId id,
        CountryCode market
    ) private view returns (UnitStatus status) {
        if (ModelId.unwrap(id.model()) != ModelId.unwrap(record.model))
            return UnitStatus.Unaffected;
        status = _statusInScope(campaign, record, id);
        if (status == UnitStatus.Open && !_binds(campaign, record.country, id, market))
            return UnitStatus.Unaffected;
    }

    /// @dev The status of a unit of the campaign's model, and on its market.
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

    /// @dev Whether a campaign binds units on a market: one of an authority on its own, one of a maker wherever it is not
    /// suspended.
    function _binds(
        uint256 campaign,
        CountryCode country,
        RobotId id,
        CountryCode market
    ) private view returns (bool) {
        if (!_isEverywhere(country)) return _equal(country, market);
        return !_isSuspended(campaign, country, _countryOf(id, market));
    }

    /// @dev Whether a campaign, given the country of its opener, is suspended in another. One of an authority never is.
    function _isSuspended(
        uint256 campaign,
        CountryCode opener,
        CountryCode country
    ) private view returns (bool) {
        return _isEverywhere(opener) && suspendedAt[campaign][country] != 0;
    }

    /// @dev The market an issued unit is on, zero where it is on none.
    function _marketOf(RobotId id) private view returns (CountryCode) {
        (IRobotHistory.State state, CountryCode market) = Answers.stateAndMarketOf(registry, id);
        if (state == IRobotHistory.State.None) revert IRobotHistory.RobotRegistryUnknownRobot(id);
        return market;
    }

    /// @dev As `_marketOf`; refuses a scrapped unit.
    function _marketOfUnscrapped(RobotId id) private view returns (CountryCode) {
        (IRobotHistory.State state, CountryCode market) = Answers.stateAndMarketOf(registry, id);
        if (state == IRobotHistory.State.None) revert IRobotHistory.RobotRegistryUnknownRobot(id);
        if (state == IRobotHistory.State.Scrapped) {
            uint40 scrappedAt = registry.disposalOf(id).scrappedAt;
            revert IRobotLifecycle.RobotRegistryScrapped(id, scrappedAt);
        }
        return market;
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

    /// @dev A maker, where its remedies count, or a workshop of a seat that may lift the campaign.
    function _requireRemedier(
        uint256 campaign,
        Record storage record,
        CountryCode jurisdiction
    ) private view {
        bool byMaker = _isEverywhere(jurisdiction);
        bool remedier =
            byMaker
                ? Standing.isMaker(_authorities, record.model.manufacturer(), msg.sender)
                : Standing.isAccredited(_authorities, Capacity.Workshop, jurisdiction, msg.sender);
        if (!remedier) revert RecallRegistryNotRemedier(campaign, jurisdiction, msg.sender);
        if (!byMaker) _requireMayLift(campaign, record, jurisdiction);
        else if (!record.makerRemedies) {
            revert RecallRegistryMakerDoesNotRemedy(campaign, msg.sender);
        }
    }

    /// @dev A seat that took a country over lifts nothing older than its term before it has its tenure: nobody is voted in
    /// to lift a recall.
    function _requireMayLift(
        uint256 campaign,
        Record storage record,
        CountryCode country
    ) private view {
        IConsortium.Tenancy memory tenancy = _consortium.tenancyOf(country);
        if (record.openedAt <= tenancy.since && block.timestamp < tenancy.actsFrom) {
            revert RecallRegistrySeatTooNew(campaign, country, tenancy.actsFrom);
        }
    }

    /// @dev Opened by an account of the maker that was compromised at that time.
    function _requireWithinCompromise(uint256 campaign, Record storage record) private view {
        if (!_isEverywhere(record.country)) {
            revert RecallRegistryOfAuthority(campaign, record.country);
        }
        ManufacturerId maker = record.model.manufacturer();
        uint40 openedAt = record.openedAt;
        if (_authorities.wasCompromised(maker, openedAt)) return;
        (uint40 since, uint40 until) = _authorities.compromiseOf(maker);
        revert RecallRegistryNotWithinCompromise(campaign, openedAt, since, until);
    }

    /// @dev A workshop settles units of its own country alone. A maker (jurisdiction zero) has none.
    function _requireWithin(RobotId id, CountryCode market, CountryCode jurisdiction) private pure {
        CountryCode country = _countryOf(id, market);
        if (!_isEverywhere(jurisdiction) && !_equal(jurisdiction, country)) {
            revert RecallRegistryWrongJurisdiction(id, jurisdiction, country);
        }
    }

    function _requireKnown(uint256 campaign) private view returns (Record storage record) {
        record = _campaigns[campaign];
        if (record.openedAt == 0) revert RecallRegistryUnknownCampaign(campaign);
    }

    function _requireOpen(uint256 campaign) private view returns (Record storage record) {
        record = _requireKnown(campaign);
        uint40 closedAt = record.closedAt;
        if (_hasEnded(closedAt)) revert RecallRegistryCampaignClosed(campaign, closedAt);
    }

    function _hasEnded(uint40 closedAt) private view returns (bool) {
        return closedAt != 0 && closedAt <= block.timestamp;
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

    function _countryOf(RobotId id, CountryCode market) private pure returns (CountryCode) {
        return _isEverywhere(market) ? id.country() : market;
    }

    function _isEverywhere(CountryCode country) private pure returns (bool) {
        return CountryCode.unwrap(country) == 0;
    }

    function _equal(CountryCode a, CountryCode b) private pure returns (bool) {
        return CountryCode.unwrap(a) == CountryCode.unwrap(b);
    }
}
