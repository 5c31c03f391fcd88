// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity} from "../authority/Standing.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IDossier} from "../interfaces/IDossier.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {DossierCertificates} from "./DossierCertificates.sol";
import {DossierEntries} from "./DossierEntries.sol";
import {DossierFirmware} from "./DossierFirmware.sol";
import {EntryKind, EntryKinds} from "./EntryKind.sol";

/// @title Dossier
/// @notice Typed lifecycle records, each appended to its robot's history. The rules are in the interfaces.
/// @dev It has no owner and no function of governance.
contract Dossier is DossierFirmware, DossierCertificates, IDossier {
    /// @dev Highest intelligence level of T/CIE 298.
    uint8 private constant _MOST_LEVEL = 5;

    /// @dev Longest brand as it was reported, in bytes.
    uint256 private constant _MOST_REPORT_BYTES = 256;

    mapping(RobotId id => mapping(Capacity capacity => uint40)) private _anchoredUntil;

    /// @notice Ties the dossier to a registry of robots for ever.
    /// @param registry_ The registry of robots.
    constructor(IRobotRegistry registry_) DossierEntries(registry_) {}

    /// @inheritdoc IDossier
    function record(
        RobotId id,
        uint8 kind_,
        uint8 capacity_,
        CountryCode jurisdiction,
        bytes32 commitment,
        string calldata uri
    ) external returns (uint256 seq) {
        EntryKind kind = _kind(kind_);
        if (EntryKinds.DOCUMENTS & (1 << kind_) == 0) revert DossierNotADocumentKind(kind);
        Capacity capacity = _requireEntry(id, kind, capacity_, jurisdiction);
        _requireDigest(commitment);

        seq = _append(
            id,
            kind,
            capacity,
            keccak256(abi.encode(kind, capacity, jurisdiction, commitment, uri))
        );
        emit DocumentRecorded(id, seq, kind, capacity, jurisdiction, commitment, uri);
    }

    /// @inheritdoc IDossier
    function replacePart(
        RobotId id,
        uint8 capacity_,
        CountryCode jurisdiction,
        Replacement calldata part
    ) external returns (uint256 seq) {
        Capacity capacity = _requireEntry(id, EntryKind.PartReplaced, capacity_, jurisdiction);
        _requireDigest(part.commitment);
        _requireLength("partNumber", bytes(part.partNumber).length, _MOST_NAME_BYTES);

        seq = _append(
            id,
            EntryKind.PartReplaced,
            capacity,
            keccak256(
                abi.encode(
                    capacity,
                    jurisdiction,
                    part.partNumber,
                    part.removedSerial,
                    part.fittedSerial,
                    part.commitment,
                    part.uri
                )
            )
        );
        emit PartReplaced(
            id,
            seq,
            capacity,
            jurisdiction,
            part.partNumber,
            part.removedSerial,
            part.fittedSerial,
            part.commitment,
            part.uri
        );
    }

    /// @inheritdoc IDossier
    function gradeIntelligence(
        RobotId id,
        uint8 capacity_,
        CountryCode jurisdiction,
        uint8 level,
        bytes32 certificateDigest
    ) external returns (uint256 seq) {
        Capacity capacity = _requireEntry(id, EntryKind.IntelligenceGrade, capacity_, jurisdiction);
        _requireDigest(certificateDigest);
        if (level == 0 || level > _MOST_LEVEL) revert DossierUnknownLevel(level);

        seq = _append(
            id,
            EntryKind.IntelligenceGrade,
            capacity,
            keccak256(abi.encode(capacity, jurisdiction, level, certificateDigest))
        );
        emit IntelligenceGraded(id, seq, capacity, jurisdiction, level, certificateDigest);
    }

    /// @inheritdoc IDossier
    function recordTraining(
        RobotId id,
        uint8 capacity_,
        CountryCode jurisdiction,
        bytes32 modelDigest,
        bytes32 weightsDigest,
        string calldata uri
    ) external returns (uint256 seq) {
        Capacity capacity = _requireEntry(id, EntryKind.Training, capacity_, jurisdiction);
        _requireDigest(modelDigest);
        _requireDigest(weightsDigest);

        seq = _append(
            id,
            EntryKind.Training,
            capacity,
            keccak256(abi.encode(capacity, jurisdiction, modelDigest, weightsDigest, uri))
        );
        emit TrainingRecorded(id, seq, capacity, jurisdiction, modelDigest, weightsDigest, uri);
    }

    /// @inheritdoc IDossier
    function anchorTelemetry(
        RobotId id,
        uint8 capacity_,
        CountryCode jurisdiction,
        Telemetry calldata telemetry
    ) external returns (uint256 seq) {
        Capacity capacity = _requireEntry(id, EntryKind.TelemetryAnchor, capacity_, jurisdiction);
        _requireDigest(telemetry.root);
        _takePeriod(id, capacity, telemetry.from, telemetry.to);

        seq = _append(
            id,
            EntryKind.TelemetryAnchor,
            capacity,
            keccak256(
                abi.encode(
                    capacity,
                    jurisdiction,
                    telemetry.root,
                    telemetry.from,
                    telemetry.to,
                    telemetry.operatingHours,
                    telemetry.chargeCycles,
                    telemetry.falls,
                    telemetry.uri
                )
            )
        );
        emit TelemetryAnchored(
            id,
            seq,
            capacity,
            jurisdiction,
            telemetry.root,
            telemetry.from,
            telemetry.to,
            telemetry.operatingHours,
            telemetry.chargeCycles,
            telemetry.falls,
            telemetry.uri
        );
    }

    /// @inheritdoc IDossier
    function brand(
        RobotId id,
        uint8 capacity_,
        CountryCode jurisdiction,
        uint8 code,
        string calldata asReported,
        bytes32 evidenceDigest
    ) external returns (uint256 seq) {
        Capacity capacity = _requireEntry(id, EntryKind.Brand, capacity_, jurisdiction);
        _requireDigest(evidenceDigest);
        if (code == 0 || code > uint8(type(BrandCode).max)) revert DossierUnknownBrand(code);
        _requireLength("asReported", bytes(asReported).length, _MOST_REPORT_BYTES);

        seq = _append(
            id,
            EntryKind.Brand,
            capacity,
            keccak256(abi.encode(capacity, jurisdiction, code, asReported, evidenceDigest))
        );
        emit Branded(id, seq, capacity, jurisdiction, BrandCode(code), asReported, evidenceDigest);
    }

    /// @inheritdoc IDossier
    function correct(
        RobotId id,
        uint256 correctedSeq,
        uint8 capacity_,
        CountryCode jurisdiction,
        bytes32 commitment,
        string calldata uri
    ) external returns (uint256 seq) {
        CountryCode country = _requireRecordable(id, EntryKind.Correction);
        (EntryKind kind, uint16 writers) = _requireCorrectable(id, correctedSeq);
        Capacity capacity = _requireWriter(id, country, kind, writers, capacity_, jurisdiction);
        _requireDigest(commitment);

        seq = _append(
            id,
            EntryKind.Correction,
            capacity,
            keccak256(abi.encode(capacity, jurisdiction, correctedSeq, kind, commitment, uri))
        );
        emit Corrected(id, seq, capacity, jurisdiction, correctedSeq, kind, commitment, uri);
    }

    /// @inheritdoc IDossier
    function anchoredUntil(RobotId id, uint8 capacity) external view returns (uint40) {
        return _anchoredUntil[id][_capacity(capacity)];
    }

    /// @dev Moves the timeline of a capacity to the end of a period.
    function _takePeriod(RobotId id, Capacity capacity, uint40 from, uint40 to) private {
        if (to <= from) revert DossierEmptyPeriod(from, to);
        if (to > block.timestamp) revert DossierPeriodInFuture(to, block.timestamp);
        uint40 until = _anchoredUntil[id][capacity];
        if (from < until) revert DossierPeriodOverlaps(id, from, until);
        _anchoredUntil[id][capacity] = to;
    }

    /// @dev The kind of an entry that there is and that can be corrected, and who may, as a bitmap: the capacity that wrote it,
    /// and the authority, so that the word of one party is neither corrected by another nor beyond appeal.
    function _requireCorrectable(
        RobotId id,
        uint256 seq
    ) private view returns (EntryKind kind, uint16 writers) {
        Capacity capacity;
        (kind, capacity) = _entryOf(id, seq);
        if (kind == EntryKind.None) {
            (, uint256 length) = registry.historyOf(RobotId.unwrap(id));
            if (seq == 0 || seq > length) revert DossierUnknownEntry(id, seq, length);
        }
        if (
            kind == EntryKind.None ||
            kind == EntryKind.Correction ||
            kind == EntryKind.CertificateWithdrawn
        ) {
            revert DossierNotCorrectable(id, seq, kind);
        }
        writers = uint16((1 << uint8(capacity)) | (1 << uint8(Capacity.Authority)));
    }
}
