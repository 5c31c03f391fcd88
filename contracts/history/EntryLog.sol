// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEntryLog} from "../interfaces/IEntryLog.sol";
import {Digest} from "../words/Digest.sol";
import {Chain} from "./Chain.sol";

/// @title The log of a contract
/// @notice The one piece of code by which every contract commits to what it records.
abstract contract EntryLog is IEntryLog {
    Chain private _log;

    mapping(bytes32 subject => Chain) private _chains;

    /// @inheritdoc IEntryLog
    function log() external view returns (uint256 count, bytes32 head) {
        return (_log.length(), _log.head());
    }

    /// @inheritdoc IEntryLog
    function historyOf(bytes32 subject) public view virtual returns (bytes32 head, uint256 seq) {
        Chain chain = _chains[subject];
        return (chain.head(), chain.length());
    }

    /// @dev Appends an entry about a subject that has a chain of its own here. The typed event was emitted just before.
    function _record(bytes32 subject, uint16 kind, address actor, bytes32 payloadDigest) internal {
        Chain chain = _chains[subject];
        unchecked {
            // A length is five bytes of a word: it has room for one more.
            uint256 seq = chain.length() + 1;
            bytes32 digest = _entryDigest(chain.head(), seq, kind, actor, payloadDigest);
            chain = chain.extended(digest);
            _chains[subject] = chain;
            _commit(subject, seq, kind, actor, payloadDigest, chain.head());
        }
    }

    /// @dev Appends the head of a subject's chain to the log, and says what was recorded.
    function _commit(
        bytes32 subject,
        uint256 seq,
        uint16 kind,
        address actor,
        bytes32 payloadDigest,
        bytes32 head
    ) internal {
        Chain log_ = _log;
        _log = log_.extended(Digest.words(log_.head(), subject, head));
        emit Recorded(subject, kind, actor, seq, uint40(block.timestamp), payloadDigest, head);
    }

    /// @dev The head of a subject's chain with one more entry.
    function _entryDigest(
        bytes32 head,
        uint256 seq,
        uint16 kind,
        address actor,
        bytes32 payloadDigest
    ) internal view returns (bytes32) {
        return
            Digest.words(
                head,
                bytes32(seq),
                bytes32(uint256(kind)),
                Digest.word(actor),
                bytes32(uint256(uint40(block.timestamp))),
                payloadDigest
            );
    }
}
