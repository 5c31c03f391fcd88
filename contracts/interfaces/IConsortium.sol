// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode} from "../identifier/RobotId.sol";
import {IEntryLog} from "./IEntryLog.sol";

/// @title The consortium: who sits at the table
/// @notice Seats of standards bodies, the countries each answers for, and the validator each runs. One seat, one
/// vote, one validator. Seats are admitted and expelled by vote of the others and can never be handed on; a member
/// rotates its own keys. Besu's QBFT reads `getValidators()` before every block.
///
/// A country that changes its seat gives the new one the full power of an authority only after `tenure`: everybody sees what
/// a vote sets up long before it can move a robot.
///
/// The log's subjects: the number of a seat (`bytes32(uint256)`), a country (two characters, left-aligned), and zero for
/// the access manager.
///
/// "Governance only" means: callers that the `AccessManager` allows, which as deployed is only the timelock; anybody else
/// is refused with `AccessManagedUnauthorized`.
interface IConsortium is IEntryLog {
    /// @notice Kinds of entries of this log. `CountryAssigned` and `CountryReleased` are about a country, `ManagerSet` about
    /// zero, the others about a seat. The actor is the caller, and zero for what the founding recorded.
    enum ConsortiumKind {
        None,
        SeatAdmitted,
        SeatExpelled,
        SeatResigned,
        AuthorityProposed,
        AuthorityVetoed,
        AuthorityRotated,
        RecoveryProposed,
        RecoveryVetoed,
        RecoveryRotated,
        ValidatorRotated,
        CountryAssigned,
        CountryReleased,
        ResignationAllowed,
        ManagerSet
    }

    /// @notice A member of the consortium.
    /// @param name Name of the standards body, as the public knows it.
    /// @param authority Account that acts for the seat: votes, admits manufacturers, approves models, accredits.
    /// @param recovery Key that can replace that account and veto its replacement; zero where the seat has none.
    /// @param validator Address of the seat's validator node (derived from its node key).
    /// @param admittedAt Block time of the admission, in seconds.
    /// @param departedAt Block time of the expulsion or resignation, in seconds; zero while the seat is held.
    struct Seat {
        string name;
        address authority;
        address recovery;
        address validator;
        uint40 admittedAt;
        uint40 departedAt;
    }

    /// @notice What a new seat brings.
    /// @param name Name of the standards body; not empty.
    /// @param authority Account that will act for the seat; not zero, of no other seat.
    /// @param recovery Its recovery key, kept apart from that account; zero for none.
    /// @param validator Address of its validator node; not zero, of no other seat.
    /// @param countries Country codes it will answer for; may be empty.
    struct Candidate {
        string name;
        address authority;
        address recovery;
        address validator;
        CountryCode[] countries;
    }

    /// @notice Which seat answers for a country, and since when.
    /// @param seat Number of the seat; zero where none holds the country, and then the times are zero too.
    /// @param since Block time from which it holds the country without interruption, in seconds.
    /// @param actsFrom Time from which it has the full power of an authority there, in seconds: `since` where no seat held the
    /// country before, `tenure` later where another did. A seat that a country is given back to, and that held it last, waits
    /// no second time if its wait was over when it lost the country; else the wait begins again.
    struct Tenancy {
        uint32 seat;
        uint40 since;
        uint40 actsFrom;
    }

    /// @notice A key that a seat named as its next.
    /// @param account The key; zero where none is named, and where the seat is to have no recovery key.
    /// @param acceptableFrom Time from which it can take effect, in seconds; zero where nothing is proposed.
    /// @param proposer The key that named it.
    struct Naming {
        address account;
        uint40 acceptableFrom;
        address proposer;
    }

    /// @notice A seat was admitted.
    /// @param seat Number of the seat, counted from 1, never reused.
    /// @param authority Account that acts for it.
    /// @param validator Address of its validator node.
    /// @param recovery Its recovery key; zero where it has none.
    /// @param name Name of the standards body.
    event SeatAdmitted(
        uint256 indexed seat,
        address indexed authority,
        address indexed validator,
        address recovery,
        string name
    );

    /// @notice A seat was expelled by vote; its countries are free again and its validator no longer seals.
    /// @param seat Number of the seat.
    event SeatExpelled(uint256 indexed seat);

    /// @notice A seat was given up by its own authority.
    /// @param seat Number of the seat.
    event SeatResigned(uint256 indexed seat);

    /// @notice The recovery key of a seat let its account give the seat up, or took that back.
    /// @param seat Number of the seat.
    /// @param recovery The recovery key; what it allowed ends when another takes its place.
    /// @param allowed Whether the account may.
    event ResignationAllowed(uint256 indexed seat, address indexed recovery, bool allowed);

