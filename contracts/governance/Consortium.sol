// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC6372Utils} from "@openzeppelin/contracts/utils/ERC6372Utils.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";
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
///                         └──┘ rotateAuthority, rotateValidator, assignCountry, releaseCountry
///
/// A number is never given twice and a departed seat never returns: who comes back comes back under a new number.
contract Consortium is IConsortium, AccessManaged, Votes {
    using EnumerableSet for EnumerableSet.AddressSet;
    using EnumerableSet for EnumerableSet.Bytes32Set;

    /// @dev Seats ever admitted; also the number of the latest.
    uint256 private _admissions;

    mapping(uint256 seat => Seat) private _seats;
    mapping(uint256 seat => EnumerableSet.Bytes32Set) private _countries;

    /// @dev Zero where there is no held seat, in all three.
    mapping(address account => uint256 seat) private _seatOfAuthority;
    mapping(address validator => uint256 seat) private _seatOfValidator;
    mapping(CountryCode country => uint256 seat) private _seatOfCountry;

    /// @dev One for each held seat.
    EnumerableSet.AddressSet private _validators;

    /// @notice Founds the consortium. Fails with `AccessManagedInvalidAuthority` where `accessManager` is no contract,
    /// with `ConsortiumNoSeats` and as `admitSeat` does.
    /// @param accessManager Says who may call the functions of governance.
    /// @param founders The founding seats, numbered from 1 in this order; at least one.
    constructor(
        address accessManager,
        Candidate[] memory founders
    ) AccessManaged(accessManager) EIP712("Open Robot ID Consortium", "1") {
        // Without this no seat could ever be admitted or expelled, and nobody would notice before trying.
        if (accessManager.code.length == 0) revert AccessManagedInvalidAuthority(accessManager);
        if (founders.length == 0) revert ConsortiumNoSeats();
        for (uint256 i = 0; i < founders.length; ++i) {
            _admit(founders[i]);
        }
    }

    // ---------------------------------------------------------------------------------------------- governance

    /// @inheritdoc IConsortium
    function admitSeat(Candidate calldata candidate) external restricted returns (uint256 seat) {
        return _admit(candidate);
    }

    /// @inheritdoc IConsortium
    function expelSeat(uint256 seat) external restricted {
        _requireHeld(seat);
        _requireNotLast(seat);
        emit SeatExpelled(seat);
        _vacate(seat);
    }

    /// @inheritdoc IConsortium
    function assignCountry(CountryCode country, uint256 seat) external restricted {
        _requireHeld(seat);
        _assign(country, seat);
    }

    /// @inheritdoc IConsortium
    function releaseCountry(CountryCode country) external restricted {
        uint256 seat = _seatOfCountry[country];
        if (seat == 0) revert ConsortiumCountryUnassigned(country);
        _release(country, seat);
    }

    // ------------------------------------------------------------------------------------------ the seat itself

    /// @inheritdoc IConsortium
    function resignSeat() external {
        uint256 seat = _callersSeat();
        _requireNotLast(seat);
        emit SeatResigned(seat);
        _vacate(seat);
    }

    /// @inheritdoc IConsortium
    function rotateAuthority(address authority_) external {
        uint256 seat = _callersSeat();
        _requireFreeAuthority(authority_);

        address previous = _seats[seat].authority;
        _seats[seat].authority = authority_;
        delete _seatOfAuthority[previous];
        _seatOfAuthority[authority_] = seat;
        emit AuthorityRotated(seat, previous, authority_);

        _transferVotingUnits(previous, authority_, 1);
        _delegate(previous, address(0));
        _delegate(authority_, authority_);
    }

    /// @inheritdoc IConsortium
    function rotateValidator(address validator) external {
        uint256 seat = _callersSeat();
        _requireFreeValidator(validator);

        address previous = _seats[seat].validator;
        _seats[seat].validator = validator;
        delete _seatOfValidator[previous];
        _seatOfValidator[validator] = seat;
        _validators.remove(previous);
        _validators.add(validator);
        emit ValidatorRotated(seat, previous, validator);
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
    function seatOfCountry(CountryCode country) external view returns (uint256) {
        return _seatOfCountry[country];
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
        return _seats[_seatOfCountry[country]].authority;
    }

    // ---------------------------------------------------------------------------------------------------- votes

    /// @notice Always refused: a vote stays with its seat.
    /// @dev Fails with `ConsortiumDelegationDisabled`.
    function delegate(address) public view override {
        revert ConsortiumDelegationDisabled(_msgSender());
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
        revert ConsortiumDelegationDisabled(_msgSender());
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

    // -------------------------------------------------------------------------------------------------- private

    function _admit(Candidate memory candidate) private returns (uint256 seat) {
        if (bytes(candidate.name).length == 0) revert ConsortiumEmptyName();
        _requireFreeAuthority(candidate.authority);
        _requireFreeValidator(candidate.validator);

        seat = ++_admissions;
        _seats[seat] = Seat({
            name: candidate.name,
            authority: candidate.authority,
            validator: candidate.validator,
            admittedAt: uint40(block.timestamp),
            departedAt: 0
        });
        _seatOfAuthority[candidate.authority] = seat;
        _seatOfValidator[candidate.validator] = seat;
        _validators.add(candidate.validator);
        emit SeatAdmitted(seat, candidate.authority, candidate.validator, candidate.name);

        _transferVotingUnits(address(0), candidate.authority, 1);
        _delegate(candidate.authority, candidate.authority);

        for (uint256 i = 0; i < candidate.countries.length; ++i) {
            _assign(candidate.countries[i], seat);
        }
    }

    /// @dev The record of the seat stays, with the account and validator it had last; all else goes.
    function _vacate(uint256 seat) private {
        address authority_ = _seats[seat].authority;
        address validator = _seats[seat].validator;
        _seats[seat].departedAt = uint40(block.timestamp);
        delete _seatOfAuthority[authority_];
        delete _seatOfValidator[validator];
        _validators.remove(validator);

        _transferVotingUnits(authority_, address(0), 1);
        _delegate(authority_, address(0));

        bytes32[] memory countries = _countries[seat].values();
        for (uint256 i = 0; i < countries.length; ++i) {
            _release(CountryCode.wrap(bytes2(countries[i])), seat);
        }
    }

    function _assign(CountryCode country, uint256 seat) private {
        country.requireValid();
        uint256 holder = _seatOfCountry[country];
        if (holder != 0) revert ConsortiumCountryTaken(country, holder);
        _seatOfCountry[country] = seat;
        _countries[seat].add(CountryCode.unwrap(country));
        emit CountryAssigned(country, seat);
    }

    function _release(CountryCode country, uint256 seat) private {
        delete _seatOfCountry[country];
        _countries[seat].remove(CountryCode.unwrap(country));
        emit CountryReleased(country, seat);
    }

    function _callersSeat() private view returns (uint256 seat) {
        seat = _seatOfAuthority[_msgSender()];
        if (seat == 0) revert ConsortiumNotAnAuthority(_msgSender());
    }

    function _requireHeld(uint256 seat) private view {
        if (_seats[seat].authority == address(0) || _seats[seat].departedAt != 0)
            revert ConsortiumUnknownSeat(seat);
    }

    function _requireNotLast(uint256 seat) private view {
        if (_validators.length() == 1) revert ConsortiumLastSeat(seat);
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
