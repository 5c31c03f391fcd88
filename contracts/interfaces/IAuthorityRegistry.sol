// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, ModelId} from "../identifier/RobotId.sol";
import {IConsortium} from "./IConsortium.sol";
import {IEntryLog} from "./IEntryLog.sol";

/// @title The authorities' register: who may do what, and for which market
/// @notice Manufacturers admitted by the authority of their country code, the models they registered, the markets each
/// model is approved for, and the accreditations of workshops, inspectors, recyclers, insurers and investigators.
/// No vote of the consortium has an effect here: a seat's authority decides, for its own countries alone. Where a
/// country has changed seats, the new one admits, reinstates, revokes and names successors only after the consortium's
/// `tenure`.
///
/// The log's subjects: a manufacturer (6 characters, left-aligned), a model (12 characters, left-aligned; its approvals
/// too), and an account for its accreditations (`bytes32(uint256(uint160(account)))`). The actor is the caller.
interface IAuthorityRegistry is IEntryLog {
    /// @notice Kinds of entries of this log.
    enum AuthorityKind {
        None,
        ManufacturerAdmitted,
        ManufacturerStatusChanged,
        ManufacturerAccountProposed,
        ManufacturerAccountRotated,
        ManufacturerCompromised,
        SuccessorNamed,
        SuccessionCountersigned,
        SuccessionWithdrawn,
        SuccessionAccepted,
        ModelRegistered,
        ModelApproved,
        ModelApprovalWithdrawn,
        Accredited,
        AccreditationWithdrawn,
        AttestationsVoided
    }

    /// @notice Standing of a manufacturer. `Compromised`: its key is lost or stolen, and can do nothing any more.
    enum ManufacturerStatus {
        None,
        Active,
        Suspended,
        Revoked,
        Compromised
    }

    /// @notice How a model's serials are made. Never changes.
    /// `Sequential`: a free stem and a decimal counter of declared width. `Listed`: any 17 characters.
    enum SerialScheme {
        None,
        Sequential,
        Listed
    }

    /// @notice What an account can be accredited as.
    enum Role {
        None,
        Workshop,
        Inspector,
        Recycler,
        Insurer,
        Investigator
    }

    /// @notice A manufacturer.
    /// @param account The one account that registers models and mints under the code.
    /// @param status Its standing.
    /// @param admittedAt Block time of the admission, in seconds.
    struct Manufacturer {
        address account;
        ManufacturerStatus status;
        uint40 admittedAt;
    }

    /// @notice A model.
    /// @param scheme How its serials are made.
    /// @param counterWidth Digits of the counter, 1 to 16; zero for `Listed`.
    /// @param registeredAt Block time of the registration, in seconds.
    struct Model {
        SerialScheme scheme;
        uint8 counterWidth;
        uint40 registeredAt;
    }

    /// @notice Approval of a model for one country's market.
    /// @param level Intelligence level, 1 to 5 (L1 to L5 of T/CIE 298).
    /// @param approvedAt Block time at which it was given, in seconds.
    /// @param expiry Time from which it is no longer valid, in seconds.
    /// @param withdrawnAt Block time at which it was withdrawn, in seconds; zero where it was not.
    /// @param certificateDigest Commitment to the type certificate.
    struct Approval {
        uint8 level;
        uint40 approvedAt;
        uint40 expiry;
        uint40 withdrawnAt;
        bytes32 certificateDigest;
    }

    /// @notice An accreditation. It counts only on the market of its country, until it expires, and only while the seat
    /// that gave it holds the country; it ends if another seat holds the country in between.
    /// @param expiry Time from which it is no longer valid, in seconds; zero where none was given or it was withdrawn.
    /// @param seat Number of the seat that gave it.
    /// @param givenAt Block time at which it was given or renewed, in seconds.
    struct Accreditation {
        uint40 expiry;
        uint32 seat;
        uint40 givenAt;
    }

    /// @notice The account that is to take over a compromised manufacturer's code.
    /// @param account The account named; zero where none is.
    /// @param seat Number of the seat that named it.
    /// @param namedAt Block time of the naming, in seconds.
    /// @param needed Countersignatures that it needs.
    /// @param given Countersignatures that it has.
    /// @param number Which naming of this manufacturer it is, counted from 1.
    struct Succession {
        address account;
        uint32 seat;
        uint40 namedAt;
        uint32 needed;
        uint32 given;
        uint32 number;
    }

