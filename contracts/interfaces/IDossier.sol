// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity} from "../authority/Standing.sol";
import {EntryKind} from "../dossier/EntryKind.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IDossierCertificates} from "./IDossierCertificates.sol";
import {IDossierEntries} from "./IDossierEntries.sol";
import {IDossierFirmware} from "./IDossierFirmware.sol";

/// @title The dossier: what happened to a robot, recorded by those who answer for it
/// @notice Every record appends one entry to the robot's history and emits one typed event with the capacity and
/// jurisdiction of its writer. Nothing is edited: a correction is an entry that names the one it corrects. No vote reaches
/// in here.
///
/// What refuses an entry, in this order, for every function that records about a robot:
/// `RobotRegistryUnknownRobot`, `RobotRegistryScrapped`, `DossierUnknownCapacity`, `DossierNotAWriter`,
/// `DossierWrongJurisdiction`, `DossierNotInCapacity`, `DossierZeroDigest`; and `RobotRegistryNotAModule` should
/// governance have replaced this module.
interface IDossier is IDossierEntries, IDossierFirmware, IDossierCertificates {
    /// @notice What a robot's title is branded with.
    enum BrandCode {
        None,
        Salvage,
        Flood,
        Fire,
        StructuralDamage,
        Export,
        Rebuilt,
        LemonBuyback,
        HoursDiscrepancy,
        TheftRecovery,
        Tampering,
        Other
    }

    /// @notice A part that was replaced.
    /// @param partNumber Catalogue number of the part fitted, as its maker writes it; never a serial.
    /// @param removedSerial Salted commitment to the serial of the part removed; zero where it bore none or there was none.
    /// @param fittedSerial Salted commitment to the serial of the part fitted; zero where it bears none.
    /// @param commitment Salted commitment to the work record.
    /// @param uri Where those entitled find it; may be empty.
    struct Replacement {
        string partNumber;
        bytes32 removedSerial;
        bytes32 fittedSerial;
        bytes32 commitment;
        string uri;
    }

    /// @notice Telemetry of a period. The figures are readings at its end, counted since the robot was made;
    /// 4,294,967,295 stands for an unknown one.
    /// @param root Merkle root of the records.
    /// @param from Beginning of the period, inclusive, in seconds.
    /// @param to End of the period, exclusive, in seconds.
    /// @param operatingHours Hours it has been running.
    /// @param chargeCycles Cycles its battery has been charged.
    /// @param falls Times it has fallen.
    /// @param uri Where those entitled find the records; may be empty.
    struct Telemetry {
        bytes32 root;
        uint40 from;
        uint40 to;
        uint32 operatingHours;
        uint32 chargeCycles;
        uint32 falls;
        string uri;
    }

    /// @notice A document was recorded: hardware, factory filing, service, inspection, incident or insurance.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param kind Kind of the document.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the writer; otherwise zero.
    /// @param commitment Salted commitment to the document.
    /// @param uri Where those entitled find it; may be empty.
    event DocumentRecorded(
        RobotId indexed id,
        uint256 indexed seq,
        EntryKind kind,
        Capacity capacity,
        CountryCode jurisdiction,
        bytes32 commitment,
        string uri
    );

    /// @notice A part was replaced.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Country that accredits the writer, or zero.
    /// @param partNumber Catalogue number of the part fitted.
    /// @param removedSerial Salted commitment to the serial of the part removed, or zero.
    /// @param fittedSerial Salted commitment to the serial of the part fitted, or zero.
    /// @param commitment Salted commitment to the work record.
    /// @param uri Where those entitled find it; may be empty.
    event PartReplaced(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        string partNumber,
        bytes32 removedSerial,
        bytes32 fittedSerial,
        bytes32 commitment,
        string uri
    );

    /// @notice A unit was graded by its intelligence.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the writer.
    /// @param level Intelligence level, 1 to 5 (L1 to L5 of T/CIE 298).
    /// @param certificateDigest Salted commitment to the certificate of the grading.
    event IntelligenceGraded(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        uint8 level,
        bytes32 certificateDigest
    );

    /// @notice A unit was given a trained model.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Zero: none of those who may write this has one.
    /// @param modelDigest Digest of the model's architecture and configuration.
    /// @param weightsDigest Digest of its weights.
    /// @param uri Where those entitled find them; may be empty.
    event TrainingRecorded(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        bytes32 modelDigest,
        bytes32 weightsDigest,
        string uri
    );

