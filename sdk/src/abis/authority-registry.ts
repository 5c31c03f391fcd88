// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/**
 * What AuthorityRegistry understands.
 *
 * @example
 * ```ts
 * import { authorityRegistryAbi } from "@openrobotid/sdk/abis";
 *
 * authorityRegistryAbi.some(({ type }) => type === "function"); // true
 * ```
 */
export const authorityRegistryAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IConsortium",
        "name": "consortium_",
        "type": "address"
      },
      {
        "internalType": "uint40",
        "name": "successionNotice_",
        "type": "uint40"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
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
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "enum IAuthorityRegistry.Role",
        "name": "role",
        "type": "uint8"
      },
      {
        "indexed": true,
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "AccreditationWithdrawn",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "enum IAuthorityRegistry.Role",
        "name": "role",
        "type": "uint8"
      },
      {
        "indexed": true,
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      }
    ],
    "name": "Accredited",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "AttestationsVoided",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "ManufacturerAccountProposed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "previous",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "current",
        "type": "address"
      }
    ],
    "name": "ManufacturerAccountRotated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "contactURI",
        "type": "string"
      }
    ],
    "name": "ManufacturerAdmitted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "since",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "ManufacturerCompromised",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "enum IAuthorityRegistry.ManufacturerStatus",
        "name": "status",
        "type": "uint8"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "ManufacturerStatusChanged",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      },
      {
        "indexed": true,
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "ModelApprovalWithdrawn",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      },
      {
        "indexed": true,
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint8",
        "name": "level",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "certificateDigest",
        "type": "bytes32"
      }
    ],
    "name": "ModelApproved",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      },
      {
        "indexed": true,
        "internalType": "enum IAuthorityRegistry.SerialScheme",
        "name": "scheme",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint8",
        "name": "counterWidth",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "documentationURI",
        "type": "string"
      }
    ],
    "name": "ModelRegistered",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "subject",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint16",
        "name": "kind",
        "type": "uint16"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "actor",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "timestamp",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "payloadDigest",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "head",
        "type": "bytes32"
      }
    ],
    "name": "Recorded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "previous",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "current",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "enum IAuthorityRegistry.ManufacturerStatus",
        "name": "status",
        "type": "uint8"
      }
    ],
    "name": "SuccessionAccepted",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "given",
        "type": "uint256"
      }
    ],
    "name": "SuccessionCountersigned",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "SuccessionWithdrawn",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "seat",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "acceptableFrom",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "needed",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "SuccessorNamed",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "acceptManufacturerAccount",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "acceptSuccession",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "accountOf",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint8",
        "name": "role",
        "type": "uint8"
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
      }
    ],
    "name": "accredit",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "accreditation",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint40",
            "name": "expiry",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "seat",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "givenAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IAuthorityRegistry.Accreditation",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
      },
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "contactURI",
        "type": "string"
      }
    ],
    "name": "admitManufacturer",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
      }
    ],
    "name": "approval",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint8",
            "name": "level",
            "type": "uint8"
          },
          {
            "internalType": "uint40",
            "name": "approvedAt",
            "type": "uint40"
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
          },
          {
            "internalType": "bytes32",
            "name": "certificateDigest",
            "type": "bytes32"
          }
        ],
        "internalType": "struct IAuthorityRegistry.Approval",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
        "internalType": "uint8",
        "name": "level",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "certificateDigest",
        "type": "bytes32"
      },
      {
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      }
    ],
    "name": "approveModel",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "authorityOf",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "compromiseOf",
    "outputs": [
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
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "consortium",
    "outputs": [
      {
        "internalType": "contract IConsortium",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
    "name": "countersignSuccession",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
        "name": "since",
        "type": "uint40"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "declareCompromised",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "subject",
        "type": "bytes32"
      }
    ],
    "name": "historyOf",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "head",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
    "name": "isAccredited",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
      }
    ],
    "name": "isApproved",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
    "name": "isAttester",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
    "name": "isMaker",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "log",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "count",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "head",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "manufacturer",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "account",
            "type": "address"
          },
          {
            "internalType": "enum IAuthorityRegistry.ManufacturerStatus",
            "name": "status",
            "type": "uint8"
          },
          {
            "internalType": "uint40",
            "name": "admittedAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IAuthorityRegistry.Manufacturer",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      }
    ],
    "name": "model",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum IAuthorityRegistry.SerialScheme",
            "name": "scheme",
            "type": "uint8"
          },
          {
            "internalType": "uint8",
            "name": "counterWidth",
            "type": "uint8"
          },
          {
            "internalType": "uint40",
            "name": "registeredAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IAuthorityRegistry.Model",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "nameSuccessor",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "proposeManufacturerAccount",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "proposedManufacturerAccount",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      },
      {
        "internalType": "uint8",
        "name": "scheme",
        "type": "uint8"
      },
      {
        "internalType": "uint8",
        "name": "counterWidth",
        "type": "uint8"
      },
      {
        "internalType": "string",
        "name": "name",
        "type": "string"
      },
      {
        "internalType": "string",
        "name": "documentationURI",
        "type": "string"
      }
    ],
    "name": "registerModel",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "reinstateManufacturer",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "requireAccredited",
    "outputs": [],
    "stateMutability": "view",
    "type": "function"
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
      }
    ],
    "name": "requireApproved",
    "outputs": [],
    "stateMutability": "view",
    "type": "function"
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
        "name": "account",
        "type": "address"
      }
    ],
    "name": "requireAuthority",
    "outputs": [],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ModelId",
        "name": "id",
        "type": "bytes12"
      },
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      }
    ],
    "name": "requireIssuer",
    "outputs": [
      {
        "components": [
          {
            "internalType": "enum IAuthorityRegistry.SerialScheme",
            "name": "scheme",
            "type": "uint8"
          },
          {
            "internalType": "uint8",
            "name": "counterWidth",
            "type": "uint8"
          },
          {
            "internalType": "uint40",
            "name": "registeredAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IAuthorityRegistry.Model",
        "name": "model_",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "uint40",
        "name": "takenInAt",
        "type": "uint40"
      }
    ],
    "name": "requireRecyclerSince",
    "outputs": [],
    "stateMutability": "view",
    "type": "function"
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
        "name": "account",
        "type": "address"
      }
    ],
    "name": "requireTenuredAuthority",
    "outputs": [],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "revokeManufacturer",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "successionNotice",
    "outputs": [
      {
        "internalType": "uint40",
        "name": "",
        "type": "uint40"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "successionOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "account",
            "type": "address"
          },
          {
            "internalType": "uint32",
            "name": "seat",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "namedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "needed",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "given",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "number",
            "type": "uint32"
          }
        ],
        "internalType": "struct IAuthorityRegistry.Succession",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "suspendManufacturer",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "voidAttestations",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
        "name": "timestamp",
        "type": "uint40"
      }
    ],
    "name": "wasCompromised",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "uint8",
        "name": "role",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "withdrawAccreditation",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "withdrawModelApproval",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "id",
        "type": "bytes6"
      }
    ],
    "name": "withdrawSuccession",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
