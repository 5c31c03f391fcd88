// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity, Standing} from "../authority/Standing.sol";
import {CountryCode, ModelId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IDossierFirmware} from "../interfaces/IDossierFirmware.sol";
import {DossierEntries} from "./DossierEntries.sol";
import {EntryKind} from "./EntryKind.sol";

/// @title Firmware
/// @notice Releases of each model, and the one that runs on each unit.
abstract contract DossierFirmware is DossierEntries, IDossierFirmware {
    /// @dev Numbered, so that an installation takes one slot a unit.
    struct ReleaseRecord {
        bytes32 imageDigest;
        uint40 publishedAt;
        uint40 withdrawnAt;
        string version;
    }

    struct Installation {
        uint32 number;
        uint40 installedAt;
    }

    uint32 private _count;

    mapping(uint32 number => ReleaseRecord) private _releases;
    mapping(ModelId model => mapping(bytes32 imageDigest => uint32 number)) private _numbers;
    mapping(ModelId model => mapping(string version => uint32 number)) private _versions;
    mapping(RobotId id => Installation) private _installations;

    /// @inheritdoc IDossierFirmware
    function publishRelease(
        ModelId model,
        string calldata version,
        bytes32 imageDigest,
        string calldata uri
    ) external {
        if (_authorities.model(model).scheme == IAuthorityRegistry.SerialScheme.None) {
            revert IAuthorityRegistry.AuthorityRegistryUnknownModel(model);
        }
        _requireMaker(model);
        _requireDigest(imageDigest);
        _requireLength("version", bytes(version).length, _MOST_NAME_BYTES);
        if (_numbers[model][imageDigest] != 0) revert DossierReleaseExists(model, imageDigest);
        uint32 taken = _versions[model][version];
        if (taken != 0) revert DossierVersionTaken(model, version, _releases[taken].imageDigest);

        uint32 number = ++_count;
        _numbers[model][imageDigest] = number;
        _versions[model][version] = number;
        _releases[number] = ReleaseRecord({
            imageDigest: imageDigest,
            publishedAt: uint40(block.timestamp),
            withdrawnAt: 0,
            version: version
        });
        emit ReleasePublished(model, imageDigest, msg.sender, version, uri);
        bytes32 payload = keccak256(abi.encode(model, imageDigest, msg.sender, version, uri));
        _recordRelease(model, ReleaseKind.ReleasePublished, payload);
    }

    /// @inheritdoc IDossierFirmware
    function withdrawRelease(ModelId model, bytes32 imageDigest, bytes32 reasonDigest) external {
        _requireMaker(model);
        _requireDigest(reasonDigest);
        uint32 number = _requireInstallable(model, imageDigest);
        _releases[number].withdrawnAt = uint40(block.timestamp);
        emit ReleaseWithdrawn(model, imageDigest, msg.sender, reasonDigest);
        bytes32 payload = keccak256(abi.encode(model, imageDigest, msg.sender, reasonDigest));
        _recordRelease(model, ReleaseKind.ReleaseWithdrawn, payload);
    }

    /// @inheritdoc IDossierFirmware
    function installRelease(
        RobotId[] calldata ids,
        bytes32 imageDigest,
        uint8 capacity_,
        CountryCode jurisdiction
    ) external {
        if (ids.length == 0) revert DossierNoUnits();
        for (uint256 i = 0; i < ids.length; ++i) {
            RobotId id = ids[i];
            Capacity capacity = _requireEntry(
                id,
                EntryKind.SoftwareRelease,
                capacity_,
                jurisdiction
            );
            _installations[id] = Installation({
                number: _requireInstallable(id.model(), imageDigest),
                installedAt: uint40(block.timestamp)
            });
            bytes32 payload = keccak256(abi.encode(capacity, jurisdiction, imageDigest));
            uint256 seq = _append(id, EntryKind.SoftwareRelease, capacity, payload);
            emit ReleaseInstalled(id, seq, capacity, jurisdiction, imageDigest);
        }
    }

    /// @inheritdoc IDossierFirmware
    function firmwareOf(RobotId id) external view returns (Firmware memory) {
        Installation memory installation = _installations[id];
        ReleaseRecord storage release = _releases[installation.number];
        return
            Firmware({
                imageDigest: release.imageDigest,
                version: release.version,
                installedAt: installation.installedAt,
                withdrawnAt: release.withdrawnAt
            });
    }

    /// @inheritdoc IDossierFirmware
    function releaseOf(ModelId model, bytes32 imageDigest) external view returns (Release memory) {
        ReleaseRecord storage release = _releases[_numbers[model][imageDigest]];
        return
            Release({
                version: release.version,
                publishedAt: release.publishedAt,
                withdrawnAt: release.withdrawnAt
            });
    }

    /// @inheritdoc IDossierFirmware
    function imageOf(ModelId model, string calldata version) external view returns (bytes32) {
        return _releases[_versions[model][version]].imageDigest;
    }

    function _recordRelease(ModelId model, ReleaseKind kind, bytes32 payload) private {
        _record(bytes32(ModelId.unwrap(model)), uint16(kind), msg.sender, payload);
    }

    function _requireMaker(ModelId model) private view {
        if (!Standing.isMaker(_authorities, model.manufacturer(), msg.sender)) {
            revert DossierNotMaker(model, msg.sender);
        }
    }

    /// @dev Published for the model, and not withdrawn.
    function _requireInstallable(
        ModelId model,
        bytes32 imageDigest
    ) private view returns (uint32 number) {
        number = _numbers[model][imageDigest];
        if (number == 0) revert DossierUnknownRelease(model, imageDigest);
        uint40 withdrawnAt = _releases[number].withdrawnAt;
        if (withdrawnAt != 0) revert DossierReleaseWithdrawn(model, imageDigest, withdrawnAt);
    }
}
