// State as EIP-1186 proofs show it: accounts under the state root of a header, slots under the storage root of an account.
import { type Address, fromRlp, type Hex, hexToBigInt, isHex, numberToHex, pad } from "viem";
import { keccak256 } from "../internal/keccak.js";
import { NotProvenError, type NotProvenReason } from "./errors.js";
import { EMPTY_ROOT, verifyTrieProof } from "./trie.js";

/** keccak256 of nothing: the code hash of an account without code. */
export const EMPTY_CODE_HASH = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";

/** An account, as the state has it. */
export interface ProvenAccount {
  /** Transactions it sent, or contracts it created. */
  readonly nonce: bigint;
  /** What it owns, in wei. */
  readonly balance: bigint;
  /** Root of its storage. */
  readonly storageRoot: Hex;
  /** keccak256 of its code. */
  readonly codeHash: Hex;
}

/** What `eth_getProof` answers, as far as it is looked at. */
export interface WireProof {
  readonly accountProof: readonly Hex[];
  readonly storageProof: readonly WireStorageProof[];
  readonly [field: string]: unknown;
}

/** The proof of one slot in it. */
export interface WireStorageProof {
  readonly key: Hex;
  readonly value: Hex;
  readonly proof: readonly Hex[];
}

/** What a proof shows. */
export interface ProvenState {
  /** The account; `undefined` where the proof shows that there is none. */
  readonly account: ProvenAccount | undefined;
  /** The slots asked for, as 32 bytes by 32 bytes. */
  readonly slots: ReadonlyMap<Hex, Hex>;
}

/** Which account and slots a proof must be of. */
export interface StateProofParameters {
  /** Root of the state, of a header that is believed. */
  readonly stateRoot: Hex;
  /** The account. */
  readonly address: Address;
  /** The slots, 32 bytes each. */
  readonly slots: readonly Hex[];
  /** What `eth_getProof` answered. */
  readonly proof: unknown;
}

/**
 * Verifies what `eth_getProof` answered, against the root of a state. A slot that the proof does not show is an error; it is
 * never taken for zero.
 *
 * @throws NotProvenError: a reason of {@link verifyTrieProof}; `proofKey` where an account or slot is another than the one asked for,
 * `slotMissing` where one was left out, `proofValue` where what the node says beside the proof differs from what it shows.
 *
 * @example
 * ```ts
 * import { readBlockHeader, verifyStateProof } from "@openrobotid/sdk/proof";
 *
 * const { address } = deployment.contracts.Consortium;
 * const block = await client.request({
 *   method: "eth_getBlockByNumber",
 *   params: ["latest", false],
 * });
 * const proof = await client.request({
 *   method: "eth_getProof",
 *   params: [address, [], block.number],
 * });
 * const { stateRoot } = readBlockHeader(block, "none");
 * const { account } = verifyStateProof({ stateRoot, address, slots: [], proof });
 * account?.codeHash === deployment.contracts.Consortium.codeHash; // true
 * ```
 */
export function verifyStateProof({
  stateRoot,
  address,
  slots,
  proof,
}: StateProofParameters): ProvenState {
  const { accountProof, storageProof, ...said } = asProof(proof, address);
  if (said.address !== undefined && String(said.address).toLowerCase() !== address.toLowerCase()) {
    throw refused("proofKey", `The proof is of ${String(said.address)}, and not of ${address}`);
  }
  const found = verifyTrieProof(stateRoot, keccak256(address), accountProof, `account ${address}`);
  const account = found === undefined ? undefined : decodeAccount(found, address);
  compare(said, account, address);

  const wanted = new Set(slots);
  const values = new Map<Hex, Hex>();
  for (const one of storageProof) {
    const slot = wordOf(one.key);
    if (!wanted.has(slot)) {
      throw refused(
        "proofKey",
        `The proof of ${address} is of slot ${slot}, for which nobody asked`,
      );
    }
    // Each of them, where one is given twice: nobody knows which one a reader of the answer takes.
    values.set(slot, slotOf(one, slot, account, address));
  }
  const missing = slots.find((slot) => !values.has(slot));
  if (missing !== undefined) {
    throw refused("slotMissing", `The proof of ${address} leaves out slot ${missing}`);
  }
  return { account, slots: values };
}

/**
 * Verifies code against its hash.
 *
 * @throws NotProvenError with reason `codeHash` where it is the code of another contract.
 *
 * @example
 * ```ts
 * import { verifyCode } from "@openrobotid/sdk/proof";
 *
 * const { address, codeHash } = deployment.contracts.Consortium;
 * const code = await client.request({ method: "eth_getCode", params: [address, "latest"] });
 * verifyCode(code, codeHash, address) === code; // true
 * ```
 */
