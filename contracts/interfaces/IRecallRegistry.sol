// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, ModelId, RobotId} from "../identifier/RobotId.sol";
import {IEntryLog} from "./IEntryLog.sol";
import {IRegistryModule} from "./IRegistryModule.sol";
import {ITransferPolicy} from "./ITransferPolicy.sol";

/// @title Recalls: campaigns, the units they bind, and what was done about each
/// @notice A campaign is opened by the maker of a model, for all its markets, or by the authority of a country, for its
/// own. It binds the units of a range of codes, in byte order, or those on a marked list; opening costs the same whatever
/// their number. A unit's open campaigns are found by evaluating the lists of its model and market, which are bounded, so
/// units that were never touched since their lot was minted are bound like any other.
///
/// ```
///   campaign:  (none) ──open──▶ open ──close──▶ closed
///                                └────close───▶ closing ──closing notice──▶ closed     a maker's that blocks
///
///   unit:      unaffected ──in range, or marked──▶ open ──remedy, markNotApplicable──▶ remedied, notApplicable
///                                                   ◀─────────────reopen─────────────┘
/// ```
/// A campaign that is closing binds as before: who is concerned has the time of the notice to see it, and an authority to
/// open one of its own.
///
/// One country does nothing on the market of another: a workshop settles units of the country that accredits it, and no
/// others. A maker settles units under its own campaigns, and under those of an authority that says so. The country of a
/// unit is that of its market, or of its code before it is on one.
///
/// A maker whose account is compromised opens, leads and settles nothing. What a stolen key opened no longer binds on a
/// market once the authority of that market has suspended it.
///
/// A seat that took a country over from another lifts nothing older than its term there before it has its tenure
/// (`IConsortium.tenancyOf`): it neither closes nor suspends such a campaign nor marks units as not applicable, and its
/// workshops remedy none under it. Nobody is voted in to lift a recall.
///
/// As a module it appends to a robot's history what was done to that robot (`RecallKind`); what a campaign covers is a
/// fact of the campaign, and is in the log of this contract (`CampaignKind`; the subject is the campaign's number).
/// As a transfer policy it refuses robots with an open `NoTransfer` or `StopUse` campaign, and operators of robots with an
/// open `StopUse` one. No vote reaches in here.
interface IRecallRegistry is ITransferPolicy, IRegistryModule, IEntryLog {
    /// @notice How grave a campaign is. `Advisory` never blocks; the other two block a change of hands and a placement on
    /// a market, or a move to another, until the unit is remedied; `StopUse` says besides that the robot must not be run, and
    /// blocks a new operator.
    enum Severity {
        None,
        Advisory,
        NoTransfer,
        StopUse
    }

    /// @notice How a campaign says which units it binds.
    enum ScopeKind {
        None,
        Range,
        Marked
    }

    /// @notice What a campaign means for a unit.
    enum UnitStatus {
        Unaffected,
        Open,
        Remedied,
        NotApplicable
    }

    /// @notice Kinds of entries that this module appends to the histories of robots.
    enum RecallKind {
        None,
        UnitRemedied,
        UnitNotApplicable,
        UnitReopened
    }

    /// @notice Kinds of entries in the log of this contract, which are about campaigns.
    enum CampaignKind {
        None,
        CampaignOpened,
        UnitsMarked,
        CampaignClosed,
        CampaignSuspended
    }

    /// @notice Which units a campaign binds.
    /// @param model Units of this model only.
    /// @param country Units on this country's market only; zero for all, whether placed on a market or not.
    /// @param kind 1 range, 2 marked.
    /// @param first First code of the range, inclusive, in byte order; it need not have been issued. Zero where marked.
    /// @param last Last code of the range; need not have been issued either. Codes issued within the range later on are
    /// bound as well.
    struct Scope {
        ModelId model;
        CountryCode country;
        uint8 kind;
        RobotId first;
        RobotId last;
    }

    /// @notice What a campaign tells the public, in the terms of the NHTSA recalls data.
    /// @param campaignNumber Number that the opener gives it, 1 to 31 bytes of UTF-8.
    /// @param component What is defective.
    /// @param summary What the defect is.
    /// @param consequence What it can lead to.
    /// @param remedy What is done about it.
    /// @param parkIt Whether the robot should be parked until it is remedied.
    /// @param overTheAirUpdate Whether the remedy comes over the air.
    struct Notice {
        string campaignNumber;
        string component;
        string summary;
        string consequence;
        string remedy;
        bool parkIt;
        bool overTheAirUpdate;
    }

