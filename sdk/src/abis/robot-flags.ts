// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/**
 * What RobotFlags understands.
 *
 * @example
 * ```ts
 * import { robotFlagsAbi } from "@openrobotid/sdk/abis";
 *
 * robotFlagsAbi.some(({ type }) => type === "function"); // true
 * ```
 */
export const robotFlagsAbi = [
  {
    "inputs": [
      {
        "internalType": "contract IAuthorityRegistry",
        "name": "authorities",
        "type": "address"
      },
      {
        "internalType": "contract ISignedActs",
        "name": "signedActs_",
        "type": "address"
      },
      {
        "internalType": "uint40",
        "name": "notice",
        "type": "uint40"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "constructor"
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
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
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
        "name": "clearableAt",
        "type": "uint40"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "ClearanceSupported",
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
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "clearedBy",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "FlagCleared",
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
        "internalType": "enum IRobotFlags.Flag",
        "name": "flag",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "address",
        "name": "reporter",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "FlagRaised",
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
        "internalType": "address",
        "name": "beneficiary",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "order",
        "type": "uint256"
      }
    ],
    "name": "clearByOrder",
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
        "name": "flag",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "clearFlag",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "clearanceNotice",
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
        "name": "flag",
        "type": "uint8"
      }
    ],
    "name": "clearanceOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "uint32",
            "name": "firstSeat",
            "type": "uint32"
          },
          {
            "internalType": "uint32",
            "name": "secondSeat",
            "type": "uint32"
          },
          {
            "internalType": "uint40",
            "name": "clearableAt",
            "type": "uint40"
          }
        ],
        "internalType": "struct IRobotFlags.Clearance",
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
        "name": "flag",
        "type": "uint8"
      }
    ],
    "name": "flagOf",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "reporter",
            "type": "address"
          },
          {
            "internalType": "uint40",
            "name": "raisedAt",
            "type": "uint40"
          },
          {
            "internalType": "uint32",
            "name": "seat",
            "type": "uint32"
          },
          {
            "internalType": "bytes32",
            "name": "reasonDigest",
            "type": "bytes32"
          }
        ],
        "internalType": "struct IRobotFlags.FlagRecord",
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
        "name": "flag",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "raiseFlag",
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
        "name": "flag",
        "type": "uint8"
      },
      {
        "internalType": "bytes32",
        "name": "reasonDigest",
        "type": "bytes32"
      }
    ],
    "name": "supportClearance",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const;
