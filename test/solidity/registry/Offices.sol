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

/// @dev What authorities do, and whoever has business with them: flags, orders, admissions, approvals, recalls, records.
abstract contract Offices is Acts {
    uint256 private _recalls;

    // --------------------------------------------------------------------------------- flags and orders

    function flag(uint256 seed) external {
        _begin(seed);
        RobotId id = _anyRobot();
        // What is flagged stands still, so that more is cleared than raised.
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

    /// @dev Whoever has something to say about an order that is open says it.
    function answer(uint256 seed) external {
        _begin(seed);
        (bool found, uint256 order) = _openOrder(true);
        if (!found) return;
        Decision storage decision = _decisions[order - 1];
        if (_seldom()) {
            _act(
                Act.WithdrawOrder,
                _mostly(consortium.authorityOf(_countryOf(decision.id))),
                address(orders),
                abi.encodeCall(IRegistrarOrders.withdraw, (order, keccak256("a reason")))
            );
        } else if (!decision.objected) {
            _act(
                Act.Object,
                _mostly(decision.holder),
                address(orders),
                abi.encodeCall(IRegistrarOrders.object, (order, keccak256("an objection")))
            );
        } else {
            // The account of some other seat.
            uint256 seat = consortium.seatOfCountry(_countryOf(decision.id));
            address second = _anyone();
            for (uint256 i; i < _cast.length; ++i) {
                uint256 other = consortium.seatOfAuthority(_cast[i]);
                if (other != 0 && other != seat && other != decision.seat) second = _cast[i];
            }
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
        // Whoever is suspended is reinstated soon.
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

    /// @dev A recycler loses its accreditation, and has it back soon.
    function accredit(uint256 seed) external {
        _begin(seed);
        address account = _recyclers[_roll(2)];
        CountryCode country = _anyCountry();
        address authority = _mostly(consortium.authorityOf(country));
        if (!authorities.isAccredited(account, IAuthorityRegistry.Role.Recycler, country)) {
            _act(
                Act.Accredit,
                authority,
                address(authorities),
                abi.encodeCall(IAuthorityRegistry.accredit, (account, 3, country, FOREVER))
            );
        } else if (_roll(3) == 0) {
            _act(
                Act.WithdrawAccreditation,
                authority,
                address(authorities),
                abi.encodeCall(
                    IAuthorityRegistry.withdrawAccreditation,
                    (account, 3, country, keccak256("a reason"))
                )
            );
        }
    }

    function rotateAuthority(uint256 seed) external {
        _begin(seed);
        _act(
            Act.RotateAuthority,
            consortium.authorityOf(_anyCountry()),
            address(consortium),
            abi.encodeCall(IConsortium.rotateAuthority, (_anyone()))
        );
    }

    // ------------------------------------------------------------------------------ recalls and records

    function recall(uint256 seed) external {
        _begin(seed);
        RobotId id = _anyRobot();
        uint256 campaign = recalls.campaignCount();
        if (campaign == 0 || recalls.campaignOf(campaign).closedAt != 0) {
            _openRecall(_robotIn(IRobotHistory.State.InService));
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
        for (uint256 i; i < _robots.length; ++i) {
            bool affected =
                recalls.statusOf(campaign, _robots[i]) == IRecallRegistry.UnitStatus.Open;
            if (affected && _stories[_robots[i]].state != IRobotHistory.State.Scrapped) {
                ids[0] = _robots[i];
            }
        }
        _act(
            Act.Remedy,
            _mostly(maker),
            address(recalls),
            abi.encodeCall(
                IRecallRegistry.remedy,
                (campaign, ids, CountryCode.wrap(0), keccak256("a work order"))
            )
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

    /// @dev An order that waits for a word or for its execution if there is one, and now and then any.
    function _openOrder(bool unanswered) private returns (bool found, uint256 order) {
        if (_decisions.length == 0) return (false, 0);
        uint256 start = _roll(_decisions.length);
        if (_roll(4) == 0) return (true, start + 1);
        for (uint256 i; i < _decisions.length; ++i) {
            order = 1 + ((start + i) % _decisions.length);
            Decision storage decision = _decisions[order - 1];
            bool settled =
                decision.executed ||
                    decision.withdrawn ||
                    _stories[decision.id].state == IRobotHistory.State.Scrapped;
            if (settled || decision.holder != holderOf(decision.id)) continue;
            bool pending = decision.objected && !decision.countersigned;
            if (unanswered ? !decision.countersigned : !pending) break;
        }
        return (true, order);
    }

    function _openRecall(RobotId id) private {
        bool everywhere = _roll(2) == 0;
        CountryCode country = everywhere ? CountryCode.wrap(0) : _countryOf(id);
        IRecallRegistry.Notice memory notice;
        notice.campaignNumber = string(abi.encodePacked("R", bytes32(++_recalls)[31]));
        _act(
            Act.OpenRecall,
            _mostly(everywhere ? accountOf[id.manufacturer()] : consortium.authorityOf(country)),
            address(recalls),
            abi.encodeCall(
                IRecallRegistry.open,
                (IRecallRegistry.Scope(id.model(), country, 1, id, id), uint8(1 + _roll(3)), notice)
            )
        );
    }

    function _anyMaker() private returns (ManufacturerId) {
        ManufacturerId[3] memory makers = [MAKER_A, MAKER_B, MAKER_C];
        return makers[_roll(3)];
    }
}
