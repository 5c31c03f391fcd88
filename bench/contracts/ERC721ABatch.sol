// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721A} from "erc721a/contracts/ERC721A.sol";

/// @title A collection of ERC721A
/// @notice What the lots of the registry are measured beside. Its ids count from 0: it cannot mint codes.
contract ERC721ABatch is ERC721A {
    /// @notice Begins empty.
    constructor() ERC721A("ERC721A", "A") {}

    /// @notice Mints the next ids. Anyone may call this.
    /// @param to Who holds them.
    /// @param count How many.
    function mint(address to, uint256 count) external {
        _mint(to, count);
    }
}
