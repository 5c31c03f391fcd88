// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev The cheatcodes of Halmos that make values which stand for all values, and the few of Foundry that it knows too.
interface Svm {
    function createUint(uint256 bits, string memory name) external view returns (uint256);

    function createBytes32(string memory name) external view returns (bytes32);

    function createBytes(uint256 length, string memory name) external view returns (bytes memory);

    function createAddress(string memory name) external view returns (address);

    function createBool(string memory name) external view returns (bool);

    function enableSymbolicStorage(address account) external;
}

interface Vm {
    function assume(bool condition) external pure;

    function prank(address sender) external;

    function warp(uint256 timestamp) external;
}

/// @dev What every symbolic check inherits. Halmos runs each `check_` function for all arguments at once.
abstract contract Symbolic {
    Svm internal constant svm = Svm(address(uint160(uint256(keccak256("svm cheat code")))));
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
}
