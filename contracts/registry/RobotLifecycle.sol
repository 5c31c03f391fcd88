// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {CountryCode, ManufacturerId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IRobotLifecycle} from "../interfaces/IRobotLifecycle.sol";
import {Answers} from "../words/Answers.sol";
import {Digest} from "../words/Digest.sol";
import {DeviceKey, DeviceKeyLibrary, DeviceSignature} from "./DeviceKey.sol";
import {RobotOwnership} from "./RobotOwnership.sol";

/// @title Lifecycle
/// @notice Moves a robot from state to state, and binds device keys for ever. Only from EndOfLife is there a way back.
abstract contract RobotLifecycle is RobotOwnership, IRobotLifecycle, IERC5192 {
    using DeviceKeyLibrary for DeviceKey;

    uint40 private constant _SHORTEST_SCRAP_DELAY = 7 days;

    /// @dev Good while the robot is with the holder who made it, and has not changed hands since.
    struct IntakeOffer {
        address recycler;
        uint32 transfers;
        address holder;
    }

    /// @inheritdoc IRobotLifecycle
    uint40 public immutable scrapDelay;

    mapping(RobotId id => DeviceKey) internal _deviceKeys;

    mapping(bytes32 x => RobotId) private _robotOfKey;
    mapping(RobotId id => IntakeOffer) private _intakeOffers;
    mapping(RobotId id => Disposal) private _disposals;

    constructor(uint40 scrapDelay_) {
        if (scrapDelay_ < _SHORTEST_SCRAP_DELAY) {
            revert RobotRegistryScrapDelayTooShort(scrapDelay_, _SHORTEST_SCRAP_DELAY);
        }
        scrapDelay = scrapDelay_;
    }

    /// @inheritdoc IRobotLifecycle
    function placeOnMarket(
        RobotId id,
        CountryCode country,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external {
        (Unit storage unit, address holder) = _touchHeld(id);
        if (unit.state != State.Issued) revert RobotRegistryWrongState(id, unit.state);
        _requireUnflagged(id, unit.flags);
        _requireUncompromised(id);
        _authorities.requireApproved(id.model(), country);
        _modules.checkPlacement(id, country);

        bytes32 keyDigest = key.digest();
        if (proof.attester != address(0)) _signedActs.checkAttestation(id, keyDigest, proof);
        else _requireInManifest(id, keyDigest, proof, _lots[_stemOf(id)][unit.lotIndex].unitsRoot);
        _bindKey(id, key, keyDigest, signature, holder);

        _claim(id, holder);
        unit.state = State.InService;
        unit.market = country;
        bytes32 payload = Digest.words(
            CountryCode.unwrap(country),
            Digest.word(holder),
            key.x,
            key.y,
            proof.birthRecordDigest
        );
        uint256 seq = _record(id, unit, HistoryKind.PlacedOnMarket, holder, payload);
        emit PlacedOnMarket(id, seq, country, holder, key, proof.birthRecordDigest);
    }

    /// @inheritdoc IRobotLifecycle
    function relocate(RobotId id, CountryCode country) external {
        (Unit storage unit, address holder) = _touchHeld(id);
        _requireInService(id, unit.state);
        _requireUnflagged(id, unit.flags);
        CountryCode previous = unit.market;
        if (CountryCode.unwrap(previous) == CountryCode.unwrap(country)) {
            revert RobotRegistryAlreadyOnMarket(id, country);
        }
        _authorities.requireApproved(id.model(), country);
        _modules.checkPlacement(id, country);

        unit.market = country;
        bytes32 payload = Digest.words(CountryCode.unwrap(previous), CountryCode.unwrap(country));
        uint256 seq = _record(id, unit, HistoryKind.Relocated, holder, payload);
        emit Relocated(id, seq, previous, country);
    }

    /// @inheritdoc IRobotLifecycle
    function replaceDeviceKey(
        RobotId id,
        DeviceKey calldata key,
        BirthProof calldata proof,
        DeviceSignature calldata signature
    ) external {
        (Unit storage unit, address holder) = _touchHeld(id);
        _requireInService(id, unit.state);
        bytes32 previous = _deviceKeys[id].digest();
        bytes32 keyDigest = key.digest();
        _signedActs.checkAttestation(id, keyDigest, proof);
        _bindKey(id, key, keyDigest, signature, holder);

        bytes32 payload = Digest.words(previous, key.x, key.y, proof.birthRecordDigest);
        uint256 seq = _record(id, unit, HistoryKind.DeviceKeyReplaced, holder, payload);
        emit DeviceKeyReplaced(id, seq, previous, key, proof.birthRecordDigest);
    }

    /// @inheritdoc IRobotLifecycle
    function offerIntake(RobotId id, address recycler) external {
        (Unit storage unit, address holder) = _touchHeld(id);
        _requireNotScrapped(id, unit.state);
        _requireUnflagged(id, unit.flags);
        _requireStockUncompromised(id);
        if (recycler == holder) revert RobotRegistryOwnRecycler(id, holder);
        if (unit.state == State.EndOfLife) _requireRecyclerGone(id);

        _intakeOffers[id] = IntakeOffer({
            recycler: recycler,
            transfers: unit.transfers,
            holder: holder
        });
        bytes32 payload = Digest.words(Digest.word(recycler));
        uint256 seq = _record(id, unit, HistoryKind.IntakeOffered, holder, payload);
        emit IntakeOffered(id, seq, recycler);
    }

    /// @inheritdoc IRobotLifecycle
    function takeIn(RobotId id) external {
        Unit storage unit = _touch(id);
        _requireNotScrapped(id, unit.state);
        _requireUnflagged(id, unit.flags);
        _requireStockUncompromised(id);
        address offered = _offeredTo(id, unit.transfers);
        if (msg.sender != offered) revert RobotRegistryIntakeNotOffered(id, offered, msg.sender);
        if (unit.state == State.EndOfLife) _requireRecyclerGone(id);
        _takeIn(id, unit, msg.sender, Basis.Approval, 0);
    }

    /// @inheritdoc IRobotLifecycle
    function offerReturn(RobotId id) external {
        Unit storage unit = _touch(id);
        _requireItsRecycler(id, unit.state);
        _disposals[id].returnOffered = true;
        bytes32 payload = Digest.words(Digest.word(msg.sender));
        uint256 seq = _record(id, unit, HistoryKind.ReturnOffered, msg.sender, payload);
        emit ReturnOffered(id, seq, msg.sender);
    }

    /// @inheritdoc IRobotLifecycle
    function takeBack(RobotId id) external {
        (Unit storage unit, address holder) = _touchHeld(id);
        _requireEndOfLife(id, unit.state);
        _requireUnflagged(id, unit.flags);
        Disposal storage disposal = _disposals[id];
        if (!disposal.returnOffered) revert RobotRegistryReturnNotOffered(id, disposal.recycler);
        _return(id, unit, holder, holder, Basis.Approval, 0);
    }

    /// @inheritdoc IRobotLifecycle
    function scrap(RobotId id, bytes32 certificateDigest) external {
        Unit storage unit = _touch(id);
        Disposal storage disposal = _requireItsRecycler(id, unit.state);
        _requireUnflagged(id, unit.flags);
        uint40 earliest = disposal.takenInAt + scrapDelay;
        if (block.timestamp < earliest) revert RobotRegistryScrapTooEarly(id, earliest);
        _authorities.requireRecyclerSince(msg.sender, disposal.country, disposal.takenInAt);

        unit.state = State.Scrapped;
        disposal.scrappedAt = uint40(block.timestamp);
        bytes32 payload = Digest.words(Digest.word(msg.sender), certificateDigest);
        uint256 seq = _record(id, unit, HistoryKind.Scrapped, msg.sender, payload);
        emit RobotScrapped(id, seq, msg.sender, certificateDigest);
    }

    /// @inheritdoc IERC5192
    /// @dev Locked while a recycler has it, and for ever once it is destroyed.
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
    function robotOfDeviceKey(bytes32 x) external view returns (RobotId id, bool current) {
        id = _robotOfKey[x];
        current = RobotId.unwrap(id) != 0 && _deviceKeys[id].x == x;
    }

    /// @inheritdoc IRobotLifecycle
    function intakeOfferOf(RobotId id) external view returns (address) {
        return _offeredTo(id, _find(id).transfers);
    }

    /// @inheritdoc IRobotLifecycle
    function disposalOf(RobotId id) external view returns (Disposal memory) {
        return _disposals[id];
    }

    /// @dev Takes a robot in. The caller has made sure that it may be taken.
    function _takeIn(
        RobotId id,
        Unit storage unit,
        address recycler,
        Basis basis,
        bytes32 reasonDigest
    ) internal {
        CountryCode country = _countryOf(id, unit.market);
        _requireRecycler(recycler, country);
        address holder = _holderOf(id);
        if (recycler == holder) revert RobotRegistryOwnRecycler(id, holder);
        _claim(id, holder);
        if (unit.state != State.EndOfLife) {
            unit.state = State.EndOfLife;
            _dropAgreements(id);
            emit Locked(_tokenId(id));
        }
        delete _intakeOffers[id];
        _disposals[id] = Disposal({
            recycler: recycler,
            country: country,
            takenInAt: uint40(block.timestamp),
            scrappedAt: 0,
            returnOffered: false
        });
        bytes32 payload = Digest.words(
            Digest.word(holder),
            Digest.word(recycler),
            CountryCode.unwrap(country),
            bytes32(uint256(basis)),
            reasonDigest
        );
        uint256 seq = _record(id, unit, HistoryKind.TakenIn, recycler, payload);
        emit TakenIn(id, seq, holder, recycler, country, basis, reasonDigest);
    }

    /// @dev Leads a robot back to where it was before it was taken in.
    function _return(
        RobotId id,
        Unit storage unit,
        address holder,
        address actor,
        Basis basis,
        bytes32 reasonDigest
    ) internal {
        address recycler = _disposals[id].recycler;
        delete _disposals[id];
        unit.state = CountryCode.unwrap(unit.market) == 0 ? State.Issued : State.InService;
        emit Unlocked(_tokenId(id));
        bytes32 payload = Digest.words(
            Digest.word(holder),
            Digest.word(recycler),
            bytes32(uint256(basis)),
            reasonDigest
        );
        uint256 seq = _record(id, unit, HistoryKind.Returned, actor, payload);
        emit RobotReturned(id, seq, holder, recycler, basis, reasonDigest);
    }

    function _requireNotScrapped(RobotId id, State state) internal view {
        if (state == State.Scrapped) revert RobotRegistryScrapped(id, _disposals[id].scrappedAt);
    }

    function _requireEndOfLife(RobotId id, State state) internal view {
        _requireNotScrapped(id, state);
        if (state != State.EndOfLife) revert RobotRegistryWrongState(id, state);
    }

    /// @dev The binding is for ever: no code of this contract ever clears or overwrites `_robotOfKey`. It takes the mirrored
    /// key along, which has the same x, so that a chip which signs any hash it is given cannot pass for two.
    function _bindKey(
        RobotId id,
        DeviceKey calldata key,
        bytes32 keyDigest,
        DeviceSignature calldata signature,
        address holder
    ) private {
        RobotId boundTo = _robotOfKey[key.x];
        if (RobotId.unwrap(boundTo) != 0) revert RobotRegistryDeviceKeyBound(keyDigest, boundTo);
        _signedActs.checkDevice(id, holder, key, signature);
        _robotOfKey[key.x] = id;
        _deviceKeys[id] = key;
    }

    /// @dev A compromised key hands no stock to a recycler of its choice, nor does a recycler take what it offered before.
    function _requireStockUncompromised(RobotId id) private view {
        if (_holders[id] == address(0)) _requireUncompromised(id);
    }

    /// @dev A compromised key places no stock on a market.
    function _requireUncompromised(RobotId id) private view {
        ManufacturerId manufacturer = id.manufacturer();
        if (
            Answers.statusOf(_authorities, manufacturer) ==
            IAuthorityRegistry.ManufacturerStatus.Compromised
        ) revert RobotRegistryMakerCompromised(id, manufacturer);
    }

    /// @dev The disposal of a robot that the caller took in and did not destroy yet.
    function _requireItsRecycler(
        RobotId id,
        State state
    ) private view returns (Disposal storage disposal) {
        _requireEndOfLife(id, state);
        disposal = _disposals[id];
        if (msg.sender != disposal.recycler) {
            revert RobotRegistryNotItsRecycler(id, disposal.recycler, msg.sender);
        }
    }

    /// @dev A holder neither takes an ordered intake back nor stops a recycler that has begun its work.
    function _requireRecyclerGone(RobotId id) private view {
        Disposal memory disposal = _disposals[id];
        IAuthorityRegistry.Role role = IAuthorityRegistry.Role.Recycler;
        if (_authorities.isAccredited(disposal.recycler, role, disposal.country)) {
            revert RobotRegistryHandedIn(id, disposal.recycler);
        }
    }

    function _offeredTo(RobotId id, uint32 transfers) private view returns (address) {
        IntakeOffer memory offer = _intakeOffers[id];
        bool isGood = offer.transfers == transfers && offer.holder == _holderOf(id);
        return isGood ? offer.recycler : address(0);
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
        bytes32 leaf = Digest.words(
            Digest.words(RobotId.unwrap(id), keyDigest, proof.birthRecordDigest)
        );
        if (!MerkleProof.verifyCalldata(proof.siblings, unitsRoot, leaf)) {
            revert RobotRegistryNotInManifest(id, unitsRoot);
        }
    }
}
