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
import {IRegistryModules} from "../../contracts/interfaces/IRegistryModules.sol";
import {IRobotHistory} from "../../contracts/interfaces/IRobotHistory.sol";
import {Answers} from "../../contracts/words/Answers.sol";
import {Digest} from "../../contracts/words/Digest.sol";
import {Test} from "./Test.sol";

/// @dev Answers every call with the words it was given, if the call is the one expected; refuses any other with what came.
contract Answering {
    error Unexpected(bytes call);

    bytes32 private _expected;
    bytes private _answer;
    bool private _refuses;

    function expect(bytes calldata call, bytes calldata answer) external {
        (_expected, _answer, _refuses) = (keccak256(call), answer, false);
    }

    function refuse() external {
        _refuses = true;
    }

    // solhint-disable-next-line no-complex-fallback, payable-fallback
    fallback(bytes calldata call) external returns (bytes memory) {
        if (_refuses || keccak256(call) != _expected) revert Unexpected(call);
        return _answer;
    }
}

/// @dev Asks once through `Answers` and once as the compiler does, from a contract of its own so that refusals can be compared.
contract Asker {
    function state(IRobotHistory at, RobotId id) external view returns (bytes memory) {
        (IRobotHistory.State state_, CountryCode market) = Answers.stateAndMarketOf(at, id);
        return abi.encode(state_, market);
    }

    function issuer(
        IAuthorityRegistry at,
        ModelId model,
        address account
    ) external view returns (bytes memory) {
        (IAuthorityRegistry.SerialScheme scheme, uint8 width) = Answers.requireIssuer(
            at,
            model,
            account
        );
        return abi.encode(scheme, width);
    }

    function width(IAuthorityRegistry at, ModelId model) external view returns (uint8) {
        return Answers.counterWidthOf(at, model);
    }

    function account(IAuthorityRegistry at, ManufacturerId id) external view returns (address) {
        return Answers.accountOf(at, id);
    }

    function accredited(
        IAuthorityRegistry at,
        address account_,
        IAuthorityRegistry.Role role,
        CountryCode country
    ) external view returns (bool) {
        return Answers.isAccredited(at, account_, role, country);
    }

    function held(
        IConsortium at,
        CountryCode country,
        uint256 seat,
        uint256 timestamp
    ) external view returns (bool) {
        return Answers.hasHeld(at, country, seat, timestamp);
    }

    function space(IRegistryModules at, address module) external view returns (uint8) {
        return Answers.spaceOf(at, module);
    }
}

