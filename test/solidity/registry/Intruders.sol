// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {LotId} from "../../../contracts/identifier/LotId.sol";
import {CountryCode, RobotId} from "../../../contracts/identifier/RobotId.sol";
import {IConsortium} from "../../../contracts/interfaces/IConsortium.sol";
import {IRegistryModules} from "../../../contracts/interfaces/IRegistryModules.sol";
import {ITransferPolicy} from "../../../contracts/interfaces/ITransferPolicy.sol";
import {Acts} from "./Acts.sol";

/// @dev What those do who should not be let near: modules and policies of bad faith, governance that reaches too far, anybody
/// who tries his luck.
abstract contract Intruders is Acts {
    uint256 private _validators;

    // ------------------------------------------------------------------------------------------ modules

    /// @dev A module that should not be one: appends what it likes, if it was let in, and tries everything else.
    function speak(uint256 seed) external {
        _begin(seed);
        RobotId id = _anyRobot();
        if (modules.spaceOf(address(hostileModule)) == 0 && _roll(2) == 0) {
            _decide(
                Act.SetModule,
                address(modules),
                abi.encodeCall(
                    IRegistryModules.setModule,
                    (uint8(1 + _roll(3)), address(hostileModule))
                )
            );
        }
        // What is heard of for the first time meanwhile is watched from then on, and in no image of before.
        uint256 watched = _robots.length;
        bytes32 before = _imageOf(watched, false);
        _act(
            Act.AppendAsModule,
            address(hostileModule),
            address(hostileModule),
            abi.encodeCall(hostileModule.append, (registry, id, uint8(_roll(256)), _anyone()))
        );
        for (uint256 i; i < 3; ++i) {
            (address target, bytes memory data) = _assaultOn(id);
            hostileModule.prepare(target, data);
            _act(
                Act.Meddle,
                address(hostileModule),
                address(hostileModule),
                abi.encodeCall(hostileModule.meddle, ())
            );
        }
        if (_imageOf(watched, false) != before) {
            _fault(Rule.GovernanceMovesNothing, "a module changed more than a history");
        }
    }

    // --------------------------------------------------------------------------------------- governance

    function govern(uint256 seed) external {
        _begin(seed);
        address target = address(modules);
        uint256 what = _roll(5);
        if (what == 0) {
            address[4] memory candidates = [
                address(recalls),
                address(dossier),
                address(hostileModule),
                address(0)
            ];
            uint256 space = _roll(4);
            // What was taken from a module of good faith is mostly given back.
            bool isLost = modules.spaceOf(address(recalls)) == 0;
            if (isLost && _roll(4) != 0) (space, candidates[3]) = (1, address(recalls));
            _decide(
                Act.SetModule,
                target,
                abi.encodeCall(
                    IRegistryModules.setModule,
                    (uint8(space), candidates[isLost ? 3 : _roll(4)])
                )
            );
        } else if (what == 1) {
            address policy = _roll(2) == 0 ? address(hostilePolicy) : address(recalls);
            (address victim, bytes memory data) = _assaultOn(_anyRobot());
            hostilePolicy.prepare(victim, data);
            _decide(
                Act.AddPolicy,
                target,
                abi.encodeCall(IRegistryModules.addTransferPolicy, (ITransferPolicy(policy)))
            );
        } else if (what == 2) {
            ITransferPolicy[] memory policies = modules.transferPolicies();
            ITransferPolicy policy =
                policies.length == 0
                    ? ITransferPolicy(address(hostilePolicy))
                    : policies[_roll(policies.length)];
            _decide(
                Act.RemovePolicy,
                target,
                abi.encodeCall(IRegistryModules.removeTransferPolicy, (policy))
            );
        } else if (what == 3) {
            _decide(
                Act.GrantRole,
                address(accessManager),
                abi.encodeCall(IAccessManager.grantRole, (uint64(_roll(2)), _anyone(), 0))
            );
        } else {
            _decide(
                Act.SetResolver,
                target,
                abi.encodeCall(IRegistryModules.setResolver, ("https://elsewhere.example"))
            );
        }
    }

    /// @dev A decision about the seats, after which somebody else speaks for a country.
    function reseat(uint256 seed) external {
        _begin(seed);
        // What a decision sets up takes effect after a tenure: more of them, and nobody could do anything.
        if (_roll(10) != 0) return;
        CountryCode country = _anyCountry();
        uint256 seat = consortium.seatOfCountry(country);
        if (_roll(2) == 0) {
            uint256 to = consortium.seatOfCountry(_anyCountry());
            _decide(
                Act.MoveCountry,
                address(consortium),
                abi.encodeCall(IConsortium.releaseCountry, (country))
            );
            if (to == seat) vm.warp(vm.getBlockTimestamp() + 1);
            _decide(
                Act.MoveCountry,
                address(consortium),
                abi.encodeCall(IConsortium.assignCountry, (country, to))
            );
            return;
        }
        IConsortium.Candidate memory candidate;
        candidate.name = "A new seat";
        candidate.validator = address(uint160(0xBAD0000 + ++_validators));
        candidate.countries = consortium.countriesOf(seat);
        for (uint256 i; i < _cast.length; ++i) {
            if (consortium.seatOfAuthority(_cast[i]) == 0) candidate.authority = _cast[i];
        }
        // The last seat cannot be expelled; a second one may be there beside it.
        bool expelled = _decide(
            Act.ReplaceSeat,
            address(consortium),
            abi.encodeCall(IConsortium.expelSeat, (seat))
        );
        if (!expelled) candidate.countries = new CountryCode[](0);
        _decide(
            Act.ReplaceSeat,
            address(consortium),
            abi.encodeCall(IConsortium.admitSeat, (candidate))
        );
    }

    /// @dev Governance, or what it acts through, reaches for what is not its own.
    function grasp(uint256 seed) external {
        _begin(seed);
        (address target, bytes memory data) = _assaultOn(_anyRobot());
        address[3] memory callers = [governance, governor, address(accessManager)];
        address caller = callers[_roll(3)];
        if (target == address(modules)) return;
        if (_roll(2) == 0) {
            caller = governance;
            data = abi.encodeCall(IAccessManager.execute, (target, data));
            target = address(accessManager);
        }
        if (_decideAs(Act.Grasp, caller, target, data)) {
            _fault(Rule.GovernanceMovesNothing, "governance did what is not its own to do");
        }
    }

    // ------------------------------------------------------------------------------------------ anybody

    /// @dev Anybody tries anything on any robot.
    function assault(uint256 seed) external {
        _begin(seed);
        for (uint256 i; i < 4; ++i) _assault(_anyRobot());
    }

    /// @dev Anyone who had to do with a robot that is destroyed tries everything to have it back.
    function disturb(uint256 seed) external {
        _begin(seed);
        if (_scrapped.length == 0) return;
        for (uint256 i; i < 12; ++i) _assault(_scrapped[_roll(_scrapped.length)]);
    }

    // ------------------------------------------------------------------------------------------ private

    function _assault(RobotId id) private {
        address[5] memory callers = [
            holderOf(id),
            holderOf(id),
            _stories[id].recycler,
            consortium.authorityOf(_countryOf(id)),
            accountOf[id.manufacturer()]
        ];
        (address target, bytes memory data) = _assaultOn(id);
        _act(Act.Assault, _mostly(callers[_roll(5)]), target, data);
    }

    /// @dev Executes a decision: directly, or through the manager of its rights.
    function _decide(Act act, address target, bytes memory data) private returns (bool) {
        if (_roll(3) == 0) {
            data = abi.encodeCall(IAccessManager.execute, (target, data));
            target = address(accessManager);
        }
        return _decideAs(act, governance, target, data);
    }

    /// @dev Whatever is decided leaves every robot as it is, and not one slot of what holds them is written.
    function _decideAs(
        Act act,
        address caller,
        address target,
        bytes memory data
    ) private returns (bool succeeded) {
        bytes32 before = _imageOf(_robots.length, true);
        vm.record();
        succeeded = _act(act, caller, target, data);
        vm.stopRecord();
        if (!succeeded) return false;
        address[4] memory holders = [
            address(registry),
            address(orders),
            address(flags),
            address(authorities)
        ];
        for (uint256 i; i < holders.length; ++i) {
            (, bytes32[] memory writes) = vm.accesses(holders[i]);
            if (writes.length != 0) {
                _fault(Rule.GovernanceMovesNothing, "a decision wrote into the registry");
            }
        }
        if (_imageOf(_robots.length, true) != before) {
            _fault(Rule.GovernanceMovesNothing, "a decision changed a robot or a balance");
        }
    }

    /// @dev The first watched robots, every lot, every balance.
    function _imageOf(uint256 watched, bool withHistory) private view returns (bytes32 image) {
        for (uint256 i; i < watched; ++i) {
            RobotId id = _robots[i];
            image = keccak256(abi.encode(image, imageOf(id)));
            if (!withHistory) continue;
            (bytes32 head, uint256 seq) = registry.historyOf(RobotId.unwrap(id));
            image = keccak256(abi.encode(image, head, seq));
        }
        for (uint256 i; i < _issuances.length; ++i) {
            LotId lot = _issuances[i].lot;
            image = keccak256(abi.encode(image, registry.lot(lot), registry.lotCount(lot.stem())));
        }
        for (uint256 i; i < _cast.length; ++i) {
            image = keccak256(abi.encode(image, _tokens().balanceOf(_cast[i])));
        }
    }
}
