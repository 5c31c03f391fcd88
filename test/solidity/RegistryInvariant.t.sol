// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {console} from "hardhat/console.sol";

import {LotId, LotIdLibrary} from "../../contracts/identifier/LotId.sol";
import {CountryCode, RobotId} from "../../contracts/identifier/RobotId.sol";
import {IEntryLog} from "../../contracts/interfaces/IEntryLog.sol";
import {IRobotHistory} from "../../contracts/interfaces/IRobotHistory.sol";
import {IRobotIssuance} from "../../contracts/interfaces/IRobotIssuance.sol";
import {IRobotRegistry} from "../../contracts/interfaces/IRobotRegistry.sol";
import {DeviceKey} from "../../contracts/registry/DeviceKey.sol";
import {Acts} from "./registry/Acts.sol";
import {Intruders} from "./registry/Intruders.sol";
import {Ledger} from "./registry/Ledger.sol";
import {Offices} from "./registry/Offices.sol";
import {Owners} from "./registry/Owners.sol";
import {RegistryHandler} from "./registry/RegistryHandler.sol";
import {Witness} from "./registry/Witness.sol";
import {Test} from "./Test.sol";

/// @dev The runner knows a contract by name only where a test file defines it.
contract Everybody is RegistryHandler {
    constructor(uint256 salt) RegistryHandler(salt) {}
}

/// @dev What holds of the registry as a whole after anything that anybody did to it. Each rule is a function: it asks for the
/// faults against it that were found while the calls were made, and then looks at the registry for itself. All rules of one
/// contract are asked after the same calls.
abstract contract RegistryCampaign is Test {
    Everybody internal _everybody;
    IRobotRegistry internal _registry;
    IERC721 internal _tokens;

    function setUp() public virtual {
        _everybody = _deploy(_salt());
        _registry = _everybody.registry();
        _tokens = IERC721(address(_registry));
        targetContract(address(_everybody));
        targetSelector(address(_everybody), _selectors());
    }

    function _salt() internal pure virtual returns (uint256);

    /// @dev By its artifact: within each campaign, it would be compiled once more.
    function _deploy(uint256 salt) internal returns (Everybody) {
        return Everybody(deploy("Everybody", abi.encode(salt)));
    }

    function _requireNoFault(Ledger.Rule rule) internal view {
        string memory fault = _everybody.faultOf(rule);
        if (bytes(fault).length != 0) vm.assertTrue(false, fault);
    }

    function _selectors() internal pure returns (bytes4[] memory selectors) {
        bytes4[34] memory all = [
            Owners.issueLot.selector,
            Owners.issueList.selector,
            Owners.place.selector,
            Owners.relocate.selector,
            Owners.replaceDeviceKey.selector,
            Owners.handIn.selector,
            Owners.takeBack.selector,
            Owners.scrap.selector,
            Owners.approve.selector,
            Owners.trust.selector,
            Owners.take.selector,
            Owners.consent.selector,
            Owners.revokeConsents.selector,
            Owners.operate.selector,
            Offices.flag.selector,
            Offices.propose.selector,
            Offices.answer.selector,
            Offices.execute.selector,
            Offices.rotateMaker.selector,
            Offices.superviseMaker.selector,
            Offices.approveModel.selector,
            Offices.accredit.selector,
            Offices.rotateAuthority.selector,
            Offices.succeed.selector,
            Offices.recall.selector,
            Offices.suspendRecall.selector,
            Offices.record.selector,
            Intruders.speak.selector,
            Intruders.govern.selector,
            Intruders.reseat.selector,
            Intruders.grasp.selector,
            Intruders.assault.selector,
            Intruders.disturb.selector,
            RegistryHandler.wait.selector
        ];
        selectors = new bytes4[](all.length);
        for (uint256 i; i < all.length; ++i) selectors[i] = all[i];
    }
}

