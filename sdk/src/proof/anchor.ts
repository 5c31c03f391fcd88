// What somebody trusts who proves answers: a few facts got from a place other than the one that answers.
import { type Address, getAddress, type Hex, isAddress, isHex, keccak256, size, toHex } from "viem";
import type { Deployment } from "../chains/contracts.js";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { isWitnessKey, isWitnessUrl } from "../internal/witness-fields.js";

/** What vouches for a block: two thirds of the validators, or nobody (a sandbox's or a developer's chain). */
export type Seals = "qbft" | "none";

/** A contract of the registry that may be believed. */
export interface AnchoredContract {
  /** Its address. */
  readonly address: Address;
  /** keccak256 of its runtime code. */
  readonly codeHash: Hex;
}

/** A later block that is trusted as block 0 is: the path to a head begins there. */
export interface Checkpoint {
  /** Number of the block. */
  readonly number: bigint;
  /** Its hash. */
  readonly hash: Hex;
  /** What `getValidators()` answers in its state: the set that seals the next block. */
  readonly validators: readonly Address[];
}

/** What a contract's log was in the state of block 0, on a chain that begins with the registry. */
export interface FoundingLog {
  /** Number of entries. */
  readonly count: bigint;
  /** Its head: 27 bytes and five zero bytes. */
  readonly head: Hex;
}

/** A seat's key that cosigns checkpoints. */
export interface Witness {
  /** Number of the seat. */
  readonly seat: number;
  /** Its public key: 33 bytes, compressed as SEC 1 has it. */
  readonly key: Hex;
  /** Where it serves its checkpoints; missing where its clients get them in another way. */
  readonly url?: string | undefined;
}

/** What a client trusts. Everything else it proves from this. */
export interface Anchor {
  /** The chain's id. */
  readonly chainId: number;
  /** Hash of block 0. */
  readonly genesisHash: Hex;
  /** What `getValidators()` answers in the state of block 0: the set that seals block 1. Empty where nobody seals. */
  readonly validators: readonly Address[];
  /** The contracts by their Solidity names, e.g. `RobotRegistry`. */
  readonly contracts: Readonly<Record<string, AnchoredContract>>;
  /** What vouches for a block. */
  readonly seals: Seals;
  /**
   * The logs that block 0 begins with, by the names of their contracts; the others are empty there. Missing where the anchor
   * does not say: then a node that keeps the state of block 0 has to show it.
   */
  readonly founding?: Readonly<Record<string, FoundingLog>> | undefined;
  /** A later block to begin at. */
  readonly checkpoint?: Checkpoint | undefined;
  /** Keys that cosign checkpoints. */
  readonly witnesses?: readonly Witness[] | undefined;
  /** How many of them must have cosigned a block; none where it is missing. */
  readonly cosigners?: number | undefined;
}

/** What a file that holds an anchor says it is. */
const FORMAT = "open-robot-id-anchor";
const VERSION = 1;

/**
 * Reads an anchor from the JSON of a file, or from what was parsed of it.
 *
 * @throws RegistryArgumentError naming what is wrong and what was expected there.
 *
 * @example
 * ```ts
 * import { formatAnchor, parseAnchor } from "@openrobotid/sdk/proof";
 *
 * const file = formatAnchor({
 *   chainId: 1,
 *   genesisHash: `0x${"00".repeat(32)}`,
 *   validators: [],
 *   contracts: {},
 *   seals: "none",
 * });
 * parseAnchor(file).seals; // "none"
 * ```
 */
export function parseAnchor(input: unknown): Anchor {
  const anchor = asObject(typeof input === "string" ? parseJson(input) : input, "The anchor");
  const { format, version, chainId, seals } = anchor;
  if (format !== FORMAT) wrong("format", format, `"${FORMAT}"`);
  if (version !== VERSION) wrong("version", version, `${VERSION}, the one that this release reads`);
  if (!isCount(chainId) || chainId === 0) wrong("chainId", chainId, "a whole number above zero");
  if (seals !== "qbft" && seals !== "none") wrong("seals", seals, `"qbft" or "none"`);
  const contracts = contractsOf(anchor.contracts);
  const validators = addressesOf(anchor.validators, "validators");
  if (seals === "qbft") {
    if (validators.length === 0) {
      wrong("validators", anchor.validators, "at least one address, where blocks are sealed");
    }
    if (!contracts.Consortium) {
      wrong("contracts", anchor.contracts, "Consortium among them: its state names the validators");
    }
  }
  return {
    chainId,
    genesisHash: hashOf(anchor.genesisHash, "genesisHash"),
    validators,
    contracts,
    seals,
    ...(anchor.founding !== undefined && { founding: foundingOf(anchor.founding, contracts) }),
    ...(anchor.checkpoint !== undefined && {
      checkpoint: checkpointOf(anchor.checkpoint, seals),
    }),
    ...(anchor.witnesses !== undefined && { witnesses: witnessesOf(anchor.witnesses) }),
    ...(anchor.cosigners !== undefined && {
      cosigners: cosignersOf(anchor.cosigners, anchor.witnesses),
    }),
  };
}

