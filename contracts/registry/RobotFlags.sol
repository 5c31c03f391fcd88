// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";
import {IRobotFlags} from "../interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {ISignedActs} from "../interfaces/ISignedActs.sol";
import {SignedActor} from "./SignedActor.sol";

/// @title Flags
/// @notice The companion of the registry that says who may raise and clear a flag, and keeps the reports. Created by the
/// registry, tied to it for good.
contract RobotFlags is IRobotFlags, SignedActor {
    /// @inheritdoc IRobotFlags
    uint40 public immutable clearanceNotice;

    IRobotRegistry private immutable _registry;
    IAuthorityRegistry private immutable _authorities;

    mapping(RobotId id => mapping(Flag => FlagRecord)) private _flags;
    mapping(RobotId id => mapping(Flag => Clearance)) private _clearances;

    /// @notice Ties the flags to the registry that creates them.
    /// @param authorities The authorities' register.
    /// @param signedActs_ What people sign and anybody submits.
    /// @param notice Notice of a clearance by others, in seconds.
    constructor(
        IAuthorityRegistry authorities,
        ISignedActs signedActs_,
        uint40 notice
    ) SignedActor(signedActs_) {
        _registry = IRobotRegistry(msg.sender);
        _authorities = authorities;
        clearanceNotice = notice;
    }

    /// @inheritdoc IRobotFlags
    function raiseFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external {
        Flag raised = _flag(flag);
        if (_flags[id][raised].reporter != address(0)) revert RobotFlagsAlreadyRaised(id, raised);
        address actor = _actor();
        (bool allowed, uint256 seat) = _mayRaise(id, raised, actor);
        if (!allowed) revert RobotFlagsNotAllowed(id, raised, actor);

        _flags[id][raised] = FlagRecord({
            reporter: actor,
            raisedAt: uint40(block.timestamp),
            seat: uint32(seat),
            reasonDigest: reasonDigest
        });
        bytes32 payload = keccak256(abi.encode(raised, actor, reasonDigest));
        uint256 seq = _registry.setFlag(id, raised, true, actor, payload);
        emit FlagRaised(id, seq, raised, actor, reasonDigest);
    }

    /// @inheritdoc IRobotFlags
    function clearFlag(RobotId id, uint8 flag, bytes32 reasonDigest) external {
        Flag cleared = _flag(flag);
        FlagRecord memory report = _requireRaised(id, cleared);
        address actor = _actor();
        if (!_mayClear(id, report, actor) && !_isClearable(_clearances[id][cleared], actor)) {
            revert RobotFlagsNotAllowed(id, cleared, actor);
        }
        _clear(id, cleared, actor, reasonDigest);
    }

    /// @inheritdoc IRobotFlags
    function supportClearance(RobotId id, uint8 flag, bytes32 reasonDigest) external {
        Flag cleared = _flag(flag);
        FlagRecord memory report = _requireRaised(id, cleared);
        Clearance storage clearance = _clearances[id][cleared];
        if (block.timestamp >= clearance.clearableAt + clearanceNotice) {
            clearance.firstSeat = 0;
            clearance.secondSeat = 0;
            clearance.clearableAt = uint40(block.timestamp) + clearanceNotice;
        }
        uint256 seat = _requireAnotherSeat(id, cleared, report, clearance);
        if (!_counts(clearance.firstSeat)) clearance.firstSeat = uint32(seat);
        else clearance.secondSeat = uint32(seat);
        uint40 clearableAt = clearance.clearableAt;
        bytes32 payload = keccak256(abi.encode(cleared, seat, clearableAt, reasonDigest));
        uint256 seq = _registry.appendClearance(id, msg.sender, payload);
        emit ClearanceSupported(id, seq, cleared, seat, clearableAt, reasonDigest);
    }

    /// @inheritdoc IRobotFlags
    function clearByOrder(RobotId id, address beneficiary, uint256 order) external {
        if (msg.sender != address(_registry.registrarOrders())) {
            revert RobotFlagsNotTheOrders(msg.sender);
        }
        for (uint8 flag = uint8(Flag.Stolen); flag <= uint8(type(Flag).max); ++flag) {
            if (_flags[id][Flag(flag)].reporter == address(0)) continue;
            _clear(id, Flag(flag), beneficiary, bytes32(order));
        }
    }

    /// @inheritdoc IRobotFlags
    function flagOf(RobotId id, uint8 flag) external view returns (FlagRecord memory) {
        return _flags[id][_flag(flag)];
    }

    /// @inheritdoc IRobotFlags
    function clearanceOf(RobotId id, uint8 flag) external view returns (Clearance memory) {
        return _clearances[id][_flag(flag)];
    }

    function _clear(RobotId id, Flag flag, address actor, bytes32 reasonDigest) private {
        delete _flags[id][flag];
        delete _clearances[id][flag];
        bytes32 payload = keccak256(abi.encode(flag, actor, reasonDigest));
        uint256 seq = _registry.setFlag(id, flag, false, actor, payload);
        emit FlagCleared(id, seq, flag, actor, reasonDigest);
    }

    /// @dev Also tells the seat that answers for the flag.
    function _mayRaise(
        RobotId id,
        Flag flag,
        address actor
    ) private view returns (bool allowed, uint256 seat) {
        CountryCode country = _registry.countryOf(id);
        seat = _authorities.consortium().seatOfCountry(country);
        if (actor == _authorities.authorityOf(country) || _isInvestigator(actor, country)) {
            return (true, seat);
        }
        bool isOut = _registry.stateOf(id) >= IRobotHistory.State.EndOfLife;
        if (flag != Flag.Stolen || isOut) return (false, 0);
        return (_isHolder(id, actor) || actor == _registry.operatorOf(id), 0);
    }

    /// @dev Seats are compared, not accounts: no seat keeps a flag of its own to itself by a new account, and an account that
    /// was replaced clears nothing any more. What somebody was when it raised the flag, it must be still.
    function _mayClear(
        RobotId id,
        FlagRecord memory report,
        address actor
    ) private view returns (bool) {
        IConsortium consortium = _authorities.consortium();
        uint256 seat = consortium.seatOfAuthority(actor);
        CountryCode country = _registry.countryOf(id);
        bool isReporter = actor == report.reporter;
        if (report.seat != 0) {
            return seat == report.seat || (isReporter && _isInvestigator(actor, country));
        }
        IConsortium.Tenancy memory tenancy = consortium.tenancyOf(country);
        if (seat != 0 && seat == tenancy.seat && block.timestamp >= tenancy.actsFrom) return true;
        return _isHolder(id, actor) || (isReporter && actor == _registry.operatorOf(id));
    }

    function _isClearable(Clearance memory clearance, address actor) private view returns (bool) {
        uint40 clearableAt = clearance.clearableAt;
        if (block.timestamp < clearableAt) return false;
        if (block.timestamp >= clearableAt + clearanceNotice) return false;
        if (!_counts(clearance.firstSeat) || !_counts(clearance.secondSeat)) return false;
        uint256 seat = _authorities.consortium().seatOfAuthority(actor);
        return seat == clearance.firstSeat || seat == clearance.secondSeat;
    }

    /// @dev The caller's seat. A flag that a holder or an operator raised is cleared in its own country, where a seat holds
    /// that.
    function _requireAnotherSeat(
        RobotId id,
        Flag flag,
        FlagRecord memory report,
        Clearance memory clearance
    ) private view returns (uint256 seat) {
        IConsortium consortium = _authorities.consortium();
        seat = consortium.seatOfAuthority(msg.sender);
        bool isClearedAtHome =
            report.seat == 0 && consortium.seatOfCountry(_registry.countryOf(id)) != 0;
        if (
            isClearedAtHome ||
            seat == report.seat ||
            seat == clearance.firstSeat ||
            seat == clearance.secondSeat ||
            !_counts(seat) ||
            (_counts(clearance.firstSeat) && _counts(clearance.secondSeat))
        ) revert RobotFlagsNotAnotherSeat(id, flag, msg.sender);
    }

    /// @dev Whether the support of a seat counts, or counts still. There is no seat of number zero.
    function _counts(uint256 seat) private view returns (bool) {
        return seat != 0 && _authorities.consortium().hasTenure(seat);
    }

    function _isInvestigator(address actor, CountryCode country) private view returns (bool) {
        return _authorities.isAccredited(actor, IAuthorityRegistry.Role.Investigator, country);
    }

    function _isHolder(RobotId id, address actor) private view returns (bool) {
        (address holder, ) = _registry.holdingOf(id);
        return actor == holder;
    }

    function _requireRaised(RobotId id, Flag flag) private view returns (FlagRecord memory report) {
        report = _flags[id][flag];
        if (report.reporter == address(0)) revert RobotFlagsNotRaised(id, flag);
    }

    function _flag(uint8 flag) private pure returns (Flag) {
        if (flag == uint8(Flag.None) || flag > uint8(type(Flag).max)) {
            revert RobotFlagsUnknownFlag(flag);
        }
        return Flag(flag);
    }
}
