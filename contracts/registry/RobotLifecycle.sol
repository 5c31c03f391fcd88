// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {DeviceKey, DeviceKeyLibrary, DeviceSignature} from "./DeviceKey.sol";
import {RobotOwnership} from "./RobotOwnership.sol";

/// @title Lifecycle
/// @notice Moves a robot from state to state, always forward, and binds device keys for ever.
abstract contract RobotLifecycle is RobotOwnership, IRobotLifecycle, IERC5192 {
    using DeviceKeyLibrary for DeviceKey;

    bytes32 private constant _BINDING_TYPEHASH = keccak256(
        "DeviceBinding(bytes32 robotId,address holder)"
    );
    bytes32 private constant _ATTESTATION_TYPEHASH = keccak256(
        "DeviceAttestation(bytes32 robotId,bytes32 deviceKeyDigest,bytes32 birthRecordDigest)"
    );

    mapping(bytes32 keyDigest => RobotId) private _robotOfKey;
    mapping(RobotId id => Disposal) private _disposals;

    /// @inheritdoc IRobotLifecycle
    function placeOnMarket(
        RobotId id,
        CountryCode country,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external {
        Unit storage unit = _touchHeld(id);
        if (unit.state != State.Issued) revert RobotRegistryWrongState(id, unit.state);
        _requireUnflagged(id, unit.flags);
        _authorities.requireApproved(id.model(), country);
        _modules.checkPlacement(id, country);

        bytes32 keyDigest = key.digest();
        bytes32 unitsRoot = _lots[_stemOf(id)][unit.lotIndex].unitsRoot;
        if (unitsRoot == 0) _requireAttested(id, keyDigest, proof);
        else _requireInManifest(id, keyDigest, proof, unitsRoot);
        _bindKey(id, key, keyDigest, signature);

        _claim(id, unit, msg.sender);
        unit.state = State.InService;
        unit.market = country;
        bytes32 payload = keccak256(abi.encode(country, msg.sender, key, proof.birthRecordDigest));
        uint256 seq = _record(id, unit, HistoryKind.PlacedOnMarket, msg.sender, payload);
        emit PlacedOnMarket(id, seq, country, msg.sender, key, proof.birthRecordDigest);
    }

    /// @inheritdoc IRobotLifecycle
    function relocate(RobotId id, CountryCode country) external {
        Unit storage unit = _touchHeld(id);
        _requireInService(id, unit.state);
        _requireUnflagged(id, unit.flags);
        CountryCode previous = unit.market;
        if (CountryCode.unwrap(previous) == CountryCode.unwrap(country)) {
            revert RobotRegistryAlreadyOnMarket(id, country);
        }
        _authorities.requireApproved(id.model(), country);
        _modules.checkPlacement(id, country);

        unit.market = country;
        bytes32 payload = keccak256(abi.encode(previous, country));
        uint256 seq = _record(id, unit, HistoryKind.Relocated, msg.sender, payload);
        emit Relocated(id, seq, previous, country);
    }

    /// @inheritdoc IRobotLifecycle
    function replaceDeviceKey(
        RobotId id,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external {
        Unit storage unit = _touchHeld(id);
        _requireInService(id, unit.state);
        bytes32 previous = _deviceKeys[id].digest();
        bytes32 keyDigest = key.digest();
        _requireAttested(id, keyDigest, proof);
        _bindKey(id, key, keyDigest, signature);

        bytes32 payload = keccak256(abi.encode(previous, key, proof.birthRecordDigest));
        uint256 seq = _record(id, unit, HistoryKind.DeviceKeyReplaced, msg.sender, payload);
        emit DeviceKeyReplaced(id, seq, previous, key, proof.birthRecordDigest);
    }

    /// @inheritdoc IRobotLifecycle
    function intake(RobotId id, address recycler, CountryCode country) external {
        Unit storage unit = _touchHeld(id);
        _requireUnflagged(id, unit.flags);
        if (unit.state == State.EndOfLife) _requireRecyclerGone(id);
        _takeIn(id, unit, msg.sender, recycler, country, Basis.Approval, 0, msg.sender);
    }

    /// @inheritdoc IRobotLifecycle
    function scrap(RobotId id, bytes32 certificateDigest) external {
        Unit storage unit = _touch(id);
        Disposal storage disposal = _disposals[id];
        _requireNotScrapped(id, unit.state);
        if (unit.state != State.EndOfLife) revert RobotRegistryWrongState(id, unit.state);
        _requireUnflagged(id, unit.flags);
        if (msg.sender != disposal.recycler) {
            revert RobotRegistryNotItsRecycler(id, disposal.recycler, msg.sender);
        }
        _requireRecycler(msg.sender, disposal.country);

        unit.state = State.Scrapped;
        disposal.scrappedAt = uint40(block.timestamp);
        bytes32 payload = keccak256(abi.encode(msg.sender, certificateDigest));
        uint256 seq = _record(id, unit, HistoryKind.Scrapped, msg.sender, payload);
        emit RobotScrapped(id, seq, msg.sender, certificateDigest);
    }

    /// @inheritdoc IERC5192
    /// @dev Locked from the intake on, and for ever.
    function locked(uint256 tokenId) external view returns (bool) {
        State state = _find(_robotId(tokenId)).state;
        if (state == State.None) revert ERC721NonexistentToken(tokenId);
        return state >= State.EndOfLife;
    }

    /// @inheritdoc IRobotLifecycle
    function deviceKeyOf(RobotId id) external view returns (DeviceKey memory) {
        return _deviceKeys[id];
    }

    /// @inheritdoc IRobotLifecycle
    function robotOfDeviceKey(bytes32 keyDigest) external view returns (RobotId) {
        return _robotOfKey[keyDigest];
    }

    /// @inheritdoc IRobotLifecycle
    function disposalOf(RobotId id) external view returns (Disposal memory) {
        return _disposals[id];
    }

    /// @inheritdoc IRobotLifecycle
    function deviceChallenge(RobotId id, address holder) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_BINDING_TYPEHASH, id, holder)));
    }

    /// @inheritdoc IRobotLifecycle
    function attestationDigest(
        RobotId id,
        bytes32 keyDigest,
        bytes32 birthRecordDigest
    ) public view returns (bytes32) {
        return
            _hashTypedDataV4(
                keccak256(abi.encode(_ATTESTATION_TYPEHASH, id, keyDigest, birthRecordDigest))
            );
    }

    /// @dev Hands a robot in. Whoever calls this has made sure that it may.
    function _takeIn(
        RobotId id,
        Unit storage unit,
        address holder,
        address recycler,
        CountryCode country,
        Basis basis,
        bytes32 reasonDigest,
        address actor
    ) internal {
        _requireNotScrapped(id, unit.state);
        _requireRecycler(recycler, country);
        if (recycler == holder) revert RobotRegistryOwnRecycler(id, holder);
        _claim(id, unit, holder);
        if (unit.state != State.EndOfLife) {
            unit.state = State.EndOfLife;
            _dropAgreements(id);
            emit Locked(_tokenId(id));
        }
        _disposals[id] = Disposal({
            recycler: recycler,
            country: country,
            takenInAt: uint40(block.timestamp),
            scrappedAt: 0
        });
        bytes32 payload = keccak256(abi.encode(holder, recycler, country, basis, reasonDigest));
        uint256 seq = _record(id, unit, HistoryKind.TakenIn, actor, payload);
        emit TakenIn(id, seq, holder, recycler, country, basis, reasonDigest);
    }

    function _requireNotScrapped(RobotId id, State state) internal view {
        if (state == State.Scrapped) revert RobotRegistryScrapped(id, _disposals[id].scrappedAt);
    }

    /// @dev The binding is for ever: no code of this contract ever clears or overwrites `_robotOfKey`. It takes the mirrored
    /// key along, so that a chip which signs any hash it is given cannot pass for two.
    function _bindKey(
        RobotId id,
        DeviceKey calldata key,
        bytes32 keyDigest,
        DeviceSignature calldata signature
    ) private {
        RobotId boundTo = _robotOfKey[keyDigest];
        if (RobotId.unwrap(boundTo) != 0) revert RobotRegistryDeviceKeyBound(keyDigest, boundTo);
        if (!key.verifies(deviceChallenge(id, msg.sender), signature)) {
            revert RobotRegistryDeviceSignature(id, keyDigest);
        }
        _robotOfKey[keyDigest] = id;
        _robotOfKey[key.mirrored().digest()] = id;
        _deviceKeys[id] = key;
    }

    function _requireAttested(
        RobotId id,
        bytes32 keyDigest,
        BirthProof calldata proof
    ) private view {
        address manufacturer = _authorities.accountOf(id.manufacturer());
        bytes32 digest = attestationDigest(id, keyDigest, proof.birthRecordDigest);
        if (
            !SignatureChecker.isValidSignatureNow(manufacturer, digest, proof.manufacturerSignature)
        ) revert RobotRegistryNotAttested(id, manufacturer);
    }

    /// @dev A holder neither takes an ordered intake back nor stops a recycler that has begun its work.
    function _requireRecyclerGone(RobotId id) private view {
        Disposal memory disposal = _disposals[id];
        IAuthorityRegistry.Role role = IAuthorityRegistry.Role.Recycler;
        if (_authorities.isAccredited(disposal.recycler, role, disposal.country)) {
            revert RobotRegistryHandedIn(id, disposal.recycler);
        }
    }

    function _requireRecycler(address account, CountryCode country) private view {
        _authorities.requireAccredited(account, IAuthorityRegistry.Role.Recycler, country);
    }

    /// @dev The leaf is hashed twice, as OpenZeppelin's standard tree does, so that no inner node passes for one.
    function _requireInManifest(
        RobotId id,
        bytes32 keyDigest,
        BirthProof calldata proof,
        bytes32 unitsRoot
    ) private pure {
        bytes32 leaf = keccak256(
            bytes.concat(keccak256(abi.encode(id, keyDigest, proof.birthRecordDigest)))
        );
        if (!MerkleProof.verifyCalldata(proof.siblings, unitsRoot, leaf)) {
            revert RobotRegistryNotInManifest(id, unitsRoot);
        }
    }
}
