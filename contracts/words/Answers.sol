// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ManufacturerId, ModelId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../interfaces/IConsortium.sol";
import {IRegistryModules} from "../interfaces/IRegistryModules.sol";
import {IRobotHistory} from "../interfaces/IRobotHistory.sol";
import {Ask} from "./Ask.sol";
import {Digest} from "./Digest.sol";

/// @title What the contracts of the registry ask each other most
/// @notice Each function asks what its name says in the interface, and gives what of the answer is needed.
/// @dev The contracts asked were fixed when the one that asks was created. A number that is no member of an enum is refused
/// here as it is by a call that the compiler makes.
library Answers {
    /// @notice State of a robot, and the market it is on.
    /// @param registry The registry of robots.
    /// @param id Any code.
    /// @return state Its state; `None` where it was never issued.
    /// @return market Its market; zero where it is on none.
    function stateAndMarketOf(
        IRobotHistory registry,
        RobotId id
    ) internal view returns (IRobotHistory.State state, CountryCode market) {
        (bytes32 first, bytes32 second) = Ask.twoWords(
            address(registry),
            IRobotHistory.stateAndMarketOf.selector,
            RobotId.unwrap(id)
        );
        state = IRobotHistory.State(uint256(first));
        market = CountryCode.wrap(bytes2(second));
    }

    /// @notice How serials of a model are made, if an account may issue under it now; refused otherwise.
    /// @param authorities The authorities' register.
    /// @param model The model.
    /// @param account The account.
    /// @return scheme How they are made.
    /// @return counterWidth Digits of the counter; zero for `Listed`.
    function requireIssuer(
        IAuthorityRegistry authorities,
        ModelId model,
        address account
    ) internal view returns (IAuthorityRegistry.SerialScheme scheme, uint8 counterWidth) {
        (bytes32 first, bytes32 second) = Ask.twoWords(
            address(authorities),
            IAuthorityRegistry.requireIssuer.selector,
            ModelId.unwrap(model),
            Digest.word(account)
        );
        scheme = IAuthorityRegistry.SerialScheme(uint256(first));
        counterWidth = uint8(uint256(second));
    }

    /// @notice Digits of the counter in serials of a model.
    /// @param authorities The authorities' register.
    /// @param model The model.
    /// @return counterWidth Their number; zero for `Listed` and for a model that is not registered.
    function counterWidthOf(
        IAuthorityRegistry authorities,
        ModelId model
    ) internal view returns (uint8 counterWidth) {
        (, bytes32 second) = Ask.twoWords(
            address(authorities),
            IAuthorityRegistry.model.selector,
            ModelId.unwrap(model)
        );
        counterWidth = uint8(uint256(second));
    }

    /// @notice Account that acts for a manufacturer.
    /// @param authorities The authorities' register.
    /// @param manufacturer The manufacturer.
    /// @return account Its account; zero where it was never admitted.
    function accountOf(
        IAuthorityRegistry authorities,
        ManufacturerId manufacturer
    ) internal view returns (address account) {
        bytes32 answer = Ask.oneWord(
            address(authorities),
            IAuthorityRegistry.accountOf.selector,
            ManufacturerId.unwrap(manufacturer)
        );
        account = address(uint160(uint256(answer)));
    }

    /// @notice Standing of a manufacturer.
    /// @param authorities The authorities' register.
    /// @param manufacturer The manufacturer.
    /// @return Its standing; `None` where it was never admitted.
    function statusOf(
        IAuthorityRegistry authorities,
        ManufacturerId manufacturer
    ) internal view returns (IAuthorityRegistry.ManufacturerStatus) {
        (, bytes32 second) = Ask.twoWords(
            address(authorities),
            IAuthorityRegistry.manufacturer.selector,
            ManufacturerId.unwrap(manufacturer)
        );
        return IAuthorityRegistry.ManufacturerStatus(uint256(second));
    }

    /// @notice Whether an account is accredited for a role in a country.
    /// @param authorities The authorities' register.
    /// @param account The account.
    /// @param role The role.
    /// @param country The country.
    /// @return Whether it is.
    function isAccredited(
        IAuthorityRegistry authorities,
        address account,
        IAuthorityRegistry.Role role,
        CountryCode country
    ) internal view returns (bool) {
        return
            Ask.oneWord(
                address(authorities),
                IAuthorityRegistry.isAccredited.selector,
                Digest.word(account),
                bytes32(uint256(role)),
                CountryCode.unwrap(country)
            ) != 0;
    }

    /// @notice Whether a seat holds a country, and has since a time.
    /// @param consortium The consortium.
    /// @param country The country.
    /// @param seat Number of the seat.
    /// @param timestamp The time, in seconds.
    /// @return Whether it does.
    function hasHeld(
        IConsortium consortium,
        CountryCode country,
        uint256 seat,
        uint256 timestamp
    ) internal view returns (bool) {
        return
            Ask.oneWord(
                address(consortium),
                IConsortium.hasHeld.selector,
                CountryCode.unwrap(country),
                bytes32(seat),
                bytes32(timestamp)
            ) != 0;
    }

    /// @notice Space of the kinds that a module writes.
    /// @param modules The modules.
    /// @param module Any account.
    /// @return space Number of the space; zero where it is no module.
    function spaceOf(IRegistryModules modules, address module) internal view returns (uint8 space) {
        bytes32 answer = Ask.oneWord(
            address(modules),
            IRegistryModules.spaceOf.selector,
            Digest.word(module)
        );
        space = uint8(uint256(answer));
    }
}
