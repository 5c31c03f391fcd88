// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Anchors: Merkle roots that accounts had at a time
/// @notice An account anchors the root of a tree that it keeps elsewhere: a day of telemetry of a fleet, or the head of an
/// access log. Who is shown a leaf with its proof then knows that it is no younger than the anchor, and that it was
/// not altered since.
///
/// Every account may anchor, under its own name alone. An anchor gives no right and says nothing about a robot: readers
/// choose whose anchors they read. Holders and operators of robots have no role on this chain, so a role would shut out
/// those who need anchors most; and an account that can send a transaction can fill storage without this contract too. How
/// many transactions an account can send is limited by the nodes.
///
/// Each account has one chain for each topic, and nobody else can extend it:
/// `head' = keccak256(abi.encode(head, seq, root, leaves, timestamp))`, 27 bytes of it and five zero bytes.
/// Who is shown all anchors of an account and a topic can fold them to the head kept here: one left out or altered shows.
///
/// No personal data: a topic is a digest, a root commits to leaves that are salted or cannot be guessed.
interface IAnchors {
    /// @notice A root was anchored.
    /// @param account Account that anchored it.
    /// @param topic What the tree is of, as the account names it.
    /// @param root Root of the tree.
    /// @param leaves Number of leaves of the tree.
    /// @param seq Number of the anchor among those of the account and the topic, counted from 1.
    /// @param timestamp Block time, in seconds.
    /// @param head Head of the chain of the account and the topic, with this anchor.
    event Anchored(
        address indexed account,
        bytes32 indexed topic,
        bytes32 root,
        uint64 leaves,
        uint256 seq,
        uint40 timestamp,
        bytes32 head
    );

    /// @notice An anchor needs the root of a tree.
    /// @param topic The topic.
    error AnchorsNoRoot(bytes32 topic);

    /// @notice A tree has at least one leaf.
    /// @param topic The topic.
    /// @param root The root given.
    error AnchorsNoLeaves(bytes32 topic, bytes32 root);

    /// @notice Anchors a root under the caller's own name.
    /// @dev Called by everybody. Emits `Anchored`. Fails with `AnchorsNoRoot` for a root of zero, and with `AnchorsNoLeaves`
    /// for no leaves.
    /// @param topic What the tree is of.
    /// @param root Root of the tree.
    /// @param leaves Number of its leaves.
    /// @return seq Number of the anchor among those of the caller and the topic, counted from 1.
    function anchor(bytes32 topic, bytes32 root, uint64 leaves) external returns (uint256 seq);

    /// @notice What an account has anchored of a topic.
    /// @param account The account.
    /// @param topic The topic.
    /// @return count Number of anchors.
    /// @return head Head of their chain; zero where there is none.
    /// @return anchoredAt Block time of the last one, in seconds; zero where there is none.
    function anchorsOf(
        address account,
        bytes32 topic
    ) external view returns (uint256 count, bytes32 head, uint40 anchoredAt);
}
