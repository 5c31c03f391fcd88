// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId
} from "../../../contracts/identifier/RobotId.sol";
import {IRobotHistory} from "../../../contracts/interfaces/IRobotHistory.sol";
import {DeviceKey} from "../../../contracts/registry/DeviceKey.sol";
import {HostileModule, HostilePolicy, HostileWallet} from "./Hostile.sol";
import {Witness} from "./Witness.sol";

/// @dev Who plays, what each can sign, and the dice that decide.
abstract contract Cast is Witness {
    /// @dev Three makers under two countries. The counters of their models have 12, 2 and 16 digits.
    ManufacturerId internal constant MAKER_A = ManufacturerId.wrap("CNUT01");
    ManufacturerId internal constant MAKER_B = ManufacturerId.wrap("CNBR02");
    ManufacturerId internal constant MAKER_C = ManufacturerId.wrap("ESRB03");

    HostileModule public immutable hostileModule = new HostileModule();
    HostilePolicy public immutable hostilePolicy = new HostilePolicy();
    HostileWallet public immutable wallet = new HostileWallet();

    ModelId[] internal _lotModels;
    ModelId[] internal _listModels;
    mapping(ModelId model => uint8) internal _widths;

    address[] internal _cast;
    address[] internal _recyclers;
    address internal _investigator;
    address internal _workshop;

    /// @dev What makes the dice of one campaign fall otherwise than those of another.
    uint256 private immutable _salt;

    uint256 private _entropy;

    constructor(uint256 salt) {
        _salt = salt;
    }

    function cast() external view returns (address[] memory) {
        return _cast;
    }

    function _assemble() internal {
        _deployWorld();
        _found();
        vm.label(address(wallet), "wallet");
        _cast.push(consortium.authorityOf(CN));
        _cast.push(consortium.authorityOf(ES));
        _cast.push(consortium.authorityOf(MX));
        string[10] memory people = [
            "maker A",
            "maker B",
            "maker C",
            "alice",
            "bob",
            "carol",
            "recycler",
            "another recycler",
            "investigator",
            "workshop"
        ];
        for (uint256 i; i < people.length; ++i) _cast.push(_account(people[i]));
        _cast.push(address(wallet));
        _recyclers.push(_cast[9]);
        _recyclers.push(_cast[10]);
        _investigator = _cast[11];
        _workshop = _cast[12];

        _open(MAKER_A, _cast[3]);
        _open(MAKER_B, _cast[4]);
        _open(MAKER_C, _cast[5]);
        _offer(ModelId.wrap("CNUT01LOTS12"), 12);
        _offer(ModelId.wrap("CNBR02LOTS02"), 2);
        _offer(ModelId.wrap("ESRB03LOTS16"), 16);
        _offer(ModelId.wrap("CNUT01LISTED"), 0);
        _offer(ModelId.wrap("ESRB03LISTED"), 0);

        _beginFolds();
        CountryCode[3] memory countries = [CN, ES, MX];
        for (uint256 i; i < countries.length; ++i) {
            _entrust(_recyclers[0], 3, countries[i]);
            _entrust(_recyclers[1], 3, countries[i]);
            _entrust(_investigator, 5, countries[i]);
            // A workshop in one country alone.
            if (i == 1) _entrust(_workshop, 1, countries[i]);
        }
    }

    // --------------------------------------------------------------------------------------------- dice

    /// @dev Begins an action; some time has passed, or none.
    function _begin(uint256 seed) internal {
        _entropy = uint256(keccak256(abi.encode(_salt, seed)));
        if (_roll(2) == 0) vm.warp(vm.getBlockTimestamp() + _roll(6 hours));
    }

    /// @dev A number below `sides`.
    function _roll(uint256 sides) internal returns (uint256) {
        _entropy = uint256(keccak256(abi.encode(_entropy)));
        return _entropy % sides;
    }

    function _seldom() internal returns (bool) {
        return _roll(8) == 0;
    }

    function _anyone() internal returns (address) {
        return _cast[_roll(_cast.length)];
    }

    /// @dev Who may, and now and then somebody else.
    function _mostly(address account) internal returns (address) {
        return account == address(0) || _seldom() ? _anyone() : account;
    }

    function _anyCountry() internal returns (CountryCode) {
        CountryCode[3] memory countries = [CN, ES, MX];
        return countries[_roll(3)];
    }

    function _anyModel() internal returns (ModelId) {
        return
            _roll(2) == 0
                ? _lotModels[_roll(_lotModels.length)]
                : _listModels[_roll(_listModels.length)];
    }

    /// @dev Any robot, and now and then a code that nobody issued.
    function _anyRobot() internal returns (RobotId) {
        if (_roll(32) == 0) return _listModels[0].compose("NOBODYISSUEDTHIS1");
        return _robots[_roll(_robots.length)];
    }

    /// @dev A robot in this state if there is one, and now and then any.
    function _robotIn(IRobotHistory.State state) internal returns (RobotId) {
        if (_roll(12) == 0) return _anyRobot();
        uint256 start = _roll(_robots.length);
        for (uint256 i; i < _robots.length; ++i) {
            RobotId id = _robots[(start + i) % _robots.length];
            if (_stories[id].state == state) return id;
        }
        return _robots[start];
    }

    // --------------------------------------------------------------------------------------- signatures

    /// @dev A signature of the account, which it stands by from now on.
    function _sign(address account, bytes32 digest) internal returns (bytes memory) {
        _signed[digest][account] = true;
        if (account == address(wallet)) {
            wallet.agree(digest);
            return "";
        }
        return _signWith(_keyOf[account], digest);
    }

    /// @dev A signature by somebody whom nobody knows.
    function _forge(bytes32 digest) internal pure returns (bytes memory) {
        return _signWith(uint256(keccak256("forger")), digest);
    }

    /// @dev The leaf of a unit with the key it is born with: a tree of this one leaf has it for its root.
    function _leafOf(RobotId id) internal returns (bytes32) {
        DeviceKey memory key = _newDeviceKey(keccak256(abi.encode(id)));
        bytes32 keyDigest = keccak256(abi.encode(key));
        return keccak256(bytes.concat(keccak256(abi.encode(id, keyDigest, _birthOf(id)))));
    }

    // ------------------------------------------------------------------------------------------ private

    function _entrust(address account, uint8 role, CountryCode country) private {
        vm.recordLogs();
        _caller = consortium.authorityOf(country);
        uint40 expiry = uint40(vm.getBlockTimestamp()) + ACCREDITED;
        vm.prank(_caller);
        authorities.accredit(account, role, country, expiry);
        _read(vm.getRecordedLogs());
    }

    function _open(ManufacturerId maker, address account) private {
        vm.recordLogs();
        _caller = consortium.authorityOf(maker.country());
        _admit(maker, account);
        _read(vm.getRecordedLogs());
    }

    function _offer(ModelId model, uint8 width) private {
        _register(model, width);
        _widths[model] = width;
        if (width == 0) _listModels.push(model);
        else _lotModels.push(model);
        _approve(model, CN);
        _approve(model, ES);
        _approve(model, MX);
    }
}
