// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {LotId} from "../../../contracts/identifier/LotId.sol";
import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId,
    RobotIdLibrary
} from "../../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../../contracts/interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../../../contracts/interfaces/IConsortium.sol";
import {IDossier} from "../../../contracts/interfaces/IDossier.sol";
import {IRecallRegistry} from "../../../contracts/interfaces/IRecallRegistry.sol";
import {IRegistrarOrders} from "../../../contracts/interfaces/IRegistrarOrders.sol";
import {IRegistryModules} from "../../../contracts/interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../../../contracts/interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {IRobotIssuance} from "../../../contracts/interfaces/IRobotIssuance.sol";
import {IRobotLifecycle} from "../../../contracts/interfaces/IRobotLifecycle.sol";
import {IRobotOwnership} from "../../../contracts/interfaces/IRobotOwnership.sol";
import {IRobotRegistry} from "../../../contracts/interfaces/IRobotRegistry.sol";
import {ITransferPolicy} from "../../../contracts/interfaces/ITransferPolicy.sol";
import {DeviceKey, DeviceSignature} from "../../../contracts/registry/DeviceKey.sol";
import {Vm} from "../Vm.sol";
import {Cast} from "./Cast.sol";

/// @dev Everything that anybody can do to the registry, as the dice have it: mostly by whoever may and as it should be done,
/// now and then by somebody else or with something wrong. What is refused is left at that; what is let through is read and
/// judged. Nothing in here may revert: a campaign that stops in a handler has found a mistake of the handler.
abstract contract RegistryHandler is Cast {
    using RobotIdLibrary for bytes32;

    enum Act {
        IssueLot,
        IssueList,
        Place,
        Relocate,
        ReplaceDeviceKey,
        Approve,
        Trust,
        Take,
        TakeSafely,
        SubmitConsent,
        RevokeConsents,
        NameOperator,
        AcceptOperator,
        ResignOperator,
        HandIn,
        Scrap,
        RaiseFlag,
        ClearFlag,
        ProposeOrder,
        Object,
        Countersign,
        WithdrawOrder,
        ExecuteOrder,
        NameMaker,
        AcceptMaker,
        DisciplineMaker,
        AdmitMaker,
        ApproveModel,
        WithdrawApproval,
        Accredit,
        WithdrawAccreditation,
        RotateAuthority,
        OpenRecall,
        Remedy,
        CloseRecall,
        RecordInDossier,
        SetModule,
        AddPolicy,
        RemovePolicy,
        SetResolver,
        GrantRole,
        MoveCountry,
        ReplaceSeat,
        AppendAsModule,
        Grasp,
        Meddle,
        Assault
    }

    mapping(Act act => uint256) public tried;
    mapping(Act act => uint256) public done;

    Offer[] private _offers;
    uint256 private _recalls;
    uint256 private _validators;

    /// @dev A world in which something can happen: robots at every point of their life.
    constructor(uint256 salt) Cast(salt) {
        _assemble();
        for (uint256 i; i < 3; ++i) {
            issueLot(i);
            issueList(i);
        }
        for (uint256 i; i < 12; ++i) place(i);
        for (uint256 i; i < 6; ++i) {
            approve(i);
            take(i);
            consent(i);
        }
        for (uint256 i; i < 9; ++i) handIn(i);
        for (uint256 i; i < 2; ++i) scrap(i);
    }

    // ----------------------------------------------------------------------------------------- issuance

    function issueLot(uint256 seed) public {
        _begin(seed);
        ModelId model = _seldom() ? _anyModel() : _lotModels[_roll(_lotModels.length)];
        // A model of the other scheme has no counter: the call is refused whatever the serial.
        uint8 width = _widths[model] == 0 ? 12 : _widths[model];
        bytes32 stem = _stemOf(model, width, _roll(2) == 0 ? bytes1("A") : bytes1("B"));
        uint256 numbers = 10 ** uint256(width);
        uint256 first = _nextOf(stem);
        if (_seldom() && first != 0) first -= _roll(2) == 0 ? 1 : 1 + _roll(first);
        else if (_roll(2) == 0) first += _roll(3);
        if (first >= numbers) first = numbers - 1;
        uint256[6] memory counts = [1, 2, 3, 5, 10_000, numbers - first];
        uint256 count = counts[_roll(_seldom() ? 6 : 4)] + (_seldom() ? 1 : 0);

        RobotId firstId = stem.withCounter(width, first);
        bytes32 unitsRoot = _roll(4) == 0 ? _leafOf(firstId) : bytes32(0);
        _act(
            Act.IssueLot,
            _mostly(accountOf[model.manufacturer()]),
            address(registry),
            abi.encodeCall(
                IRobotIssuance.issueLot,
                (model, firstId.serial(), uint64(count), unitsRoot, "ipfs://lot")
            )
        );
    }

    function issueList(uint256 seed) public {
        _begin(seed);
        ModelId model = _seldom() ? _anyModel() : _listModels[_roll(_listModels.length)];
        bytes32 stem = _stemOf(model, 3, "L");
        bytes17[] memory serials = new bytes17[](1 + _roll(3));
        for (uint256 i; i < serials.length; ++i) {
            serials[i] = stem.withCounter(3, _roll(300)).serial();
        }
        if (_seldom() && _listed.length != 0) serials[0] = _listed[_roll(_listed.length)].serial();
        bytes32 unitsRoot = _roll(4) == 0 ? _leafOf(model.compose(serials[0])) : bytes32(0);
        _act(
            Act.IssueList,
            _mostly(accountOf[model.manufacturer()]),
            address(registry),
            abi.encodeCall(IRobotIssuance.issueList, (model, serials, unitsRoot, "ipfs://list"))
        );
    }

    // ---------------------------------------------------------------------------------------- lifecycle

    function place(uint256 seed) public {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.Issued);
        address caller = _mostly(holderOf(id));
        CountryCode country = _anyCountry();
        bool refused = _refuses(abi.encodeCall(ITransferPolicy.checkPlacement, (id, country)));
        // Its first key, or, where it was placed before, another.
        bool again = _stories[id].keyDigest != 0;
        DeviceKey memory key = _keyFor(
            again ? keccak256(abi.encode(id, _keyDigests.length)) : keccak256(abi.encode(id))
        );
        (
            IRobotLifecycle.BirthProof memory proof,
            DeviceSignature memory signature,
            bool evident
        ) = _evidence(id, key, caller, _rootOf(id));
        bool placed = _act(
            Act.Place,
            caller,
            address(registry),
            abi.encodeCall(IRobotLifecycle.placeOnMarket, (id, country, key, proof, signature))
        );
        if (!placed) return;
        if (!evident) _fault(Rule.OneKeyOneCode, "a key was bound without evidence");
        _requireHeeded(id, refused);
    }

    function relocate(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        CountryCode country = _anyCountry();
        bool refused = _refuses(abi.encodeCall(ITransferPolicy.checkPlacement, (id, country)));
        bool relocated = _act(
            Act.Relocate,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(IRobotLifecycle.relocate, (id, country))
        );
        if (relocated) _requireHeeded(id, refused);
    }

    function replaceDeviceKey(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        address caller = _mostly(holderOf(id));
        DeviceKey memory key = _keyFor(keccak256(abi.encode(id, _keyDigests.length)));
        (
            IRobotLifecycle.BirthProof memory proof,
            DeviceSignature memory signature,
            bool evident
        ) = _evidence(id, key, caller, 0);
        bool replaced = _act(
            Act.ReplaceDeviceKey,
            caller,
            address(registry),
            abi.encodeCall(IRobotLifecycle.replaceDeviceKey, (id, key, proof, signature))
        );
        if (replaced && !evident) _fault(Rule.OneKeyOneCode, "a key was bound without evidence");
    }

    /// @dev Robots are taken out of the world no faster than they come into it.
    function handIn(uint256 seed) public {
        _begin(seed);
        if (_roll(3) != 0) return;
        RobotId id = _robotIn(IRobotHistory.State(1 + _roll(3)));
        _act(
            Act.HandIn,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(
                IRobotLifecycle.intake,
                (id, _mostly(_recyclers[_roll(2)]), _anyCountry())
            )
        );
    }

    function scrap(uint256 seed) public {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.EndOfLife);
        address recycler = _roll(4) == 0 ? _recyclers[_roll(2)] : _stories[id].recycler;
        _act(
            Act.Scrap,
            _mostly(recycler),
            address(registry),
            abi.encodeCall(IRobotLifecycle.scrap, (id, keccak256("certificate of destruction")))
        );
    }

    // ---------------------------------------------------------------------------------------- ownership

    function approve(uint256 seed) public {
        _begin(seed);
        RobotId id = _robotIn(
            _seldom() ? IRobotHistory.State.Issued : IRobotHistory.State.InService
        );
        address to = _seldom() ? address(0) : _anyone();
        if (_roll(4) == 0) to = address(wallet);
        _act(
            Act.Approve,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(IERC721.approve, (to, _token(id)))
        );
    }

    function trust(uint256 seed) external {
        _begin(seed);
        _act(
            Act.Trust,
            _anyone(),
            address(registry),
            abi.encodeCall(IERC721.setApprovalForAll, (_anyone(), _roll(3) != 0))
        );
    }

    /// @dev The receiver takes what it was approved for, by one of the two calls of ERC-721.
    function take(uint256 seed) public {
        _begin(seed);
        RobotId id = _anyRobot();
        for (uint256 i; i < 8 && _agreements[id].to == address(0); ++i) id = _anyRobot();
        address from = _mostly(holderOf(id));
        address to = _mostly(_agreements[id].to);
        address caller = _mostly(to);
        _refused = _refuses(abi.encodeCall(ITransferPolicy.checkTransfer, (id, from, to)));
        if (_roll(2) == 0) {
            _act(
                Act.Take,
                caller,
                address(registry),
                abi.encodeCall(IERC721.transferFrom, (from, to, _token(id)))
            );
            return;
        }
        _prepareWallet(id);
        _act(
            Act.TakeSafely,
            caller,
            address(registry),
            abi.encodeWithSelector(0x42842e0e, from, to, _token(id))
        );
    }

    /// @dev Some consents are only signed, some submitted at once, some later and some again.
    function consent(uint256 seed) public {
        _begin(seed);
        Offer memory offer;
        if (_roll(3) == 0 && _offers.length != 0) {
            for (uint256 i; i < 6; ++i) {
                offer = _offers[_roll(_offers.length)];
                if (offer.consent.from == holderOf(offer.consent.id)) break;
            }
        } else {
            offer = _newOffer();
            if (_roll(3) == 0) return;
        }
        RobotId id = offer.consent.id;
        _submitted = offer;
        _refused = _refuses(
            abi.encodeCall(
                ITransferPolicy.checkTransfer,
                (id, offer.consent.from, offer.consent.to)
            )
        );
        _act(
            Act.SubmitConsent,
            _anyone(),
            address(registry),
            abi.encodeCall(
                IRobotOwnership.transferWithConsent,
                (
                    offer.consent,
                    offer.fromSignature,
                    offer.toSignature,
                    DeviceSignature(offer.r, offer.s)
                )
            )
        );
        delete _submitted;
    }

    function revokeConsents(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        // One for which something was signed, if there is one.
        if (_offers.length != 0 && _roll(4) != 0) id = _offers[_offers.length - 1].consent.id;
        _act(
            Act.RevokeConsents,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(IRobotOwnership.revokeConsents, (id))
        );
    }

    function operate(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        // One for which somebody was named, if there is one.
        for (uint256 i; i < _robots.length; ++i) {
            if (registry.operatorTerm(id).until > vm.getBlockTimestamp()) break;
            id = _robots[i];
        }
        IRobotOwnership.OperatorTerm memory term = registry.operatorTerm(id);
        if (term.account == address(0) || _roll(4) == 0) {
            id = _robotIn(IRobotHistory.State.InService);
            uint40 until = uint40(vm.getBlockTimestamp() + _roll(400 days));
            _act(
                Act.NameOperator,
                _mostly(holderOf(id)),
                address(registry),
                abi.encodeCall(
                    IRobotOwnership.setOperator,
                    (id, _seldom() ? address(0) : _anyone(), until)
                )
            );
        } else if (!term.accepted) {
            _act(
                Act.AcceptOperator,
                _mostly(term.account),
                address(registry),
                abi.encodeCall(IRobotOwnership.acceptOperator, (id))
            );
        } else {
            _act(
                Act.ResignOperator,
                _mostly(term.account),
                address(registry),
                abi.encodeCall(IRobotOwnership.resignOperator, (id))
            );
        }
    }

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

    // -------------------------------------------------------------------------- makers and authorities

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

    // ------------------------------------------------------------------------------------------ modules

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

    /// @dev A module that should not be one: appends what it likes, if it was let in, and tries everything else.
    function speak(uint256 seed) external {
        _begin(seed);
        RobotId id = _anyRobot();
        if (modules.spaceOf(address(hostileModule)) == 0 && _roll(2) == 0) {
            _decide(
                Act.SetModule,
                address(modules),
                abi.encodeCall(
                    IRegistryModules.setModule,
                    (uint8(1 + _roll(3)), address(hostileModule))
                )
            );
        }
        bytes32 before = _imageOfAll(false);
        _act(
            Act.AppendAsModule,
            address(hostileModule),
            address(hostileModule),
            abi.encodeCall(hostileModule.append, (registry, id, uint8(_roll(256)), _anyone()))
        );
        for (uint256 i; i < 3; ++i) {
            (address target, bytes memory data) = _assaultOn(id);
            hostileModule.prepare(target, data);
            _act(
                Act.Meddle,
                address(hostileModule),
                address(hostileModule),
                abi.encodeCall(hostileModule.meddle, ())
            );
        }
        if (_imageOfAll(false) != before) {
            _fault(Rule.GovernanceMovesNothing, "a module changed more than a history");
        }
    }

    // --------------------------------------------------------------------------------------- governance

    function govern(uint256 seed) external {
        _begin(seed);
        address target = address(modules);
        uint256 what = _roll(5);
        if (what == 0) {
            address[4] memory candidates = [
                address(recalls),
                address(dossier),
                address(hostileModule),
                address(0)
            ];
            _decide(
                Act.SetModule,
                target,
                abi.encodeCall(IRegistryModules.setModule, (uint8(_roll(4)), candidates[_roll(4)]))
            );
        } else if (what == 1) {
            address policy = _roll(2) == 0 ? address(hostilePolicy) : address(recalls);
            (address victim, bytes memory data) = _assaultOn(_anyRobot());
            hostilePolicy.prepare(victim, data);
            _decide(
                Act.AddPolicy,
                target,
                abi.encodeCall(IRegistryModules.addTransferPolicy, (ITransferPolicy(policy)))
            );
        } else if (what == 2) {
            ITransferPolicy[] memory policies = modules.transferPolicies();
            ITransferPolicy policy =
                policies.length == 0
                    ? ITransferPolicy(address(hostilePolicy))
                    : policies[_roll(policies.length)];
            _decide(
                Act.RemovePolicy,
                target,
                abi.encodeCall(IRegistryModules.removeTransferPolicy, (policy))
            );
        } else if (what == 3) {
            _decide(
                Act.GrantRole,
                address(accessManager),
                abi.encodeCall(IAccessManager.grantRole, (uint64(_roll(2)), _anyone(), 0))
            );
        } else {
            _decide(
                Act.SetResolver,
                target,
                abi.encodeCall(IRegistryModules.setResolver, ("https://elsewhere.example"))
            );
        }
    }

    /// @dev A decision about the seats, after which somebody else speaks for a country.
    function reseat(uint256 seed) external {
        _begin(seed);
        CountryCode country = _anyCountry();
        uint256 seat = consortium.seatOfCountry(country);
        if (_roll(2) == 0) {
            uint256 to = consortium.seatOfCountry(_anyCountry());
            _decide(
                Act.MoveCountry,
                address(consortium),
                abi.encodeCall(IConsortium.releaseCountry, (country))
            );
            _decide(
                Act.MoveCountry,
                address(consortium),
                abi.encodeCall(IConsortium.assignCountry, (country, to))
            );
            return;
        }
        IConsortium.Candidate memory candidate;
        candidate.name = "A new seat";
        candidate.validator = address(uint160(0xBAD0000 + ++_validators));
        candidate.countries = consortium.countriesOf(seat);
        for (uint256 i; i < _cast.length; ++i) {
            if (consortium.seatOfAuthority(_cast[i]) == 0) candidate.authority = _cast[i];
        }
        // The last seat cannot be expelled; a second one may be there beside it.
        bool expelled = _decide(
            Act.ReplaceSeat,
            address(consortium),
            abi.encodeCall(IConsortium.expelSeat, (seat))
        );
        if (!expelled) candidate.countries = new CountryCode[](0);
        _decide(
            Act.ReplaceSeat,
            address(consortium),
            abi.encodeCall(IConsortium.admitSeat, (candidate))
        );
    }

    /// @dev Governance, or what it acts through, reaches for what is not its own.
    function grasp(uint256 seed) external {
        _begin(seed);
        (address target, bytes memory data) = _assaultOn(_anyRobot());
        address[3] memory callers = [governance, governor, address(accessManager)];
        address caller = callers[_roll(3)];
        if (target == address(modules)) return;
        if (_roll(2) == 0) {
            caller = governance;
            data = abi.encodeCall(IAccessManager.execute, (target, data));
            target = address(accessManager);
        }
        if (_decideAs(Act.Grasp, caller, target, data)) {
            _fault(Rule.GovernanceMovesNothing, "governance did what is not its own to do");
        }
    }

    // ------------------------------------------------------------------------------------------ anybody

    /// @dev Anybody tries anything on any robot.
    function assault(uint256 seed) external {
        _begin(seed);
        for (uint256 i; i < 4; ++i) _assault(_anyRobot());
    }

    /// @dev Whoever had to do with a robot that is destroyed tries everything to have it back.
    function disturb(uint256 seed) external {
        _begin(seed);
        if (_scrapped.length == 0) return;
        for (uint256 i; i < 12; ++i) _assault(_scrapped[_roll(_scrapped.length)]);
    }

    function wait(uint256 seed) external {
        _begin(seed);
        vm.warp(vm.getBlockTimestamp() + _roll(40 days));
    }

    // ------------------------------------------------------------------------------------------ private

    /// @dev Calls as somebody, and reads what that did.
    function _act(
        Act act,
        address caller,
        address target,
        bytes memory data
    ) private returns (bool succeeded) {
        _caller = caller;
        ++tried[act];
        vm.recordLogs();
        vm.prank(caller);
        (succeeded, ) = target.call(data);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (succeeded) {
            ++done[act];
            _read(logs);
        }
        _refused = false;
    }

    function _assault(RobotId id) private {
        address[5] memory callers = [
            holderOf(id),
            holderOf(id),
            _stories[id].recycler,
            consortium.authorityOf(_countryOf(id)),
            accountOf[id.manufacturer()]
        ];
        (address target, bytes memory data) = _assaultOn(id);
        _act(Act.Assault, _mostly(callers[_roll(5)]), target, data);
    }

    /// @dev Executes a decision: directly, or through the manager of its rights.
    function _decide(Act act, address target, bytes memory data) private returns (bool) {
        if (_roll(3) == 0) {
            data = abi.encodeCall(IAccessManager.execute, (target, data));
            target = address(accessManager);
        }
        return _decideAs(act, governance, target, data);
    }

    /// @dev Whatever is decided leaves every robot as it is, and not one slot of what holds them is written.
    function _decideAs(
        Act act,
        address caller,
        address target,
        bytes memory data
    ) private returns (bool succeeded) {
        bytes32 before = _imageOfAll(true);
        vm.record();
        succeeded = _act(act, caller, target, data);
        vm.stopRecord();
        if (!succeeded) return false;
        address[4] memory holders = [
            address(registry),
            address(orders),
            address(flags),
            address(authorities)
        ];
        for (uint256 i; i < holders.length; ++i) {
            (, bytes32[] memory writes) = vm.accesses(holders[i]);
            if (writes.length != 0) {
                _fault(Rule.GovernanceMovesNothing, "a decision wrote into the registry");
            }
        }
        if (_imageOfAll(true) != before) {
            _fault(Rule.GovernanceMovesNothing, "a decision changed a robot or a balance");
        }
    }

    /// @dev Every watched robot, every lot, every balance.
    function _imageOfAll(bool withHistory) private view returns (bytes32 image) {
        for (uint256 i; i < _robots.length; ++i) {
            RobotId id = _robots[i];
            image = keccak256(abi.encode(image, imageOf(id)));
            if (!withHistory) continue;
            (bytes32 head, uint256 seq) = registry.historyOf(id);
            image = keccak256(abi.encode(image, head, seq));
        }
        for (uint256 i; i < _issuances.length; ++i) {
            LotId lot = _issuances[i].lot;
            image = keccak256(abi.encode(image, registry.lot(lot), registry.lotCount(lot.stem())));
        }
        for (uint256 i; i < _cast.length; ++i) {
            image = keccak256(abi.encode(image, _tokens().balanceOf(_cast[i])));
        }
    }

    function _mayBeSilent(uint16) internal view override returns (bool) {
        return _caller == address(hostileModule);
    }

    function _requireHeeded(RobotId id, bool refused) private {
        if (refused) _fault(Rule.FlagsAndPoliciesAreHeeded, "placed against a policy");
        if (_stories[id].flags != 0) _fault(Rule.FlagsAndPoliciesAreHeeded, "placed under a flag");
    }

    /// @dev Whether some policy refuses.
    function _refuses(bytes memory question) private view returns (bool) {
        ITransferPolicy[] memory policies = modules.transferPolicies();
        for (uint256 i; i < policies.length; ++i) {
            (bool permitted, ) = address(policies[i]).staticcall(question);
            if (!permitted) return true;
        }
        return false;
    }

    /// @dev A key of the robot's own, and now and then one that is or was bound.
    function _keyFor(bytes32 seed) private returns (DeviceKey memory) {
        if (!_seldom() || _keyDigests.length == 0) return _newDeviceKey(seed);
        return _deviceKeys[_keyDigests[_roll(_keyDigests.length)]];
    }

    /// @dev What it takes to bind a key, and now and then something less.
    function _evidence(
        RobotId id,
        DeviceKey memory key,
        address holder,
        bytes32 unitsRoot
    )
        private
        returns (
            IRobotLifecycle.BirthProof memory proof,
            DeviceSignature memory signature,
            bool evident
        )
    {
        uint256 flaw = _roll(16);
        bytes32 keyDigest = keccak256(abi.encode(key.x, key.y));
        proof.birthRecordDigest = _birthOf(id);
        bytes32 attestation = registry.attestationDigest(id, keyDigest, proof.birthRecordDigest);
        proof.manufacturerSignature =
            flaw == 0 ? _forge(attestation) : _sign(accountOf[id.manufacturer()], attestation);
        bool wrongHolder = flaw == 1;
        signature = _signAsRobot(
            flaw == 2 && _keyDigests.length != 0 ? _keyDigests[0] : keyDigest,
            registry.deviceChallenge(id, wrongHolder ? address(this) : holder)
        );
        evident = flaw > 2;
        if (unitsRoot == 0) return (proof, signature, evident);
        bytes32 leaf = keccak256(abi.encode(id, keyDigest, proof.birthRecordDigest));
        evident = (flaw == 0 || evident) && unitsRoot == keccak256(bytes.concat(leaf));
    }

    function _newOffer() private returns (Offer memory offer) {
        RobotId id = _robotIn(IRobotHistory.State.InService);
        uint256 time = vm.getBlockTimestamp();
        IRobotOwnership.Consent memory consent_ = IRobotOwnership.Consent({
            id: id,
            from: _mostly(holderOf(id)),
            to: _anyone(),
            nonce: registry.robot(id).transfers + (_roll(6) == 0 ? 1 : 0),
            deadline: _seldom() ? time - 1 : time + _roll(200 days),
            robotSigns: _roll(3) == 0,
            termsDigest: keccak256("a contract of sale")
        });
        uint256 flaw = _roll(24);
        bytes32 digest = registry.consentDigest(consent_);
        offer.fromSignature = flaw == 0 ? _forge(digest) : _sign(consent_.from, digest);
        offer.toSignature = flaw == 1 ? _forge(digest) : _sign(consent_.to, digest);
        if (flaw == 2) {
            (offer.fromSignature, offer.toSignature) = (offer.toSignature, offer.fromSignature);
        }
        bytes32 keyDigest = _stories[id].keyDigest;
        if (flaw == 3 && _keyDigests.length != 0) keyDigest = _keyDigests[0];
        DeviceSignature memory signature = _signAsRobot(keyDigest, digest);
        offer.robotSignedWith = keyDigest;
        (offer.r, offer.s) = (signature.r, signature.s);
        // What is submitted is not always what was signed.
        if (flaw == 4) consent_.to = _anyone();
        if (flaw == 5) consent_.termsDigest = keccak256("another contract of sale");
        offer.digest = registry.consentDigest(consent_);
        offer.epoch = _epochs[id] + (consent_.nonce - registry.robot(id).transfers);
        offer.consent = consent_;
        _offers.push(offer);
    }

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

    function _prepareWallet(RobotId id) private {
        (address target, bytes memory data) = _assaultOn(id);
        if (_roll(2) == 0) {
            target = address(registry);
            data = abi.encodeCall(IRobotOwnership.setOperator, (id, _anyone(), FOREVER));
        }
        wallet.prepare(target, data);
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

    /// @dev One of the calls that change a robot, or issue one, and that do not ask for a robot's signature.
    function _assaultOn(RobotId id) private returns (address target, bytes memory data) {
        target = address(registry);
        address to = _anyone();
        address holder = holderOf(id);
        uint256 what = _roll(26);
        if (what == 0) data = abi.encodeCall(IRobotRegistry.transferByOrder, (id, to, 1));
        if (what == 1)
            data = abi.encodeCall(IRobotRegistry.intakeByOrder, (id, _recyclers[0], ES, 1));
        if (what == 2) {
            data = abi.encodeCall(
                IRobotRegistry.appendOrder,
                (id, IRobotHistory.HistoryKind.OrderProposed, to, keccak256("anything"))
            );
        }
        if (what == 3 || what == 4) {
            IRobotFlags.Flag raised =
                what == 3 ? IRobotFlags.Flag.Stolen : IRobotFlags.Flag.Disputed;
            data = abi.encodeCall(
                IRobotRegistry.setFlag,
                (id, raised, _roll(2) == 0, to, keccak256("anything"))
            );
        }
        if (what == 5) data = abi.encodeCall(IERC721.approve, (to, _token(id)));
        if (what == 6) data = abi.encodeCall(IERC721.transferFrom, (holder, to, _token(id)));
        if (what == 7) data = abi.encodeWithSelector(0x42842e0e, holder, to, _token(id));
        if (what == 8) data = abi.encodeCall(IRobotOwnership.revokeConsents, (id));
        if (what == 9) data = abi.encodeCall(IRobotOwnership.setOperator, (id, to, FOREVER));
        if (what == 10) data = abi.encodeCall(IRobotOwnership.acceptOperator, (id));
        if (what == 11) data = abi.encodeCall(IRobotOwnership.resignOperator, (id));
        if (what == 12) data = abi.encodeCall(IRobotLifecycle.relocate, (id, _anyCountry()));
        if (what == 13) data = abi.encodeCall(IRobotLifecycle.intake, (id, _recyclers[0], ES));
        if (what == 14) data = abi.encodeCall(IRobotLifecycle.scrap, (id, keccak256("anything")));
        if (what == 15) {
            data = abi.encodeCall(
                IRobotHistory.append,
                (id, uint8(_roll(256)), to, keccak256("anything"))
            );
        }
        if (what == 16 || what == 17) {
            target = address(flags);
            data =
                what == 16
                    ? abi.encodeCall(IRobotFlags.raiseFlag, (id, 1, keccak256("anything")))
                    : abi.encodeCall(IRobotFlags.clearFlag, (id, 1, keccak256("anything")));
        }
        if (what == 18 || what == 19) {
            target = address(orders);
            uint256 order = 1 + _roll(1 + _decisions.length);
            data =
                what == 18
                    ? abi.encodeCall(IRegistrarOrders.execute, (order))
                    : abi.encodeCall(IRegistrarOrders.propose, (id, 1, to, keccak256("anything")));
        }
        if (what == 20) {
            data = abi.encodeCall(IRobotIssuance.issueLot, (id.model(), id.serial(), 1, 0, ""));
        }
        if (what == 21) {
            bytes17[] memory serials = new bytes17[](1);
            serials[0] = id.serial();
            data = abi.encodeCall(IRobotIssuance.issueList, (id.model(), serials, 0, ""));
        }
        if (what == 22 || what == 23) {
            bool placing = what == 22;
            DeviceKey memory key =
                placing
                    ? _newDeviceKey(keccak256(abi.encode(id)))
                    : _newDeviceKey(keccak256(abi.encode(id, _keyDigests.length)));
            IRobotLifecycle.BirthProof memory proof;
            DeviceSignature memory signature;
            (proof, signature, ) = _evidence(id, key, holder, 0);
            data =
                placing
                    ? abi.encodeCall(IRobotLifecycle.placeOnMarket, (id, ES, key, proof, signature))
                    : abi.encodeCall(IRobotLifecycle.replaceDeviceKey, (id, key, proof, signature));
        }
        if (what == 24) {
            target = address(authorities);
            data = abi.encodeCall(
                IAuthorityRegistry.admitManufacturer,
                (ManufacturerId.wrap("CNEVIL"), to, "A maker of nobody's", "")
            );
        }
        if (what == 25) {
            target = address(modules);
            data = abi.encodeCall(IRegistryModules.setModule, (uint8(1 + _roll(3)), to));
        }
    }

    function _rootOf(RobotId id) private view returns (bytes32) {
        (bool found, uint256 index) = _issuanceOf(id);
        return found ? _issuances[index].unitsRoot : bytes32(0);
    }

    function _anyMaker() private returns (ManufacturerId) {
        ManufacturerId[3] memory makers = [MAKER_A, MAKER_B, MAKER_C];
        return makers[_roll(3)];
    }

    /// @dev The least counter behind all lots of a stem.
    function _nextOf(bytes32 stem) private view returns (uint256 next) {
        for (uint256 i; i < _issuances.length; ++i) {
            Issuance storage issuance = _issuances[i];
            uint256 end = issuance.first + issuance.count;
            if (issuance.stem == stem && end > next) next = end;
        }
    }

    /// @dev A model, a letter and zeros, with room for the counter.
    function _stemOf(
        ModelId model,
        uint8 width,
        bytes1 letter
    ) private pure returns (bytes32 stem) {
        stem = bytes32(ModelId.unwrap(model)) | (bytes32(letter) >> 96);
        for (uint256 i = 13; i < 29 - width; ++i) stem |= bytes32(bytes1("0")) >> (8 * i);
    }
}
