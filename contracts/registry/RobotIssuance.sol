// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LotId, LotIdLibrary} from "../identifier/LotId.sol";
import {ModelId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IRobotIssuance} from "../interfaces/IRobotIssuance.sol";
import {Answers} from "../words/Answers.sol";
import {RobotUnits} from "./RobotUnits.sol";

/// @title Issuance
/// @notice Writes lots and lists, and nothing else of a robot.
abstract contract RobotIssuance is RobotUnits, IRobotIssuance {
    /// @inheritdoc IRobotIssuance
    function issueLot(
        ModelId model,
        bytes17 firstSerial,
        uint64 count,
        bytes32 unitsRoot,
        string calldata manifestURI
    ) external returns (LotId id) {
        uint8 width = _requireScheme(model, IAuthorityRegistry.SerialScheme.Sequential);
        if (count == 0) revert RobotRegistryEmptyLot(model);

        RobotId first = model.compose(firstSerial);
        first.requireValid();
        (bool ambiguous, uint256 position) = first.findAmbiguous();
        if (ambiguous) revert RobotRegistryAmbiguousSerial(first, position);

        (bytes32 stem, uint256 counter) = first.parseCounter(width);
        unchecked {
            // A counter has 16 digits at most, and a count is narrow: no sum and no power leaves a word.
            if (counter + count > 10 ** uint256(width)) {
                revert RobotRegistryCounterExhausted(first, count, width);
            }
        }
        mapping(uint256 => LotRecord) storage lots = _lots[stem];
        LotRecord storage head = lots[0];
        uint256 next = head.nextCounter;
        if (counter < next) revert RobotRegistryLotNotAscending(first, next - 1);

        id = _addLot(stem, lots, head, uint64(counter), count, unitsRoot);
        uint40 issuedAt = uint40(block.timestamp);
        emit LotIssued(id, model, msg.sender, first, count, issuedAt, unitsRoot, manifestURI);
        _recordIssuance(
            model,
            HistoryKind.LotIssued,
            keccak256(
                abi.encode(id, model, msg.sender, first, count, issuedAt, unitsRoot, manifestURI)
            )
        );
    }

    /// @inheritdoc IRobotIssuance
    function issueList(
        ModelId model,
        bytes17[] calldata serials,
        bytes32 unitsRoot,
        string calldata manifestURI
    ) external returns (LotId id) {
        _requireScheme(model, IAuthorityRegistry.SerialScheme.Listed);
        uint256 count = serials.length;
        if (count == 0) revert RobotRegistryEmptyLot(model);

        bytes32 stem = bytes32(ModelId.unwrap(model));
        mapping(uint256 => LotRecord) storage lots = _lots[stem];
        id = _addLot(stem, lots, lots[0], 0, uint64(count), unitsRoot);
        uint24 index = id.index();
        for (uint256 i = 0; i < count; ++i) {
            RobotId robotId = model.compose(serials[i]);
            robotId.requireValid();
            Unit storage unit = _units[robotId];
            if (unit.state != State.None) revert RobotRegistryAlreadyIssued(robotId);
            unit.state = State.Issued;
            unit.lotIndex = index;
        }
        uint40 issuedAt = uint40(block.timestamp);
        emit ListIssued(id, model, msg.sender, serials, issuedAt, unitsRoot, manifestURI);
        _recordIssuance(
            model,
            HistoryKind.ListIssued,
            keccak256(abi.encode(id, model, msg.sender, serials, issuedAt, unitsRoot, manifestURI))
        );
    }

    /// @inheritdoc IRobotIssuance
    function lot(LotId id) external view returns (Lot memory) {
        LotRecord storage record = _lots[id.stem()][id.index()];
        return
            Lot({
                firstCounter: record.firstCounter,
                count: record.count,
                issuedAt: record.issuedAt,
                unitsRoot: record.unitsRoot
            });
    }

    /// @inheritdoc IRobotIssuance
    function lotOf(RobotId id) external view returns (LotId) {
        return _lotOf(id, _require(id).lotIndex);
    }

    /// @inheritdoc IRobotIssuance
    function lotCount(bytes32 stem) external view returns (uint256) {
        return _lots[stem][0].lotsOfStem;
    }

    /// @dev Lots are entries of their model.
    function _recordIssuance(ModelId model, HistoryKind kind, bytes32 payloadDigest) private {
        _record(bytes32(ModelId.unwrap(model)), uint16(uint8(kind)), msg.sender, payloadDigest);
    }

    /// @dev Adds a lot behind the others of its stem, of which the first, the head, counts them.
    function _addLot(
        bytes32 stem,
        mapping(uint256 => LotRecord) storage lots,
        LotRecord storage head,
        uint64 firstCounter,
        uint64 count,
        bytes32 unitsRoot
    ) private returns (LotId) {
        uint24 index = head.lotsOfStem;
        if (index == LotIdLibrary.MAX_INDEX) revert RobotRegistryTooManyLots(stem);

        LotRecord storage record = lots[index];
        record.firstCounter = firstCounter;
        record.count = count;
        record.issuedAt = uint40(block.timestamp);
        if (unitsRoot != 0) record.unitsRoot = unitsRoot;
        head.lotsOfStem = index + 1;
        head.nextCounter = firstCounter + count;
        return LotIdLibrary.compose(stem, index);
    }

    function _requireScheme(
        ModelId model,
        IAuthorityRegistry.SerialScheme scheme
    ) private view returns (uint8 counterWidth) {
        IAuthorityRegistry.SerialScheme registered;
        (registered, counterWidth) = Answers.requireIssuer(_authorities, model, msg.sender);
        if (registered != scheme) revert RobotRegistryWrongScheme(model, registered);
    }
}