/// hardhat-config: invariant.failOnRevert = true
contract IssuanceInvariantTest is RegistryCampaign {
    function invariant_issuance() public view {
        noCodeIsMintedTwice();
        nobodyButItsMakerMintsACode();
        lotsNeverOverlap();
        balancesAreUnits();
    }

    function noCodeIsMintedTwice() public view {
        _requireNoFault(Ledger.Rule.MintedOnce);
        RobotId[] memory robots = _everybody.robots();
        for (uint256 i; i < robots.length; ++i) {
            bytes32 first = LotId.unwrap(_everybody.story(robots[i]).lot);
            vm.assertEq(LotId.unwrap(_registry.lotOf(robots[i])), first, "it changed its lot");
        }
    }

    function nobodyButItsMakerMintsACode() public view {
        _requireNoFault(Ledger.Rule.MintedByItsMaker);
        // What nobody announced is not there either.
        Ledger.Issuance[] memory issuances = _everybody.issuances();
        for (uint256 i; i < issuances.length; ++i) {
            bytes32 stem = issuances[i].lot.stem();
            uint256 announced;
            for (uint256 j; j < issuances.length; ++j) {
                if (issuances[j].lot.stem() == stem) ++announced;
            }
            vm.assertEq(_registry.lotCount(stem), announced, "a lot that nobody announced");
        }
    }

    function lotsNeverOverlap() public view {
        Ledger.Issuance[] memory issuances = _everybody.issuances();
        uint256 units;
        for (uint256 i; i < issuances.length; ++i) {
            // Once a stem: where its first lot is.
            if (issuances[i].lot.index() != 0) continue;
            bytes32 stem = issuances[i].lot.stem();
            uint256 end;
            for (uint256 j; j < _registry.lotCount(stem); ++j) {
                LotId id = LotIdLibrary.compose(stem, uint24(j));
                IRobotIssuance.Lot memory lot = _registry.lot(id);
                units += lot.count;
                if (!issuances[i].isLot) continue;
                vm.assertGe(lot.firstCounter, end, "two lots overlap");
                end = uint256(lot.firstCounter) + lot.count;
            }
        }
        vm.assertEq(units, _everybody.issued(), "units of all lots");
    }

    function balancesAreUnits() public view {
        _requireNoFault(Ledger.Rule.BalancesAreUnits);
        address[] memory cast = _everybody.cast();
        uint256 sum;
        for (uint256 i; i < cast.length; ++i) {
            uint256 balance = _tokens.balanceOf(cast[i]);
            vm.assertEq(balance, _everybody.unitsOf(cast[i]), "balance of an account");
            sum += balance;
        }
        vm.assertLe(sum, _everybody.issued(), "balances and units");
    }

    function _salt() internal pure override returns (uint256) {
        return 1;
    }
}

/// hardhat-config: invariant.failOnRevert = true
contract OwnershipInvariantTest is RegistryCampaign {
    function invariant_ownership() public view {
        everyTransferHadBothConsents();
        flagsAndPoliciesAreHeeded();
        ordersFollowTheRules();
    }

    function everyTransferHadBothConsents() public view {
        _requireNoFault(Ledger.Rule.BothConsented);
        RobotId[] memory robots = _everybody.robots();
        for (uint256 i; i < robots.length; ++i) {
            uint256 token = uint256(RobotId.unwrap(robots[i]));
            address holder = _tokens.ownerOf(token);
            vm.assertEq(holder, _everybody.holderOf(robots[i]), "it moved without a word");
            address approved = _tokens.getApproved(token);
            if (approved == address(0)) continue;
            Witness.Agreement memory agreement = _everybody.agreementOf(robots[i]);
            vm.assertEq(approved, agreement.to, "somebody is approved whom nobody approved");
            vm.assertEq(holder, agreement.owner, "the approval of a former holder is still valid");
        }
    }

    function flagsAndPoliciesAreHeeded() public view {
        _requireNoFault(Ledger.Rule.FlagsAndPoliciesAreHeeded);
    }

    function ordersFollowTheRules() public view {
        _requireNoFault(Ledger.Rule.OrdersFollowTheRules);
    }

    function _salt() internal pure override returns (uint256) {
        return 2;
    }
}

