// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId
} from "../../contracts/identifier/RobotId.sol";
import {RobotIdLibrary} from "../../contracts/identifier/RobotId.sol";

/// @dev Makes the internal functions of `RobotIdLibrary` callable. Overloads and `toString`, which every
/// JavaScript object has, get names of their own.
contract RobotIdMock {
    function isValid(RobotId id) external pure returns (bool) {
        return id.isValid();
    }

    function isValidModel(ModelId id) external pure returns (bool) {
        return id.isValid();
    }

    function isValidManufacturer(ManufacturerId id) external pure returns (bool) {
        return id.isValid();
    }

    function isValidCountry(CountryCode code) external pure returns (bool) {
        return code.isValid();
    }

    function requireValid(RobotId id) external pure {
        id.requireValid();
    }

    function requireValidModel(ModelId id) external pure {
        id.requireValid();
    }

    function requireValidManufacturer(ManufacturerId id) external pure {
        id.requireValid();
    }

    function requireValidCountry(CountryCode code) external pure {
        code.requireValid();
    }

    function findAmbiguous(RobotId id) external pure returns (bool found, uint256 position) {
        return id.findAmbiguous();
    }

    function model(RobotId id) external pure returns (ModelId) {
        return id.model();
    }

    function manufacturer(RobotId id) external pure returns (ManufacturerId) {
        return id.manufacturer();
    }

    function manufacturerOfModel(ModelId id) external pure returns (ManufacturerId) {
        return id.manufacturer();
    }

    function country(RobotId id) external pure returns (CountryCode) {
        return id.country();
    }

    function countryOfModel(ModelId id) external pure returns (CountryCode) {
        return id.country();
    }

    function countryOfManufacturer(ManufacturerId id) external pure returns (CountryCode) {
        return id.country();
    }

    function serial(RobotId id) external pure returns (bytes17) {
        return id.serial();
    }

    function compose(ModelId id, bytes17 serial_) external pure returns (RobotId) {
        return id.compose(serial_);
    }

    function hasCounter(RobotId id, uint8 width) external pure returns (bool) {
        return id.hasCounter(width);
    }

    function parseCounter(
        RobotId id,
        uint8 width
    ) external pure returns (bytes32 stem, uint256 counter) {
        return id.parseCounter(width);
    }

    function withCounter(
        bytes32 stem,
        uint8 width,
        uint256 counter
    ) external pure returns (RobotId) {
        return RobotIdLibrary.withCounter(stem, width, counter);
    }

    function eq(RobotId a, RobotId b) external pure returns (bool) {
        return a.eq(b);
    }

    function lt(RobotId a, RobotId b) external pure returns (bool) {
        return a.lt(b);
    }

    function lte(RobotId a, RobotId b) external pure returns (bool) {
        return a.lte(b);
    }

    function toText(RobotId id) external pure returns (string memory) {
        return id.toString();
    }

    function toPath(RobotId id) external pure returns (string memory) {
        return id.toPath();
    }

    /// @dev Composes and checks every serial of a list, as minting a list does, and says what that
    /// cost beside an empty loop over the same list.
    function gasOfList(
        ModelId id,
        bytes17[] calldata serials
    ) external view returns (uint256 used, bytes32 digest) {
        uint256 start = gasleft();
        for (uint256 i; i < serials.length; ++i) digest ^= serials[i];
        uint256 empty = start - gasleft();

        start = gasleft();
        for (uint256 i; i < serials.length; ++i) {
            RobotId composed = id.compose(serials[i]);
            composed.requireValid();
            digest ^= RobotId.unwrap(composed);
        }
        used = start - gasleft() - empty;
    }

    /// @dev What `parseCounter` costs.
    function gasOfParseCounter(
        RobotId id,
        uint8 width
    ) external view returns (uint256 used, uint256 counter) {
        uint256 start = gasleft();
        (, counter) = id.parseCounter(width);
        used = start - gasleft();
    }
}
