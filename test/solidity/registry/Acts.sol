// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ManufacturerId, RobotId} from "../../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../../contracts/interfaces/IAuthorityRegistry.sol";
import {IRegistrarOrders} from "../../../contracts/interfaces/IRegistrarOrders.sol";
import {IRegistryModules} from "../../../contracts/interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../../../contracts/interfaces/IRobotFlags.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {IRobotIssuance} from "../../../contracts/interfaces/IRobotIssuance.sol";
import {IRobotLifecycle} from "../../../contracts/interfaces/IRobotLifecycle.sol";
import {IRobotOwnership} from "../../../contracts/interfaces/IRobotOwnership.sol";
import {IRobotRegistry} from "../../../contracts/interfaces/IRobotRegistry.sol";
import {ISignedActs} from "../../../contracts/interfaces/ISignedActs.sol";
import {DeviceKey, DeviceSignature} from "../../../contracts/registry/DeviceKey.sol";
import {Vm} from "../Vm.sol";
import {Cast} from "./Cast.sol";

/// @dev What is done, by anybody: a call is made, counted and read. And what can be done to any robot, right or wrong.
abstract contract Acts is Cast {
    enum Act {
        IssueLot,
        IssueList,
        Place,
        Relocate,
        ReplaceDeviceKey,
        Approve,
        Trust,
        Take,
        TakeSafely,
        SubmitConsent,
        RevokeConsent,
        RevokeConsents,
        NameOperator,
        AcceptOperator,
        ResignOperator,
        OfferIntake,
        TakeIn,
        OfferReturn,
        TakeBack,
        Scrap,
        RaiseFlag,
        ClearFlag,
        SupportClearance,
        ProposeOrder,
        Object,
        Countersign,
        WithdrawOrder,
        ExecuteOrder,
        NameMaker,
        AcceptMaker,
        DisciplineMaker,
        DeclareCompromised,
        NameSuccessor,
        SignSuccession,
        AcceptSuccession,
        AdmitMaker,
        ApproveModel,
        WithdrawApproval,
        Accredit,
        WithdrawAccreditation,
        ProposeAuthority,
        AcceptAuthority,
        OpenRecall,
        Remedy,
        ReopenUnit,
        CloseRecall,
        SuspendRecall,
        RecordInDossier,
        SetModule,
        AddPolicy,
        RemovePolicy,
        SetResolver,
        GrantRole,
        MoveCountry,
        ReplaceSeat,
        AppendAsModule,
        Grasp,
        Meddle,
        Assault
    }

    mapping(Act act => uint256) public tried;
    mapping(Act act => uint256) public done;

    constructor(uint256 salt) Cast(salt) {}

    /// @dev Calls as somebody, and reads what that did.
    function _act(
        Act act,
        address caller,
        address target,
        bytes memory data
    ) internal returns (bool succeeded) {
        _caller = caller;
        ++tried[act];
        vm.recordLogs();
        vm.prank(caller);
        (succeeded, ) = target.call(data);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (succeeded) {
            ++done[act];
            _read(logs);
        }
        _refused = false;
    }

    function _mayBeSilent(uint16) internal view override returns (bool) {
        return _caller == address(hostileModule);
    }

    /// @dev What it takes to bind a key, and now and then something less.
    function _evidence(
        RobotId id,
        DeviceKey memory key,
        address holder,
        bytes32 unitsRoot
    )
        internal
        returns (
            IRobotLifecycle.BirthProof memory proof,
            DeviceSignature memory signature,
            bool evident
        )
    {
        uint256 flaw = _roll(16);
        bytes32 keyDigest = keccak256(abi.encode(key));
        (proof, evident) = _birthProof(id, keyDigest, unitsRoot, flaw);
        bool wrongHolder = flaw == 1;
        bool wrongKey = flaw == 2 && _keyDigests.length != 0;
        signature = _signAsRobot(
            wrongKey ? _keyDigests[0] : keyDigest,
            signedActs.deviceChallenge(id, wrongHolder ? address(this) : holder)
        );
        evident = evident && !wrongHolder && !wrongKey;
    }

    /// @dev By the maker's word where the lot has no root, and now and then where it has.
    function _birthProof(
        RobotId id,
        bytes32 keyDigest,
        bytes32 unitsRoot,
        uint256 flaw
    ) private returns (IRobotLifecycle.BirthProof memory proof, bool evident) {
        proof.birthRecordDigest = _birthOf(id);
        if (unitsRoot == 0 || flaw == 3) {
            proof.attester = flaw == 4 ? _anyone() : accountOf[id.manufacturer()];
            proof.deadline = flaw == 5 ? vm.getBlockTimestamp() - 1 : FOREVER;
        }
        bytes32 attestation = signedActs.attestationDigest(
            id,
            keyDigest,
            proof.birthRecordDigest,
            proof.deadline
        );
        if (proof.attester == address(0)) {
            bytes32 leaf = keccak256(abi.encode(id, keyDigest, proof.birthRecordDigest));
            return (proof, unitsRoot == keccak256(bytes.concat(leaf)));
        }
        proof.signature = flaw == 0 ? _forge(attestation) : _sign(proof.attester, attestation);
        // What an account signed once is its word, forged or not; the maker's is that of its account, or of one before it.
        evident = _signed[attestation][proof.attester] && flaw != 5;
        evident = evident && authorities.isAttester(id.manufacturer(), proof.attester);
    }

    /// @dev One of the calls that change a robot, or issue one, and that do not ask for a robot's signature.
    function _assaultOn(RobotId id) internal returns (address target, bytes memory data) {
        target = address(registry);
        address to = _anyone();
        address holder = holderOf(id);
        uint256 what = _roll(30);
        if (what == 0) data = abi.encodeCall(IRobotRegistry.transferByOrder, (id, to, 1));
        if (what == 1) data = abi.encodeCall(IRobotRegistry.intakeByOrder, (id, _recyclers[0], 1));
        if (what == 2) {
            data = abi.encodeCall(
                IRobotRegistry.appendOrder,
                (id, IRobotHistory.HistoryKind.OrderProposed, to, keccak256("anything"))
            );
        }
        if (what == 3 || what == 4) {
            IRobotFlags.Flag raised =
                what == 3 ? IRobotFlags.Flag.Stolen : IRobotFlags.Flag.Disputed;
            data = abi.encodeCall(
                IRobotRegistry.setFlag,
                (id, raised, _roll(2) == 0, to, keccak256("anything"))
            );
        }
        if (what == 5) data = abi.encodeCall(IERC721.approve, (to, _token(id)));
        if (what == 6) data = abi.encodeCall(IERC721.transferFrom, (holder, to, _token(id)));
        if (what == 7) data = abi.encodeWithSelector(0x42842e0e, holder, to, _token(id));
        if (what == 8) {
            data = abi.encodeCall(
                IRobotRegistry.transferByConsent,
                (id, holder, to, keccak256("anything"), to)
            );
        }
        if (what == 9) data = abi.encodeCall(IRobotOwnership.setOperator, (id, to, FOREVER));
        if (what == 10) data = abi.encodeCall(IRobotOwnership.acceptOperator, (id));
        if (what == 11) data = abi.encodeCall(IRobotOwnership.resignOperator, (id));
        if (what == 12) data = abi.encodeCall(IRobotLifecycle.relocate, (id, _anyCountry()));
        if (what == 13) data = abi.encodeCall(IRobotLifecycle.offerIntake, (id, _recyclers[0]));
        if (what == 14) data = abi.encodeCall(IRobotLifecycle.scrap, (id, keccak256("anything")));
        if (what == 15) {
            data = abi.encodeCall(
                IRobotHistory.append,
                (id, uint8(_roll(256)), to, keccak256("anything"))
            );
        }
        if (what == 16 || what == 17) {
            target = address(flags);
            data =
                what == 16
                    ? abi.encodeCall(IRobotFlags.raiseFlag, (id, 1, keccak256("anything")))
                    : abi.encodeCall(IRobotFlags.clearFlag, (id, 1, keccak256("anything")));
        }
        if (what == 18 || what == 19) {
            target = address(orders);
            uint256 order = 1 + _roll(1 + _decisions.length);
            data =
                what == 18
                    ? abi.encodeCall(IRegistrarOrders.execute, (order))
                    : abi.encodeCall(IRegistrarOrders.propose, (id, 1, to, keccak256("anything")));
        }
        if (what == 20) {
            data = abi.encodeCall(IRobotIssuance.issueLot, (id.model(), id.serial(), 1, 0, ""));
        }
        if (what == 21) {
            bytes17[] memory serials = new bytes17[](1);
            serials[0] = id.serial();
            data = abi.encodeCall(IRobotIssuance.issueList, (id.model(), serials, 0, ""));
        }
        if (what == 22 || what == 23) {
            bool placing = what == 22;
            DeviceKey memory key =
                placing
                    ? _newDeviceKey(keccak256(abi.encode(id)))
                    : _newDeviceKey(keccak256(abi.encode(id, _keyDigests.length)));
            IRobotLifecycle.BirthProof memory proof;
            DeviceSignature memory signature;
            (proof, signature, ) = _evidence(id, key, holder, 0);
            data =
                placing
                    ? abi.encodeCall(IRobotLifecycle.placeOnMarket, (id, ES, key, proof, signature))
                    : abi.encodeCall(IRobotLifecycle.replaceDeviceKey, (id, key, proof, signature));
        }
        if (what == 24) {
            target = address(authorities);
            data = abi.encodeCall(
                IAuthorityRegistry.admitManufacturer,
                (ManufacturerId.wrap("CNEVIL"), to, "A maker of nobody's", "")
            );
        }
        if (what == 26) data = abi.encodeCall(IRobotLifecycle.takeIn, (id));
        if (what == 27) data = abi.encodeCall(IRobotLifecycle.takeBack, (id));
        if (what == 28) data = abi.encodeCall(IRobotLifecycle.offerReturn, (id));
        if (what == 29) {
            target = address(signedActs);
            data = abi.encodeCall(
                ISignedActs.offerIntakeBySig,
                (id, _recyclers[0], ISignedActs.Signed(holder, FOREVER, _forge(keccak256("word"))))
            );
        }
        if (what == 25) {
            target = address(modules);
            data = abi.encodeCall(IRegistryModules.setModule, (uint8(1 + _roll(3)), to));
        }
    }
}
