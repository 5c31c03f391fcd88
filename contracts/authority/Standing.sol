// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {CountryCode, ManufacturerId, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "../interfaces/IAuthorityRegistry.sol";
import {IRobotRegistry} from "../interfaces/IRobotRegistry.sol";
import {Answers} from "../words/Answers.sol";

/// @notice In what capacity an account acts on a robot. An account may have several; the writer says which.
/// @dev The accredited ones are in the order of `IAuthorityRegistry.Role`.
enum Capacity {
    None,
    Maker,
    Holder,
    Operator,
    Authority,
    Workshop,
    Inspector,
    Recycler,
    Insurer,
    Investigator
}

/// @title Standing: whether an account really has the capacity it acts in
/// @notice The one place that modules ask. It keeps nothing: a rotated key, a change of hands or an accreditation that ended
/// counts from the next call on.
library Standing {
    /// @notice Whether an account acts for a manufacturer, whatever the manufacturer's standing but compromised: who no longer
    /// mints still answers for what it made.
    /// @param authorities The authorities' register.
    /// @param maker The manufacturer.
    /// @param account The account.
    /// @return Whether it does.
    function isMaker(
        IAuthorityRegistry authorities,
        ManufacturerId maker,
        address account
    ) internal view returns (bool) {
        return authorities.isMaker(maker, account);
    }

    /// @notice Whether an account is accredited in a country for a capacity that takes it.
    /// @param authorities The authorities' register.
    /// @param capacity One that takes an accreditation: workshop, inspector, recycler, insurer or investigator.
    /// @param country Country that accredits.
    /// @param account The account.
    /// @return Whether it is.
    function isAccredited(
        IAuthorityRegistry authorities,
        Capacity capacity,
        CountryCode country,
        address account
    ) internal view returns (bool) {
        uint8 role = uint8(capacity) - uint8(Capacity.Authority);
        return Answers.isAccredited(authorities, account, IAuthorityRegistry.Role(role), country);
    }

    /// @notice Whether an account has a capacity towards a robot.
    /// @param registry The registry of robots.
    /// @param authorities The authorities' register that it asks.
    /// @param id A robot that was issued.
    /// @param capacity Any capacity but `None`.
    /// @param country The robot's country, whose authority and accreditations alone count; not read for the others.
    /// @param account The account.
    /// @return Whether it has.
    function has(
        IRobotRegistry registry,
        IAuthorityRegistry authorities,
        RobotId id,
        Capacity capacity,
        CountryCode country,
        address account
    ) internal view returns (bool) {
        if (capacity == Capacity.Maker) return isMaker(authorities, id.manufacturer(), account);
        if (capacity == Capacity.Holder) {
            return IERC721(address(registry)).ownerOf(uint256(RobotId.unwrap(id))) == account;
        }
        if (capacity == Capacity.Operator) return registry.operatorOf(id) == account;
        if (capacity == Capacity.Authority) return authorities.authorityOf(country) == account;
        return isAccredited(authorities, capacity, country, account);
    }
}
