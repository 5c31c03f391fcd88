// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {LotId} from "../../../contracts/identifier/LotId.sol";
import {
    CountryCode,
    ManufacturerId,
    RobotId,
    RobotIdLibrary
} from "../../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../../contracts/interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../../../contracts/interfaces/IConsortium.sol";
import {IEntryLog} from "../../../contracts/interfaces/IEntryLog.sol";
import {IRegistrarOrders} from "../../../contracts/interfaces/IRegistrarOrders.sol";
import {IRegistryModules} from "../../../contracts/interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../../../contracts/interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {IRobotIssuance} from "../../../contracts/interfaces/IRobotIssuance.sol";
import {IRobotLifecycle} from "../../../contracts/interfaces/IRobotLifecycle.sol";
import {IRobotOwnership} from "../../../contracts/interfaces/IRobotOwnership.sol";
import {ISignedActs} from "../../../contracts/interfaces/ISignedActs.sol";
import {DeviceKey} from "../../../contracts/registry/DeviceKey.sol";
import {Vm} from "../Vm.sol";
import {World} from "../World.sol";
import {HostileWallet, Meddler} from "./Hostile.sol";

/// @dev The registry as a reader of its events knows it, who never calls it. What the events cannot mean is a fault, kept
/// with the rule it breaks until an invariant asks.
abstract contract Ledger is World {
    using RobotIdLibrary for bytes32;

    enum Rule {
        MintedOnce,
        MintedByItsMaker,
        ScrappedIsFinal,
        BothConsented,
        OneKeyOneCode,
        HeadIsTheFold,
        BalancesAreUnits,
        GovernanceMovesNothing,
        FlagsAndPoliciesAreHeeded,
        LifeGoesForward,
        OrdersFollowTheRules,
        FlagsAreTheirs,
        RecallsAreTheirs,
        MarketsAreTheirs,
        LogsAreTheFold
    }

    /// @dev A lot or a list. A list has no stem; its units are found in `_listings`.
    struct Issuance {
        LotId lot;
        bytes32 stem;
        uint256 first;
        uint256 count;
        uint40 issuedAt;
        bytes32 unitsRoot;
        bool isLot;
    }

    /// @dev A robot. A holder of zero is its maker's current account.
    struct Story {
        LotId lot;
        bytes32 head;
        uint256 seq;
        IRobotHistory.State state;
        address holder;
        CountryCode market;
        uint8 flags;
        bytes32 keyDigest;
        address recycler;
        CountryCode recyclerCountry;
    }

    /// @dev An entry whose typed event has not come yet.
    struct Entry {
        RobotId id;
        uint256 seq;
        uint16 kind;
        address actor;
        bytes32 payloadDigest;
    }

    /// @dev The log of a contract: how many entries it has, and their head.
    struct Fold {
        uint256 count;
        bytes32 head;
    }

    /// @dev Of a head, the bytes that share a slot with a length.
    bytes32 private constant _KEPT = ~bytes32(uint256(type(uint40).max));

    /// @dev Bounds what an invariant walks.
    uint256 private constant _MOST_NOTICED = 32;

    mapping(Rule rule => string) private _faults;

    Issuance[] internal _issuances;
    mapping(RobotId id => uint256) internal _listings;
    RobotId[] internal _listed;

    /// @dev Every robot that anything happened to, and some to which nothing did.
    RobotId[] internal _robots;
    mapping(RobotId id => Story) internal _stories;

    bytes32[] internal _keyDigests;
    mapping(bytes32 keyDigest => RobotId) internal _robotOfKey;
    mapping(bytes32 x => RobotId) private _robotOfChip;

    uint256 public issued;
    mapping(address account => uint256) public unitsOf;

    mapping(ManufacturerId maker => address) public accountOf;
    mapping(ManufacturerId maker => IAuthorityRegistry.ManufacturerStatus) public statusOf;

    mapping(address log => Fold) private _folds;
    mapping(address log => mapping(bytes32 subject => Fold)) private _chains;

    Entry private _entry;

    // ------------------------------------------------------------------------------------ what it knows

    /// @dev The first fault against a rule; empty where there is none.
    function faultOf(Rule rule) external view returns (string memory) {
        return _faults[rule];
    }

    function robots() external view returns (RobotId[] memory) {
        return _robots;
    }

    function story(RobotId id) external view returns (Story memory) {
        return _stories[id];
    }

    function issuances() external view returns (Issuance[] memory) {
        return _issuances;
    }

    function keyDigests() external view returns (bytes32[] memory) {
        return _keyDigests;
    }

    function robotOfKey(bytes32 keyDigest) external view returns (RobotId) {
        return _robotOfKey[keyDigest];
    }

    function foldOf(address log) external view returns (Fold memory) {
        return _folds[log];
    }

    /// @dev The contracts that keep a log.
    function entryLogs() public view returns (IEntryLog[] memory all) {
        address[8] memory contracts = [
            address(registry),
            address(authorities),
            address(recalls),
            address(dossier),
            address(consortium),
            governor,
            address(modules),
            address(signedActs)
        ];
        all = new IEntryLog[](contracts.length);
        for (uint256 i; i < all.length; ++i) all[i] = IEntryLog(contracts[i]);
    }

    /// @dev The holder, from the robot's own story or as its maker's stock.
    function holderOf(RobotId id) public view returns (address holder) {
        holder = _stories[id].holder;
        if (holder == address(0)) holder = accountOf[id.manufacturer()];
    }

    // ------------------------------------------------------------------------------------------ reading

    /// @dev Reads what one call emitted, in its order.
    function _read(Vm.Log[] memory logs) internal {
        bool asked;
        for (uint256 i; i < logs.length; ++i) {
            Vm.Log memory log = logs[i];
            if (log.topics.length == 0) continue;
            if (log.topics[0] == Meddler.Meddling.selector) i = _endOfMeddling(logs, i);
            if (log.topics[0] == HostileWallet.Asked.selector) asked = true;
            if (log.topics[0] == HostileWallet.Answered.selector) asked = false;
            if (log.topics[0] == IEntryLog.Recorded.selector) _fold(log);
            if (asked && log.topics[0] == IEntryLog.Recorded.selector) {
                _fault(Rule.BothConsented, "a receiver changed a robot while it was asked");
            }
            if (log.emitter == address(authorities)) _readAuthorities(log);
            else if (log.emitter == address(registry)) _readRegistry(log);
            else if (log.emitter == address(consortium)) _readConsortium(log);
            else if (log.emitter == address(recalls)) _onRecall(log);
            else if (log.emitter == address(modules)) _readModules(log);
            else if (log.topics[0] == ISignedActs.ConsentsRevoked.selector) {
                _onRevoked(_address(log.topics[1]), RobotId.wrap(log.topics[2]));
            } else if (log.topics[0] == ISignedActs.ConsentRevoked.selector) {
                _onConsentRevoked(_address(log.topics[1]), log.topics[2]);
            }
            if (log.topics.length == 3) _readTyped(log);
        }
        _requireNoEntryWaits();
    }

    /// @dev Where to read on: behind what a call emitted that failed, if it failed.
    function _endOfMeddling(Vm.Log[] memory logs, uint256 start) private pure returns (uint256) {
        for (uint256 i = start; i < logs.length; ++i) {
            if (logs[i].topics.length == 0 || logs[i].topics[0] != Meddler.Meddled.selector)
                continue;
            return abi.decode(logs[i].data, (bool)) ? start : i;
        }
        return start;
    }

    function _readAuthorities(Vm.Log memory log) private {
        bytes32 kind = log.topics[0];
        if (kind == IAuthorityRegistry.ManufacturerAdmitted.selector) {
            ManufacturerId maker = ManufacturerId.wrap(bytes6(log.topics[1]));
            if (accountOf[maker] != address(0)) _fault(Rule.MintedByItsMaker, "admitted twice");
            accountOf[maker] = _address(log.topics[2]);
            statusOf[maker] = IAuthorityRegistry.ManufacturerStatus.Active;
            _onAdmitted(maker);
        } else if (kind == IAuthorityRegistry.ManufacturerStatusChanged.selector) {
            ManufacturerId maker = ManufacturerId.wrap(bytes6(log.topics[1]));
            statusOf[maker] = IAuthorityRegistry.ManufacturerStatus(uint8(uint256(log.topics[2])));
            _onStatusChanged(maker);
        } else if (kind == IAuthorityRegistry.ManufacturerCompromised.selector) {
            ManufacturerId maker = ManufacturerId.wrap(bytes6(log.topics[1]));
            (uint40 since, ) = abi.decode(log.data, (uint40, bytes32));
            _onCompromised(maker, since);
            statusOf[maker] = IAuthorityRegistry.ManufacturerStatus.Compromised;
        } else if (kind == IAuthorityRegistry.SuccessionAccepted.selector) {
            ManufacturerId maker = ManufacturerId.wrap(bytes6(log.topics[1]));
            _onSucceeded(maker);
            accountOf[maker] = _address(log.topics[3]);
            statusOf[maker] = abi.decode(log.data, (IAuthorityRegistry.ManufacturerStatus));
        } else if (kind == IAuthorityRegistry.SuccessorNamed.selector) {
            _onSuccessorNamed(ManufacturerId.wrap(bytes6(log.topics[1])));
        } else if (kind == IAuthorityRegistry.SuccessionCountersigned.selector) {
            _onSuccessionSigned(ManufacturerId.wrap(bytes6(log.topics[1])));
        } else if (kind == IAuthorityRegistry.Accredited.selector) {
            CountryCode country = CountryCode.wrap(bytes2(log.topics[3]));
            _onAccredited(_address(log.topics[1]), uint8(uint256(log.topics[2])), country);
        } else if (kind == IAuthorityRegistry.ManufacturerAccountRotated.selector) {
            ManufacturerId maker = ManufacturerId.wrap(bytes6(log.topics[1]));
            accountOf[maker] = _address(log.topics[3]);
        }
    }

    function _readRegistry(Vm.Log memory log) private {
        bytes32 kind = log.topics[0];
        if (kind == IRobotIssuance.LotIssued.selector) _readLot(log);
        else if (kind == IRobotIssuance.ListIssued.selector) _readList(log);
        else if (kind == IEntryLog.Recorded.selector && RobotId.wrap(log.topics[1]).isValid())
            _readEntry(log);
        else if (kind == IERC721.Transfer.selector) _readToken(log);
        else if (kind == IERC721.Approval.selector) {
            RobotId id = RobotId.wrap(log.topics[3]);
            _onApproved(id, _address(log.topics[1]), _address(log.topics[2]));
        } else if (kind == IERC721.ApprovalForAll.selector) {
            bool approved = abi.decode(log.data, (bool));
            _onApprovedForAll(_address(log.topics[1]), _address(log.topics[2]), approved);
        }
    }

    function _readModules(Vm.Log memory log) private {
        if (log.topics.length != 2 || _address(log.topics[1]) != address(recalls)) return;
        if (log.topics[0] == IRegistryModules.TransferPolicyAdded.selector) _onRecallsAsked();
        if (log.topics[0] == IRegistryModules.TransferPolicyRemoved.selector) _onRecallsRemoved();
    }

    function _readConsortium(Vm.Log memory log) private {
        bytes32 kind = log.topics[0];
        if (kind == IConsortium.SeatAdmitted.selector) {
            _onSeatAdmitted(uint256(log.topics[1]));
        } else if (kind == IConsortium.CountryAssigned.selector) {
            _onAssigned(CountryCode.wrap(bytes2(log.topics[1])), uint256(log.topics[2]));
        } else if (
            kind == IConsortium.SeatExpelled.selector || kind == IConsortium.SeatResigned.selector
        ) {
            _onSeatDeparted();
        } else if (kind == IConsortium.CountryReleased.selector) {
            _onReleased(CountryCode.wrap(bytes2(log.topics[1])));
        }
    }

    /// @dev Takes the logs as they are: from here on each entry is folded.
    function _beginFolds() internal {
        IEntryLog[] memory all = entryLogs();
        for (uint256 i; i < all.length; ++i) {
            (uint256 count, bytes32 head) = all[i].log();
            _folds[address(all[i])] = Fold(count, head);
        }
    }

    function _fold(Vm.Log memory log) private {
        (uint256 seq, uint40 timestamp, bytes32 payloadDigest, bytes32 head) = abi.decode(
            log.data,
            (uint256, uint40, bytes32, bytes32)
        );
        Fold storage total = _folds[log.emitter];
        total.head = keccak256(abi.encode(total.head, log.topics[1], head)) & _KEPT;
        ++total.count;
        bool isRobot = log.emitter == address(registry) && RobotId.wrap(log.topics[1]).isValid();
        if (isRobot) return;
        Fold storage chain = _chains[log.emitter][log.topics[1]];
        // The first entry that is read of a subject may not be its first.
        if (chain.count != 0) {
            bytes32 folded = keccak256(
                abi.encode(
                    chain.head,
                    seq,
                    uint16(uint256(log.topics[2])),
                    _address(log.topics[3]),
                    timestamp,
                    payloadDigest
                )
            );
            if (head != folded & _KEPT || seq != chain.count + 1) {
                _fault(Rule.LogsAreTheFold, "a chain of a subject that does not follow");
            }
        }
        (chain.count, chain.head) = (seq, head);
    }

    function _readLot(Vm.Log memory log) private {
        (RobotId first, uint64 count, uint40 issuedAt, bytes32 unitsRoot, ) = abi.decode(
            log.data,
            (RobotId, uint64, uint40, bytes32, string)
        );
        LotId lot = LotId.wrap(log.topics[1]);
        (bytes32 stem, uint256 counter) = first.parseCounter(_widthOf(lot.stem()));
        if (stem != lot.stem()) _fault(Rule.MintedOnce, "a lot under another stem than its first");

        for (uint256 i; i < _issuances.length; ++i) {
            Issuance storage other = _issuances[i];
            bool apart = counter >= other.first + other.count || other.first >= counter + count;
            if (other.isLot && other.stem == stem && !apart) {
                _fault(Rule.MintedOnce, "a code was issued in two lots");
            }
        }
        for (uint256 i; i < _listed.length; ++i) {
            if (_isWithin(_listed[i], stem, counter, count)) {
                _fault(Rule.MintedOnce, "a code was issued in a list and then in a lot");
            }
        }
        _issuances.push(Issuance(lot, stem, counter, count, issuedAt, unitsRoot, true));
        _note(first.manufacturer(), count, issuedAt, _address(log.topics[3]));
        _notice(first);
        if (count > 1) _notice(stem.withCounter(_widthOf(stem), counter + count - 1));
        if (count > 2) _notice(stem.withCounter(_widthOf(stem), counter + count / 2));
    }

    function _readList(Vm.Log memory log) private {
        (bytes17[] memory serials, uint40 issuedAt, bytes32 unitsRoot, ) = abi.decode(
            log.data,
            (bytes17[], uint40, bytes32, string)
        );
        LotId lot = LotId.wrap(log.topics[1]);
        _issuances.push(Issuance(lot, 0, 0, serials.length, issuedAt, unitsRoot, false));
        for (uint256 i; i < serials.length; ++i) {
            RobotId id = RobotId.wrap(
                bytes32(bytes12(log.topics[2])) | (bytes32(serials[i]) >> 96)
            );
            (bool found, ) = _issuanceOf(id);
            if (found) _fault(Rule.MintedOnce, "a listed code was issued before");
            _listings[id] = _issuances.length;
            _listed.push(id);
            _notice(id);
        }
        ManufacturerId maker = ManufacturerId.wrap(bytes6(log.topics[2]));
        _note(maker, serials.length, issuedAt, _address(log.topics[3]));
    }

    function _note(ManufacturerId maker, uint256 count, uint40 issuedAt, address issuer) private {
        if (issuedAt != vm.getBlockTimestamp())
            _fault(Rule.HeadIsTheFold, "issued at another time");
        issued += count;
        _onIssued(maker, issuer);
    }

    function _readEntry(Vm.Log memory log) private {
        _requireNoEntryWaits();
        RobotId id = RobotId.wrap(log.topics[1]);
        (uint256 seq, uint40 timestamp, bytes32 payloadDigest, bytes32 head) = abi.decode(
            log.data,
            (uint256, uint40, bytes32, bytes32)
        );
        uint16 kind = uint16(uint256(log.topics[2]));
        address actor = _address(log.topics[3]);

        Story storage robot = _watch(id);
        bytes32 folded = keccak256(
            abi.encode(robot.head, seq, kind, actor, timestamp, payloadDigest)
        );
        if (seq != robot.seq + 1) _fault(Rule.HeadIsTheFold, "an entry out of turn");
        if (timestamp != vm.getBlockTimestamp()) _fault(Rule.HeadIsTheFold, "an entry out of time");
        if (head != folded) _fault(Rule.HeadIsTheFold, "a head that does not follow");
        robot.seq = seq;
        robot.head = folded;
        _entry = Entry(id, seq, kind, actor, payloadDigest);
    }

    /// @dev ERC-721's own event. A robot leaves its maker's stock as if it were minted then.
    function _readToken(Vm.Log memory log) private {
        address from = _address(log.topics[1]);
        address to = _address(log.topics[2]);
        RobotId id = RobotId.wrap(log.topics[3]);
        Story storage robot = _watch(id);
        if (from == address(0)) {
            if (robot.holder != address(0)) _fault(Rule.BothConsented, "left the stock twice");
            if (to != accountOf[id.manufacturer()]) {
                _fault(Rule.BothConsented, "left the stock to another");
            }
        } else {
            if (from != robot.holder)
                _fault(Rule.BothConsented, "moved from another than its holder");
            if (unitsOf[from] == 0) _fault(Rule.BalancesAreUnits, "moved from one who has none");
            else --unitsOf[from];
        }
        if (to == address(0)) _fault(Rule.BothConsented, "moved to nobody");
        ++unitsOf[to];
        robot.holder = to;
    }

    // ------------------------------------------------------------------------------------- typed events

    /// @dev The typed event of the entry that waits: its data is what the payload digest is taken of.
    function _readTyped(Vm.Log memory log) private {
        Entry memory entry = _entry;
        if (entry.seq == 0 || log.topics[1] != RobotId.unwrap(entry.id)) return;
        if (uint256(log.topics[2]) != entry.seq) return;
        delete _entry;
        if (keccak256(log.data) != entry.payloadDigest) {
            _fault(Rule.HeadIsTheFold, "a payload digest that is not of the typed event");
        }
        if (entry.kind >> 8 != 0) return;
        if (log.topics[0] != _eventOf(IRobotHistory.HistoryKind(uint8(entry.kind)))) {
            _fault(Rule.HeadIsTheFold, "a kind that is not of the typed event");
        }
        _apply(entry, log);
    }

    function _apply(Entry memory entry, Vm.Log memory log) private {
        RobotId id = entry.id;
        Story storage robot = _stories[id];
        bytes32 kind = log.topics[0];
        if (kind == IRobotLifecycle.PlacedOnMarket.selector) {
            (CountryCode country, address holder, DeviceKey memory key, ) = abi.decode(
                log.data,
                (CountryCode, address, DeviceKey, bytes32)
            );
            _advance(robot, IRobotHistory.State.Issued, IRobotHistory.State.InService);
            if (holder != robot.holder) _fault(Rule.LifeGoesForward, "placed for another holder");
            robot.market = country;
            robot.keyDigest = _bind(id, key);
        } else if (kind == IRobotLifecycle.Relocated.selector) {
            (CountryCode from, CountryCode to) = abi.decode(log.data, (CountryCode, CountryCode));
            if (CountryCode.unwrap(from) != CountryCode.unwrap(robot.market)) {
                _fault(Rule.LifeGoesForward, "relocated from another market");
            }
            _advance(robot, IRobotHistory.State.InService, IRobotHistory.State.InService);
            robot.market = to;
        } else if (kind == IRobotLifecycle.DeviceKeyReplaced.selector) {
            (bytes32 previous, DeviceKey memory key, ) = abi.decode(
                log.data,
                (bytes32, DeviceKey, bytes32)
            );
            if (previous != robot.keyDigest) _fault(Rule.OneKeyOneCode, "another key was replaced");
            robot.keyDigest = _bind(id, key);
        } else if (kind == IRobotOwnership.RobotTransferred.selector) {
            (address from, address to, IRobotOwnership.Basis basis, bytes32 reason) = abi.decode(
                log.data,
                (address, address, IRobotOwnership.Basis, bytes32)
            );
            // ERC-721's event came first.
            if (to != robot.holder) _fault(Rule.BothConsented, "two events name two receivers");
            _onTransferred(id, from, to, basis, reason);
        } else if (kind == IRobotLifecycle.TakenIn.selector) {
            _applyTakenIn(id, robot, log);
        } else if (kind == IRobotLifecycle.RobotScrapped.selector) {
            (address recycler, ) = abi.decode(log.data, (address, bytes32));
            _advance(robot, IRobotHistory.State.EndOfLife, IRobotHistory.State.Scrapped);
            _onScrapped(id, recycler);
        } else if (kind == IRobotLifecycle.RobotReturned.selector) {
            (address holder, address recycler, IRobotOwnership.Basis basis, bytes32 reason) = abi
                .decode(log.data, (address, address, IRobotOwnership.Basis, bytes32));
            if (recycler != robot.recycler) _fault(Rule.LifeGoesForward, "came back from another");
            _advance(
                robot,
                IRobotHistory.State.EndOfLife,
                CountryCode.unwrap(robot.market) == 0
                    ? IRobotHistory.State.Issued
                    : IRobotHistory.State.InService
            );
            robot.recycler = address(0);
            _onReturned(id, holder, basis, reason);
        } else if (kind == IRobotLifecycle.ReturnOffered.selector) {
            _onReturnOffered(id, abi.decode(log.data, (address)));
        } else if (kind == IRobotLifecycle.IntakeOffered.selector) {
            _onIntakeOffered(id, abi.decode(log.data, (address)));
        } else if (kind == IRobotFlags.FlagRaised.selector) {
            (uint8 flag, address reporter, ) = abi.decode(log.data, (uint8, address, bytes32));
            _onFlagRaised(id, flag, reporter);
            robot.flags |= uint8(1 << flag);
        } else if (kind == IRobotFlags.FlagCleared.selector) {
            (uint8 flag, address by, bytes32 reason) = abi.decode(
                log.data,
                (uint8, address, bytes32)
            );
            _onFlagCleared(id, flag, by, reason);
            robot.flags &= ~uint8(1 << flag);
        } else if (kind == IRobotFlags.ClearanceSupported.selector) {
            (uint8 flag, uint256 seat, , ) = abi.decode(
                log.data,
                (uint8, uint256, uint40, bytes32)
            );
            _onClearanceSupported(id, flag, seat);
        } else {
            _onOrder(id, kind, log.data);
        }
    }

    function _applyTakenIn(RobotId id, Story storage robot, Vm.Log memory log) private {
        (
            address holder,
            address recycler,
            CountryCode country,
            IRobotOwnership.Basis basis,
            bytes32 reason
        ) = abi.decode(log.data, (address, address, CountryCode, IRobotOwnership.Basis, bytes32));
        if (holder != robot.holder) _fault(Rule.BothConsented, "taken in from another");
        if (robot.state == IRobotHistory.State.Scrapped) {
            _fault(Rule.ScrappedIsFinal, "a destroyed robot was taken in");
        }
        _onTakenIn(id, recycler, country, basis, reason);
        robot.state = IRobotHistory.State.EndOfLife;
        robot.recycler = recycler;
        robot.recyclerCountry = country;
    }

    function _advance(
        Story storage robot,
        IRobotHistory.State from,
        IRobotHistory.State to
    ) private {
        if (robot.state != from) _fault(Rule.LifeGoesForward, "a step from another state");
        robot.state = to;
    }

    /// @dev Keys that differ in the sign of y alone are one key: the same chip signs for both.
    function _bind(RobotId id, DeviceKey memory key) private returns (bytes32 keyDigest) {
        keyDigest = keccak256(abi.encode(key));
        bool bound_ = RobotId.unwrap(_robotOfChip[key.x]) != 0;
        if (bound_) _fault(Rule.OneKeyOneCode, "a key was bound twice");
        else _robotOfChip[key.x] = id;
        _robotOfKey[keyDigest] = id;
        _keyDigests.push(keyDigest);
    }

    function _eventOf(IRobotHistory.HistoryKind kind) private pure returns (bytes32) {
        bytes32[21] memory events = [
            bytes32(0),
            IRobotLifecycle.PlacedOnMarket.selector,
            IRobotLifecycle.Relocated.selector,
            IRobotLifecycle.DeviceKeyReplaced.selector,
            IRobotOwnership.RobotTransferred.selector,
            IRobotOwnership.OperatorNamed.selector,
            IRobotOwnership.OperatorAccepted.selector,
            IRobotOwnership.OperatorResigned.selector,
            IRobotFlags.FlagRaised.selector,
            IRobotFlags.FlagCleared.selector,
            IRegistrarOrders.OrderProposed.selector,
            IRegistrarOrders.OrderObjected.selector,
            IRegistrarOrders.OrderCountersigned.selector,
            IRegistrarOrders.OrderWithdrawn.selector,
            IRobotLifecycle.TakenIn.selector,
            IRobotLifecycle.RobotScrapped.selector,
            IRobotOwnership.ReceiverApproved.selector,
            IRobotLifecycle.IntakeOffered.selector,
            IRobotLifecycle.ReturnOffered.selector,
            IRobotLifecycle.RobotReturned.selector,
            IRobotFlags.ClearanceSupported.selector
        ];
        return events[uint256(kind)];
    }

    function _requireNoEntryWaits() private {
        if (_entry.seq != 0 && !_mayBeSilent(_entry.kind)) {
            _fault(Rule.HeadIsTheFold, "an entry without a typed event");
        }
        delete _entry;
    }

    // -------------------------------------------------------------------- what the one who calls answers for

    function _onAdmitted(ManufacturerId maker) internal virtual;

    function _onIssued(ManufacturerId maker, address issuer) internal virtual;

    function _onApproved(RobotId id, address owner, address to) internal virtual;

    function _onApprovedForAll(address owner, address operator, bool approved) internal virtual;

    function _onRevoked(address account, RobotId id) internal virtual;

    function _onConsentRevoked(address account, bytes32 digest) internal virtual;

    function _onRecallsAsked() internal virtual;

    function _onRecallsRemoved() internal virtual;

    function _onStatusChanged(ManufacturerId maker) internal virtual;

    function _onCompromised(ManufacturerId maker, uint256 since) internal virtual;

    function _onSuccessorNamed(ManufacturerId maker) internal virtual;

    function _onSuccessionSigned(ManufacturerId maker) internal virtual;

    function _onSucceeded(ManufacturerId maker) internal virtual;

    function _onAccredited(address account, uint8 role, CountryCode country) internal virtual;

    function _onSeatAdmitted(uint256 seat) internal virtual;

    function _onSeatDeparted() internal virtual;

    function _onAssigned(CountryCode country, uint256 seat) internal virtual;

    function _onReleased(CountryCode country) internal virtual;

    function _onRecall(Vm.Log memory log) internal virtual;

    function _onIntakeOffered(RobotId id, address recycler) internal virtual;

    function _onReturnOffered(RobotId id, address recycler) internal virtual;

    function _onReturned(
        RobotId id,
        address holder,
        IRobotOwnership.Basis basis,
        bytes32 reason
    ) internal virtual;

    function _onFlagRaised(RobotId id, uint8 flag, address reporter) internal virtual;

    function _onFlagCleared(RobotId id, uint8 flag, address by, bytes32 reason) internal virtual;

    function _onClearanceSupported(RobotId id, uint8 flag, uint256 seat) internal virtual;

    function _onTransferred(
        RobotId id,
        address from,
        address to,
        IRobotOwnership.Basis basis,
        bytes32 reason
    ) internal virtual;

    function _onTakenIn(
        RobotId id,
        address recycler,
        CountryCode country,
        IRobotOwnership.Basis basis,
        bytes32 reason
    ) internal virtual;

    function _onScrapped(RobotId id, address recycler) internal virtual;

    function _onOrder(RobotId id, bytes32 kind, bytes memory data) internal virtual;

    /// @dev Whether an entry of this kind may come without an event: a foreign module owes nobody one.
    function _mayBeSilent(uint16 kind) internal view virtual returns (bool);

    // ------------------------------------------------------------------------------------------ private

    /// @dev Keeps the first fault against a rule.
    function _fault(Rule rule, string memory what) internal {
        if (bytes(_faults[rule]).length == 0) _faults[rule] = what;
    }

    /// @dev Watches a robot to which nothing happened yet, unless many are watched already.
    function _notice(RobotId id) private {
        if (_robots.length < _MOST_NOTICED) _watch(id);
    }

    /// @dev The robot's story, begun with its issuance where it has none yet.
    function _watch(RobotId id) internal returns (Story storage robot) {
        robot = _stories[id];
        if (robot.state != IRobotHistory.State.None) return robot;
        (bool found, uint256 index) = _issuanceOf(id);
        if (!found) {
            _fault(Rule.MintedByItsMaker, "something happened to a code that nobody issued");
            return robot;
        }
        Issuance storage issuance = _issuances[index];
        robot.lot = issuance.lot;
        robot.state = IRobotHistory.State.Issued;
        robot.head = keccak256(
            abi.encode(
                block.chainid,
                address(registry),
                id,
                issuance.lot,
                issuance.issuedAt,
                issuance.unitsRoot
            )
        );
        _robots.push(id);
    }

    /// @dev The first lot or list that holds a code, of all.
    function _issuanceOf(RobotId id) internal view returns (bool, uint256) {
        if (_listings[id] != 0) return (true, _listings[id] - 1);
        for (uint256 i; i < _issuances.length; ++i) {
            Issuance storage issuance = _issuances[i];
            if (!issuance.isLot) continue;
            if (_isWithin(id, issuance.stem, issuance.first, issuance.count)) return (true, i);
        }
        return (false, 0);
    }

    function _isWithin(
        RobotId id,
        bytes32 stem,
        uint256 first,
        uint256 count
    ) private pure returns (bool) {
        uint8 width = _widthOf(stem);
        if (!id.hasCounter(width)) return false;
        (bytes32 ownStem, uint256 counter) = id.parseCounter(width);
        return ownStem == stem && counter >= first && counter - first < count;
    }

    /// @dev The counter's characters are blank in a stem.
    function _widthOf(bytes32 stem) internal pure returns (uint8 width) {
        while (stem[28 - width] == 0) ++width;
    }

    function _address(bytes32 topic) internal pure returns (address) {
        return address(uint160(uint256(topic)));
    }
}