export function verifyCode(code: unknown, codeHash: Hex, address: Address): Hex {
  if (!isHex(code))
    throw refused("codeMissing", `What the node gave as code of ${address} is none`);
  const hash = keccak256(code);
  if (hash !== codeHash.toLowerCase()) {
    throw refused(
      "codeHash",
      `The code given for ${address} hashes to ${hash}, and not ${codeHash}`,
    );
  }
  return code;
}

/** A number as the 32 bytes of a slot; what is none as it is. */
export function wordOf(value: unknown): Hex {
  if (!isHex(value) || value.length > 66) return "0x";
  return value.length === 66
    ? (value.toLowerCase() as Hex)
    : pad(numberToHex(value === "0x" ? 0n : hexToBigInt(value)), { size: 32 });
}

function slotOf(
  { value, proof }: WireStorageProof,
  slot: Hex,
  account: ProvenAccount | undefined,
  address: Address,
): Hex {
  const root = account?.storageRoot ?? EMPTY_ROOT;
  const found = verifyTrieProof(root, keccak256(slot), proof, `slot ${slot} of ${address}`);
  const proven = decodeSlot(found);
  if (proven === "0x") throw refused("proofNode", `Slot ${slot} of ${address} holds no word`);
  if (wordOf(value) !== proven) {
    throw refused("proofValue", `Slot ${slot} of ${address} is ${proven}; the node says ${value}`);
  }
  return proven;
}

/**
 * What the trie of a storage holds for a slot, as 32 bytes; `0x` where that is no word.
 *
 * @internal
 */
export function decodeSlot(found: Hex | undefined): Hex {
  return found === undefined ? wordOf("0x0") : wordOf(itemOf(found));
}

/**
 * What the trie of a state holds for an account.
 *
 * @internal
 */
export function decodeAccount(encoded: Hex, address: Address): ProvenAccount {
  const [nonce, balance, storageRoot, codeHash, ...more] = listOf(encoded);
  if (!nonce || !balance || storageRoot?.length !== 66 || codeHash?.length !== 66 || more.length) {
    throw refused("proofNode", `What is proven of ${address} is no account`);
  }
  return { nonce: numberOf(nonce), balance: numberOf(balance), storageRoot, codeHash };
}

/** What the node says beside the proof must be what the proof shows: who reads only that must not be misled. */
function compare(
  said: Readonly<Record<string, unknown>>,
  account: ProvenAccount | undefined,
  address: Address,
): void {
  const {
    nonce = 0n,
    balance = 0n,
    storageRoot = EMPTY_ROOT,
    codeHash = EMPTY_CODE_HASH,
  } = account ?? {};
  const differs = (name: string, expected: Hex) => {
    const value = said[name];
    if (value === undefined) return;
    // Of an account that is not there, nodes give the hash of nothing or zero.
    if (!account && hexToBigIntOr(value) === 0n) return;
    if (wordOf(value) === wordOf(expected)) return;
    throw refused(
      "proofValue",
      `The ${name} of ${address} is ${expected}; the node says ${JSON.stringify(value)}`,
    );
  };
  differs("nonce", numberToHex(nonce));
  differs("balance", numberToHex(balance));
  differs("storageHash", storageRoot);
  differs("codeHash", codeHash);
}

function asProof(proof: unknown, address: Address): WireProof {
  const { accountProof, storageProof } = (proof ?? {}) as Partial<WireProof>;
  const isProof =
    Array.isArray(accountProof) &&
    Array.isArray(storageProof) &&
    storageProof.every((one) => typeof one === "object" && one !== null);
  if (isProof) return proof as WireProof;
  throw refused("proofShape", `What the node gave as proof of ${address} is none`);
}

function itemOf(encoded: Hex): Hex {
  const item = decode(encoded);
  return isHex(item) ? item : "0x";
}

function listOf(encoded: Hex): Hex[] {
  const items = decode(encoded);
  return Array.isArray(items) && items.every((item) => isHex(item)) ? items : [];
}

function decode(encoded: Hex): unknown {
  try {
    return fromRlp(encoded, "hex");
  } catch {
    return undefined;
  }
}

function numberOf(value: Hex): bigint {
  return value === "0x" ? 0n : hexToBigInt(value);
}

function hexToBigIntOr(value: unknown): bigint | undefined {
  return isHex(value) && value !== "0x" ? hexToBigInt(value) : undefined;
}

function refused(reason: NotProvenReason, message: string): NotProvenError {
  return new NotProvenError(reason, {
    message: `${message}.`,
    suggestion: "Ask another node: this one cannot show what it says.",
  });
}
