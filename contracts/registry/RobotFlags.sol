// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";

/// @title Flags
/// @notice The companion of the registry that says who may raise and clear a flag, and keeps the reports. Created by the
/// registry, tied to it for good.
contract RobotFlags is IRobotFlags {
    IRobotRegistry private immutable _registry;
    IAuthorityRegistry private immutable _authorities;

    mapping(RobotId id => mapping(Flag => FlagRecord)) private _flags;

    /// @notice Ties the flags to the registry that creates them.
    /// @param authorities The authorities' register.
    constructor(IAuthorityRegistry authorities) {
        _registry = IRobotRegistry(msg.sender);
        _authorities = authorities;
    }

    /// @inheritdoc IRobotFlags
    function raiseFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external {
        Flag raised = _flag(flag);
        FlagRecord storage report = _flags[id][raised];
        if (report.reporter != address(0)) revert RobotFlagsAlreadyRaised(id, raised);
        if (!_mayRaise(id, raised)) revert RobotFlagsNotAllowed(id, raised, msg.sender);

        report.reporter = msg.sender;
        report.raisedAt = uint40(block.timestamp);
        report.seat = uint32(_authorities.consortium().seatOfAuthority(msg.sender));
        report.reasonDigest = reasonDigest;
        bytes32 payload = keccak256(abi.encode(raised, msg.sender, reasonDigest));
        uint256 seq = _registry.setFlag(id, raised, true, msg.sender, payload);
        emit FlagRaised(id, seq, raised, msg.sender, reasonDigest);
    }

    /// @inheritdoc IRobotFlags
    function clearFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external {
        Flag cleared = _flag(flag);
        FlagRecord memory report = _flags[id][cleared];
        if (report.reporter == address(0)) revert RobotFlagsNotRaised(id, cleared);
        if (!_mayClear(id, report)) revert RobotFlagsNotAllowed(id, cleared, msg.sender);

        delete _flags[id][cleared];
        bytes32 payload = keccak256(abi.encode(cleared, msg.sender, reasonDigest));
        uint256 seq = _registry.setFlag(id, cleared, false, msg.sender, payload);
        emit FlagCleared(id, seq, cleared, msg.sender, reasonDigest);
    }

    /// @inheritdoc IRobotFlags
    function flagOf(RobotId id, uint8 flag) external view returns (FlagRecord memory) {
        return _flags[id][_flag(flag)];
    }

    function _mayRaise(RobotId id, Flag flag) private view returns (bool) {
        CountryCode country = _registry.countryOf(id);
        if (msg.sender == _authorities.authorityOf(country)) return true;
        if (_authorities.isAccredited(msg.sender, IAuthorityRegistry.Role.Investigator, country)) {
            return true;
        }
        if (flag != Flag.Stolen) return false;
        uint256 tokenId = uint256(RobotId.unwrap(id));
        return
            msg.sender == IERC721(address(_registry)).ownerOf(tokenId) ||
            msg.sender == _registry.operatorOf(id);
    }

    /// @dev Seats are compared, not accounts: no seat keeps a flag of its own to itself by rotating its account, and an
    /// account that was rotated out clears nothing any more.
    function _mayClear(RobotId id, FlagRecord memory report) private view returns (bool) {
        if (report.seat == 0 && msg.sender == report.reporter) return true;
        IConsortium consortium = _authorities.consortium();
        uint256 caller = consortium.seatOfAuthority(msg.sender);
        if (caller == 0) return false;
        uint256 ofCountry = consortium.seatOfCountry(_registry.countryOf(id));
        bool needsAnother = ofCountry == 0 || ofCountry == report.seat;
        return needsAnother || caller == ofCountry || caller == report.seat;
    }

    function _flag(uint8 flag) private pure returns (Flag) {
        if (flag == uint8(Flag.None) || flag > uint8(type(Flag).max)) {
            revert RobotFlagsUnknownFlag(flag);
        }
        return Flag(flag);
    }
}
