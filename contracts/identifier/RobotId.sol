// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRobotId} from "../interfaces/IRobotId.sol";

// The code of a robot and the shorter keys cut from its front:
//
//   position   0  1 | 2  3  4  5 | 6  7  8  9 10 11 | 12 ..................... 28 | 29 30 31
//              C  N | U  T  0  1 | G  1  P  R  O  1 |  26W05000000001234          |  0  0  0
//              country            \                  \  serial, 17 characters        padding
//              manufacturer block, 4                  product model block, 6
//
// Blocks are lookup keys and mean nothing by themselves. The country is A-Z, every other character
// 0-9 or A-Z.

/// @dev The whole code: 29 ASCII characters, left-aligned, three zero bytes.
type RobotId is bytes32;

/// @dev Country, manufacturer and product model: the first 12 characters of a code.
type ModelId is bytes12;

/// @dev Country and manufacturer: the first 6 characters of a code.
type ManufacturerId is bytes6;

/// @dev ISO 3166-1 alpha-2: the first 2 characters of a code.
type CountryCode is bytes2;

using RobotIdLibrary for RobotId global;
using RobotIdLibrary for ModelId global;
using RobotIdLibrary for ManufacturerId global;
using RobotIdLibrary for CountryCode global;

/// @title RobotIdLibrary
/// @notice Checks, slices, composes, orders and prints robot codes. Pure; touches nothing.
/// @dev A value of one of the types above is not checked by being of that type: anyone who takes one
/// from outside calls `requireValid` first. All other functions assume a valid code unless they say
/// otherwise.
///
/// Characters are examined 32 at a time. A word is read as 32 lanes of one byte. With the high bit
/// of every lane cleared, adding `0x80 - c` to each lane sets its high bit exactly when the byte is
/// at least `c`; no sum carries into the next lane, the largest being 0x7f + 0x50. "From a to b" is
/// then the exclusive or of "at least a" and "at least b + 1". What remains is one high bit for
/// each wrong lane, and only a refusal looks for the first of them.
library RobotIdLibrary {
    /// @dev 1 in every lane.
    uint256 private constant _EVERY =
        0x0101010101010101010101010101010101010101010101010101010101010101;

    /// @dev The low seven bits of every lane.
    uint256 private constant _LOW_BITS = 0x7f * _EVERY;

    /// @dev The high bit of the lanes of each key.
    uint256 private constant _CODE_LANES =
        0x8080808080808080808080808080808080808080808080808080808080 << 24;
    uint256 private constant _MODEL_LANES = 0x808080808080808080808080 << 160;
    uint256 private constant _MANUFACTURER_LANES = 0x808080808080 << 208;
    uint256 private constant _COUNTRY_LANES = 0x8080 << 240;
    uint256 private constant _SERIAL_LANES = 0x8080808080808080808080808080808080 << 24;

    /// @dev The bits behind the last character.
    uint256 private constant _PADDING = 0xffffff;
    uint256 private constant _PADDING_BITS = 24;

    /// @dev Position behind the last character.
    uint256 private constant _LENGTH = 29;

    /// @dev Length of the longest counter, which leaves one character of the serial to the stem.
    uint256 private constant _MAX_COUNTER_WIDTH = 16;

    // ---------------------------------------------------------------------------------- validation

    /// @notice Whether `id` is 29 characters of the alphabet, a country of letters in front and
    /// zero padding behind.
    /// @param id Any word.
    /// @return Whether it is a code.
    function isValid(RobotId id) internal pure returns (bool) {
        bytes32 code = RobotId.unwrap(id);
        return (_wrongLanes(code, _CODE_LANES) | (uint256(code) & _PADDING)) == 0;
    }

    /// @notice Whether `id` is 12 characters of the alphabet with a country of letters in front.
    /// @param id Any 12 bytes.
    /// @return Whether it can be a model.
    function isValid(ModelId id) internal pure returns (bool) {
        return _wrongLanes(ModelId.unwrap(id), _MODEL_LANES) == 0;
    }

    /// @notice Whether `id` is 6 characters of the alphabet with a country of letters in front.
    /// @param id Any 6 bytes.
    /// @return Whether it can be a manufacturer.
    function isValid(ManufacturerId id) internal pure returns (bool) {
        return _wrongLanes(ManufacturerId.unwrap(id), _MANUFACTURER_LANES) == 0;
    }

    /// @notice Whether `code` is two upper-case letters. Whether ISO 3166-1 assigns them is not
    /// examined.
    /// @param code Any 2 bytes.
    /// @return Whether it can be a country.
    function isValid(CountryCode code) internal pure returns (bool) {
        return _wrongLanes(CountryCode.unwrap(code), _COUNTRY_LANES) == 0;
    }

    /// @notice Refuses what is not a code. Reverts with `RobotIdInvalidCharacter` or
    /// `RobotIdInvalidPadding`, naming the first wrong position.
    /// @param id Any word.
    function requireValid(RobotId id) internal pure {
        bytes32 code = RobotId.unwrap(id);
        uint256 wrong = _wrongLanes(code, _CODE_LANES);
        if (wrong | (uint256(code) & _PADDING) == 0) return;
        if (wrong != 0) revert IRobotId.RobotIdInvalidCharacter(code, _firstLane(wrong));
        revert IRobotId.RobotIdInvalidPadding(code, _firstNonZero(code, _LENGTH));
    }

    /// @notice Refuses what cannot be a model. Reverts with `RobotIdInvalidModel`, naming the first
    /// wrong position.
    /// @param id Any 12 bytes.
    function requireValid(ModelId id) internal pure {
        bytes12 model_ = ModelId.unwrap(id);
        uint256 wrong = _wrongLanes(model_, _MODEL_LANES);
        if (wrong != 0) revert IRobotId.RobotIdInvalidModel(model_, _firstLane(wrong));
    }

    /// @notice Refuses what cannot be a manufacturer. Reverts with `RobotIdInvalidManufacturer`,
    /// naming the first wrong position.
    /// @param id Any 6 bytes.
    function requireValid(ManufacturerId id) internal pure {
        bytes6 manufacturer_ = ManufacturerId.unwrap(id);
        uint256 wrong = _wrongLanes(manufacturer_, _MANUFACTURER_LANES);
        if (wrong != 0)
            revert IRobotId.RobotIdInvalidManufacturer(manufacturer_, _firstLane(wrong));
    }

    /// @notice Refuses what is not two upper-case letters. Reverts with `RobotIdInvalidCountry`.
    /// @param code Any 2 bytes.
    function requireValid(CountryCode code) internal pure {
        if (!isValid(code)) revert IRobotId.RobotIdInvalidCountry(CountryCode.unwrap(code));
    }

    /// @notice Looks for the letters I and O in the serial, which people read as 1 and 0. A code
    /// that holds them is valid; generated serials avoid them.
    /// @param id A valid code.
    /// @return found Whether there is one.
    /// @return position Position of the first, 12 to 28; 0 if there is none.
    function findAmbiguous(RobotId id) internal pure returns (bool found, uint256 position) {
        uint256 lanes = _lanesEqual(id, "I") | _lanesEqual(id, "O");
        if (lanes == 0) return (false, 0);
        return (true, _firstLane(lanes));
    }

    // ------------------------------------------------------------------------------------- slicing

    /// @notice The model a code belongs to.
    /// @param id A valid code.
    /// @return The first 12 characters.
    function model(RobotId id) internal pure returns (ModelId) {
        return ModelId.wrap(bytes12(RobotId.unwrap(id)));
    }

    /// @notice The manufacturer under whose code a robot was minted.
    /// @param id A valid code.
    /// @return The first 6 characters.
    function manufacturer(RobotId id) internal pure returns (ManufacturerId) {
        return ManufacturerId.wrap(bytes6(RobotId.unwrap(id)));
    }

    /// @notice The manufacturer a model belongs to.
    /// @param id A valid model.
    /// @return Its first 6 characters.
    function manufacturer(ModelId id) internal pure returns (ManufacturerId) {
        return ManufacturerId.wrap(bytes6(ModelId.unwrap(id)));
    }

    /// @notice The country under whose code a robot was minted.
    /// @param id A valid code.
    /// @return The first 2 characters.
    function country(RobotId id) internal pure returns (CountryCode) {
        return CountryCode.wrap(bytes2(RobotId.unwrap(id)));
    }

    /// @notice The country under whose code a model was registered.
    /// @param id A valid model.
    /// @return Its first 2 characters.
    function country(ModelId id) internal pure returns (CountryCode) {
        return CountryCode.wrap(bytes2(ModelId.unwrap(id)));
    }

    /// @notice The country under whose code a manufacturer was admitted.
    /// @param id A valid manufacturer.
    /// @return Its first 2 characters.
    function country(ManufacturerId id) internal pure returns (CountryCode) {
        return CountryCode.wrap(bytes2(ManufacturerId.unwrap(id)));
    }

    /// @notice The serial of a code.
    /// @param id A valid code.
    /// @return The last 17 characters.
    function serial(RobotId id) internal pure returns (bytes17) {
        return bytes17(RobotId.unwrap(id) << 96);
    }

    /// @notice Joins a model and a serial. Examines neither: the caller checks the result with
    /// `requireValid`.
    /// @param id The first 12 characters.
    /// @param serial_ The last 17 characters.
    /// @return The word of both, padding zero.
    function compose(ModelId id, bytes17 serial_) internal pure returns (RobotId) {
        return RobotId.wrap(bytes32(ModelId.unwrap(id)) | (bytes32(serial_) >> 96));
    }

    // ------------------------------------------------------------------------------------ counters

    /// @notice Whether the last `width` characters of a code are decimal digits.
    /// @param id A valid code.
    /// @param width Number of characters of the counter.
    /// @return Whether `parseCounter` would take it: never for a width other than 1 to 16.
    function hasCounter(RobotId id, uint8 width) internal pure returns (bool) {
        return _isWidth(width) && _lanesNotDecimal(id, width) == 0;
    }

    /// @notice Splits the code of a sequential model into its stem and its counter. Reverts with
    /// `RobotIdInvalidCounterWidth`, or with `RobotIdCounterNotDecimal` naming the first character
    /// that is not a digit.
    /// @dev Examines the counter's characters only.
    /// @param id A valid code.
    /// @param width Number of characters of the counter, 1 to 16.
    /// @return stem The code with the counter's characters and the padding zero: equal for all
    /// codes of one series.
    /// @return counter What the last `width` characters say, read as a decimal number.
    function parseCounter(
        RobotId id,
        uint8 width
    ) internal pure returns (bytes32 stem, uint256 counter) {
        _requireWidth(width);
        unchecked {
            uint256 code = uint256(RobotId.unwrap(id));
            uint256 blank = _blankBits(width);
            uint256 lanes = _CODE_LANES & blank;

            uint256 wrong = lanes & (~_lanesWithin(code, 0x30, 0x39) | code);
            if (wrong != 0)
                revert IRobotId.RobotIdCounterNotDecimal(bytes32(code), _firstLane(wrong));
            stem = bytes32(code & ~blank);

            // The low four bits of an ASCII digit are its value. Neighbouring lanes are joined,
            // then the pairs, and so on: lanes of 1, 2, 4, 8 digits, in 8, 16, 32, 64 bits.
            counter = ((code & blank) >> _PADDING_BITS) & 0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f;
            counter =
                (counter & 0x00ff00ff00ff00ff00ff00ff00ff00ff) +
                10 * ((counter >> 8) & 0x00ff00ff00ff00ff00ff00ff00ff00ff);
            counter =
                (counter & 0x0000ffff0000ffff0000ffff0000ffff) +
                100 * ((counter >> 16) & 0x0000ffff0000ffff0000ffff0000ffff);
            counter =
                (counter & 0x00000000ffffffff00000000ffffffff) +
                1e4 * ((counter >> 32) & 0x00000000ffffffff00000000ffffffff);
            counter = (counter & 0xffffffffffffffff) + 1e8 * (counter >> 64);
        }
    }

    /// @notice The code that `parseCounter` splits into these parts. Reverts with
    /// `RobotIdInvalidCounterWidth`, `RobotIdStemNotBlank` or `RobotIdCounterTooLarge`.
    /// @dev Does not examine the stem's characters: the stem of a valid code gives a valid code.
    /// @param stem A code with the last `width` characters and the padding zero.
    /// @param width Number of characters of the counter, 1 to 16.
    /// @param counter The number to write there, with leading zeros.
    /// @return The code.
    function withCounter(
        bytes32 stem,
        uint8 width,
        uint256 counter
    ) internal pure returns (RobotId) {
        _requireWidth(width);
        unchecked {
            if (uint256(stem) & _blankBits(width) != 0) {
                revert IRobotId.RobotIdStemNotBlank(stem, _firstNonZero(stem, _LENGTH - width));
            }
            uint256 code = uint256(stem);
            uint256 rest = counter;
            uint256 end = _PADDING_BITS + 8 * uint256(width);
            for (uint256 shift = _PADDING_BITS; shift < end; shift += 8) {
                code |= (0x30 + (rest % 10)) << shift;
                rest /= 10;
            }
            if (rest != 0) revert IRobotId.RobotIdCounterTooLarge(counter, width);
            return RobotId.wrap(bytes32(code));
        }
    }

    // ------------------------------------------------------------------------------------ ordering

    /// @notice Whether two codes are the same.
    /// @param a A code.
    /// @param b Another code.
    /// @return Whether all bytes are equal.
    function eq(RobotId a, RobotId b) internal pure returns (bool) {
        return RobotId.unwrap(a) == RobotId.unwrap(b);
    }

    /// @notice Whether `a` comes before `b` in byte order: digits before letters, the leftmost
    /// difference decides.
    /// @param a A code.
    /// @param b Another code.
    /// @return Whether `a` is before `b`.
    function lt(RobotId a, RobotId b) internal pure returns (bool) {
        return RobotId.unwrap(a) < RobotId.unwrap(b);
    }

    /// @notice Whether `a` comes before `b` in byte order or equals it.
    /// @param a A code.
    /// @param b Another code.
    /// @return Whether `a` is not behind `b`.
    function lte(RobotId a, RobotId b) internal pure returns (bool) {
        return RobotId.unwrap(a) <= RobotId.unwrap(b);
    }

    // ------------------------------------------------------------------------------------ printing

    /// @notice The code as text.
    /// @param id A valid code.
    /// @return 29 characters, e.g. `CNUT01G1PRO126W05000000001234`.
    function toString(RobotId id) internal pure returns (string memory) {
        return string(abi.encodePacked(bytes29(RobotId.unwrap(id))));
    }

    /// @notice The path of the code behind a resolver's base address.
    /// @param id A valid code.
    /// @return `cc/mfr/model/serial`, e.g. `CN/UT01/G1PRO1/26W05000000001234`, without a slash in
    /// front.
    function toPath(RobotId id) internal pure returns (string memory) {
        bytes32 code = RobotId.unwrap(id);
        return
            string(
                abi.encodePacked(
                    bytes2(code),
                    "/",
                    bytes4(code << 16),
                    "/",
                    bytes6(code << 48),
                    "/",
                    bytes17(code << 96)
                )
            );
    }

    // ------------------------------------------------------------------------------------- private

    /// @dev The high bit of every lane of `lanes` whose byte is not allowed at its position.
    function _wrongLanes(bytes32 text, uint256 lanes) private pure returns (uint256) {
        uint256 word = uint256(text);
        uint256 letters = _lanesWithin(word, 0x41, 0x5a);
        uint256 digits = _lanesWithin(word, 0x30, 0x39) & ~_COUNTRY_LANES;
        // A lane whose own high bit is set is not ASCII; what its low bits look like does not
        // count.
        return lanes & (~(letters | digits) | word);
    }

    /// @dev The high bit of every lane whose low seven bits are `first` to `last`. The other bits
    /// are noise.
    function _lanesWithin(
        uint256 word,
        uint256 first,
        uint256 last
    ) private pure returns (uint256) {
        unchecked {
            uint256 low = word & _LOW_BITS;
            return (low + (0x80 - first) * _EVERY) ^ (low + (0x7f - last) * _EVERY);
        }
    }

    /// @dev The high bit of every lane of the last `width` characters that is not a decimal digit.
    function _lanesNotDecimal(RobotId id, uint8 width) private pure returns (uint256) {
        uint256 code = uint256(RobotId.unwrap(id));
        return _CODE_LANES & _blankBits(width) & (~_lanesWithin(code, 0x30, 0x39) | code);
    }

    /// @dev The high bit of every lane of the serial that holds `character`.
    function _lanesEqual(RobotId id, bytes1 character) private pure returns (uint256) {
        uint256 letter = uint8(character);
        return _lanesWithin(uint256(RobotId.unwrap(id)), letter, letter) & _SERIAL_LANES;
    }

    /// @dev Position of the first lane whose high bit is set. There is one.
    function _firstLane(uint256 lanes) private pure returns (uint256 position) {
        while (lanes >> 255 == 0) {
            lanes <<= 8;
            ++position;
        }
    }

    /// @dev Position of the first byte that is not zero, from `position` on. There is one.
    function _firstNonZero(bytes32 text, uint256 position) private pure returns (uint256) {
        while (text[position] == 0) ++position;
        return position;
    }

    /// @dev All bits of the last `width` characters and of the padding.
    function _blankBits(uint8 width) private pure returns (uint256) {
        unchecked {
            return (1 << (_PADDING_BITS + 8 * uint256(width))) - 1;
        }
    }

    /// @dev Whether a counter can have this many characters.
    function _isWidth(uint8 width) private pure returns (bool) {
        return width != 0 && width <= _MAX_COUNTER_WIDTH;
    }

    /// @dev A counter has 1 to 16 characters.
    function _requireWidth(uint8 width) private pure {
        if (!_isWidth(width)) revert IRobotId.RobotIdInvalidCounterWidth(width);
    }
}
