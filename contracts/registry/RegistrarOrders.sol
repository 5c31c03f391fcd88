// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IRegistrarOrders} from "../interfaces/IRegistrarOrders.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";

/// @title Registrar orders
/// @notice The companion of the registry that can move a robot without its holder. Created by the registry, tied to it
/// for good; no vote replaces it or changes its periods.
contract RegistrarOrders is IRegistrarOrders {
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

    /// @dev The latest order of a country about a robot; zero where there is none.
    mapping(RobotId id => mapping(CountryCode country => uint256 order)) private _latest;

    /// @notice Ties the orders to the registry that creates them. Fails with `RegistrarOrdersPeriodTooShort`.
    /// @param authorities The authorities' register.
    /// @param notice Notice period, in seconds.
    /// @param validity How long an order can be executed after its notice period, in seconds.
    constructor(IAuthorityRegistry authorities, uint40 notice, uint40 validity) {
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
        _authorities.requireAuthority(country, msg.sender);
        IRobotHistory.State state = _registry.stateOf(id);
        bool movable = state < IRobotHistory.State.EndOfLife;
        bool takeable = state == IRobotHistory.State.EndOfLife && Action(action) == Action.Intake;
        if (!movable && !takeable) revert IRobotHistory.RobotRegistryWrongState(id, state);
        address holder = _holderOf(id);
        if (beneficiary == address(0) || beneficiary == holder) {
            revert RegistrarOrdersInvalidBeneficiary(beneficiary);
        }
        _requireNoneOpen(id, country, holder);

        order = ++orderCount;
        _latest[id][country] = order;
        Order storage entry = _orders[order];
        entry.id = id;
        entry.holder = holder;
        entry.action = Action(action);
        entry.status = Status.Proposed;
        entry.country = country;
        entry.executableAt = uint40(block.timestamp) + noticePeriod;
        entry.beneficiary = beneficiary;
        entry.expiresAt = entry.executableAt + validityPeriod;
        entry.seat = uint32(_authorities.consortium().seatOfAuthority(msg.sender));
        entry.reasonDigest = reasonDigest;

        bytes32 payload = keccak256(
            abi.encode(
                order,
                action,
                beneficiary,
                country,
                entry.executableAt,
                entry.expiresAt,
                reasonDigest
            )
        );
        uint256 seq = _append(id, IRobotHistory.HistoryKind.OrderProposed, payload);
        emit OrderProposed(
            id,
            seq,
            order,
            entry.action,
            beneficiary,
            country,
            entry.executableAt,
            entry.expiresAt,
            reasonDigest
        );
    }

    /// @inheritdoc IRegistrarOrders
    function object(uint256 order, bytes32 reasonDigest) external {
        Order storage entry = _requireOrder(order);
        if (entry.status != Status.Proposed) {
            revert RegistrarOrdersWrongStatus(order, entry.status);
        }
        if (msg.sender != entry.holder || msg.sender != _holderOf(entry.id)) {
            revert RegistrarOrdersNotHolder(order, msg.sender);
        }
        entry.status = Status.Objected;
        bytes32 payload = keccak256(abi.encode(order, reasonDigest));
        uint256 seq = _append(entry.id, IRobotHistory.HistoryKind.OrderObjected, payload);
        emit OrderObjected(entry.id, seq, order, reasonDigest);
    }

    /// @inheritdoc IRegistrarOrders
    function countersign(uint256 order) external {
        Order storage entry = _requireOrder(order);
        if (entry.status != Status.Objected) {
            revert RegistrarOrdersWrongStatus(order, entry.status);
        }
        uint256 seat = _authorities.consortium().seatOfAuthority(msg.sender);
        uint256 ownSeat = _authorities.consortium().seatOfCountry(entry.country);
        if (seat == 0 || seat == entry.seat || seat == ownSeat) {
            revert RegistrarOrdersNotSecondAuthority(order, msg.sender);
        }
        entry.status = Status.Countersigned;
        bytes32 payload = keccak256(abi.encode(order, seat));
        uint256 seq = _append(entry.id, IRobotHistory.HistoryKind.OrderCountersigned, payload);
        emit OrderCountersigned(entry.id, seq, order, seat);
    }

    /// @inheritdoc IRegistrarOrders
    function withdraw(uint256 order, bytes32 reasonDigest) external {
        Order storage entry = _requireOrder(order);
        if (entry.status >= Status.Executed) {
            revert RegistrarOrdersWrongStatus(order, entry.status);
        }
        _authorities.requireAuthority(entry.country, msg.sender);
        entry.status = Status.Withdrawn;
        bytes32 payload = keccak256(abi.encode(order, reasonDigest));
        uint256 seq = _append(entry.id, IRobotHistory.HistoryKind.OrderWithdrawn, payload);
        emit OrderWithdrawn(entry.id, seq, order, reasonDigest);
    }

    /// @inheritdoc IRegistrarOrders
    function execute(uint256 order) external {
        Order storage entry = _requireOrder(order);
        if (entry.status != Status.Proposed && entry.status != Status.Countersigned) {
            revert RegistrarOrdersWrongStatus(order, entry.status);
        }
        if (msg.sender != entry.beneficiary) {
            revert RegistrarOrdersNotBeneficiary(order, msg.sender);
        }
        if (block.timestamp < entry.executableAt) {
            revert RegistrarOrdersNoticeRunning(order, entry.executableAt);
        }
        if (block.timestamp >= entry.expiresAt) {
            revert RegistrarOrdersExpired(order, entry.expiresAt);
        }
        address holder = _holderOf(entry.id);
        if (holder != entry.holder) revert RegistrarOrdersHolderChanged(order, holder);

        entry.status = Status.Executed;
        emit OrderExecuted(order);
        if (entry.action == Action.Transfer) {
            _registry.transferByOrder(entry.id, msg.sender, order);
        } else {
            _registry.intakeByOrder(entry.id, msg.sender, entry.country, order);
        }
    }

    /// @inheritdoc IRegistrarOrders
    function orderOf(uint256 order) external view returns (Order memory) {
        return _requireOrder(order);
    }

    function _append(
        RobotId id,
        IRobotHistory.HistoryKind kind,
        bytes32 payload
    ) private returns (uint256 seq) {
        return _registry.appendOrder(id, kind, msg.sender, payload);
    }

    /// @dev A holder answers one order at a time: a state that could propose them by the thousand would take the robot
    /// with the one that was overlooked.
    function _requireNoneOpen(RobotId id, CountryCode country, address holder) private view {
        uint256 latest = _latest[id][country];
        Order storage entry = _orders[latest];
        if (
            entry.status == Status.Proposed &&
            entry.holder == holder &&
            block.timestamp < entry.expiresAt
        ) revert RegistrarOrdersOpenOrder(id, latest);
    }

    function _holderOf(RobotId id) private view returns (address) {
        return IERC721(address(_registry)).ownerOf(uint256(RobotId.unwrap(id)));
    }

    function _requireOrder(uint256 order) private view returns (Order storage entry) {
        entry = _orders[order];
        if (entry.status == Status.None) revert RegistrarOrdersUnknownOrder(order);
    }
}
