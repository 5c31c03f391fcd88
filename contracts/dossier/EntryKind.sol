// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Capacity} from "../authority/Standing.sol";

/// @notice Kinds of entries of the dossier. The number of a kind is on the chain for ever: a new one comes at the end.
enum EntryKind {
    None,
    Hardware,
    FactoryFiling,
    IntelligenceGrade,
    SoftwareRelease,
    Training,
    Service,
    PartReplaced,
    Inspection,
    Certificate,
    CertificateWithdrawn,
    Incident,
    TelemetryAnchor,
    Insurance,
    Correction,
    Brand
}

/// @title Kinds of entries: who may write each, and which are documents
/// @notice All that there is to say of a kind that is a document. `npm run generate` reads these constants, and fails where
/// a kind is in none of them.
library EntryKinds {
    /// @notice Kinds whose content is a document and nothing else: bit n is set for kind n.
    uint256 internal constant DOCUMENTS =
        (1 << uint8(EntryKind.Hardware)) |
            (1 << uint8(EntryKind.FactoryFiling)) |
            (1 << uint8(EntryKind.Service)) |
            (1 << uint8(EntryKind.Inspection)) |
            (1 << uint8(EntryKind.Incident)) |
            (1 << uint8(EntryKind.Insurance));

    /// @dev Its own rule says who: see `CertificateWithdrawn` and `Correction` in `IDossierEntries`.
    uint256 private constant _NOBODY = 0;
    /// @dev Of the robot's code, unless compromised.
    uint256 private constant _MAKER = 1 << uint8(Capacity.Maker);
    /// @dev The owner.
    uint256 private constant _HOLDER = 1 << uint8(Capacity.Holder);
    /// @dev Named by the holder, accepted, term running.
    uint256 private constant _OPERATOR = 1 << uint8(Capacity.Operator);
    /// @dev Of the country that answers for the robot. It accredits those that follow.
    uint256 private constant _AUTHORITY = 1 << uint8(Capacity.Authority);
    uint256 private constant _WORKSHOP = 1 << uint8(Capacity.Workshop);
    uint256 private constant _INSPECTOR = 1 << uint8(Capacity.Inspector);
    uint256 private constant _INSURER = 1 << uint8(Capacity.Insurer);
    uint256 private constant _INVESTIGATOR = 1 << uint8(Capacity.Investigator);

    /// @dev Who may write kinds 0 to 15: 16 bits a kind, of which bit n is set where capacity n may.
    uint256 private constant _WRITERS =
        ((_MAKER | _WORKSHOP) << (16 * uint8(EntryKind.Hardware))) |
            ((_MAKER | _AUTHORITY) << (16 * uint8(EntryKind.FactoryFiling))) |
            ((_AUTHORITY | _INSPECTOR) << (16 * uint8(EntryKind.IntelligenceGrade))) |
            ((_MAKER | _WORKSHOP) << (16 * uint8(EntryKind.SoftwareRelease))) |
            ((_MAKER | _HOLDER | _OPERATOR) << (16 * uint8(EntryKind.Training))) |
            ((_MAKER | _WORKSHOP) << (16 * uint8(EntryKind.Service))) |
            ((_MAKER | _WORKSHOP) << (16 * uint8(EntryKind.PartReplaced))) |
            ((_AUTHORITY | _INSPECTOR) << (16 * uint8(EntryKind.Inspection))) |
            ((_AUTHORITY | _INSPECTOR) << (16 * uint8(EntryKind.Certificate))) |
            ((_AUTHORITY | _INSPECTOR) << (16 * uint8(EntryKind.CertificateWithdrawn))) |
            ((_MAKER | _HOLDER | _OPERATOR | _AUTHORITY | _WORKSHOP | _INSURER | _INVESTIGATOR) <<
                (16 * uint8(EntryKind.Incident))) |
            ((_MAKER | _HOLDER | _OPERATOR) << (16 * uint8(EntryKind.TelemetryAnchor))) |
            (_INSURER << (16 * uint8(EntryKind.Insurance))) |
            (_NOBODY << (16 * uint8(EntryKind.Correction))) |
            ((_AUTHORITY | _INSURER | _INVESTIGATOR) << (16 * uint8(EntryKind.Brand)));

    /// @dev Who may write kinds 16 to 31, in the same way: `<< (16 * (uint8(EntryKind.…) - 16))`.
    uint256 private constant _WRITERS_FROM_16 = 0;

    /// @notice Who may write a kind.
    /// @param kind The kind.
    /// @return Bitmap: bit n is set where capacity n may.
    function writersOf(EntryKind kind) internal pure returns (uint16) {
        uint256 word = uint8(kind) < 16 ? _WRITERS : _WRITERS_FROM_16;
        return uint16(word >> (16 * (uint256(kind) % 16)));
    }
}
