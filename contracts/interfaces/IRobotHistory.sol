// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LotId} from "../identifier/LotId.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IAuthorityRegistry} from "./IAuthorityRegistry.sol";
import {IEntryLog} from "./IEntryLog.sol";

/// @title What the registry knows of a robot, and the hash chain of everything that happened to it
/// @notice Every change to a robot appends one entry:
/// `head' = keccak256(abi.encode(head, seq, kind, actor, timestamp, payloadDigest))`.
/// The chain begins with the issuance, and its heads are kept whole:
/// `head = keccak256(abi.encode(chainId, registry, id, lot, issuedAt, unitsRoot))`, `seq = 0`.
/// `kind = space << 8 | local kind`; space 0 is the registry itself (`HistoryKind`), every other belongs to one module.
/// `payloadDigest = keccak256(abi.encode(fields))`, the fields of the typed event that is beside the entry, in
/// their order, after its first two parameters `id` and `seq`.
interface IRobotHistory is IEntryLog {
    /// @notice The state of a robot. `Scrapped` is terminal.
    enum State {
        None,
        Issued,
        InService,
        EndOfLife,
        Scrapped
    }

    /// @notice Kinds of entries that the registry itself appends (space 0). The last three are entries of a model, and of
    /// an account.
    enum HistoryKind {
        None,
        PlacedOnMarket,
        Relocated,
        DeviceKeyReplaced,
        Transferred,
        OperatorNamed,
        OperatorAccepted,
        OperatorResigned,
        FlagRaised,
        FlagCleared,
        OrderProposed,
        OrderObjected,
        OrderCountersigned,
        OrderWithdrawn,
        TakenIn,
        Scrapped,
        ReceiverApproved,
        IntakeOffered,
        ReturnOffered,
        Returned,
        ClearanceSupported,
        LotIssued,
        ListIssued,
        ApprovalForAll
    }

    /// @notice A robot, all in one.
    /// @param state Its state; `None` for a code that was never issued.
    /// @param holder Its owner; for an Issued unit its maker's current account.
    /// @param market Country on whose market it is; zero until it is placed on one.
    /// @param stolen Whether it is reported stolen.
    /// @param disputed Whether its ownership is disputed.
    /// @param ordered Whether a registrar order against it is pending.
    /// @param lot The lot it was issued in.
    /// @param seq Number of entries in its history.
    /// @param transfers Number of times it changed hands.
    /// @param head Head of its history.
    /// @param operator Account that runs it, if one was named, accepted, and its term has not ended.
    /// @param deviceKeyDigest keccak256(abi.encode(x, y)) of its device key; zero until it has one.
    struct Robot {
        State state;
        address holder;
        CountryCode market;
        bool stolen;
        bool disputed;
        bool ordered;
        LotId lot;
        uint256 seq;
        uint256 transfers;
        bytes32 head;
        address operator;
        bytes32 deviceKeyDigest;
    }

    /// @notice What everybody may see of a robot. A proof of it shows no slot with a holder, an operator, an approved
    /// receiver, a reporter, or the beneficiary of an order.
    /// @param state Where it is in its life; `None` for a code that was never issued.
    /// @param market Country on whose market it is; zero until it is placed on one.
    /// @param stolen Whether it is reported stolen.
    /// @param disputed Whether its ownership is disputed.
    /// @param ordered Whether a registrar order against it is pending.
    /// @param lot The lot it was issued in.
    /// @param seq Number of entries in its history.
    /// @param transfers Number of times it changed hands.
    /// @param head Head of its history.
    struct Status {
        State state;
        CountryCode market;
        bool stolen;
        bool disputed;
        bool ordered;
        LotId lot;
        uint256 seq;
        uint256 transfers;
        bytes32 head;
    }

    /// @notice The code was never issued, or is no code at all.
    /// @param id The code given.
    error RobotRegistryUnknownRobot(RobotId id);

    /// @notice The caller is no module of the registry.
    /// @param caller The calling account.
    error RobotRegistryNotAModule(address caller);

    /// @notice The robot's state does not allow this.
    /// @param id The robot.
    /// @param state Its state.
    error RobotRegistryWrongState(RobotId id, State state);

    /// @notice A receiver that is asked whether it takes a robot tried to change one meanwhile.
    /// @param id The robot it tried to change.
    error RobotRegistryReceiverReentered(RobotId id);

    /// @notice Appends an entry of the calling module's kind space to a robot's history.
    /// @dev Called by a module only, which answers for who may write and emits the typed event. Emits `Recorded`. Fails
    /// with `RobotRegistryNotAModule`, `RobotRegistryUnknownRobot`. Changes nothing of the robot but its history.
    /// @param id The robot.
    /// @param localKind Kind within the module's space.
    /// @param actor Account on whose word the module appends.
    /// @param payloadDigest Digest of the fields of the module's typed event.
    /// @return seq Number of the entry.
    function append(
        RobotId id,
        uint8 localKind,
        address actor,
        bytes32 payloadDigest
    ) external returns (uint256 seq);

    /// @notice The authorities' register that this registry asks. Never changes.
    /// @return The contract.
    function authorityRegistry() external view returns (IAuthorityRegistry);

    /// @notice Everything about a robot in one call.
    /// @dev Never reverts: for a code that was never issued the state is `None`.
    /// @param id The robot.
    /// @return The robot.
    function robot(RobotId id) external view returns (Robot memory);

    /// @notice The state of a robot.
    /// @param id The robot.
    /// @return The state, `None` for a code that was never issued.
    function stateOf(RobotId id) external view returns (State);

    /// @notice What everybody may see of a robot, and nothing else.
    /// @dev Never reverts: for a code that was never issued the state is `None`.
    /// @param id The robot.
    /// @return The status.
    function status(RobotId id) external view returns (Status memory);

    /// @notice State and market of a robot.
    /// @dev Never reverts: for a code that was never issued the state is `None`.
    /// @param id The robot.
    /// @return state The state.
    /// @return market ISO 3166-1 alpha-2 code; zero where it is on no market.
    function stateAndMarketOf(RobotId id) external view returns (State state, CountryCode market);

    /// @notice Country that answers for a robot: that of its market, or of its code before it is on one.
    /// @dev Fails with `RobotRegistryUnknownRobot`.
    /// @param id The robot.
    /// @return ISO 3166-1 alpha-2 code.
    function countryOf(RobotId id) external view returns (CountryCode);
}
