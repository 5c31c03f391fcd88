// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Keeps a log as the contracts of the registry do, one entry a call: for tests of who reads logs.
contract EntryLogMock {
    bytes32 private _log;
    mapping(bytes32 subject => bytes32) private _chains;

    uint256 private constant _LENGTH = type(uint40).max;

    event Noted(bytes32 indexed subject, uint256 value);
    event Recorded(
        bytes32 indexed subject,
        uint16 indexed kind,
        address indexed actor,
        uint256 seq,
        uint40 timestamp,
        bytes32 payloadDigest,
        bytes32 head
    );

    function log() external view returns (uint256 count, bytes32 head) {
        return (uint256(_log) & _LENGTH, _log & ~bytes32(_LENGTH));
    }

    function historyOf(bytes32 subject) external view returns (bytes32 head, uint256 seq) {
        return (_chains[subject] & ~bytes32(_LENGTH), uint256(_chains[subject]) & _LENGTH);
    }

    function note(bytes32 subject, uint256 first, uint256 count) external {
        for (uint256 value = first; value < first + count; ++value) {
            emit Noted(subject, value);
            _record(subject, keccak256(abi.encode(subject, value)));
        }
    }

    function _record(bytes32 subject, bytes32 payloadDigest) private {
        bytes32 chain = _chains[subject];
        uint256 seq = (uint256(chain) & _LENGTH) + 1;
        bytes32 head =
            keccak256(
                abi.encode(
                    chain & ~bytes32(_LENGTH),
                    seq,
                    uint16(1),
                    msg.sender,
                    uint40(block.timestamp),
                    payloadDigest
                )
            ) & ~bytes32(_LENGTH);
        _chains[subject] = head | bytes32(seq);
        bytes32 next = keccak256(abi.encode(_log & ~bytes32(_LENGTH), subject, head));
        _log = (next & ~bytes32(_LENGTH)) | bytes32((uint256(_log) & _LENGTH) + 1);
        emit Recorded(subject, 1, msg.sender, seq, uint40(block.timestamp), payloadDigest, head);
    }
}
