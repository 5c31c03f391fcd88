// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, RobotId} from "../identifier/RobotId.sol";

/// @title A transfer policy: may refuse, can never move
/// @notice The registry asks every policy before a robot changes hands, is placed on a market or gets an operator. All
/// three are static calls: a policy refuses by reverting with its reason and can change nothing. Registrar orders are not
/// asked.
interface ITransferPolicy {
    /// @notice Passes where the robot may change hands.
    /// @param id The robot.
    /// @param from Holder that gives it away.
    /// @param to Holder that takes it.
    function checkTransfer(RobotId id, address from, address to) external view;

    /// @notice Passes where the robot may be placed on a market, for the first time or by relocation.
    /// @param id The robot.
    /// @param country ISO 3166-1 alpha-2 code of the market.
    function checkPlacement(RobotId id, CountryCode country) external view;

    /// @notice Passes if an operator may be named, and if the named account may accept.
    /// @param id The robot.
    /// @param operator The account that is to run it.
    function checkOperator(RobotId id, address operator) external view;
}
