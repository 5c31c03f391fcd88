// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {CountryCode} from "../../contracts/identifier/RobotId.sol";
import {IConsortium} from "../../contracts/interfaces/IConsortium.sol";
import {Test} from "./Test.sol";

/// @dev Governance and all seats in one: does to the consortium whatever chance asks for. Accounts, validators and
/// countries come from pools so small that they collide; what the consortium refuses is left at that.
contract ConsortiumHandler is Test {
    uint256 public constant ACCOUNTS = 8;
    uint256 public constant VALIDATORS = 8;
    uint256 public constant COUNTRIES = 6;

    /// @dev The first of the nodes' keys.
    uint256 private constant _NODES = 0xB0;

    IConsortium public immutable consortium;
    /// @dev The consortium again, as what counts votes.
    IVotes public immutable votes;

    /// @dev Seats ever admitted.
    uint256 public admissions;

    constructor() {
        address accessManager = deploy("AccessManager", abi.encode(address(this)));
        IConsortium.Candidate[] memory founders = new IConsortium.Candidate[](2);
        founders[0] = _candidate(0, 0, 0, 1);
        founders[1] = _candidate(1, 1, 1, 2);
        address deployed = deploy(
            "Consortium",
            abi.encode(accessManager, founders, uint40(180 days), uint40(2 days))
        );
        consortium = IConsortium(deployed);
        votes = IVotes(deployed);
        admissions = founders.length;
    }

    function admit(uint256 account_, uint256 validator_, uint256 from, uint256 count) external {
        try
            consortium.admitSeat(_candidate(account_, validator_, from, bound(count, 0, COUNTRIES)))
        returns (uint256 seat) {
            ++admissions;
            vm.assertEq(seat, admissions, "a number was skipped or given twice");
        } catch {}
    }

    function expel(uint256 seat) external {
        try consortium.expelSeat(bound(seat, 0, admissions + 1)) {} catch {}
    }

    function resign(uint256 account_) external {
        vm.prank(account(account_));
        try consortium.resignSeat() {} catch {}
    }

    function assign(uint256 country_, uint256 seat) external {
        try consortium.assignCountry(country(country_), bound(seat, 0, admissions + 1)) {} catch {}
    }

    function release(uint256 country_) external {
        try consortium.releaseCountry(country(country_)) {} catch {}
    }

    function proposeAuthority(uint256 from, uint256 to, bool byRecovery) external {
        uint256 seat = consortium.seatOfAuthority(account(from));
        if (byRecovery && seat != 0) {
            vm.prank(consortium.seatOf(seat).recovery);
            try consortium.proposeAuthorityOf(seat, account(to)) {} catch {}
            return;
        }
        vm.prank(account(from));
        try consortium.proposeAuthority(account(to)) {} catch {}
    }

    function acceptAuthority(uint256 seat) external {
        seat = bound(seat, 0, admissions + 1);
        vm.prank(consortium.proposedAuthority(seat).account);
        try consortium.acceptAuthority(seat) {} catch {}
    }

    function vetoAuthority(uint256 seat, uint256 by) external {
        vm.prank(account(by));
        try consortium.vetoAuthority(bound(seat, 0, admissions + 1)) {} catch {}
    }

    function rotateRecovery(uint256 from, uint256 to) external {
        uint256 seat = consortium.seatOfAuthority(account(from));
        vm.prank(account(from));
        try consortium.proposeRecovery(account(to)) {} catch {}
        vm.prank(account(to));
        try consortium.acceptRecovery(seat) {} catch {}
    }

    /// @dev With the word of the node's key, and now and then without.
    function rotateValidator(uint256 account_, uint256 validator_, bool isForged) external {
        uint256 seat = consortium.seatOfAuthority(account(account_));
        address next = validator(validator_);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            isForged ? _NODES + VALIDATORS : _NODES + (validator_ % VALIDATORS),
            consortium.validatorBindingDigest(seat, next)
        );
        vm.prank(account(account_));
        try consortium.rotateValidator(next, abi.encodePacked(r, s, v)) {
            vm.assertFalse(isForged, "a node was taken that did not agree");
        } catch {}
    }

    function delegateVote(uint256 from, uint256 to) external {
        vm.prank(account(from));
        try votes.delegate(account(to)) {
            vm.assertTrue(false, "a vote was delegated");
        } catch {}
    }

    /// @dev Time passes by this alone, so that much happens in one second.
    function wait(uint256 lapse) external {
        vm.warp(vm.getBlockTimestamp() + bound(lapse, 1, 30 days));
    }

    function account(uint256 index) public pure returns (address) {
        return address(uint160(0xA0 + (index % ACCOUNTS)));
    }

    function validator(uint256 index) public pure returns (address) {
        return vm.addr(_NODES + (index % VALIDATORS));
    }

    /// @dev AA, AB, …
    function country(uint256 index) public pure returns (CountryCode) {
        return CountryCode.wrap(bytes2(uint16(0x4141 + (index % COUNTRIES))));
    }

    function _candidate(
        uint256 account_,
        uint256 validator_,
        uint256 from,
        uint256 count
    ) private pure returns (IConsortium.Candidate memory candidate) {
        candidate.name = "A standards body";
        candidate.authority = account(account_);
        candidate.validator = validator(validator_);
        candidate.recovery = validator_ % 2 == 0 ? account(account_ + 1) : address(0);
        candidate.countries = new CountryCode[](count);
        for (uint256 i; i < count; ++i) {
            candidate.countries[i] = country((from % COUNTRIES) + i);
        }
    }
}

