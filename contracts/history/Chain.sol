// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A hash chain in one slot: 27 bytes of its head, five bytes of its length. To find two logs of one head
/// takes 2^108 attempts.
type Chain is bytes32;

using ChainLibrary for Chain global;

/// @title Chains
/// @notice Reads and extends a chain.
library ChainLibrary {
    uint256 private constant _LENGTH = type(uint40).max;

    /// @notice The head of a chain.
    /// @param chain The chain.
    /// @return 27 bytes and five zero bytes; zero where the chain is empty.
    function head(Chain chain) internal pure returns (bytes32) {
        return Chain.unwrap(chain) & ~bytes32(_LENGTH);
    }

    /// @notice The number of entries of a chain.
    /// @param chain The chain.
    /// @return The number.
    function length(Chain chain) internal pure returns (uint256) {
        return uint256(Chain.unwrap(chain)) & _LENGTH;
    }

    /// @notice The chain with one more entry.
    /// @param chain The chain.
    /// @param digest The new head, of which 27 bytes are kept.
    /// @return The longer chain.
    function extended(Chain chain, bytes32 digest) internal pure returns (Chain) {
        unchecked {
            // A length is five bytes of a word: it has room for one more.
            return Chain.wrap((digest & ~bytes32(_LENGTH)) | bytes32(length(chain) + 1));
        }
    }
}