/// hardhat-config: invariant.failOnRevert = true
contract LifecycleInvariantTest is RegistryCampaign {
    function invariant_lifecycle() public view {
        scrappedNeverChangesAgain();
        lifeGoesForwardButForTheWayBackFromARecycler();
        oneKeyIsOneCodeForEver();
        headsAreTheFoldOfTheEvents();
    }

    function scrappedNeverChangesAgain() public view {
        _requireNoFault(Ledger.Rule.ScrappedIsFinal);
        RobotId[] memory scrapped = _everybody.scrapped();
        for (uint256 i; i < scrapped.length; ++i) {
            RobotId id = scrapped[i];
            bool gone = _registry.stateOf(id) == IRobotHistory.State.Scrapped;
            vm.assertTrue(gone, "it is no longer destroyed");
            vm.assertEq(
                _everybody.imageOf(id),
                _everybody.imageAtScrapping(id),
                "it changed after it was destroyed"
            );
        }
    }

    function lifeGoesForwardButForTheWayBackFromARecycler() public view {
        _requireNoFault(Ledger.Rule.LifeGoesForward);
        RobotId[] memory robots = _everybody.robots();
        for (uint256 i; i < robots.length; ++i) {
            Ledger.Story memory story = _everybody.story(robots[i]);
            IRobotHistory.Robot memory robot = _registry.robot(robots[i]);
            vm.assertEq(uint256(robot.state), uint256(story.state), "state");
            vm.assertEq(
                bytes32(CountryCode.unwrap(robot.market)),
                bytes32(CountryCode.unwrap(story.market)),
                "market"
            );
            vm.assertEq(robot.stolen, story.flags & 2 != 0, "stolen");
            vm.assertEq(robot.disputed, story.flags & 4 != 0, "disputed");
        }
    }

    function oneKeyIsOneCodeForEver() public view {
        _requireNoFault(Ledger.Rule.OneKeyOneCode);
        bytes32[] memory digests = _everybody.keyDigests();
        for (uint256 i; i < digests.length; ++i) {
            (RobotId boundTo, ) = _registry.robotOfDeviceKey(_everybody.keyOf(digests[i]).x);
            vm.assertEq(
                RobotId.unwrap(boundTo),
                RobotId.unwrap(_everybody.robotOfKey(digests[i])),
                "a key went to another code"
            );
        }
        RobotId[] memory robots = _everybody.robots();
        for (uint256 i; i < robots.length; ++i) {
            DeviceKey memory key = _registry.deviceKeyOf(robots[i]);
            bytes32 digest = key.x == 0 ? bytes32(0) : keccak256(abi.encode(key.x, key.y));
            vm.assertEq(digest, _everybody.story(robots[i]).keyDigest, "a key without a binding");
        }
    }

    function headsAreTheFoldOfTheEvents() public view {
        _requireNoFault(Ledger.Rule.HeadIsTheFold);
        RobotId[] memory robots = _everybody.robots();
        for (uint256 i; i < robots.length; ++i) {
            (bytes32 head, uint256 seq) = _registry.historyOf(RobotId.unwrap(robots[i]));
            vm.assertEq(seq, _everybody.story(robots[i]).seq, "entries");
            vm.assertEq(head, _everybody.story(robots[i]).head, "head");
        }
    }

    function _salt() internal pure override returns (uint256) {
        return 3;
    }
}

