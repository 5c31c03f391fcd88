// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {
    CountryCode,
    ModelId,
    RobotId,
    RobotIdLibrary
} from "../../../contracts/identifier/RobotId.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {IRobotIssuance} from "../../../contracts/interfaces/IRobotIssuance.sol";
import {IRobotLifecycle} from "../../../contracts/interfaces/IRobotLifecycle.sol";
import {IRobotOwnership} from "../../../contracts/interfaces/IRobotOwnership.sol";
import {ISignedActs} from "../../../contracts/interfaces/ISignedActs.sol";
import {ITransferPolicy} from "../../../contracts/interfaces/ITransferPolicy.sol";
import {DeviceKey, DeviceSignature} from "../../../contracts/registry/DeviceKey.sol";
import {Acts} from "./Acts.sol";

/// @dev What makers, holders, receivers, operators and recyclers do.
abstract contract Owners is Acts {
    using RobotIdLibrary for bytes32;

    Offer[] private _offers;

    // ----------------------------------------------------------------------------------------- issuance

    function issueLot(uint256 seed) public {
        _begin(seed);
        ModelId model = _seldom() ? _anyModel() : _lotModels[_roll(_lotModels.length)];
        // A model of the other scheme has no counter: the call is refused whatever the serial.
        uint8 width = _widths[model] == 0 ? 12 : _widths[model];
        bytes32 stem = _stemOf(model, width, _roll(2) == 0 ? bytes1("A") : bytes1("B"));
        uint256 numbers = 10 ** uint256(width);
        uint256 first = _nextOf(stem);
        if (_seldom() && first != 0) first -= _roll(2) == 0 ? 1 : 1 + _roll(first);
        else if (_roll(2) == 0) first += _roll(3);
        if (first >= numbers) first = numbers - 1;
        uint256[6] memory counts = [1, 2, 3, 5, 10_000, numbers - first];
        uint256 count = counts[_roll(_seldom() ? 6 : 4)] + (_seldom() ? 1 : 0);

        RobotId firstId = stem.withCounter(width, first);
        bytes32 unitsRoot = _roll(4) == 0 ? _leafOf(firstId) : bytes32(0);
        _act(
            Act.IssueLot,
            _mostly(accountOf[model.manufacturer()]),
            address(registry),
            abi.encodeCall(
                IRobotIssuance.issueLot,
                (model, firstId.serial(), uint64(count), unitsRoot, "ipfs://lot")
            )
        );
    }

    function issueList(uint256 seed) public {
        _begin(seed);
        ModelId model = _seldom() ? _anyModel() : _listModels[_roll(_listModels.length)];
        bytes32 stem = _stemOf(model, 3, "L");
        bytes17[] memory serials = new bytes17[](1 + _roll(3));
        for (uint256 i; i < serials.length; ++i) {
            serials[i] = stem.withCounter(3, _roll(300)).serial();
        }
        if (_seldom() && _listed.length != 0) serials[0] = _listed[_roll(_listed.length)].serial();
        bytes32 unitsRoot = _roll(4) == 0 ? _leafOf(model.compose(serials[0])) : bytes32(0);
        _act(
            Act.IssueList,
            _mostly(accountOf[model.manufacturer()]),
            address(registry),
            abi.encodeCall(IRobotIssuance.issueList, (model, serials, unitsRoot, "ipfs://list"))
        );
    }

    // ---------------------------------------------------------------------------------------- lifecycle

    function place(uint256 seed) public {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.Issued);
        address caller = _mostly(holderOf(id));
        CountryCode country = _anyCountry();
        bool refused = _refuses(abi.encodeCall(ITransferPolicy.checkPlacement, (id, country)));
        // Its first key, or, where it was placed before, another.
        bool again = _stories[id].keyDigest != 0;
        DeviceKey memory key = _keyFor(
            again ? keccak256(abi.encode(id, _keyDigests.length)) : keccak256(abi.encode(id))
        );
        (
            IRobotLifecycle.BirthProof memory proof,
            DeviceSignature memory signature,
            bool evident
        ) = _evidence(id, key, caller, _rootOf(id));
        bool placed = _act(
            Act.Place,
            caller,
            address(registry),
            abi.encodeCall(IRobotLifecycle.placeOnMarket, (id, country, key, proof, signature))
        );
        if (!placed) return;
        if (!evident) _fault(Rule.OneKeyOneCode, "a key was bound without evidence");
        _requireHeeded(id, refused);
    }

    function relocate(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        CountryCode country = _anyCountry();
        bool refused = _refuses(abi.encodeCall(ITransferPolicy.checkPlacement, (id, country)));
        bool relocated = _act(
            Act.Relocate,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(IRobotLifecycle.relocate, (id, country))
        );
        if (relocated) _requireHeeded(id, refused);
    }

    function replaceDeviceKey(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        address caller = _mostly(holderOf(id));
        DeviceKey memory key = _keyFor(keccak256(abi.encode(id, _keyDigests.length)));
        (
            IRobotLifecycle.BirthProof memory proof,
            DeviceSignature memory signature,
            bool evident
        ) = _evidence(id, key, caller, 0);
        bool replaced = _act(
            Act.ReplaceDeviceKey,
            caller,
            address(registry),
            abi.encodeCall(IRobotLifecycle.replaceDeviceKey, (id, key, proof, signature))
        );
        if (replaced && !evident) _fault(Rule.OneKeyOneCode, "a key was bound without evidence");
    }

    /// @dev Robots are taken out of the world no faster than they come into it.
    function handIn(uint256 seed) public {
        _begin(seed);
        if (_roll(3) != 0) return;
        RobotId id = _robotIn(IRobotHistory.State(1 + _roll(3)));
        address recycler = _mostly(_recyclers[_roll(2)]);
        _act(
            Act.OfferIntake,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(IRobotLifecycle.offerIntake, (id, recycler))
        );
        // What was offered is not always taken.
        if (_roll(4) == 0) return;
        _act(
            Act.TakeIn,
            _mostly(recycler),
            address(registry),
            abi.encodeCall(IRobotLifecycle.takeIn, (id))
        );
    }

    /// @dev Recycler and holder think better of it.
    function takeBack(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.EndOfLife);
        _act(
            Act.OfferReturn,
            _mostly(_stories[id].recycler),
            address(registry),
            abi.encodeCall(IRobotLifecycle.offerReturn, (id))
        );
        _act(
            Act.TakeBack,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(IRobotLifecycle.takeBack, (id))
        );
    }

    function scrap(uint256 seed) public {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.EndOfLife);
        uint256 due = uint256(registry.disposalOf(id).takenInAt) + SCRAP_DELAY;
        if (_roll(3) != 0 && vm.getBlockTimestamp() < due) vm.warp(due);
        address recycler = _roll(4) == 0 ? _recyclers[_roll(2)] : _stories[id].recycler;
        _act(
            Act.Scrap,
            _mostly(recycler),
            address(registry),
            abi.encodeCall(IRobotLifecycle.scrap, (id, keccak256("certificate of destruction")))
        );
    }

    // ---------------------------------------------------------------------------------------- ownership

    function approve(uint256 seed) public {
        _begin(seed);
        RobotId id = _robotIn(
            _seldom() ? IRobotHistory.State.Issued : IRobotHistory.State.InService
        );
        address to = _seldom() ? address(0) : _anyone();
        if (_roll(4) == 0) to = address(wallet);
        _act(
            Act.Approve,
            _mostly(holderOf(id)),
            address(registry),
            abi.encodeCall(IERC721.approve, (to, _token(id)))
        );
    }

    function trust(uint256 seed) external {
        _begin(seed);
        _act(
            Act.Trust,
            _anyone(),
            address(registry),
            abi.encodeCall(IERC721.setApprovalForAll, (_anyone(), _roll(3) != 0))
        );
    }

    /// @dev The receiver takes what it was approved for, by one of the two calls of ERC-721.
    function take(uint256 seed) public {
        _begin(seed);
        RobotId id = _anyRobot();
        for (uint256 i; i < 8 && _agreements[id].to == address(0); ++i) id = _anyRobot();
        address from = _mostly(holderOf(id));
        address to = _mostly(_agreements[id].to);
        address caller = _mostly(to);
        _refused = _refuses(abi.encodeCall(ITransferPolicy.checkTransfer, (id, from, to)));
        if (_roll(2) == 0) {
            _act(
                Act.Take,
                caller,
                address(registry),
                abi.encodeCall(IERC721.transferFrom, (from, to, _token(id)))
            );
            return;
        }
        _prepareWallet(id);
        _act(
            Act.TakeSafely,
            caller,
            address(registry),
            abi.encodeWithSelector(0x42842e0e, from, to, _token(id))
        );
    }

    /// @dev Some consents are only signed, some submitted at once, some later and some again.
    function consent(uint256 seed) public {
        _begin(seed);
        Offer memory offer;
        if (_roll(3) == 0 && _offers.length != 0) {
            for (uint256 i; i < 6; ++i) {
                offer = _offers[_roll(_offers.length)];
                if (offer.consent.from == holderOf(offer.consent.id)) break;
            }
        } else {
            offer = _newOffer();
            if (_roll(3) == 0) return;
        }
        RobotId id = offer.consent.id;
        _submitted = offer;
        (_submittedHead, ) = _headOf(id);
        _refused = _refuses(
            abi.encodeCall(
                ITransferPolicy.checkTransfer,
                (id, offer.consent.from, offer.consent.to)
            )
        );
        _act(
            Act.SubmitConsent,
            _anyone(),
            address(signedActs),
            abi.encodeCall(
                ISignedActs.transferWithConsent,
                (
                    offer.consent,
                    offer.fromSignature,
                    offer.toSignature,
                    DeviceSignature(offer.r, offer.s)
                )
            )
        );
        delete _submitted;
    }

    function revokeConsents(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        // One for which something was signed, if there is one; and that consent alone, or all of them.
        if (_offers.length != 0 && _roll(4) != 0) {
            ISignedActs.Consent memory signed = _offers[_offers.length - 1].consent;
            id = signed.id;
            if (_roll(2) == 0) {
                _act(
                    Act.RevokeConsent,
                    _mostly(_roll(2) == 0 ? signed.from : signed.to),
                    address(signedActs),
                    abi.encodeCall(ISignedActs.revokeConsent, (signed))
                );
                return;
            }
        }
        _act(
            Act.RevokeConsents,
            _mostly(holderOf(id)),
            address(signedActs),
            abi.encodeCall(ISignedActs.revokeConsents, (id))
        );
    }

    function operate(uint256 seed) external {
        _begin(seed);
        RobotId id = _robotIn(IRobotHistory.State.InService);
        // One for which somebody was named, if there is one.
        for (uint256 i; i < _robots.length; ++i) {
            if (registry.operatorTerm(id).until > vm.getBlockTimestamp()) break;
            id = _robots[i];
        }
        IRobotOwnership.OperatorTerm memory term = registry.operatorTerm(id);
        if (term.account == address(0) || _roll(4) == 0) {
            id = _robotIn(IRobotHistory.State.InService);
            uint40 until = uint40(vm.getBlockTimestamp() + _roll(400 days));
            _act(
                Act.NameOperator,
                _mostly(holderOf(id)),
                address(registry),
                abi.encodeCall(
                    IRobotOwnership.setOperator,
                    (id, _seldom() ? address(0) : _anyone(), until)
                )
            );
        } else if (!term.accepted) {
            _act(
                Act.AcceptOperator,
                _mostly(term.account),
                address(registry),
                abi.encodeCall(IRobotOwnership.acceptOperator, (id))
            );
        } else {
            _act(
                Act.ResignOperator,
                _mostly(term.account),
                address(registry),
                abi.encodeCall(IRobotOwnership.resignOperator, (id))
            );
        }
    }

    // ------------------------------------------------------------------------------------------ private

    function _headOf(RobotId id) private view returns (bytes32 head, uint256 seq) {
        if (registry.stateOf(id) == IRobotHistory.State.None) return (0, 0);
        return registry.historyOf(RobotId.unwrap(id));
    }

    function _requireHeeded(RobotId id, bool refused) private {
        _requireUnordered(id, "placed under a pending order");
        if (refused) _fault(Rule.FlagsAndPoliciesAreHeeded, "placed against a policy");
        if (_stories[id].flags != 0) _fault(Rule.FlagsAndPoliciesAreHeeded, "placed under a flag");
    }

    /// @dev Whether some policy refuses: one of those named, or the recalls while they bind.
    function _refuses(bytes memory question) private view returns (bool) {
        ITransferPolicy[] memory policies = modules.transferPolicies();
        for (uint256 i; i < policies.length; ++i) {
            if (_isRefusedBy(address(policies[i]), question)) return true;
        }
        return _recallsBind() && _isRefusedBy(address(recalls), question);
    }

    function _isRefusedBy(address policy, bytes memory question) private view returns (bool) {
        (bool permitted, ) = policy.staticcall(question);
        return !permitted;
    }

    /// @dev A key of the robot's own, and now and then one that is or was bound, or the mirror image of one.
    function _keyFor(bytes32 seed) private returns (DeviceKey memory key) {
        if (!_seldom() || _keyDigests.length == 0) return _newDeviceKey(seed);
        key = _deviceKeys[_keyDigests[_roll(_keyDigests.length)]];
        if (_roll(3) == 0) key = _mirrored(key);
    }

    function _newOffer() private returns (Offer memory offer) {
        RobotId id = _robotIn(IRobotHistory.State.InService);
        uint256 time = vm.getBlockTimestamp();
        address from = _mostly(holderOf(id));
        (bytes32 head, ) = _headOf(id);
        ISignedActs.Consent memory consent_ = ISignedActs.Consent({
            id: id,
            from: from,
            to: _anyone(),
            nonce: _consentNonce(from, id) + (_roll(6) == 0 ? 1 : 0),
            deadline: _seldom() ? time - 1 : time + _roll(200 days),
            robotSigns: _roll(3) == 0,
            expectedHead: _roll(4) == 0 ? head : bytes32(0),
            termsDigest: keccak256("a contract of sale")
        });
        uint256 flaw = _roll(24);
        bytes32 digest = signedActs.consentDigest(consent_);
        offer.fromSignature = flaw == 0 ? _forge(digest) : _sign(consent_.from, digest);
        offer.toSignature = flaw == 1 ? _forge(digest) : _sign(consent_.to, digest);
        if (flaw == 2) {
            (offer.fromSignature, offer.toSignature) = (offer.toSignature, offer.fromSignature);
        }
        bytes32 keyDigest = _stories[id].keyDigest;
        if (flaw == 3 && _keyDigests.length != 0) keyDigest = _keyDigests[0];
        DeviceSignature memory signature = _signAsRobot(keyDigest, digest);
        offer.robotSignedWith = keyDigest;
        (offer.r, offer.s) = (signature.r, signature.s);
        // What is submitted is not always what was signed.
        if (flaw == 4) consent_.to = _anyone();
        if (flaw == 5) consent_.termsDigest = keccak256("another contract of sale");
        offer.digest = signedActs.consentDigest(consent_);
        offer.consent = consent_;
        _offers.push(offer);
    }

    function _prepareWallet(RobotId id) private {
        (address target, bytes memory data) = _assaultOn(id);
        if (_roll(2) == 0) {
            target = address(registry);
            data = abi.encodeCall(IRobotOwnership.setOperator, (id, _anyone(), FOREVER));
        }
        wallet.prepare(target, data);
    }

    function _rootOf(RobotId id) private view returns (bytes32) {
        (bool found, uint256 index) = _issuanceOf(id);
        return found ? _issuances[index].unitsRoot : bytes32(0);
    }

    /// @dev The least counter behind all lots of a stem.
    function _nextOf(bytes32 stem) private view returns (uint256 next) {
        for (uint256 i; i < _issuances.length; ++i) {
            Issuance storage issuance = _issuances[i];
            uint256 end = issuance.first + issuance.count;
            if (issuance.stem == stem && end > next) next = end;
        }
    }

    /// @dev A model, a letter and zeros, with room for the counter.
    function _stemOf(
        ModelId model,
        uint8 width,
        bytes1 letter
    ) private pure returns (bytes32 stem) {
        stem = bytes32(ModelId.unwrap(model)) | (bytes32(letter) >> 96);
        for (uint256 i = 13; i < 29 - width; ++i) stem |= bytes32(bytes1("0")) >> (8 * i);
    }
}
