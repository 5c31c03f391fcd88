// What a member publishes about itself: which nodes it runs and whom it lets write, signed by the account of its seat.
//
// The contracts know of a validator the address that it seals under, not where it listens, and of people who have no part
// in the registry nothing at all. Both are in the member's entry of the directory. Where the directory is kept does not
// matter: an entry counts for who signed it.
import {
  type DirectoryDomain,
  type DirectoryWitness,
  directoryDomain,
  directoryTypes,
} from "@openrobotid/sdk/witness";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { type Enode, parseEnode } from "./enode.js";

/** Most nodes that a seat may name: a validator, its stand-in, and observers. */
export const MOST_NODES = 16;

/** Most accounts that a seat may name in one list: a list travels with every restart of every node. */
export const MOST_ACCOUNTS = 5_000;

const account = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, {
    error: "the address of an account: 0x and 40 hexadecimal digits",
  })
  .transform((text) => text.toLowerCase() as Address);

const accounts = z.array(account).max(MOST_ACCOUNTS).default([]);

const whole = z.int().min(0);

/** Key and address of a witness, as entries and founding files name them. */
export const directoryWitness = z.strictObject({
  key: z
    .string()
    .regex(/^0x0[23][0-9a-f]{64}$/, {
      error: "the public key of a witness: 0x and 33 bytes in lower-case hexadecimal, compressed",
    })
    .transform((text) => text as Hex),
  url: z.url({
    protocol: /^https?$/,
    error: "the http or https address at which the witness serves its checkpoint",
  }),
});

/** An entry as it is in a file. */
export const directoryEntry = z.strictObject({
  seat: whole.min(1),
  issuedAt: whole,
  nodes: z
    .array(
      z.string().refine((text) => parseEnode(text) !== undefined, {
        error: "an enode URL: enode://<128 hexadecimal digits>@<host>:<port>",
      }),
    )
    .max(MOST_NODES),
  relayers: accounts,
  participants: accounts,
  withheld: accounts,
  witness: directoryWitness.optional(),
  signature: z
    .string()
    .regex(/^0x([0-9a-fA-F]{2})+$/, { error: "a signature: 0x and hexadecimal digits" }),
});

/** What a member says of itself. */
export interface DirectoryStatement {
  /** Number of its seat. */
  readonly seat: number;
  /** When it said so, in seconds: a later statement replaces an earlier one. */
  readonly issuedAt: number;
  /** Enode URLs of its nodes. The one with the address of the seat's validator is that; the others follow the chain. */
  readonly nodes: readonly string[];
  /** Accounts that send what others signed: for people without an account on the chain. */
  readonly relayers: readonly Address[];
  /** Accounts of holders, operators, buyers and others that send for themselves. */
  readonly participants: readonly Address[];
  /** Accounts that this seat brought onto the list and wants off it: makers, accredited parties, anybody it named. */
  readonly withheld: readonly Address[];
  /** Its witness, which cosigns checkpoints. */
  readonly witness?: DirectoryWitness | undefined;
}

/** A statement, signed by the account of the seat. */
export interface DirectoryEntry extends DirectoryStatement {
  readonly signature: Hex;
}

/** What is signed: EIP-712, bound to one chain and its consortium. */
export function directoryTypedData(
  { seat, issuedAt, nodes, relayers, participants, withheld, witness }: DirectoryStatement,
  domain: DirectoryDomain,
) {
  return {
    domain: directoryDomain(domain),
    types: directoryTypes(witness !== undefined),
    primaryType: "DirectoryEntry",
    message: {
      seat: BigInt(seat),
      issuedAt: BigInt(issuedAt),
      nodes: [...nodes],
      relayers: [...relayers],
      participants: [...participants],
      withheld: [...withheld],
      ...(witness && { witness: { ...witness } }),
    },
  } as const;
}

/** The nodes of an entry that was read. */
export function enodesOf({ nodes }: DirectoryStatement): Enode[] {
  return nodes.map(parseEnode).filter((enode) => enode !== undefined);
}
