// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../contracts/interfaces/IAuthorityRegistry.sol";
import {ISignedActs} from "../../contracts/interfaces/ISignedActs.sol";
import {RegistrarOrders} from "../../contracts/registry/RegistrarOrders.sol";
import {AnyAnswers} from "./AnyAnswers.sol";
import {Symbolic} from "./Symbolic.sol";

/// @dev After a change of seat no seat has held the country since before the order.
contract Holding is AnyAnswers {
    RegistrarOrders public orders;

    bool private immutable _held;

    constructor(bool held) {
        _held = held;
    }

    /// @dev The orders ask the contract that creates them, as their registry.
    function createOrders() external {
        orders = new RegistrarOrders(
            IAuthorityRegistry(address(this)),
            ISignedActs(address(this)),
            30 days,
            90 days
        );
    }

    function hasHeld(CountryCode, uint256, uint256) external view override returns (bool) {
        return _held;
    }
}

/// @dev Any order in any storage, once its country has changed seat.
contract OrdersChecks is Symbolic {
    /// @dev After the change of seat, and without one.
    RegistrarOrders private _orders;
    RegistrarOrders private _heldOrders;

    function setUp() public {
        _orders = _create(false);
        _heldOrders = _create(true);
    }

    function check_order_isNotPending(RobotId id) external view {
        assert(_orders.pendingOrderOf(id) == 0);
    }

    function check_order_isNotExecuted(uint256 order) external {
        _refused(abi.encodeCall(RegistrarOrders.execute, (order)));
    }

    function check_order_isNotCountersigned(uint256 order) external {
        _refused(abi.encodeCall(RegistrarOrders.countersign, (order)));
    }

    function check_order_isNotObjectedTo(uint256 order, bytes32 reason) external {
        _refused(abi.encodeCall(RegistrarOrders.object, (order, reason)));
    }

    // What must be possible without a change of seat: a check of what never succeeds would prove nothing.

    function reach_pending(RobotId id) external view {
        assert(_heldOrders.pendingOrderOf(id) == 0);
    }

    function reach_execute(uint256 order) external {
        assert(!_call(_heldOrders, abi.encodeCall(RegistrarOrders.execute, (order))));
    }

    function reach_countersign(uint256 order) external {
        assert(!_call(_heldOrders, abi.encodeCall(RegistrarOrders.countersign, (order))));
    }

    function reach_object(uint256 order, bytes32 reason) external {
        assert(!_call(_heldOrders, abi.encodeCall(RegistrarOrders.object, (order, reason))));
    }

    function _refused(bytes memory data) private {
        assert(!_call(_orders, data));
    }

    function _call(RegistrarOrders orders, bytes memory data) private returns (bool done) {
        vm.warp(svm.createUint(40, "time"));
        vm.prank(svm.createAddress("caller"));
        (done, ) = address(orders).call(data);
    }

    function _create(bool held) private returns (RegistrarOrders orders) {
        Holding others = new Holding(held);
        others.createOrders();
        orders = others.orders();
        svm.enableSymbolicStorage(address(orders));
    }
}
