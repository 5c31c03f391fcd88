// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {Digest} from "../words/Digest.sol";

/// @notice A robot's own P-256 public key.
/// @param x Horizontal coordinate.
/// @param y Vertical coordinate.
struct DeviceKey {
    bytes32 x;
    bytes32 y;
}

/// @notice An ES256 signature in the low-s form.
/// @param r First half.
/// @param s Second half, at most half the order of the curve.
struct DeviceSignature {
    bytes32 r;
    bytes32 s;
}

/// @title What a robot signs
/// @notice ES256 over 32 bytes: the robot hashes them with SHA-256, as secure elements, TPMs and WebCrypto do.
library DeviceKeyLibrary {
    /// @notice Digest under which a key is bound.
    /// @param key The key.
    /// @return keccak256(abi.encode(x, y)).
    function digest(DeviceKey memory key) internal pure returns (bytes32) {
        return Digest.words(key.x, key.y);
    }

    /// @notice Whether a signature over 32 bytes verifies. Asks the P256VERIFY precompile (EIP-7951) and, where it is
    /// missing, verifies in Solidity; a high s is refused.
    /// @param key The key.
    /// @param message The 32 bytes signed.
    /// @param signature The signature.
    /// @return Whether it does.
    function verifies(
        DeviceKey memory key,
        bytes32 message,
        DeviceSignature memory signature
    ) internal view returns (bool) {
        bytes32 hash = sha256(abi.encodePacked(message));
        return P256.verify(hash, signature.r, signature.s, key.x, key.y);
    }
}