    /// @notice A manufacturer was admitted.
    /// @param id Country and manufacturer block of its codes.
    /// @param account The account that acts for it.
    /// @param authority The authority that admitted it.
    /// @param name Its name, as the public knows it.
    /// @param contactURI Where the public reaches it.
    event ManufacturerAdmitted(
        ManufacturerId indexed id,
        address indexed account,
        address indexed authority,
        string name,
        string contactURI
    );

    /// @notice A manufacturer's standing changed.
    /// @param id The manufacturer.
    /// @param status Its standing from now on.
    /// @param authority The authority that decided.
    /// @param reasonDigest Commitment to the decision.
    event ManufacturerStatusChanged(
        ManufacturerId indexed id,
        ManufacturerStatus indexed status,
        address indexed authority,
        bytes32 reasonDigest
    );

    /// @notice A manufacturer named the account that is to act for it; it does so once that account accepts.
    /// @param id The manufacturer.
    /// @param account The account named.
    event ManufacturerAccountProposed(ManufacturerId indexed id, address indexed account);

    /// @notice A manufacturer's account changed, and with it the holder of every unit it has not yet placed on a market.
    /// @param id The manufacturer.
    /// @param previous Account until now.
    /// @param current Account from now on.
    event ManufacturerAccountRotated(
        ManufacturerId indexed id,
        address indexed previous,
        address indexed current
    );

    /// @notice Signatures of a former account of a manufacturer no longer attest units.
    /// @param id The manufacturer.
    /// @param account The former account.
    event AttestationsVoided(ManufacturerId indexed id, address indexed account);

    /// @notice A manufacturer's key was declared compromised: from now on it does nothing, until a successor is accepted.
    /// @param id The manufacturer.
    /// @param authority The authority that decided.
    /// @param since Time from which what the key did is in doubt, in seconds.
    /// @param reasonDigest Commitment to the decision.
    event ManufacturerCompromised(
        ManufacturerId indexed id,
        address indexed authority,
        uint40 since,
        bytes32 reasonDigest
    );

    /// @notice An authority named the account that is to take over a compromised manufacturer's code, in place of one named
    /// before, with its countersignatures.
    /// @param id The manufacturer.
    /// @param account The account named.
    /// @param authority The authority that named it.
    /// @param seat Number of its seat.
    /// @param acceptableFrom Time from which the account can accept, in seconds.
    /// @param needed Countersignatures that it needs.
    /// @param reasonDigest Commitment to the decision.
    event SuccessorNamed(
        ManufacturerId indexed id,
        address indexed account,
        address indexed authority,
        uint256 seat,
        uint40 acceptableFrom,
        uint256 needed,
        bytes32 reasonDigest
    );

    /// @notice Another seat countersigned a succession.
    /// @param id The manufacturer.
    /// @param account The account named.
    /// @param seat Number of the seat that countersigned.
    /// @param given Countersignatures so far.
    event SuccessionCountersigned(
        ManufacturerId indexed id,
        address indexed account,
        uint256 indexed seat,
        uint256 given
    );

    /// @notice The naming of a successor was taken back.
    /// @param id The manufacturer.
    /// @param account The account that had been named.
    /// @param authority The authority that decided.
    event SuccessionWithdrawn(
        ManufacturerId indexed id,
        address indexed account,
        address indexed authority
    );

    /// @notice A successor took over a manufacturer's code, and with it every unit not yet placed on a market. The
    /// compromise is over.
    /// @param id The manufacturer.
    /// @param previous Account until now.
    /// @param current Account from now on.
    /// @param status Standing from now on: `Suspended`, or `Revoked` where it was before.
    event SuccessionAccepted(
        ManufacturerId indexed id,
        address indexed previous,
        address indexed current,
        ManufacturerStatus status
    );

