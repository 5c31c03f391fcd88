// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";
import {IRegistrarOrders} from "../interfaces/IRegistrarOrders.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {ISignedActs} from "../interfaces/ISignedActs.sol";
import {SignedActor} from "./SignedActor.sol";

/// @title Registrar orders
/// @notice The companion of the registry that can move a robot without its holder. Created by the registry, tied to it
/// for good; no vote replaces it or changes its periods.
contract RegistrarOrders is IRegistrarOrders, SignedActor {
    /// @dev A notice nobody has time to read is none.
    uint40 private constant _SHORTEST_PERIOD = 1 days;

    /// @inheritdoc IRegistrarOrders
    uint40 public immutable noticePeriod;

    /// @inheritdoc IRegistrarOrders
    uint40 public immutable validityPeriod;

    /// @inheritdoc IRegistrarOrders
    uint256 public orderCount;

    IRobotRegistry private immutable _registry;
    IAuthorityRegistry private immutable _authorities;

    mapping(uint256 order => Order) private _orders;
    mapping(uint256 order => mapping(uint256 seat => bool)) private _hasSigned;

    /// @dev The latest order on a robot; zero where there is none.
    mapping(RobotId id => uint256 order) private _latest;

    /// @dev Block time at which an order was withdrawn.
    mapping(uint256 order => uint40) private _withdrawnAt;

    /// @notice Ties the orders to the registry that creates them. Fails with `RegistrarOrdersPeriodTooShort`.
    /// @param authorities The authorities' register.
    /// @param signedActs_ What people sign and anybody submits.
    /// @param notice Notice period, in seconds.
    /// @param validity How long an order can be executed after its notice period, in seconds.
    constructor(
        IAuthorityRegistry authorities,
        ISignedActs signedActs_,
        uint40 notice,
        uint40 validity
    ) SignedActor(signedActs_) {
        uint40 shorter = notice < validity ? notice : validity;
        if (shorter < _SHORTEST_PERIOD) {
            revert RegistrarOrdersPeriodTooShort(shorter, _SHORTEST_PERIOD);
        }
        _registry = IRobotRegistry(msg.sender);
        _authorities = authorities;
        noticePeriod = notice;
        validityPeriod = validity;
    }

    /// @inheritdoc IRegistrarOrders
    function propose(
        RobotId id,
        uint8 action,
        address beneficiary,
        bytes32 reasonDigest
    ) external returns (uint256 order) {
        if (action == uint8(Action.None) || action > uint8(type(Action).max)) {
            revert RegistrarOrdersUnknownAction(action);
        }
        CountryCode country = _registry.countryOf(id);
        _authorities.requireTenuredAuthority(country, msg.sender);
        IRobotHistory.State state = _registry.stateOf(id);
        if (state == IRobotHistory.State.Scrapped) {
            revert IRobotHistory.RobotRegistryWrongState(id, state);
        }
        address holder = _holderOf(id);
        bool leadsBack =
            state == IRobotHistory.State.EndOfLife && Action(action) == Action.Transfer;
        if (beneficiary == address(0) || (beneficiary == holder && !leadsBack)) {
            revert RegistrarOrdersInvalidBeneficiary(beneficiary);
        }
        bool contested = _requireNext(id);

        order = ++orderCount;
        _latest[id] = order;
        Order storage entry = _orders[order];
        uint40 executableAt = uint40(block.timestamp) + noticePeriod;
        entry.id = id;
        entry.holder = holder;
        entry.action = Action(action);
        entry.status = contested ? Status.Objected : Status.Proposed;
        entry.country = country;
        entry.executableAt = executableAt;
        entry.beneficiary = beneficiary;
        entry.expiresAt = executableAt + validityPeriod;
        entry.seat = uint32(_authorities.consortium().seatOfAuthority(msg.sender));
        entry.answerableUntil = contested ? executableAt : 0;
        entry.signaturesNeeded = uint16(_authorities.consortium().countersignaturesNeeded());
        entry.contested = contested;
        entry.reasonDigest = reasonDigest;
        _recordProposal(order, entry);
    }

    /// @inheritdoc IRegistrarOrders
    function object(uint256 order, bytes32 reasonDigest) external {
        Order storage entry = _requirePending(order);
        if (entry.status != Status.Proposed) {
            revert RegistrarOrdersWrongStatus(order, entry.status);
        }
        address actor = _actor();
        if (actor != _holderOf(entry.id)) revert RegistrarOrdersNotHolder(order, actor);

        uint40 answerableUntil = uint40(block.timestamp) + noticePeriod;
        entry.status = Status.Objected;
        entry.answerableUntil = answerableUntil;
        bytes32 payload = keccak256(abi.encode(order, answerableUntil, reasonDigest));
        uint256 seq = _append(entry.id, IRobotHistory.HistoryKind.OrderObjected, actor, payload);
        emit OrderObjected(entry.id, seq, order, answerableUntil, reasonDigest);
    }

    /// @inheritdoc IRegistrarOrders
    function countersign(uint256 order) external {
        Order storage entry = _requirePending(order);
        if (entry.status != Status.Objected) {
            revert RegistrarOrdersWrongStatus(order, entry.status);
        }
        IConsortium consortium = _authorities.consortium();
        uint256 seat = consortium.seatOfAuthority(msg.sender);
        if (
            seat == 0 ||
            seat == entry.seat ||
            _hasSigned[order][seat] ||
            !consortium.hasTenure(seat)
        ) revert RegistrarOrdersNotAnotherAuthority(order, msg.sender);

        _hasSigned[order][seat] = true;
        uint16 signatures = ++entry.signatures;
        if (signatures >= entry.signaturesNeeded) entry.status = Status.Countersigned;
        bytes32 payload = keccak256(abi.encode(order, seat, signatures));
        uint256 seq = _append(
            entry.id,
            IRobotHistory.HistoryKind.OrderCountersigned,
            msg.sender,
            payload
        );
        emit OrderCountersigned(entry.id, seq, order, seat, signatures);
    }

    /// @inheritdoc IRegistrarOrders
    function withdraw(uint256 order, bytes32 reasonDigest) external {
        Order storage entry = _requirePending(order);
        _authorities.requireAuthority(entry.country, msg.sender);
        entry.status = Status.Withdrawn;
        _withdrawnAt[order] = uint40(block.timestamp);
        bytes32 payload = keccak256(abi.encode(order, reasonDigest));
        uint256 seq = _append(
            entry.id,
            IRobotHistory.HistoryKind.OrderWithdrawn,
            msg.sender,
            payload
        );
        emit OrderWithdrawn(entry.id, seq, order, reasonDigest);
    }

    /// @inheritdoc IRegistrarOrders
    function execute(uint256 order) external {
        Order storage entry = _requirePending(order);
        if (entry.status == Status.Objected) {
            revert RegistrarOrdersWrongStatus(order, entry.status);
        }
        if (msg.sender != entry.beneficiary) {
            revert RegistrarOrdersNotBeneficiary(order, msg.sender);
        }
        if (block.timestamp < entry.executableAt) {
            revert RegistrarOrdersNoticeRunning(order, entry.executableAt);
        }
        entry.status = Status.Executed;
        RobotId id = entry.id;
        _registry.robotFlags().clearByOrder(id, msg.sender, order);
        if (entry.action == Action.Transfer) _registry.transferByOrder(id, msg.sender, order);
        else _registry.intakeByOrder(id, msg.sender, order);
    }

    /// @inheritdoc IRegistrarOrders
    function orderOf(uint256 order) external view returns (Order memory) {
        return _requireOrder(order);
    }

    /// @inheritdoc IRegistrarOrders
    function pendingOrderOf(RobotId id) external view returns (uint256) {
        uint256 order = _latest[id];
        return order != 0 && _isPending(_orders[order]) ? order : 0;
    }

    function _recordProposal(uint256 order, Order memory entry) private {
        bytes32 payload = keccak256(
            abi.encode(
                order,
                entry.action,
                entry.beneficiary,
                entry.country,
                entry.executableAt,
                entry.expiresAt,
                entry.signaturesNeeded,
                entry.contested,
                entry.reasonDigest
            )
        );
        uint256 seq = _append(
            entry.id,
            IRobotHistory.HistoryKind.OrderProposed,
            msg.sender,
            payload
        );
        emit OrderProposed(
            entry.id,
            seq,
            order,
            entry.action,
            entry.beneficiary,
            entry.country,
            entry.executableAt,
            entry.expiresAt,
            entry.signaturesNeeded,
            entry.contested,
            entry.reasonDigest
        );
    }

    function _append(
        RobotId id,
        IRobotHistory.HistoryKind kind,
        address actor,
        bytes32 payload
    ) private returns (uint256 seq) {
        return _registry.appendOrder(id, kind, actor, payload);
    }

    /// @dev Passes where another order on a robot may follow, and tells whether an objection was ever upheld: a state that
    /// could propose orders one after another would take the robot with the one that was overlooked.
    function _requireNext(RobotId id) private view returns (bool contested) {
        uint256 latest = _latest[id];
        if (latest == 0) return false;
        Order storage entry = _orders[latest];
        if (_isPending(entry)) revert RegistrarOrdersOpenOrder(id, latest);
        if (entry.answerableUntil == 0) return false;
        bool upheld = entry.status == Status.Objected || entry.status == Status.Withdrawn;
        if (upheld) {
            uint40 withdrawnAt = _withdrawnAt[latest];
            uint40 ended = withdrawnAt != 0 ? withdrawnAt : entry.answerableUntil;
            uint40 earliest = ended + validityPeriod;
            if (block.timestamp < earliest) {
                revert RegistrarOrdersObjectionUpheld(id, latest, earliest);
            }
        }
        return upheld || entry.contested;
    }

    function _holderOf(RobotId id) private view returns (address holder) {
        (holder, ) = _registry.holdingOf(id);
    }

    /// @dev The country must be with the seat that proposed the order, and without interruption since: a vote that moves it
    /// ends the order.
    function _isPending(Order storage entry) private view returns (bool) {
        Status status = entry.status;
        if (status >= Status.Executed || block.timestamp >= entry.expiresAt) return false;
        if (status == Status.Objected && block.timestamp >= entry.answerableUntil) return false;
        uint40 proposedAt = entry.executableAt - noticePeriod;
        return _authorities.consortium().hasHeld(entry.country, entry.seat, proposedAt);
    }

    function _requirePending(uint256 order) private view returns (Order storage entry) {
        entry = _requireOrder(order);
        Status status = entry.status;
        if (status >= Status.Executed) revert RegistrarOrdersWrongStatus(order, status);
        if (!_isPending(entry)) revert RegistrarOrdersEnded(order);
    }

    function _requireOrder(uint256 order) private view returns (Order storage entry) {
        entry = _orders[order];
        if (entry.status == Status.None) revert RegistrarOrdersUnknownOrder(order);
    }
}
