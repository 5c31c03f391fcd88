// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, ModelId} from "../identifier/RobotId.sol";
import {IConsortium} from "./IConsortium.sol";

/// @title The authorities' register: who may do what, and for which market
/// @notice Manufacturers admitted by the authority of their country code, the models they registered, the markets each
/// model is approved for, and the accreditations of workshops, inspectors, recyclers, insurers and investigators.
/// No vote of the consortium reaches in here: a seat's authority decides for its own countries alone.
interface IAuthorityRegistry {
    /// @notice Standing of a manufacturer.
    enum ManufacturerStatus {
        None,
        Active,
        Suspended,
        Revoked
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

    /// @notice A model was registered.
    /// @param id Country, manufacturer and model block of its codes.
    /// @param scheme How its serials are made.
    /// @param counterWidth Digits of the counter; zero for `Listed`.
    /// @param name Its name, as the public knows it.
    /// @param documentationURI Where its public documentation stands.
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
    /// @param expiry Time from which the accreditation is no longer valid, in seconds.
    event Accredited(
        address indexed account,
        Role indexed role,
        CountryCode indexed country,
        address authority,
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

    /// @notice An account acts for one manufacturer at most, and this one acts for one already.
    /// @param account The account given.
    /// @param id The manufacturer it acts for.
    error AuthorityRegistryAccountTaken(address account, ManufacturerId id);

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

    /// @notice The account has no valid accreditation: never given, expired, or withdrawn.
    /// @param account The account.
    /// @param role The role needed.
    /// @param country The country.
    error AuthorityRegistryNotAccredited(address account, Role role, CountryCode country);

    /// @notice Admits a manufacturer under the caller's country code.
    /// @dev Called by the authority of the country that the code begins with. Emits `ManufacturerAdmitted`. Fails
    /// with `AuthorityRegistryNotAuthority`, `AuthorityRegistryManufacturerExists`, `AuthorityRegistryAccountTaken`,
    /// `AuthorityRegistryZeroAddress`, `AuthorityRegistryEmptyName` and the errors of a malformed code.
    /// @param id Country and manufacturer block.
    /// @param account The account that will act for it.
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
    /// @dev As `suspendManufacturer`.
    /// @param id The manufacturer.
    /// @param reasonDigest Commitment to the decision.
    function reinstateManufacturer(ManufacturerId id, bytes32 reasonDigest) external;

    /// @notice Revokes a manufacturer for good. What it minted stays as it is.
    /// @dev As `suspendManufacturer`.
    /// @param id The manufacturer.
    /// @param reasonDigest Commitment to the decision.
    function revokeManufacturer(ManufacturerId id, bytes32 reasonDigest) external;

    /// @notice Names the account that is to act for the manufacturer; zero takes the naming back.
    /// @dev Called by the manufacturer's account. Emits `ManufacturerAccountProposed`. Fails with
    /// `AuthorityRegistryNotManufacturer`, `AuthorityRegistryAccountTaken`.
    /// @param id The manufacturer.
    /// @param account The next account.
    function proposeManufacturerAccount(ManufacturerId id, address account) external;

    /// @notice Takes over a manufacturer's code, together with every unit it has not yet placed on a market.
    /// @dev Called by the account named. Emits `ManufacturerAccountRotated`. Fails with
    /// `AuthorityRegistryNotProposedAccount`, `AuthorityRegistryAccountTaken`.
    /// @param id The manufacturer.
    function acceptManufacturerAccount(ManufacturerId id) external;

    /// @notice Registers a model with its serial scheme, once and for all.
    /// @dev Called by the account of an active manufacturer. Emits `ModelRegistered`. Fails with
    /// `AuthorityRegistryNotManufacturer`, `AuthorityRegistryManufacturerNotActive`, `AuthorityRegistryModelExists`,
    /// `AuthorityRegistryUnknownScheme`, `AuthorityRegistryInvalidCounterWidth`, `AuthorityRegistryEmptyName` and the
    /// errors of a malformed code.
    /// @param id Country, manufacturer and model block.
    /// @param scheme `Sequential` (1) or `Listed` (2).
    /// @param counterWidth Digits of the counter, 1 to 16; zero for `Listed`.
    /// @param name Its name, as the public knows it.
    /// @param documentationURI Where its public documentation stands.
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

    /// @notice Accredits an account in a country, or renews the accreditation.
    /// @dev Called by the authority of the country. Emits `Accredited`. Fails with `AuthorityRegistryNotAuthority`,
    /// `AuthorityRegistryUnknownRole`, `AuthorityRegistryZeroAddress`, `AuthorityRegistryExpiryInPast`.
    /// @param account The account.
    /// @param role 1 workshop, 2 inspector, 3 recycler, 4 insurer, 5 investigator.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param expiry Time from which the accreditation is no longer valid, in seconds.
    function accredit(address account, uint8 role, CountryCode country, uint40 expiry) external;

    /// @notice Withdraws an accreditation. What was done under it stands.
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

    /// @notice The manufacturer an account acts for.
    /// @param account The account.
    /// @return The manufacturer, zero where there is none.
    function manufacturerOf(address account) external view returns (ManufacturerId);

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

    /// @notice When an account's accreditation ends.
    /// @param account The account.
    /// @param role The role.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @return Time in seconds; zero where there is none or it was withdrawn.
    function accreditationExpiry(
        address account,
        Role role,
        CountryCode country
    ) external view returns (uint40);

    /// @notice Whether an account is accredited now.
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

    /// @notice Passes where the account may mint units of the model, and tells how its serials are made.
    /// @dev Fails with `AuthorityRegistryUnknownModel`, `AuthorityRegistryNotManufacturer`,
    /// `AuthorityRegistryManufacturerNotActive`.
    /// @param id The model.
    /// @param account The account.
    /// @return The model.
    function requireIssuer(ModelId id, address account) external view returns (Model memory);

    /// @notice Passes where the model has a valid approval for the market.
    /// @dev Fails with `AuthorityRegistryModelNotApproved`.
    /// @param id The model.
    /// @param country ISO 3166-1 alpha-2 code.
    function requireApproved(ModelId id, CountryCode country) external view;

    /// @notice Passes where the account is accredited now.
    /// @dev Fails with `AuthorityRegistryNotAccredited`.
    /// @param account The account.
    /// @param role The role.
    /// @param country ISO 3166-1 alpha-2 code.
    function requireAccredited(address account, Role role, CountryCode country) external view;

    /// @notice Passes where the account acts for the country.
    /// @dev Fails with `AuthorityRegistryNotAuthority`.
    /// @param country ISO 3166-1 alpha-2 code.
    /// @param account The account.
    function requireAuthority(CountryCode country, address account) external view;
}