    /// @notice A model was registered.
    /// @param id Country, manufacturer and model block of its codes.
    /// @param scheme How its serials are made.
    /// @param counterWidth Digits of the counter; zero for `Listed`.
    /// @param name Its name, as the public knows it.
    /// @param documentationURI Where its public documentation is.
    event ModelRegistered(
        ModelId indexed id,
        SerialScheme indexed scheme,
        uint8 counterWidth,
        string name,
        string documentationURI
    );

    /// @notice A model was approved for a country's market, or its approval was renewed.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    /// @param authority The authority that approved it.
    /// @param level Intelligence level, 1 to 5.
    /// @param expiry Time from which the approval is no longer valid, in seconds.
    /// @param certificateDigest Commitment to the type certificate.
    event ModelApproved(
        ModelId indexed id,
        CountryCode indexed country,
        address indexed authority,
        uint8 level,
        uint40 expiry,
        bytes32 certificateDigest
    );

    /// @notice The approval of a model for a country's market was withdrawn.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    /// @param authority The authority that withdrew it.
    /// @param reasonDigest Commitment to the decision.
    event ModelApprovalWithdrawn(
        ModelId indexed id,
        CountryCode indexed country,
        address indexed authority,
        bytes32 reasonDigest
    );

    /// @notice An account was accredited, or its accreditation was renewed.
    /// @param account The account.
    /// @param role What it is accredited as.
    /// @param country ISO 3166-1 alpha-2 code of the country that accredits it.
    /// @param authority The authority that decided.
    /// @param seat Number of its seat.
    /// @param expiry Time from which the accreditation is no longer valid, in seconds.
    event Accredited(
        address indexed account,
        Role indexed role,
        CountryCode indexed country,
        address authority,
        uint256 seat,
        uint40 expiry
    );

    /// @notice An accreditation was withdrawn.
    /// @param account The account.
    /// @param role What it was accredited as.
    /// @param country ISO 3166-1 alpha-2 code of the country.
    /// @param authority The authority that decided.
    /// @param reasonDigest Commitment to the decision.
    event AccreditationWithdrawn(
        address indexed account,
        Role indexed role,
        CountryCode indexed country,
        address authority,
        bytes32 reasonDigest
    );

    /// @notice The caller is not the authority of the country.
    /// @param country The country.
    /// @param caller The calling account.
    error AuthorityRegistryNotAuthority(CountryCode country, address caller);

    /// @notice The caller is not the account of the manufacturer.
    /// @param id The manufacturer.
    /// @param caller The calling account.
    error AuthorityRegistryNotManufacturer(ManufacturerId id, address caller);

    /// @notice The caller is not the account that the manufacturer named as its next.
    /// @param id The manufacturer.
    /// @param caller The calling account.
    error AuthorityRegistryNotProposedAccount(ManufacturerId id, address caller);

    /// @notice The account is not a former account of the manufacturer whose signatures still attest.
    /// @param id The manufacturer.
    /// @param account The account given.
    error AuthorityRegistryNotFormerAttester(ManufacturerId id, address account);

    /// @notice The manufacturer was never admitted.
    /// @param id The code given.
    error AuthorityRegistryUnknownManufacturer(ManufacturerId id);

    /// @notice The manufacturer was admitted before; a code is never given twice.
    /// @param id The code given.
    error AuthorityRegistryManufacturerExists(ManufacturerId id);

    /// @notice The manufacturer's standing does not allow this.
    /// @param id The manufacturer.
    /// @param status Its standing.
    error AuthorityRegistryManufacturerNotActive(ManufacturerId id, ManufacturerStatus status);

    /// @notice This change of standing does not exist: a revocation is final, and a standing is not given twice.
    /// @param id The manufacturer.
    /// @param status Its standing.
    /// @param wanted The standing asked for.
    error AuthorityRegistryStatusUnreachable(
        ManufacturerId id,
        ManufacturerStatus status,
        ManufacturerStatus wanted
    );

    /// @notice The manufacturer's key is compromised and does nothing any more.
    /// @param id The manufacturer.
    error AuthorityRegistryManufacturerCompromised(ManufacturerId id);

    /// @notice The manufacturer is not compromised: only then can a successor take over.
    /// @param id The manufacturer.
    /// @param status Its standing.
    error AuthorityRegistryManufacturerNotCompromised(ManufacturerId id, ManufacturerStatus status);