/// @dev What holds of the consortium after any sequence of admissions, departures, rotations and assignments.
contract ConsortiumTest is Test {
    ConsortiumHandler private _handler;
    IConsortium private _consortium;
    IVotes private _votes;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new ConsortiumHandler();
        _consortium = _handler.consortium();
        _votes = _handler.votes();
        targetContract(address(_handler));
    }

    function invariant_validatorsAreNeverNoneAndNeverTwiceTheSame() public view {
        address[] memory validators = _consortium.getValidators();
        vm.assertGt(validators.length, 0, "no validator");
        for (uint256 i; i < validators.length; ++i) {
            vm.assertTrue(validators[i] != address(0), "a validator is zero");
            for (uint256 j; j < i; ++j) {
                vm.assertTrue(validators[i] != validators[j], "a validator is listed twice");
            }
        }
    }

    function invariant_seatsVotesAndValidatorsAreOneToOne() public {
        uint256 held;
        for (uint256 seat = 1; seat <= _handler.admissions(); ++seat) {
            IConsortium.Seat memory seat_ = _consortium.seatOf(seat);
            if (seat_.departedAt != 0) continue;
            ++held;
            vm.assertEq(_consortium.seatOfAuthority(seat_.authority), seat, "the account's seat");
            vm.assertEq(_consortium.seatOfValidator(seat_.validator), seat, "the node's seat");
            vm.assertEq(_votes.getVotes(seat_.authority), 1, "a seat has not one vote");
        }
        vm.assertEq(_consortium.seatCount(), held, "seats and their count");
        vm.assertEq(_consortium.getValidators().length, held, "seats and validators");

        uint256 accounts;
        uint256 votes;
        for (uint256 i; i < _handler.ACCOUNTS(); ++i) {
            address account = _handler.account(i);
            bool seated = _consortium.seatOfAuthority(account) != 0;
            if (seated) ++accounts;
            votes += _votes.getVotes(account);
            vm.assertEq(
                _votes.delegates(account),
                seated ? account : address(0),
                "a vote is not with its seat"
            );
        }
        vm.assertEq(accounts, held, "seats and accounts");
        vm.assertEq(votes, held, "seats and votes");

        uint256 nodes;
        for (uint256 i; i < _handler.VALIDATORS(); ++i) {
            if (_consortium.seatOfValidator(_handler.validator(i)) != 0) ++nodes;
        }
        vm.assertEq(nodes, held, "seats and nodes");

        uint256 now_ = vm.getBlockTimestamp();
        vm.warp(now_ + 1);
        vm.assertEq(
            _votes.getPastTotalSupply(now_),
            held,
            "seats and the votes that a quorum is taken of"
        );
    }

    function invariant_aCountryHasAtMostOneSeatAndThatSeatIsHeld() public view {
        uint256 listed;
        for (uint256 seat = 1; seat <= _handler.admissions(); ++seat) {
            CountryCode[] memory countries = _consortium.countriesOf(seat);
            listed += countries.length;
            for (uint256 i; i < countries.length; ++i) {
                vm.assertEq(_consortium.seatOfCountry(countries[i]), seat, "the country's seat");
            }
        }
        uint256 assigned;
        for (uint256 i; i < _handler.COUNTRIES(); ++i) {
            CountryCode country = _handler.country(i);
            uint256 seat = _consortium.seatOfCountry(country);
            address authority;
            if (seat != 0) {
                ++assigned;
                authority = _consortium.seatOf(seat).authority;
                vm.assertEq(_consortium.seatOf(seat).departedAt, 0, "a seat that is gone answers");
            }
            vm.assertEq(_consortium.authorityOf(country), authority, "the country's authority");
        }
        // As many lines as countries, each naming the right seat: no country is in two lists, or twice in one.
        vm.assertEq(listed, assigned, "countries assigned and listed");
    }
}
