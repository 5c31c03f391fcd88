// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CountryCode,
    ManufacturerId,
    ModelId,
    RobotId
} from "../../contracts/identifier/RobotId.sol";
import {RobotIdLibrary} from "../../contracts/identifier/RobotId.sol";
import {IRobotId} from "../../contracts/interfaces/IRobotId.sol";
import {RobotIdMock} from "../mocks/RobotIdMock.sol";
import {Test} from "./Test.sol";

/// @dev The code library against slow readings of the same rules, one byte at a time.
contract RobotIdTest is Test {
    bytes private constant _ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    RobotIdMock private _mock;

    function setUp() public {
        _mock = new RobotIdMock();
    }

    // ------------------------------------------------------------------------------------- isValid

    function test_everyByteAtEveryPositionIsJudgedAsTheAlphabetSays() public pure {
        bytes32 code = "CNUT01G1PRO126W05000000001234";
        for (uint256 position; position < 32; ++position) {
            for (uint256 byte_; byte_ < 256; ++byte_) {
                bytes32 changed = _replace(code, position, bytes1(uint8(byte_)));
                if (RobotId.wrap(changed).isValid() != _allowed(position, bytes1(uint8(byte_)))) {
                    vm.assertEq(changed, bytes32(0), "isValid disagrees with the alphabet");
                }
            }
        }
    }

    function testFuzz_isValidAgreesWithALoopOverTheBytes(
        bytes32 any,
        bytes32 seed,
        bytes32 mask
    ) public pure {
        _agrees(any);
        // Words close to a valid one: few random bytes, kept where the mask says.
        bytes32 code = RobotId.unwrap(_valid(seed));
        _agrees(code);
        for (uint256 position; position < 32; ++position) {
            if (uint8(mask[position]) < 16) code = _replace(code, position, any[position]);
        }
        _agrees(code);
    }

    function testFuzz_shorterKeysAgreeWithALoopOverTheBytes(
        bytes32 any,
        bytes32 seed,
        uint256 position
    ) public pure {
        position = bound(position, 0, 11);
        bytes32 code = _replace(RobotId.unwrap(_valid(seed)), position, any[position]);
        vm.assertEq(ModelId.wrap(bytes12(code)).isValid(), _firstWrong(code, 12) == 12, "model");
        vm.assertEq(
            ManufacturerId.wrap(bytes6(code)).isValid(),
            _firstWrong(code, 6) == 6,
            "manufacturer"
        );
        vm.assertEq(CountryCode.wrap(bytes2(code)).isValid(), _firstWrong(code, 2) == 2, "country");
    }

    // -------------------------------------------------------------------------------- requireValid

    function testFuzz_everyValidCodePasses(bytes32 seed) public view {
        RobotId id = _valid(seed);
        _mock.requireValid(id);
        _mock.requireValidModel(id.model());
        _mock.requireValidManufacturer(id.manufacturer());
        _mock.requireValidCountry(id.country());
    }

    function testFuzz_aByteOutsideTheAlphabetIsRefusedWithItsPosition(
        bytes32 seed,
        uint256 position,
        bytes1 byte_
    ) public {
        position = bound(position, 0, 31);
        vm.assume(!_allowed(position, byte_));
        bytes32 code = _replace(RobotId.unwrap(_valid(seed)), position, byte_);
        bytes4 selector =
            position < 29
                ? IRobotId.RobotIdInvalidCharacter.selector
                : IRobotId.RobotIdInvalidPadding.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, code, position));
        _mock.requireValid(RobotId.wrap(code));
    }

    function testFuzz_theFirstOfManyWrongBytesIsNamed(bytes32 seed, bytes32 any) public {
        bytes32 code = RobotId.unwrap(_valid(seed));
        uint256 from = uint8(seed[31]) % 32;
        for (uint256 position = from; position < 32; ++position) {
            code = _replace(code, position, any[position]);
        }
        uint256 first = _firstWrong(code, 32);
        vm.assume(first < 32);
        bytes4 selector =
            first < 29
                ? IRobotId.RobotIdInvalidCharacter.selector
                : IRobotId.RobotIdInvalidPadding.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, code, first));
        _mock.requireValid(RobotId.wrap(code));

        if (first < 12) {
            ModelId model = ModelId.wrap(bytes12(code));
            vm.expectRevert(
                abi.encodeWithSelector(IRobotId.RobotIdInvalidModel.selector, model, first)
            );
            _mock.requireValidModel(model);
        }
        if (first < 6) {
            ManufacturerId maker = ManufacturerId.wrap(bytes6(code));
            vm.expectRevert(
                abi.encodeWithSelector(IRobotId.RobotIdInvalidManufacturer.selector, maker, first)
            );
            _mock.requireValidManufacturer(maker);
        }
        if (first < 2) {
            CountryCode country = CountryCode.wrap(bytes2(code));
            vm.expectRevert(
                abi.encodeWithSelector(IRobotId.RobotIdInvalidCountry.selector, country)
            );
            _mock.requireValidCountry(country);
        }
    }

    // -------------------------------------------------------------------------------------- slices

    function testFuzz_composeUndoesSlicing(bytes32 seed) public pure {
        RobotId id = _valid(seed);
        vm.assertEq(
            RobotId.unwrap(id.model().compose(id.serial())),
            RobotId.unwrap(id),
            "compose(model, serial)"
        );
    }

    function testFuzz_slicingUndoesCompose(bytes12 model, bytes17 serial) public pure {
        RobotId id = ModelId.wrap(model).compose(serial);
        vm.assertEq(ModelId.unwrap(id.model()), model, "model");
        vm.assertEq(bytes32(id.serial()), bytes32(serial), "serial");
        vm.assertEq(uint256(RobotId.unwrap(id)) & 0xffffff, 0, "padding");
    }

    function testFuzz_shorterKeysArePrefixes(bytes32 seed) public pure {
        RobotId id = _valid(seed);
        bytes32 code = RobotId.unwrap(id);
        for (uint256 position; position < 12; ++position) {
            vm.assertEq(ModelId.unwrap(id.model())[position], code[position], "model");
            if (position >= 6) continue;
            vm.assertEq(
                ManufacturerId.unwrap(id.manufacturer())[position],
                code[position],
                "manufacturer"
            );
            if (position >= 2) continue;
            vm.assertEq(CountryCode.unwrap(id.country())[position], code[position], "country");
        }
        vm.assertTrue(
            ManufacturerId.unwrap(id.model().manufacturer()) ==
                ManufacturerId.unwrap(id.manufacturer()),
            "manufacturer of the model"
        );
        vm.assertTrue(
            CountryCode.unwrap(id.model().country()) == CountryCode.unwrap(id.country()),
            "country of the model"
        );
        vm.assertTrue(
            CountryCode.unwrap(id.manufacturer().country()) == CountryCode.unwrap(id.country()),
            "country of the manufacturer"
        );
    }

    // --------------------------------------------------------------------------------------- order

    function testFuzz_orderIsByteOrder(bytes32 seedA, bytes32 seedB, uint256 common) public pure {
        bytes32 a = RobotId.unwrap(_valid(seedA));
        bytes32 b = RobotId.unwrap(_valid(seedB));
        // Codes of one lot share most of their characters.
        common = bound(common, 0, 29);
        for (uint256 position; position < common; ++position) {
            b = _replace(b, position, a[position]);
        }
        int256 order = _compare(a, b);
        RobotId idA = RobotId.wrap(a);
        RobotId idB = RobotId.wrap(b);
        vm.assertEq(idA.eq(idB), order == 0, "a = b");
        vm.assertEq(idA.lt(idB), order < 0, "a < b");
        vm.assertEq(idA.lte(idB), order <= 0, "a <= b");
        vm.assertEq(idB.lt(idA), order > 0, "b < a");
        vm.assertEq(idB.lte(idA), order >= 0, "b <= a");
    }

    function testFuzz_codesOfOneStemAreInTheOrderOfTheirCounters(
        bytes32 seed,
        uint8 width,
        uint256 counterA,
        uint256 counterB
    ) public pure {
        width = uint8(bound(width, 1, 16));
        counterA = bound(counterA, 0, 10 ** width - 1);
        counterB = bound(counterB, 0, 10 ** width - 1);
        bytes32 stem = _stem(_valid(seed), width);
        RobotId a = RobotIdLibrary.withCounter(stem, width, counterA);
        RobotId b = RobotIdLibrary.withCounter(stem, width, counterB);
        vm.assertEq(a.lt(b), counterA < counterB, "order");
    }

    // ------------------------------------------------------------------------------------ counters

    function testFuzz_parseCounterUndoesWithCounter(
        bytes32 seed,
        uint8 width,
        uint256 counter
    ) public pure {
        width = uint8(bound(width, 1, 16));
        counter = bound(counter, 0, 10 ** width - 1);
        bytes32 stem = _stem(_valid(seed), width);
        RobotId id = RobotIdLibrary.withCounter(stem, width, counter);
        vm.assertTrue(id.isValid(), "a valid stem gives a valid code");
        (bytes32 parsedStem, uint256 parsedCounter) = id.parseCounter(width);
        vm.assertEq(parsedStem, stem, "stem");
        vm.assertEq(parsedCounter, counter, "counter");
    }

    function testFuzz_parseCounterReadsAsALoopDoes(bytes32 seed, uint8 width) public view {
        width = uint8(bound(width, 1, 16));
        bytes32 code = RobotId.unwrap(_valid(seed));
        uint256 expected;
        for (uint256 position = 29 - width; position < 29; ++position) {
            uint256 digit = uint8(seed[position]) % 10;
            expected = expected * 10 + digit;
            code = _replace(code, position, bytes1(uint8(0x30 + digit)));
        }
        RobotId id = RobotId.wrap(code);
        (bytes32 stem, uint256 counter) = _mock.parseCounter(id, width);
        vm.assertEq(counter, expected, "counter");
        vm.assertEq(stem, _stem(id, width), "stem");
        vm.assertEq(
            RobotId.unwrap(_mock.withCounter(stem, width, counter)),
            code,
            "withCounter(parseCounter)"
        );
    }

    function testFuzz_hasCounterSaysWhetherParseCounterTakesIt(
        bytes32 seed,
        uint8 width,
        uint256 letters
    ) public view {
        bytes32 code = RobotId.unwrap(_valid(seed));
        // Digits with a letter here and there, and any width now and then.
        if (width < 200) width = width % 18;
        for (uint256 position = 12; position < 29; ++position) {
            if ((letters >> (4 * position)) % 16 != 0) code = _replace(code, position, "7");
        }
        RobotId id = RobotId.wrap(code);
        bool taken;
        try _mock.parseCounter(id, width) {
            taken = true;
        } catch {}
        vm.assertEq(id.hasCounter(width), taken, "hasCounter");
    }

    function testFuzz_theFirstCharacterThatIsNotDecimalIsNamed(
        bytes32 seed,
        uint8 width,
        bytes32 any
    ) public {
        width = uint8(bound(width, 1, 16));
        bytes32 code = RobotId.unwrap(_valid(seed));
        uint256 first = 29;
        for (uint256 position = 29; position > 29 - width;) {
            --position;
            bool keep = uint8(any[position]) > 40;
            bytes1 character =
                keep ? bytes1(uint8(0x30 + (uint8(seed[position]) % 10))) : seed[position];
            code = _replace(code, position, character);
            if (character < "0" || character > "9") first = position;
        }
        vm.assume(first < 29);
        vm.expectRevert(
            abi.encodeWithSelector(IRobotId.RobotIdCounterNotDecimal.selector, code, first)
        );
        _mock.parseCounter(RobotId.wrap(code), width);
    }

    function testFuzz_aWidthBeyondOneToSixteenIsRefused(bytes32 code, uint8 width) public {
        vm.assume(width == 0 || width > 16);
        bytes memory refusal = abi.encodeWithSelector(
            IRobotId.RobotIdInvalidCounterWidth.selector,
            width
        );
        vm.expectRevert(refusal);
        _mock.parseCounter(RobotId.wrap(code), width);
        vm.expectRevert(refusal);
        _mock.withCounter(code, width, 0);
    }

    function testFuzz_aCounterThatDoesNotFitIsRefused(
        bytes32 seed,
        uint8 width,
        uint256 counter
    ) public {
        width = uint8(bound(width, 1, 16));
        counter = bound(counter, 10 ** width, type(uint256).max);
        bytes32 stem = _stem(_valid(seed), width);
        vm.expectRevert(
            abi.encodeWithSelector(IRobotId.RobotIdCounterTooLarge.selector, counter, width)
        );
        _mock.withCounter(stem, width, counter);
    }

    function testFuzz_aStemWithABytePastItsEndIsRefused(
        bytes32 seed,
        uint8 width,
        uint256 position,
        bytes1 byte_
    ) public {
        width = uint8(bound(width, 1, 16));
        position = bound(position, 29 - width, 31);
        vm.assume(byte_ != 0);
        bytes32 stem = _replace(_stem(_valid(seed), width), position, byte_);
        vm.expectRevert(
            abi.encodeWithSelector(IRobotId.RobotIdStemNotBlank.selector, stem, position)
        );
        _mock.withCounter(stem, width, 0);
    }

    // ---------------------------------------------------------------------------- letters and text

    function testFuzz_findAmbiguousAgreesWithALoop(bytes32 seed, uint256 position) public pure {
        bytes32 code = RobotId.unwrap(_valid(seed));
        position = bound(position, 0, 29);
        for (uint256 i = position; i < 29; ++i) {
            // Thin them out, so that some codes have none.
            if (code[i] == "I" || code[i] == "O") code = _replace(code, i, "X");
        }
        uint256 expected = 12;
        while (expected < 29 && code[expected] != "I" && code[expected] != "O") ++expected;
        (bool found, uint256 index) = RobotId.wrap(code).findAmbiguous();
        vm.assertEq(found, expected < 29, "found");
        vm.assertEq(index, expected < 29 ? expected : 0, "position");
    }

    function testFuzz_textIsTheCharacters(bytes32 seed) public pure {
        RobotId id = _valid(seed);
        bytes memory text = bytes(id.toString());
        bytes memory path = bytes(id.toPath());
        vm.assertEq(text.length, 29, "length");
        vm.assertEq(path.length, 32, "length of the path");
        uint256 index;
        for (uint256 position; position < 29; ++position) {
            vm.assertEq(text[position], RobotId.unwrap(id)[position], "text");
            if (position == 2 || position == 6 || position == 12) {
                vm.assertEq(path[index++], "/", "slash");
            }
            vm.assertEq(path[index++], text[position], "path");
        }
    }

    // ------------------------------------------------------------------------------- slow readings

    /// @dev Any seed as a valid code.
    function _valid(bytes32 seed) private pure returns (RobotId) {
        bytes32 code;
        for (uint256 position; position < 29; ++position) {
            uint256 choices = position < 2 ? 26 : 36;
            code = _replace(code, position, _ALPHABET[uint8(seed[position]) % choices]);
        }
        return RobotId.wrap(code);
    }

    function _allowed(uint256 position, bytes1 character) private pure returns (bool) {
        if (position > 28) return character == 0;
        for (uint256 i; i < (position < 2 ? 26 : 36); ++i) {
            if (_ALPHABET[i] == character) return true;
        }
        return false;
    }

    /// @dev Position of the first byte that is not allowed, or `length`.
    function _firstWrong(bytes32 code, uint256 length) private pure returns (uint256 position) {
        while (position < length && _allowed(position, code[position])) ++position;
    }

    function _agrees(bytes32 code) private pure {
        vm.assertEq(RobotId.wrap(code).isValid(), _firstWrong(code, 32) == 32, "isValid");
    }

    function _stem(RobotId id, uint256 width) private pure returns (bytes32 stem) {
        stem = RobotId.unwrap(id);
        for (uint256 position = 29 - width; position < 32; ++position) {
            stem = _replace(stem, position, 0);
        }
    }

    function _compare(bytes32 a, bytes32 b) private pure returns (int256) {
        for (uint256 position; position < 32; ++position) {
            if (a[position] != b[position]) return a[position] < b[position] ? -1 : int256(1);
        }
        return 0;
    }

    function _replace(bytes32 word, uint256 position, bytes1 byte_) private pure returns (bytes32) {
        uint256 shift = position * 8;
        return (word & ~(bytes32(bytes1(0xff)) >> shift)) | (bytes32(byte_) >> shift);
    }
}