    /// @notice A compromise cannot begin before the admission or in the future. Where the country changed seats, and the
    /// new seat does not have the full power of an authority yet, it cannot begin before the term of that seat.
    /// @param since The time given, in seconds.
    /// @param earliest First time that can be given, in seconds.
    /// @param latest Block time, in seconds.
    error AuthorityRegistryInvalidCompromise(uint40 since, uint40 earliest, uint256 latest);

    /// @notice The country changed seats, and its new one does not have the full power of an authority yet.
    /// @param country The country.
    /// @param seat Number of its seat.
    /// @param actsFrom Time from which it does, in seconds.
    error AuthorityRegistryNoTenure(CountryCode country, uint256 seat, uint40 actsFrom);

    /// @notice No seat holds the country: nobody would answer for a robot on its market.
    /// @param country The country.
    error AuthorityRegistryCountryUnassigned(CountryCode country);

    /// @notice The account is not the one named as successor.
    /// @param id The manufacturer.
    /// @param account The account given, or the calling account.
    error AuthorityRegistryNotSuccessor(ManufacturerId id, address account);

    /// @notice No successor is named.
    /// @param id The manufacturer.
    error AuthorityRegistryNoSuccession(ManufacturerId id);

    /// @notice The country has changed seats since the successor was named: the naming does not count any more.
    /// @param id The manufacturer.
    /// @param seat Number of the seat that named the successor.
    error AuthorityRegistrySuccessionLapsed(ManufacturerId id, uint256 seat);

    /// @notice The caller does not act for a seat that can countersign: one with tenure, other than the one that named.
    /// @param id The manufacturer.
    /// @param caller The calling account.
    error AuthorityRegistryCannotCountersign(ManufacturerId id, address caller);

    /// @notice The seat has countersigned this succession before.
    /// @param id The manufacturer.
    /// @param seat Number of the seat.
    error AuthorityRegistryAlreadyCountersigned(ManufacturerId id, uint256 seat);

    /// @notice The notice of a succession has not passed.
    /// @param id The manufacturer.
    /// @param acceptableFrom Time at which it ends, in seconds.
    error AuthorityRegistryNoticeRunning(ManufacturerId id, uint40 acceptableFrom);

    /// @notice The succession lacks countersignatures.
    /// @param id The manufacturer.
    /// @param given Countersignatures that it has.
    /// @param needed Countersignatures that it needs.
    error AuthorityRegistryNotCountersigned(ManufacturerId id, uint256 given, uint256 needed);

    /// @notice The notice is too short to be noticed by those whom it protects.
    /// @param notice The period given, in seconds.
    /// @param shortest The shortest allowed, in seconds.
    error AuthorityRegistryNoticeTooShort(uint40 notice, uint40 shortest);

    /// @notice The account may not be zero.
    error AuthorityRegistryZeroAddress();

    /// @notice A name is needed.
    error AuthorityRegistryEmptyName();

    /// @notice The model was never registered.
    /// @param id The code given.
    error AuthorityRegistryUnknownModel(ModelId id);

    /// @notice The model was registered before; a code is never given twice and its scheme never changes.
    /// @param id The code given.
    error AuthorityRegistryModelExists(ModelId id);

    /// @notice The counter of a `Sequential` model has 1 to 16 digits, that of a `Listed` one none.
    /// @param scheme The scheme given.
    /// @param counterWidth The width given.
    error AuthorityRegistryInvalidCounterWidth(SerialScheme scheme, uint8 counterWidth);

    /// @notice The scheme is neither `Sequential` (1) nor `Listed` (2).
    /// @param scheme The value given.
    error AuthorityRegistryUnknownScheme(uint8 scheme);

    /// @notice The intelligence level is not one of L1 to L5.
    /// @param level The value given.
    error AuthorityRegistryUnknownLevel(uint8 level);

    /// @notice The role is none of those that exist (1 to 5).
    /// @param role The value given.
    error AuthorityRegistryUnknownRole(uint8 role);

    /// @notice The expiry is not in the future.
    /// @param expiry The time given, in seconds.
    /// @param timestamp Block time, in seconds.
    error AuthorityRegistryExpiryInPast(uint40 expiry, uint256 timestamp);

