// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The log of a contract: everything that it recorded, in order
/// @notice Each change appends one entry to the chain of its subject, and the new head of that chain to the log of the
/// contract. Who is shown all entries can fold them to the head that the contract keeps: one left out, altered, or put
/// elsewhere shows.
///
/// Chain of a subject: `head' = keccak256(abi.encode(head, seq, kind, actor, timestamp, payloadDigest))`.
/// Log of the contract: `head' = keccak256(abi.encode(head, subject, head of the subject's chain))`.
///
/// Both begin with zero. A head and the number of its entries share one storage slot: of the head the first 27 bytes
/// are kept, the other five are zero. The chain of a robot differs, see `IRobotHistory`.
///
/// `payloadDigest = keccak256(abi.encode(parameters))`, all parameters of the typed event in their order. The typed
/// event is the log of the same contract directly before its `Recorded`. For a robot, see `IRobotHistory`.
///
/// What a standard event says (ERC-721, ERC-5192, OpenZeppelin's), an entry says as well: it is in no log.
interface IEntryLog {
    /// @notice An entry was appended to the chain of its subject and to the log of this contract.
    /// @param subject What changed: a code, or another key as the contract says.
    /// @param kind Kind of the entry.
    /// @param actor Account that made the change.
    /// @param seq Number of the entry in the chain of its subject, counted from 1.
    /// @param timestamp Block time, in seconds.
    /// @param payloadDigest Digest of the parameters of the typed event.
    /// @param head Head of the subject's chain with this entry.
    event Recorded(
        bytes32 indexed subject,
        uint16 indexed kind,
        address indexed actor,
        uint256 seq,
        uint40 timestamp,
        bytes32 payloadDigest,
        bytes32 head
    );

    /// @notice The log of this contract.
    /// @return count Number of entries.
    /// @return head The head, 27 bytes and five zero bytes.
    function log() external view returns (uint256 count, bytes32 head);

    /// @notice Head and length of the chain of a subject.
    /// @dev In the registry of robots it fails with `RobotRegistryUnknownRobot` for a code that was never issued.
    /// @param subject The subject.
    /// @return head The head; zero where nothing was recorded of it.
    /// @return seq Number of entries.
    function historyOf(bytes32 subject) external view returns (bytes32 head, uint256 seq);
}