    /// @notice A country was assigned to a seat.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param seat Number of the seat.
    /// @param since Time from which it holds the country, in seconds.
    /// @param actsFrom Time from which it has the full power of an authority there, in seconds.
    event CountryAssigned(
        CountryCode indexed country,
        uint256 indexed seat,
        uint40 since,
        uint40 actsFrom
    );

    /// @notice A country was released and belongs to no seat.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param seat Number of the seat that held it.
    event CountryReleased(CountryCode indexed country, uint256 indexed seat);

    /// @notice A new account was named for a seat; it acts for the seat once it accepts.
    /// @param seat Number of the seat.
    /// @param account The account named.
    /// @param proposer Who named it: the seat's account or its recovery key.
    /// @param acceptableFrom Time from which it can accept, in seconds.
    event AuthorityProposed(
        uint256 indexed seat,
        address indexed account,
        address indexed proposer,
        uint40 acceptableFrom
    );

    /// @notice The naming of a new account was cancelled.
    /// @param seat Number of the seat.
    /// @param account The account that had been named.
    event AuthorityVetoed(uint256 indexed seat, address indexed account);

    /// @notice A seat replaced the account that acts for it. Its vote moved along.
    /// @param seat Number of the seat.
    /// @param previous Account until now.
    /// @param current Account from now on.
    event AuthorityRotated(uint256 indexed seat, address indexed previous, address indexed current);

    /// @notice A new recovery key was named for a seat.
    /// @param seat Number of the seat.
    /// @param recovery The key named; zero to have none.
    /// @param acceptableFrom Time from which it can take effect, in seconds.
    event RecoveryProposed(uint256 indexed seat, address indexed recovery, uint40 acceptableFrom);

    /// @notice The naming of a new recovery key was cancelled.
    /// @param seat Number of the seat.
    /// @param recovery The key that had been named.
    event RecoveryVetoed(uint256 indexed seat, address indexed recovery);

    /// @notice A seat replaced its recovery key.
    /// @param seat Number of the seat.
    /// @param previous Key until now; zero where it had none.
    /// @param current Key from now on; zero where it has none.
    event RecoveryRotated(uint256 indexed seat, address indexed previous, address indexed current);

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

    /// @notice The signature is not that of the validator's own node key over `validatorBindingDigest`.
    /// @param seat The seat.
    /// @param validator The address given.
    error ConsortiumValidatorSignature(uint256 seat, address validator);

    /// @notice The account of a seat cannot be its recovery key: one theft would take both.
    /// @param seat The seat; zero for one that is about to be admitted.
    /// @param account The account given.
    error ConsortiumRecoveryIsAuthority(uint256 seat, address account);

    /// @notice The caller is not the recovery key of the seat.
    /// @param seat The number given.
    /// @param caller The calling account.
    error ConsortiumNotRecovery(uint256 seat, address caller);

    /// @notice The recovery key of the seat has not allowed its account to give the seat up.
    /// @param seat The seat.
    /// @param recovery Its recovery key.
    error ConsortiumResignationNotAllowed(uint256 seat, address recovery);

    /// @notice The caller is not the key that was named.
    /// @param seat The number given.
    /// @param caller The calling account.
    error ConsortiumNotProposed(uint256 seat, address caller);

    /// @notice Nothing is proposed that could be cancelled.
    /// @param seat The number given.
    error ConsortiumNothingProposed(uint256 seat);

    /// @notice A proposal of the recovery key is open: only the recovery key replaces or cancels it.
    /// @param seat The seat.
    /// @param account The account that it named.
    error ConsortiumProposedByRecovery(uint256 seat, address account);

    /// @notice The caller can neither cancel this for the seat nor for itself.
    /// @param seat The seat.
    /// @param caller The calling account.
    error ConsortiumCannotVeto(uint256 seat, address caller);

    /// @notice The delay of a new key has not passed.
    /// @param seat The seat.
    /// @param acceptableFrom Time at which it ends, in seconds.
    error ConsortiumDelayRunning(uint256 seat, uint40 acceptableFrom);

    /// @notice A period is too short to be noticed by those whom it protects.
    /// @param period The period given, in seconds.
    /// @param shortest The shortest allowed, in seconds.
    error ConsortiumPeriodTooShort(uint40 period, uint40 shortest);

    /// @notice The account or validator address may not be zero.
    error ConsortiumZeroAddress();

    /// @notice A seat needs a name.
    error ConsortiumEmptyName();

    /// @notice The country belongs to a seat already; it must be released first.
    /// @param country The code given.
    /// @param seat The seat that holds it.
    error ConsortiumCountryTaken(CountryCode country, uint256 seat);