    /// @notice The expiry of an accreditation is too far ahead.
    /// @param expiry The time given, in seconds.
    /// @param latest The latest allowed, in seconds.
    error AuthorityRegistryExpiryTooFar(uint40 expiry, uint256 latest);

    /// @notice The model has no valid approval for the market: never given, expired, or withdrawn.
    /// @param id The model.
    /// @param country The market.
    /// @param expiry Expiry of the approval, in seconds; zero where none was ever given.
    /// @param withdrawnAt Time of its withdrawal, in seconds; zero where it was not withdrawn.
    error AuthorityRegistryModelNotApproved(
        ModelId id,
        CountryCode country,
        uint40 expiry,
        uint40 withdrawnAt
    );

    /// @notice The account has no valid accreditation: never given, expired, withdrawn, or given by a seat that has lost
    /// the country since.
    /// @param account The account.
    /// @param role The role needed.
    /// @param country The country.
    error AuthorityRegistryNotAccredited(address account, Role role, CountryCode country);

    /// @notice Admits a manufacturer under the caller's country code.
    /// @dev Called by the authority of the country that the code begins with. Emits `ManufacturerAdmitted`. Fails
    /// with `AuthorityRegistryNotAuthority`, `AuthorityRegistryNoTenure`, `AuthorityRegistryManufacturerExists`,
    /// `AuthorityRegistryZeroAddress`, `AuthorityRegistryEmptyName` and the errors of a malformed code.
    /// @param id Country and manufacturer block.
    /// @param account The account that will act for it; it may act for other manufacturers too.
    /// @param name Its name, as the public knows it.
    /// @param contactURI Where the public reaches it.
    function admitManufacturer(
        ManufacturerId id,
        address account,
        string calldata name,
        string calldata contactURI
    ) external;

    /// @notice Suspends a manufacturer: it mints and registers nothing until reinstated. What it minted stays as it is.
    /// @dev Called by the authority of its country code. Emits `ManufacturerStatusChanged`. Fails with
    /// `AuthorityRegistryNotAuthority`, `AuthorityRegistryUnknownManufacturer`, `AuthorityRegistryStatusUnreachable`.
    /// @param id The manufacturer.
    /// @param reasonDigest Commitment to the decision.
    function suspendManufacturer(ManufacturerId id, bytes32 reasonDigest) external;

    /// @notice Ends a suspension.
    /// @dev As `suspendManufacturer`; also fails with `AuthorityRegistryNoTenure`.
    /// @param id The manufacturer.
    /// @param reasonDigest Commitment to the decision.
    function reinstateManufacturer(ManufacturerId id, bytes32 reasonDigest) external;

    /// @notice Revokes a manufacturer for good. What it minted stays as it is.
    /// @dev As `reinstateManufacturer`.
    /// @param id The manufacturer.
    /// @param reasonDigest Commitment to the decision.
    function revokeManufacturer(ManufacturerId id, bytes32 reasonDigest) external;

    /// @notice Names the account that is to act for the manufacturer; zero takes the naming back.
    /// @dev Called by the manufacturer's account. Emits `ManufacturerAccountProposed`. Fails with
    /// `AuthorityRegistryNotManufacturer`, `AuthorityRegistryManufacturerCompromised`.
    /// @param id The manufacturer.
    /// @param account The next account.
    function proposeManufacturerAccount(ManufacturerId id, address account) external;

    /// @notice Takes over a manufacturer's code, together with every unit it has not yet placed on a market.
    /// @dev Called by the account named. Emits `ManufacturerAccountRotated`. Fails with
    /// `AuthorityRegistryNotProposedAccount`. A naming ends when the key is declared compromised.
    /// @param id The manufacturer.
    function acceptManufacturerAccount(ManufacturerId id) external;

    /// @notice Ends what a former account of a manufacturer attested: for a manufacturer that replaced a key because it
    /// no longer trusted it.
    /// @dev Called by the manufacturer's account. Emits `AttestationsVoided`. Fails with
    /// `AuthorityRegistryNotManufacturer`, `AuthorityRegistryManufacturerCompromised`,
    /// `AuthorityRegistryNotFormerAttester`.
    /// @param id The manufacturer.
    /// @param account The former account.
    function voidAttestations(ManufacturerId id, address account) external;

