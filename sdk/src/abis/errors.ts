// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/**
 * Every error that a call of the registry can be refused with.
 *
 * @example
 * ```ts
 * import { errorsAbi } from "@openrobotid/sdk/abis";
 *
 * errorsAbi.some(({ type }) => type === "error"); // true
 * ```
 */
export const errorsAbi = [
  {
    "inputs": [],
    "name": "AccessControlBadConfirmation",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "neededRole",
        "type": "bytes32"
      }
    ],
    "name": "AccessControlUnauthorizedAccount",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "AccessManagedInvalidAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "internalType": "uint32",
        "name": "delay",
        "type": "uint32"
      }
    ],
    "name": "AccessManagedRequiredDelay",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AccessManagedUnauthorized",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "operationId",
        "type": "bytes32"
      }
    ],
    "name": "AccessManagerAlreadyScheduled",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "AccessManagerBadConfirmation",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "operationId",
        "type": "bytes32"
      }
    ],
    "name": "AccessManagerExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "initialAdmin",
        "type": "address"
      }
    ],
    "name": "AccessManagerInvalidInitialAdmin",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes4",
        "name": "selector",
        "type": "bytes4"
      }
    ],
    "name": "AccessManagerLockedFunction",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint64",
        "name": "roleId",
        "type": "uint64"
      }
    ],
    "name": "AccessManagerLockedRole",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "operationId",
        "type": "bytes32"
      }
    ],
    "name": "AccessManagerNotReady",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "operationId",
        "type": "bytes32"
      }
    ],
    "name": "AccessManagerNotScheduled",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "msgsender",
        "type": "address"
      },
      {
        "internalType": "uint64",
        "name": "roleId",
        "type": "uint64"
      }
    ],
    "name": "AccessManagerUnauthorizedAccount",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      },
      {
        "internalType": "bytes4",
        "name": "selector",
        "type": "bytes4"
      }
    ],
    "name": "AccessManagerUnauthorizedCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "msgsender",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      },
      {
        "internalType": "bytes4",
        "name": "selector",
        "type": "bytes4"
      }
    ],
    "name": "AccessManagerUnauthorizedCancel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      }
    ],
    "name": "AccessManagerUnauthorizedConsume",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "target",
        "type": "address"
      }
    ],
    "name": "AddressEmptyCode",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "AuthorityRegistryAlreadyCountersigned",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AuthorityRegistryCannotCountersign",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "AuthorityRegistryCountryUnassigned",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "AuthorityRegistryEmptyName",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      },
      {
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "name": "AuthorityRegistryExpiryInPast",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      },
      {
        "internalType": "uint256",
        "name": "latest",
        "type": "uint256"
      }
    ],
    "name": "AuthorityRegistryExpiryTooFar",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "since",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "earliest",
        "type": "uint40"
      },
      {
        "internalType": "uint256",
        "name": "latest",
        "type": "uint256"
      }
    ],
    "name": "AuthorityRegistryInvalidCompromise",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "enum IAuthorityRegistry.SerialScheme",
        "name": "scheme",
        "type": "uint8"
      },
      {
        "internalType": "uint8",
        "name": "counterWidth",
        "type": "uint8"
      }
    ],
    "name": "AuthorityRegistryInvalidCounterWidth",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "AuthorityRegistryManufacturerCompromised",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "AuthorityRegistryManufacturerExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "enum IAuthorityRegistry.ManufacturerStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "AuthorityRegistryManufacturerNotActive",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "enum IAuthorityRegistry.ManufacturerStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "AuthorityRegistryManufacturerNotCompromised",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      }
    ],
    "name": "AuthorityRegistryModelExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "withdrawnAt",
        "type": "uint40"
      }
    ],
    "name": "AuthorityRegistryModelNotApproved",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "AuthorityRegistryNoSuccession",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "actsFrom",
        "type": "uint40"
      }
    ],
    "name": "AuthorityRegistryNoTenure",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "enum IAuthorityRegistry.Role",
        "name": "role",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "AuthorityRegistryNotAccredited",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AuthorityRegistryNotAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "uint256",
        "name": "given",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      }
    ],
    "name": "AuthorityRegistryNotCountersigned",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "AuthorityRegistryNotFormerAttester",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AuthorityRegistryNotManufacturer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "AuthorityRegistryNotProposedAccount",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "AuthorityRegistryNotSuccessor",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "uint40",
        "name": "acceptableFrom",
        "type": "uint40"
      }
    ],
    "name": "AuthorityRegistryNoticeRunning",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "notice",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "shortest",
        "type": "uint40"
      }
    ],
    "name": "AuthorityRegistryNoticeTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "enum IAuthorityRegistry.ManufacturerStatus",
        "name": "status",
        "type": "uint8"
      },
      {
        "internalType": "enum IAuthorityRegistry.ManufacturerStatus",
        "name": "wanted",
        "type": "uint8"
      }
    ],
    "name": "AuthorityRegistryStatusUnreachable",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "AuthorityRegistrySuccessionLapsed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "level",
        "type": "uint8"
      }
    ],
    "name": "AuthorityRegistryUnknownLevel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "AuthorityRegistryUnknownManufacturer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      }
    ],
    "name": "AuthorityRegistryUnknownModel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "role",
        "type": "uint8"
      }
    ],
    "name": "AuthorityRegistryUnknownRole",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "scheme",
        "type": "uint8"
      }
    ],
    "name": "AuthorityRegistryUnknownScheme",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "AuthorityRegistryZeroAddress",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "CheckpointUnorderedInsertion",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumAuthorityTaken",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "ConsortiumCannotVeto",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "ConsortiumChangedThisSecond",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumCountryTaken",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "ConsortiumCountryUnassigned",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "acceptableFrom",
        "type": "uint40"
      }
    ],
    "name": "ConsortiumDelayRunning",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "seatAuthority",
        "type": "address"
      }
    ],
    "name": "ConsortiumDelegationDisabled",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ConsortiumEmptyName",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "proposalId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "ConsortiumGovernorNoSupport",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "timepoint",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumGovernorNoVote",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "threshold",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumGovernorThresholdFixed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumLastSeat",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ConsortiumNoSeats",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "ConsortiumNotAnAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "ConsortiumNotProposed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "ConsortiumNotRecovery",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumNothingProposed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "period",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "shortest",
        "type": "uint40"
      }
    ],
    "name": "ConsortiumPeriodTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "ConsortiumProposedByRecovery",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "ConsortiumRecoveryIsAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "recovery",
        "type": "address"
      }
    ],
    "name": "ConsortiumResignationNotAllowed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumUnknownSeat",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "validator",
        "type": "address"
      }
    ],
    "name": "ConsortiumValidatorSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "validator",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      }
    ],
    "name": "ConsortiumValidatorTaken",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ConsortiumZeroAddress",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "withdrawnAt",
        "type": "uint40"
      }
    ],
    "name": "DossierCertificateWithdrawn",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "from",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "to",
        "type": "uint40"
      }
    ],
    "name": "DossierEmptyPeriod",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      },
      {
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "name": "DossierExpiryInPast",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "DossierNoUnits",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "enum EntryKind",
        "name": "kind",
        "type": "uint8"
      }
    ],
    "name": "DossierNotADocumentKind",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "enum EntryKind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "internalType": "uint16",
        "name": "writers",
        "type": "uint16"
      }
    ],
    "name": "DossierNotAWriter",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "internalType": "enum EntryKind",
        "name": "kind",
        "type": "uint8"
      }
    ],
    "name": "DossierNotCorrectable",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "DossierNotInCapacity",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "DossierNotIssuer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "DossierNotMaker",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "to",
        "type": "uint40"
      },
      {
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "name": "DossierPeriodInFuture",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "from",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "anchoredUntil",
        "type": "uint40"
      }
    ],
    "name": "DossierPeriodOverlaps",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      }
    ],
    "name": "DossierReleaseExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "withdrawnAt",
        "type": "uint40"
      }
    ],
    "name": "DossierReleaseWithdrawn",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "text",
        "type": "string"
      },
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "most",
        "type": "uint256"
      }
    ],
    "name": "DossierTextLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "code",
        "type": "uint8"
      }
    ],
    "name": "DossierUnknownBrand",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "capacity",
        "type": "uint8"
      }
    ],
    "name": "DossierUnknownCapacity",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "name": "DossierUnknownCertificate",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "length",
        "type": "uint256"
      }
    ],
    "name": "DossierUnknownEntry",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "kind",
        "type": "uint8"
      }
    ],
    "name": "DossierUnknownKind",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "level",
        "type": "uint8"
      }
    ],
    "name": "DossierUnknownLevel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      }
    ],
    "name": "DossierUnknownRelease",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "string",
        "name": "version",
        "type": "string"
      },
      {
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      }
    ],
    "name": "DossierVersionTaken",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "CountryCode",
        "name": "expected",
        "type": "bytes2"
      }
    ],
    "name": "DossierWrongJurisdiction",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "DossierZeroDigest",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "timepoint",
        "type": "uint256"
      },
      {
        "internalType": "uint48",
        "name": "clock",
        "type": "uint48"
      }
    ],
    "name": "ERC5805FutureLookup",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "ERC6372InconsistentClock",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "sender",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "ERC721IncorrectOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "ERC721InsufficientApproval",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "approver",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidApprover",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidOperator",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidOwner",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "receiver",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidReceiver",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "sender",
        "type": "address"
      }
    ],
    "name": "ERC721InvalidSender",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "tokenId",
        "type": "uint256"
      }
    ],
    "name": "ERC721NonexistentToken",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "FailedCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "voter",
        "type": "address"
      }
    ],
    "name": "GovernorAlreadyCastVote",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "proposalId",
        "type": "uint256"
      }
    ],
    "name": "GovernorAlreadyQueuedProposal",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "GovernorDisabledDeposit",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "proposer",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "votes",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "threshold",
        "type": "uint256"
      }
    ],
    "name": "GovernorInsufficientProposerVotes",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "targets",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "calldatas",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "values",
        "type": "uint256"
      }
    ],
    "name": "GovernorInvalidProposalLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "voter",
        "type": "address"
      }
    ],
    "name": "GovernorInvalidSignature",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "GovernorInvalidVoteParams",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "GovernorInvalidVoteType",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "votingPeriod",
        "type": "uint256"
      }
    ],
    "name": "GovernorInvalidVotingPeriod",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "proposalId",
        "type": "uint256"
      }
    ],
    "name": "GovernorNonexistentProposal",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "GovernorOnlyExecutor",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "proposalId",
        "type": "uint256"
      }
    ],
    "name": "GovernorProposalQueueingFailed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "proposalId",
        "type": "uint256"
      }
    ],
    "name": "GovernorProposalQueueingNotRequired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "proposer",
        "type": "address"
      }
    ],
    "name": "GovernorRestrictedProposer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "proposalId",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "GovernorUnableToCancel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "proposalId",
        "type": "uint256"
      },
      {
        "internalType": "enum IGovernor.ProposalState",
        "name": "current",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "expectedStates",
        "type": "bytes32"
      }
    ],
    "name": "GovernorUnexpectedProposalState",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "balance",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      }
    ],
    "name": "InsufficientBalance",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "currentNonce",
        "type": "uint256"
      }
    ],
    "name": "InvalidAccountNonce",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "InvalidShortString",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "RecallRegistryAlreadyMarked",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "uint40",
        "name": "suspendedAt",
        "type": "uint40"
      }
    ],
    "name": "RecallRegistryAlreadySuspended",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "closedAt",
        "type": "uint40"
      }
    ],
    "name": "RecallRegistryCampaignClosed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "campaignNumber",
        "type": "string"
      },
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      }
    ],
    "name": "RecallRegistryCampaignNumberTaken",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "closedAt",
        "type": "uint40"
      }
    ],
    "name": "RecallRegistryClosingAnnounced",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "campaignNumber",
        "type": "string"
      }
    ],
    "name": "RecallRegistryInvalidCampaignNumber",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "maker",
        "type": "address"
      }
    ],
    "name": "RecallRegistryMakerDoesNotRemedy",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      }
    ],
    "name": "RecallRegistryMakerMustRemedy",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "RecallRegistryNoUnits",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "RecallRegistryNotAffected",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      }
    ],
    "name": "RecallRegistryNotMarked",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RecallRegistryNotOpener",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RecallRegistryNotRemedier",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "openedAt",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "since",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      }
    ],
    "name": "RecallRegistryNotWithinCompromise",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "notice",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "shortest",
        "type": "uint40"
      }
    ],
    "name": "RecallRegistryNoticeTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "RecallRegistryOfAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      }
    ],
    "name": "RecallRegistryOtherModel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "first",
        "type": "bytes32"
      },
      {
        "internalType": "RobotId",
        "name": "last",
        "type": "bytes32"
      }
    ],
    "name": "RecallRegistryRangeDescending",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "first",
        "type": "bytes32"
      },
      {
        "internalType": "RobotId",
        "name": "last",
        "type": "bytes32"
      }
    ],
    "name": "RecallRegistryRangeNotAllowed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "uint40",
        "name": "actsFrom",
        "type": "uint40"
      }
    ],
    "name": "RecallRegistrySeatTooNew",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "uint256",
        "name": "most",
        "type": "uint256"
      }
    ],
    "name": "RecallRegistryTooManyOpenCampaigns",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "string",
        "name": "campaignNumber",
        "type": "string"
      }
    ],
    "name": "RecallRegistryTransferForbidden",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRecallRegistry.UnitStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "RecallRegistryUnitNotSettled",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRecallRegistry.UnitStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "RecallRegistryUnitSettled",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      }
    ],
    "name": "RecallRegistryUnknownCampaign",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "kind",
        "type": "uint8"
      }
    ],
    "name": "RecallRegistryUnknownScopeKind",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "severity",
        "type": "uint8"
      }
    ],
    "name": "RecallRegistryUnknownSeverity",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "string",
        "name": "campaignNumber",
        "type": "string"
      }
    ],
    "name": "RecallRegistryUseForbidden",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "CountryCode",
        "name": "expected",
        "type": "bytes2"
      }
    ],
    "name": "RecallRegistryWrongJurisdiction",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "RecallRegistryZeroDigest",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      }
    ],
    "name": "RegistrarOrdersEnded",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "beneficiary",
        "type": "address"
      }
    ],
    "name": "RegistrarOrdersInvalidBeneficiary",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RegistrarOrdersNotAnotherAuthority",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RegistrarOrdersNotBeneficiary",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RegistrarOrdersNotHolder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "executableAt",
        "type": "uint40"
      }
    ],
    "name": "RegistrarOrdersNoticeRunning",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      },
      {
        "internalType": "uint40",
        "name": "earliest",
        "type": "uint40"
      }
    ],
    "name": "RegistrarOrdersObjectionUpheld",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      }
    ],
    "name": "RegistrarOrdersOpenOrder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "period",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "shortest",
        "type": "uint40"
      }
    ],
    "name": "RegistrarOrdersPeriodTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "action",
        "type": "uint8"
      }
    ],
    "name": "RegistrarOrdersUnknownAction",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      }
    ],
    "name": "RegistrarOrdersUnknownOrder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      },
      {
        "internalType": "enum IRegistrarOrders.Status",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "RegistrarOrdersWrongStatus",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "module",
        "type": "address"
      },
      {
        "internalType": "uint8",
        "name": "space",
        "type": "uint8"
      }
    ],
    "name": "RegistryModulesHasSpace",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "module",
        "type": "address"
      }
    ],
    "name": "RegistryModulesNotAModule",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "policy",
        "type": "address"
      }
    ],
    "name": "RegistryModulesNotAPolicy",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "notice",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "shortest",
        "type": "uint40"
      }
    ],
    "name": "RegistryModulesNoticeTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "contract ITransferPolicy",
        "name": "policy",
        "type": "address"
      }
    ],
    "name": "RegistryModulesPolicyExists",
    "type": "error"
  },
  {
    "inputs": [],
    "name": "RegistryModulesReservedSpace",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "most",
        "type": "uint256"
      }
    ],
    "name": "RegistryModulesTooManyPolicies",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "contract ITransferPolicy",
        "name": "policy",
        "type": "address"
      }
    ],
    "name": "RegistryModulesUnknownPolicy",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
      }
    ],
    "name": "RobotFlagsAlreadyRaised",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotFlagsNotAllowed",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotFlagsNotAnotherSeat",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
      }
    ],
    "name": "RobotFlagsNotRaised",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotFlagsNotTheOrders",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "flag",
        "type": "uint8"
      }
    ],
    "name": "RobotFlagsUnknownFlag",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "code",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      }
    ],
    "name": "RobotIdCounterNotDecimal",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "code",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      }
    ],
    "name": "RobotIdInvalidCharacter",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "width",
        "type": "uint8"
      }
    ],
    "name": "RobotIdInvalidCounterWidth",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes2",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "RobotIdInvalidCountry",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes6",
        "name": "manufacturer",
        "type": "bytes6"
      },
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      }
    ],
    "name": "RobotIdInvalidManufacturer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes12",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      }
    ],
    "name": "RobotIdInvalidModel",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "code",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      }
    ],
    "name": "RobotIdInvalidPadding",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "RobotRegistryAlreadyIssued",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "RobotRegistryAlreadyOnMarket",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "operator",
        "type": "address"
      }
    ],
    "name": "RobotRegistryAlreadyOperator",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "first",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "position",
        "type": "uint256"
      }
    ],
    "name": "RobotRegistryAmbiguousSerial",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "first",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "count",
        "type": "uint64"
      },
      {
        "internalType": "uint8",
        "name": "counterWidth",
        "type": "uint8"
      }
    ],
    "name": "RobotRegistryCounterExhausted",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "keyDigest",
        "type": "bytes32"
      },
      {
        "internalType": "RobotId",
        "name": "boundTo",
        "type": "bytes32"
      }
    ],
    "name": "RobotRegistryDeviceKeyBound",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      }
    ],
    "name": "RobotRegistryEmptyLot",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
      }
    ],
    "name": "RobotRegistryFlagged",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "recycler",
        "type": "address"
      }
    ],
    "name": "RobotRegistryHandedIn",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "recycler",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotRegistryIntakeNotOffered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "first",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "lastCounter",
        "type": "uint256"
      }
    ],
    "name": "RobotRegistryLotNotAscending",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "ManufacturerId",
        "name": "manufacturer",
        "type": "bytes6"
      }
    ],
    "name": "RobotRegistryMakerCompromised",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotRegistryNotAModule",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotRegistryNotHolder",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "unitsRoot",
        "type": "bytes32"
      }
    ],
    "name": "RobotRegistryNotInManifest",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotRegistryNotItsCompanion",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "recycler",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotRegistryNotItsRecycler",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotRegistryNotNamedOperator",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      }
    ],
    "name": "RobotRegistryOrderPending",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "holder",
        "type": "address"
      }
    ],
    "name": "RobotRegistryOwnRecycler",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "RobotRegistryReceiverMustCall",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "to",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "approved",
        "type": "address"
      }
    ],
    "name": "RobotRegistryReceiverNotApproved",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "RobotRegistryReceiverReentered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "recycler",
        "type": "address"
      }
    ],
    "name": "RobotRegistryReturnNotOffered",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "delay",
        "type": "uint40"
      },
      {
        "internalType": "uint40",
        "name": "shortest",
        "type": "uint40"
      }
    ],
    "name": "RobotRegistryScrapDelayTooShort",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "earliest",
        "type": "uint40"
      }
    ],
    "name": "RobotRegistryScrapTooEarly",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "scrappedAt",
        "type": "uint40"
      }
    ],
    "name": "RobotRegistryScrapped",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "holder",
        "type": "address"
      }
    ],
    "name": "RobotRegistrySelfTransfer",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint40",
        "name": "until",
        "type": "uint40"
      },
      {
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "name": "RobotRegistryTermInPast",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "stem",
        "type": "bytes32"
      }
    ],
    "name": "RobotRegistryTooManyLots",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "RobotRegistryUnknownRobot",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "enum IAuthorityRegistry.SerialScheme",
        "name": "scheme",
        "type": "uint8"
      }
    ],
    "name": "RobotRegistryWrongScheme",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "enum IRobotHistory.State",
        "name": "state",
        "type": "uint8"
      }
    ],
    "name": "RobotRegistryWrongState",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "bits",
        "type": "uint8"
      },
      {
        "internalType": "uint256",
        "name": "value",
        "type": "uint256"
      }
    ],
    "name": "SafeCastOverflowedUintDowncast",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "registry",
        "type": "address"
      }
    ],
    "name": "SignedActsBound",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "holder",
        "type": "address"
      }
    ],
    "name": "SignedActsConsentFromOther",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "expected",
        "type": "uint256"
      }
    ],
    "name": "SignedActsConsentNonce",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "consentDigest",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "SignedActsConsentRevoked",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "keyDigest",
        "type": "bytes32"
      }
    ],
    "name": "SignedActsDeviceSignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "deadline",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "name": "SignedActsExpired",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "expectedHead",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "head",
        "type": "bytes32"
      }
    ],
    "name": "SignedActsHeadChanged",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "SignedActsNoReceiver",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "consentDigest",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "SignedActsNotASide",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "attester",
        "type": "address"
      }
    ],
    "name": "SignedActsNotAttested",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "address",
        "name": "signer",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "nonce",
        "type": "uint256"
      }
    ],
    "name": "SignedActsNotSigned",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "expected",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "authorities",
        "type": "address"
      }
    ],
    "name": "SignedActsOtherAuthorities",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "str",
        "type": "string"
      }
    ],
    "name": "StringTooLong",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "delay",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "minDelay",
        "type": "uint256"
      }
    ],
    "name": "TimelockInsufficientDelay",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "targets",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "payloads",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "values",
        "type": "uint256"
      }
    ],
    "name": "TimelockInvalidOperationLength",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "caller",
        "type": "address"
      }
    ],
    "name": "TimelockUnauthorizedCaller",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "predecessorId",
        "type": "bytes32"
      }
    ],
    "name": "TimelockUnexecutedPredecessor",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "operationId",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "expectedStates",
        "type": "bytes32"
      }
    ],
    "name": "TimelockUnexpectedOperationState",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "expiry",
        "type": "uint256"
      }
    ],
    "name": "VotesExpiredSignature",
    "type": "error"
  }
] as const;