/**
 * An anchor as the JSON of a file.
 *
 * @example
 * ```ts
 * import { formatAnchor } from "@openrobotid/sdk/proof";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * const file = formatAnchor({
 *   chainId: 1,
 *   genesisHash: zero,
 *   validators: [],
 *   contracts: {},
 *   seals: "none",
 * });
 * JSON.parse(file).format; // "open-robot-id-anchor"
 * ```
 */
export function formatAnchor(anchor: Anchor): string {
  return `${JSON.stringify(toJson(anchor), null, 2)}\n`;
}

/**
 * The anchor that a deployment file carries; `undefined` where it carries none. Addresses and code hashes are those of the
 * deployment's contracts.
 *
 * @throws RegistryArgumentError where it carries one that is wrong.
 *
 * @example
 * ```ts
 * import { anchorOf } from "@openrobotid/sdk/proof";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * anchorOf(deployment); // undefined
 * const anchor = { genesisHash: zero, validators: [], seals: "none" };
 * anchorOf({ ...deployment, anchor })?.chainId === deployment.chainId; // true
 * ```
 */
export function anchorOf(
  deployment: Deployment & { readonly anchor?: unknown },
): Anchor | undefined {
  if (deployment.anchor === undefined) return undefined;
  const { chainId, contracts } = deployment;
  const anchor = asObject(deployment.anchor, "The deployment's anchor");
  return parseAnchor({ format: FORMAT, version: VERSION, ...anchor, chainId, contracts });
}

/**
 * Names an anchor: the same for the same content. What is kept of one anchor must never be used for another.
 *
 * @example
 * ```ts
 * import { anchorId } from "@openrobotid/sdk/proof";
 *
 * const zero = `0x${"00".repeat(32)}` as const;
 * const anchor = {
 *   genesisHash: zero,
 *   validators: [],
 *   contracts: {},
 *   seals: "none",
 * } as const;
 * anchorId({ ...anchor, chainId: 1 }) === anchorId({ ...anchor, chainId: 2 }); // false
 * ```
 */
export function anchorId({ witnesses, ...anchor }: Anchor): Hex {
  // Where a witness is asked is nothing that is trusted.
  const trusted = witnesses?.map(({ seat, key }) => ({ seat, key }));
  const named = { ...anchor, ...(trusted && { witnesses: trusted }) };
  return keccak256(toHex(JSON.stringify(toJson(named)).toLowerCase()));
}

/** Where the path to a head begins: the checkpoint, or block 0. */
export function beginningOf({ checkpoint, genesisHash, validators }: Anchor): Checkpoint {
  return checkpoint ?? { number: 0n, hash: genesisHash, validators };
}

function toJson(anchor: Anchor): object {
  const { chainId, genesisHash, seals, validators, checkpoint, contracts } = anchor;
  const { founding, witnesses, cosigners } = anchor;
  return {
    format: FORMAT,
    version: VERSION,
    chainId,
    genesisHash,
    seals,
    validators,
    ...(checkpoint && { checkpoint: { ...checkpoint, number: Number(checkpoint.number) } }),
    contracts: sorted(contracts, ({ address, codeHash }) => ({ address, codeHash })),
    ...(founding && {
      founding: sorted(founding, ({ count, head }) => ({ count: Number(count), head })),
    }),
    ...(witnesses && { witnesses }),
    ...(cosigners !== undefined && { cosigners }),
  };
}