    /// @notice A campaign.
    /// @param model Units of this model only.
    /// @param country Units on this country's market only; zero for all.
    /// @param severity How grave it is.
    /// @param kind How it says which units it binds.
    /// @param makerRemedies Whether the maker's own remedies count.
    /// @param parkIt Whether the robot should be parked until it is remedied.
    /// @param overTheAirUpdate Whether the remedy comes over the air.
    /// @param openedAt Block time at which it was opened, in seconds.
    /// @param closedAt Block time from which it is closed, in seconds; it may lie ahead. Zero while it is open and no
    /// closing was announced.
    /// @param first First code of a range; zero where marked.
    /// @param last Last code of a range; zero where marked.
    /// @param noticeDigest keccak256(abi.encode(notice)) of the `Notice` in `CampaignOpened`.
    /// @param campaignNumber Number that the opener gave it.
    struct Campaign {
        ModelId model;
        CountryCode country;
        Severity severity;
        ScopeKind kind;
        bool makerRemedies;
        bool parkIt;
        bool overTheAirUpdate;
        uint40 openedAt;
        uint40 closedAt;
        RobotId first;
        RobotId last;
        bytes32 noticeDigest;
        string campaignNumber;
    }

    /// @notice A campaign that is open on a unit.
    /// @param campaign The campaign.
    /// @param severity How grave it is.
    /// @param country Country whose authority opened it; zero where the maker did.
    /// @param parkIt Whether the robot should be parked until it is remedied.
    /// @param overTheAirUpdate Whether the remedy comes over the air.
    /// @param campaignNumber Number that the opener gave it.
    struct OpenCampaign {
        uint256 campaign;
        Severity severity;
        CountryCode country;
        bool parkIt;
        bool overTheAirUpdate;
        string campaignNumber;
    }

    /// @notice A campaign was opened.
    /// @param campaign Number of the campaign, counted from 1.
    /// @param model Units of this model only.
    /// @param country Units on this country's market only; zero for all.
    /// @param openedBy Account that opened it.
    /// @param severity How grave it is.
    /// @param kind How it says which units it binds.
    /// @param first First code of a range; zero where marked.
    /// @param last Last code of a range; zero where marked.
    /// @param makerRemedies Whether the maker's own remedies count.
    /// @param notice What it tells the public.
    event CampaignOpened(
        uint256 indexed campaign,
        ModelId indexed model,
        CountryCode indexed country,
        address openedBy,
        Severity severity,
        ScopeKind kind,
        RobotId first,
        RobotId last,
        bool makerRemedies,
        Notice notice
    );

    /// @notice Units were put on the list of a marked campaign.
    /// @param campaign The campaign.
    /// @param ids The units.
    event UnitsMarked(uint256 indexed campaign, RobotId[] ids);

    /// @notice A campaign was closed, or its closing announced: from then on it blocks nothing any more. What was recorded
    /// under it remains.
    /// @param campaign The campaign.
    /// @param closedBy Account that closed it.
    /// @param closedAt Block time from which it is closed, in seconds.
    /// @param reasonDigest Commitment to the reason.
    event CampaignClosed(
        uint256 indexed campaign,
        address indexed closedBy,
        uint40 closedAt,
        bytes32 reasonDigest
    );

    /// @notice A campaign that a compromised account of the maker opened no longer binds on a market.
    /// @param campaign The campaign.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    /// @param suspendedBy Authority of the country.
    /// @param reasonDigest Commitment to the reason.
    event CampaignSuspended(
        uint256 indexed campaign,
        CountryCode indexed country,
        address indexed suspendedBy,
        bytes32 reasonDigest
    );

    /// @notice A unit was remedied.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param campaign The campaign.
    /// @param remedyBy Maker or workshop that remedied it.
    /// @param jurisdiction Country that accredits the workshop; zero where the maker did it.
    /// @param evidenceDigest Salted commitment to the work record.
    event UnitRemedied(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 campaign,
        address remedyBy,
        CountryCode jurisdiction,
        bytes32 evidenceDigest
    );

    /// @notice A unit in scope was found not to have the defect.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param campaign The campaign.
    /// @param foundBy Opener of the campaign.
    /// @param reasonDigest Salted commitment to the finding.
    event UnitNotApplicable(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 campaign,
        address foundBy,
        bytes32 reasonDigest
    );

