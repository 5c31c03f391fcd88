// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Anchors} from "../../contracts/history/Anchors.sol";
import {Test} from "./Test.sol";

/// @dev Chains of anchors, folded again with `abi.encode` as the interface says.
contract AnchorsTest is Test {
    bytes32 private constant _KEPT = ~bytes32(uint256(type(uint40).max));

    Anchors private _anchors;

    function setUp() public {
        _anchors = new Anchors();
    }

    function testFuzz_theHeadIsWhatTheAnchorsFoldTo(
        address account,
        bytes32 topic,
        bytes32[3] memory roots,
        uint64[3] memory leaves,
        uint32 pause
    ) public {
        bytes32 head;
        // The compiler takes the time of the block for constant.
        uint40 time = 1_800_000_000;
        for (uint256 index = 0; index < 3; ++index) {
            bytes32 root = roots[index] == 0 ? bytes32(uint256(1)) : roots[index];
            uint64 count = leaves[index] == 0 ? 1 : leaves[index];
            time += pause;
            vm.warp(time);
            vm.prank(account);
            require(_anchors.anchor(topic, root, count) == index + 1, "number");
            head = keccak256(abi.encode(head, index + 1, root, count, time)) & _KEPT;
            (uint256 length, bytes32 found, uint40 anchoredAt) = _anchors.anchorsOf(account, topic);
            require(length == index + 1 && found == head, "chain");
            require(anchoredAt == time, "time");
        }
    }

    function testFuzz_nobodyWritesForAnother(
        address account,
        address other,
        bytes32 topic,
        bytes32 otherTopic,
        bytes32 root
    ) public {
        if (account == other && topic == otherTopic) return;
        if (root == 0) root = bytes32(uint256(1));
        vm.prank(account);
        _anchors.anchor(topic, root, 1);
        (uint256 count, bytes32 head, uint40 anchoredAt) = _anchors.anchorsOf(other, otherTopic);
        require(count == 0 && head == 0 && anchoredAt == 0, "written for another");
    }
}