/** The same of each, in the order of the names. */
function sorted<T>(record: Readonly<Record<string, T>>, of: (value: T) => object): object {
  const entries = Object.entries(record).map(([name, value]) => [name, of(value)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RegistryArgumentError(
      "The anchor is no JSON.",
      "Give it the content of an anchor's file, as `robotid anchor show` prints it.",
    );
  }
}

function contractsOf(input: unknown): Record<string, AnchoredContract> {
  return Object.fromEntries(
    Object.entries(asObject(input, "contracts")).map(([name, value]) => {
      const { address, codeHash } = asObject(value, `contracts.${name}`);
      return [
        name,
        {
          address: addressOf(address, `contracts.${name}.address`),
          codeHash: hashOf(codeHash, `contracts.${name}.codeHash`),
        },
      ];
    }),
  );
}

function foundingOf(input: unknown, contracts: object): Record<string, FoundingLog> {
  return Object.fromEntries(
    Object.entries(asObject(input, "founding")).map(([name, value]) => {
      if (!(name in contracts)) wrong("founding", name, "the name of one of its contracts");
      const { count, head } = asObject(value, `founding.${name}`);
      if (!isCount(count) || count === 0) {
        wrong(`founding.${name}.count`, count, "a whole number above zero");
      }
      return [name, { count: BigInt(count), head: hashOf(head, `founding.${name}.head`) }];
    }),
  );
}

function checkpointOf(input: unknown, seals: Seals): Checkpoint {
  const { number, hash, validators } = asObject(input, "checkpoint");
  if (!isCount(number)) wrong("checkpoint.number", number, "the number of a block");
  const set = addressesOf(validators, "checkpoint.validators");
  if (seals === "qbft" && set.length === 0) {
    wrong("checkpoint.validators", validators, "at least one address, where blocks are sealed");
  }
  return { number: BigInt(number), hash: hashOf(hash, "checkpoint.hash"), validators: set };
}

function witnessesOf(input: unknown): Witness[] {
  if (!Array.isArray(input)) wrong("witnesses", input, "a list of { seat, key, url }");
  const witnesses = input.map((value, index): Witness => {
    const { seat, key, url } = asObject(value, `witnesses[${index}]`);
    if (!isCount(seat) || seat === 0) {
      wrong(`witnesses[${index}].seat`, seat, "the number of a seat, from 1");
    }
    if (!isWitnessKey(key)) {
      wrong(`witnesses[${index}].key`, key, "a public key: 0x and 33 bytes in hexadecimal");
    }
    if (url !== undefined && !isWitnessUrl(url)) {
      wrong(`witnesses[${index}].url`, url, "an http or https address");
    }
    return { seat, key, ...(url !== undefined && { url }) };
  });
  for (const name of ["seat", "key"] as const) {
    // One key of two seats would vouch twice.
    if (new Set(witnesses.map((one) => one[name])).size !== witnesses.length) {
      wrong("witnesses", input, `no ${name} twice`);
    }
  }
  return witnesses;
}

function cosignersOf(input: unknown, witnesses: unknown): number {
  const most = Array.isArray(witnesses) ? witnesses.length : 0;
  if (isCount(input) && input <= most) return input;
  return wrong("cosigners", input, `at most the number of its witnesses, ${most}`);
}

function addressesOf(input: unknown, where: string): Address[] {
  if (!Array.isArray(input)) wrong(where, input, "a list of addresses");
  const addresses = input.map((value, index) => addressOf(value, `${where}[${index}]`));
  if (new Set(addresses).size !== addresses.length) wrong(where, input, "no address twice");
  return addresses;
}

function addressOf(input: unknown, where: string): Address {
  if (typeof input !== "string" || !isAddress(input)) {
    wrong(where, input, "an address: 0x and 40 hexadecimal digits");
  }
  return getAddress(input);
}

function hashOf(input: unknown, where: string): Hex {
  if (!isHex(input, { strict: true }) || size(input) !== 32 || input.length !== 66) {
    wrong(where, input, "32 bytes: 0x and 64 hexadecimal digits");
  }
  return input.toLowerCase() as Hex;
}

function isCount(input: unknown): input is number {
  return Number.isSafeInteger(input) && (input as number) >= 0;
}

function asObject(input: unknown, where: string): Record<string, unknown> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    wrong(where, input, "an object");
  }
  return input as Record<string, unknown>;
}

function wrong(where: string, input: unknown, expected: string): never {
  const shown = JSON.stringify(input)?.slice(0, 80) ?? "nothing";
  throw new RegistryArgumentError(
    `The anchor is wrong at ${where}: ${shown}.`,
    `Expected ${expected}.`,
  );
}
