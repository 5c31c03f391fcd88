// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity} from "../authority/Standing.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IDossierCertificates} from "../interfaces/IDossierCertificates.sol";
import {DossierEntries} from "./DossierEntries.sol";
import {EntryKind} from "./EntryKind.sol";

/// @title Certificates
/// @notice Each under the number of the entry that issued it.
abstract contract DossierCertificates is DossierEntries, IDossierCertificates {
    mapping(RobotId id => mapping(uint256 seq => Certificate)) private _certificates;

    /// @inheritdoc IDossierCertificates
    function issueCertificate(
        RobotId id,
        uint8 capacity_,
        CountryCode jurisdiction,
        string calldata scope,
        uint40 expiry,
        bytes32 commitment,
        string calldata uri
    ) external returns (uint256 seq) {
        Capacity capacity = _requireEntry(id, EntryKind.Certificate, capacity_, jurisdiction);
        _requireDigest(commitment);
        _requireLength("scope", bytes(scope).length, _MOST_NAME_BYTES);
        if (expiry <= block.timestamp) revert DossierExpiryInPast(expiry, block.timestamp);

        seq = _append(
            id,
            EntryKind.Certificate,
            capacity,
            keccak256(abi.encode(capacity, jurisdiction, scope, expiry, commitment, uri))
        );
        _certificates[id][seq] = Certificate({
            issuer: msg.sender,
            capacity: capacity,
            jurisdiction: jurisdiction,
            expiry: expiry,
            issuedAt: uint40(block.timestamp),
            withdrawnAt: 0,
            commitment: commitment,
            scope: scope
        });
        emit CertificateIssued(id, seq, capacity, jurisdiction, scope, expiry, commitment, uri);
    }

    /// @inheritdoc IDossierCertificates
    function withdrawCertificate(
        RobotId id,
        uint256 certificateSeq,
        bytes32 reasonDigest
    ) external returns (uint256 seq) {
        CountryCode country = _requireRecordable(id, EntryKind.CertificateWithdrawn);
        Certificate storage certificate = _requireCertificate(id, certificateSeq);
        (Capacity capacity, CountryCode jurisdiction) = _requireWithdrawer(
            id,
            certificateSeq,
            certificate,
            country
        );
        uint40 withdrawnAt = certificate.withdrawnAt;
        if (withdrawnAt != 0) revert DossierCertificateWithdrawn(id, certificateSeq, withdrawnAt);
        _requireDigest(reasonDigest);

        certificate.withdrawnAt = uint40(block.timestamp);
        seq = _append(
            id,
            EntryKind.CertificateWithdrawn,
            capacity,
            keccak256(abi.encode(capacity, jurisdiction, certificateSeq, reasonDigest))
        );
        emit CertificateWithdrawn(id, seq, capacity, jurisdiction, certificateSeq, reasonDigest);
    }

    /// @inheritdoc IDossierCertificates
    function certificateOf(
        RobotId id,
        uint256 certificateSeq
    ) external view returns (Certificate memory) {
        return _requireCertificate(id, certificateSeq);
    }

    /// @inheritdoc IDossierCertificates
    function isCertified(RobotId id, uint256 certificateSeq) external view returns (bool) {
        Certificate storage certificate = _certificates[id][certificateSeq];
        return certificate.withdrawnAt == 0 && block.timestamp < certificate.expiry;
    }

    /// @dev The issuer withdraws as what it issued as, an authority by whatever account acts for its country now: a key
    /// that was rotated out withdraws nothing. Anyone else must be the authority of the robot's country.
    function _requireWithdrawer(
        RobotId id,
        uint256 certificateSeq,
        Certificate storage certificate,
        CountryCode country
    ) private view returns (Capacity, CountryCode) {
        bool byAuthority = certificate.capacity == Capacity.Authority;
        address issuer =
            byAuthority ? _authorities.authorityOf(certificate.jurisdiction) : certificate.issuer;
        if (issuer == msg.sender) return (certificate.capacity, certificate.jurisdiction);
        if (_authorities.authorityOf(country) != msg.sender) {
            revert DossierNotIssuer(id, certificateSeq, msg.sender);
        }
        return (Capacity.Authority, country);
    }

    function _requireCertificate(
        RobotId id,
        uint256 seq
    ) private view returns (Certificate storage certificate) {
        certificate = _certificates[id][seq];
        if (certificate.issuedAt == 0) revert DossierUnknownCertificate(id, seq);
    }
}
