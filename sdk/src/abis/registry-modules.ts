// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/**
 * What RegistryModules understands.
 *
 * @example
 * ```ts
 * import { registryModulesAbi } from "@openrobotid/sdk/abis";
 *
 * registryModulesAbi.some(({ type }) => type === "function"); // true
 * ```
 */
export const registryModulesAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "accessManager",
        "type": "address"
      },
      {
        "internalType": "uint40",
        "name": "policyNotice_",
        "type": "uint40"
      },
      {
        "internalType": "string",
        "name": "resolver_",
        "type": "string"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
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
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "address",
        "name": "authority",
        "type": "address"
      }
    ],
    "name": "AuthorityUpdated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "uint8",
        "name": "space",
        "type": "uint8"
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
    "name": "ModuleSet",
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
        "indexed": false,
        "internalType": "string",
        "name": "baseURI",
        "type": "string"
      }
    ],
    "name": "ResolverSet",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "contract ITransferPolicy",
        "name": "policy",
        "type": "address"
      }
    ],
    "name": "TransferPolicyAdded",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "contract ITransferPolicy",
        "name": "policy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint40",
        "name": "endsAt",
        "type": "uint40"
      }
    ],
    "name": "TransferPolicyRemoved",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "contract ITransferPolicy",
        "name": "policy",
        "type": "address"
      }
    ],
    "name": "addTransferPolicy",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "authority",
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
        "name": "from",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "to",
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
    "inputs": [],
    "name": "isConsumingScheduledOp",
    "outputs": [
      {
        "internalType": "bytes4",
        "name": "",
        "type": "bytes4"
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
        "internalType": "uint8",
        "name": "space",
        "type": "uint8"
      }
    ],
    "name": "moduleOf",
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
        "internalType": "contract ITransferPolicy",
        "name": "policy",
        "type": "address"
      }
    ],
    "name": "policyEndsAt",
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
    "inputs": [],
    "name": "policyNotice",
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
        "internalType": "contract ITransferPolicy",
        "name": "policy",
        "type": "address"
      }
    ],
    "name": "removeTransferPolicy",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "resolver",
    "outputs": [
      {
        "internalType": "string",
        "name": "",
        "type": "string"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newAuthority",
        "type": "address"
      }
    ],
    "name": "setAuthority",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint8",
        "name": "space",
        "type": "uint8"
      },
      {
        "internalType": "address",
        "name": "module",
        "type": "address"
      }
    ],
    "name": "setModule",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "baseURI",
        "type": "string"
      }
    ],
    "name": "setResolver",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "module",
        "type": "address"
      }
    ],
    "name": "spaceOf",
    "outputs": [
      {
        "internalType": "uint8",
        "name": "",
        "type": "uint8"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "transferPolicies",
    "outputs": [
      {
        "internalType": "contract ITransferPolicy[]",
        "name": "policies",
        "type": "address[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
