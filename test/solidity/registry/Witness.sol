// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, RobotId} from "../../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../../contracts/interfaces/IAuthorityRegistry.sol";
import {IRecallRegistry} from "../../../contracts/interfaces/IRecallRegistry.sol";
import {IRegistrarOrders} from "../../../contracts/interfaces/IRegistrarOrders.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {IRobotOwnership} from "../../../contracts/interfaces/IRobotOwnership.sol";
import {ISignedActs} from "../../../contracts/interfaces/ISignedActs.sol";
import {Vm} from "../Vm.sol";
import {Ledger} from "./Ledger.sol";

/// @dev Watches everybody who calls or signs, and holds what the events say against what was really called and signed, and
/// against the rules as a person would tell them: the coalitions that play here are all the accounts together.
abstract contract Witness is Ledger {
    /// @dev What an owner, or one it trusts with all its robots, agreed to.
    struct Agreement {
        address owner;
        address to;
    }

    /// @dev A consent as it was signed, by its sides or by others.
    struct Offer {
        ISignedActs.Consent consent;
        bytes fromSignature;
        bytes toSignature;
        bytes32 r;
        bytes32 s;
        bytes32 digest;
        bytes32 robotSignedWith;
    }

    struct Decision {
        RobotId id;
        address holder;
        address beneficiary;
        IRegistrarOrders.Action action;
        uint256 proposedAt;
        uint256 seat;
        CountryCode country;
        uint256 tenancy;
        uint256 needed;
        uint256 signatures;
        uint256 answerableUntil;
        uint256 withdrawnAt;
        bool contested;
        bool executed;
    }

    /// @dev A flag that is up: the seat that answers for it, or none.
    struct Report {
        address reporter;
        uint256 seat;
        uint256 firstSupporter;
        uint256 secondSupporter;
        uint256 clearableAt;
    }

    /// @dev Which seat holds, or held last, a country, and whether it lost it before its wait was over.
    struct Tenure {
        uint256 seat;
        uint256 since;
        uint256 actsFrom;
        uint256 number;
        bool held;
        bool interrupted;
    }

    /// @dev A successor of a compromised maker, and who signed for it.
    struct Naming {
        uint256 seat;
        uint256 tenancy;
        uint256 namedAt;
        uint256 needed;
        uint256 signatures;
        mapping(uint256 seat => bool) signed;
    }

    struct Accreditation {
        uint256 seat;
        uint256 tenancy;
    }

    /// @dev Who makes the call whose events are read.
    address internal _caller;

    /// @dev The consent that call submits, if it does, and the head of the robot's history then.
    Offer internal _submitted;
    bytes32 internal _submittedHead;

    /// @dev Whether a policy refused the transfer or placement that the call asks for, before it was made.
    bool internal _refused;

    mapping(RobotId id => Agreement) internal _agreements;
    mapping(address owner => mapping(address operator => bool)) private _trusts;

    mapping(RobotId id => uint256) private _moves;
    mapping(address account => mapping(RobotId id => uint256)) private _revocations;
    mapping(address account => mapping(bytes32 digest => bool)) private _revoked;
    mapping(bytes32 digest => mapping(address account => bool)) internal _signed;

    mapping(RobotId id => address recycler) private _intakeOffers;
    mapping(RobotId id => address recycler) private _returnOffers;
    mapping(RobotId id => uint256) private _takenInAt;
    mapping(RobotId id => mapping(uint8 flag => Report)) internal _reports;
    mapping(CountryCode country => Tenure) internal _tenures;
    mapping(uint256 seat => uint256 timestamp) private _admittedAt;
    mapping(ManufacturerId maker => mapping(uint256 number => Naming)) private _namings;
    mapping(ManufacturerId maker => uint256) private _namingNumbers;
    mapping(address account => mapping(uint8 role => mapping(CountryCode country => Accreditation)))
        private _accreditations;
    mapping(uint256 order => mapping(uint256 seat => bool)) private _countersigned;

    /// @dev The latest order on a robot, and what was upheld against one.
    mapping(RobotId id => uint256 order) private _latest;

    /// @dev Seats held now, and the most that were held at once since the tenure began, with the times of change.
    uint256 private _seats;
    uint256[] private _seatTimes;
    uint256[] private _seatCounts;

    Decision[] internal _decisions;

    /// @dev When the recalls were put among the policies (zero for the founding), and until when they are asked.
    uint256 private _recallsAskedAt;
    uint256 private _recallsEndAt = type(uint256).max;

    /// @dev The order whose execution was judged last.
    uint256 private _executedBefore;

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
        // An order ends with time, or with the seat of its country.
        robot.ordered = false;
        return
            keccak256(
                abi.encode(
                    robot,
                    _tokens().getApproved(_token(id)),
                    registry.operatorTerm(id),
                    registry.deviceKeyOf(id),
                    _boundTo(registry.deviceKeyOf(id).x),
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
        _requireFullPower(maker.country(), "a seat admitted a maker within the tenure");
    }

    function _onRecallsAsked() internal override {
        if (!_recallsBind()) _recallsAskedAt = vm.getBlockTimestamp();
        _recallsEndAt = type(uint256).max;
    }

    function _onRecallsRemoved() internal override {
        uint256 time = vm.getBlockTimestamp();
        _recallsEndAt = time < _recallsAskedAt + TENURE ? time : time + TENURE;
    }

    /// @dev Whether recalls hold up a sale: no vote ends that within the tenure.
    function _recallsBind() internal view returns (bool) {
        return vm.getBlockTimestamp() < _recallsEndAt;
    }

    function _onStatusChanged(ManufacturerId maker) internal override {
        if (statusOf[maker] == IAuthorityRegistry.ManufacturerStatus.Suspended) return;
        _requireFullPower(maker.country(), "a seat reinstated or revoked within the tenure");
    }

    function _onCompromised(ManufacturerId maker, uint256 since) internal override {
        CountryCode country = maker.country();
        if (_caller != consortium.authorityOf(country)) {
            _fault(Rule.MintedByItsMaker, "a foreign authority declared a key compromised");
        }
        Tenure memory tenure = _tenures[country];
        if (vm.getBlockTimestamp() < tenure.actsFrom && since <= tenure.since) {
            _fault(Rule.OrdersFollowTheRules, "a seat put in doubt what was before its tenure");
        }
    }

    function _onSuccessorNamed(ManufacturerId maker) internal override {
        CountryCode country = maker.country();
        _requireFullPower(country, "a seat named a successor within the tenure");
        if (_caller != consortium.authorityOf(country)) {
            _fault(Rule.MintedByItsMaker, "a foreign authority named a successor");
        }
        Naming storage naming = _namings[maker][++_namingNumbers[maker]];
        naming.seat = consortium.seatOfAuthority(_caller);
        naming.tenancy = _tenures[country].number;
        naming.namedAt = vm.getBlockTimestamp();
        naming.needed = _thirdOfSeats();
    }

    function _onSuccessionSigned(ManufacturerId maker) internal override {
        Naming storage naming = _namings[maker][_namingNumbers[maker]];
        uint256 seat = consortium.seatOfAuthority(_caller);
        if (seat == naming.seat || naming.signed[seat] || !_hasServed(seat)) {
            _fault(Rule.MintedByItsMaker, "a seat signed for a successor that may not");
        }
        naming.signed[seat] = true;
        ++naming.signatures;
    }

    function _onSucceeded(ManufacturerId maker) internal override {
        Naming storage naming = _namings[maker][_namingNumbers[maker]];
        Tenure memory tenure = _tenures[maker.country()];
        bool lapsed = !tenure.held || tenure.number != naming.tenancy;
        bool early = vm.getBlockTimestamp() < naming.namedAt + SUCCESSION_NOTICE;
        if (lapsed || early || naming.signatures < naming.needed) {
            _fault(Rule.MintedByItsMaker, "a code went to a successor against the rules");
        }
        if (statusOf[maker] != IAuthorityRegistry.ManufacturerStatus.Compromised) {
            _fault(Rule.MintedByItsMaker, "a maker that was not compromised has a successor");
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

    function _onRevoked(address account, RobotId id) internal override {
        if (_caller != account) _fault(Rule.BothConsented, "revoked by a stranger");
        ++_revocations[account][id];
    }

    function _onConsentRevoked(address account, bytes32 digest) internal override {
        if (_caller != account) _fault(Rule.BothConsented, "revoked by a stranger");
        _revoked[account][digest] = true;
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
            _judgeOrder(id, to, IRegistrarOrders.Action.Transfer, uint256(reason));
            if (robot.state >= IRobotHistory.State.EndOfLife) {
                _fault(Rule.LifeGoesForward, "an order moved a robot that was not led back");
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
            _requireUnordered(id, "moved under a pending order");
        }
        delete _agreements[id];
        delete _intakeOffers[id];
        ++_moves[id];
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
        ISignedActs.Consent memory consent = offer.consent;
        bool matches =
            consent.id.eq(id) &&
                consent.from == from &&
                consent.to == to &&
                consent.termsDigest == terms;
        if (!matches) _fault(Rule.BothConsented, "moved otherwise than the consent says");
        if (!_signed[offer.digest][from]) _fault(Rule.BothConsented, "the holder did not sign");
        if (!_signed[offer.digest][to]) _fault(Rule.BothConsented, "the receiver did not sign");
        if (consent.nonce != _consentNonce(from, id)) {
            _fault(Rule.BothConsented, "a consent was used again");
        }
        if (_revoked[from][offer.digest] || _revoked[to][offer.digest]) {
            _fault(Rule.BothConsented, "a consent was used that a side revoked");
        }
        if (consent.expectedHead != 0 && consent.expectedHead != _submittedHead) {
            _fault(Rule.BothConsented, "a consent was used for a robot that had changed");
        }
        if (consent.deadline < vm.getBlockTimestamp()) {
            _fault(Rule.BothConsented, "a consent was used too late");
        }
        if (consent.robotSigns && offer.robotSignedWith != _stories[id].keyDigest) {
            _fault(Rule.BothConsented, "the robot did not sign");
        }
    }

    function _consentNonce(address from, RobotId id) internal view returns (uint256) {
        return (_moves[id] << 64) | _revocations[from][id];
    }

    // ------------------------------------------------------------------------------------------- orders

    function _onOrder(RobotId id, bytes32 kind, bytes memory data) internal override {
        if (kind == IRegistrarOrders.OrderProposed.selector) {
            _onProposed(id, data);
            return;
        }
        bool objection = kind == IRegistrarOrders.OrderObjected.selector;
        bool signature = kind == IRegistrarOrders.OrderCountersigned.selector;
        bool withdrawal = kind == IRegistrarOrders.OrderWithdrawn.selector;
        // All other entries change neither holder nor state.
        if (!objection && !signature && !withdrawal) return;
        uint256 number = abi.decode(data, (uint256));
        Decision storage known = _decisions[number - 1];
        if (!_isPending(known))
            _fault(Rule.OrdersFollowTheRules, "an order that had ended went on");
        uint256 seat = consortium.seatOfAuthority(_caller);
        if (objection) {
            if (_caller != holderOf(id)) _fault(Rule.OrdersFollowTheRules, "a stranger objected");
            known.answerableUntil = vm.getBlockTimestamp() + ORDER_NOTICE;
        } else if (signature) {
            if (seat == known.seat || _countersigned[number][seat] || !_hasServed(seat)) {
                _fault(Rule.OrdersFollowTheRules, "a seat signed an order that may not");
            }
            _countersigned[number][seat] = true;
            ++known.signatures;
        } else {
            if (seat == 0 || seat != known.seat) {
                _fault(Rule.OrdersFollowTheRules, "a stranger withdrew an order");
            }
            known.withdrawnAt = vm.getBlockTimestamp();
        }
    }

    function _onProposed(RobotId id, bytes memory data) private {
        (uint256 order, IRegistrarOrders.Action action, address beneficiary) = abi.decode(
            data,
            (uint256, IRegistrarOrders.Action, address)
        );
        CountryCode country = _countryOf(id);
        if (_caller != consortium.authorityOf(country)) {
            _fault(Rule.OrdersFollowTheRules, "a foreign authority proposed an order");
        }
        _requireFullPower(country, "a seat proposed an order within the tenure");
        bool contested;
        if (_latest[id] != 0) {
            Decision storage latest = _decisions[_latest[id] - 1];
            if (_isPending(latest)) _fault(Rule.OrdersFollowTheRules, "two orders at a time");
            bool upheld = _isUpheld(latest);
            contested = upheld || (latest.contested && latest.answerableUntil != 0);
            uint256 ended = latest.withdrawnAt != 0 ? latest.withdrawnAt : latest.answerableUntil;
            if (upheld && vm.getBlockTimestamp() < ended + ORDER_VALIDITY) {
                _fault(Rule.OrdersFollowTheRules, "an order followed an objection at once");
            }
        }
        Decision storage decision = _decisions.push();
        if (order != _decisions.length) _fault(Rule.OrdersFollowTheRules, "orders out of turn");
        _latest[id] = order;
        decision.id = id;
        decision.holder = holderOf(id);
        decision.beneficiary = beneficiary;
        decision.action = action;
        decision.proposedAt = vm.getBlockTimestamp();
        decision.seat = consortium.seatOfAuthority(_caller);
        decision.country = country;
        decision.tenancy = _tenures[country].number;
        decision.needed = _thirdOfSeats();
        decision.contested = contested;
        if (contested) decision.answerableUntil = vm.getBlockTimestamp() + ORDER_NOTICE;
    }

    /// @dev An objection that nobody overruled, or that the proposer gave way to.
    function _isUpheld(Decision storage decision) private view returns (bool) {
        if (decision.answerableUntil == 0 || decision.executed) return false;
        return decision.withdrawnAt != 0 || decision.signatures < decision.needed;
    }

    /// @dev Whether an order can still be objected to, signed or executed.
    function _isPending(Decision storage decision) internal view returns (bool) {
        uint256 time = vm.getBlockTimestamp();
        Tenure memory tenure = _tenures[decision.country];
        if (decision.executed || decision.withdrawnAt != 0) return false;
        if (time >= decision.proposedAt + ORDER_NOTICE + ORDER_VALIDITY) return false;
        if (!tenure.held || tenure.number != decision.tenancy) return false;
        bool unanswered = decision.answerableUntil != 0 && decision.signatures < decision.needed;
        return !unanswered || time < decision.answerableUntil;
    }

    function _isOrdered(RobotId id) internal view returns (bool) {
        return _latest[id] != 0 && _isPending(_decisions[_latest[id] - 1]);
    }

    function _requireUnordered(RobotId id, string memory what) internal {
        if (_isOrdered(id)) _fault(Rule.OrdersFollowTheRules, what);
    }

    /// @dev The last of an order's entries: the transfer, the intake, or the way back that comes before a transfer.
    function _judgeOrder(
        RobotId id,
        address to,
        IRegistrarOrders.Action action,
        uint256 number
    ) private {
        if (number == 0 || number > _decisions.length) {
            _fault(Rule.OrdersFollowTheRules, "an order that nobody proposed");
            return;
        }
        Decision storage decision = _decisions[number - 1];
        // Its way back was judged in the same call.
        if (decision.executed && _executedBefore == number) return;
        if (!decision.id.eq(id)) _fault(Rule.OrdersFollowTheRules, "an order for another robot");
        if (decision.action != action) {
            _fault(Rule.OrdersFollowTheRules, "an order for something else");
        }
        if (_caller != to || decision.beneficiary != to) {
            _fault(Rule.OrdersFollowTheRules, "the beneficiary did not ask");
        }
        if (vm.getBlockTimestamp() < decision.proposedAt + ORDER_NOTICE) {
            _fault(Rule.OrdersFollowTheRules, "an order within its notice period");
        }
        if (!_isPending(decision)) _fault(Rule.OrdersFollowTheRules, "an order that had ended");
        if (decision.answerableUntil != 0 && decision.signatures < decision.needed) {
            _fault(Rule.OrdersFollowTheRules, "an order over an objection that was not overruled");
        }
        decision.executed = true;
        _executedBefore = number;
    }

    // -------------------------------------------------------------------------------------------- flags

    function _onFlagRaised(RobotId id, uint8 flag, address reporter) internal override {
        CountryCode country = _countryOf(id);
        if (_caller != reporter) _fault(Rule.FlagsAreTheirs, "a report in another's name");
        bool official =
            reporter == consortium.authorityOf(country) || _isAccreditedHere(reporter, 5, country);
        bool isOut = _stories[id].state >= IRobotHistory.State.EndOfLife;
        bool own = reporter == holderOf(id) || reporter == registry.operatorOf(id);
        if (!official && (flag != 1 || isOut || !own)) {
            _fault(Rule.FlagsAreTheirs, "a stranger raised a flag");
        }
        delete _reports[id][flag];
        _reports[id][flag].reporter = reporter;
        if (official) _reports[id][flag].seat = consortium.seatOfCountry(country);
    }

    function _onFlagCleared(RobotId id, uint8 flag, address by, bytes32 reason) internal override {
        Report memory report = _reports[id][flag];
        delete _reports[id][flag];
        // An order clears before it moves; the entry that follows is judged.
        if (uint256(reason) != 0 && uint256(reason) <= _decisions.length) {
            Decision storage decision = _decisions[uint256(reason) - 1];
            if (_latest[id] != uint256(reason) || decision.beneficiary != by) {
                _fault(Rule.FlagsAreTheirs, "another's order cleared a flag");
            }
            return;
        }
        _requireUnordered(id, "a flag was cleared under a pending order");
        if (_caller != by) _fault(Rule.FlagsAreTheirs, "cleared in another's name");
        CountryCode country = _countryOf(id);
        uint256 seat = consortium.seatOfAuthority(by);
        bool isReporter = by == report.reporter;
        bool own =
            report.seat != 0
                ? seat == report.seat ||
                    (isReporter &&
                        _tenures[country].seat == report.seat &&
                        _isAccreditedHere(by, 5, country))
                : by == holderOf(id) ||
                    (isReporter && by == registry.operatorOf(id)) ||
                    (by == consortium.authorityOf(country) &&
                        vm.getBlockTimestamp() >= _tenures[country].actsFrom);
        bool byTwo =
            _hasServed(report.firstSupporter) &&
                _hasServed(report.secondSupporter) &&
                (seat == report.firstSupporter || seat == report.secondSupporter) &&
                vm.getBlockTimestamp() >= report.clearableAt &&
                vm.getBlockTimestamp() < report.clearableAt + ORDER_NOTICE;
        if (!own && !byTwo) _fault(Rule.FlagsAreTheirs, "a flag was cleared that is another's");
    }

    function _onClearanceSupported(RobotId id, uint8 flag, uint256 seat) internal override {
        Report storage report = _reports[id][flag];
        if (vm.getBlockTimestamp() >= report.clearableAt + ORDER_NOTICE) {
            report.firstSupporter = report.secondSupporter = 0;
            report.clearableAt = vm.getBlockTimestamp() + ORDER_NOTICE;
        }
        bool again = seat == report.firstSupporter || seat == report.secondSupporter;
        bool bothThere = _hasServed(report.firstSupporter) && _hasServed(report.secondSupporter);
        bool atHome = report.seat == 0 && consortium.seatOfCountry(_countryOf(id)) != 0;
        if (seat == report.seat || again || bothThere || atHome || !_hasServed(seat)) {
            _fault(Rule.FlagsAreTheirs, "a seat supported a clearance that may not");
        }
        _requireUnordered(id, "a clearance was supported under a pending order");
        if (_hasServed(report.firstSupporter)) report.secondSupporter = seat;
        else report.firstSupporter = seat;
    }

    // -------------------------------------------------------------------------------------- end of life

    function _onIntakeOffered(RobotId id, address recycler) internal override {
        if (_caller != holderOf(id)) _fault(Rule.BothConsented, "another offered a robot");
        _requireUnordered(id, "offered under a pending order");
        _intakeOffers[id] = recycler;
    }

    function _onReturnOffered(RobotId id, address recycler) internal override {
        if (_caller != recycler || recycler != _stories[id].recycler) {
            _fault(Rule.LifeGoesForward, "another offered a robot back");
        }
        _returnOffers[id] = recycler;
    }

    function _onReturned(
        RobotId id,
        address holder,
        IRobotOwnership.Basis basis,
        bytes32 reason
    ) internal override {
        if (basis == IRobotOwnership.Basis.Order) {
            _judgeOrder(id, _caller, IRegistrarOrders.Action.Transfer, uint256(reason));
        } else {
            if (_caller != holder || holder != holderOf(id)) {
                _fault(Rule.BothConsented, "another took a robot back");
            }
            if (_returnOffers[id] == address(0)) {
                _fault(Rule.LifeGoesForward, "taken back from a recycler that did not offer it");
            }
            if (_stories[id].flags != 0) {
                _fault(Rule.FlagsAndPoliciesAreHeeded, "taken back under a flag");
            }
            _requireUnordered(id, "taken back under a pending order");
        }
        delete _returnOffers[id];
    }

    function _onTakenIn(
        RobotId id,
        address recycler,
        CountryCode country,
        IRobotOwnership.Basis basis,
        bytes32 reason
    ) internal override {
        Story storage robot = _stories[id];
        if (basis == IRobotOwnership.Basis.Order) {
            _judgeOrder(id, recycler, IRegistrarOrders.Action.Intake, uint256(reason));
        } else {
            if (_caller != recycler || _intakeOffers[id] != recycler) {
                _fault(Rule.BothConsented, "a robot was taken in without the word of both");
            }
            if (robot.flags != 0) _fault(Rule.FlagsAndPoliciesAreHeeded, "taken in under a flag");
            bool takenBack =
                robot.state == IRobotHistory.State.EndOfLife &&
                    _isAccreditedHere(robot.recycler, 3, robot.recyclerCountry);
            if (takenBack) _fault(Rule.LifeGoesForward, "taken from its recycler");
            _requireUnordered(id, "taken in under a pending order");
        }
        if (CountryCode.unwrap(country) != CountryCode.unwrap(_countryOf(id))) {
            _fault(Rule.MarketsAreTheirs, "a recycler of another market took a robot in");
        }
        if (!_isAccreditedHere(recycler, 3, country)) {
            _fault(Rule.MarketsAreTheirs, "taken in by no recycler of the market");
        }
        if (recycler == holderOf(id)) _fault(Rule.LifeGoesForward, "taken in by its own holder");
        delete _agreements[id];
        delete _intakeOffers[id];
        delete _returnOffers[id];
        _takenInAt[id] = vm.getBlockTimestamp();
    }

    function _onScrapped(RobotId id, address recycler) internal override {
        Story storage robot = _stories[id];
        if (_caller != recycler || recycler != robot.recycler) {
            _fault(Rule.LifeGoesForward, "destroyed by another than its recycler");
        }
        if (!_isAccreditedHere(recycler, 3, robot.recyclerCountry)) {
            _fault(Rule.MarketsAreTheirs, "destroyed by no recycler of the market");
        }
        if (vm.getBlockTimestamp() < _takenInAt[id] + SCRAP_DELAY) {
            _fault(Rule.LifeGoesForward, "destroyed before a mistake could be corrected");
        }
        Tenure memory tenure = _tenures[robot.recyclerCountry];
        if (_takenInAt[id] <= tenure.since && vm.getBlockTimestamp() < tenure.actsFrom) {
            _fault(
                Rule.LifeGoesForward,
                "destroyed under a new seat, taken in under the one before"
            );
        }
        if (robot.flags != 0) _fault(Rule.FlagsAndPoliciesAreHeeded, "destroyed under a flag");
        _requireUnordered(id, "destroyed under a pending order");
        _scrapped.push(id);
        _imageAtScrapping[id] = imageOf(id);
    }

    // ------------------------------------------------------------------------------------------ recalls

    /// @dev Campaigns are the opener's; outcomes are the opener's, the maker's where it counts, and of workshops on their
    /// own market.
    function _onRecall(Vm.Log memory log) internal override {
        bytes32 kind = log.topics[0];
        if (
            kind == IRecallRegistry.CampaignOpened.selector ||
            kind == IRecallRegistry.CampaignClosed.selector
        ) {
            _requireOpener(uint256(log.topics[1]));
        } else if (kind == IRecallRegistry.CampaignSuspended.selector) {
            CountryCode country = CountryCode.wrap(bytes2(log.topics[2]));
            if (_caller != consortium.authorityOf(country)) {
                _fault(Rule.MarketsAreTheirs, "a recall was suspended on a foreign market");
            }
            // What was opened since it took the country over, a seat may free its market of at once.
            uint256 openedAt = recalls.campaignOf(uint256(log.topics[1])).openedAt;
            if (openedAt <= consortium.tenancyOf(country).since) {
                _requireFullPower(country, "a seat suspended a recall within the tenure");
            }
        } else if (kind == IRecallRegistry.UnitRemedied.selector) {
            (uint256 campaign, , CountryCode jurisdiction, ) = abi.decode(
                log.data,
                (uint256, address, CountryCode, bytes32)
            );
            RobotId id = RobotId.wrap(log.topics[1]);
            IRecallRegistry.Campaign memory opened = recalls.campaignOf(campaign);
            ManufacturerId maker = opened.model.manufacturer();
            if (CountryCode.unwrap(jurisdiction) == 0) {
                if (_caller != accountOf[maker] || !opened.makerRemedies || _isCompromised(maker)) {
                    _fault(Rule.RecallsAreTheirs, "a maker remedied what it may not");
                }
            } else if (
                CountryCode.unwrap(jurisdiction) != CountryCode.unwrap(_countryOf(id)) ||
                !_isAccreditedHere(_caller, 1, jurisdiction)
            ) {
                _fault(Rule.MarketsAreTheirs, "a workshop remedied on a foreign market");
            }
        } else if (
            kind == IRecallRegistry.UnitNotApplicable.selector ||
            kind == IRecallRegistry.UnitReopened.selector
        ) {
            _requireOpener(abi.decode(log.data, (uint256)));
        }
    }

    function _requireOpener(uint256 campaign) private {
        IRecallRegistry.Campaign memory opened = recalls.campaignOf(campaign);
        ManufacturerId maker = opened.model.manufacturer();
        bool isOpener =
            CountryCode.unwrap(opened.country) == 0
                ? _caller == accountOf[maker] && !_isCompromised(maker)
                : _caller == consortium.authorityOf(opened.country);
        if (!isOpener) _fault(Rule.RecallsAreTheirs, "a recall that is another's was changed");
    }

    function _isCompromised(ManufacturerId maker) private view returns (bool) {
        return statusOf[maker] == IAuthorityRegistry.ManufacturerStatus.Compromised;
    }

    // ---------------------------------------------------------------------------------------- consortium

    /// @dev The founding seats have served, and their countries were nobody's before.
    function _found() internal {
        CountryCode[3] memory countries = [CN, ES, MX];
        for (uint256 i; i < countries.length; ++i) {
            _tenures[countries[i]] = Tenure(i + 1, START, START, 1, true, false);
            _admittedAt[i + 1] = START - TENURE;
        }
        _seats = countries.length;
        _noteSeats();
    }

    function _onSeatAdmitted(uint256 seat) internal override {
        _admittedAt[seat] = vm.getBlockTimestamp();
        ++_seats;
        _noteSeats();
    }

    function _onAssigned(CountryCode country, uint256 seat) internal override {
        Tenure storage tenure = _tenures[country];
        uint256 time = vm.getBlockTimestamp();
        if (tenure.seat != seat || tenure.interrupted) {
            tenure.actsFrom = tenure.seat == 0 ? time : time + TENURE;
        }
        tenure.interrupted = false;
        tenure.seat = seat;
        tenure.since = time;
        tenure.held = true;
        ++tenure.number;
    }

    function _onReleased(CountryCode country) internal override {
        Tenure storage tenure = _tenures[country];
        tenure.held = false;
        tenure.interrupted = vm.getBlockTimestamp() < tenure.actsFrom;
    }

    function _onSeatDeparted() internal override {
        --_seats;
        _noteSeats();
    }

    function _onAccredited(address account, uint8 role, CountryCode country) internal override {
        if (_caller != consortium.authorityOf(country)) {
            _fault(Rule.MarketsAreTheirs, "a foreign authority accredited");
        }
        _accreditations[account][role][country] = Accreditation(
            consortium.seatOfCountry(country),
            _tenures[country].number
        );
    }

    /// @dev Accredited now, by the seat that has held the country ever since.
    function _isAccreditedHere(
        address account,
        uint8 role,
        CountryCode country
    ) internal view returns (bool) {
        Accreditation memory given = _accreditations[account][role][country];
        Tenure memory tenure = _tenures[country];
        bool ended = !tenure.held || tenure.number != given.tenancy || tenure.seat != given.seat;
        if (ended) return false;
        return authorities.isAccredited(account, IAuthorityRegistry.Role(role), country);
    }

    /// @dev A third of the seats, rounded up: of those held now, or before the tenure began if those were more.
    function _thirdOfSeats() private view returns (uint256) {
        uint256 time = vm.getBlockTimestamp();
        uint256 begin = time > START + TENURE ? time - TENURE : START;
        uint256 then = _seatCounts[0];
        for (uint256 i; i < _seatTimes.length && _seatTimes[i] <= begin; ++i) {
            then = _seatCounts[i];
        }
        return ((then > _seats ? then : _seats) + 2) / 3;
    }

    function _noteSeats() private {
        _seatTimes.push(vm.getBlockTimestamp());
        _seatCounts.push(_seats);
    }

    function _hasServed(uint256 seat) private view returns (bool) {
        if (seat == 0 || consortium.seatOf(seat).departedAt != 0) return false;
        return vm.getBlockTimestamp() >= _admittedAt[seat] + TENURE;
    }

    function _requireFullPower(CountryCode country, string memory what) private {
        Tenure memory tenure = _tenures[country];
        if (!tenure.held || vm.getBlockTimestamp() < tenure.actsFrom) {
            _fault(Rule.OrdersFollowTheRules, what);
        }
    }

    /// @dev The country that answers for a robot.
    function _countryOf(RobotId id) internal view returns (CountryCode country) {
        country = _stories[id].market;
        if (CountryCode.unwrap(country) == 0) country = id.country();
    }

    function _boundTo(bytes32 x) private view returns (RobotId id) {
        (id, ) = registry.robotOfDeviceKey(x);
    }
}
