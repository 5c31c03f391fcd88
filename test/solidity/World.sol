// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId
} from "../../contracts/identifier/RobotId.sol";
import {IAuthorityRegistry} from "../../contracts/interfaces/IAuthorityRegistry.sol";
import {IConsortium} from "../../contracts/interfaces/IConsortium.sol";
import {IDossier} from "../../contracts/interfaces/IDossier.sol";
import {IRecallRegistry} from "../../contracts/interfaces/IRecallRegistry.sol";
import {IRegistrarOrders} from "../../contracts/interfaces/IRegistrarOrders.sol";
import {IRegistryModules} from "../../contracts/interfaces/IRegistryModules.sol";
import {IRobotFlags} from "../../contracts/interfaces/IRobotFlags.sol";
import {IRobotLifecycle} from "../../contracts/interfaces/IRobotLifecycle.sol";
import {IRobotRegistry} from "../../contracts/interfaces/IRobotRegistry.sol";
import {ISignedActs} from "../../contracts/interfaces/ISignedActs.sol";
import {DeviceKey, DeviceSignature} from "../../contracts/registry/DeviceKey.sol";
import {Test} from "./Test.sol";

/// @dev Every contract, deployed and linked as they are on a chain, and the accounts that found it: three seats, one country
/// each. The contracts come as compiled artifacts, so that a test need not be compiled again when one of them changes.
abstract contract World is Test {
    CountryCode internal constant CN = CountryCode.wrap("CN");
    CountryCode internal constant ES = CountryCode.wrap("ES");
    CountryCode internal constant MX = CountryCode.wrap("MX");

    /// @dev Order of the curve P-256.
    uint256 private constant _ORDER =
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;

    uint256 internal constant START = 1_800_000_000;
    uint40 internal constant FOREVER = type(uint40).max;
    uint40 internal constant TENURE = 180 days;
    uint40 internal constant ROTATION_DELAY = 2 days;
    uint40 internal constant SUCCESSION_NOTICE = 7 days;
    uint40 internal constant ORDER_NOTICE = 30 days;
    uint40 internal constant ORDER_VALIDITY = 90 days;
    uint40 internal constant SCRAP_DELAY = 7 days;
    uint40 internal constant CLOSING_NOTICE = 30 days;

    /// @dev As long as an accreditation can last.
    uint40 internal constant ACCREDITED = 730 days;
    uint8 internal constant RECALL_SPACE = 1;
    uint8 internal constant DOSSIER_SPACE = 2;

    /// @dev The timelock is the only admin: to call from it is to execute a decision of the consortium.
    address public governance;
    address public governor;
    IAccessManager public accessManager;
    IConsortium public consortium;
    IAuthorityRegistry public authorities;
    IRegistryModules public modules;
    IRobotRegistry public registry;
    ISignedActs public signedActs;
    IRegistrarOrders public orders;
    IRobotFlags public flags;
    IRecallRegistry public recalls;
    IDossier public dossier;

    mapping(address account => uint256 privateKey) internal _keyOf;

    /// @dev Keys of robots, by the digest of the public one.
    mapping(bytes32 keyDigest => DeviceKey) internal _deviceKeys;
    mapping(bytes32 keyDigest => uint256 privateKey) private _privateKeys;

    function _deployWorld() internal {
        vm.warp(START);
        address[] memory nobody;
        governance = deploy(
            "TimelockController",
            abi.encode(2 days, nobody, nobody, address(this))
        );
        accessManager = IAccessManager(deploy("AccessManager", abi.encode(governance)));
        IConsortium.Candidate[] memory founders = new IConsortium.Candidate[](3);
        founders[0] = _founder(CN, "authority of CN");
        founders[1] = _founder(ES, "authority of ES");
        founders[2] = _founder(MX, "authority of MX");
        consortium = IConsortium(
            deploy("Consortium", abi.encode(accessManager, founders, TENURE, ROTATION_DELAY))
        );
        governor = deploy(
            "ConsortiumGovernor",
            abi.encode(consortium, governance, uint48(1 days), uint32(7 days))
        );
        authorities = IAuthorityRegistry(
            deploy("AuthorityRegistry", abi.encode(consortium, SUCCESSION_NOTICE))
        );
        modules = IRegistryModules(
            deploy("RegistryModules", abi.encode(accessManager, TENURE, "https://id.example"))
        );
        signedActs = ISignedActs(deploy("SignedActs", abi.encode(authorities)));
        IRobotRegistry.Periods memory periods = IRobotRegistry.Periods({
            orderNotice: ORDER_NOTICE,
            orderValidity: ORDER_VALIDITY,
            scrapDelay: SCRAP_DELAY
        });
        registry = IRobotRegistry(
            deploy("RobotRegistry", abi.encode(authorities, modules, signedActs, periods))
        );
        orders = registry.registrarOrders();
        flags = registry.robotFlags();
        recalls = IRecallRegistry(deploy("RecallRegistry", abi.encode(registry, CLOSING_NOTICE)));
        dossier = IDossier(deploy("Dossier", abi.encode(registry)));
        vm.startPrank(governance);
        modules.setModule(RECALL_SPACE, address(recalls));
        modules.setModule(DOSSIER_SPACE, address(dossier));
        modules.addTransferPolicy(recalls);
        vm.stopPrank();
    }

    function _admit(ManufacturerId maker, address account) internal {
        vm.prank(consortium.authorityOf(maker.country()));
        authorities.admitManufacturer(maker, account, "A maker", "https://maker.example");
    }

    /// @dev A width of zero registers a model of the scheme `Listed`.
    function _register(ModelId model, uint8 counterWidth) internal {
        vm.prank(authorities.accountOf(model.manufacturer()));
        authorities.registerModel(model, counterWidth == 0 ? 2 : 1, counterWidth, "A model", "");
    }

    function _approve(ModelId model, CountryCode country) internal {
        vm.prank(consortium.authorityOf(country));
        authorities.approveModel(model, country, 3, keccak256("certificate"), FOREVER);
    }

    /// @dev Places a unit on a market as its maker, which attests its key.
    function _placeOnMarket(RobotId id, CountryCode country) internal {
        address maker = authorities.accountOf(id.manufacturer());
        DeviceKey memory key = _newDeviceKey(keccak256(abi.encode(id)));
        bytes32 keyDigest = keccak256(abi.encode(key));
        IRobotLifecycle.BirthProof memory proof = _attest(id, keyDigest);
        DeviceSignature memory signature = _signAsRobot(
            keyDigest,
            signedActs.deviceChallenge(id, maker)
        );
        vm.prank(maker);
        registry.placeOnMarket(id, country, key, proof, signature);
    }

    /// @dev By the maker's current account, which must be one that can sign.
    function _attest(
        RobotId id,
        bytes32 keyDigest
    ) internal view returns (IRobotLifecycle.BirthProof memory proof) {
        proof.birthRecordDigest = _birthOf(id);
        proof.attester = authorities.accountOf(id.manufacturer());
        proof.deadline = FOREVER;
        proof.signature = _signWith(
            _keyOf[proof.attester],
            signedActs.attestationDigest(id, keyDigest, proof.birthRecordDigest, FOREVER)
        );
    }

    function keyOf(bytes32 keyDigest) external view returns (DeviceKey memory) {
        return _deviceKeys[keyDigest];
    }

    function _newDeviceKey(bytes32 seed) internal returns (DeviceKey memory) {
        return _deviceKeyOf(bound(uint256(seed), 1, _ORDER - 1));
    }

    /// @dev The key with y negated, as the robot's own chip would come by it.
    function _mirrored(DeviceKey memory key) internal returns (DeviceKey memory) {
        return _deviceKeyOf(_ORDER - _privateKeys[keccak256(abi.encode(key))]);
    }

    function _deviceKeyOf(uint256 privateKey) private returns (DeviceKey memory key) {
        (uint256 x, uint256 y) = vm.publicKeyP256(privateKey);
        key = DeviceKey(bytes32(x), bytes32(y));
        bytes32 keyDigest = keccak256(abi.encode(key));
        _deviceKeys[keyDigest] = key;
        _privateKeys[keyDigest] = privateKey;
    }

    /// @dev ES256 over 32 bytes, in the low-s form.
    function _signAsRobot(
        bytes32 keyDigest,
        bytes32 message
    ) internal view returns (DeviceSignature memory) {
        uint256 privateKey = _privateKeys[keyDigest];
        if (privateKey == 0) return DeviceSignature(bytes32(uint256(1)), bytes32(uint256(1)));
        return _signHash(privateKey, sha256(abi.encodePacked(message)));
    }

    function _signHash(
        uint256 privateKey,
        bytes32 hash
    ) internal pure returns (DeviceSignature memory) {
        (bytes32 r, bytes32 s) = vm.signP256(privateKey, hash);
        if (uint256(s) > _ORDER / 2) s = bytes32(_ORDER - uint256(s));
        return DeviceSignature(r, s);
    }

    function _birthOf(RobotId id) internal pure returns (bytes32) {
        return keccak256(abi.encode("birth", id));
    }

    function _signWith(uint256 privateKey, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(privateKey, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev An account that can sign.
    function _account(string memory label) internal returns (address account) {
        uint256 privateKey = uint256(keccak256(bytes(label)));
        account = vm.addr(privateKey);
        _keyOf[account] = privateKey;
        vm.label(account, label);
    }

    function _tokens() internal view returns (IERC721) {
        return IERC721(address(registry));
    }

    function _token(RobotId id) internal pure returns (uint256) {
        return uint256(RobotId.unwrap(id));
    }

    function _founder(
        CountryCode country,
        string memory label
    ) private returns (IConsortium.Candidate memory candidate) {
        candidate.name = label;
        candidate.authority = _account(label);
        candidate.validator = _account(string.concat("validator of the ", label));
        candidate.countries = new CountryCode[](1);
        candidate.countries[0] = country;
    }
}