    /// @notice Telemetry of a period was anchored.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Zero: none of those who may write this has one.
    /// @param root Merkle root of the records.
    /// @param from Beginning of the period, inclusive, in seconds.
    /// @param to End of the period, exclusive, in seconds.
    /// @param operatingHours Hours it has been running; 4,294,967,295 where unknown.
    /// @param chargeCycles Cycles its battery has been charged; 4,294,967,295 where unknown.
    /// @param falls Times it has fallen; 4,294,967,295 where unknown.
    /// @param uri Where those entitled find the records; may be empty.
    event TelemetryAnchored(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        bytes32 root,
        uint40 from,
        uint40 to,
        uint32 operatingHours,
        uint32 chargeCycles,
        uint32 falls,
        string uri
    );

    /// @notice A robot's title was branded.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the writer.
    /// @param code The brand it was mapped to.
    /// @param asReported The brand in the words in which it was reported.
    /// @param evidenceDigest Salted commitment to the evidence.
    event Branded(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        BrandCode code,
        string asReported,
        bytes32 evidenceDigest
    );

    /// @notice An entry was corrected. It remains; read both.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the writer; otherwise zero.
    /// @param correctedSeq Number of the entry corrected.
    /// @param correctedKind Its kind.
    /// @param commitment Salted commitment to the document that says what is right.
    /// @param uri Where those entitled find it; may be empty.
    event Corrected(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        uint256 correctedSeq,
        EntryKind correctedKind,
        bytes32 commitment,
        string uri
    );

    /// @notice Entries of this kind have a function of their own.
    /// @param kind The kind given.
    error DossierNotADocumentKind(EntryKind kind);

    /// @notice The intelligence level is not one of L1 to L5.
    /// @param level The value given.
    error DossierUnknownLevel(uint8 level);

    /// @notice The brand is none of those that exist (1 to 11).
    /// @param code The value given.
    error DossierUnknownBrand(uint8 code);

    /// @notice A period ends after it begins.
    /// @param from Beginning given, in seconds.
    /// @param to End given, in seconds.
    error DossierEmptyPeriod(uint40 from, uint40 to);

    /// @notice The period lies in the future, wholly or in part.
    /// @param to End given, in seconds.
    /// @param timestamp Block time, in seconds.
    error DossierPeriodInFuture(uint40 to, uint256 timestamp);

    /// @notice The period overlaps one, or lies before one, that was anchored in this capacity.
    /// @param id The robot.
    /// @param from Beginning given, in seconds.
    /// @param anchoredUntil End of the last period anchored in this capacity, in seconds.
    error DossierPeriodOverlaps(RobotId id, uint40 from, uint40 anchoredUntil);

    /// @notice The robot's history has no such entry.
    /// @param id The robot.
    /// @param seq The number given.
    /// @param length Number of entries that it has.
    error DossierUnknownEntry(RobotId id, uint256 seq, uint256 length);

    /// @notice The entry cannot be corrected here: it is not of this dossier (`None`), is a correction itself (correct the
    /// entry that it corrects), or withdraws a certificate (issue another).
    /// @param id The robot.
    /// @param seq The number given.
    /// @param kind Kind of the entry.
    error DossierNotCorrectable(RobotId id, uint256 seq, EntryKind kind);

    /// @notice Records a document.
    /// @dev Called by those who may write the kind. Emits `DocumentRecorded`, `Recorded`. Fails with
    /// `DossierUnknownKind`, `DossierNotADocumentKind` and what refuses an entry.
    /// @param id The robot.
    /// @param kind 1 hardware, 2 factory filing, 6 service, 8 inspection, 11 incident, 13 insurance.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the caller; otherwise zero.
    /// @param commitment Salted commitment to the document.
    /// @param uri Where those entitled find it; may be empty.
    /// @return seq Number of the history entry.
    function record(
        RobotId id,
        uint8 kind,
        uint8 capacity,
        CountryCode jurisdiction,
        bytes32 commitment,
        string calldata uri
    ) external returns (uint256 seq);

    /// @notice Records that a part was replaced.
    /// @dev Called by the maker or a workshop. Emits `PartReplaced`, `Recorded`. Fails with `DossierTextLength` and what
    /// refuses an entry.
    /// @param id The robot.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Country that accredits it, or zero.
    /// @param part What was replaced; its part number has 1 to 31 bytes.
    /// @return seq Number of the history entry.
    function replacePart(
        RobotId id,
        uint8 capacity,
        CountryCode jurisdiction,
        Replacement calldata part
    ) external returns (uint256 seq);

