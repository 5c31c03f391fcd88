// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISignedActs} from "../interfaces/ISignedActs.sol";

/// @title Who acts: the caller, or who signed
/// @notice `SignedActs` checks a signature and calls in the name of the signer, whose address follows the arguments of the
/// call (ERC-2771). No other contract is believed, and no vote replaces it.
abstract contract SignedActor {
    ISignedActs internal immutable _signedActs;

    constructor(ISignedActs signedActs_) {
        _signedActs = signedActs_;
    }

    function _actor() internal view returns (address) {
        if (msg.sender != address(_signedActs)) return msg.sender;
        return address(bytes20(msg.data[msg.data.length - 20:]));
    }
}
