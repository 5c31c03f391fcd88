// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Test} from "./Test.sol";

/// @dev The arithmetic of two thirds, for any number of seats that votes can count.
contract ConsortiumGovernorTest is Test {
    uint256 private constant _MOMENT = 1_800_000_000;

    address private constant _CONSORTIUM = address(0xC0);

    IGovernor private _governor;

    function setUp() public {
        bytes memory arguments = abi.encode(_CONSORTIUM, address(0), uint48(1), uint32(1));
        _governor = IGovernor(deploy("ConsortiumGovernor", arguments));
    }

    function testFuzz_quorumIsTheLeastNumberNotBelowTwoThirds(uint208 seats) public {
        seats = uint208(bound(seats, 1, type(uint208).max));
        vm.mockCall(
            _CONSORTIUM,
            abi.encodeCall(IVotes.getPastTotalSupply, (_MOMENT)),
            abi.encode(seats)
        );
        uint256 quorum = _governor.quorum(_MOMENT);
        vm.assertGe(3 * quorum, 2 * uint256(seats), "fewer than two thirds would do");
        vm.assertLt(3 * (quorum - 1), 2 * uint256(seats), "more than is needed");
        vm.assertLe(quorum, seats, "more than there are");
    }
}
