// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {EntryLog} from "../history/EntryLog.sol";
import {CountryCode, ManufacturerId, ModelId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";
import {Answers} from "../words/Answers.sol";

/// @title AuthorityRegistry
/// @notice What the authority of each country decided: manufacturers, model approvals, accreditations; and the models
/// that manufacturers registered.
/// @dev Asks the consortium at every call who acts for a country, so that a rotation, an expulsion or a country's new
/// seat takes effect at once. It has no owner and no function of governance, and nothing in it is ever deleted but an
/// accreditation and a naming that was taken up or is void.
///
///                admit             suspend                    revoke
///   (none) ────────────▶ Active ────────────▶ Suspended ─────────────▶ Revoked
///                         │  ▲   reinstate     │                          ▲
///                         │  └─────────────────┘                          │
///                         └───────────────────────────────────────────────┘ revoke
///
///   each but (none) ────────────────────▶ Compromised ──────────────────▶ Suspended; Revoked, if it was before
///                    declareCompromised                acceptSuccession
contract AuthorityRegistry is IAuthorityRegistry, EntryLog {
    using SafeCast for uint256;

    /// @dev While a compromise lasts, `until` is zero.
    struct Compromise {
        uint40 since;
        uint40 until;
        bool revokedBefore;
    }

    /// @dev Digits that a counter can have, one character of the 17 being left to the stem.
    uint8 private constant _MAX_COUNTER_WIDTH = 16;

    /// @dev Highest intelligence level of T/CIE 298.
    uint8 private constant _MAX_LEVEL = 5;

    /// @dev An accreditation lasts two years at most.
    uint40 private constant _LONGEST_ACCREDITATION = 730 days;

    /// @dev Less than a day would pass while those whom it protects sleep.
    uint40 private constant _SHORTEST_NOTICE = 1 days;

    /// @inheritdoc IAuthorityRegistry
    uint40 public immutable successionNotice;

    IConsortium private immutable _consortium;

    /// @dev One slot each: a check of an issuer reads one of either.
    mapping(ManufacturerId id => Manufacturer) private _manufacturers;
    mapping(ModelId id => Model) private _models;

    mapping(ManufacturerId id => address account) private _proposedAccounts;
    mapping(ModelId id => mapping(CountryCode country => Approval)) private _approvals;
    mapping(address account => mapping(Role role => mapping(CountryCode country => Accreditation)))
        private _accreditations;

    /// @dev When a manufacturer last rotated an account out; zero where it never did, or voided what that account attested.
    mapping(ManufacturerId id => mapping(address account => uint40 timestamp)) private _retiredAt;

    /// @dev In the order of their declaration. Each but the last has ended, by a succession that others countersigned.
    mapping(ManufacturerId id => Compromise[]) private _compromises;

    /// @dev Keeps the number of the latest naming when that is over.
    mapping(ManufacturerId id => Succession) private _successions;
    mapping(ManufacturerId id => mapping(uint256 number => mapping(uint256 seat => bool)))
        private _countersigned;

    /// @dev Only the account that acts for the country.
    modifier onlyAuthority(CountryCode country) {
        requireAuthority(country, msg.sender);
        _;
    }

    /// @notice Ties the register to its consortium for ever. Fails with `AuthorityRegistryZeroAddress`,
    /// `AuthorityRegistryNoticeTooShort`.
    /// @param consortium_ The consortium.
    /// @param successionNotice_ How long a manufacturer's successor waits before it can take over, in seconds; at least a
    /// day.
    constructor(IConsortium consortium_, uint40 successionNotice_) {
        if (address(consortium_) == address(0)) revert AuthorityRegistryZeroAddress();
        if (successionNotice_ < _SHORTEST_NOTICE)
            revert AuthorityRegistryNoticeTooShort(successionNotice_, _SHORTEST_NOTICE);
        _consortium = consortium_;
        successionNotice = successionNotice_;
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
        requireTenuredAuthority(id.country(), msg.sender);
        if (_manufacturers[id].status != ManufacturerStatus.None)
            revert AuthorityRegistryManufacturerExists(id);
        if (account == address(0)) revert AuthorityRegistryZeroAddress();
        if (bytes(name).length == 0) revert AuthorityRegistryEmptyName();

        _manufacturers[id] = Manufacturer({
            account: account,
            status: ManufacturerStatus.Active,
            admittedAt: uint40(block.timestamp)
        });
        emit ManufacturerAdmitted(id, account, msg.sender, name, contactURI);
        bytes32 payload = keccak256(abi.encode(id, account, msg.sender, name, contactURI));
        _recordMaker(id, AuthorityKind.ManufacturerAdmitted, payload);
    }

    /// @inheritdoc IAuthorityRegistry
    function suspendManufacturer(ManufacturerId id, bytes32 reasonDigest) external {
        requireAuthority(id.country(), msg.sender);
        _changeStatus(id, ManufacturerStatus.Suspended, reasonDigest);
    }

    /// @inheritdoc IAuthorityRegistry
    function reinstateManufacturer(ManufacturerId id, bytes32 reasonDigest) external {
        requireTenuredAuthority(id.country(), msg.sender);
        _changeStatus(id, ManufacturerStatus.Active, reasonDigest);
    }

    /// @inheritdoc IAuthorityRegistry
    function revokeManufacturer(ManufacturerId id, bytes32 reasonDigest) external {
        requireTenuredAuthority(id.country(), msg.sender);
        _changeStatus(id, ManufacturerStatus.Revoked, reasonDigest);
    }

    /// @inheritdoc IAuthorityRegistry
    function proposeManufacturerAccount(ManufacturerId id, address account) external {
        _requireOwnKey(id);
        _proposedAccounts[id] = account;
        emit ManufacturerAccountProposed(id, account);
        bytes32 payload = keccak256(abi.encode(id, account));
        _recordMaker(id, AuthorityKind.ManufacturerAccountProposed, payload);
    }

    /// @inheritdoc IAuthorityRegistry
    function acceptManufacturerAccount(ManufacturerId id) external {
        address account = _proposedAccounts[id];
        if (account == address(0) || account != msg.sender)
            revert AuthorityRegistryNotProposedAccount(id, msg.sender);

        address previous = _manufacturers[id].account;
        _manufacturers[id].account = account;
        delete _proposedAccounts[id];
        _retiredAt[id][previous] = uint40(block.timestamp);
        // It is no former one: the time of an earlier rotation says nothing of its key from now on.
        delete _retiredAt[id][account];
        emit ManufacturerAccountRotated(id, previous, account);
        bytes32 payload = keccak256(abi.encode(id, previous, account));
        _recordMaker(id, AuthorityKind.ManufacturerAccountRotated, payload);
    }

    /// @inheritdoc IAuthorityRegistry
    function voidAttestations(ManufacturerId id, address account) external {
        _requireOwnKey(id);
        if (_retiredAt[id][account] == 0) revert AuthorityRegistryNotFormerAttester(id, account);
        delete _retiredAt[id][account];
        emit AttestationsVoided(id, account);
        _recordMaker(id, AuthorityKind.AttestationsVoided, keccak256(abi.encode(id, account)));
    }

    // ------------------------------------------------------------------------------ a key lost, and the way back

    /// @inheritdoc IAuthorityRegistry
    function declareCompromised(
        ManufacturerId id,
        uint40 since,
        bytes32 reasonDigest
    ) external onlyAuthority(id.country()) {
        Manufacturer storage manufacturer_ = _manufacturers[id];
        ManufacturerStatus status = manufacturer_.status;
        if (status == ManufacturerStatus.None) revert AuthorityRegistryUnknownManufacturer(id);
        if (status == ManufacturerStatus.Compromised)
            revert AuthorityRegistryStatusUnreachable(id, status, status);
        uint40 earliest = manufacturer_.admittedAt;
        IConsortium.Tenancy memory tenancy = _consortium.tenancyOf(id.country());
        // What was recalled before its term a new seat puts in no doubt: others would suspend it on its word.
        if (block.timestamp < tenancy.actsFrom && earliest <= tenancy.since)
            earliest = tenancy.since + 1;
        if (since < earliest || since > block.timestamp)
            revert AuthorityRegistryInvalidCompromise(since, earliest, block.timestamp);

        manufacturer_.status = ManufacturerStatus.Compromised;
        // The thief may have named the account that a successor would lose the code to.
        delete _proposedAccounts[id];
        _compromises[id].push(
            Compromise({
                since: since,
                until: 0,
                revokedBefore: status == ManufacturerStatus.Revoked
            })
        );
        emit ManufacturerCompromised(id, msg.sender, since, reasonDigest);
        bytes32 payload = keccak256(abi.encode(id, msg.sender, since, reasonDigest));
        _recordMaker(id, AuthorityKind.ManufacturerCompromised, payload);
    }

    /// @inheritdoc IAuthorityRegistry
    function nameSuccessor(ManufacturerId id, address account, bytes32 reasonDigest) external {
        CountryCode country = id.country();
        requireTenuredAuthority(country, msg.sender);
        ManufacturerStatus status = _manufacturers[id].status;
        if (status != ManufacturerStatus.Compromised)
            revert AuthorityRegistryManufacturerNotCompromised(id, status);
        if (account == address(0)) revert AuthorityRegistryZeroAddress();

        uint256 seat = _consortium.seatOfCountry(country);
        uint256 needed = _consortium.countersignaturesNeeded();
        uint40 acceptableFrom = uint40(block.timestamp) + successionNotice;
        _successions[id] = Succession({
            account: account,
            seat: seat.toUint32(),
            namedAt: uint40(block.timestamp),
            needed: needed.toUint32(),
            given: 0,
            number: _successions[id].number + 1
        });
        emit SuccessorNamed(id, account, msg.sender, seat, acceptableFrom, needed, reasonDigest);
        bytes32 payload = keccak256(
            abi.encode(id, account, msg.sender, seat, acceptableFrom, needed, reasonDigest)
        );
        _recordMaker(id, AuthorityKind.SuccessorNamed, payload);
    }

    /// @inheritdoc IAuthorityRegistry
    function countersignSuccession(ManufacturerId id, address account) external {
        Succession memory succession = _requireSuccession(id);
        if (account != succession.account) revert AuthorityRegistryNotSuccessor(id, account);
        _requireInForce(id, succession);
        uint256 seat = _consortium.seatOfAuthority(msg.sender);
        if (seat == succession.seat || !_consortium.hasTenure(seat))
            revert AuthorityRegistryCannotCountersign(id, msg.sender);
        if (_countersigned[id][succession.number][seat])
            revert AuthorityRegistryAlreadyCountersigned(id, seat);

        _countersigned[id][succession.number][seat] = true;
        uint256 given = ++_successions[id].given;
        emit SuccessionCountersigned(id, account, seat, given);
        bytes32 payload = keccak256(abi.encode(id, account, seat, given));
        _recordMaker(id, AuthorityKind.SuccessionCountersigned, payload);
    }

    /// @inheritdoc IAuthorityRegistry
    function withdrawSuccession(ManufacturerId id) external onlyAuthority(id.country()) {
        address account = _requireSuccession(id).account;
        delete _successions[id].account;
        emit SuccessionWithdrawn(id, account, msg.sender);
        bytes32 payload = keccak256(abi.encode(id, account, msg.sender));
        _recordMaker(id, AuthorityKind.SuccessionWithdrawn, payload);
    }

    /// @inheritdoc IAuthorityRegistry
    function acceptSuccession(ManufacturerId id) external {
        Succession memory succession = _requireSuccession(id);
        if (succession.account != msg.sender) revert AuthorityRegistryNotSuccessor(id, msg.sender);
        _requireInForce(id, succession);
        uint40 acceptableFrom = succession.namedAt + successionNotice;
        if (block.timestamp < acceptableFrom)
            revert AuthorityRegistryNoticeRunning(id, acceptableFrom);
        if (succession.given < succession.needed)
            revert AuthorityRegistryNotCountersigned(id, succession.given, succession.needed);

        Compromise storage compromise = _compromises[id][_compromises[id].length - 1];
        ManufacturerStatus status =
            compromise.revokedBefore ? ManufacturerStatus.Revoked : ManufacturerStatus.Suspended;
        compromise.until = uint40(block.timestamp);
        delete _successions[id].account;
        delete _retiredAt[id][msg.sender];
        address previous = _manufacturers[id].account;
        _manufacturers[id].account = msg.sender;
        _manufacturers[id].status = status;
        emit SuccessionAccepted(id, previous, msg.sender, status);
        bytes32 payload = keccak256(abi.encode(id, previous, msg.sender, status));
        _recordMaker(id, AuthorityKind.SuccessionAccepted, payload);
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
        bytes32 payload = keccak256(abi.encode(id, scheme_, counterWidth, name, documentationURI));
        _recordModel(id, AuthorityKind.ModelRegistered, payload);
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
        bytes32 payload = keccak256(
            abi.encode(id, country, msg.sender, level, expiry, certificateDigest)
        );
        _recordModel(id, AuthorityKind.ModelApproved, payload);
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
        bytes32 payload = keccak256(abi.encode(id, country, msg.sender, reasonDigest));
        _recordModel(id, AuthorityKind.ModelApprovalWithdrawn, payload);
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
        uint256 latest = block.timestamp + _LONGEST_ACCREDITATION;
        if (expiry > latest) revert AuthorityRegistryExpiryTooFar(expiry, latest);

        uint256 seat = _consortium.seatOfCountry(country);
        _accreditations[account][role_][country] = Accreditation({
            expiry: expiry,
            seat: seat.toUint32(),
            givenAt: uint40(block.timestamp)
        });
        emit Accredited(account, role_, country, msg.sender, seat, expiry);
        bytes32 payload = keccak256(abi.encode(account, role_, country, msg.sender, seat, expiry));
        _recordAccount(account, AuthorityKind.Accredited, payload);
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
        bytes32 payload = keccak256(abi.encode(account, role_, country, msg.sender, reasonDigest));
        _recordAccount(account, AuthorityKind.AccreditationWithdrawn, payload);
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
    function isMaker(ManufacturerId id, address account) external view returns (bool) {
        Manufacturer memory manufacturer_ = _manufacturers[id];
        return
            account != address(0) &&
            manufacturer_.account == account &&
            manufacturer_.status != ManufacturerStatus.Compromised;
    }

    /// @inheritdoc IAuthorityRegistry
    function isAttester(ManufacturerId id, address account) external view returns (bool) {
        Manufacturer memory manufacturer_ = _manufacturers[id];
        if (account == address(0) || manufacturer_.status == ManufacturerStatus.Compromised)
            return false;
        if (account == manufacturer_.account) return true;
        uint40 retiredAt = _retiredAt[id][account];
        return retiredAt != 0 && !wasCompromised(id, retiredAt);
    }

    /// @inheritdoc IAuthorityRegistry
    function compromiseOf(ManufacturerId id) external view returns (uint40 since, uint40 until) {
        uint256 count = _compromises[id].length;
        if (count != 0) {
            Compromise memory compromise = _compromises[id][count - 1];
            (since, until) = (compromise.since, compromise.until);
        }
    }

    /// @inheritdoc IAuthorityRegistry
    function successionOf(ManufacturerId id) external view returns (Succession memory) {
        return _successions[id];
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
    function accreditation(
        address account,
        Role role,
        CountryCode country
    ) external view returns (Accreditation memory) {
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
        Accreditation storage accreditation_ = _accreditations[account][role][country];
        if (accreditation_.expiry <= block.timestamp) return false;
        return Answers.hasHeld(_consortium, country, accreditation_.seat, accreditation_.givenAt);
    }

    /// @inheritdoc IAuthorityRegistry
    function wasCompromised(ManufacturerId id, uint40 timestamp) public view returns (bool) {
        Compromise[] storage compromises = _compromises[id];
        for (uint256 i = 0; i < compromises.length; ++i) {
            Compromise memory compromise = compromises[i];
            bool begun = timestamp >= compromise.since;
            if (begun && (compromise.until == 0 || timestamp <= compromise.until)) return true;
        }
        return false;
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
        if (_consortium.seatOfCountry(country) == 0)
            revert AuthorityRegistryCountryUnassigned(country);
    }

    /// @inheritdoc IAuthorityRegistry
    function requireAccredited(address account, Role role, CountryCode country) public view {
        if (!isAccredited(account, role, country))
            revert AuthorityRegistryNotAccredited(account, role, country);
    }

    /// @inheritdoc IAuthorityRegistry
    function requireRecyclerSince(
        address account,
        CountryCode country,
        uint40 takenInAt
    ) external view {
        requireAccredited(account, Role.Recycler, country);
        IConsortium.Tenancy memory tenancy = _consortium.tenancyOf(country);
        if (takenInAt <= tenancy.since) _requireTenure(country, tenancy);
    }

    /// @inheritdoc IAuthorityRegistry
    function requireAuthority(CountryCode country, address account) public view {
        // A country without seat has authority zero, and zero can call: a node simulates such calls.
        if (account == address(0) || authorityOf(country) != account)
            revert AuthorityRegistryNotAuthority(country, account);
    }

    /// @inheritdoc IAuthorityRegistry
    function requireTenuredAuthority(CountryCode country, address account) public view {
        requireAuthority(country, account);
        _requireTenure(country, _consortium.tenancyOf(country));
    }

    // -------------------------------------------------------------------------------------------------- private

    /// @dev Active and Suspended lead to each other and both to Revoked; a compromise ends by a succession alone.
    function _changeStatus(
        ManufacturerId id,
        ManufacturerStatus wanted,
        bytes32 reasonDigest
    ) private {
        ManufacturerStatus status = _manufacturers[id].status;
        if (status == ManufacturerStatus.None) revert AuthorityRegistryUnknownManufacturer(id);
        if (status == wanted || status >= ManufacturerStatus.Revoked)
            revert AuthorityRegistryStatusUnreachable(id, status, wanted);
        _manufacturers[id].status = wanted;
        emit ManufacturerStatusChanged(id, wanted, msg.sender, reasonDigest);
        bytes32 payload = keccak256(abi.encode(id, wanted, msg.sender, reasonDigest));
        _recordMaker(id, AuthorityKind.ManufacturerStatusChanged, payload);
    }

    function _recordMaker(ManufacturerId id, AuthorityKind kind, bytes32 payload) private {
        _record(ManufacturerId.unwrap(id), uint16(kind), msg.sender, payload);
    }

    function _recordModel(ModelId id, AuthorityKind kind, bytes32 payload) private {
        _record(ModelId.unwrap(id), uint16(kind), msg.sender, payload);
    }

    function _recordAccount(address account, AuthorityKind kind, bytes32 payload) private {
        _record(bytes32(uint256(uint160(account))), uint16(kind), msg.sender, payload);
    }

    function _requireSuccession(
        ManufacturerId id
    ) private view returns (Succession memory succession) {
        succession = _successions[id];
        if (succession.account == address(0)) revert AuthorityRegistryNoSuccession(id);
    }

    /// @dev The seat that named holds the country, and has without a break by another.
    function _requireInForce(ManufacturerId id, Succession memory succession) private view {
        if (!_consortium.hasHeld(id.country(), succession.seat, succession.namedAt))
            revert AuthorityRegistrySuccessionLapsed(id, succession.seat);
    }

    /// @dev The caller acts for the manufacturer, with a key that is the manufacturer's own.
    function _requireOwnKey(ManufacturerId id) private view {
        Manufacturer memory manufacturer_ = _manufacturers[id];
        _requireManufacturer(id, manufacturer_.account, msg.sender);
        if (manufacturer_.status == ManufacturerStatus.Compromised)
            revert AuthorityRegistryManufacturerCompromised(id);
    }

    function _requireActiveManufacturer(ManufacturerId id, address caller) private view {
        Manufacturer storage manufacturer_ = _manufacturers[id];
        _requireManufacturer(id, manufacturer_.account, caller);
        if (manufacturer_.status != ManufacturerStatus.Active)
            revert AuthorityRegistryManufacturerNotActive(id, manufacturer_.status);
    }

    /// @dev An unknown manufacturer has account zero, which nobody is.
    function _requireManufacturer(ManufacturerId id, address account, address caller) private pure {
        if (caller == address(0) || caller != account)
            revert AuthorityRegistryNotManufacturer(id, caller);
    }

    function _requireTenure(CountryCode country, IConsortium.Tenancy memory tenancy) private view {
        if (tenancy.actsFrom > block.timestamp)
            revert AuthorityRegistryNoTenure(country, tenancy.seat, tenancy.actsFrom);
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
