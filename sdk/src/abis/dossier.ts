// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/**
 * What Dossier understands.
 *
 * @example
 * ```ts
 * import { dossierAbi } from "@openrobotid/sdk/abis";
 *
 * dossierAbi.some(({ type }) => type === "function"); // true
 * ```
 */
export const dossierAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IRobotRegistry",
        "name": "registry_",
        "type": "address"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
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
      }
    ],
    "name": "RobotRegistryUnknownRobot",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "enum IDossier.BrandCode",
        "name": "code",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "asReported",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "evidenceDigest",
        "type": "bytes32"
      }
    ],
    "name": "Branded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "scope",
        "type": "string"
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
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "CertificateIssued",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "certificateSeq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "CertificateWithdrawn",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "correctedSeq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum EntryKind",
        "name": "correctedKind",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "Corrected",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum EntryKind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "DocumentRecorded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "uint8",
        "name": "level",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "certificateDigest",
        "type": "bytes32"
      }
    ],
    "name": "IntelligenceGraded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "partNumber",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "removedSerial",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "fittedSerial",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "PartReplaced",
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
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      }
    ],
    "name": "ReleaseInstalled",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "publishedBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "version",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "ReleasePublished",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "indexed": true,
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "withdrawnBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "ReleaseWithdrawn",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "from",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "to",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "operatingHours",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "chargeCycles",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "uint32",
        "name": "falls",
        "type": "uint32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "TelemetryAnchored",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "modelDigest",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "weightsDigest",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "TrainingRecorded",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "root",
            "type": "bytes32"
          },
          {
            "internalType": "uint40",
            "name": "from",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "to",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "operatingHours",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "chargeCycles",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "falls",
            "type": "uint32"
          },
          {
            "internalType": "string",
            "name": "uri",
            "type": "string"
          }
        ],
        "internalType": "struct IDossier.Telemetry",
        "name": "telemetry",
        "type": "tuple"
      }
    ],
    "name": "anchorTelemetry",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity",
        "type": "uint8"
      }
    ],
    "name": "anchoredUntil",
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
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "uint8",
        "name": "code",
        "type": "uint8"
      },
      {
        "internalType": "string",
        "name": "asReported",
        "type": "string"
      },
      {
        "internalType": "bytes32",
        "name": "evidenceDigest",
        "type": "bytes32"
      }
    ],
    "name": "brand",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "capacityOf",
    "outputs": [
      {
        "internalType": "enum Capacity",
        "name": "capacity",
        "type": "uint8"
      }
    ],
    "stateMutability": "view",
    "type": "function"
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
        "name": "certificateSeq",
        "type": "uint256"
      }
    ],
    "name": "certificateOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "issuer",
            "type": "address"
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
            "internalType": "uint40",
            "name": "expiry",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "issuedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "withdrawnAt",
            "type": "uint40"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          },
          {
            "internalType": "string",
            "name": "scope",
            "type": "string"
          }
        ],
        "internalType": "struct IDossierCertificates.Certificate",
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
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "correctedSeq",
        "type": "uint256"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "correct",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      }
    ],
    "name": "firmwareOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "bytes32",
            "name": "imageDigest",
            "type": "bytes32"
          },
          {
            "internalType": "string",
            "name": "version",
            "type": "string"
          },
          {
            "internalType": "uint40",
            "name": "installedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "withdrawnAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IDossierFirmware.Firmware",
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
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
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
      }
    ],
    "name": "gradeIntelligence",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
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
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "string",
        "name": "version",
        "type": "string"
      }
    ],
    "name": "imageOf",
    "outputs": [
      {
        "internalType": "bytes32",
        "name": "",
        "type": "bytes32"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId[]",
        "name": "ids",
        "type": "bytes32[]"
      },
      {
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      }
    ],
    "name": "installRelease",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
        "name": "certificateSeq",
        "type": "uint256"
      }
    ],
    "name": "isCertified",
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
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "string",
        "name": "scope",
        "type": "string"
      },
      {
        "internalType": "uint40",
        "name": "expiry",
        "type": "uint40"
      },
      {
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "issueCertificate",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "kindOf",
    "outputs": [
      {
        "internalType": "enum EntryKind",
        "name": "kind",
        "type": "uint8"
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
      },
      {
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "publishRelease",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "kind_",
        "type": "uint8"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "bytes32",
        "name": "commitment",
        "type": "bytes32"
      },
      {
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "record",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "bytes32",
        "name": "modelDigest",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "weightsDigest",
        "type": "bytes32"
      },
      {
        "internalType": "string",
        "name": "uri",
        "type": "string"
      }
    ],
    "name": "recordTraining",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "registry",
    "outputs": [
      {
        "internalType": "contract IRobotRegistry",
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
        "name": "model",
        "type": "bytes12"
      },
      {
        "internalType": "bytes32",
        "name": "imageDigest",
        "type": "bytes32"
      }
    ],
    "name": "releaseOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "string",
            "name": "version",
            "type": "string"
          },
          {
            "internalType": "uint40",
            "name": "publishedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "withdrawnAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IDossierFirmware.Release",
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
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint8",
        "name": "capacity_",
        "type": "uint8"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "components": [
          {
            "internalType": "string",
            "name": "partNumber",
            "type": "string"
          },
          {
            "internalType": "bytes32",
            "name": "removedSerial",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "fittedSerial",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "commitment",
            "type": "bytes32"
          },
          {
            "internalType": "string",
            "name": "uri",
            "type": "string"
          }
        ],
        "internalType": "struct IDossier.Replacement",
        "name": "part",
        "type": "tuple"
      }
    ],
    "name": "replacePart",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "bytes4",
        "name": "interfaceId",
        "type": "bytes4"
      }
    ],
    "name": "supportsInterface",
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
        "internalType": "RobotId",
        "name": "id",
        "type": "bytes32"
      },
      {
        "internalType": "uint256",
        "name": "certificateSeq",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "withdrawCertificate",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "seq",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
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
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "withdrawRelease",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "kind",
        "type": "uint8"
      }
    ],
    "name": "writersOf",
    "outputs": [
      {
        "internalType": "uint16",
        "name": "",
        "type": "uint16"
      }
    ],
    "stateMutability": "pure",
    "type": "function"
  }
] as const;