    /// @notice A unit that was remedied, or found not to have the defect, is open again.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param campaign The campaign.
    /// @param reopenedBy Opener of the campaign.
    /// @param reasonDigest Salted commitment to the reason.
    event UnitReopened(
        RobotId indexed id,
        uint256 indexed seq,
        uint256 campaign,
        address reopenedBy,
        bytes32 reasonDigest
    );

    /// @notice The closing notice is too short to be read.
    /// @param notice Period given, in seconds.
    /// @param shortest The shortest there can be, in seconds.
    error RecallRegistryNoticeTooShort(uint40 notice, uint40 shortest);

    /// @notice The campaign does not exist.
    /// @param campaign The number given.
    error RecallRegistryUnknownCampaign(uint256 campaign);

    /// @notice The campaign is closed.
    /// @param campaign The campaign.
    /// @param closedAt Block time from which it is closed, in seconds.
    error RecallRegistryCampaignClosed(uint256 campaign, uint40 closedAt);

    /// @notice The closing of the campaign was announced before.
    /// @param campaign The campaign.
    /// @param closedAt Block time from which it will be closed, in seconds.
    error RecallRegistryClosingAnnounced(uint256 campaign, uint40 closedAt);

    /// @notice The seat took the country over after the campaign was opened: it lifts nothing of it before it has its tenure.
    /// @param campaign The campaign.
    /// @param country The country.
    /// @param actsFrom Block time from which the seat has its tenure, in seconds.
    error RecallRegistrySeatTooNew(uint256 campaign, CountryCode country, uint40 actsFrom);

    /// @notice The caller is not the account that may open and lead campaigns here: where the country is zero, that of the
    /// model's maker while it is not compromised; that of the country's authority otherwise.
    /// @param model The model.
    /// @param country The market, or zero.
    /// @param caller The calling account.
    error RecallRegistryNotOpener(ModelId model, CountryCode country, address caller);

    /// @notice The caller may not remedy: with jurisdiction zero it would have to be the account of the maker, not
    /// compromised, with any other a workshop accredited there.
    /// @param campaign The campaign.
    /// @param jurisdiction Country given, or zero.
    /// @param caller The calling account.
    error RecallRegistryNotRemedier(uint256 campaign, CountryCode jurisdiction, address caller);

    /// @notice The remedies of the maker do not count under this campaign: the authority that opened it says so.
    /// @param campaign The campaign.
    /// @param maker Account of the maker.
    error RecallRegistryMakerDoesNotRemedy(uint256 campaign, address maker);

    /// @notice Under a maker's own campaign its remedies count.
    /// @param model The model.
    error RecallRegistryMakerMustRemedy(ModelId model);

    /// @notice The workshop is accredited in another country than the unit's.
    /// @param id The robot.
    /// @param jurisdiction Country that accredits the workshop.
    /// @param expected Country of the unit: that of its market, or of its code before it is on one.
    error RecallRegistryWrongJurisdiction(
        RobotId id,
        CountryCode jurisdiction,
        CountryCode expected
    );

    /// @notice The severity is none of 1 (advisory), 2 (no transfer), 3 (stop use).
    /// @param severity The value given.
    error RecallRegistryUnknownSeverity(uint8 severity);

    /// @notice The kind of scope is neither 1 (range) nor 2 (marked).
    /// @param kind The value given.
    error RecallRegistryUnknownScopeKind(uint8 kind);

    /// @notice The code is not of the campaign's model.
    /// @param id The code given.
    /// @param model The model.
    error RecallRegistryOtherModel(RobotId id, ModelId model);

    /// @notice The range ends before it begins.
    /// @param first First code given.
    /// @param last Last code given.
    error RecallRegistryRangeDescending(RobotId first, RobotId last);

    /// @notice A marked campaign has no range.
    /// @param first First code given; it would have to be zero.
    /// @param last Last code given; it would have to be zero.
    error RecallRegistryRangeNotAllowed(RobotId first, RobotId last);

    /// @notice A campaign number has 1 to 31 bytes.
    /// @param campaignNumber The number given.
    error RecallRegistryInvalidCampaignNumber(string campaignNumber);

    /// @notice The opener gave this number to a campaign before.
    /// @param campaignNumber The number given.
    /// @param campaign The campaign that has it.
    error RecallRegistryCampaignNumberTaken(string campaignNumber, uint256 campaign);

