// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A lot: the stem its serials share, and its number among the lots of that stem in the last three bytes.
/// The stem of a `Sequential` lot is the code with its counter zeroed; that of a `Listed` one is the model alone.
type LotId is bytes32;

using LotIdLibrary for LotId global;

/// @title Identifiers of lots
/// @notice Composes the identifier of a lot from stem and number, and takes it apart.
library LotIdLibrary {
    /// @notice Largest number a lot can have within its stem.
    uint24 internal constant MAX_INDEX = type(uint24).max;

    /// @notice The lot with a number under a stem.
    /// @param stem_ Characters of the stem, left-aligned; the last three bytes zero.
    /// @param index_ Its number, counted from 0.
    /// @return The lot's identifier.
    function compose(bytes32 stem_, uint24 index_) internal pure returns (LotId) {
        return LotId.wrap(stem_ | bytes32(uint256(index_)));
    }

    /// @notice The stem of a lot.
    /// @param lot The lot.
    /// @return Characters of the stem, left-aligned.
    function stem(LotId lot) internal pure returns (bytes32) {
        return LotId.unwrap(lot) & ~bytes32(uint256(MAX_INDEX));
    }

    /// @notice The number of a lot within its stem.
    /// @param lot The lot.
    /// @return Its number, counted from 0.
    function index(LotId lot) internal pure returns (uint24) {
        return uint24(uint256(LotId.unwrap(lot)));
    }
}
