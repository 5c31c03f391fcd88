// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity} from "../authority/Standing.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";

/// @title Certificates: scope, expiry, withdrawal
/// @notice A certificate is named by its robot and the number of the entry that issued it, and can be read on the chain.
interface IDossierCertificates {
    /// @notice A certificate.
    /// @param issuer Account that issued it.
    /// @param capacity In what capacity.
    /// @param jurisdiction Country of the issuing authority, or the one that accredited the issuing inspector.
    /// @param expiry Time from which it is no longer valid, in seconds.
    /// @param issuedAt Block time at which it was issued, in seconds; zero where it was not.
    /// @param withdrawnAt Block time at which it was withdrawn, in seconds; zero where it was not.
    /// @param commitment Salted commitment to the certificate.
    /// @param scope What it certifies, e.g. a standard.
    struct Certificate {
        address issuer;
        Capacity capacity;
        CountryCode jurisdiction;
        uint40 expiry;
        uint40 issuedAt;
        uint40 withdrawnAt;
        bytes32 commitment;
        string scope;
    }

    /// @notice A certificate was issued.
    /// @param id The robot.
    /// @param seq Number of the history entry, and of the certificate.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the writer.
    /// @param scope What it certifies.
    /// @param expiry Time from which it is no longer valid, in seconds.
    /// @param commitment Salted commitment to the certificate.
    /// @param uri Where those entitled find it; may be empty.
    event CertificateIssued(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        string scope,
        uint40 expiry,
        bytes32 commitment,
        string uri
    );

    /// @notice A certificate was withdrawn.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity That in which the issuer issued it, or `Authority` for the authority of the robot's country.
    /// @param jurisdiction The country that goes with it.
    /// @param certificateSeq Number of the certificate.
    /// @param reasonDigest Salted commitment to the reason.
    event CertificateWithdrawn(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        uint256 certificateSeq,
        bytes32 reasonDigest
    );

    /// @notice The expiry is not in the future.
    /// @param expiry The time given, in seconds.
    /// @param timestamp Block time, in seconds.
    error DossierExpiryInPast(uint40 expiry, uint256 timestamp);

    /// @notice The entry is not a certificate.
    /// @param id The robot.
    /// @param seq The number given.
    error DossierUnknownCertificate(RobotId id, uint256 seq);

    /// @notice The certificate was withdrawn before.
    /// @param id The robot.
    /// @param seq Number of the certificate.
    /// @param withdrawnAt Block time at which it was withdrawn, in seconds.
    error DossierCertificateWithdrawn(RobotId id, uint256 seq, uint40 withdrawnAt);

    /// @notice The caller is neither the issuer of the certificate nor the authority of the robot's country.
    /// @param id The robot.
    /// @param seq Number of the certificate.
    /// @param caller The calling account.
    error DossierNotIssuer(RobotId id, uint256 seq, address caller);

    /// @notice Issues a certificate.
    /// @dev Called by an inspector or the authority of the robot's country. Emits `CertificateIssued`, `Recorded`. Fails
    /// with `DossierTextLength`, `DossierExpiryInPast` and what refuses an entry (see `IDossier`).
    /// @param id The robot.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the caller.
    /// @param scope What it certifies, e.g. a standard, 1 to 31 bytes.
    /// @param expiry Time from which it is no longer valid, in seconds.
    /// @param commitment Salted commitment to the certificate.
    /// @param uri Where those entitled find it; may be empty.
    /// @return seq Number of the history entry, and of the certificate.
    function issueCertificate(
        RobotId id,
        uint8 capacity,
        CountryCode jurisdiction,
        string calldata scope,
        uint40 expiry,
        bytes32 commitment,
        string calldata uri
    ) external returns (uint256 seq);

    /// @notice Withdraws a certificate for good.
    /// @dev Called by the issuer, accredited still or not, which for an authority means the one of its country now;
    /// or by the authority of the robot's country. Emits `CertificateWithdrawn`, `Recorded`. Fails with
    /// `DossierUnknownCertificate`, `DossierNotIssuer`, `DossierCertificateWithdrawn`, `DossierZeroDigest`,
    /// `RobotRegistryScrapped`.
    /// @param id The robot.
    /// @param certificateSeq Number of the certificate.
    /// @param reasonDigest Salted commitment to the reason.
    /// @return seq Number of the history entry.
    function withdrawCertificate(
        RobotId id,
        uint256 certificateSeq,
        bytes32 reasonDigest
    ) external returns (uint256 seq);

    /// @notice A certificate, valid or not.
    /// @dev Fails with `DossierUnknownCertificate`.
    /// @param id The robot.
    /// @param certificateSeq Number of the certificate.
    /// @return The certificate.
    function certificateOf(
        RobotId id,
        uint256 certificateSeq
    ) external view returns (Certificate memory);

    /// @notice Whether a certificate is valid now: issued, neither expired nor withdrawn. Says nothing of the robot's state,
    /// flags or recalls.
    /// @param id The robot.
    /// @param certificateSeq Number of the certificate.
    /// @return Whether it is; false where there is no such certificate.
    function isCertified(RobotId id, uint256 certificateSeq) external view returns (bool);
}
