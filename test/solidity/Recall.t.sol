// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId
} from "../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../contracts/interfaces/IAuthorityRegistry.sol";
import {IRecallRegistry} from "../../contracts/interfaces/IRecallRegistry.sol";
import {IRobotHistory} from "../../contracts/interfaces/IRobotHistory.sol";
import {ITransferPolicy} from "../../contracts/interfaces/ITransferPolicy.sol";
import {World} from "./World.sol";

/// @dev The scope of recalls against a slow model of it, which remembers every campaign and compares codes one character at a
/// time.
///
/// hardhat-config: deep.fuzz.runs = 4000
contract RecallTest is World {
    struct Recall {
        ModelId model;
        CountryCode country;
        bool ranged;
        bytes17 first;
        bytes17 last;
        uint8 severity;
        bool makerRemedies;
        uint40 openedAt;
        uint40 closedAt;
    }

    CountryCode private constant _EVERYWHERE = CountryCode.wrap(0);
    ManufacturerId private constant _MAKER = ManufacturerId.wrap("CNUT01");
    ModelId private constant _MODEL = ModelId.wrap("CNUT01G1PRO1");
    ModelId private constant _LISTED = ModelId.wrap("CNUT01H2LAB1");

    address private _maker;

    /// @dev One workshop each.
    CountryCode[] private _countries = [CN, ES, MX];

    /// @dev Units at both ends of two lots and within, and of a list; on no market, on that of ES, on that of MX.
    RobotId[] private _units;

    Recall[] private _recalls;
    mapping(uint256 campaign => mapping(RobotId id => IRecallRegistry.UnitStatus))
        private _statuses;
    mapping(uint256 campaign => mapping(CountryCode country => bool)) private _suspended;

    function setUp() public {
        _deployWorld();
        _maker = _account("maker");
        _admit(_MAKER, _maker);
        _register(_MODEL, 12);
        _register(_LISTED, 0);
        ModelId[2] memory models = [_MODEL, _LISTED];
        for (uint256 i; i < models.length; ++i) {
            _approve(models[i], ES);
            _approve(models[i], MX);
        }
        bytes17[] memory serials = new bytes17[](5);
        serials[0] = "00000000000000000";
        serials[1] = "9ZZZZZZZZZZZZZZZZ";
        serials[2] = "A0000000000000000";
        serials[3] = "M1N2P3Q4R5S6T7U8V";
        serials[4] = "ZZZZZZZZZZZZZZZZZ";
        vm.startPrank(_maker);
        registry.issueLot(_MODEL, "26W05000000000100", 900, 0, "");
        registry.issueLot(_MODEL, "26W06000000000000", 10, 0, "");
        registry.issueList(_LISTED, serials, 0, "");
        vm.stopPrank();

        for (uint256 i; i < 5; ++i) _units.push(_LISTED.compose(serials[i]));
        bytes17[6] memory counted = [
            bytes17("26W05000000000100"),
            "26W05000000000101",
            "26W05000000000500",
            "26W05000000000999",
            "26W06000000000000",
            "26W06000000000009"
        ];
        for (uint256 i; i < 6; ++i) _units.push(_MODEL.compose(counted[i]));
        for (uint256 i; i < _units.length; ++i) {
            if (i % 3 != 0) _placeOnMarket(_units[i], i % 3 == 1 ? ES : MX);
        }
        for (uint256 i; i < _countries.length; ++i) {
            vm.prank(consortium.authorityOf(_countries[i]));
            authorities.accredit(
                _workshopOf(_countries[i]),
                uint8(IAuthorityRegistry.Role.Workshop),
                _countries[i],
                uint40(vm.getBlockTimestamp() + 729 days)
            );
        }
    }

    function testFuzz_rangesAnswerAsASlowModelDoes(uint256 seed) public {
        for (uint256 i; i < 10; ++i) {
            uint256 dice = _dice(seed, i);
            _open(dice, _anySerial(dice >> 8), _anySerial(dice >> 40), true);
        }
        _compare();
    }

    function testFuzz_campaignsAnswerAsASlowModelDoes(uint256 seed) public {
        for (uint256 i; i < 32; ++i) {
            uint256 dice = _dice(seed, i);
            RobotId id = _units[(dice >> 8) % _units.length];
            if (_recalls.length == 0 || dice % 6 == 0) {
                _open(dice, _anySerial(dice >> 16), _anySerial(dice >> 48), dice % 12 == 0);
                continue;
            }
            uint256 campaign = 1 + ((dice >> 24) % _recalls.length);
            uint256 act = dice % 6;
            if (act == 1) _close(campaign);
            else if (act == 2) _mark(campaign, id);
            else if (act == 3) _remedy(campaign, id, (dice >> 56) % 4);
            else if (act == 4) _markNotApplicable(campaign, id);
            else _reopen(campaign, id);
            if ((dice >> 64) % 4 == 0) {
                vm.warp(vm.getBlockTimestamp() + ((dice >> 72) % uint256(recalls.closingNotice())));
            }
        }
        _compare();
        if (_recalls.length == 0) return;
        _suspendAfterCompromise(seed);
        _compare();
    }

    // ------------------------------------------------------------------------------------- private

    /// @dev Opens a campaign and remembers it, or expects the refusal of a range that runs backwards.
    function _open(uint256 dice, bytes17 first, bytes17 last, bool ranged) private {
        ModelId model = dice & 1 == 0 ? _MODEL : _LISTED;
        CountryCode[3] memory countries = [_EVERYWHERE, ES, MX];
        CountryCode country = countries[(dice >> 1) % 3];
        uint8 severity = uint8(1 + ((dice >> 4) % 3));
        IRecallRegistry.Scope memory scope = IRecallRegistry.Scope({
            model: model,
            country: country,
            kind: ranged ? 1 : 2,
            first: ranged ? model.compose(first) : RobotId.wrap(0),
            last: ranged ? model.compose(last) : RobotId.wrap(0)
        });
        IRecallRegistry.Notice memory notice;
        notice.campaignNumber = vm.toString(_recalls.length + 1);

        bool backwards = ranged && _isBefore(last, first);
        bytes memory refusal = abi.encodeWithSelector(
            IRecallRegistry.RecallRegistryRangeDescending.selector,
            scope.first,
            scope.last
        );
        bool makerRemedies = CountryCode.unwrap(country) == 0 || (dice >> 6) % 2 == 0;
        vm.prank(_openerOf(country));
        if (backwards) vm.expectRevert(refusal);
        recalls.open(scope, severity, makerRemedies, notice);
        if (backwards) return;
        _recalls.push(
            Recall({
                model: model,
                country: country,
                ranged: ranged,
                first: first,
                last: last,
                severity: severity,
                makerRemedies: makerRemedies,
                openedAt: uint40(vm.getBlockTimestamp()),
                closedAt: 0
            })
        );
    }

    function _close(uint256 campaign) private {
        Recall storage recall = _recalls[campaign - 1];
        bool fits = recall.closedAt == 0;
        vm.prank(_openerOf(recall.country));
        if (!fits) vm.expectRevert();
        recalls.close(campaign, keccak256("a reason"));
        if (!fits) return;
        bool waits = CountryCode.unwrap(recall.country) == 0 && recall.severity != 1;
        recall.closedAt = uint40(vm.getBlockTimestamp()) + (waits ? recalls.closingNotice() : 0);
    }

    function _mark(uint256 campaign, RobotId id) private {
        Recall storage recall = _recalls[campaign - 1];
        bool fits =
            !_hasEnded(campaign) &&
                !recall.ranged &&
                _isOf(id, recall.model) &&
                _statuses[campaign][id] == IRecallRegistry.UnitStatus.Unaffected;
        vm.prank(_openerOf(recall.country));
        if (!fits) vm.expectRevert();
        recalls.mark(campaign, _one(id));
        if (fits) _statuses[campaign][id] = IRecallRegistry.UnitStatus.Open;
    }

    /// @dev By the maker, or by the workshop of a country.
    function _remedy(uint256 campaign, RobotId id, uint256 who) private {
        CountryCode jurisdiction = who == 3 ? _EVERYWHERE : _countries[who];
        bool allowed = who == 3 ? _recalls[campaign - 1].makerRemedies : _isIn(id, jurisdiction);
        bool fits =
            allowed &&
                !_hasEnded(campaign) &&
                _statusOf(campaign, id) == IRecallRegistry.UnitStatus.Open;
        vm.prank(who == 3 ? _maker : _workshopOf(jurisdiction));
        if (!fits) vm.expectRevert();
        recalls.remedy(campaign, _one(id), jurisdiction, keccak256("what was done"));
        if (fits) _statuses[campaign][id] = IRecallRegistry.UnitStatus.Remedied;
    }

    function _markNotApplicable(uint256 campaign, RobotId id) private {
        bool fits =
            !_hasEnded(campaign) && _statusOf(campaign, id) == IRecallRegistry.UnitStatus.Open;
        vm.prank(_openerOf(_recalls[campaign - 1].country));
        if (!fits) vm.expectRevert();
        recalls.markNotApplicable(campaign, _one(id), keccak256("what was found"));
        if (fits) _statuses[campaign][id] = IRecallRegistry.UnitStatus.NotApplicable;
    }

    function _reopen(uint256 campaign, RobotId id) private {
        Recall storage recall = _recalls[campaign - 1];
        IRecallRegistry.UnitStatus status = _statuses[campaign][id];
        bool settled =
            status == IRecallRegistry.UnitStatus.Remedied ||
                status == IRecallRegistry.UnitStatus.NotApplicable;
        bool fits =
            settled && !_hasEnded(campaign) && _isWithin(recall.country, registry.robot(id).market);
        vm.prank(_openerOf(recall.country));
        if (!fits) vm.expectRevert();
        recalls.reopen(campaign, _one(id), keccak256("why"));
        if (fits) _statuses[campaign][id] = IRecallRegistry.UnitStatus.Open;
    }

    /// @dev The maker's account is declared compromised from one of the campaigns on; authorities suspend some on their
    /// markets.
    function _suspendAfterCompromise(uint256 seed) private {
        uint40 since = _recalls[seed % _recalls.length].openedAt;
        vm.prank(consortium.authorityOf(CN));
        authorities.declareCompromised(_MAKER, since, keccak256("stolen"));
        for (uint256 i; i < 2 * _recalls.length; ++i) {
            uint256 dice = _dice(seed, 1000 + i);
            uint256 campaign = 1 + (dice % _recalls.length);
            CountryCode country = _countries[(dice >> 16) % 3];
            Recall storage recall = _recalls[campaign - 1];
            bool fits =
                CountryCode.unwrap(recall.country) == 0 &&
                    recall.openedAt >= since &&
                    !_hasEnded(campaign) &&
                    !_suspended[campaign][country];
            vm.prank(consortium.authorityOf(country));
            if (!fits) vm.expectRevert();
            recalls.suspend(campaign, country, keccak256("stolen"));
            if (fits) _suspended[campaign][country] = true;
        }
    }

    /// @dev Asks everything about every unit.
    function _compare() private {
        for (uint256 i; i < _units.length; ++i) {
            RobotId id = _units[i];
            uint256 open;
            for (uint256 campaign = 1; campaign <= _recalls.length; ++campaign) {
                IRecallRegistry.UnitStatus status = _statusOf(campaign, id);
                vm.assertEq(uint256(recalls.statusOf(campaign, id)), uint256(status), "status");
                if (_hasEnded(campaign)) continue;
                if (status == IRecallRegistry.UnitStatus.Open) ++open;
            }
            _compareOpen(id, open);
            _compareRefusal(
                id,
                _EVERYWHERE,
                2,
                abi.encodeCall(ITransferPolicy.checkTransfer, (id, address(1), address(2)))
            );
            _compareRefusal(id, ES, 2, abi.encodeCall(ITransferPolicy.checkPlacement, (id, ES)));
            _compareRefusal(id, MX, 2, abi.encodeCall(ITransferPolicy.checkPlacement, (id, MX)));
            _compareRefusal(
                id,
                _EVERYWHERE,
                3,
                abi.encodeCall(ITransferPolicy.checkOperator, (id, address(1)))
            );
        }
        RobotId unknown = _MODEL.compose("26W05000000000099");
        if (_recalls.length == 0) return;
        vm.expectRevert(
            abi.encodeWithSelector(IRobotHistory.RobotRegistryUnknownRobot.selector, unknown)
        );
        recalls.statusOf(1, unknown);
    }

    function _compareOpen(RobotId id, uint256 open) private view {
        IRecallRegistry.OpenCampaign[] memory found = recalls.openCampaignsOf(id);
        vm.assertEq(found.length, open, "open campaigns");
        for (uint256 i; i < found.length; ++i) {
            uint256 campaign = found[i].campaign;
            bool isOpen = _statusOf(campaign, id) == IRecallRegistry.UnitStatus.Open;
            vm.assertTrue(isOpen && !_hasEnded(campaign), "not open");
            for (uint256 j; j < i; ++j) {
                vm.assertTrue(found[j].campaign != campaign, "a campaign is listed twice");
            }
        }
    }

    /// @dev A unit is refused where some campaign, at least as severe, binds it on its market or the next, and such a campaign
    /// is named.
    function _compareRefusal(
        RobotId id,
        CountryCode next,
        uint8 least,
        bytes memory question
    ) private view {
        bool blocked;
        for (uint256 campaign = 1; campaign <= _recalls.length; ++campaign) {
            blocked = blocked || _blocks(campaign, id, next, least);
        }
        (bool permitted, bytes memory refusal) = address(recalls).staticcall(question);
        vm.assertEq(permitted, !blocked, "permitted");
        if (permitted) return;
        bytes memory arguments = new bytes(refusal.length - 4);
        for (uint256 i; i < arguments.length; ++i) arguments[i] = refusal[i + 4];
        (RobotId refused, uint256 named, ) = abi.decode(arguments, (RobotId, uint256, string));
        vm.assertEq(RobotId.unwrap(refused), RobotId.unwrap(id), "the unit named");
        vm.assertTrue(_blocks(named, id, next, least), "the campaign named");
    }

    function _blocks(
        uint256 campaign,
        RobotId id,
        CountryCode next,
        uint8 least
    ) private view returns (bool) {
        Recall storage recall = _recalls[campaign - 1];
        CountryCode market = registry.robot(id).market;
        return
            !_hasEnded(campaign) &&
            recall.severity >= least &&
            _isOf(id, recall.model) &&
            _standing(campaign, id) == IRecallRegistry.UnitStatus.Open &&
            (_bindsOn(campaign, id, market, next) || _bindsOn(campaign, id, next, market));
    }

    /// @dev On the first of two markets; where there is none, on the other, or in the country of the code.
    function _bindsOn(
        uint256 campaign,
        RobotId id,
        CountryCode market,
        CountryCode other
    ) private view returns (bool) {
        CountryCode opener = _recalls[campaign - 1].country;
        if (CountryCode.unwrap(opener) != 0) return _isWithin(opener, market);
        CountryCode country = CountryCode.unwrap(market) == 0 ? other : market;
        if (CountryCode.unwrap(country) == 0) country = id.country();
        return !_suspended[campaign][country];
    }

    /// @dev What was done to a unit counts everywhere; that it is open, on the market of the campaign alone.
    function _statusOf(
        uint256 campaign,
        RobotId id
    ) private view returns (IRecallRegistry.UnitStatus status) {
        if (!_isOf(id, _recalls[campaign - 1].model)) return IRecallRegistry.UnitStatus.Unaffected;
        status = _standing(campaign, id);
        CountryCode market = registry.robot(id).market;
        bool binds = _bindsOn(campaign, id, market, market);
        if (status == IRecallRegistry.UnitStatus.Open && !binds) {
            return IRecallRegistry.UnitStatus.Unaffected;
        }
    }

    function _standing(
        uint256 campaign,
        RobotId id
    ) private view returns (IRecallRegistry.UnitStatus) {
        Recall storage recall = _recalls[campaign - 1];
        IRecallRegistry.UnitStatus noted = _statuses[campaign][id];
        if (!recall.ranged || noted != IRecallRegistry.UnitStatus.Unaffected) return noted;
        bool inside = !_isBefore(id.serial(), recall.first) && !_isBefore(recall.last, id.serial());
        return inside ? IRecallRegistry.UnitStatus.Open : IRecallRegistry.UnitStatus.Unaffected;
    }

    function _hasEnded(uint256 campaign) private view returns (bool) {
        uint40 closedAt = _recalls[campaign - 1].closedAt;
        return closedAt != 0 && closedAt <= vm.getBlockTimestamp();
    }

    /// @dev The country of a unit: that of its market, or of its code.
    function _isIn(RobotId id, CountryCode country) private view returns (bool) {
        CountryCode market = registry.robot(id).market;
        if (CountryCode.unwrap(market) == 0) market = id.country();
        return CountryCode.unwrap(market) == CountryCode.unwrap(country);
    }

    function _workshopOf(CountryCode country) private pure returns (address) {
        return address(uint160(0xF00000) + uint16(CountryCode.unwrap(country)));
    }

    function _one(RobotId id) private pure returns (RobotId[] memory ids) {
        ids = new RobotId[](1);
        ids[0] = id;
    }

    function _openerOf(CountryCode country) private view returns (address) {
        bool everywhere = CountryCode.unwrap(country) == 0;
        return everywhere ? _maker : consortium.authorityOf(country);
    }

    /// @dev The serial of a unit, one of its neighbours, or an end of all serials.
    function _anySerial(uint256 dice) private view returns (bytes17 serial) {
        if (dice % 16 == 0) return "00000000000000000";
        if (dice % 16 == 1) return "ZZZZZZZZZZZZZZZZZ";
        serial = _units[(dice >> 4) % _units.length].serial();
        uint256 what = (dice >> 12) % 4;
        if (what < 2) return serial;
        bytes memory characters = abi.encodePacked(serial);
        characters[16] = _neighbour(characters[16], what == 2);
        return bytes17(characters);
    }

    /// @dev The character before or behind, within the alphabet.
    function _neighbour(bytes1 character, bool before) private pure returns (bytes1) {
        bytes memory alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        uint256 position;
        while (alphabet[position] != character) ++position;
        if (before) return alphabet[position == 0 ? 0 : position - 1];
        return alphabet[position == 35 ? 35 : position + 1];
    }

    function _isBefore(bytes17 a, bytes17 b) private pure returns (bool) {
        for (uint256 i; i < 17; ++i) {
            if (a[i] != b[i]) return uint8(a[i]) < uint8(b[i]);
        }
        return false;
    }

    function _isOf(RobotId id, ModelId model) private pure returns (bool) {
        return ModelId.unwrap(id.model()) == ModelId.unwrap(model);
    }

    function _isWithin(CountryCode scope, CountryCode market) private pure returns (bool) {
        return
            CountryCode.unwrap(scope) == 0 ||
            CountryCode.unwrap(scope) == CountryCode.unwrap(market);
    }

    function _dice(uint256 seed, uint256 throw_) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, throw_)));
    }
}
