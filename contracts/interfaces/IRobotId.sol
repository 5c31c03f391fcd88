// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Refusals of the 29-character robot code
/// @notice What `RobotIdLibrary` reverts with. Positions count from 0 at the first character of the
/// code, whatever block is examined. Values are carried as plain bytes: what was refused is, by
/// definition, not a code.
interface IRobotId {
    /// @notice The byte at `position` is not allowed there: `A-Z` in the country block (0 and 1),
    /// `0-9A-Z` elsewhere.
    /// @param code The refused word.
    /// @param position Position of the first wrong byte, 0 to 28.
    error RobotIdInvalidCharacter(bytes32 code, uint256 position);

    /// @notice The 29 characters are right but one of the three bytes behind them is not zero.
    /// @param code The refused word.
    /// @param position Position of the first wrong byte, 29 to 31.
    error RobotIdInvalidPadding(bytes32 code, uint256 position);

    /// @notice Not a model: the byte at `position` is not allowed there.
    /// @param model The refused country, manufacturer and product model.
    /// @param position Position of the first wrong byte, 0 to 11.
    error RobotIdInvalidModel(bytes12 model, uint256 position);

    /// @notice Not a manufacturer: the byte at `position` is not allowed there.
    /// @param manufacturer The refused country and manufacturer.
    /// @param position Position of the first wrong byte, 0 to 5.
    error RobotIdInvalidManufacturer(bytes6 manufacturer, uint256 position);

    /// @notice Not a country: ISO 3166-1 alpha-2 has two upper-case letters.
    /// @param country The refused value.
    error RobotIdInvalidCountry(bytes2 country);

    /// @notice A counter has 1 to 16 characters, so that at least one character of the serial stays
    /// in the stem.
    /// @param width The refused width.
    error RobotIdInvalidCounterWidth(uint8 width);

    /// @notice A character of the counter is not a decimal digit.
    /// @param code The code whose counter was read.
    /// @param position Position of the first character that is not `0-9`, 13 to 28.
    error RobotIdCounterNotDecimal(bytes32 code, uint256 position);

    /// @notice The counter does not fit the declared number of decimal digits.
    /// @param counter The refused counter.
    /// @param width Number of characters it had to fit.
    error RobotIdCounterTooLarge(uint256 counter, uint8 width);

    /// @notice The stem has a byte other than zero where the counter or the padding belongs.
    /// @param stem The refused stem.
    /// @param position Position of the first byte that is not zero, 13 to 31.
    error RobotIdStemNotBlank(bytes32 stem, uint256 position);
}
