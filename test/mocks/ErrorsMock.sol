// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Fails as asked, for the test of the recorder of asserted errors.
contract ErrorsMock {
    error ErrorsMockPlain();
    error ErrorsMockValue(uint256 value);
    error ErrorsMockList(uint256[] values);

    function failPlain() external pure {
        revert ErrorsMockPlain();
    }

    function failValue(uint256 value) external pure {
        revert ErrorsMockValue(value);
    }

    function failList(uint256[] calldata values) external pure {
        revert ErrorsMockList(values);
    }
}
