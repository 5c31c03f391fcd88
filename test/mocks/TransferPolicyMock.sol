// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {CountryCode, RobotId} from "../../contracts/identifier/RobotId.sol";
import {ITransferPolicy} from "../../contracts/interfaces/ITransferPolicy.sol";

/// @dev Refuses the robots that it is told to refuse, and says what it was asked.
contract TransferPolicyMock is ERC165, ITransferPolicy {
    mapping(RobotId id => bool) public refuses;

    error TransferPolicyMockTransfer(RobotId id, address from, address to);
    error TransferPolicyMockPlacement(RobotId id, CountryCode country);
    error TransferPolicyMockOperator(RobotId id, address operator);

    function setRefused(RobotId id, bool refused) external {
        refuses[id] = refused;
    }

    function checkTransfer(RobotId id, address from, address to) external view {
        if (refuses[id]) revert TransferPolicyMockTransfer(id, from, to);
    }

    function checkPlacement(RobotId id, CountryCode country) external view {
        if (refuses[id]) revert TransferPolicyMockPlacement(id, country);
    }

    function checkOperator(RobotId id, address operator) external view {
        if (refuses[id]) revert TransferPolicyMockOperator(id, operator);
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(ITransferPolicy).interfaceId ||
            super.supportsInterface(interfaceId);
    }
}