    /// @notice The country was assigned in this second, or released in it by the same seat: nobody could tell what ends from
    /// what begins.
    /// @param country The code given.
    error ConsortiumChangedThisSecond(CountryCode country);

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
    /// `ConsortiumZeroAddress`, `ConsortiumEmptyName`, `ConsortiumAuthorityTaken`, `ConsortiumRecoveryIsAuthority`,
    /// `ConsortiumValidatorTaken`, `ConsortiumCountryTaken`, `RobotIdInvalidCountry`.
    /// @param candidate The new member.
    /// @return seat Its number.
    function admitSeat(Candidate calldata candidate) external returns (uint256 seat);

    /// @notice Expels a seat: its vote, its validator and its countries are gone at once, and with its countries every
    /// accreditation that it gave. What its authority admitted and approved stays until its successor decides otherwise.
    /// @dev Governance only. Emits `SeatExpelled` and one `CountryReleased` a country. Fails with
    /// `ConsortiumUnknownSeat`, `ConsortiumLastSeat`, `ConsortiumChangedThisSecond`.
    /// @param seat Number of the seat.
    function expelSeat(uint256 seat) external;

    /// @notice Gives the caller's own seat up, at once. Where the seat has a recovery key, that key must have allowed it, so
    /// that a thief of the account cannot end the seat.
    /// @dev Called by a seat's authority. Emits `SeatResigned` and one `CountryReleased` a country. Fails with
    /// `ConsortiumNotAnAuthority`, `ConsortiumResignationNotAllowed`, `ConsortiumLastSeat`,
    /// `ConsortiumChangedThisSecond`.
    function resignSeat() external;

    /// @notice Lets the account of a seat give the seat up, or takes that back.
    /// @dev Called by the seat's recovery key. Emits `ResignationAllowed`. Fails with `ConsortiumUnknownSeat`,
    /// `ConsortiumNotRecovery`.
    /// @param seat Number of the seat.
    /// @param allowed Whether the account may.
    function allowResignation(uint256 seat, bool allowed) external;

    /// @notice Makes a seat answer for a country that no seat holds. Where another seat held it last, the new one has the full
    /// power of an authority there only after `tenure`, which does not run while no seat holds the country.
    /// @dev Governance only. Emits `CountryAssigned`. Fails with `ConsortiumUnknownSeat`, `ConsortiumCountryTaken`,
    /// `ConsortiumChangedThisSecond`, `RobotIdInvalidCountry`.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param seat Number of the seat.
    function assignCountry(CountryCode country, uint256 seat) external;

    /// @notice Takes a country from the seat that holds it.
    /// @dev Governance only. Emits `CountryReleased`. Fails with `ConsortiumCountryUnassigned`,
    /// `ConsortiumChangedThisSecond`.
    /// @param country ISO 3166-1 alpha-2 code.
    function releaseCountry(CountryCode country) external;

    /// @notice Names the account that is to act for the caller's seat, in place of one named before.
    /// @dev Called by a seat's authority. Emits `AuthorityProposed`. Fails with `ConsortiumNotAnAuthority`,
    /// `ConsortiumProposedByRecovery`, `ConsortiumZeroAddress`, `ConsortiumAuthorityTaken`,
    /// `ConsortiumRecoveryIsAuthority`.
    /// @param account The next account.
    function proposeAuthority(address account) external;

    /// @notice Names the account that is to act for a seat whose account is lost or stolen, in place of one named before.
    /// @dev Called by the seat's recovery key. Emits `AuthorityProposed`. Fails with `ConsortiumUnknownSeat`,
    /// `ConsortiumNotRecovery`, `ConsortiumZeroAddress`, `ConsortiumAuthorityTaken`, `ConsortiumRecoveryIsAuthority`.
    /// @param seat Number of the seat.
    /// @param account The next account.
    function proposeAuthorityOf(uint256 seat, address account) external;

    /// @notice Cancels the naming of a new account. The recovery key can cancel any naming, the seat's account only one that
    /// the recovery key did not propose.
    /// @dev Called by the seat's recovery key or authority. Emits `AuthorityVetoed`. Fails with `ConsortiumUnknownSeat`,
    /// `ConsortiumNothingProposed`, `ConsortiumCannotVeto`.
    /// @param seat Number of the seat.
    function vetoAuthority(uint256 seat) external;

    /// @notice Begins to act for a seat; it gets the seat's vote at once. In proposals that are already open it votes,
    /// unless the previous account has.
    /// @dev Called by the account named, `rotationDelay` after it was. Emits `AuthorityRotated`. Fails with
    /// `ConsortiumUnknownSeat`, `ConsortiumNotProposed`, `ConsortiumDelayRunning`, `ConsortiumAuthorityTaken`,
    /// `ConsortiumRecoveryIsAuthority`.
    /// @param seat Number of the seat.
    function acceptAuthority(uint256 seat) external;

