// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode} from "../identifier/RobotId.sol";

/// @title The consortium: who sits at the table
/// @notice Seats of standards bodies, the countries each answers for, and the validator each runs. One seat, one
/// vote, one validator. Seats are admitted and expelled by vote of the others and can never be handed on; a member
/// rotates its own keys. Besu's QBFT reads `getValidators()` before every block.
///
/// "Governance only" means: whom the `AccessManager` lets call it, which as deployed is the timelock alone; anybody else
/// is refused with `AccessManagedUnauthorized`.
interface IConsortium {
    /// @notice A member of the consortium.
    /// @param name Name of the standards body, as the public knows it.
    /// @param authority Account that acts for the seat: votes, admits manufacturers, approves models, accredits.
    /// @param validator Address of the seat's validator node (derived from its node key).
    /// @param admittedAt Block time of the admission, in seconds.
    /// @param departedAt Block time of the expulsion or resignation, in seconds; zero while the seat is held.
    struct Seat {
        string name;
        address authority;
        address validator;
        uint40 admittedAt;
        uint40 departedAt;
    }

    /// @notice What a new seat brings.
    /// @param name Name of the standards body; not empty.
    /// @param authority Account that will act for the seat; not zero, of no other seat.
    /// @param validator Address of its validator node; not zero, of no other seat.
    /// @param countries Country codes it will answer for; may be empty.
    struct Candidate {
        string name;
        address authority;
        address validator;
        CountryCode[] countries;
    }

    /// @notice A seat was admitted.
    /// @param seat Number of the seat, counted from 1, never reused.
    /// @param authority Account that acts for it.
    /// @param validator Address of its validator node.
    /// @param name Name of the standards body.
    event SeatAdmitted(
        uint256 indexed seat,
        address indexed authority,
        address indexed validator,
        string name
    );

    /// @notice A seat was expelled by vote; its countries are free again and its validator no longer seals.
    /// @param seat Number of the seat.
    event SeatExpelled(uint256 indexed seat);

    /// @notice A seat was given up by its own authority.
    /// @param seat Number of the seat.
    event SeatResigned(uint256 indexed seat);

    /// @notice A country was assigned to a seat.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param seat Number of the seat.
    event CountryAssigned(CountryCode indexed country, uint256 indexed seat);

    /// @notice A country was released and belongs to no seat.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param seat Number of the seat that held it.
    event CountryReleased(CountryCode indexed country, uint256 indexed seat);

    /// @notice A seat replaced the account that acts for it. Its vote moved along.
    /// @param seat Number of the seat.
    /// @param previous Account until now.
    /// @param current Account from now on.
    event AuthorityRotated(uint256 indexed seat, address indexed previous, address indexed current);

    /// @notice A seat replaced its validator node.
    /// @param seat Number of the seat.
    /// @param previous Validator until now.
    /// @param current Validator from now on.
    event ValidatorRotated(uint256 indexed seat, address indexed previous, address indexed current);

    /// @notice The seat does not exist or is no longer held.
    /// @param seat The number given.
    error ConsortiumUnknownSeat(uint256 seat);

    /// @notice The caller's account acts for no seat.
    /// @param caller The calling account.
    error ConsortiumNotAnAuthority(address caller);

    /// @notice An account acts for one seat at most, and this one acts for one already.
    /// @param authority The account given.
    /// @param seat The seat it acts for.
    error ConsortiumAuthorityTaken(address authority, uint256 seat);

    /// @notice A validator belongs to one seat at most, and this one belongs to one already.
    /// @param validator The address given.
    /// @param seat The seat it belongs to.
    error ConsortiumValidatorTaken(address validator, uint256 seat);

    /// @notice The account or validator address may not be zero.
    error ConsortiumZeroAddress();

    /// @notice A seat needs a name.
    error ConsortiumEmptyName();

    /// @notice The country belongs to a seat already; it must be released first.
    /// @param country The code given.
    /// @param seat The seat that holds it.
    error ConsortiumCountryTaken(CountryCode country, uint256 seat);

    /// @notice The country belongs to no seat.
    /// @param country The code given.
    error ConsortiumCountryUnassigned(CountryCode country);

    /// @notice The last seat can neither leave nor be expelled: the chain would have no validator.
    /// @param seat The seat.
    error ConsortiumLastSeat(uint256 seat);

