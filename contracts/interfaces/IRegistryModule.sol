// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRobotRegistry} from "./IRobotRegistry.sol";

/// @title A module: may add entries of its own kinds to histories, and nothing else
/// @notice What governance gives a kind space to says by ERC-165 that it is one, so that no other address gets one by
/// mistake.
interface IRegistryModule {
    /// @notice The registry of robots whose histories this module appends to. Never changes.
    /// @return The contract.
    function registry() external view returns (IRobotRegistry);
}
