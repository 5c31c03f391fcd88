// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Questions in words
/// @notice Asks a contract by a function whose arguments and answer are of one word each, as the compiler would, and takes
/// no memory for it.
/// @dev Arguments are written behind the memory in use, an answer of one or two words comes into the scratch space, and
/// nothing of either is needed afterwards. As with a call that the compiler makes, a refusal is passed on word for word, and
/// an answer that is too short, such as that of an address without code, is refused. Unlike there, no narrow value is
/// checked: `Answers` says what a word means.
library Ask {
    /// @notice Asks for one word by one.
    /// @param target The contract.
    /// @param selector The function.
    /// @param a Its argument.
    /// @return answer What it answers.
    function oneWord(
        address target,
        bytes4 selector,
        bytes32 a
    ) internal view returns (bytes32 answer) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, selector)
            mstore(add(start, 0x04), a)
            if iszero(staticcall(gas(), target, start, 0x24, 0x00, 0x20)) {
                returndatacopy(start, 0x00, returndatasize())
                revert(start, returndatasize())
            }
            if lt(returndatasize(), 0x20) {
                revert(0x00, 0x00)
            }
            answer := mload(0x00)
        }
    }

    /// @notice Asks for one word by three.
    /// @param target The contract.
    /// @param selector The function.
    /// @param a Its first argument.
    /// @param b Its second argument.
    /// @param c Its third argument.
    /// @return answer What it answers.
    function oneWord(
        address target,
        bytes4 selector,
        bytes32 a,
        bytes32 b,
        bytes32 c
    ) internal view returns (bytes32 answer) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, selector)
            mstore(add(start, 0x04), a)
            mstore(add(start, 0x24), b)
            mstore(add(start, 0x44), c)
            if iszero(staticcall(gas(), target, start, 0x64, 0x00, 0x20)) {
                returndatacopy(start, 0x00, returndatasize())
                revert(start, returndatasize())
            }
            if lt(returndatasize(), 0x20) {
                revert(0x00, 0x00)
            }
            answer := mload(0x00)
        }
    }

    /// @notice Asks for two words by one. What the answer has behind them is left out.
    /// @param target The contract.
    /// @param selector The function.
    /// @param a Its argument.
    /// @return first First word of what it answers.
    /// @return second Second word of it.
    function twoWords(
        address target,
        bytes4 selector,
        bytes32 a
    ) internal view returns (bytes32 first, bytes32 second) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, selector)
            mstore(add(start, 0x04), a)
            if iszero(staticcall(gas(), target, start, 0x24, 0x00, 0x40)) {
                returndatacopy(start, 0x00, returndatasize())
                revert(start, returndatasize())
            }
            if lt(returndatasize(), 0x40) {
                revert(0x00, 0x00)
            }
            first := mload(0x00)
            second := mload(0x20)
        }
    }

    /// @notice Asks for two words by two. What the answer has behind them is left out.
    /// @param target The contract.
    /// @param selector The function.
    /// @param a Its first argument.
    /// @param b Its second argument.
    /// @return first First word of what it answers.
    /// @return second Second word of it.
    function twoWords(
        address target,
        bytes4 selector,
        bytes32 a,
        bytes32 b
    ) internal view returns (bytes32 first, bytes32 second) {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, selector)
            mstore(add(start, 0x04), a)
            mstore(add(start, 0x24), b)
            if iszero(staticcall(gas(), target, start, 0x44, 0x00, 0x40)) {
                returndatacopy(start, 0x00, returndatasize())
                revert(start, returndatasize())
            }
            if lt(returndatasize(), 0x40) {
                revert(0x00, 0x00)
            }
            first := mload(0x00)
            second := mload(0x20)
        }
    }
}
