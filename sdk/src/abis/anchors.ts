// Generated from the compiled contracts by `npm run generate`. Do not edit: change the contracts.

/**
 * What Anchors understands.
 *
 * @example
 * ```ts
 * import { anchorsAbi } from "@openrobotid/sdk/abis";
 *
 * anchorsAbi.some(({ type }) => type === "function"); // true
 * ```
 */
export const anchorsAbi = [
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "topic",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      }
    ],
    "name": "AnchorsNoLeaves",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "topic",
        "type": "bytes32"
      }
    ],
    "name": "AnchorsNoRoot",
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
        "internalType": "bytes32",
        "name": "topic",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      },
      {
        "indexed": false,
        "internalType": "uint64",
        "name": "leaves",
        "type": "uint64"
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
        "name": "head",
        "type": "bytes32"
      }
    ],
    "name": "Anchored",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "bytes32",
        "name": "topic",
        "type": "bytes32"
      },
      {
        "internalType": "bytes32",
        "name": "root",
        "type": "bytes32"
      },
      {
        "internalType": "uint64",
        "name": "leaves",
        "type": "uint64"
      }
    ],
    "name": "anchor",
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
        "internalType": "address",
        "name": "account",
        "type": "address"
      },
      {
        "internalType": "bytes32",
        "name": "topic",
        "type": "bytes32"
      }
    ],
    "name": "anchorsOf",
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
      },
      {
        "internalType": "uint40",
        "name": "anchoredAt",
        "type": "uint40"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  }
] as const;