    /// @notice Declares a manufacturer's key lost or stolen. While it lasts, the key cannot mint, register, attest,
    /// recall or hand the code on, and a naming of the next account is void. What the key did from `since` on is in
    /// doubt: each authority can suspend on its market what was recalled by it. A seat that took the country over from
    /// another cannot put in doubt what is older than its term, until it has its tenure.
    /// @dev Called by the authority of its country code. Emits `ManufacturerCompromised`. Fails with
    /// `AuthorityRegistryNotAuthority`, `AuthorityRegistryUnknownManufacturer`, `AuthorityRegistryStatusUnreachable` where
    /// it is compromised already, `AuthorityRegistryInvalidCompromise`.
    /// @param id The manufacturer.
    /// @param since Time from which the key was not the manufacturer's alone, in seconds.
    /// @param reasonDigest Commitment to the decision.
    function declareCompromised(ManufacturerId id, uint40 since, bytes32 reasonDigest) external;

    /// @notice Names the account that is to take over a compromised manufacturer's code, in place of one named before. It may
    /// be the present account, where the declaration was a mistake.
    /// @dev Called by the authority of its country code. Emits `SuccessorNamed`. Fails with
    /// `AuthorityRegistryNotAuthority`, `AuthorityRegistryNoTenure`, `AuthorityRegistryManufacturerNotCompromised`,
    /// `AuthorityRegistryZeroAddress`.
    /// @param id The manufacturer.
    /// @param account The next account.
    /// @param reasonDigest Commitment to the decision.
    function nameSuccessor(ManufacturerId id, address account, bytes32 reasonDigest) external;

    /// @notice Agrees to a succession.
    /// @dev Called by the authority of a seat with tenure, other than the one that named the successor. Emits
    /// `SuccessionCountersigned`. Fails with `AuthorityRegistryNoSuccession`, `AuthorityRegistryNotSuccessor` where another
    /// account is named, `AuthorityRegistrySuccessionLapsed`, `AuthorityRegistryCannotCountersign`,
    /// `AuthorityRegistryAlreadyCountersigned`.
    /// @param id The manufacturer.
    /// @param account The account that the caller agrees to.
    function countersignSuccession(ManufacturerId id, address account) external;

    /// @notice Takes the naming of a successor back.
    /// @dev Called by the authority of its country code. Emits `SuccessionWithdrawn`. Fails with
    /// `AuthorityRegistryNotAuthority`, `AuthorityRegistryNoSuccession`.
    /// @param id The manufacturer.
    function withdrawSuccession(ManufacturerId id) external;

    /// @notice Takes over a compromised manufacturer's code, together with every unit not yet placed on a market. The
    /// manufacturer is then suspended, or revoked where it was before.
    /// @dev Called by the account named, `successionNotice` after the naming. Emits `SuccessionAccepted`. Fails with
    /// `AuthorityRegistryNoSuccession`, `AuthorityRegistryNotSuccessor`, `AuthorityRegistrySuccessionLapsed`,
    /// `AuthorityRegistryNoticeRunning`, `AuthorityRegistryNotCountersigned`.
    /// @param id The manufacturer.
    function acceptSuccession(ManufacturerId id) external;

    /// @notice Registers a model with its serial scheme, once and for all.
    /// @dev Called by the account of an active manufacturer. Emits `ModelRegistered`. Fails with
    /// `AuthorityRegistryNotManufacturer`, `AuthorityRegistryManufacturerNotActive`, `AuthorityRegistryModelExists`,
    /// `AuthorityRegistryUnknownScheme`, `AuthorityRegistryInvalidCounterWidth`, `AuthorityRegistryEmptyName` and the
    /// errors of a malformed code.
    /// @param id Country, manufacturer and model block.
    /// @param scheme `Sequential` (1) or `Listed` (2).
    /// @param counterWidth Digits of the counter, 1 to 16; zero for `Listed`.
    /// @param name Its name, as the public knows it.
    /// @param documentationURI Where its public documentation is.
    function registerModel(
        ModelId id,
        uint8 scheme,
        uint8 counterWidth,
        string calldata name,
        string calldata documentationURI
    ) external;