    /// @notice Names the recovery key that the caller's seat is to have, in place of one named before; zero for none.
    /// @dev Called by a seat's authority. Emits `RecoveryProposed`. Fails with `ConsortiumNotAnAuthority`,
    /// `ConsortiumRecoveryIsAuthority`.
    /// @param recovery The next recovery key.
    function proposeRecovery(address recovery) external;

    /// @notice Cancels the naming of a new recovery key.
    /// @dev Called by the seat's present recovery key or its authority. Emits `RecoveryVetoed`. Fails with
    /// `ConsortiumUnknownSeat`, `ConsortiumNothingProposed`, `ConsortiumCannotVeto`.
    /// @param seat Number of the seat.
    function vetoRecovery(uint256 seat) external;

    /// @notice Makes the key named the recovery key of a seat.
    /// @dev Called by the key named, or by the seat's authority where none is to be, `rotationDelay` after it was named. Emits
    /// `RecoveryRotated`. Fails with `ConsortiumUnknownSeat`, `ConsortiumNothingProposed`, `ConsortiumNotProposed`,
    /// `ConsortiumDelayRunning`, `ConsortiumRecoveryIsAuthority`.
    /// @param seat Number of the seat.
    function acceptRecovery(uint256 seat) external;

    /// @notice Replaces the validator node of the caller's seat.
    /// @dev Called by a seat's authority. Emits `ValidatorRotated`. Fails with `ConsortiumNotAnAuthority`,
    /// `ConsortiumZeroAddress`, `ConsortiumValidatorTaken`, `ConsortiumValidatorSignature`.
    /// @param validator Address of the new node.
    /// @param signature Signature by the new node's own key over `validatorBindingDigest`, so that no seat takes the address
    /// of another's node; 65 bytes.
    function rotateValidator(address validator, bytes calldata signature) external;

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

    /// @notice Whether a seat holds a country, and has without interruption since a moment: what ends when a country is
    /// released, even if it is given back at once, asks this.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param seat Number of the seat; never true for zero.
    /// @param timestamp The moment, in seconds.
    /// @return Whether it has.
    function hasHeld(
        CountryCode country,
        uint256 seat,
        uint256 timestamp
    ) external view returns (bool);

    /// @notice Which seat answers for a country, since when, and from when with full power.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return The tenancy; all zero where no seat holds the country.
    function tenancyOf(CountryCode country) external view returns (Tenancy memory);

    /// @notice The countries a seat answers for.
    /// @param seat Number of the seat.
    /// @return Country codes, in no particular order.
    function countriesOf(uint256 seat) external view returns (CountryCode[] memory);

    /// @notice The account that acts for a country.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return The authority's account, zero where no seat holds the country.
    function authorityOf(CountryCode country) external view returns (address);

    /// @notice The account named to act for a seat.
    /// @param seat Number of the seat.
    /// @return The naming; all zero where there is none.
    function proposedAuthority(uint256 seat) external view returns (Naming memory);

    /// @notice Whether the account of a seat may give the seat up.
    /// @param seat Number of the seat.
    /// @return Whether the seat is held, and has no recovery key or one that allowed it.
    function mayResign(uint256 seat) external view returns (bool);

    /// @notice The key named to be the recovery key of a seat.
    /// @param seat Number of the seat.
    /// @return The naming; all zero where there is none. Its account alone is zero where the seat is to have none.
    function proposedRecovery(uint256 seat) external view returns (Naming memory);

    /// @notice Whether a seat has tenure: only such a seat countersigns what another cannot do alone.
    /// @param seat Number of the seat.
    /// @return Whether it is held, and is a founder or was admitted at least `tenure` ago.
    function hasTenure(uint256 seat) external view returns (bool);

    /// @notice How many other seats of tenure must countersign what one seat cannot do alone.
    /// @return A third, rounded up, of the seats now held or of those held `tenure` ago (at the founding where that is
    /// later), where those were more: the expulsion of a seat of tenure does not lower it within the tenure.
    function countersignaturesNeeded() external view returns (uint256);

    /// @notice How long a seat waits for the full power of an authority in a country that another held, and to countersign.
    /// Never changes.
    /// @return The period, in seconds.
    function tenure() external view returns (uint40);

    /// @notice How long a new key of a seat waits before it can take effect. Never changes.
    /// @return The period, in seconds.
    function rotationDelay() external view returns (uint40);

    /// @notice What a validator's node key signs, so that a seat may take it: EIP-712,
    /// `ValidatorBinding(uint256 seat,address validator)` of this contract. A node key signs for one seat only.
    /// @param seat Number of the seat.
    /// @param validator Address of the node.
    /// @return The digest.
    function validatorBindingDigest(
        uint256 seat,
        address validator
    ) external view returns (bytes32);
}