    /// @notice The opener has the largest number of campaigns open that a model can have: one must be closed first.
    /// @param model The model.
    /// @param country The market, or zero.
    /// @param most The most there can be.
    error RecallRegistryTooManyOpenCampaigns(ModelId model, CountryCode country, uint256 most);

    /// @notice The campaign binds a range: it has no list to put units on.
    /// @param campaign The campaign.
    error RecallRegistryNotMarked(uint256 campaign);

    /// @notice The unit is on the campaign's list already, whatever was done to it since.
    /// @param campaign The campaign.
    /// @param id The robot.
    error RecallRegistryAlreadyMarked(uint256 campaign, RobotId id);

    /// @notice At least one unit is needed.
    error RecallRegistryNoUnits();

    /// @notice A commitment is needed.
    error RecallRegistryZeroDigest();

    /// @notice The campaign does not bind the unit: out of range, not marked, on another market, or on one where it is
    /// suspended.
    /// @param campaign The campaign.
    /// @param id The robot.
    error RecallRegistryNotAffected(uint256 campaign, RobotId id);

    /// @notice The unit is not open under the campaign any more.
    /// @param campaign The campaign.
    /// @param id The robot.
    /// @param status Its status.
    error RecallRegistryUnitSettled(uint256 campaign, RobotId id, UnitStatus status);

    /// @notice Nothing was done to the unit under the campaign that could be undone.
    /// @param campaign The campaign.
    /// @param id The robot.
    /// @param status Its status.
    error RecallRegistryUnitNotSettled(uint256 campaign, RobotId id, UnitStatus status);

    /// @notice The campaign is one of an authority: it is not suspended, its opener closes it.
    /// @param campaign The campaign.
    /// @param country Country whose authority opened it.
    error RecallRegistryOfAuthority(uint256 campaign, CountryCode country);

    /// @notice The maker's account was not compromised when the campaign was opened.
    /// @param campaign The campaign.
    /// @param openedAt Block time at which it was opened, in seconds.
    /// @param since Beginning of the latest compromise, in seconds; zero where there never was one.
    /// @param until Block time at which a successor took over, in seconds; zero while it lasts.
    error RecallRegistryNotWithinCompromise(
        uint256 campaign,
        uint40 openedAt,
        uint40 since,
        uint40 until
    );

    /// @notice The campaign is suspended on this market already.
    /// @param campaign The campaign.
    /// @param country The market.
    /// @param suspendedAt Block time at which it was suspended, in seconds.
    error RecallRegistryAlreadySuspended(uint256 campaign, CountryCode country, uint40 suspendedAt);

    /// @notice An open campaign forbids that the unit changes hands or is placed on a market before it is remedied.
    /// @param id The robot.
    /// @param campaign The campaign.
    /// @param campaignNumber Number that the opener gave it.
    error RecallRegistryTransferForbidden(RobotId id, uint256 campaign, string campaignNumber);

    /// @notice An open stop-use campaign forbids that the unit gets an operator before it is remedied.
    /// @param id The robot.
    /// @param campaign The campaign.
    /// @param campaignNumber Number that the opener gave it.
    error RecallRegistryUseForbidden(RobotId id, uint256 campaign, string campaignNumber);

    /// @notice Opens a campaign, at the same cost whatever the number of units.
    /// @dev Called by the account of the model's manufacturer, suspended and revoked ones included and compromised ones not
    /// (country zero), or by the authority of the country. Emits `CampaignOpened`, `Recorded`. Fails with
    /// `RecallRegistryNotOpener`, `RecallRegistryMakerMustRemedy`, `AuthorityRegistryUnknownModel`,
    /// `RecallRegistryUnknownSeverity`, `RecallRegistryUnknownScopeKind`, `RecallRegistryOtherModel`,
    /// `RecallRegistryRangeDescending`, `RecallRegistryRangeNotAllowed`, `RecallRegistryInvalidCampaignNumber`,
    /// `RecallRegistryCampaignNumberTaken`, `RecallRegistryTooManyOpenCampaigns` and the errors of a malformed code.
    /// @param scope Which units it binds.
    /// @param severity 1 advisory, 2 no transfer, 3 stop use.
    /// @param makerRemedies Whether the maker's own remedies count; true for a campaign of the maker.
    /// @param notice What it tells the public.
    /// @return campaign Number of the campaign.
    function open(
        Scope calldata scope,
        uint8 severity,
        bool makerRemedies,
        Notice calldata notice
    ) external returns (uint256 campaign);

