// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {RobotId} from "@openrobotid/contracts/identifier/RobotId.sol";
import {IRobotHistory} from "@openrobotid/contracts/interfaces/IRobotHistory.sol";
import {IRobotRegistry} from "@openrobotid/contracts/interfaces/IRobotRegistry.sol";

/// @title A charging station that asks the registry before it serves a robot
/// @notice It serves robots that are in service and not reported stolen.
contract ChargingStation {
    /// @notice The registry that it asks.
    IRobotRegistry public immutable registry;

    /// @notice A robot was served.
    /// @param id The robot.
    event Served(RobotId indexed id);

    /// @notice The robot is not served.
    /// @param id The robot.
    /// @param state Where it is in its life; `None` for a code that was never issued.
    /// @param stolen Whether it is reported stolen.
    error NotServed(RobotId id, IRobotHistory.State state, bool stolen);

    constructor(IRobotRegistry registry_) {
        registry = registry_;
    }

    /// @notice Serves a robot. Fails with `NotServed`.
    /// @param id The robot.
    function serve(RobotId id) external {
        IRobotHistory.Status memory robot = registry.status(id);
        if (robot.state != IRobotHistory.State.InService || robot.stolen) {
            revert NotServed(id, robot.state, robot.stolen);
        }
        emit Served(id);
    }
}