    /// @notice The founding list is empty: the chain would have no validator.
    error ConsortiumNoSeats();

    /// @notice Votes stay with their seat: they cannot be delegated.
    /// @param seatAuthority The account that tried.
    error ConsortiumDelegationDisabled(address seatAuthority);

    /// @notice Admits a seat with one vote and one validator.
    /// @dev Governance only. Emits `SeatAdmitted` and one `CountryAssigned` a country. Fails with
    /// `ConsortiumZeroAddress`, `ConsortiumEmptyName`, `ConsortiumAuthorityTaken`, `ConsortiumValidatorTaken`,
    /// `ConsortiumCountryTaken`, `RobotIdInvalidCountry`.
    /// @param candidate The new member.
    /// @return seat Its number.
    function admitSeat(Candidate calldata candidate) external returns (uint256 seat);

    /// @notice Expels a seat: its vote, its validator and its countries are gone at once. What its authority
    /// admitted, approved and accredited stands until its successor decides otherwise.
    /// @dev Governance only. Emits `SeatExpelled` and one `CountryReleased` a country. Fails with
    /// `ConsortiumUnknownSeat`, `ConsortiumLastSeat`.
    /// @param seat Number of the seat.
    function expelSeat(uint256 seat) external;

    /// @notice Gives the caller's own seat up.
    /// @dev Called by a seat's authority. Emits `SeatResigned` and one `CountryReleased` a country. Fails with
    /// `ConsortiumNotAnAuthority`, `ConsortiumLastSeat`.
    function resignSeat() external;

    /// @notice Makes a seat answer for a country that no seat holds.
    /// @dev Governance only. Emits `CountryAssigned`. Fails with `ConsortiumUnknownSeat`, `ConsortiumCountryTaken`,
    /// `RobotIdInvalidCountry`.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param seat Number of the seat.
    function assignCountry(CountryCode country, uint256 seat) external;

    /// @notice Takes a country from the seat that holds it.
    /// @dev Governance only. Emits `CountryReleased`. Fails with `ConsortiumCountryUnassigned`.
    /// @param country ISO 3166-1 alpha-2 code.
    function releaseCountry(CountryCode country) external;

    /// @notice Replaces the account that acts for the caller's seat; its vote moves along at once, also in proposals
    /// already open: there the new account votes, unless the previous one has.
    /// @dev Called by a seat's authority. Emits `AuthorityRotated`. Fails with `ConsortiumNotAnAuthority`,
    /// `ConsortiumZeroAddress`, `ConsortiumAuthorityTaken`.
    /// @param authority The new account.
    function rotateAuthority(address authority) external;

    /// @notice Replaces the validator node of the caller's seat.
    /// @dev Called by a seat's authority. Emits `ValidatorRotated`. Fails with `ConsortiumNotAnAuthority`,
    /// `ConsortiumZeroAddress`, `ConsortiumValidatorTaken`.
    /// @param validator Address of the new node.
    function rotateValidator(address validator) external;

    /// @notice The validators of the chain, as Besu's QBFT reads them. Never reverts, never empty, no duplicates.
    /// @return The validator of every held seat.
    function getValidators() external view returns (address[] memory);

    /// @notice A seat, held or departed.
    /// @dev Fails with `ConsortiumUnknownSeat` for a number that was never given.
    /// @param seat Number of the seat.
    /// @return The seat.
    function seatOf(uint256 seat) external view returns (Seat memory);

    /// @notice Number of seats now held.
    /// @return The count; also the number of votes and of validators.
    function seatCount() external view returns (uint256);

    /// @notice The seat an account acts for.
    /// @param authority The account.
    /// @return The seat's number, zero where there is none.
    function seatOfAuthority(address authority) external view returns (uint256);

    /// @notice The seat a validator belongs to.
    /// @param validator The node's address.
    /// @return The seat's number, zero where there is none.
    function seatOfValidator(address validator) external view returns (uint256);

    /// @notice The seat that answers for a country.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return The seat's number, zero where there is none.
    function seatOfCountry(CountryCode country) external view returns (uint256);

    /// @notice The countries a seat answers for.
    /// @param seat Number of the seat.
    /// @return Country codes, in no particular order.
    function countriesOf(uint256 seat) external view returns (CountryCode[] memory);

    /// @notice The account that acts for a country.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return The authority's account, zero where no seat holds the country.
    function authorityOf(CountryCode country) external view returns (address);
}
