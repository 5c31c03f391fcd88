// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity} from "../authority/Standing.sol";
import {CountryCode, ModelId, RobotId} from "../identifier/RobotId.sol";

/// @title Firmware: what a maker released for a model, and what runs on each unit
/// @notice A release is a fact of the model and appends to no history; its installation on a unit does
/// (`EntryKind.SoftwareRelease`). Releases are in the log of this contract; the subject is the model's code, left-aligned.
interface IDossierFirmware {
    /// @notice Kinds of entries in the log of this contract, which are about releases.
    enum ReleaseKind {
        None,
        ReleasePublished,
        ReleaseWithdrawn
    }

    /// @notice A firmware release.
    /// @param version Its version, as the maker writes it.
    /// @param publishedAt Block time at which it was published, in seconds; zero where it was not.
    /// @param withdrawnAt Block time at which it was withdrawn, in seconds; zero where it was not.
    struct Release {
        string version;
        uint40 publishedAt;
        uint40 withdrawnAt;
    }

    /// @notice What runs on a unit, as last recorded.
    /// @param imageDigest SHA-256 of the image; zero where no installation was ever recorded.
    /// @param version Version of the release.
    /// @param installedAt Block time at which the installation was recorded, in seconds.
    /// @param withdrawnAt Block time at which the release was withdrawn, in seconds; zero where it was not.
    struct Firmware {
        bytes32 imageDigest;
        string version;
        uint40 installedAt;
        uint40 withdrawnAt;
    }

    /// @notice A maker released firmware for a model.
    /// @param model The model.
    /// @param imageDigest SHA-256 of the image.
    /// @param publishedBy Account of the maker.
    /// @param version Its version.
    /// @param uri Where the image or its release notes are published.
    event ReleasePublished(
        ModelId indexed model,
        bytes32 indexed imageDigest,
        address indexed publishedBy,
        string version,
        string uri
    );

    /// @notice A maker withdrew a release: it is installed on no unit any more. Where it runs, it runs on.
    /// @param model The model.
    /// @param imageDigest SHA-256 of the image.
    /// @param withdrawnBy Account of the maker.
    /// @param reasonDigest Commitment to the reason.
    event ReleaseWithdrawn(
        ModelId indexed model,
        bytes32 indexed imageDigest,
        address indexed withdrawnBy,
        bytes32 reasonDigest
    );

    /// @notice A release was installed on a unit.
    /// @param id The robot.
    /// @param seq Number of the history entry.
    /// @param capacity In what capacity the writer acts.
    /// @param jurisdiction Country that accredits the writer, or zero.
    /// @param imageDigest SHA-256 of the image.
    event ReleaseInstalled(
        RobotId indexed id,
        uint256 indexed seq,
        Capacity capacity,
        CountryCode jurisdiction,
        bytes32 imageDigest
    );

    /// @notice The caller is not the account of the model's maker, or that account is compromised.
    /// @param model The model.
    /// @param caller The calling account.
    error DossierNotMaker(ModelId model, address caller);

    /// @notice The image was released for the model before.
    /// @param model The model.
    /// @param imageDigest SHA-256 of the image.
    error DossierReleaseExists(ModelId model, bytes32 imageDigest);

    /// @notice The version was given to another image of the model before.
    /// @param model The model.
    /// @param version The version given.
    /// @param imageDigest Image that has it.
    error DossierVersionTaken(ModelId model, string version, bytes32 imageDigest);

    /// @notice The image was never released for the model.
    /// @param model The model.
    /// @param imageDigest The digest given.
    error DossierUnknownRelease(ModelId model, bytes32 imageDigest);

    /// @notice The release was withdrawn.
    /// @param model The model.
    /// @param imageDigest SHA-256 of the image.
    /// @param withdrawnAt Block time at which it was withdrawn, in seconds.
    error DossierReleaseWithdrawn(ModelId model, bytes32 imageDigest, uint40 withdrawnAt);

    /// @notice At least one unit is needed.
    error DossierNoUnits();

    /// @notice Releases firmware for a model.
    /// @dev Called by the account of the model's maker. Emits `ReleasePublished`, `Recorded`. Fails with
    /// `AuthorityRegistryUnknownModel`, `DossierNotMaker`, `DossierZeroDigest`, `DossierTextLength`,
    /// `DossierReleaseExists`, `DossierVersionTaken`.
    /// @param model The model.
    /// @param version Its version, 1 to 31 bytes; unique within the model, for ever.
    /// @param imageDigest SHA-256 of the image; unique within the model, for ever.
    /// @param uri Where the image or its release notes are published; may be empty.
    function publishRelease(
        ModelId model,
        string calldata version,
        bytes32 imageDigest,
        string calldata uri
    ) external;

    /// @notice Withdraws a release for good.
    /// @dev Called by the account of the model's maker. Emits `ReleaseWithdrawn`, `Recorded`. Fails with
    /// `DossierNotMaker`, `DossierZeroDigest`, `DossierUnknownRelease`, `DossierReleaseWithdrawn`.
    /// @param model The model.
    /// @param imageDigest SHA-256 of the image.
    /// @param reasonDigest Commitment to the reason.
    function withdrawRelease(ModelId model, bytes32 imageDigest, bytes32 reasonDigest) external;

    /// @notice Records that a release was installed on units.
    /// @dev Called by the maker or a workshop. Emits, for each unit, `ReleaseInstalled` and `Recorded`. Fails with
    /// `DossierNoUnits`, `DossierUnknownRelease`, `DossierReleaseWithdrawn` and what refuses an entry (see
    /// `IDossier`).
    /// @param ids The units, of one model or of several that share the image.
    /// @param imageDigest SHA-256 of the image.
    /// @param capacity In what capacity the caller acts.
    /// @param jurisdiction Country that accredits it, or zero.
    function installRelease(
        RobotId[] calldata ids,
        bytes32 imageDigest,
        uint8 capacity,
        CountryCode jurisdiction
    ) external;

    /// @notice What runs on a unit, as last recorded.
    /// @param id The robot.
    /// @return The firmware; all zero where no installation was ever recorded.
    function firmwareOf(RobotId id) external view returns (Firmware memory);

    /// @notice A release.
    /// @param model The model.
    /// @param imageDigest SHA-256 of the image.
    /// @return The release; all zero where there is none.
    function releaseOf(ModelId model, bytes32 imageDigest) external view returns (Release memory);

    /// @notice The image to which a maker gave a version.
    /// @param model The model.
    /// @param version The version.
    /// @return SHA-256 of the image; zero where there is none.
    function imageOf(ModelId model, string calldata version) external view returns (bytes32);
}
