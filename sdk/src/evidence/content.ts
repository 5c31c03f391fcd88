// What an evidence file holds: pieces that need no order and no names, for the reader proves each from the anchor. Blocks are
// found by their numbers, nodes of tries and code by their hashes.
import { type Hex, isHex } from "viem";
import { isRobotId, type RobotId } from "../robot-id.js";
import { refusedFile } from "./refused.js";

/** What the pieces of a file were collected for: where a reader may begin to ask. It is proven by nothing. */
export interface EvidenceSubject {
  /** The robot. */
  readonly id: RobotId;
  /** The moment that was asked about, in seconds. */
  readonly at?: number | undefined;
}

/**
 * A block: its header, field by field in the order in which they are hashed, quantities without leading zeros; where they are needed, all
 * of its transactions, and all of its receipts, each as it is part of the block.
 */
export type EvidenceBlock = readonly [
  header: readonly Hex[],
  transactions?: readonly Hex[] | undefined,
  receipts?: readonly Hex[] | undefined,
];

/** A step from one set of validators to the next: its block, and the slots that `getValidators()` reads in its state. */
export type EvidenceStep = readonly [block: number, slots: readonly Hex[]];

/** Entries that the file shows, none left out: of a contract, with these topics, from one block to another. */
export type ShownLogs = readonly [
  contract: Hex,
  topics: readonly (readonly Hex[])[],
  from: number,
  to: number,
];

/** What a witness cosigned: number of its seat, number of the block, signature. */
export type EvidenceCosignature = readonly [seat: number, block: number, signature: Hex];

/** The content of an evidence file. Nothing in it is believed. */
export interface Evidence {
  /** Id of the chain. */
  readonly chainId: number;
  /** What it was made for. */
  readonly about?: EvidenceSubject | undefined;
  /** The blocks, by their numbers. */
  readonly blocks: readonly EvidenceBlock[];
  /** Nodes of tries. */
  readonly nodes: readonly Hex[];
  /** Runtime code of contracts. */
  readonly code: readonly Hex[];
  /** The steps of the path of validators. */
  readonly path: readonly EvidenceStep[];
  /** Of whom the file shows the entries. */
  readonly logs: readonly ShownLogs[];
  /** What witnesses cosigned, where the anchor asks for it. */
  readonly cosignatures?: readonly EvidenceCosignature[] | undefined;
}

/** Most items of one list: who makes a file must not keep its reader busy. */
const MOST_ITEMS = 65_536;

/** Reads the content of a file, whose bytes are in hexadecimal. */
export function contentOf(input: unknown): Evidence {
  const given = fieldsOf(
    input,
    "the content",
    ["chainId", "blocks", "nodes", "code", "path", "logs"],
    ["about", "cosignatures"],
  );
  return {
    chainId: count(given.chainId, "chainId"),
    ...(given.about !== undefined && { about: subjectOf(given.about) }),
    blocks: list(given.blocks, "blocks", block),
    nodes: list(given.nodes, "nodes", bytes),
    code: list(given.code, "code", bytes),
    path: list(given.path, "path", step),
    logs: list(given.logs, "logs", shownLogs),
    ...(given.cosignatures !== undefined && {
      cosignatures: list(given.cosignatures, "cosignatures", cosignature),
    }),
  };
}

function subjectOf(input: unknown): EvidenceSubject {
  const { id, at } = fieldsOf(input, "about", ["id"], ["at"]);
  if (typeof id !== "string" || !isRobotId(id)) wrong("about.id", "the code of a robot");
  return { id, ...(at !== undefined && { at: count(at, "about.at") }) };
}

function block(input: unknown, where: string): EvidenceBlock {
  const parts = list(input, where, (part) => list(part, where, bytes));
  const [header, transactions, receipts, ...more] = parts;
  if (!header || more.length > 0) wrong(where, "a header, transactions and receipts");
  return [header, transactions, receipts];
}

function step(input: unknown, where: string): EvidenceStep {
  const [number, slots] = tuple(input, where, 2);
  return [count(number, where), list(slots, where, hash)];
}

function cosignature(input: unknown, where: string): EvidenceCosignature {
  const [seat, number, signature] = tuple(input, where, 3);
  const signed = bytes(signature, where);
  if (signed.length !== 130) wrong(where, "a signature of 64 bytes");
  return [count(seat, where), count(number, where), signed];
}

function shownLogs(input: unknown, where: string): ShownLogs {
  const [contract, topics, from, to] = tuple(input, where, 4);
  return [
    bytes(contract, where),
    list(topics, where, (some) => list(some, where, hash)),
    count(from, where),
    count(to, where),
  ];
}

/** Exactly these fields, and some that may be there. */
function fieldsOf(
  input: unknown,
  where: string,
  names: readonly string[],
  others: readonly string[],
): Record<string, unknown> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) wrong(where, "a map");
  const given = input as Record<string, unknown>;
  const known = new Set([...names, ...others]);
  const stranger = Object.keys(given).find((name) => !known.has(name));
  if (stranger !== undefined) wrong(where, `no field ${JSON.stringify(stranger.slice(0, 40))}`);
  const missing = names.find((name) => given[name] === undefined);
  if (missing !== undefined) wrong(where, `the field ${missing}`);
  return given;
}

function list<item>(
  input: unknown,
  where: string,
  read: (item: unknown, where: string) => item,
): item[] {
  if (!Array.isArray(input) || input.length > MOST_ITEMS) {
    wrong(where, `a list of at most ${MOST_ITEMS}`);
  }
  return input.map((item, index) => read(item, `${where}[${index}]`));
}

function tuple(input: unknown, where: string, length: number): unknown[] {
  if (!Array.isArray(input) || input.length !== length) wrong(where, `a list of ${length}`);
  return input;
}

function bytes(input: unknown, where: string): Hex {
  if (!isHex(input) || input.length % 2 !== 0) wrong(where, "bytes");
  return input.toLowerCase() as Hex;
}

function hash(input: unknown, where: string): Hex {
  const found = bytes(input, where);
  return found.length === 66 ? found : wrong(where, "32 bytes");
}

function count(input: unknown, where: string): number {
  if (!Number.isSafeInteger(input) || (input as number) < 0) wrong(where, "a whole number");
  return input as number;
}

function wrong(where: string, expected: string): never {
  throw refusedFile("fileShape", `is wrong at ${where}: expected ${expected}`);
}
