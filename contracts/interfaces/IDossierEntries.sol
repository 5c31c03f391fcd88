// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity} from "../authority/Standing.sol";
import {EntryKind} from "../dossier/EntryKind.sol";
import {CountryCode, RobotId} from "../identifier/RobotId.sol";
import {IEntryLog} from "./IEntryLog.sol";
import {IRegistryModule} from "./IRegistryModule.sol";

/// @title Entries of the dossier: what there can be, and who may write it
/// @notice The writer says in which capacity it acts, and the contract examines that it is so. An authority and an accredited
/// writer name the country as well: it must be the one that answers for the robot, which is that of its market, or of its
/// code before it is on one. No country writes on the market of another.
/// Who may write which kind is in `EntryKind.sol`, kind by kind. A certificate is withdrawn by its issuer alone, or by the
/// authority. An entry is corrected in the capacity that wrote it, or by the authority.
///
/// Nothing is written about a code that was not issued, and after a robot was scrapped only incidents and corrections.
/// No personal data goes on the chain: documents enter as `commitment = keccak256(salt (32 bytes) ‖ document)`.
interface IDossierEntries is IRegistryModule, IEntryLog {
    /// @notice The kind is none of those that exist.
    /// @param kind The value given.
    error DossierUnknownKind(uint8 kind);

    /// @notice The capacity is none of those that exist (1 to 9).
    /// @param capacity The value given.
    error DossierUnknownCapacity(uint8 capacity);

    /// @notice Who acts in this capacity may not write this kind.
    /// @param kind The kind.
    /// @param capacity The capacity given.
    /// @param writers Who may, as a bitmap: bit n stands for capacity n.
    error DossierNotAWriter(EntryKind kind, Capacity capacity, uint16 writers);

    /// @notice The jurisdiction does not go with the capacity: a maker, holder or operator has none, everybody else the
    /// country that answers for the robot.
    /// @param capacity The capacity given.
    /// @param jurisdiction The country given.
    /// @param expected The country that would be right; zero where none is.
    error DossierWrongJurisdiction(
        Capacity capacity,
        CountryCode jurisdiction,
        CountryCode expected
    );

    /// @notice The account does not have the capacity that it acts in.
    /// @param id The robot.
    /// @param capacity The capacity given.
    /// @param jurisdiction The country given.
    /// @param account The account.
    error DossierNotInCapacity(
        RobotId id,
        Capacity capacity,
        CountryCode jurisdiction,
        address account
    );

    /// @notice The commitment, digest or root may not be zero.
    error DossierZeroDigest();

    /// @notice A text is empty, or longer than it may be.
    /// @param text Its name.
    /// @param length Bytes given, in UTF-8.
    /// @param most Bytes allowed.
    error DossierTextLength(string text, uint256 length, uint256 most);

    /// @notice Who may write a kind of entry.
    /// @dev Fails with `DossierUnknownKind`.
    /// @param kind The kind, from 1.
    /// @return Bitmap: bit n is set where capacity n may. Of `CertificateWithdrawn`, an inspector must be the
    /// certificate's issuer. Zero for `Correction`: there the capacity that wrote the entry corrected and the authority count.
    function writersOf(uint8 kind) external view returns (uint16);

    /// @notice The kind of an entry.
    /// @param id The robot.
    /// @param seq Number of the entry.
    /// @return The kind; `None` where there is no such entry or it is not of this dossier.
    function kindOf(RobotId id, uint256 seq) external view returns (EntryKind);

    /// @notice In what capacity the writer of an entry acted.
    /// @param id The robot.
    /// @param seq Number of the entry.
    /// @return The capacity; `None` where there is no such entry or it is not of this dossier.
    function capacityOf(RobotId id, uint256 seq) external view returns (Capacity);
}