    /// @notice Approves a model for a market, or renews the approval.
    /// @dev Called by the authority of the country. Emits `ModelApproved`. Fails with
    /// `AuthorityRegistryNotAuthority`, `AuthorityRegistryUnknownModel`, `AuthorityRegistryUnknownLevel`,
    /// `AuthorityRegistryExpiryInPast`.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    /// @param level Intelligence level, 1 to 5.
    /// @param certificateDigest Commitment to the type certificate.
    /// @param expiry Time from which the approval is no longer valid, in seconds.
    function approveModel(
        ModelId id,
        CountryCode country,
        uint8 level,
        bytes32 certificateDigest,
        uint40 expiry
    ) external;

    /// @notice Withdraws the approval of a model for a market. Robots in service there stay in service.
    /// @dev Called by the authority of the country. Emits `ModelApprovalWithdrawn`. Fails with
    /// `AuthorityRegistryNotAuthority`, `AuthorityRegistryModelNotApproved`.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    /// @param reasonDigest Commitment to the decision.
    function withdrawModelApproval(ModelId id, CountryCode country, bytes32 reasonDigest) external;

    /// @notice Accredits an account in a country, or renews the accreditation. It ends when the caller's seat loses the
    /// country.
    /// @dev Called by the authority of the country. Emits `Accredited`. Fails with `AuthorityRegistryNotAuthority`,
    /// `AuthorityRegistryUnknownRole`, `AuthorityRegistryZeroAddress`, `AuthorityRegistryExpiryInPast`,
    /// `AuthorityRegistryExpiryTooFar`.
    /// @param account The account.
    /// @param role 1 workshop, 2 inspector, 3 recycler, 4 insurer, 5 investigator.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param expiry Time from which the accreditation is no longer valid, in seconds; at most 730 days ahead.
    function accredit(address account, uint8 role, CountryCode country, uint40 expiry) external;

    /// @notice Withdraws an accreditation. What was done under it stays valid.
    /// @dev Called by the authority of the country. Emits `AccreditationWithdrawn`. Fails with
    /// `AuthorityRegistryNotAuthority`, `AuthorityRegistryUnknownRole`, `AuthorityRegistryNotAccredited`.
    /// @param account The account.
    /// @param role 1 workshop, 2 inspector, 3 recycler, 4 insurer, 5 investigator.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param reasonDigest Commitment to the decision.
    function withdrawAccreditation(
        address account,
        uint8 role,
        CountryCode country,
        bytes32 reasonDigest
    ) external;

    /// @notice The consortium whose seats are the authorities. Never changes.
    /// @return The contract.
    function consortium() external view returns (IConsortium);

    /// @notice A manufacturer.
    /// @dev Never reverts; an unknown one has status `None`.
    /// @param id Country and manufacturer block.
    /// @return The manufacturer.
    function manufacturer(ManufacturerId id) external view returns (Manufacturer memory);

    /// @notice The account a manufacturer named as its next.
    /// @param id The manufacturer.
    /// @return The account, zero where none is named.
    function proposedManufacturerAccount(ManufacturerId id) external view returns (address);

    /// @notice The account that acts for a manufacturer, whatever its standing.
    /// @param id The manufacturer.
    /// @return The account, zero for an unknown manufacturer.
    function accountOf(ManufacturerId id) external view returns (address);

    /// @notice Whether an account acts for a manufacturer now, with any standing except `Compromised`: a manufacturer
    /// that no longer mints still answers for what it made.
    /// @param id The manufacturer.
    /// @param account The account.
    /// @return Whether it does.
    function isMaker(ManufacturerId id, address account) external view returns (bool);

    /// @notice Whether signatures of an account attest units of a manufacturer: those of its present account, and of one
    /// that it rotated out itself while its key was its own, until it voids them or the account acts for it again. So what was
    /// signed in the factory survives a rotation, and nothing attests while the manufacturer is compromised.
    /// @param id The manufacturer.
    /// @param account The account.
    /// @return Whether they do.
    function isAttester(ManufacturerId id, address account) external view returns (bool);

