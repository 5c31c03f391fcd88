// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import {IRegistryModule} from "../../contracts/interfaces/IRegistryModule.sol";
import {IRobotRegistry} from "../../contracts/interfaces/IRobotRegistry.sol";

/// @dev Says that it is a module, and appends nothing of itself: tests act in its name.
contract RegistryModuleMock is ERC165, IRegistryModule {
    IRobotRegistry public immutable registry;

    constructor(IRobotRegistry registry_) {
        registry = registry_;
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IRegistryModule).interfaceId ||
            super.supportsInterface(interfaceId);
    }
}
