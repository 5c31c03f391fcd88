// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, ModelId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";

/// @title AuthorityRegistry
/// @notice What the authority of each country decided: manufacturers, model approvals, accreditations; and the models
/// that manufacturers registered.
/// @dev Asks the consortium at every call who acts for a country, so that a rotation, an expulsion or a country's new
/// seat takes effect at once. It has no owner and no function of governance, and nothing in it is ever deleted but an
/// accreditation and a naming that was taken up.
///
///                admit             suspend                    revoke
///   (none) ────────────▶ Active ────────────▶ Suspended ─────────────▶ Revoked
///                         │  ▲   reinstate     │                          ▲
///                         │  └─────────────────┘                          │
///                         └───────────────────────────────────────────────┘ revoke
contract AuthorityRegistry is IAuthorityRegistry {
    /// @dev Digits that a counter can have, one character of the 17 being left to the stem.
    uint8 private constant _MAX_COUNTER_WIDTH = 16;

    /// @dev Highest intelligence level of T/CIE 298.
    uint8 private constant _MAX_LEVEL = 5;

    IConsortium private immutable _consortium;

    /// @dev One slot each: a check of an issuer reads one of either.
    mapping(ManufacturerId id => Manufacturer) private _manufacturers;
    mapping(ModelId id => Model) private _models;

    mapping(ManufacturerId id => address account) private _proposedAccounts;
    mapping(address account => ManufacturerId id) private _manufacturerOf;
    mapping(ModelId id => mapping(CountryCode country => Approval)) private _approvals;
    mapping(address account => mapping(Role role => mapping(CountryCode country => uint40 expiry)))
        private _accreditations;

    /// @dev Only the account that acts for the country.
    modifier onlyAuthority(CountryCode country) {
        requireAuthority(country, msg.sender);
        _;
    }

    /// @notice Ties the register to its consortium for ever. Fails with `AuthorityRegistryZeroAddress`.
    /// @param consortium_ The consortium.
    constructor(IConsortium consortium_) {
        if (address(consortium_) == address(0)) revert AuthorityRegistryZeroAddress();
        _consortium = consortium_;
    }

    // -------------------------------------------------------------------------------------------- manufacturers

    /// @inheritdoc IAuthorityRegistry
    function admitManufacturer(
        ManufacturerId id,
        address account,
        string calldata name,
        string calldata contactURI
    ) external {
        id.requireValid();
        requireAuthority(id.country(), msg.sender);
        if (_manufacturers[id].status != ManufacturerStatus.None)
            revert AuthorityRegistryManufacturerExists(id);
        if (account == address(0)) revert AuthorityRegistryZeroAddress();
        _requireFreeAccount(account);
        if (bytes(name).length == 0) revert AuthorityRegistryEmptyName();

        _manufacturers[id] = Manufacturer({
            account: account,
            status: ManufacturerStatus.Active,
            admittedAt: uint40(block.timestamp)
        });
        _manufacturerOf[account] = id;
        emit ManufacturerAdmitted(id, account, msg.sender, name, contactURI);
    }

    /// @inheritdoc IAuthorityRegistry
    function suspendManufacturer(ManufacturerId id, bytes32 reasonDigest) external {
        _changeStatus(id, ManufacturerStatus.Suspended, reasonDigest);
    }

    /// @inheritdoc IAuthorityRegistry
    function reinstateManufacturer(ManufacturerId id, bytes32 reasonDigest) external {
        _changeStatus(id, ManufacturerStatus.Active, reasonDigest);
    }

    /// @inheritdoc IAuthorityRegistry
    function revokeManufacturer(ManufacturerId id, bytes32 reasonDigest) external {
        _changeStatus(id, ManufacturerStatus.Revoked, reasonDigest);
    }

    /// @inheritdoc IAuthorityRegistry
    function proposeManufacturerAccount(ManufacturerId id, address account) external {
        _requireManufacturer(id, _manufacturers[id].account, msg.sender);
        if (account != address(0)) _requireFreeAccount(account);
        _proposedAccounts[id] = account;
        emit ManufacturerAccountProposed(id, account);
    }

    /// @inheritdoc IAuthorityRegistry
    function acceptManufacturerAccount(ManufacturerId id) external {
        address account = _proposedAccounts[id];
        if (account == address(0) || account != msg.sender)
            revert AuthorityRegistryNotProposedAccount(id, msg.sender);
        _requireFreeAccount(account);

        address previous = _manufacturers[id].account;
        _manufacturers[id].account = account;
        delete _proposedAccounts[id];
        _manufacturerOf[previous] = ManufacturerId.wrap(0);
        _manufacturerOf[account] = id;
        emit ManufacturerAccountRotated(id, previous, account);
    }

    // --------------------------------------------------------------------------------------------------- models

    /// @inheritdoc IAuthorityRegistry
    function registerModel(
        ModelId id,
        uint8 scheme,
        uint8 counterWidth,
        string calldata name,
        string calldata documentationURI
    ) external {
        id.requireValid();
        _requireActiveManufacturer(id.manufacturer(), msg.sender);
        if (_models[id].scheme != SerialScheme.None) revert AuthorityRegistryModelExists(id);
        SerialScheme scheme_ = _parseScheme(scheme);
        bool fits =
            scheme_ == SerialScheme.Sequential
                ? counterWidth != 0 && counterWidth <= _MAX_COUNTER_WIDTH
                : counterWidth == 0;
        if (!fits) revert AuthorityRegistryInvalidCounterWidth(scheme_, counterWidth);
        if (bytes(name).length == 0) revert AuthorityRegistryEmptyName();

        _models[id] = Model({
            scheme: scheme_,
            counterWidth: counterWidth,
            registeredAt: uint40(block.timestamp)
        });
        emit ModelRegistered(id, scheme_, counterWidth, name, documentationURI);
    }

    /// @inheritdoc IAuthorityRegistry
    function approveModel(
        ModelId id,
        CountryCode country,
        uint8 level,
        bytes32 certificateDigest,
        uint40 expiry
    ) external onlyAuthority(country) {
        if (_models[id].scheme == SerialScheme.None) revert AuthorityRegistryUnknownModel(id);
        if (level == 0 || level > _MAX_LEVEL) revert AuthorityRegistryUnknownLevel(level);
        _requireFuture(expiry);

        _approvals[id][country] = Approval({
            level: level,
            approvedAt: uint40(block.timestamp),
            expiry: expiry,
            withdrawnAt: 0,
            certificateDigest: certificateDigest
        });
        emit ModelApproved(id, country, msg.sender, level, expiry, certificateDigest);
    }

    /// @inheritdoc IAuthorityRegistry
    function withdrawModelApproval(
        ModelId id,
        CountryCode country,
        bytes32 reasonDigest
    ) external onlyAuthority(country) {
        requireApproved(id, country);
        _approvals[id][country].withdrawnAt = uint40(block.timestamp);
        emit ModelApprovalWithdrawn(id, country, msg.sender, reasonDigest);
    }

    // ------------------------------------------------------------------------------------------- accreditations

    /// @inheritdoc IAuthorityRegistry
    function accredit(
        address account,
        uint8 role,
        CountryCode country,
        uint40 expiry
    ) external onlyAuthority(country) {
        Role role_ = _parseRole(role);
        if (account == address(0)) revert AuthorityRegistryZeroAddress();
        _requireFuture(expiry);
        _accreditations[account][role_][country] = expiry;
        emit Accredited(account, role_, country, msg.sender, expiry);
    }

    /// @inheritdoc IAuthorityRegistry
    function withdrawAccreditation(
        address account,
        uint8 role,
        CountryCode country,
        bytes32 reasonDigest
    ) external onlyAuthority(country) {
        Role role_ = _parseRole(role);
        requireAccredited(account, role_, country);
        delete _accreditations[account][role_][country];
        emit AccreditationWithdrawn(account, role_, country, msg.sender, reasonDigest);
    }

    // ---------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IAuthorityRegistry
    function consortium() external view returns (IConsortium) {
        return _consortium;
    }

    /// @inheritdoc IAuthorityRegistry
    function manufacturer(ManufacturerId id) external view returns (Manufacturer memory) {
        return _manufacturers[id];
    }

    /// @inheritdoc IAuthorityRegistry
    function proposedManufacturerAccount(ManufacturerId id) external view returns (address) {
        return _proposedAccounts[id];
    }

    /// @inheritdoc IAuthorityRegistry
    function accountOf(ManufacturerId id) external view returns (address) {
        return _manufacturers[id].account;
    }

    /// @inheritdoc IAuthorityRegistry
    function manufacturerOf(address account) external view returns (ManufacturerId) {
        return _manufacturerOf[account];
    }

    /// @inheritdoc IAuthorityRegistry
    function model(ModelId id) external view returns (Model memory) {
        return _models[id];
    }

    /// @inheritdoc IAuthorityRegistry
    function approval(ModelId id, CountryCode country) external view returns (Approval memory) {
        return _approvals[id][country];
    }

    /// @inheritdoc IAuthorityRegistry
    function accreditationExpiry(
        address account,
        Role role,
        CountryCode country
    ) external view returns (uint40) {
        return _accreditations[account][role][country];
    }

    /// @inheritdoc IAuthorityRegistry
    function requireIssuer(
        ModelId id,
        address account
    ) external view returns (Model memory model_) {
        model_ = _models[id];
        if (model_.scheme == SerialScheme.None) revert AuthorityRegistryUnknownModel(id);
        _requireActiveManufacturer(id.manufacturer(), account);
    }

    /// @inheritdoc IAuthorityRegistry
    function isApproved(ModelId id, CountryCode country) public view returns (bool) {
        Approval storage approval_ = _approvals[id][country];
        return approval_.expiry > block.timestamp && approval_.withdrawnAt == 0;
    }

    /// @inheritdoc IAuthorityRegistry
    function isAccredited(
        address account,
        Role role,
        CountryCode country
    ) public view returns (bool) {
        return _accreditations[account][role][country] > block.timestamp;
    }

    /// @inheritdoc IAuthorityRegistry
    function authorityOf(CountryCode country) public view returns (address) {
        return _consortium.authorityOf(country);
    }

    /// @inheritdoc IAuthorityRegistry
    function requireApproved(ModelId id, CountryCode country) public view {
        if (!isApproved(id, country)) {
            Approval storage approval_ = _approvals[id][country];
            revert AuthorityRegistryModelNotApproved(
                id,
                country,
                approval_.expiry,
                approval_.withdrawnAt
            );
        }
    }

    /// @inheritdoc IAuthorityRegistry
    function requireAccredited(address account, Role role, CountryCode country) public view {
        if (!isAccredited(account, role, country))
            revert AuthorityRegistryNotAccredited(account, role, country);
    }

    /// @inheritdoc IAuthorityRegistry
    function requireAuthority(CountryCode country, address account) public view {
        // A country without seat has authority zero, and zero can call: a node simulates such calls.
        if (account == address(0) || authorityOf(country) != account)
            revert AuthorityRegistryNotAuthority(country, account);
    }

    // -------------------------------------------------------------------------------------------------- private

    /// @dev Active and Suspended lead to each other and both to Revoked; nothing else leads anywhere.
    function _changeStatus(
        ManufacturerId id,
        ManufacturerStatus wanted,
        bytes32 reasonDigest
    ) private onlyAuthority(id.country()) {
        ManufacturerStatus status = _manufacturers[id].status;
        if (status == ManufacturerStatus.None) revert AuthorityRegistryUnknownManufacturer(id);
        if (status == wanted || status == ManufacturerStatus.Revoked)
            revert AuthorityRegistryStatusUnreachable(id, status, wanted);
        _manufacturers[id].status = wanted;
        emit ManufacturerStatusChanged(id, wanted, msg.sender, reasonDigest);
    }

    function _requireActiveManufacturer(ManufacturerId id, address caller) private view {
        Manufacturer memory manufacturer_ = _manufacturers[id];
        _requireManufacturer(id, manufacturer_.account, caller);
        if (manufacturer_.status != ManufacturerStatus.Active)
            revert AuthorityRegistryManufacturerNotActive(id, manufacturer_.status);
    }

    /// @dev An unknown manufacturer has account zero, which nobody is.
    function _requireManufacturer(ManufacturerId id, address account, address caller) private pure {
        if (caller == address(0) || caller != account)
            revert AuthorityRegistryNotManufacturer(id, caller);
    }

    function _requireFreeAccount(address account) private view {
        ManufacturerId taken = _manufacturerOf[account];
        if (ManufacturerId.unwrap(taken) != 0) revert AuthorityRegistryAccountTaken(account, taken);
    }

    function _requireFuture(uint40 expiry) private view {
        if (expiry <= block.timestamp)
            revert AuthorityRegistryExpiryInPast(expiry, block.timestamp);
    }

    function _parseScheme(uint8 scheme) private pure returns (SerialScheme) {
        if (scheme == 0 || scheme > uint8(type(SerialScheme).max))
            revert AuthorityRegistryUnknownScheme(scheme);
        return SerialScheme(scheme);
    }

    function _parseRole(uint8 role) private pure returns (Role) {
        if (role == 0 || role > uint8(type(Role).max)) revert AuthorityRegistryUnknownRole(role);
        return Role(role);
    }
}
