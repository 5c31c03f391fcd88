// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LotId} from "../identifier/LotId.sol";
import {ModelId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "./IAuthorityRegistry.sol";

/// @title Issuance: codes by the lot and by the list
/// @notice A unit of a lot has no storage until something happens to it; every view still answers for it.
interface IRobotIssuance {
    /// @notice A lot or a list.
    /// @param firstCounter Counter of the first unit; zero for a list.
    /// @param count Number of units; zero for a lot that does not exist.
    /// @param issuedAt Block time of the issuance, in seconds.
    /// @param unitsRoot Root of the OpenZeppelin standard Merkle tree over (robotId, digest of the device key, digest of
    /// the birth record), types (bytes32, bytes32, bytes32); zero where the maker published none.
    struct Lot {
        uint64 firstCounter;
        uint64 count;
        uint40 issuedAt;
        bytes32 unitsRoot;
    }

    /// @notice A consecutive range of units was issued. An entry of its model.
    /// @param lot The lot.
    /// @param model Its model.
    /// @param issuer Account of the manufacturer.
    /// @param first Code of the first unit.
    /// @param count Number of units.
    /// @param issuedAt Block time, in seconds.
    /// @param unitsRoot Merkle root of its units, or zero.
    /// @param manifestURI Where the leaves are published.
    event LotIssued(
        LotId indexed lot,
        ModelId indexed model,
        address indexed issuer,
        RobotId first,
        uint64 count,
        uint40 issuedAt,
        bytes32 unitsRoot,
        string manifestURI
    );

    /// @notice A list of units was issued. An entry of its model.
    /// @param lot The list's lot.
    /// @param model Its model.
    /// @param issuer Account of the manufacturer.
    /// @param serials Serials of the units.
    /// @param issuedAt Block time, in seconds.
    /// @param unitsRoot Merkle root of its units, or zero.
    /// @param manifestURI Where the leaves are published.
    event ListIssued(
        LotId indexed lot,
        ModelId indexed model,
        address indexed issuer,
        bytes17[] serials,
        uint40 issuedAt,
        bytes32 unitsRoot,
        string manifestURI
    );

    /// @notice A lot or list needs at least one unit.
    /// @param model The model.
    error RobotRegistryEmptyLot(ModelId model);

    /// @notice The model's serials are made in the other way.
    /// @param model The model.
    /// @param scheme The way they are made.
    error RobotRegistryWrongScheme(ModelId model, IAuthorityRegistry.SerialScheme scheme);

    /// @notice Lots of one stem only ever grow upward.
    /// @param first The first code given.
    /// @param lastCounter Counter of the last unit issued under this stem.
    error RobotRegistryLotNotAscending(RobotId first, uint256 lastCounter);

    /// @notice The lot runs past the last number its counter can show.
    /// @param first The first code given.
    /// @param count Number of units asked for.
    /// @param counterWidth Digits of the counter.
    error RobotRegistryCounterExhausted(RobotId first, uint64 count, uint8 counterWidth);

    /// @notice Serials that are generated hold neither I nor O, which people take for 1 and 0.
    /// @param first The first code given.
    /// @param position Position of the letter in the code, counted from 0.
    error RobotRegistryAmbiguousSerial(RobotId first, uint256 position);

    /// @notice The code was issued before; a code is never issued twice.
    /// @param id The code.
    error RobotRegistryAlreadyIssued(RobotId id);

    /// @notice The stem has the largest number of lots it can have.
    /// @param stem The stem.
    error RobotRegistryTooManyLots(bytes32 stem);

    /// @notice Issues a consecutive range of units, at the same cost for any number.
    /// @dev Called by the account of the model's manufacturer, which must be active. Emits `LotIssued`. Fails with
    /// `RobotRegistryEmptyLot`, `RobotRegistryWrongScheme`, `RobotRegistryAmbiguousSerial`,
    /// `RobotRegistryLotNotAscending`, `RobotRegistryCounterExhausted`, `RobotRegistryTooManyLots`, the errors of a
    /// malformed code and those of `IAuthorityRegistry.requireIssuer`.
    /// @param model A model of scheme `Sequential`.
    /// @param firstSerial Serial of the first unit: stem and counter.
    /// @param count Number of units.
    /// @param unitsRoot Merkle root of the units, or zero.
    /// @param manifestURI Where the leaves are published; may be empty.
    /// @return lot The lot.
    function issueLot(
        ModelId model,
        bytes17 firstSerial,
        uint64 count,
        bytes32 unitsRoot,
        string calldata manifestURI
    ) external returns (LotId lot);

    /// @notice Issues units with the serials given, in one storage slot each.
    /// @dev Called by the account of the model's manufacturer, which must be active. Emits `ListIssued`. Fails with
    /// `RobotRegistryEmptyLot`, `RobotRegistryWrongScheme`, `RobotRegistryAlreadyIssued`,
    /// `RobotRegistryTooManyLots`, the errors of a malformed code and those of `IAuthorityRegistry.requireIssuer`.
    /// @param model A model of scheme `Listed`.
    /// @param serials Serials of the units.
    /// @param unitsRoot Merkle root of the units, or zero.
    /// @param manifestURI Where the leaves are published; may be empty.
    /// @return lot The list's lot.
    function issueList(
        ModelId model,
        bytes17[] calldata serials,
        bytes32 unitsRoot,
        string calldata manifestURI
    ) external returns (LotId lot);

    /// @notice A lot or list.
    /// @param id The lot.
    /// @return The lot; its count is zero where it does not exist.
    function lot(LotId id) external view returns (Lot memory);

    /// @notice The lot a robot was issued in.
    /// @dev Fails with `RobotRegistryUnknownRobot`.
    /// @param id The robot.
    /// @return The lot.
    function lotOf(RobotId id) external view returns (LotId);

    /// @notice Number of lots of a stem.
    /// @param stem A code with its counter zeroed, or a model of scheme `Listed`, padded with zeros.
    /// @return The count; the lots are numbered from 0.
    function lotCount(bytes32 stem) external view returns (uint256);
}
