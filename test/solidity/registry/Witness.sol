// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, RobotId} from "../../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../../contracts/interfaces/IAuthorityRegistry.sol";
import {IRegistrarOrders} from "../../../contracts/interfaces/IRegistrarOrders.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {IRobotOwnership} from "../../../contracts/interfaces/IRobotOwnership.sol";
import {Ledger} from "./Ledger.sol";

/// @dev Stands beside everybody who calls or signs, and holds what the events say against what was really called and signed.
abstract contract Witness is Ledger {
    /// @dev What an owner, or one it trusts with all its robots, agreed to.
    struct Agreement {
        address owner;
        address to;
    }

    /// @dev A consent as it was signed, whoever signed it.
    struct Offer {
        IRobotOwnership.Consent consent;
        bytes fromSignature;
        bytes toSignature;
        bytes32 r;
        bytes32 s;
        bytes32 digest;
        uint256 epoch;
        bytes32 robotSignedWith;
    }

    struct Decision {
        RobotId id;
        address holder;
        address beneficiary;
        IRegistrarOrders.Action action;
        uint256 proposedAt;
        uint256 seat;
        bool objected;
        bool countersigned;
        bool withdrawn;
        bool executed;
    }

    /// @dev Who makes the call whose events are read.
    address internal _caller;

    /// @dev The consent that call submits, if it does.
    Offer internal _submitted;

    /// @dev Whether a policy refused the transfer or placement that the call asks for, before it was made.
    bool internal _refused;

    mapping(RobotId id => Agreement) internal _agreements;
    mapping(address owner => mapping(address operator => bool)) private _trusts;

    /// @dev Grows with every change of hands and every revocation: a consent signed in an earlier one is void.
    mapping(RobotId id => uint256) internal _epochs;
    mapping(bytes32 digest => mapping(address account => bool)) internal _signed;

    Decision[] internal _decisions;

    /// @dev What a robot was when it was destroyed.
    mapping(RobotId id => bytes32) internal _imageAtScrapping;
    RobotId[] internal _scrapped;

    function scrapped() external view returns (RobotId[] memory) {
        return _scrapped;
    }

    function imageAtScrapping(RobotId id) external view returns (bytes32) {
        return _imageAtScrapping[id];
    }

    function agreementOf(RobotId id) external view returns (Agreement memory) {
        return _agreements[id];
    }

    /// @dev Everything of a robot but its history, as the views give it.
    function imageOf(RobotId id) public view returns (bytes32) {
        IRobotHistory.Robot memory robot = registry.robot(id);
        robot.seq = 0;
        robot.head = 0;
        return
            keccak256(
                abi.encode(
                    robot,
                    _tokens().getApproved(_token(id)),
                    registry.operatorTerm(id),
                    registry.deviceKeyOf(id),
                    registry.robotOfDeviceKey(robot.deviceKeyDigest),
                    registry.disposalOf(id),
                    flags.flagOf(id, 1),
                    flags.flagOf(id, 2)
                )
            );
    }

    // ----------------------------------------------------------------------------------------- issuance

    function _onAdmitted(ManufacturerId maker) internal override {
        if (_caller != consortium.authorityOf(maker.country())) {
            _fault(Rule.MintedByItsMaker, "a foreign authority admitted a maker");
        }
    }

    function _onIssued(ManufacturerId maker, address issuer) internal override {
        if (_caller != accountOf[maker] || issuer != _caller) {
            _fault(Rule.MintedByItsMaker, "another than its maker issued a code");
        }
        if (statusOf[maker] != IAuthorityRegistry.ManufacturerStatus.Active) {
            _fault(Rule.MintedByItsMaker, "a maker out of standing issued a code");
        }
    }

    // ---------------------------------------------------------------------------------------- ownership

    function _onApproved(RobotId id, address owner, address to) internal override {
        if (owner != holderOf(id))
            _fault(Rule.BothConsented, "approved for another than the holder");
        if (_caller != owner && !_trusts[owner][_caller]) {
            _fault(Rule.BothConsented, "approved by a stranger");
        }
        _agreements[id] = Agreement(owner, to);
    }

    function _onApprovedForAll(address owner, address operator, bool approved) internal override {
        if (_caller != owner) _fault(Rule.BothConsented, "trusted by a stranger");
        _trusts[owner][operator] = approved;
    }

    function _onRevoked(RobotId id) internal override {
        if (_caller != holderOf(id)) _fault(Rule.BothConsented, "revoked by a stranger");
        ++_epochs[id];
    }

    function _onTransferred(
        RobotId id,
        address from,
        address to,
        IRobotOwnership.Basis basis,
        bytes32 reason
    ) internal override {
        Story storage robot = _stories[id];
        if (basis == IRobotOwnership.Basis.Order) {
            _judgeOrder(id, from, to, IRegistrarOrders.Action.Transfer, uint256(reason));
            if (robot.state >= IRobotHistory.State.EndOfLife) {
                _fault(Rule.LifeGoesForward, "an order moved a robot that was handed in");
            }
        } else {
            if (basis == IRobotOwnership.Basis.Approval) _judgeApproval(id, from, to);
            else if (basis == IRobotOwnership.Basis.Consent) _judgeConsent(id, from, to, reason);
            else _fault(Rule.BothConsented, "moved on no ground");
            if (robot.state != IRobotHistory.State.InService) {
                _fault(Rule.LifeGoesForward, "moved while not in service");
            }
            if (robot.flags != 0) _fault(Rule.FlagsAndPoliciesAreHeeded, "moved under a flag");
            if (_refused) _fault(Rule.FlagsAndPoliciesAreHeeded, "moved against a policy");
        }
        delete _agreements[id];
        ++_epochs[id];
    }

    function _judgeApproval(RobotId id, address from, address to) private {
        Agreement memory agreement = _agreements[id];
        if (_caller != to) _fault(Rule.BothConsented, "the receiver did not ask");
        if (agreement.to != to || agreement.owner != from) {
            _fault(Rule.BothConsented, "the holder did not approve");
        }
    }

    function _judgeConsent(RobotId id, address from, address to, bytes32 terms) private {
        Offer memory offer = _submitted;
        IRobotOwnership.Consent memory consent = offer.consent;
        bool matches =
            consent.id.eq(id) &&
                consent.from == from &&
                consent.to == to &&
                consent.termsDigest == terms;
        if (!matches) _fault(Rule.BothConsented, "moved otherwise than the consent says");
        if (!_signed[offer.digest][from]) _fault(Rule.BothConsented, "the holder did not sign");
        if (!_signed[offer.digest][to]) _fault(Rule.BothConsented, "the receiver did not sign");
        if (offer.epoch != _epochs[id]) _fault(Rule.BothConsented, "a consent was used again");
        if (consent.deadline < vm.getBlockTimestamp()) {
            _fault(Rule.BothConsented, "a consent was used too late");
        }
        if (consent.robotSigns && offer.robotSignedWith != _stories[id].keyDigest) {
            _fault(Rule.BothConsented, "the robot did not sign");
        }
    }

    // ------------------------------------------------------------------------------------------- orders

    function _onOrder(RobotId id, bytes32 kind, bytes memory data) internal override {
        if (kind == IRegistrarOrders.OrderProposed.selector) {
            (uint256 order, IRegistrarOrders.Action action, address beneficiary, , , , ) = abi
                .decode(
                    data,
                    (
                        uint256,
                        IRegistrarOrders.Action,
                        address,
                        CountryCode,
                        uint40,
                        uint40,
                        bytes32
                    )
                );
            CountryCode country = _stories[id].market;
            if (CountryCode.unwrap(country) == 0) country = id.country();
            if (_caller != consortium.authorityOf(country)) {
                _fault(Rule.BothConsented, "a foreign authority proposed an order");
            }
            Decision storage decision = _decisions.push();
            if (order != _decisions.length) _fault(Rule.BothConsented, "orders out of turn");
            decision.id = id;
            decision.holder = holderOf(id);
            decision.beneficiary = beneficiary;
            decision.action = action;
            decision.proposedAt = vm.getBlockTimestamp();
            decision.seat = consortium.seatOfAuthority(_caller);
            return;
        }
        bool objection = kind == IRegistrarOrders.OrderObjected.selector;
        bool signature = kind == IRegistrarOrders.OrderCountersigned.selector;
        bool withdrawal = kind == IRegistrarOrders.OrderWithdrawn.selector;
        // Whatever else there is changes neither holder nor state.
        if (!objection && !signature && !withdrawal) return;
        (uint256 number, ) = abi.decode(data, (uint256, bytes32));
        Decision storage known = _decisions[number - 1];
        if (objection) {
            if (_caller != known.holder) _fault(Rule.BothConsented, "a stranger objected");
            known.objected = true;
        } else if (signature) {
            uint256 seat = consortium.seatOfAuthority(_caller);
            if (seat == 0 || seat == known.seat) {
                _fault(Rule.BothConsented, "one state alone overruled a holder");
            }
            known.countersigned = true;
        } else {
            known.withdrawn = true;
        }
    }

    function _judgeOrder(
        RobotId id,
        address from,
        address to,
        IRegistrarOrders.Action action,
        uint256 number
    ) private {
        if (number == 0 || number > _decisions.length) {
            _fault(Rule.BothConsented, "an order that nobody proposed");
            return;
        }
        Decision storage decision = _decisions[number - 1];
        uint256 due = decision.proposedAt + ORDER_NOTICE;
        uint256 time = vm.getBlockTimestamp();
        if (!decision.id.eq(id)) _fault(Rule.BothConsented, "an order for another robot");
        if (decision.action != action) _fault(Rule.BothConsented, "an order for something else");
        if (decision.holder != from) _fault(Rule.BothConsented, "an order against another holder");
        if (_caller != to || decision.beneficiary != to) {
            _fault(Rule.BothConsented, "the beneficiary did not ask");
        }
        if (time < due) _fault(Rule.BothConsented, "an order within its notice period");
        if (time >= due + ORDER_VALIDITY) _fault(Rule.BothConsented, "an order past its validity");
        if (decision.objected && !decision.countersigned) {
            _fault(Rule.BothConsented, "an order over an objection that nobody else overruled");
        }
        if (decision.withdrawn) _fault(Rule.BothConsented, "an order that was withdrawn");
        if (decision.executed) _fault(Rule.BothConsented, "an order that was executed before");
        decision.executed = true;
    }

    // -------------------------------------------------------------------------------------- end of life

    function _onTakenIn(
        RobotId id,
        address recycler,
        CountryCode country,
        IRobotOwnership.Basis basis,
        bytes32 reason
    ) internal override {
        Story storage robot = _stories[id];
        address holder = holderOf(id);
        if (basis == IRobotOwnership.Basis.Order) {
            _judgeOrder(id, holder, recycler, IRegistrarOrders.Action.Intake, uint256(reason));
        } else {
            if (_caller != holder) _fault(Rule.BothConsented, "another handed a robot in");
            if (robot.flags != 0) _fault(Rule.FlagsAndPoliciesAreHeeded, "handed in under a flag");
            bool takenBack =
                robot.state == IRobotHistory.State.EndOfLife &&
                    _isRecycler(robot.recycler, robot.recyclerCountry);
            if (takenBack) _fault(Rule.LifeGoesForward, "taken back from its recycler");
        }
        if (!_isRecycler(recycler, country)) {
            _fault(Rule.LifeGoesForward, "handed in to no recycler");
        }
        if (recycler == holder) _fault(Rule.LifeGoesForward, "handed in to its own holder");
        delete _agreements[id];
    }

    function _onScrapped(RobotId id, address recycler) internal override {
        if (_caller != recycler || recycler != _stories[id].recycler) {
            _fault(Rule.LifeGoesForward, "destroyed by another than its recycler");
        }
        if (_stories[id].flags != 0)
            _fault(Rule.FlagsAndPoliciesAreHeeded, "destroyed under a flag");
        _scrapped.push(id);
        _imageAtScrapping[id] = imageOf(id);
    }

    function _isRecycler(address account, CountryCode country) private view returns (bool) {
        return authorities.isAccredited(account, IAuthorityRegistry.Role.Recycler, country);
    }
}