    /// @notice Puts units on the list of a marked campaign, in one storage slot each.
    /// @dev Called by the opener: the maker's current account, or the account that acts for the country now. Emits
    /// `UnitsMarked`, `Recorded`. Fails with `RecallRegistryUnknownCampaign`, `RecallRegistryCampaignClosed`,
    /// `RecallRegistryNotOpener`, `RecallRegistryNotMarked`, `RecallRegistryNoUnits`,
    /// `RecallRegistryOtherModel`, `RecallRegistryAlreadyMarked`, `RobotRegistryUnknownRobot`.
    /// @param campaign The campaign.
    /// @param ids Units of its model, on whatever market.
    function mark(uint256 campaign, RobotId[] calldata ids) external;

    /// @notice Records that units were remedied.
    /// @dev Called by the maker's account (jurisdiction zero), under its own campaigns and those of an authority that says
    /// so, or by a workshop accredited in the country of the units. Emits, for each unit, `UnitRemedied` and `Recorded`.
    /// Fails with `RecallRegistryUnknownCampaign`, `RecallRegistryCampaignClosed`, `RecallRegistryNotRemedier`,
    /// `RecallRegistryMakerDoesNotRemedy`, `RecallRegistrySeatTooNew`, `RecallRegistryZeroDigest`,
    /// `RecallRegistryNoUnits`, `RobotRegistryUnknownRobot`, `RobotRegistryScrapped`,
    /// `RecallRegistryWrongJurisdiction`, `RecallRegistryNotAffected`, `RecallRegistryUnitSettled`.
    /// @param campaign The campaign.
    /// @param ids The units.
    /// @param jurisdiction Country that accredits the workshop; zero where the caller is the maker.
    /// @param evidenceDigest Salted commitment to the work record.
    function remedy(
        uint256 campaign,
        RobotId[] calldata ids,
        CountryCode jurisdiction,
        bytes32 evidenceDigest
    ) external;

    /// @notice Records that units in scope were found not to have the defect.
    /// @dev Called by the opener, so that a maker cannot lift the campaign of an authority. Emits, for each unit,
    /// `UnitNotApplicable` and `Recorded`. Fails with `RecallRegistryUnknownCampaign`, `RecallRegistryCampaignClosed`,
    /// `RecallRegistryNotOpener`, `RecallRegistrySeatTooNew`, `RecallRegistryZeroDigest`, `RecallRegistryNoUnits`,
    /// `RobotRegistryUnknownRobot`, `RobotRegistryScrapped`, `RecallRegistryNotAffected`,
    /// `RecallRegistryUnitSettled`.
    /// @param campaign The campaign.
    /// @param ids The units.
    /// @param reasonDigest Salted commitment to the finding.
    function markNotApplicable(
        uint256 campaign,
        RobotId[] calldata ids,
        bytes32 reasonDigest
    ) external;

    /// @notice Opens units again that were remedied, or found not to have the defect: the work was faulty, or was never
    /// done.
    /// @dev Called by the opener. Emits, for each unit, `UnitReopened` and `Recorded`. Fails with
    /// `RecallRegistryUnknownCampaign`, `RecallRegistryCampaignClosed`, `RecallRegistryNotOpener`,
    /// `RecallRegistryZeroDigest`, `RecallRegistryNoUnits`, `RobotRegistryUnknownRobot`, `RobotRegistryScrapped`,
    /// `RecallRegistryNotAffected` (also for a unit that has left the market of the campaign),
    /// `RecallRegistryUnitNotSettled`.
    /// @param campaign The campaign.
    /// @param ids The units.
    /// @param reasonDigest Salted commitment to the reason.
    function reopen(uint256 campaign, RobotId[] calldata ids, bytes32 reasonDigest) external;

    /// @notice Closes a campaign: one of an authority and an advisory at once, one of a maker that blocks after
    /// `closingNotice`. Until then it binds, and nothing takes the closing back.
    /// @dev Called by the opener: the maker's current account, or the account that acts for the country now. Emits
    /// `CampaignClosed`, `Recorded`. Fails with `RecallRegistryUnknownCampaign`, `RecallRegistryCampaignClosed`,
    /// `RecallRegistryNotOpener`, `RecallRegistryClosingAnnounced`, `RecallRegistrySeatTooNew`,
    /// `RecallRegistryZeroDigest`.
    /// @param campaign The campaign.
    /// @param reasonDigest Commitment to the reason.
    function close(uint256 campaign, bytes32 reasonDigest) external;

