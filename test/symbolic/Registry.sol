// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CountryCode, ModelId, RobotId} from "../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../contracts/interfaces/IAuthorityRegistry.sol";
import {IRegistryModules} from "../../contracts/interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../../contracts/interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../../contracts/interfaces/IRobotHistory.sol";
import {IRobotIssuance} from "../../contracts/interfaces/IRobotIssuance.sol";
import {IRobotLifecycle} from "../../contracts/interfaces/IRobotLifecycle.sol";
import {IRobotRegistry} from "../../contracts/interfaces/IRobotRegistry.sol";
import {ISignedActs} from "../../contracts/interfaces/ISignedActs.sol";
import {DeviceKey, DeviceSignature} from "../../contracts/registry/DeviceKey.sol";
import {RobotRegistry} from "../../contracts/registry/RobotRegistry.sol";
import {AnyAnswers} from "./AnyAnswers.sol";
import {Symbolic} from "./Symbolic.sol";

/// @dev The registry, whose storage can be looked into.
contract OpenRegistry is RobotRegistry {
    constructor(
        address others
    )
        RobotRegistry(
            IAuthorityRegistry(others),
            IRegistryModules(others),
            ISignedActs(others),
            Periods({orderNotice: 30 days, orderValidity: 90 days, scrapDelay: 7 days})
        )
    {}

    function storedState(RobotId id) external view returns (State) {
        return _units[id].state;
    }

    function lotRecord(bytes32 stem, uint256 index) external view returns (LotRecord memory) {
        return _lots[stem][index];
    }
}

