// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId
} from "../../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../../contracts/interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../../../contracts/interfaces/IConsortium.sol";
import {IDossier} from "../../../contracts/interfaces/IDossier.sol";
import {IRecallRegistry} from "../../../contracts/interfaces/IRecallRegistry.sol";
import {IRegistrarOrders} from "../../../contracts/interfaces/IRegistrarOrders.sol";
import {IRobotFlags} from "../../../contracts/interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {Acts} from "./Acts.sol";

/// @dev What authorities do, and those who have business with them: flags, orders, admissions, approvals, recalls, records.
abstract contract Offices is Acts {
    uint256 private _recalls;

    // --------------------------------------------------------------------------------- flags and orders

    function flag(uint256 seed) external {
        _begin(seed);
        RobotId id = _anyRobot();
        // A flagged robot cannot move, so that more is cleared than raised.
        for (uint256 i; i < 6 && _stories[id].flags == 0; ++i) id = _anyRobot();
        address authority = consortium.authorityOf(_countryOf(id));
        if (_stories[id].flags == 0) {
            // One that is about to change hands, if there is one.
            for (uint256 i; i < _robots.length && _agreements[id].to == address(0); ++i) {
                id = _robots[i];
            }
            authority = consortium.authorityOf(_countryOf(id));
            uint8 raised = uint8(_seldom() ? _roll(5) : 1 + _roll(2));
            address[3] memory reporters = [authority, _investigator, holderOf(id)];
            _act(
                Act.RaiseFlag,
                _mostly(reporters[_roll(3)]),
                address(flags),
                abi.encodeCall(IRobotFlags.raiseFlag, (id, raised, keccak256("a report")))
            );
            return;
        }
        uint8 up = _stories[id].flags & 2 != 0 ? 1 : 2;
        address reporter = flags.flagOf(id, up).reporter;
        if (_roll(3) == 0) {
            _supportClearance(id, up);
            return;
        }
        uint256 clearableAt = flags.clearanceOf(id, up).clearableAt;
        if (_roll(2) == 0 && flags.clearanceOf(id, up).secondSeat != 0) {
            if (vm.getBlockTimestamp() < clearableAt) vm.warp(clearableAt);
            authority = consortium.seatOf(flags.clearanceOf(id, up).secondSeat).authority;
        }
        _act(
            Act.ClearFlag,
            _mostly(_roll(2) == 0 ? reporter : authority),
            address(flags),
            abi.encodeCall(IRobotFlags.clearFlag, (id, up, keccak256("a reason")))
        );
    }

    function propose(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State(1 + _roll(3)));
        uint8 action = uint8(_seldom() ? _roll(4) : 1 + _roll(2));
        address beneficiary = action == 2 ? _mostly(_recyclers[_roll(2)]) : _anyone();
        _act(
            Act.ProposeOrder,
            _mostly(consortium.authorityOf(_countryOf(id))),
            address(orders),
            abi.encodeCall(
                IRegistrarOrders.propose,
                (id, action, beneficiary, keccak256("a decision"))
            )
        );
    }

    /// @dev Those who have something to say about an order that is pending say it.
    function answer(uint256 seed) external {
        _begin(seed);
        (bool found, uint256 order) = _openOrder(true);
        if (!found) return;
        Decision storage decision = _decisions[order - 1];
        if (_roll(4) == 0) {
            _act(
                Act.WithdrawOrder,
                _mostly(consortium.authorityOf(_countryOf(decision.id))),
                address(orders),
                abi.encodeCall(IRegistrarOrders.withdraw, (order, keccak256("a reason")))
            );
        } else if (decision.answerableUntil == 0) {
            _act(
                Act.Object,
                _mostly(holderOf(decision.id)),
                address(orders),
                abi.encodeCall(IRegistrarOrders.object, (order, keccak256("an objection")))
            );
        } else {
            address second = _otherSeat(decision.seat);
            // Or of the seat that began.
            if (_roll(4) == 0) second = consortium.authorityOf(_countryOf(decision.id));
            _act(
                Act.Countersign,
                _mostly(second),
                address(orders),
                abi.encodeCall(IRegistrarOrders.countersign, (order))
            );
        }
    }

    function execute(uint256 seed) external {
        _begin(seed);
        (bool found, uint256 order) = _openOrder(false);
        if (!found) return;
        Decision storage decision = _decisions[order - 1];
        uint256 due = decision.proposedAt + ORDER_NOTICE;
        if (_roll(3) != 0 && vm.getBlockTimestamp() < due) vm.warp(due);
        _act(
            Act.ExecuteOrder,
            _mostly(decision.beneficiary),
            address(orders),
            abi.encodeCall(IRegistrarOrders.execute, (order))
        );
    }

    // --------------------------------------------------------------------------- makers and authorities

    /// @dev A maker changes its account: its stock goes along, whatever else the next account holds.
    function rotateMaker(uint256 seed) external {
        _begin(seed);
        ManufacturerId maker = _anyMaker();
        address next = _anyone();
        _act(
            Act.NameMaker,
            _mostly(accountOf[maker]),
            address(authorities),
            abi.encodeCall(IAuthorityRegistry.proposeManufacturerAccount, (maker, next))
        );
        _act(
            Act.AcceptMaker,
            _mostly(next),
            address(authorities),
            abi.encodeCall(IAuthorityRegistry.acceptManufacturerAccount, (maker))
        );
    }

    function superviseMaker(uint256 seed) external {
        _begin(seed);
        ManufacturerId maker = _anyMaker();
        address authority = consortium.authorityOf(maker.country());
        if (_roll(3) == 0) {
            maker = ManufacturerId.wrap(
                bytes6(abi.encodePacked(_anyCountry(), "NEW", bytes1(uint8(0x41 + _roll(4)))))
            );
            _act(
                Act.AdmitMaker,
                _mostly(consortium.authorityOf(maker.country())),
                address(authorities),
                abi.encodeCall(
                    IAuthorityRegistry.admitManufacturer,
                    (maker, _anyone(), "A new maker", "")
                )
            );
            return;
        }
        // A maker that is suspended is reinstated soon.
        if (statusOf[maker] == IAuthorityRegistry.ManufacturerStatus.Active && _roll(3) != 0)
            return;
        bytes memory data = abi.encodeCall(
            IAuthorityRegistry.reinstateManufacturer,
            (maker, keccak256("a reason"))
        );
        if (statusOf[maker] == IAuthorityRegistry.ManufacturerStatus.Active) {
            data = abi.encodeCall(
                IAuthorityRegistry.suspendManufacturer,
                (maker, keccak256("a reason"))
            );
        }
        // One maker of three can be lost for good.
        if (ManufacturerId.unwrap(maker) == ManufacturerId.unwrap(MAKER_B) && _seldom()) {
            data = abi.encodeCall(
                IAuthorityRegistry.revokeManufacturer,
                (maker, keccak256("a reason"))
            );
        }
        _act(Act.DisciplineMaker, _mostly(authority), address(authorities), data);
    }

    function approveModel(uint256 seed) external {
        _begin(seed);
        ModelId model = _anyModel();
        CountryCode country = _anyCountry();
        address authority = _mostly(consortium.authorityOf(country));
        if (authorities.isApproved(model, country)) {
            if (_roll(6) != 0) return;
            _act(
                Act.WithdrawApproval,
                authority,
                address(authorities),
                abi.encodeCall(
                    IAuthorityRegistry.withdrawModelApproval,
                    (model, country, keccak256("a reason"))
                )
            );
        } else {
            uint40 expiry = uint40(vm.getBlockTimestamp() + 1 + _roll(365 days));
            _act(
                Act.ApproveModel,
                authority,
                address(authorities),
                abi.encodeCall(
                    IAuthorityRegistry.approveModel,
                    (model, country, 4, keccak256("certificate"), expiry)
                )
            );
        }
    }

    /// @dev A recycler or workshop loses its accreditation, and has it back soon.
    function accredit(uint256 seed) external {
        _begin(seed);
        uint8 role = _roll(3) == 0 ? 1 : 3;
        address account = role == 1 ? _workshop : _recyclers[_roll(2)];
        CountryCode country = role == 1 ? ES : _anyCountry();
        address authority = _mostly(consortium.authorityOf(country));
        uint40 expiry = uint40(vm.getBlockTimestamp()) + ACCREDITED;
        if (!authorities.isAccredited(account, IAuthorityRegistry.Role(role), country)) {
            _act(
                Act.Accredit,
                authority,
                address(authorities),
                abi.encodeCall(IAuthorityRegistry.accredit, (account, role, country, expiry))
            );
        } else if (_roll(8) == 0) {
            _act(
                Act.WithdrawAccreditation,
                authority,
                address(authorities),
                abi.encodeCall(
                    IAuthorityRegistry.withdrawAccreditation,
                    (account, role, country, keccak256("a reason"))
                )
            );
        }
    }

    function rotateAuthority(uint256 seed) external {
        _begin(seed);
        address account = consortium.authorityOf(_anyCountry());
        uint256 seat = consortium.seatOfAuthority(account);
        address next = _anyone();
        _act(
            Act.ProposeAuthority,
            _mostly(account),
            address(consortium),
            abi.encodeCall(IConsortium.proposeAuthority, (next))
        );
        uint256 due = consortium.proposedAuthority(seat).acceptableFrom;
        if (_roll(3) != 0 && vm.getBlockTimestamp() < due) vm.warp(due);
        _act(
            Act.AcceptAuthority,
            _mostly(next),
            address(consortium),
            abi.encodeCall(IConsortium.acceptAuthority, (seat))
        );
    }

    /// @dev A maker's key is stolen or lost; its authority names a successor, which others have to sign for.
    function succeed(uint256 seed) external {
        _begin(seed);
        ManufacturerId maker = _anyMaker();
        address authority = consortium.authorityOf(maker.country());
        if (statusOf[maker] != IAuthorityRegistry.ManufacturerStatus.Compromised) {
            if (_roll(12) == 0) _declareCompromised(maker, _momentOfTheft());
            return;
        }
        IAuthorityRegistry.Succession memory naming = authorities.successionOf(maker);
        if (naming.account == address(0) || _seldom()) {
            _act(
                Act.NameSuccessor,
                _mostly(authority),
                address(authorities),
                abi.encodeCall(
                    IAuthorityRegistry.nameSuccessor,
                    (maker, _anyone(), keccak256("a decision"))
                )
            );
            return;
        }
        _act(
            Act.SignSuccession,
            _mostly(_otherSeat(naming.seat)),
            address(authorities),
            abi.encodeCall(IAuthorityRegistry.countersignSuccession, (maker, naming.account))
        );
        uint256 due = uint256(naming.namedAt) + SUCCESSION_NOTICE;
        if (_roll(2) == 0 && vm.getBlockTimestamp() < due) vm.warp(due);
        _act(
            Act.AcceptSuccession,
            _mostly(naming.account),
            address(authorities),
            abi.encodeCall(IAuthorityRegistry.acceptSuccession, (maker))
        );
    }

    // ------------------------------------------------------------------------------ recalls and records

    function recall(uint256 seed) external {
        _begin(seed);
        RobotId id = _anyRobot();
        uint256 campaign = recalls.campaignCount();
        if (campaign == 0 || recalls.campaignOf(campaign).closedAt != 0 || _seldom()) {
            _openRecall(_robotIn(IRobotHistory.State.InService), _roll(2) == 0);
            return;
        }
        ModelId model = recalls.campaignOf(campaign).model;
        CountryCode country = recalls.campaignOf(campaign).country;
        address maker = accountOf[model.manufacturer()];
        address opener = CountryCode.unwrap(country) == 0 ? maker : consortium.authorityOf(country);
        if (_roll(3) == 0) {
            _act(
                Act.CloseRecall,
                _mostly(opener),
                address(recalls),
                abi.encodeCall(IRecallRegistry.close, (campaign, keccak256("a reason")))
            );
            return;
        }
        RobotId[] memory ids = new RobotId[](1);
        ids[0] = id;
        if (_roll(3) == 0) {
            _reopen(campaign, ids, opener);
            return;
        }
        bool byMaker = recalls.campaignOf(campaign).makerRemedies;
        for (uint256 i; i < _robots.length; ++i) {
            bool affected =
                recalls.statusOf(campaign, _robots[i]) == IRecallRegistry.UnitStatus.Open;
            if (affected && _stories[_robots[i]].state != IRobotHistory.State.Scrapped) {
                ids[0] = _robots[i];
            }
        }
        // The one workshop is accredited in ES.
        if (CountryCode.unwrap(_countryOf(ids[0])) == CountryCode.unwrap(ES)) {
            byMaker = byMaker && _roll(2) == 0;
        }
        if (_seldom()) byMaker = !byMaker;
        _act(
            Act.Remedy,
            _mostly(byMaker ? maker : _workshop),
            address(recalls),
            abi.encodeCall(
                IRecallRegistry.remedy,
                (campaign, ids, byMaker ? CountryCode.wrap(0) : ES, keccak256("a work order"))
            )
        );
    }

    /// @dev An authority frees its market of what a stolen key opened.
    function suspendRecall(uint256 seed) external {
        _begin(seed);
        if (_roll(3) == 0) _openByTheft(_robotIn(IRobotHistory.State.InService));
        uint256 count = recalls.campaignCount();
        if (count == 0) return;
        uint256 campaign = 1 + _roll(count);
        // The latest that a stolen key opened, and a market that still acts on it.
        CountryCode market = _anyCountry();
        for (uint256 candidate = count; candidate > 0; --candidate) {
            IRecallRegistry.Campaign memory opened = recalls.campaignOf(candidate);
            if (CountryCode.unwrap(opened.country) != 0 || opened.closedAt != 0) continue;
            if (!authorities.wasCompromised(opened.model.manufacturer(), opened.openedAt)) continue;
            campaign = candidate;
            for (uint256 i; i < 3 && recalls.suspendedAt(campaign, market) != 0; ++i) {
                market = [CN, ES, MX][i];
            }
            break;
        }
        _act(
            Act.SuspendRecall,
            _mostly(consortium.authorityOf(market)),
            address(recalls),
            abi.encodeCall(IRecallRegistry.suspend, (campaign, market, keccak256("a theft")))
        );
    }

    /// @dev The holder reports an incident: about a robot that is destroyed, too.
    function record(uint256 seed) external {
        _begin(seed);
        RobotId id = _anyRobot();
        _act(
            Act.RecordInDossier,
            _mostly(holderOf(id)),
            address(dossier),
            abi.encodeCall(
                IDossier.record,
                (id, 11, 2, CountryCode.wrap(0), keccak256("an incident"), "ipfs://incident")
            )
        );
    }

    // ------------------------------------------------------------------------------------------ private

    function _declareCompromised(ManufacturerId maker, uint40 since) private {
        _act(
            Act.DeclareCompromised,
            _mostly(consortium.authorityOf(maker.country())),
            address(authorities),
            abi.encodeCall(
                IAuthorityRegistry.declareCompromised,
                (maker, since, keccak256("a theft"))
            )
        );
    }

    function _momentOfTheft() private returns (uint40) {
        uint256 back = _roll(60 days);
        uint256 time = vm.getBlockTimestamp();
        return uint40(time - START > back ? time - back : START);
    }

    /// @dev A unit that was remedied, if there is one, of any campaign.
    function _reopen(uint256 campaign, RobotId[] memory ids, address opener) private {
        for (uint256 other = 1; other <= recalls.campaignCount(); ++other) {
            if (recalls.campaignOf(other).closedAt != 0) continue;
            for (uint256 i; i < _robots.length; ++i) {
                if (recalls.statusOf(other, _robots[i]) != IRecallRegistry.UnitStatus.Remedied) {
                    continue;
                }
                (campaign, ids[0]) = (other, _robots[i]);
                IRecallRegistry.Campaign memory opened = recalls.campaignOf(other);
                opener =
                    CountryCode.unwrap(opened.country) == 0
                        ? accountOf[opened.model.manufacturer()]
                        : consortium.authorityOf(opened.country);
            }
        }
        _act(
            Act.ReopenUnit,
            _mostly(opener),
            address(recalls),
            abi.encodeCall(IRecallRegistry.reopen, (campaign, ids, keccak256("a reason")))
        );
    }

    function _supportClearance(RobotId id, uint8 up) private {
        IRobotFlags.Clearance memory clearance = flags.clearanceOf(id, up);
        uint256 answers = flags.flagOf(id, up).seat;
        address supporter = _otherSeat(answers == 0 ? clearance.firstSeat : answers);
        for (uint256 i; i < 6; ++i) {
            if (consortium.seatOfAuthority(supporter) != clearance.firstSeat) break;
            supporter = _otherSeat(answers);
        }
        _act(
            Act.SupportClearance,
            _mostly(supporter),
            address(flags),
            abi.encodeCall(IRobotFlags.supportClearance, (id, up, keccak256("a reason")))
        );
    }

    /// @dev The account of some seat but this one.
    function _otherSeat(uint256 seat) private returns (address account) {
        account = _anyone();
        uint256 start = _roll(_cast.length);
        for (uint256 i; i < _cast.length; ++i) {
            address candidate = _cast[(start + i) % _cast.length];
            uint256 other = consortium.seatOfAuthority(candidate);
            if (other != 0 && other != seat) return candidate;
        }
    }

    /// @dev An order that waits for a word or for its execution if there is one, and now and then any.
    function _openOrder(bool unanswered) private returns (bool found, uint256 order) {
        if (_decisions.length == 0) return (false, 0);
        uint256 start = _roll(_decisions.length);
        if (_roll(4) == 0) return (true, start + 1);
        for (uint256 i; i < _decisions.length; ++i) {
            order = 1 + ((start + i) % _decisions.length);
            Decision storage decision = _decisions[order - 1];
            if (!_isPending(decision)) continue;
            bool overruled = decision.signatures >= decision.needed;
            bool waits = decision.answerableUntil != 0 && !overruled;
            if (unanswered ? !overruled : !waits) break;
        }
        return (true, order);
    }

    /// @dev A thief of a maker's key opens a campaign, and is found out.
    function _openByTheft(RobotId id) private {
        ManufacturerId maker = id.manufacturer();
        if (statusOf[maker] == IAuthorityRegistry.ManufacturerStatus.Compromised) return;
        _openRecall(id, true);
        _declareCompromised(maker, uint40(vm.getBlockTimestamp()));
    }

    function _openRecall(RobotId id, bool everywhere) private {
        CountryCode country = everywhere ? CountryCode.wrap(0) : _countryOf(id);
        IRecallRegistry.Notice memory notice;
        notice.campaignNumber = string(abi.encodePacked("R", bytes32(++_recalls)[31]));
        _act(
            Act.OpenRecall,
            _mostly(everywhere ? accountOf[id.manufacturer()] : consortium.authorityOf(country)),
            address(recalls),
            abi.encodeCall(
                IRecallRegistry.open,
                (
                    IRecallRegistry.Scope(id.model(), country, 1, id, id),
                    uint8(1 + _roll(3)),
                    everywhere || _roll(2) == 0,
                    notice
                )
            )
        );
    }

    function _anyMaker() private returns (ManufacturerId) {
        ManufacturerId[3] memory makers = [MAKER_A, MAKER_B, MAKER_C];
        return makers[_roll(3)];
    }
}
