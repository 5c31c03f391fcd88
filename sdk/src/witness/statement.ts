// What a seat says in the directory of its witness: part of its entry there, which the account of the seat signs (EIP-712). The whole entry also
// names nodes and accounts, which concern nobody who checks a capsule: of those, digests are enough to compute what was signed.
import {
  type Address,
  concat,
  encodeAbiParameters,
  type Hex,
  hashDomain,
  keccak256,
  stringToBytes,
} from "viem";

/** Where the witness of a seat is, and its key. */
export interface DirectoryWitness {
  /** Its public key: 33 bytes, compressed as SEC 1 has it. */
  readonly key: Hex;
  /** Where it serves its checkpoint: an address of http or https. */
  readonly url: string;
}

/** An entry of the directory with a witness, its lists as digests. */
export interface WitnessStatement extends DirectoryWitness {
  /** Number of the seat. */
  readonly seat: number;
  /** When it was said, in seconds: a later statement replaces an earlier one. */
  readonly issuedAt: number;
  /** EIP-712 digests of its nodes, relayers, participants and withheld accounts, in this order. */
  readonly lists: readonly [nodes: Hex, relayers: Hex, participants: Hex, withheld: Hex];
  /** Signature of the account of the seat. */
  readonly signature: Hex;
}

/** An entry of the directory as a member publishes it. */
export interface WitnessEntry {
  readonly seat: number;
  readonly issuedAt: number;
  readonly nodes: readonly string[];
  readonly relayers: readonly Address[];
  readonly participants: readonly Address[];
  readonly withheld: readonly Address[];
  readonly witness?: DirectoryWitness | undefined;
  readonly signature: Hex;
}

/**
 * Types of an entry without and with a witness, in the order in which they are hashed. An entry without one is signed as it was before there were any.
 *
 * @example
 * ```ts
 * import { directoryTypes } from "@openrobotid/sdk/witness";
 *
 * directoryTypes(true).DirectoryEntry.at(-1)?.name; // "witness"
 * ```
 */
export function directoryTypes(hasWitness: boolean) {
  const entry = [
    { name: "seat", type: "uint256" },
    { name: "issuedAt", type: "uint64" },
    { name: "nodes", type: "string[]" },
    { name: "relayers", type: "address[]" },
    { name: "participants", type: "address[]" },
    { name: "withheld", type: "address[]" },
  ];
  if (!hasWitness) return { DirectoryEntry: entry };
  return {
    DirectoryEntry: [...entry, { name: "witness", type: "Witness" }],
    Witness: [
      { name: "key", type: "bytes" },
      { name: "url", type: "string" },
    ],
  };
}

/** Chain and Consortium that an entry is signed for. */
export interface DirectoryDomain {
  readonly chainId: number;
  readonly consortium: Address;
}

/**
 * The domain of what the account of a seat signs in the directory.
 *
 * @example
 * ```ts
 * import { directoryDomain } from "@openrobotid/sdk/witness";
 *
 * const consortium = deployment.contracts.Consortium.address;
 * directoryDomain({ chainId: 7777, consortium }).name; // "Open Robot ID Directory"
 * ```
 */
export function directoryDomain({ chainId, consortium }: DirectoryDomain) {
  return {
    name: "Open Robot ID Directory",
    version: "1",
    chainId,
    verifyingContract: consortium,
  } as const;
}

/**
 * What an entry of the directory says of its seat's witness; `undefined` where it names none.
 *
 * @example
 * ```ts
 * import { witnessStatementOf } from "@openrobotid/sdk/witness";
 *
 * const none = { nodes: [], relayers: [], participants: [], withheld: [] };
 * witnessStatementOf({ seat: 1, issuedAt: 1, ...none, signature: "0x00" }); // undefined
 * ```
 */
export function witnessStatementOf({
  seat,
  issuedAt,
  nodes,
  relayers,
  participants,
  withheld,
  witness,
  signature,
}: WitnessEntry): WitnessStatement | undefined {
  if (!witness) return undefined;
  const texts = nodes.map((node) => keccak256(stringToBytes(node)));
  return {
    seat,
    issuedAt,
    lists: [
      keccak256(concat(texts)),
      digestOf(relayers),
      digestOf(participants),
      digestOf(withheld),
    ],
    ...witness,
    signature,
  };
}

/**
 * What the account of the seat signed: the EIP-712 digest of the whole entry.
 *
 * @example
 * ```ts
 * import { directoryDigest } from "@openrobotid/sdk/witness";
 *
 * const word = `0x${"11".repeat(32)}` as const;
 * const lists = [word, word, word, word] as const;
 * const statement = { seat: 1, issuedAt: 1, lists, key: "0x02", url: "https://cn.example", signature: "0x00" } as const;
 * const consortium = deployment.contracts.Consortium.address;
 * directoryDigest(statement, { chainId: 7777, consortium }).length; // 66
 * ```
 */
export function directoryDigest(
  { seat, issuedAt, lists, key, url }: WitnessStatement,
  domain: DirectoryDomain,
): Hex {
  const witness = words([WITNESS_TYPE, keccak256(key), keccak256(stringToBytes(url))]);
  const numbers = encodeAbiParameters(
    [{ type: "uint256" }, { type: "uint64" }],
    [BigInt(seat), BigInt(issuedAt)],
  );
  const entry = keccak256(concat([ENTRY_TYPE, numbers, ...lists, witness]));
  return keccak256(concat(["0x1901", domainSeparator(domain), entry]));
}

const typeText = (name: string, fields: readonly { name: string; type: string }[]) =>
  `${name}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`;

const { DirectoryEntry, Witness = [] } = directoryTypes(true);
const WITNESS_TEXT = typeText("Witness", Witness);
const WITNESS_TYPE = keccak256(stringToBytes(WITNESS_TEXT));
const ENTRY_TYPE = keccak256(
  stringToBytes(typeText("DirectoryEntry", DirectoryEntry) + WITNESS_TEXT),
);

function domainSeparator(domain: DirectoryDomain): Hex {
  return hashDomain({
    domain: { ...directoryDomain(domain), chainId: BigInt(domain.chainId) },
    types: {
      EIP712Domain: [
        { name: "name", type: "string" },
        { name: "version", type: "string" },
        { name: "chainId", type: "uint256" },
        { name: "verifyingContract", type: "address" },
      ],
    },
  });
}

function digestOf(accounts: readonly Address[]): Hex {
  const types = accounts.map(() => ({ type: "address" }) as const);
  return keccak256(accounts.length === 0 ? "0x" : encodeAbiParameters(types, accounts));
}

function words(all: readonly Hex[]): Hex {
  return keccak256(concat(all));
}