/// @dev One call of the registry, from any account, at any time, on any storage, with any answers of the contracts that it
/// asks. What holds for each call holds for any number of them. The code of the robot is fixed, and something is stored of it:
/// the first call on a unit of a lot writes `Issued` before it does anything else.
contract RegistryChecks is Symbolic {
    RobotId private constant _ID = RobotId.wrap("CNUT01G1PRO126W05000000000007");
    bytes32 private constant _STEM = "CNUT01G1PRO126W05";

    OpenRegistry private _registry;

    function setUp() public {
        _registry = new OpenRegistry(address(new AnyAnswers()));
        svm.enableSymbolicStorage(address(_registry));
        svm.enableSymbolicStorage(address(_registry.registrarOrders()));
        svm.enableSymbolicStorage(address(_registry.robotFlags()));
    }

    // The state of a robot goes forward only.

    function check_state_placeOnMarket(
        CountryCode country,
        DeviceKey calldata key,
        DeviceSignature calldata signature,
        bool byAttestation
    ) external {
        IRobotLifecycle.BirthProof memory proof = _proof(byAttestation);
        _forward(
            abi.encodeCall(IRobotLifecycle.placeOnMarket, (_ID, country, key, proof, signature))
        );
    }

    function check_state_relocate(CountryCode country) external {
        _forward(abi.encodeCall(IRobotLifecycle.relocate, (_ID, country)));
    }

    function check_state_replaceDeviceKey(
        DeviceKey calldata key,
        DeviceSignature calldata signature
    ) external {
        IRobotLifecycle.BirthProof memory proof = _proof(true);
        _forward(abi.encodeCall(IRobotLifecycle.replaceDeviceKey, (_ID, key, proof, signature)));
    }

    function check_state_offerIntake(address recycler) external {
        _forward(abi.encodeCall(IRobotLifecycle.offerIntake, (_ID, recycler)));
    }

    function check_state_takeIn() external {
        _forward(abi.encodeCall(IRobotLifecycle.takeIn, (_ID)));
    }

    function check_state_offerReturn() external {
        _forward(abi.encodeCall(IRobotLifecycle.offerReturn, (_ID)));
    }

    function check_state_scrap(bytes32 certificate) external {
        _forward(abi.encodeCall(IRobotLifecycle.scrap, (_ID, certificate)));
    }

    function check_state_intakeByOrder(address recycler, uint256 order) external {
        _forward(abi.encodeCall(IRobotRegistry.intakeByOrder, (_ID, recycler, order)));
    }

    function check_state_transferByConsent(
        address from,
        address to,
        bytes32 terms,
        address actor
    ) external {
        _forward(abi.encodeCall(IRobotRegistry.transferByConsent, (_ID, from, to, terms, actor)));
    }

    function check_state_transferFrom(address from, address to) external {
        _forward(abi.encodeWithSignature("transferFrom(address,address,uint256)", from, to, _ID));
    }

    function check_state_approve(address to) external {
        _forward(abi.encodeWithSignature("approve(address,uint256)", to, _ID));
    }

    function check_state_setOperator(address account, uint40 until) external {
        _forward(
            abi.encodeWithSignature("setOperator(bytes32,address,uint40)", _ID, account, until)
        );
    }

    function check_state_acceptOperator() external {
        _forward(abi.encodeWithSignature("acceptOperator(bytes32)", _ID));
    }

    function check_state_resignOperator() external {
        _forward(abi.encodeWithSignature("resignOperator(bytes32)", _ID));
    }

    function check_state_append(uint8 kind, address actor, bytes32 payload) external {
        _forward(abi.encodeCall(IRobotHistory.append, (_ID, kind, actor, payload)));
    }

    function check_state_appendOrder(bool proposed, address actor, bytes32 payload) external {
        IRobotHistory.HistoryKind kind =
            proposed
                ? IRobotHistory.HistoryKind.OrderProposed
                : IRobotHistory.HistoryKind.OrderWithdrawn;
        _forward(abi.encodeCall(IRobotRegistry.appendOrder, (_ID, kind, actor, payload)));
    }

    function check_state_appendClearance(address actor, bytes32 payload) external {
        _forward(abi.encodeCall(IRobotRegistry.appendClearance, (_ID, actor, payload)));
    }

    function check_state_setFlag(bool stolen, bool up, address actor, bytes32 payload) external {
        IRobotFlags.Flag flag = stolen ? IRobotFlags.Flag.Stolen : IRobotFlags.Flag.Disputed;
        _forward(abi.encodeCall(IRobotRegistry.setFlag, (_ID, flag, up, actor, payload)));
    }

    function check_state_issueLot(uint64 count, bytes32 root) external {
        _forward(_issueLot(count, root));
    }

    // The one way back, by two functions: from the end of life to where the robot was.

    function check_wayBack_takeBack() external {
        _forwardOrBack(abi.encodeCall(IRobotLifecycle.takeBack, (_ID)));
    }

    function check_wayBack_transferByOrder(address to, uint256 order) external {
        _forwardOrBack(abi.encodeCall(IRobotRegistry.transferByOrder, (_ID, to, order)));
    }

    // A key that is bound to a robot stays bound to it.

    function check_key_placeOnMarket(
        bytes32 x,
        CountryCode country,
        DeviceKey calldata key,
        DeviceSignature calldata signature
    ) external {
        IRobotLifecycle.BirthProof memory proof = _proof(true);
        _bound(
            x,
            abi.encodeCall(IRobotLifecycle.placeOnMarket, (_ID, country, key, proof, signature))
        );
    }

    function check_key_replaceDeviceKey(
        bytes32 x,
        DeviceKey calldata key,
        DeviceSignature calldata signature
    ) external {
        IRobotLifecycle.BirthProof memory proof = _proof(true);
        _bound(x, abi.encodeCall(IRobotLifecycle.replaceDeviceKey, (_ID, key, proof, signature)));
    }

    function check_key_takeIn(bytes32 x) external {
        _bound(x, abi.encodeCall(IRobotLifecycle.takeIn, (_ID)));
    }

    function check_key_takeBack(bytes32 x) external {
        _bound(x, abi.encodeCall(IRobotLifecycle.takeBack, (_ID)));
    }

    function check_key_scrap(bytes32 x, bytes32 certificate) external {
        _bound(x, abi.encodeCall(IRobotLifecycle.scrap, (_ID, certificate)));
    }

    function check_key_transferByOrder(bytes32 x, address to, uint256 order) external {
        _bound(x, abi.encodeCall(IRobotRegistry.transferByOrder, (_ID, to, order)));
    }

    // Lots of a stem never overlap: a new one begins behind the last, and no old one changes.

    function check_lots_ascend(uint64 count, bytes32 root) external {
        OpenRegistry.LotRecord memory first = _registry.lotRecord(_STEM, 0);
        if (!_call(_issueLot(count, root))) return;
        OpenRegistry.LotRecord memory added = _registry.lotRecord(_STEM, first.lotsOfStem);
        assert(added.firstCounter == 7 && added.firstCounter >= first.nextCounter);
        assert(added.count == count && count != 0);
        OpenRegistry.LotRecord memory head = _registry.lotRecord(_STEM, 0);
        assert(head.lotsOfStem == first.lotsOfStem + 1);
        // In uint256: the end is not beyond what a counter holds.
        assert(uint256(head.nextCounter) == 7 + uint256(count));
    }

    function check_lots_stay(uint256 index, uint64 count, bytes32 root) external {
        OpenRegistry.LotRecord memory before = _registry.lotRecord(_STEM, index);
        vm.assume(index < _registry.lotRecord(_STEM, 0).lotsOfStem);
        if (!_call(_issueLot(count, root))) return;
        OpenRegistry.LotRecord memory later = _registry.lotRecord(_STEM, index);
        assert(later.firstCounter == before.firstCounter && later.count == before.count);
        assert(later.issuedAt == before.issuedAt && later.unitsRoot == before.unitsRoot);
    }

    // What must be possible: a check of what never succeeds would prove nothing.

    function reach_scrap(bytes32 certificate) external {
        IRobotHistory.State before = _registry.storedState(_ID);
        vm.assume(before == IRobotHistory.State.EndOfLife);
        _call(abi.encodeCall(IRobotLifecycle.scrap, (_ID, certificate)));
        assert(_registry.storedState(_ID) != IRobotHistory.State.Scrapped);
    }

    function reach_takeIn() external {
        IRobotHistory.State before = _registry.storedState(_ID);
        vm.assume(before == IRobotHistory.State.InService);
        _call(abi.encodeCall(IRobotLifecycle.takeIn, (_ID)));
        assert(_registry.storedState(_ID) != IRobotHistory.State.EndOfLife);
    }

    function reach_takeBack() external {
        vm.assume(_registry.storedState(_ID) == IRobotHistory.State.EndOfLife);
        _call(abi.encodeCall(IRobotLifecycle.takeBack, (_ID)));
        assert(_registry.storedState(_ID) != IRobotHistory.State.InService);
    }

    function reach_transferByOrder(address to, uint256 order) external {
        vm.assume(_registry.storedState(_ID) == IRobotHistory.State.EndOfLife);
        _call(abi.encodeCall(IRobotRegistry.transferByOrder, (_ID, to, order)));
        assert(_registry.storedState(_ID) != IRobotHistory.State.InService);
    }

    function reach_placeOnMarket(
        CountryCode country,
        DeviceKey calldata key,
        DeviceSignature calldata signature
    ) external {
        IRobotLifecycle.BirthProof memory proof = _proof(true);
        _call(abi.encodeCall(IRobotLifecycle.placeOnMarket, (_ID, country, key, proof, signature)));
        (RobotId bound, ) = _registry.robotOfDeviceKey(key.x);
        assert(
            RobotId.unwrap(bound) != RobotId.unwrap(_ID) ||
                _registry.storedState(_ID) != IRobotHistory.State.InService
        );
    }

    function reach_issueLot(uint64 count, bytes32 root) external {
        assert(!_call(_issueLot(count, root)));
    }

    function _forward(bytes memory data) private {
        IRobotHistory.State before = _registry.storedState(_ID);
        vm.assume(before != IRobotHistory.State.None);
        _call(data);
        IRobotHistory.State later = _registry.storedState(_ID);
        assert(later >= before);
        // Destruction follows on the end of life alone.
        assert(later != IRobotHistory.State.Scrapped || before >= IRobotHistory.State.EndOfLife);
    }

    function _forwardOrBack(bytes memory data) private {
        IRobotHistory.State before = _registry.storedState(_ID);
        vm.assume(before != IRobotHistory.State.None);
        _call(data);
        IRobotHistory.State later = _registry.storedState(_ID);
        bool isBack =
            before == IRobotHistory.State.EndOfLife &&
                (later == IRobotHistory.State.Issued || later == IRobotHistory.State.InService);
        assert(later >= before || isBack);
        assert((later == IRobotHistory.State.Scrapped) == (before == IRobotHistory.State.Scrapped));
    }

    function _bound(bytes32 x, bytes memory data) private {
        vm.assume(_registry.storedState(_ID) != IRobotHistory.State.None);
        (RobotId before, ) = _registry.robotOfDeviceKey(x);
        vm.assume(RobotId.unwrap(before) != 0);
        _call(data);
        (RobotId later, ) = _registry.robotOfDeviceKey(x);
        assert(RobotId.unwrap(later) == RobotId.unwrap(before));
    }

    function _call(bytes memory data) private returns (bool done) {
        vm.warp(svm.createUint(40, "time"));
        vm.prank(svm.createAddress("caller"));
        (done, ) = address(_registry).call(data);
    }

    function _issueLot(uint64 count, bytes32 root) private pure returns (bytes memory) {
        ModelId model = ModelId.wrap("CNUT01G1PRO1");
        bytes17 serial = "26W05000000000007";
        return abi.encodeCall(IRobotIssuance.issueLot, (model, serial, count, root, ""));
    }

    function _proof(
        bool byAttestation
    ) private view returns (IRobotLifecycle.BirthProof memory proof) {
        proof.birthRecordDigest = svm.createBytes32("birth record");
        proof.siblings = new bytes32[](1);
        proof.siblings[0] = svm.createBytes32("sibling");
        proof.attester = byAttestation ? address(1) : address(0);
        proof.deadline = svm.createUint(256, "deadline");
        proof.signature = svm.createBytes(65, "signature");
    }
}
