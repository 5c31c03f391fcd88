// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Acts} from "./Acts.sol";
import {Intruders} from "./Intruders.sol";
import {Offices} from "./Offices.sol";
import {Owners} from "./Owners.sol";

/// @dev Everything that anybody can do to the registry, as the dice have it: mostly by those who may and as it should be done,
/// now and then by somebody else or with something wrong. What is refused is left at that; what is let through is read and
/// judged. Nothing in here may revert: a campaign that stops in a handler has found a mistake of the handler.
abstract contract RegistryHandler is Owners, Offices, Intruders {
    /// @dev A world in which something can happen: robots at every point of their life.
    constructor(uint256 salt) Acts(salt) {
        _assemble();
        for (uint256 i; i < 3; ++i) {
            issueLot(i);
            issueList(i);
        }
        for (uint256 i; i < 12; ++i) place(i);
        for (uint256 i; i < 6; ++i) {
            approve(i);
            take(i);
            consent(i);
        }
        for (uint256 i; i < 18; ++i) handIn(i);
        for (uint256 i; i < 2; ++i) scrap(i);
    }

    function wait(uint256 seed) external {
        _begin(seed);
        vm.warp(vm.getBlockTimestamp() + _roll(40 days));
    }
}