    /// @notice The latest compromise of a manufacturer's key.
    /// @param id The manufacturer.
    /// @return since Time from which it was in doubt, in seconds; zero where it never was.
    /// @return until Time at which a successor took over, in seconds; zero while the compromise lasts.
    function compromiseOf(ManufacturerId id) external view returns (uint40 since, uint40 until);

    /// @notice Whether a manufacturer's key was in doubt at a moment, by any compromise declared so far.
    /// @param id The manufacturer.
    /// @param timestamp The moment, in seconds.
    /// @return Whether it was; both the first and the last moment of a compromise count.
    function wasCompromised(ManufacturerId id, uint40 timestamp) external view returns (bool);

    /// @notice The account named to take over a compromised manufacturer's code, and how far that is.
    /// @param id The manufacturer.
    /// @return The succession; its account is zero where none is named.
    function successionOf(ManufacturerId id) external view returns (Succession memory);

    /// @notice How long a successor waits before it can take over. Never changes.
    /// @return The period, in seconds.
    function successionNotice() external view returns (uint40);

    /// @notice A model.
    /// @dev Never reverts; an unknown one has scheme `None`.
    /// @param id Country, manufacturer and model block.
    /// @return The model.
    function model(ModelId id) external view returns (Model memory);

    /// @notice The latest approval of a model for a market, valid or not.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return The approval; all zero where none was ever given.
    function approval(ModelId id, CountryCode country) external view returns (Approval memory);

    /// @notice Whether a model may be placed on a market now.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return Whether it has a valid approval.
    function isApproved(ModelId id, CountryCode country) external view returns (bool);

    /// @notice The latest accreditation of an account, whether it counts or not.
    /// @param account The account.
    /// @param role The role.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return The accreditation; all zero where none was ever given or it was withdrawn.
    function accreditation(
        address account,
        Role role,
        CountryCode country
    ) external view returns (Accreditation memory);

    /// @notice Whether an account is accredited now: not expired, and its seat holds the country and has since before it
    /// gave the accreditation.
    /// @param account The account.
    /// @param role The role.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return Whether it is.
    function isAccredited(
        address account,
        Role role,
        CountryCode country
    ) external view returns (bool);

    /// @notice The account that acts for a country.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return The authority's account, zero where no seat holds the country.
    function authorityOf(CountryCode country) external view returns (address);

    /// @notice Passes if the account may mint units of the model, and returns how its serials are made.
    /// @dev Fails with `AuthorityRegistryUnknownModel`, `AuthorityRegistryNotManufacturer`,
    /// `AuthorityRegistryManufacturerNotActive`.
    /// @param id The model.
    /// @param account The account.
    /// @return The model.
    function requireIssuer(ModelId id, address account) external view returns (Model memory);

    /// @notice Passes where the model has a valid approval for the market and a seat holds the country.
    /// @dev Fails with `AuthorityRegistryModelNotApproved`, `AuthorityRegistryCountryUnassigned`.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code.
    function requireApproved(ModelId id, CountryCode country) external view;

    /// @notice Passes where the account is accredited now.
    /// @dev Fails with `AuthorityRegistryNotAccredited`.
    /// @param account The account.
    /// @param role The role.
    /// @param country ISO 3166-1 alpha-2 code.
    function requireAccredited(address account, Role role, CountryCode country) external view;

    /// @notice Passes where a recycler may destroy what it took in: it is accredited now, and the country's seat held the
    /// country by then, or has its tenure. So no vote can bring back a recycler that a seat dismissed, to destroy
    /// robots.
    /// @dev Fails with `AuthorityRegistryNotAccredited`, `AuthorityRegistryNoTenure`.
    /// @param account The recycler.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param takenInAt Time of the intake, in seconds.
    function requireRecyclerSince(
        address account,
        CountryCode country,
        uint40 takenInAt
    ) external view;

    /// @notice Passes where the account acts for the country.
    /// @dev Fails with `AuthorityRegistryNotAuthority`.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param account The account.
    function requireAuthority(CountryCode country, address account) external view;

    /// @notice Passes where the account acts for the country and its seat has the full power of an authority there.
    /// @dev Fails with `AuthorityRegistryNotAuthority`, `AuthorityRegistryNoTenure`.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param account The account.
    function requireTenuredAuthority(CountryCode country, address account) external view;
}
