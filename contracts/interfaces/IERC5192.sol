// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ERC-5192: minimal soulbound NFTs
/// @notice Interface identifier 0xb45a3c0e. Source: https://eips.ethereum.org/EIPS/eip-5192
interface IERC5192 {
    /// @notice The token was locked: it can never be transferred again unless it is unlocked.
    /// @param tokenId The token.
    event Locked(uint256 tokenId);

    /// @notice The token was unlocked.
    /// @param tokenId The token.
    event Unlocked(uint256 tokenId);

    /// @notice Whether a token is locked.
    /// @dev Fails for a token that does not exist.
    /// @param tokenId The token.
    /// @return Whether it is.
    function locked(uint256 tokenId) external view returns (bool);
}
