// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId
} from "../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../contracts/interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../../contracts/interfaces/IConsortium.sol";
import {IRobotHistory} from "../../contracts/interfaces/IRobotHistory.sol";
import {IRobotLifecycle} from "../../contracts/interfaces/IRobotLifecycle.sol";
import {DeviceKey, DeviceSignature} from "../../contracts/registry/DeviceKey.sol";
import {Symbolic} from "./Symbolic.sol";

/// @dev Stands for every contract that the registry asks: it gives any answer, another one each time, and refuses nothing.
/// What holds with it holds with the real ones. Only the width of counters is fixed.
contract AnyAnswers is Symbolic {
    uint8 private constant _COUNTER_WIDTH = 12;

    // Authorities and seats.

    function consortium() external view returns (address) {
        return address(this);
    }

    function accountOf(ManufacturerId) external view returns (address) {
        return svm.createAddress("account");
    }

    function authorityOf(CountryCode) external view returns (address) {
        return svm.createAddress("authority");
    }

    function manufacturer(
        ManufacturerId
    ) external view returns (IAuthorityRegistry.Manufacturer memory answer) {
        answer.account = svm.createAddress("account");
        answer.status =
            svm.createBool("compromised")
                ? IAuthorityRegistry.ManufacturerStatus.Compromised
                : IAuthorityRegistry.ManufacturerStatus.Active;
    }

    function model(ModelId) external pure returns (IAuthorityRegistry.Model memory) {
        return _model();
    }

    function requireIssuer(
        ModelId,
        address
    ) external pure returns (IAuthorityRegistry.Model memory) {
        return _model();
    }

    function isAccredited(
        address,
        IAuthorityRegistry.Role,
        CountryCode
    ) external view returns (bool) {
        return svm.createBool("accredited");
    }

    function requireAccredited(address, IAuthorityRegistry.Role, CountryCode) external pure {}

    function requireRecyclerSince(address, CountryCode, uint40) external pure {}

    function requireApproved(ModelId, CountryCode) external pure {}

    function requireAuthority(CountryCode, address) external pure {}

    function requireTenuredAuthority(CountryCode, address) external pure {}

    function seatOfAuthority(address) external view returns (uint256) {
        return svm.createUint(32, "seat");
    }

    function seatOfCountry(CountryCode) external view returns (uint256) {
        return svm.createUint(32, "seat");
    }

    function hasTenure(uint256) external view returns (bool) {
        return svm.createBool("tenure");
    }

    function hasHeld(CountryCode, uint256, uint256) external view virtual returns (bool) {
        return svm.createBool("held");
    }

    function tenancyOf(CountryCode) external view returns (IConsortium.Tenancy memory answer) {
        answer.seat = uint32(svm.createUint(32, "seat"));
        answer.since = uint40(svm.createUint(40, "since"));
        answer.actsFrom = uint40(svm.createUint(40, "acts from"));
    }

    function countersignaturesNeeded() external view returns (uint256) {
        return svm.createUint(16, "signatures");
    }

    // Modules and policies.

    function spaceOf(address) external view returns (uint8) {
        return uint8(svm.createUint(8, "space"));
    }

    function checkTransfer(RobotId, address, address) external pure {}

    function checkPlacement(RobotId, CountryCode) external pure {}

    function checkOperator(RobotId, address) external pure {}

    // Signed acts.

    function bind(IAuthorityRegistry) external pure {}

    function checkAttestation(
        RobotId,
        bytes32,
        IRobotLifecycle.BirthProof calldata
    ) external pure {}

    function checkDevice(
        RobotId,
        address,
        DeviceKey calldata,
        DeviceSignature calldata
    ) external pure {}

    // The registry, to its companions.

    function countryOf(RobotId) external view returns (CountryCode) {
        return CountryCode.wrap(bytes2(uint16(svm.createUint(16, "country"))));
    }

    function stateOf(RobotId) external view returns (IRobotHistory.State) {
        return
            svm.createBool("in service")
                ? IRobotHistory.State.InService
                : IRobotHistory.State.EndOfLife;
    }

    function holdingOf(RobotId) external view returns (address, uint256) {
        return (svm.createAddress("holder"), svm.createUint(32, "transfers"));
    }

    function appendOrder(
        RobotId,
        IRobotHistory.HistoryKind,
        address,
        bytes32
    ) external view returns (uint256) {
        return svm.createUint(64, "seq");
    }

    function robotFlags() external view returns (address) {
        return address(this);
    }

    function clearByOrder(RobotId, address, uint256) external pure {}

    function transferByOrder(RobotId, address, uint256) external pure {}

    function intakeByOrder(RobotId, address, uint256) external pure {}

    function _model() private pure returns (IAuthorityRegistry.Model memory) {
        return
            IAuthorityRegistry.Model({
                scheme: IAuthorityRegistry.SerialScheme.Sequential,
                counterWidth: _COUNTER_WIDTH,
                registeredAt: 1
            });
    }
}