/// @dev Digests and questions in words, against what the compiler makes of the same.
contract WordsTest is Test {
    Answering private _at;
    Asker private _asker;

    function setUp() public {
        _at = new Answering();
        _asker = new Asker();
    }

    // -------------------------------------------------------------------------------------- digests

    function testFuzz_aDigestIsThatOfTheEncodedWords(bytes32[6] calldata w) public pure {
        vm.assertEq(Digest.words(w[0]), keccak256(abi.encode(w[0])), "one");
        vm.assertEq(Digest.words(w[0], w[1]), keccak256(abi.encode(w[0], w[1])), "two");
        vm.assertEq(
            Digest.words(w[0], w[1], w[2]),
            keccak256(abi.encode(w[0], w[1], w[2])),
            "three"
        );
        vm.assertEq(
            Digest.words(w[0], w[1], w[2], w[3]),
            keccak256(abi.encode(w[0], w[1], w[2], w[3])),
            "four"
        );
        vm.assertEq(
            Digest.words(w[0], w[1], w[2], w[3], w[4]),
            keccak256(abi.encode(w[0], w[1], w[2], w[3], w[4])),
            "five"
        );
        vm.assertEq(
            Digest.words(w[0], w[1], w[2], w[3], w[4], w[5]),
            keccak256(abi.encode(w[0], w[1], w[2], w[3], w[4], w[5])),
            "six"
        );
    }

    function testFuzz_anAccountIsEncodedAsItsWord(address account) public pure {
        vm.assertEq(abi.encode(account), abi.encode(Digest.word(account)), "word");
    }

    function testFuzz_aDigestLeavesMemoryAsItIs(
        bytes memory text,
        bytes32[6] calldata w
    ) public pure {
        bytes32 before = keccak256(text);
        bytes memory behind = new bytes(64);
        Digest.words(w[0], w[1]);
        Digest.words(w[0], w[1], w[2], w[3], w[4], w[5]);
        bytes memory fresh = new bytes(0);
        vm.assertEq(keccak256(text), before, "memory in use changed");
        vm.assertEq(keccak256(behind), keccak256(new bytes(64)), "memory in use changed");
        vm.assertEq(fresh.length, 0, "the empty slot changed");
    }

    // ------------------------------------------------------------------------------------ questions

    function testFuzz_stateAndMarketAreTheWordsAnswered(
        RobotId id,
        uint8 state,
        bytes2 market
    ) public {
        state = uint8(bound(state, 0, uint256(type(IRobotHistory.State).max)));
        _at.expect(abi.encodeCall(IRobotHistory.stateAndMarketOf, (id)), abi.encode(state, market));
        bytes memory answer = _asker.state(IRobotHistory(address(_at)), id);
        vm.assertEq(answer, abi.encode(state, market), "state and market");
    }

    function testFuzz_theIssuersModelIsTheOneAnswered(
        ModelId model,
        address account,
        uint8 width,
        uint40 registeredAt
    ) public {
        IAuthorityRegistry.SerialScheme scheme = IAuthorityRegistry.SerialScheme.Sequential;
        bytes memory answer = abi.encode(
            IAuthorityRegistry.Model({
                scheme: scheme,
                counterWidth: width,
                registeredAt: registeredAt
            })
        );
        _at.expect(abi.encodeCall(IAuthorityRegistry.requireIssuer, (model, account)), answer);
        IAuthorityRegistry at = IAuthorityRegistry(address(_at));
        vm.assertEq(_asker.issuer(at, model, account), abi.encode(scheme, width), "issuer");
        _at.expect(abi.encodeCall(IAuthorityRegistry.model, (model)), answer);
        vm.assertEq(uint256(_asker.width(at, model)), width, "width");
    }

    function testFuzz_accountsSpacesAndRightsAreThoseAnswered(
        ManufacturerId id,
        address account,
        CountryCode country,
        uint32 seat,
        uint40 timestamp,
        bool answer
    ) public {
        IAuthorityRegistry at = IAuthorityRegistry(address(_at));
        _at.expect(abi.encodeCall(IAuthorityRegistry.accountOf, (id)), abi.encode(account));
        vm.assertEq(_asker.account(at, id), account, "account");
        IAuthorityRegistry.Role role = IAuthorityRegistry.Role.Inspector;
        _at.expect(
            abi.encodeCall(IAuthorityRegistry.isAccredited, (account, role, country)),
            abi.encode(answer)
        );
        vm.assertEq(_asker.accredited(at, account, role, country), answer, "accredited");
        _at.expect(
            abi.encodeCall(IConsortium.hasHeld, (country, seat, timestamp)),
            abi.encode(answer)
        );
        IConsortium consortium = IConsortium(address(_at));
        vm.assertEq(_asker.held(consortium, country, seat, timestamp), answer, "held");
        uint8 space = uint8(seat);
        _at.expect(abi.encodeCall(IRegistryModules.spaceOf, (account)), abi.encode(space));
        IRegistryModules modules = IRegistryModules(address(_at));
        vm.assertEq(uint256(_asker.space(modules, account)), space, "space");
    }

    function testFuzz_aRefusalIsPassedOnWordForWord(RobotId id) public {
        _at.refuse();
        bytes memory call = abi.encodeCall(IRobotHistory.stateAndMarketOf, (id));
        vm.expectRevert(abi.encodeWithSelector(Answering.Unexpected.selector, call));
        _asker.state(IRobotHistory(address(_at)), id);
    }

    function testFuzz_anAnswerTooShortIsRefused(RobotId id, uint256 length) public {
        length = bound(length, 0, 63);
        _at.expect(abi.encodeCall(IRobotHistory.stateAndMarketOf, (id)), new bytes(length));
        vm.expectRevert(bytes(""));
        _asker.state(IRobotHistory(address(_at)), id);
    }

    function test_anAddressWithoutCodeGivesNoAnswer() public {
        vm.expectRevert(bytes(""));
        _asker.space(IRegistryModules(address(0xC0DE)), address(this));
    }

    function testFuzz_aNumberThatIsNoStateIsRefused(RobotId id, uint256 state) public {
        state = bound(state, uint256(type(IRobotHistory.State).max) + 1, type(uint256).max);
        _at.expect(
            abi.encodeCall(IRobotHistory.stateAndMarketOf, (id)),
            abi.encode(state, bytes32(0))
        );
        vm.expectRevert();
        _asker.state(IRobotHistory(address(_at)), id);
    }
}
