// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {CountryCode, RobotId} from "../../../contracts/identifier/RobotId.sol";
import {IRegistryModule} from "../../../contracts/interfaces/IRegistryModule.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {ITransferPolicy} from "../../../contracts/interfaces/ITransferPolicy.sol";

/// @dev Makes whatever call it was last prepared for, and does not mind when that fails.
abstract contract Meddler {
    /// @dev The runner records what a failed call emitted, too: these two say where it began and ended, and how.
    event Meddling();
    event Meddled(bool succeeded);

    address private _target;
    bytes private _data;

    function prepare(address target, bytes calldata data) external {
        _target = target;
        _data = data;
    }

    function meddle() public {
        emit Meddling();
        emit Meddled(_attempt());
    }

    /// @dev Gas is bounded: what tries to write within a static call loses all it was given.
    function _attempt() internal returns (bool succeeded) {
        (succeeded, ) = _target.call{gas: 2_000_000}(_data);
    }
}

/// @dev A module that governance let in and should not have.
contract HostileModule is Meddler {
    function append(IRobotHistory registry, RobotId id, uint8 localKind, address actor) external {
        registry.append(id, localKind, actor, keccak256("anything"));
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IRegistryModule).interfaceId ||
            interfaceId == type(IERC165).interfaceId;
    }
}

/// @dev A policy that governance added and should not have: it refuses as it likes, and meddles while it is asked.
contract HostilePolicy is Meddler {
    function checkTransfer(RobotId id, address from, address to) external {
        _attempt();
        require(uint256(keccak256(abi.encode(id, from, to))) % 4 != 0, "I do not like it");
    }

    function checkPlacement(RobotId id, CountryCode country) external {
        _attempt();
        require(uint256(keccak256(abi.encode(id, country))) % 4 != 0, "I do not like it there");
    }

    function checkOperator(RobotId id, address operator) external {
        _attempt();
        require(uint256(keccak256(abi.encode(id, operator))) % 4 != 0, "I do not like them");
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(ITransferPolicy).interfaceId ||
            interfaceId == type(IERC165).interfaceId;
    }
}

/// @dev An account that is a contract: signs what it was told to sign, and meddles when it is handed a robot.
contract HostileWallet is Meddler, IERC1271, IERC721Receiver {
    /// @dev Around the time in which it is asked whether it takes a robot.
    event Asked();
    event Answered();

    mapping(bytes32 digest => bool) private _agreed;

    function agree(bytes32 digest) external {
        _agreed[digest] = true;
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        emit Asked();
        meddle();
        emit Answered();
        return IERC721Receiver.onERC721Received.selector;
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return _agreed[digest] ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
