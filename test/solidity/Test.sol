// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @dev What every Solidity test contract inherits: the cheatcodes, bounded fuzz input, and the
/// questions the runner asks before an invariant campaign.
abstract contract Test {
    /// @dev One contract and the functions an invariant campaign may call on it.
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    address[] private _targetContracts;
    address[] private _targetSenders;
    address[] private _excludedContracts;
    address[] private _excludedSenders;
    FuzzSelector[] private _targetSelectors;

    /// @dev Maps `value` to `min..max`, both included, every result equally likely; values already
    /// inside stay as they are, so that interesting fuzz input survives.
    function bound(uint256 value, uint256 min, uint256 max) internal pure returns (uint256) {
        require(min <= max, "bound: min is greater than max");
        if (value >= min && value <= max) return value;
        unchecked {
            uint256 size = max - min + 1;
            return size == 0 ? value : min + (value % size);
        }
    }

    /// @dev Deploys the contract of an artifact, as it was compiled.
    function deploy(
        string memory artifact,
        bytes memory arguments
    ) internal returns (address deployed) {
        bytes memory code = bytes.concat(vm.getCode(artifact), arguments);
        assembly ("memory-safe") {
            deployed := create(0, add(code, 0x20), mload(code))
        }
        require(deployed != address(0), string.concat("could not deploy ", artifact));
        vm.label(deployed, artifact);
    }

    /// @dev Lets an invariant campaign call every function of `target`, and no other contract that
    /// is not named too. Called from `setUp`.
    function targetContract(address target) internal {
        _targetContracts.push(target);
    }

    /// @dev Lets an invariant campaign call only these functions of `target`. Called from `setUp`.
    function targetSelector(address target, bytes4[] memory selectors) internal {
        _targetSelectors.push(FuzzSelector({addr: target, selectors: selectors}));
    }

    /// @dev Lets an invariant campaign call from `sender`, and from no account that is not named
    /// too. Called from `setUp`.
    function targetSender(address sender) internal {
        _targetSenders.push(sender);
    }

    /// @dev Keeps an invariant campaign from calling `target`. Called from `setUp`.
    function excludeContract(address target) internal {
        _excludedContracts.push(target);
    }

    /// @dev Keeps an invariant campaign from calling from `sender`. Called from `setUp`.
    function excludeSender(address sender) internal {
        _excludedSenders.push(sender);
    }

    // Asked by the runner.

    function targetContracts() public view returns (address[] memory) {
        return _targetContracts;
    }

    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return _targetSelectors;
    }

    function targetSenders() public view returns (address[] memory) {
        return _targetSenders;
    }

    function excludeContracts() public view returns (address[] memory) {
        return _excludedContracts;
    }

    function excludeSenders() public view returns (address[] memory) {
        return _excludedSenders;
    }
}
