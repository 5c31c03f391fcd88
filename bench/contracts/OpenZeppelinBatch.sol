// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title A collection of OpenZeppelin's ERC721
/// @notice What the lists of the registry are measured beside: it mints the same codes, one by one.
contract OpenZeppelinBatch is ERC721 {
    /// @notice Begins empty.
    constructor() ERC721("OpenZeppelin", "OZ") {}

    /// @notice Mints these ids. Anyone may call this.
    /// @param to Who holds them.
    /// @param ids The ids.
    function mint(address to, uint256[] calldata ids) external {
        for (uint256 i = 0; i < ids.length; ++i) _mint(to, ids[i]);
    }
}