    /// @notice Grades a unit by its intelligence.
    /// @dev Called by an inspector or the authority of the robot's country. Emits `IntelligenceGraded`, `Recorded`. Fails
    /// with `DossierUnknownLevel` and what refuses an entry.
    /// @param id The robot.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the caller.
    /// @param level Intelligence level, 1 to 5.
    /// @param certificateDigest Salted commitment to the certificate of the grading.
    /// @return seq Number of the history entry.
    function gradeIntelligence(
        RobotId id,
        uint8 capacity,
        CountryCode jurisdiction,
        uint8 level,
        bytes32 certificateDigest
    ) external returns (uint256 seq);

    /// @notice Records that a unit was given a trained model.
    /// @dev Called by the maker, the holder or the operator. Emits `TrainingRecorded`, `Recorded`. Fails with what refuses
    /// an entry.
    /// @param id The robot.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Zero.
    /// @param modelDigest Digest of the model's architecture and configuration.
    /// @param weightsDigest Digest of its weights.
    /// @param uri Where those entitled find them; may be empty.
    /// @return seq Number of the history entry.
    function recordTraining(
        RobotId id,
        uint8 capacity,
        CountryCode jurisdiction,
        bytes32 modelDigest,
        bytes32 weightsDigest,
        string calldata uri
    ) external returns (uint256 seq);

    /// @notice Anchors the telemetry of a period. Each capacity keeps a timeline of its own, so that no writer can close a
    /// period to another; within one, periods ascend and never overlap.
    /// @dev Called by the maker, the holder or the operator. Emits `TelemetryAnchored`, `Recorded`. Fails with
    /// `DossierEmptyPeriod`, `DossierPeriodInFuture`, `DossierPeriodOverlaps` and what refuses an entry.
    /// @param id The robot.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Zero.
    /// @param telemetry What was measured.
    /// @return seq Number of the history entry.
    function anchorTelemetry(
        RobotId id,
        uint8 capacity,
        CountryCode jurisdiction,
        Telemetry calldata telemetry
    ) external returns (uint256 seq);

    /// @notice Brands a robot's title. A brand stays for ever.
    /// @dev Called by an insurer, an investigator or the authority of the robot's country. Emits `Branded`, `Recorded`.
    /// Fails with `DossierUnknownBrand`, `DossierTextLength` and what refuses an entry.
    /// @param id The robot.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the caller.
    /// @param code 1 salvage, 2 flood, 3 fire, 4 structural damage, 5 export, 6 rebuilt, 7 lemon buyback, 8 hours
    /// discrepancy, 9 theft recovery, 10 tampering, 11 other.
    /// @param asReported The brand in the words in which it was reported, 1 to 256 bytes; no personal data.
    /// @param evidenceDigest Salted commitment to the evidence.
    /// @return seq Number of the history entry.
    function brand(
        RobotId id,
        uint8 capacity,
        CountryCode jurisdiction,
        uint8 code,
        string calldata asReported,
        bytes32 evidenceDigest
    ) external returns (uint256 seq);

    /// @notice Corrects an entry of this dossier, by another that names it.
    /// @dev Called by those who act in the capacity that wrote the entry corrected, or by the authority of the robot's country.
    /// Emits `Corrected`, `Recorded`. Fails with `DossierUnknownEntry`, `DossierNotCorrectable` and what refuses an entry;
    /// `DossierNotAWriter` names the kind of the entry corrected and who may correct it.
    /// @param id The robot.
    /// @param correctedSeq Number of the entry corrected.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Country of the authority, or the one that accredits the caller; otherwise zero.
    /// @param commitment Salted commitment to the document that says what is right.
    /// @param uri Where those entitled find it; may be empty.
    /// @return seq Number of the history entry.
    function correct(
        RobotId id,
        uint256 correctedSeq,
        uint8 capacity,
        CountryCode jurisdiction,
        bytes32 commitment,
        string calldata uri
    ) external returns (uint256 seq);

    /// @notice Until when telemetry was anchored in a capacity.
    /// @dev Fails with `DossierUnknownCapacity`.
    /// @param id The robot.
    /// @param capacity The capacity.
    /// @return End of the last period, in seconds; zero where there is none.
    function anchoredUntil(RobotId id, uint8 capacity) external view returns (uint40);
}
