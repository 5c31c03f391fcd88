// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {IRegistryModule} from "../../contracts/interfaces/IRegistryModule.sol";
import {WalletMock} from "./WalletMock.sol";

/// @dev A wallet that is asked whether it takes a token, and answers as it is told to. It says that it is a module too.
contract ReceiverMock is WalletMock, ERC165, IERC721Receiver {
    enum Answer {
        Takes,
        Lies,
        Refuses
    }

    Answer public answer;
    address public called;
    bytes public callData;
    bytes public received;

    error ReceiverMockRefuses(address operator, address from, uint256 tokenId);

    constructor(address owner_) WalletMock(owner_) {}

    function setAnswer(Answer answer_) external {
        answer = answer_;
    }

    /// @dev What it does while it is asked.
    function setCall(address called_, bytes calldata callData_) external {
        called = called_;
        callData = callData_;
    }

    function onERC721Received(
        address operator,
        address from,
        uint256 tokenId,
        bytes calldata data
    ) external returns (bytes4) {
        if (answer == Answer.Refuses) revert ReceiverMockRefuses(operator, from, tokenId);
        if (called != address(0)) Address.functionCall(called, callData);
        received = data;
        return answer == Answer.Lies ? bytes4(0) : IERC721Receiver.onERC721Received.selector;
    }
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IRegistryModule).interfaceId ||
            super.supportsInterface(interfaceId);
    }
}
