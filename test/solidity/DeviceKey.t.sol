// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {ManufacturerId, ModelId, RobotId} from "../../contracts/identifier/RobotId.sol";
import {IRobotLifecycle} from "../../contracts/interfaces/IRobotLifecycle.sol";
import {DeviceKey, DeviceSignature} from "../../contracts/registry/DeviceKey.sol";
import {World} from "./World.sol";

/// @dev A chip that signs any hash it is given, as many do, and a maker that puts the same chip into two robots.
contract DeviceKeyTest is World {
    ModelId private constant _MODEL = ModelId.wrap("CNUT01G1PRO1");

    RobotId private _wreck;
    RobotId private _fresh;
    address private _maker;

    function setUp() public {
        _deployWorld();
        _maker = _account("maker");
        _admit(ManufacturerId.wrap("CNUT01"), _maker);
        _register(_MODEL, 12);
        _approve(_MODEL, ES);
        vm.prank(_maker);
        registry.issueLot(_MODEL, "26W05000000000001", 2, 0, "");
        _wreck = _MODEL.compose("26W05000000000001");
        _fresh = _MODEL.compose("26W05000000000002");
    }

    function testFuzz_aChipIsNotBoundAgainByTheMirrorImageOfItsKey(uint256 chip) public {
        chip = bound(chip, 1, P256.N - 1);
        (uint256 x, uint256 y) = vm.publicKeyP256(chip);
        DeviceKey memory key = DeviceKey(bytes32(x), bytes32(y));
        IRobotLifecycle.BirthProof memory proof = _attest(_wreck, keccak256(abi.encode(key)));
        bytes32 hash = sha256(abi.encodePacked(signedActs.deviceChallenge(_wreck, _maker)));
        vm.prank(_maker);
        registry.placeOnMarket(_wreck, ES, key, proof, _signHash(chip, hash));

        // The chip is asked to sign the negated hash; what it answers verifies under the mirrored key.
        DeviceKey memory mirrored = DeviceKey(bytes32(x), bytes32(P256.P - y));
        bytes32 keyDigest = keccak256(abi.encode(mirrored));
        proof = _attest(_fresh, keyDigest);
        hash = sha256(abi.encodePacked(signedActs.deviceChallenge(_fresh, _maker)));
        DeviceSignature memory signature = _signHash(
            chip,
            bytes32(P256.N - (uint256(hash) % P256.N))
        );
        bool signsForBoth = P256.verify(hash, signature.r, signature.s, mirrored.x, mirrored.y);
        vm.assertTrue(signsForBoth, "the chip does not sign for both");

        vm.prank(_maker);
        vm.expectRevert(
            abi.encodeWithSelector(
                IRobotLifecycle.RobotRegistryDeviceKeyBound.selector,
                keyDigest,
                _wreck
            )
        );
        registry.placeOnMarket(_fresh, ES, mirrored, proof, signature);
        (RobotId holder, bool current) = registry.robotOfDeviceKey(mirrored.x);
        bytes32 code = RobotId.unwrap(holder);
        vm.assertEq(code, RobotId.unwrap(_wreck), "the code that holds the mirrored key");
        vm.assertTrue(current, "the key is its code's no longer");
    }
}
