// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LotId} from "../../contracts/identifier/LotId.sol";
import {ManufacturerId, ModelId, RobotId} from "../../contracts/identifier/RobotId.sol";
import {IRobotHistory} from "../../contracts/interfaces/IRobotHistory.sol";
import {IRobotIssuance} from "../../contracts/interfaces/IRobotIssuance.sol";
import {World} from "./World.sol";

/// @dev Issuance against a slow model of it, which remembers every lot and looks through all of them.
///
/// hardhat-config: deep.fuzz.runs = 4000
contract IssuanceTest is World {
    struct Range {
        bytes stem;
        uint256 first;
        uint256 count;
        uint40 issuedAt;
        bytes32 unitsRoot;
        uint24 index;
    }

    ManufacturerId private constant _MAKER = ManufacturerId.wrap("CNUT01");
    ModelId private constant _MODEL = ModelId.wrap("CNUT01G1PRO1");
    ModelId private constant _OTHER_MODEL = ModelId.wrap("CNUT01G1PRO2");
    ModelId private constant _LISTED = ModelId.wrap("CNUT01H2LAB1");

    /// @dev Stems are the first characters of these. The first two differ in the first character, the third runs into its
    /// counter without a seam.
    bytes17 private constant _STEM_A = "A2345678901234567";
    bytes17 private constant _STEM_B = "B2345678901234567";
    bytes17 private constant _STEM_0 = "00000000000000000";

    address private _maker;
    uint8 private _width;

    Range[] private _ranges;
    uint256 private _issued;

    mapping(bytes17 serial => uint256) private _listOf;

    function setUp() public {
        _deployWorld();
        _maker = _account("maker");
        _admit(_MAKER, _maker);
        _register(_LISTED, 0);
    }

    // ---------------------------------------------------------------------------------------- lots

    function testFuzz_lotsAnswerAsASlowModelDoes(uint256 width, uint256 seed) public {
        _registerModels(bound(width, 1, 16));
        uint256 numbers = 10 ** _width;
        for (uint256 i; i < 12; ++i) {
            uint256 dice = _dice(seed, i);
            bytes memory stem = _stem(dice);
            // Next to the end of what is issued, anywhere, or at the very end.
            uint256 first = _next(stem) + ((dice >> 16) % 4);
            if (first != 0) --first;
            if (dice % 5 == 0) first = (dice >> 32) % numbers;
            if (dice % 7 == 0) first = numbers - 1 - ((dice >> 32) % 3);
            if (first >= numbers) first = numbers - 1;
            uint256 count = (dice >> 64) % 5;
            if (dice % 3 == 0) count = (dice >> 96) % numbers;
            if (dice % 11 == 0) count = numbers - first + ((dice >> 128) % 2);
            if (dice % 23 == 0) count = type(uint64).max;
            _issue(stem, first, uint64(count));
        }

        for (uint256 i; i < _ranges.length; ++i) {
            Range memory range = _ranges[i];
            uint256 last = range.first + range.count - 1;
            if (range.first != 0) _probe(range.stem, range.first - 1);
            _probe(range.stem, range.first);
            _probe(range.stem, (range.first + last) / 2);
            _probe(range.stem, last);
            _probe(range.stem, last + 1);
        }
        for (uint256 i; i < 9; ++i) _probe(_stem(i), _dice(seed, 100 + i) % numbers);
        for (uint256 i; i < 3; ++i) {
            _probe(_stem(i), 0);
            _probe(_stem(i), numbers - 1);
        }
        vm.assertEq(_tokens().balanceOf(_maker), 0, "what nobody was given yet is in no balance");
    }

    function testFuzz_theRightOneOfManyLotsIsFound(uint256 seed) public {
        _registerModels(6);
        bytes memory stem = _stem(0);
        for (uint256 i; i < 24; ++i) {
            uint256 dice = _dice(seed, i);
            _issue(stem, _next(stem) + (dice % 3), uint64(1 + ((dice >> 8) % 4)));
        }
        vm.assertEq(_ranges.length, 24, "lots");
        uint256 end = _next(stem);
        for (uint256 counter; counter <= end; ++counter) _probe(stem, counter);
    }

    function test_everyWidthEndsWhereItsDigitsEnd() public {
        for (uint8 width = 1; width <= 16; ++width) {
            ModelId model = ModelId.wrap(
                bytes12(abi.encodePacked("CNUT01WIDTH", bytes1(uint8(0x40) + width)))
            );
            _register(model, width);
            uint256 numbers = 10 ** width;
            bytes17 first = _serial(_head(_STEM_A, width), width, numbers - 3);
            vm.startPrank(_maker);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IRobotIssuance.RobotRegistryCounterExhausted.selector,
                    model.compose(first),
                    4,
                    width
                )
            );
            registry.issueLot(model, first, 4, 0, "");
            registry.issueLot(model, first, 3, 0, "");
            bytes17 last = _serial(_head(_STEM_A, width), width, numbers - 1);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IRobotIssuance.RobotRegistryLotNotAscending.selector,
                    model.compose(last),
                    numbers - 1
                )
            );
            registry.issueLot(model, last, 1, 0, "");
            vm.stopPrank();

            _isIssued(model.compose(last), true);
            _isIssued(model.compose(first), true);
            if (width == 1) continue;
            // The neighbours are other numbers under the same stem, and no number at all.
            _isIssued(model.compose(_serial(_head(_STEM_A, width), width, numbers - 4)), false);
            _isIssued(model.compose(_replace(last, 16, "A")), false);
            _isIssued(model.compose(_replace(last, 17 - width, ":")), false);
        }
    }

    function testFuzz_lotsOfOneModelSayNothingOfAnother(
        uint256 width,
        uint256 first,
        uint64 count
    ) public {
        _registerModels(bound(width, 1, 16));
        uint256 numbers = 10 ** _width;
        first = bound(first, 0, numbers - 1);
        bytes memory stem = _stem(0);
        _issue(stem, first, uint64(bound(count, 1, numbers - first)));
        _isIssued(_MODEL.compose(_serial(stem, _width, first)), true);
        _isIssued(_OTHER_MODEL.compose(_serial(stem, _width, first)), false);
        _isIssued(_LISTED.compose(_serial(stem, _width, first)), false);
    }

    // --------------------------------------------------------------------------------------- lists

    function testFuzz_listsAnswerAsASlowModelDoes(uint256 seed) public {
        uint256 lists;
        uint256 issued;
        for (uint256 i; i < 8; ++i) {
            uint256 dice = _dice(seed, i);
            bytes17[] memory serials = new bytes17[](dice % 6);
            bytes memory refusal =
                serials.length == 0
                    ? abi.encodeWithSelector(IRobotIssuance.RobotRegistryEmptyLot.selector, _LISTED)
                    : bytes("");
            for (uint256 j; j < serials.length; ++j) {
                serials[j] = _listedSerial((dice >> (8 * (j + 1))) % 40);
                bool taken = _listOf[serials[j]] != 0;
                for (uint256 k; k < j; ++k) taken = taken || serials[k] == serials[j];
                if (taken && refusal.length == 0) {
                    refusal = abi.encodeWithSelector(
                        IRobotIssuance.RobotRegistryAlreadyIssued.selector,
                        _LISTED.compose(serials[j])
                    );
                }
            }
            vm.warp(vm.getBlockTimestamp() + 1 days);
            vm.prank(_maker);
            if (refusal.length != 0) vm.expectRevert(refusal);
            registry.issueList(_LISTED, serials, bytes32(dice), "");
            if (refusal.length != 0) continue;
            ++lists;
            issued += serials.length;
            for (uint256 j; j < serials.length; ++j) _listOf[serials[j]] = lists;
        }

        uint256 found;
        for (uint256 i; i < 40; ++i) {
            bytes17 serial = _listedSerial(i);
            RobotId id = _LISTED.compose(serial);
            uint256 list = _listOf[serial];
            _isIssued(id, list != 0);
            if (list == 0) continue;
            ++found;
            bytes32 lot = bytes32(ModelId.unwrap(_LISTED)) | bytes32(list - 1);
            vm.assertEq(LotId.unwrap(registry.lotOf(id)), lot, "list");
        }
        vm.assertEq(found, issued, "units of the lists");
        vm.assertEq(registry.lotCount(bytes32(ModelId.unwrap(_LISTED))), lists, "lists");
    }

    // ------------------------------------------------------------------------------------- private

    /// @dev Issues a lot and remembers it, or expects the refusal that the slow model foresees.
    function _issue(bytes memory stem, uint256 first, uint64 count) private {
        bytes17 serial = _serial(stem, _width, first);
        RobotId firstId = _MODEL.compose(serial);
        bytes memory refusal;
        if (count == 0) {
            refusal = abi.encodeWithSelector(IRobotIssuance.RobotRegistryEmptyLot.selector, _MODEL);
        } else if (first + count > 10 ** uint256(_width)) {
            refusal = abi.encodeWithSelector(
                IRobotIssuance.RobotRegistryCounterExhausted.selector,
                firstId,
                count,
                _width
            );
        } else if (first < _next(stem)) {
            refusal = abi.encodeWithSelector(
                IRobotIssuance.RobotRegistryLotNotAscending.selector,
                firstId,
                _next(stem) - 1
            );
        }

        vm.warp(vm.getBlockTimestamp() + 1 days);
        bytes32 unitsRoot = count % 2 == 0 ? bytes32(0) : keccak256(abi.encode(first));
        vm.prank(_maker);
        if (refusal.length != 0) vm.expectRevert(refusal);
        registry.issueLot(_MODEL, serial, count, unitsRoot, "");
        if (refusal.length != 0) return;

        uint24 index;
        for (uint256 i; i < _ranges.length; ++i) {
            if (keccak256(_ranges[i].stem) == keccak256(stem)) ++index;
        }
        _ranges.push(Range(stem, first, count, uint40(vm.getBlockTimestamp()), unitsRoot, index));
        _issued += count;
    }

    /// @dev Asks every view about a code and compares with the slow model.
    function _probe(bytes memory stem, uint256 counter) private {
        if (counter >= 10 ** uint256(_width)) return;
        RobotId id = _MODEL.compose(_serial(stem, _width, counter));
        for (uint256 i; i < _ranges.length; ++i) {
            Range memory range = _ranges[i];
            if (keccak256(range.stem) != keccak256(stem)) continue;
            if (counter < range.first || counter >= range.first + range.count) continue;
            _isIssued(id, true);
            bytes32 lot = bytes32(abi.encodePacked(_MODEL, stem)) | bytes32(uint256(range.index));
            vm.assertEq(LotId.unwrap(registry.lotOf(id)), lot, "lot");
            (bytes32 head, ) = registry.historyOf(RobotId.unwrap(id));
            bytes32 seed = keccak256(
                abi.encode(
                    block.chainid,
                    address(registry),
                    id,
                    lot,
                    range.issuedAt,
                    range.unitsRoot
                )
            );
            vm.assertEq(head, seed, "the beginning of its history");
            return;
        }
        _isIssued(id, false);
    }

    function _isIssued(RobotId id, bool issued) private {
        IRobotHistory.Robot memory robot = registry.robot(id);
        vm.assertEq(uint256(registry.stateOf(id)), issued ? 1 : 0, "stateOf");
        vm.assertEq(uint256(robot.state), issued ? 1 : 0, "robot.state");
        vm.assertEq(robot.holder, issued ? _maker : address(0), "robot.holder");
        if (issued) {
            vm.assertEq(_tokens().ownerOf(_token(id)), _maker, "ownerOf");
            vm.assertEq(LotId.unwrap(robot.lot), LotId.unwrap(registry.lotOf(id)), "robot.lot");
            return;
        }
        vm.assertEq(LotId.unwrap(robot.lot), bytes32(0), "robot.lot of an unknown code");
        vm.expectRevert(
            abi.encodeWithSelector(IRobotHistory.RobotRegistryUnknownRobot.selector, id)
        );
        registry.lotOf(id);
    }

    function _registerModels(uint256 width) private {
        _width = uint8(width);
        _register(_MODEL, _width);
        _register(_OTHER_MODEL, _width);
    }

    /// @dev The least counter behind all lots of a stem.
    function _next(bytes memory stem) private view returns (uint256 next) {
        for (uint256 i; i < _ranges.length; ++i) {
            if (keccak256(_ranges[i].stem) != keccak256(stem)) continue;
            uint256 end = _ranges[i].first + _ranges[i].count;
            if (end > next) next = end;
        }
    }

    function _stem(uint256 dice) private view returns (bytes memory) {
        bytes17[3] memory stems = [_STEM_A, _STEM_B, _STEM_0];
        return _head(stems[dice % 3], _width);
    }

    function _head(bytes17 characters, uint8 width) private pure returns (bytes memory head) {
        head = new bytes(17 - width);
        for (uint256 i; i < head.length; ++i) head[i] = characters[i];
    }

    /// @dev The stem and the number with leading zeros, one digit at a time.
    function _serial(
        bytes memory stem,
        uint8 width,
        uint256 counter
    ) private pure returns (bytes17) {
        bytes memory digits = new bytes(width);
        for (uint256 i = width; i > 0; --i) {
            digits[i - 1] = bytes1(uint8(0x30 + (counter % 10)));
            counter /= 10;
        }
        require(counter == 0, "the counter does not fit");
        return bytes17(bytes.concat(stem, digits));
    }

    function _listedSerial(uint256 number) private pure returns (bytes17) {
        bytes memory stem = "LOREM9IPSUM9O0I";
        return _serial(stem, 2, number);
    }

    function _replace(
        bytes17 serial,
        uint256 position,
        bytes1 character
    ) private pure returns (bytes17) {
        bytes memory characters = abi.encodePacked(serial);
        characters[position] = character;
        return bytes17(characters);
    }

    function _dice(uint256 seed, uint256 throw_) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, throw_)));
    }
}
