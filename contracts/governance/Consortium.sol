// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC6372Utils} from "@openzeppelin/contracts/utils/ERC6372Utils.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
import {EntryLog} from "../history/EntryLog.sol";
import {CountryCode} from "../identifier/RobotId.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";

/// @title Consortium
/// @notice The seats of the consortium: who votes, who answers for which country, whose node validates.
/// @dev A held seat has exactly one account, one validator and one voting unit, which its account delegates to itself;
/// the three appear, move and disappear together. Founding seats come with the constructor; every other one, and every
/// expulsion, comes through the `AccessManager`. All that changes is in plain storage, so that the contract can also be
/// put into a genesis file as code and storage.
///
///            admitSeat                   expelSeat, resignSeat
///   (none) ─────────────▶ held ────────────────────────────────────▶ departed
///                         │  ▲
///                         └──┘ acceptAuthority, acceptRecovery, rotateValidator, assignCountry, releaseCountry
///
/// A number is never given twice and a departed seat never returns: who comes back comes back under a new number.
///
/// Keys of a seat: the account acts, the recovery key only replaces it. A new account or recovery key waits
/// `rotationDelay`, in which the recovery key can cancel it: who steals the account does not own the seat. What the
/// recovery key proposed the account cannot cancel.
contract Consortium is IConsortium, AccessManaged, Votes, EntryLog {
    using EnumerableSet for EnumerableSet.AddressSet;
    using EnumerableSet for EnumerableSet.Bytes32Set;

    /// @dev The last seat to hold a country, and whether it still does; `since` when, or else since when not. One slot.
    struct Holding {
        uint32 seat;
        uint40 since;
        uint40 actsFrom;
        bool held;
    }

    bytes32 private constant _BINDING_TYPEHASH = keccak256(
        "ValidatorBinding(uint256 seat,address validator)"
    );

    /// @dev Less than a day would pass while those whom it protects sleep.
    uint40 private constant _SHORTEST_PERIOD = 1 days;

    /// @dev In the place of `actsFrom` where a seat lost a country before its wait was over.
    uint40 private constant _NOT_WAITED_OUT = type(uint40).max;

    /// @inheritdoc IConsortium
    uint40 public immutable tenure;

    /// @inheritdoc IConsortium
    uint40 public immutable rotationDelay;

    uint256 private immutable _foundedAt;

    /// @dev Number of founding seats; also the number of the last of them.
    uint256 private immutable _founders;

    /// @dev Seats ever admitted; also the number of the latest.
    uint256 private _admissions;

    mapping(uint256 seat => Seat) private _seats;
    mapping(uint256 seat => EnumerableSet.Bytes32Set) private _countries;

    /// @dev Zero where there is no held seat, in both.
    mapping(address account => uint256 seat) private _seatOfAuthority;
    mapping(address validator => uint256 seat) private _seatOfValidator;

    mapping(CountryCode country => Holding) private _holdings;
    mapping(uint256 seat => Naming) private _nextAuthority;
    mapping(uint256 seat => Naming) private _nextRecovery;

    /// @dev Whether the recovery key allowed the seat's account to give the seat up.
    mapping(uint256 seat => bool) private _resignationAllowed;

    /// @dev One for each held seat.
    EnumerableSet.AddressSet private _validators;

    /// @notice Founds the consortium. Fails with `AccessManagedInvalidAuthority` where `accessManager` is no contract,
    /// with `ConsortiumNoSeats`, `ConsortiumPeriodTooShort` and as `admitSeat` does.
    /// @param accessManager Says who may call the functions of governance.
    /// @param founders The founding seats, numbered from 1 in this order; at least one.
    /// @param tenure_ How long a seat waits for full power in a country that another held, and to countersign, in seconds;
    /// at least a day.
    /// @param rotationDelay_ How long a new key of a seat waits before it can take effect, in seconds; at least a day.
    constructor(
        address accessManager,
        Candidate[] memory founders,
        uint40 tenure_,
        uint40 rotationDelay_
    ) AccessManaged(accessManager) EIP712("Open Robot ID Consortium", "1") {
        // Without this no seat could ever be admitted or expelled, and nobody would notice before trying.
        if (accessManager.code.length == 0) revert AccessManagedInvalidAuthority(accessManager);
        if (founders.length == 0) revert ConsortiumNoSeats();
        uint40 shorter = tenure_ < rotationDelay_ ? tenure_ : rotationDelay_;
        if (shorter < _SHORTEST_PERIOD) revert ConsortiumPeriodTooShort(shorter, _SHORTEST_PERIOD);

        tenure = tenure_;
        rotationDelay = rotationDelay_;
        _foundedAt = block.timestamp;
        _founders = founders.length;
        for (uint256 i = 0; i < founders.length; ++i) {
            _admit(founders[i], address(0));
        }
    }

    // ---------------------------------------------------------------------------------------------- governance

    /// @inheritdoc IConsortium
    function admitSeat(Candidate calldata candidate) external restricted returns (uint256 seat) {
        return _admit(candidate, msg.sender);
    }

    /// @inheritdoc IConsortium
    function expelSeat(uint256 seat) external restricted {
        _requireHeld(seat);
        _requireNotLast(seat);
        emit SeatExpelled(seat);
        _recordSeat(seat, ConsortiumKind.SeatExpelled, msg.sender, keccak256(abi.encode(seat)));
        _vacate(seat);
    }

    /// @inheritdoc IConsortium
    function assignCountry(CountryCode country, uint256 seat) external restricted {
        _requireHeld(seat);
        _assign(country, seat, msg.sender);
    }

    /// @inheritdoc IConsortium
    function releaseCountry(CountryCode country) external restricted {
        uint256 seat = seatOfCountry(country);
        if (seat == 0) revert ConsortiumCountryUnassigned(country);
        _release(country, seat);
    }

    // ------------------------------------------------------------------------------------------ the seat itself

    /// @inheritdoc IConsortium
    function resignSeat() external {
        uint256 seat = _callersSeat();
        if (!mayResign(seat)) revert ConsortiumResignationNotAllowed(seat, _seats[seat].recovery);
        _requireNotLast(seat);
        emit SeatResigned(seat);
        _recordSeat(seat, ConsortiumKind.SeatResigned, msg.sender, keccak256(abi.encode(seat)));
        _vacate(seat);
    }

    /// @inheritdoc IConsortium
    function allowResignation(uint256 seat, bool allowed) external {
        _requireRecovery(seat);
        _resignationAllowed[seat] = allowed;
        emit ResignationAllowed(seat, msg.sender, allowed);
        bytes32 payload = keccak256(abi.encode(seat, msg.sender, allowed));
        _recordSeat(seat, ConsortiumKind.ResignationAllowed, msg.sender, payload);
    }

    /// @inheritdoc IConsortium
    function proposeAuthority(address account) external {
        uint256 seat = _callersSeat();
        Naming memory named = _nextAuthority[seat];
        if (named.proposer != address(0) && named.proposer == _seats[seat].recovery)
            revert ConsortiumProposedByRecovery(seat, named.account);
        _proposeAuthority(seat, account);
    }

    /// @inheritdoc IConsortium
    function proposeAuthorityOf(uint256 seat, address account) external {
        _requireRecovery(seat);
        _proposeAuthority(seat, account);
    }

    /// @inheritdoc IConsortium
    function vetoAuthority(uint256 seat) external {
        _requireHeld(seat);
        Naming memory named = _nextAuthority[seat];
        if (named.acceptableFrom == 0) revert ConsortiumNothingProposed(seat);
        Seat storage seat_ = _seats[seat];
        address recovery = seat_.recovery;
        bool mayCancel =
            msg.sender == recovery || (msg.sender == seat_.authority && named.proposer != recovery);
        if (!mayCancel) revert ConsortiumCannotVeto(seat, msg.sender);

        delete _nextAuthority[seat];
        emit AuthorityVetoed(seat, named.account);
        bytes32 payload = keccak256(abi.encode(seat, named.account));
        _recordSeat(seat, ConsortiumKind.AuthorityVetoed, msg.sender, payload);
    }

    /// @inheritdoc IConsortium
    function acceptAuthority(uint256 seat) external {
        _requireHeld(seat);
        Naming memory named = _nextAuthority[seat];
        _requireAcceptable(seat, named, named.account);
        _requireFreeAuthority(named.account);
        _requireApart(seat, named.account, _seats[seat].recovery);

        address previous = _seats[seat].authority;
        _seats[seat].authority = named.account;
        delete _nextAuthority[seat];
        delete _seatOfAuthority[previous];
        _seatOfAuthority[named.account] = seat;
        emit AuthorityRotated(seat, previous, named.account);
        bytes32 payload = keccak256(abi.encode(seat, previous, named.account));
        _recordSeat(seat, ConsortiumKind.AuthorityRotated, msg.sender, payload);

        _transferVotingUnits(previous, named.account, 1);
        _delegate(previous, address(0));
        _delegate(named.account, named.account);
    }

    /// @inheritdoc IConsortium
    function proposeRecovery(address recovery) external {
        uint256 seat = _callersSeat();
        _requireApart(seat, msg.sender, recovery);
        uint40 acceptableFrom = uint40(block.timestamp) + rotationDelay;
        _nextRecovery[seat] = Naming({
            account: recovery,
            acceptableFrom: acceptableFrom,
            proposer: msg.sender
        });
        emit RecoveryProposed(seat, recovery, acceptableFrom);
        bytes32 payload = keccak256(abi.encode(seat, recovery, acceptableFrom));
        _recordSeat(seat, ConsortiumKind.RecoveryProposed, msg.sender, payload);
    }

    /// @inheritdoc IConsortium
    function vetoRecovery(uint256 seat) external {
        _requireHeld(seat);
        Naming memory named = _nextRecovery[seat];
        if (named.acceptableFrom == 0) revert ConsortiumNothingProposed(seat);
        Seat storage seat_ = _seats[seat];
        if (msg.sender != seat_.recovery && msg.sender != seat_.authority)
            revert ConsortiumCannotVeto(seat, msg.sender);

        delete _nextRecovery[seat];
        emit RecoveryVetoed(seat, named.account);
        bytes32 payload = keccak256(abi.encode(seat, named.account));
        _recordSeat(seat, ConsortiumKind.RecoveryVetoed, msg.sender, payload);
    }

    /// @inheritdoc IConsortium
    function acceptRecovery(uint256 seat) external {
        _requireHeld(seat);
        Naming memory named = _nextRecovery[seat];
        if (named.acceptableFrom == 0) revert ConsortiumNothingProposed(seat);
        Seat storage seat_ = _seats[seat];
        address authority_ = seat_.authority;
        // Nobody can call for the key that is not to be.
        _requireAcceptable(seat, named, named.account == address(0) ? authority_ : named.account);
        _requireApart(seat, authority_, named.account);

        address previous = seat_.recovery;
        seat_.recovery = named.account;
        delete _nextRecovery[seat];
        delete _resignationAllowed[seat];
        emit RecoveryRotated(seat, previous, named.account);
        bytes32 payload = keccak256(abi.encode(seat, previous, named.account));
        _recordSeat(seat, ConsortiumKind.RecoveryRotated, msg.sender, payload);
    }

    /// @inheritdoc IConsortium
    function rotateValidator(address validator, bytes calldata signature) external {
        uint256 seat = _callersSeat();
        _requireFreeValidator(validator);
        (address signer, , ) = ECDSA.tryRecoverCalldata(
            validatorBindingDigest(seat, validator),
            signature
        );
        if (signer != validator) revert ConsortiumValidatorSignature(seat, validator);

        address previous = _seats[seat].validator;
        _seats[seat].validator = validator;
        delete _seatOfValidator[previous];
        _seatOfValidator[validator] = seat;
        _validators.remove(previous);
        _validators.add(validator);
        emit ValidatorRotated(seat, previous, validator);
        bytes32 payload = keccak256(abi.encode(seat, previous, validator));
        _recordSeat(seat, ConsortiumKind.ValidatorRotated, msg.sender, payload);
    }

    // ---------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IConsortium
    function getValidators() external view returns (address[] memory) {
        return _validators.values();
    }

    /// @inheritdoc IConsortium
    function seatOf(uint256 seat) external view returns (Seat memory) {
        if (_seats[seat].authority == address(0)) revert ConsortiumUnknownSeat(seat);
        return _seats[seat];
    }

    /// @inheritdoc IConsortium
    function seatCount() external view returns (uint256) {
        return _validators.length();
    }

    /// @inheritdoc IConsortium
    function seatOfAuthority(address authority_) external view returns (uint256) {
        return _seatOfAuthority[authority_];
    }

    /// @inheritdoc IConsortium
    function seatOfValidator(address validator) external view returns (uint256) {
        return _seatOfValidator[validator];
    }

    /// @inheritdoc IConsortium
    function tenancyOf(CountryCode country) external view returns (Tenancy memory tenancy) {
        Holding memory holding = _holdings[country];
        if (holding.held) {
            tenancy = Tenancy({
                seat: holding.seat,
                since: holding.since,
                actsFrom: holding.actsFrom
            });
        }
    }

    /// @inheritdoc IConsortium
    function hasHeld(
        CountryCode country,
        uint256 seat,
        uint256 timestamp
    ) external view returns (bool) {
        Holding storage holding = _holdings[country];
        return holding.held && holding.seat == seat && holding.since <= timestamp;
    }

    /// @inheritdoc IConsortium
    function proposedAuthority(uint256 seat) external view returns (Naming memory) {
        return _nextAuthority[seat];
    }

    /// @inheritdoc IConsortium
    function proposedRecovery(uint256 seat) external view returns (Naming memory) {
        return _nextRecovery[seat];
    }

    /// @inheritdoc IConsortium
    function hasTenure(uint256 seat) external view returns (bool) {
        if (!_isHeld(seat)) return false;
        return seat <= _founders || block.timestamp >= _seats[seat].admittedAt + tenure;
    }

    /// @inheritdoc IConsortium
    function countersignaturesNeeded() external view returns (uint256) {
        uint256 seats = _validators.length();
        uint256 then = Math.max(Math.saturatingSub(block.timestamp, tenure), _foundedAt);
        // In the block of the founding there is no past to ask for.
        if (then < block.timestamp) seats = Math.max(seats, getPastTotalSupply(then));
        return Math.ceilDiv(seats, 3);
    }

    /// @inheritdoc IConsortium
    function countriesOf(uint256 seat) external view returns (CountryCode[] memory countries) {
        bytes32[] memory values = _countries[seat].values();
        countries = new CountryCode[](values.length);
        for (uint256 i = 0; i < values.length; ++i) {
            countries[i] = CountryCode.wrap(bytes2(values[i]));
        }
    }

    /// @inheritdoc IConsortium
    function authorityOf(CountryCode country) external view returns (address) {
        // Seat zero is never given: its account is zero.
        return _seats[seatOfCountry(country)].authority;
    }

    /// @inheritdoc IConsortium
    function seatOfCountry(CountryCode country) public view returns (uint256) {
        Holding memory holding = _holdings[country];
        return holding.held ? holding.seat : 0;
    }

    /// @inheritdoc IConsortium
    function mayResign(uint256 seat) public view returns (bool) {
        return _isHeld(seat) && (_resignationAllowed[seat] || _seats[seat].recovery == address(0));
    }

    /// @inheritdoc IConsortium
    function validatorBindingDigest(uint256 seat, address validator) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_BINDING_TYPEHASH, seat, validator)));
    }

    // ---------------------------------------------------------------------------------------------------- votes

    /// @notice Always refused: a vote stays with its seat.
    /// @dev Fails with `ConsortiumDelegationDisabled`.
    function delegate(address) public view override {
        revert ConsortiumDelegationDisabled(msg.sender);
    }

    /// @notice Always refused, whatever the signature.
    /// @dev Fails with `ConsortiumDelegationDisabled`.
    function delegateBySig(
        address,
        uint256,
        uint256,
        uint8,
        bytes32,
        bytes32
    ) public view override {
        revert ConsortiumDelegationDisabled(msg.sender);
    }

    /// @notice Votes are counted by block time, in seconds (ERC-6372).
    /// @return Block time.
    function clock() public view override returns (uint48) {
        return Time.timestamp();
    }

    /// @notice How `clock` counts (ERC-6372).
    /// @return `mode=timestamp`.
    function CLOCK_MODE() public view override returns (string memory) {
        // solhint-disable-previous-line func-name-mixedcase
        return ERC6372Utils.timestampClockMode(clock);
    }

    /// @dev One for the account of a held seat, none for all others.
    function _getVotingUnits(address account) internal view override returns (uint256) {
        return _seatOfAuthority[account] == 0 ? 0 : 1;
    }

    /// @dev Who says who governs is of the log too. The deployer is no party.
    function _setAuthority(address newAuthority) internal override {
        super._setAuthority(newAuthority);
        address actor = address(this).code.length == 0 ? address(0) : msg.sender;
        _recordSeat(0, ConsortiumKind.ManagerSet, actor, keccak256(abi.encode(newAuthority)));
    }

    // -------------------------------------------------------------------------------------------------- private

    function _admit(Candidate memory candidate, address actor) private returns (uint256 seat) {
        if (bytes(candidate.name).length == 0) revert ConsortiumEmptyName();
        _requireFreeAuthority(candidate.authority);
        _requireApart(0, candidate.authority, candidate.recovery);
        _requireFreeValidator(candidate.validator);

        seat = ++_admissions;
        _seats[seat] = Seat({
            name: candidate.name,
            authority: candidate.authority,
            recovery: candidate.recovery,
            validator: candidate.validator,
            admittedAt: uint40(block.timestamp),
            departedAt: 0
        });
        _seatOfAuthority[candidate.authority] = seat;
        _seatOfValidator[candidate.validator] = seat;
        _validators.add(candidate.validator);
        emit SeatAdmitted(
            seat,
            candidate.authority,
            candidate.validator,
            candidate.recovery,
            candidate.name
        );
        bytes32 payload = keccak256(
            abi.encode(
                seat,
                candidate.authority,
                candidate.validator,
                candidate.recovery,
                candidate.name
            )
        );
        _recordSeat(seat, ConsortiumKind.SeatAdmitted, actor, payload);

        _transferVotingUnits(address(0), candidate.authority, 1);
        _delegate(candidate.authority, candidate.authority);

        for (uint256 i = 0; i < candidate.countries.length; ++i) {
            _assign(candidate.countries[i], seat, actor);
        }
    }

    /// @dev The record of the seat stays, with the keys and the validator it had last; all else goes.
    function _vacate(uint256 seat) private {
        address authority_ = _seats[seat].authority;
        address validator = _seats[seat].validator;
        _seats[seat].departedAt = uint40(block.timestamp);
        delete _seatOfAuthority[authority_];
        delete _seatOfValidator[validator];
        delete _nextAuthority[seat];
        delete _nextRecovery[seat];
        delete _resignationAllowed[seat];
        _validators.remove(validator);

        _transferVotingUnits(authority_, address(0), 1);
        _delegate(authority_, address(0));

        bytes32[] memory countries = _countries[seat].values();
        for (uint256 i = 0; i < countries.length; ++i) {
            _release(CountryCode.wrap(bytes2(countries[i])), seat);
        }
    }

    /// @dev A country that another seat held before is given with a wait, so that nobody takes one by a vote to move what
    /// is in it. The seat that held it last, and had waited, waits no second time; what was tied to its time before is ended
    /// all the same.
    function _assign(CountryCode country, uint256 seat, address actor) private {
        country.requireValid();
        Holding memory holding = _holdings[country];
        if (holding.held) revert ConsortiumCountryTaken(country, holding.seat);
        uint40 since = uint40(block.timestamp);
        // Given back in the second of its release, it would look as if it had been held all along.
        if (holding.seat == seat && holding.since == since)
            revert ConsortiumChangedThisSecond(country);
        if (holding.seat != seat || holding.actsFrom == _NOT_WAITED_OUT) {
            holding.actsFrom = holding.seat == 0 ? since : since + tenure;
            holding.seat = uint32(seat);
        }
        holding.since = since;
        holding.held = true;
        _holdings[country] = holding;
        _countries[seat].add(CountryCode.unwrap(country));
        emit CountryAssigned(country, seat, holding.since, holding.actsFrom);
        bytes32 payload = keccak256(abi.encode(country, seat, holding.since, holding.actsFrom));
        _recordCountry(country, ConsortiumKind.CountryAssigned, actor, payload);
    }

    /// @dev A wait counts only in the sight of those in the country: it does not run while no seat holds it.
    function _release(CountryCode country, uint256 seat) private {
        Holding storage holding = _holdings[country];
        uint40 time = uint40(block.timestamp);
        if (holding.since == time) revert ConsortiumChangedThisSecond(country);
        holding.since = time;
        holding.held = false;
        if (time < holding.actsFrom) holding.actsFrom = _NOT_WAITED_OUT;
        _countries[seat].remove(CountryCode.unwrap(country));
        emit CountryReleased(country, seat);
        bytes32 payload = keccak256(abi.encode(country, seat));
        _recordCountry(country, ConsortiumKind.CountryReleased, msg.sender, payload);
    }

    function _proposeAuthority(uint256 seat, address account) private {
        _requireFreeAuthority(account);
        _requireApart(seat, account, _seats[seat].recovery);
        uint40 acceptableFrom = uint40(block.timestamp) + rotationDelay;
        _nextAuthority[seat] = Naming({
            account: account,
            acceptableFrom: acceptableFrom,
            proposer: msg.sender
        });
        emit AuthorityProposed(seat, account, msg.sender, acceptableFrom);
        bytes32 payload = keccak256(abi.encode(seat, account, msg.sender, acceptableFrom));
        _recordSeat(seat, ConsortiumKind.AuthorityProposed, msg.sender, payload);
    }

    function _recordSeat(
        uint256 seat,
        ConsortiumKind kind,
        address actor,
        bytes32 payload
    ) private {
        _record(bytes32(seat), uint16(kind), actor, payload);
    }

    function _recordCountry(
        CountryCode country,
        ConsortiumKind kind,
        address actor,
        bytes32 payload
    ) private {
        _record(CountryCode.unwrap(country), uint16(kind), actor, payload);
    }

    function _callersSeat() private view returns (uint256 seat) {
        seat = _seatOfAuthority[msg.sender];
        if (seat == 0) revert ConsortiumNotAnAuthority(msg.sender);
    }

    function _requireHeld(uint256 seat) private view {
        if (!_isHeld(seat)) revert ConsortiumUnknownSeat(seat);
    }

    function _isHeld(uint256 seat) private view returns (bool) {
        return _seats[seat].admittedAt != 0 && _seats[seat].departedAt == 0;
    }

    /// @dev A seat without recovery key has zero there, and zero can call: a node simulates such calls.
    function _requireRecovery(uint256 seat) private view {
        _requireHeld(seat);
        if (msg.sender == address(0) || msg.sender != _seats[seat].recovery)
            revert ConsortiumNotRecovery(seat, msg.sender);
    }

    function _requireNotLast(uint256 seat) private view {
        if (_validators.length() == 1) revert ConsortiumLastSeat(seat);
    }

    function _requireAcceptable(uint256 seat, Naming memory named, address caller) private view {
        if (msg.sender == address(0) || msg.sender != caller)
            revert ConsortiumNotProposed(seat, msg.sender);
        if (block.timestamp < named.acceptableFrom)
            revert ConsortiumDelayRunning(seat, named.acceptableFrom);
    }

    function _requireApart(uint256 seat, address authority_, address recovery) private pure {
        if (authority_ == recovery) revert ConsortiumRecoveryIsAuthority(seat, authority_);
    }

    function _requireFreeAuthority(address authority_) private view {
        if (authority_ == address(0)) revert ConsortiumZeroAddress();
        uint256 seat = _seatOfAuthority[authority_];
        if (seat != 0) revert ConsortiumAuthorityTaken(authority_, seat);
    }

    function _requireFreeValidator(address validator) private view {
        if (validator == address(0)) revert ConsortiumZeroAddress();
        uint256 seat = _seatOfValidator[validator];
        if (seat != 0) revert ConsortiumValidatorTaken(validator, seat);
    }
}