    /// @notice Suspends on the caller's market, for good, a campaign that a compromised account of the maker opened. A unit
    /// there is affected no longer, unless something was done to it. Of a unit on no market, the country of its code
    /// decides; it can be placed where the campaign is suspended.
    /// @dev Called by the authority of the country. Emits `CampaignSuspended`, `Recorded`. Fails with
    /// `RecallRegistryUnknownCampaign`, `RecallRegistryCampaignClosed`, `AuthorityRegistryNotAuthority`,
    /// `RecallRegistrySeatTooNew`, `RecallRegistryZeroDigest`, `RecallRegistryOfAuthority`,
    /// `RecallRegistryNotWithinCompromise`, `RecallRegistryAlreadySuspended`.
    /// @param campaign The campaign.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    /// @param reasonDigest Commitment to the reason.
    function suspend(uint256 campaign, CountryCode country, bytes32 reasonDigest) external;

    /// @notice When a campaign was suspended on a market.
    /// @param campaign Number of the campaign.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    /// @return Block time, in seconds; zero where it is not suspended.
    function suspendedAt(uint256 campaign, CountryCode country) external view returns (uint40);

    /// @notice How long before it ends the closing of a maker's campaign that blocks is announced. Never changes.
    /// @return The period, in seconds.
    function closingNotice() external view returns (uint40);

    /// @notice A campaign.
    /// @dev Fails with `RecallRegistryUnknownCampaign`.
    /// @param campaign Number of the campaign.
    /// @return The campaign.
    function campaignOf(uint256 campaign) external view returns (Campaign memory);

    /// @notice Number of campaigns ever opened.
    /// @return The count; campaigns are numbered from 1.
    function campaignCount() external view returns (uint256);

    /// @notice The campaign to which a maker gave a number.
    /// @param maker The manufacturer.
    /// @param campaignNumber The number.
    /// @return The campaign, zero where there is none.
    function campaignOfMaker(
        ManufacturerId maker,
        string calldata campaignNumber
    ) external view returns (uint256);

    /// @notice The campaign to which the authority of a country gave a number.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param campaignNumber The number.
    /// @return The campaign, zero where there is none.
    function campaignOfAuthority(
        CountryCode country,
        string calldata campaignNumber
    ) external view returns (uint256);

    /// @notice The campaigns now open on a model, those whose closing is announced among them.
    /// @param model The model.
    /// @param country Those of the authority of this country; zero for those of the maker.
    /// @return Numbers of the campaigns, in no particular order.
    function openCampaigns(
        ModelId model,
        CountryCode country
    ) external view returns (uint256[] memory);

    /// @notice Every campaign open on a unit: those of its maker and those of its present market that bind it and under
    /// which nothing was done to it. What it costs is bounded, whatever the history.
    /// @dev Fails with `RobotRegistryUnknownRobot`. Answers for a scrapped unit too: its parts may live on.
    /// @param id The robot.
    /// @return The campaigns, in no particular order.
    function openCampaignsOf(RobotId id) external view returns (OpenCampaign[] memory);

    /// @notice The status of a unit under a campaign, open or closed. What was done to it counts on every market;
    /// otherwise a campaign of a country leaves a unit unaffected that is not on its market, and one of a maker a unit of a
    /// country where it is suspended.
    /// @dev Fails with `RecallRegistryUnknownCampaign`, `RobotRegistryUnknownRobot`.
    /// @param campaign The campaign.
    /// @param id The robot.
    /// @return The status.
    function statusOf(uint256 campaign, RobotId id) external view returns (UnitStatus);

    /// @notice Whether a unit has the defect of a campaign, or had it until it was remedied.
    /// @dev Fails as `statusOf`.
    /// @param campaign The campaign.
    /// @param id The robot.
    /// @return Whether its status is `Open` or `Remedied`.
    function isAffected(uint256 campaign, RobotId id) external view returns (bool);

    /// @notice The most campaigns that a maker, and the authority of each country, can have open on a model.
    /// @return The number.
    function mostOpenCampaigns() external view returns (uint256);
}