/// hardhat-config: invariant.failOnRevert = true
contract GovernanceInvariantTest is RegistryCampaign {
    function invariant_governance() public view {
        logsAreTheFoldOfTheirEntries();
        flagsRecallsAndMarketsAreTheirOwners();
        governanceMovesAndMintsNothing();
    }

    function logsAreTheFoldOfTheirEntries() public view {
        _requireNoFault(Ledger.Rule.LogsAreTheFold);
        IEntryLog[] memory logs = _everybody.entryLogs();
        for (uint256 i; i < logs.length; ++i) {
            (uint256 count, bytes32 head) = logs[i].log();
            Ledger.Fold memory fold = _everybody.foldOf(address(logs[i]));
            vm.assertEq(count, fold.count, "an entry was announced that is in no log, or not");
            vm.assertEq(head, fold.head, "the head of a log");
        }
    }

    function flagsRecallsAndMarketsAreTheirOwners() public view {
        _requireNoFault(Ledger.Rule.FlagsAreTheirs);
        _requireNoFault(Ledger.Rule.RecallsAreTheirs);
        _requireNoFault(Ledger.Rule.MarketsAreTheirs);
    }

    /// @dev Every decision is compared with what was before it, and so is every word of a module.
    function governanceMovesAndMintsNothing() public view {
        _requireNoFault(Ledger.Rule.GovernanceMovesNothing);
    }

    function _salt() internal pure override returns (uint256) {
        return 4;
    }
}

/// @dev A campaign that achieves nothing proves nothing: in fixed sequences, world after world, everything that can be done is
/// done, and two fifths of what is tried are let through. Once by default; `REACH=1000` asks for a thousand times, and prints
/// them.
contract ReachTest is RegistryCampaign {
    /// @dev Calls in one world, a function. More would make its loops over all robots slow.
    uint256 private constant _CALLS = 60;

    uint256 private constant _ACTS = uint256(type(Acts.Act).max) + 1;

    mapping(uint256 act => uint256) private _tried;
    mapping(uint256 act => uint256) private _done;

    // Each world is deployed when it begins.
    function setUp() public override {}

    function test_everythingThatCanBeDoneIsDone() public {
        uint256 times = vm.envOr("REACH", 1);
        uint256 worlds;
        for (uint256 least; least < times;) {
            vm.assertLt(worlds, 1 + 2 * times, "two worlds do not do everything once");
            this.live(worlds++);
            least = times;
            for (uint256 i; i < _ACTS; ++i) {
                if (_isAllowed(Acts.Act(i)) && _done[i] < least) least = _done[i];
            }
        }
        uint256 tried;
        uint256 done;
        if (times > 1) console.log("act, tried, done in %d worlds", worlds);
        for (uint256 i; i < _ACTS; ++i) {
            if (times > 1) console.log(i, _tried[i], _done[i]);
            if (!_isAllowed(Acts.Act(i))) continue;
            tried += _tried[i];
            done += _done[i];
        }
        vm.assertGt(5 * done, 2 * tried, "most of it was refused");
        vm.assertEq(_done[uint256(Acts.Act.Grasp)], 0, "governance got hold of a robot");
    }

    /// @dev Called from outside, so that the memory of one world is free for the next.
    function live(uint256 world) external {
        Everybody everybody = _deploy(world);
        bytes4[] memory selectors = _selectors();
        for (uint256 i; i < _CALLS * selectors.length; ++i) {
            bytes32 seed = keccak256(abi.encode("script", world, i));
            bytes4 selector = selectors[uint256(seed) % selectors.length];
            (bool succeeded, ) = address(everybody).call(abi.encodeWithSelector(selector, seed));
            vm.assertTrue(succeeded, "a handler reverted");
        }
        for (uint256 i; i < _ACTS; ++i) {
            _tried[i] += everybody.tried(Acts.Act(i));
            _done[i] += everybody.done(Acts.Act(i));
        }
        for (uint256 i; i <= uint256(type(Ledger.Rule).max); ++i) {
            string memory fault = everybody.faultOf(Ledger.Rule(i));
            if (bytes(fault).length != 0) vm.assertTrue(false, fault);
        }
    }

    /// @dev What no rule lets anybody do is tried all the same.
    function _isAllowed(Acts.Act act) private pure returns (bool) {
        return act != Acts.Act.Grasp && act != Acts.Act.Assault;
    }

    function _salt() internal pure override returns (uint256) {
        return 5;
    }
}
