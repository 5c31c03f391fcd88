// A transaction as JSON-RPC gives it, read from its encoding: what a node says beside that, it does not commit to.
import { fromRlp, type Hex, hexToNumber, numberToHex } from "viem";
import { keccak256 } from "../internal/keccak.js";

/** A transaction as it goes over the wire, with the fields that are looked at. */
export interface WireTransaction {
  readonly type: Hex;
  readonly hash: Hex;
  readonly r: Hex;
  readonly s: Hex;
  readonly maxFeePerGas?: Hex | undefined;
  readonly maxPriorityFeePerGas?: Hex | undefined;
}

const FEES = ["maxPriorityFeePerGas", "maxFeePerGas"] as const;
const CALL = ["gas", "to", "value", "input"] as const;
const SIGNATURE = ["yParity", "r", "s"] as const;

/** Fields of transactions in the order of their encoding, by type: none, EIP-2930, EIP-1559, EIP-4844, EIP-7702. */
const FIELDS: readonly (readonly string[])[] = [
  ["nonce", "gasPrice", ...CALL, "v", "r", "s"],
  ["chainId", "nonce", "gasPrice", ...CALL, "accessList", ...SIGNATURE],
  ["chainId", "nonce", ...FEES, ...CALL, "accessList", ...SIGNATURE],
  [
    ...["chainId", "nonce", ...FEES, ...CALL, "accessList"],
    ...["maxFeePerBlobGas", "blobVersionedHashes", ...SIGNATURE],
  ],
  ["chainId", "nonce", ...FEES, ...CALL, "accessList", "authorizationList", ...SIGNATURE],
];

const AUTHORIZATION = ["chainId", "address", "nonce", "yParity", "r", "s"] as const;

/** A transaction as JSON-RPC gives it, of nothing but what its encoding holds. */
export function transactionOf(encoded: Hex): WireTransaction {
  const [type, list] = typed(encoded);
  const items = fromRlp(list, "hex") as readonly unknown[];
  const names = FIELDS[hexToNumber(type)] ?? [];
  const fields = Object.fromEntries(
    names.map((name, index) => [name, fieldOf(name, items[index])]),
  );
  return {
    ...fields,
    type,
    hash: keccak256(encoded),
    ...(type !== "0x0" && { v: fields.yParity }),
  } as WireTransaction;
}

function fieldOf(name: string, item: unknown): unknown {
  switch (name) {
    case "to":
      return item === "0x" ? null : item;
    case "input":
    case "address":
    case "blobVersionedHashes":
      return item;
    case "accessList":
      return (item as [Hex, Hex[]][]).map(([address, storageKeys]) => ({ address, storageKeys }));
    case "authorizationList":
      return (item as Hex[][]).map((items) =>
        Object.fromEntries(AUTHORIZATION.map((one, index) => [one, fieldOf(one, items[index])])),
      );
    default:
      return quantity(item as Hex);
  }
}

/** The type of a transaction or receipt, and the list that it is. */
export function typed(encoded: Hex): readonly [type: Hex, list: Hex] {
  const first = Number.parseInt(encoded.slice(2, 4), 16);
  return first < 0x80 ? [numberToHex(first), `0x${encoded.slice(4)}`] : ["0x0", encoded];
}

/** A number as JSON-RPC has it, of its encoding. */
export function quantity(value: Hex): Hex {
  return numberToHex(value === "0x" ? 0n : BigInt(value));
}
