// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Digests of words
/// @notice `keccak256(abi.encode(…))` of values of one word each, for the entries that every act writes.
/// @dev `abi.encode` of such values is the words one behind the other. Here they are written behind the memory in use and
/// hashed there: nobody reads them afterwards, so that no memory is taken for good. Narrow values come as the word that
/// `abi.encode` makes of them: numbers, enums and addresses to the right, fixed bytes to the left.
library Digest {
    /// @notice Digest of one word.
    /// @param a The word.
    /// @return digest keccak256(abi.encode(a)).
    function words(bytes32 a) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            mstore(0x00, a)
            digest := keccak256(0x00, 0x20)
        }
    }

    /// @notice Digest of two words.
    /// @param a First word.
    /// @param b Second word.
    /// @return digest keccak256(abi.encode(a, b)).
    function words(bytes32 a, bytes32 b) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            mstore(0x00, a)
            mstore(0x20, b)
            digest := keccak256(0x00, 0x40)
        }
    }

    /// @notice Digest of three words.
    /// @param a First word.
    /// @param b Second word.
    /// @param c Third word.
    /// @return digest keccak256(abi.encode(a, b, c)).
    function words(bytes32 a, bytes32 b, bytes32 c) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, a)
            mstore(add(start, 0x20), b)
            mstore(add(start, 0x40), c)
            digest := keccak256(start, 0x60)
        }
    }

    /// @notice Digest of four words.
    /// @param a First word.
    /// @param b Second word.
    /// @param c Third word.
    /// @param d Fourth word.
    /// @return digest keccak256(abi.encode(a, b, c, d)).
    function words(
        bytes32 a,
        bytes32 b,
        bytes32 c,
        bytes32 d
    ) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, a)
            mstore(add(start, 0x20), b)
            mstore(add(start, 0x40), c)
            mstore(add(start, 0x60), d)
            digest := keccak256(start, 0x80)
        }
    }

    /// @notice Digest of five words.
    /// @param a First word.
    /// @param b Second word.
    /// @param c Third word.
    /// @param d Fourth word.
    /// @param e Fifth word.
    /// @return digest keccak256(abi.encode(a, b, c, d, e)).
    function words(
        bytes32 a,
        bytes32 b,
        bytes32 c,
        bytes32 d,
        bytes32 e
    ) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, a)
            mstore(add(start, 0x20), b)
            mstore(add(start, 0x40), c)
            mstore(add(start, 0x60), d)
            mstore(add(start, 0x80), e)
            digest := keccak256(start, 0xa0)
        }
    }

    /// @notice Digest of six words.
    /// @param a First word.
    /// @param b Second word.
    /// @param c Third word.
    /// @param d Fourth word.
    /// @param e Fifth word.
    /// @param f Sixth word.
    /// @return digest keccak256(abi.encode(a, b, c, d, e, f)).
    function words(
        bytes32 a,
        bytes32 b,
        bytes32 c,
        bytes32 d,
        bytes32 e,
        bytes32 f
    ) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, a)
            mstore(add(start, 0x20), b)
            mstore(add(start, 0x40), c)
            mstore(add(start, 0x60), d)
            mstore(add(start, 0x80), e)
            mstore(add(start, 0xa0), f)
            digest := keccak256(start, 0xc0)
        }
    }

    /// @notice An account as the word that `abi.encode` makes of it.
    /// @param account The account.
    /// @return The word.
    function word(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }
}
