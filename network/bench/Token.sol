// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title The token that the registry is measured beside
/// @notice OpenZeppelin's ERC-20 as it is, minted to anyone who asks.
contract Token is ERC20 {
    constructor() ERC20("Benchmark", "BNCH") {}

    /// @notice Gives an account something to send.
    /// @param account Who gets it.
    /// @param amount How much.
    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }
}
