// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/**
 * What RecallRegistry understands.
 *
 * @example
 * ```ts
 * import { recallRegistryAbi } from "@openrobotid/sdk/abis";
 *
 * recallRegistryAbi.some(({ type }) => type === "function"); // true
 * ```
 */
export const recallRegistryAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IRobotRegistry",
        "name": "registry_",
        "type": "address"
      },
      {
        "internalType": "uint40",
        "name": "closingNotice_",
        "type": "uint40"
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
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "closedBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "closedAt",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "CampaignClosed",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "indexed": true,
        "internalType": "ModelId",
        "name": "model",
        "type": "bytes12"
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
        "name": "openedBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "enum IRecallRegistry.Severity",
        "name": "severity",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "enum IRecallRegistry.ScopeKind",
        "name": "kind",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "RobotId",
        "name": "first",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "RobotId",
        "name": "last",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bool",
        "name": "makerRemedies",
        "type": "bool"
      },
      {
        "components": [
          {
            "internalType": "string",
            "name": "campaignNumber",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "component",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "summary",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "consequence",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "remedy",
            "type": "string"
          },
          {
            "internalType": "bool",
            "name": "parkIt",
            "type": "bool"
          },
          {
            "internalType": "bool",
            "name": "overTheAirUpdate",
            "type": "bool"
          }
        ],
        "indexed": false,
        "internalType": "struct IRecallRegistry.Notice",
        "name": "notice",
        "type": "tuple"
      }
    ],
    "name": "CampaignOpened",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
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
        "name": "suspendedBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "CampaignSuspended",
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
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "foundBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "UnitNotApplicable",
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
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "remedyBy",
        "type": "address"
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
        "name": "evidenceDigest",
        "type": "bytes32"
      }
    ],
    "name": "UnitRemedied",
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
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "reopenedBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "UnitReopened",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "RobotId[]",
        "name": "ids",
        "type": "bytes32[]"
      }
    ],
    "name": "UnitsMarked",
    "type": "event"
  },
  {
    "inputs": [],
    "name": "campaignCount",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      }
    ],
    "name": "campaignOf",
    "outputs": [
      {
        "components": [
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
            "internalType": "enum IRecallRegistry.Severity",
            "name": "severity",
            "type": "uint8"
          },
          {
            "internalType": "enum IRecallRegistry.ScopeKind",
            "name": "kind",
            "type": "uint8"
          },
          {
            "internalType": "bool",
            "name": "makerRemedies",
            "type": "bool"
          },
          {
            "internalType": "bool",
            "name": "parkIt",
            "type": "bool"
          },
          {
            "internalType": "bool",
            "name": "overTheAirUpdate",
            "type": "bool"
          },
          {
            "internalType": "uint40",
            "name": "openedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint40",
            "name": "closedAt",
            "type": "uint40"
          },
          {
            "internalType": "RobotId",
            "name": "first",
            "type": "bytes32"
          },
          {
            "internalType": "RobotId",
            "name": "last",
            "type": "bytes32"
          },
          {
            "internalType": "bytes32",
            "name": "noticeDigest",
            "type": "bytes32"
          },
          {
            "internalType": "string",
            "name": "campaignNumber",
            "type": "string"
          }
        ],
        "internalType": "struct IRecallRegistry.Campaign",
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
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      },
      {
        "internalType": "string",
        "name": "campaignNumber",
        "type": "string"
      }
    ],
    "name": "campaignOfAuthority",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "ManufacturerId",
        "name": "maker",
        "type": "bytes6"
      },
      {
        "internalType": "string",
        "name": "campaignNumber",
        "type": "string"
      }
    ],
    "name": "campaignOfMaker",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
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
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "name": "checkOperator",
    "outputs": [],
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
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "checkPlacement",
    "outputs": [],
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
        "internalType": "address",
        "name": "",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "name": "checkTransfer",
    "outputs": [],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "close",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "closingNotice",
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
    "name": "isAffected",
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
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId[]",
        "name": "ids",
        "type": "bytes32[]"
      }
    ],
    "name": "mark",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId[]",
        "name": "ids",
        "type": "bytes32[]"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "markNotApplicable",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "mostOpenCampaigns",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "pure",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
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
            "internalType": "uint8",
            "name": "kind",
            "type": "uint8"
          },
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
        "internalType": "struct IRecallRegistry.Scope",
        "name": "scope",
        "type": "tuple"
      },
      {
        "internalType": "uint8",
        "name": "severity",
        "type": "uint8"
      },
      {
        "internalType": "bool",
        "name": "makerRemedies",
        "type": "bool"
      },
      {
        "components": [
          {
            "internalType": "string",
            "name": "campaignNumber",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "component",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "summary",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "consequence",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "remedy",
            "type": "string"
          },
          {
            "internalType": "bool",
            "name": "parkIt",
            "type": "bool"
          },
          {
            "internalType": "bool",
            "name": "overTheAirUpdate",
            "type": "bool"
          }
        ],
        "internalType": "struct IRecallRegistry.Notice",
        "name": "notice",
        "type": "tuple"
      }
    ],
    "name": "open",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
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
        "internalType": "CountryCode",
        "name": "country",
        "type": "bytes2"
      }
    ],
    "name": "openCampaigns",
    "outputs": [
      {
        "internalType": "uint256[]",
        "name": "campaigns",
        "type": "uint256[]"
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
      }
    ],
    "name": "openCampaignsOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint256",
            "name": "campaign",
            "type": "uint256"
          },
          {
            "internalType": "enum IRecallRegistry.Severity",
            "name": "severity",
            "type": "uint8"
          },
          {
            "internalType": "CountryCode",
            "name": "country",
            "type": "bytes2"
          },
          {
            "internalType": "bool",
            "name": "parkIt",
            "type": "bool"
          },
          {
            "internalType": "bool",
            "name": "overTheAirUpdate",
            "type": "bool"
          },
          {
            "internalType": "string",
            "name": "campaignNumber",
            "type": "string"
          }
        ],
        "internalType": "struct IRecallRegistry.OpenCampaign[]",
        "name": "campaigns",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
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
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId[]",
        "name": "ids",
        "type": "bytes32[]"
      },
      {
        "internalType": "CountryCode",
        "name": "jurisdiction",
        "type": "bytes2"
      },
      {
        "internalType": "bytes32",
        "name": "evidenceDigest",
        "type": "bytes32"
      }
    ],
    "name": "remedy",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "campaign",
        "type": "uint256"
      },
      {
        "internalType": "RobotId[]",
        "name": "ids",
        "type": "bytes32[]"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "reopen",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "statusOf",
    "outputs": [
      {
        "internalType": "enum IRecallRegistry.UnitStatus",
        "name": "",
        "type": "uint8"
      }
    ],
    "stateMutability": "view",
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
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "suspend",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
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
    "name": "suspendedAt",
    "outputs": [
      {
        "internalType": "uint40",
        "name": "",
        "type": "uint40"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
