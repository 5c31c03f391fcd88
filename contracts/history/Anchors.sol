// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAnchors} from "../interfaces/IAnchors.sol";
import {Digest} from "../words/Digest.sol";
import {Chain} from "./Chain.sol";

/// @title Anchors
/// @notice Keeps how many roots each account anchored of each topic, their chain, and when the last one came.
contract Anchors is IAnchors {
    struct Line {
        Chain chain;
        uint40 anchoredAt;
    }

    mapping(address account => mapping(bytes32 topic => Line)) private _lines;

    /// @inheritdoc IAnchors
    function anchor(bytes32 topic, bytes32 root, uint64 leaves) external returns (uint256 seq) {
        if (root == 0) revert AnchorsNoRoot(topic);
        if (leaves == 0) revert AnchorsNoLeaves(topic, root);
        Line storage line = _lines[msg.sender][topic];
        Chain chain = line.chain;
        uint40 timestamp = uint40(block.timestamp);
        unchecked {
            // A length is five bytes of a word: it has room for one more.
            seq = chain.length() + 1;
        }
        chain = chain.extended(
            Digest.words(
                chain.head(),
                bytes32(seq),
                root,
                bytes32(uint256(leaves)),
                bytes32(uint256(timestamp))
            )
        );
        line.chain = chain;
        line.anchoredAt = timestamp;
        emit Anchored(msg.sender, topic, root, leaves, seq, timestamp, chain.head());
    }

    /// @inheritdoc IAnchors
    function anchorsOf(
        address account,
        bytes32 topic
    ) external view returns (uint256 count, bytes32 head, uint40 anchoredAt) {
        Line storage line = _lines[account][topic];
        Chain chain = line.chain;
        return (chain.length(), chain.head(), line.anchoredAt);
    }
}
