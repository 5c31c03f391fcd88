// The head of a vault's log with its signature (EIP-712): two heads that a vault signed and that do not continue each other show that its log
// was forked.
import { type Address, type Hex, recoverTypedDataAddress } from "viem";
import { VaultError } from "./errors.js";
import type { LogTree } from "./merkle.js";
import { digestOf, hexOf, objectOf, textOf, wholeOf } from "./read.js";

/** A head of a vault's log, as it is sent. */
export interface SignedLogHead extends LogTree {
  /** Address of the vault. */
  readonly vault: string;
  readonly chainId: number;
  /** When it was signed, in seconds. */
  readonly at: number;
  readonly signature: Hex;
}

const TYPES = {
  Head: [
    { name: "vault", type: "string" },
    { name: "size", type: "uint256" },
    { name: "root", type: "bytes32" },
    { name: "at", type: "uint256" },
  ],
} as const;

/**
 * What a vault signs of a head of its log.
 *
 * @example
 * ```ts
 * import { logHeadTypedData, logLeaf } from "@openrobotid/sdk/vault";
 *
 * const head = { vault: "https://vault.example", chainId: 31337, size: 1, root: logLeaf("a"), at: 1767225600 };
 * logHeadTypedData(head).primaryType; // "Head"
 * ```
 */
export function logHeadTypedData({
  vault,
  chainId,
  size,
  root,
  at,
}: Omit<SignedLogHead, "signature">) {
  return {
    domain: { name: "Open Robot ID vault log", version: "1", chainId },
    types: TYPES,
    primaryType: "Head",
    message: { vault, size: BigInt(size), root: `0x${root}` as Hex, at: BigInt(at) },
  } as const;
}

/**
 * Reads a head of a vault's log, as a vault sends it.
 *
 * @throws VaultError for anything else.
 *
 * @example
 * ```ts
 * import { logLeaf, readLogHead } from "@openrobotid/sdk/vault";
 *
 * const head = { vault: "https://vault.example", chainId: 31337, size: 1, root: logLeaf("a"), at: 1767225600 };
 * readLogHead({ ...head, signature: "0x00" }).size; // 1
 * ```
 */
export function readLogHead(given: unknown): SignedLogHead {
  const head = objectOf(given, "head");
  return {
    vault: textOf(head.vault, "head.vault"),
    chainId: wholeOf(head.chainId, "head.chainId"),
    size: wholeOf(head.size, "head.size"),
    root: digestOf(head.root, "head.root"),
    at: wholeOf(head.at, "head.at"),
    signature: hexOf(head.signature, "head.signature"),
  };
}

/**
 * Who signed a head of a vault's log.
 *
 * @throws VaultError where nobody did.
 *
 * @example
 * ```ts
 * import { logHeadTypedData, logLeaf, signerOfLogHead } from "@openrobotid/sdk/vault";
 *
 * const head = { vault: "https://vault.example", chainId: 31337, size: 1, root: logLeaf("a"), at: 1767225600 };
 * const signature = await owner.account.signTypedData(logHeadTypedData(head));
 * (await signerOfLogHead({ ...head, signature })) === owner.account.address; // true
 * ```
 */
export async function signerOfLogHead({ signature, ...head }: SignedLogHead): Promise<Address> {
  try {
    return await recoverTypedDataAddress({ ...logHeadTypedData(head), signature });
  } catch {
    throw new VaultError("notSigned", "The head of the log has no signature.", "Ask again.");
  }
}
