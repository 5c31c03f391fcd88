// The list of the seats' witnesses: one public file. What each seat says of its witness is signed by the account of the seat; which account that is,
// and which seats have left, evidence in the same file proves from the chain. So the list is believed no more than any other file.
import { encode } from "cborg";
import { type Address, bytesToHex, createClient, type Hex, hexToBytes } from "viem";
import { getSeats } from "../actions/getSeats.js";
import { robotIdChain } from "../chains/robot-id-chain.js";
import { evidence, type ProvingClient, recordEvidence } from "../evidence/evidence.js";
import { hasSigned } from "../internal/has-signed.js";
import { decodeMaps } from "../internal/strict-cbor.js";
import { isWitnessKey, isWitnessUrl } from "../internal/witness-fields.js";
import type { Anchor } from "../proof/anchor.js";
import { NotProvenError, proofErrorOf } from "../proof/errors.js";
import { consortiumOf } from "../proof/path.js";
import type { CountryCode } from "../robot-id.js";
import { refusedList } from "./refused.js";
import { directoryDigest, type WitnessStatement } from "./statement.js";

/**
 * Media type of a list of witnesses.
 *
 * @example
 * ```ts
 * import { WITNESS_LIST_MEDIA_TYPE } from "@openrobotid/sdk/witness";
 *
 * WITNESS_LIST_MEDIA_TYPE; // "application/vnd.openrobotid.witnesses+cbor"
 * ```
 */
export const WITNESS_LIST_MEDIA_TYPE = "application/vnd.openrobotid.witnesses+cbor";

const FORMAT = "open-robot-id-witnesses";
const VERSION = 1;
const MOST_BYTES = 16 * 2 ** 20;
const MOST_STATEMENTS = 1024;

/** A seat's witness, proven. */
export interface ListedWitness {
  /** Number of the seat. */
  readonly seat: number;
  /** Name of the standards body. */
  readonly name: string;
  /** The countries that it answers for. */
  readonly countries: readonly CountryCode[];
  /** Public key of its witness. */
  readonly key: Hex;
  /** Where its witness serves checkpoints. */
  readonly url: string;
  /** When the seat said so, in seconds. */
  readonly issuedAt: number;
}

/** Who signs for the seats, as of one block. */
export interface WitnessList {
  /** Id of the chain. */
  readonly chainId: number;
  /** Time of the block that it is of, in seconds. */
  readonly timestamp: number;
  /** The witnesses, by the numbers of their seats. */
  readonly witnesses: readonly ListedWitness[];
  /** Numbers of seats that are held and name no witness. */
  readonly without: readonly number[];
  /** Numbers of seats that have left. */
  readonly departed: readonly number[];
}

/**
 * Writes the list of witnesses as of now.
 *
 * @param client Proves; what it needs for the accounts of the seats is recorded.
 * @param statements Of the directory, in any order; what no seat signed is left out, and of one seat's the latest counts.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { robotIdChain } from "@openrobotid/sdk/chains";
 * import { proven, readAnchor } from "@openrobotid/sdk/proof";
 * import { verifyWitnessList, writeWitnessList } from "@openrobotid/sdk/witness";
 *
 * const anchor = await readAnchor(client, { deployment, seals: "none" });
 * const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
 * const proving = createClient({ chain, transport: proven(http(rpcUrl), { anchor }) });
 * const file = await writeWitnessList(proving, []);
 * (await verifyWitnessList(file, { anchor })).without; // [1, 2, 3, 4]
 * ```
 */
export async function writeWitnessList(
  client: ProvingClient,
  statements: readonly WitnessStatement[],
): Promise<Uint8Array> {
  const { anchor } = client.transport.proof;
  const counting = await examine(client, anchor, statements);
  const kept = counting.flatMap(({ statement }) => statement ?? []);
  const proof = await recordEvidence(client, async (recording) => {
    await examine(recording, anchor, kept);
  });
  const file = encode([FORMAT, VERSION, kept.map(toItem), proof]);
  if (file.length <= MOST_BYTES) return file;
  throw refusedList("fileTooLarge", `takes ${file.length} bytes, and ${MOST_BYTES} are the most`);
}

/** What {@link verifyWitnessList} is given beside the file. */
export interface VerifyWitnessListOptions {
  /** What is trusted. */
  readonly anchor: Anchor;
  /** The time, in seconds; by default the clock of this machine. */
  readonly now?: (() => number) | undefined;
}

/**
 * Proves a list of witnesses from an anchor, with no node: which seats are held, that the account of each signed what the list says of its witness.
 * Whether it is too old, its user decides: its `timestamp` is in what is given.
 *
 * @throws NotProvenError where the file is not as it must be, and what proving its evidence throws; `witnessUnknown` where it says something
 * that no seat signed.
 *
 * @example
 * ```ts
 * import { NotProvenError, readAnchor } from "@openrobotid/sdk/proof";
 * import { verifyWitnessList } from "@openrobotid/sdk/witness";
 *
 * const anchor = await readAnchor(client, { deployment, seals: "none" });
 * const error = await verifyWitnessList(new Uint8Array([0x80]), { anchor }).catch((thrown) => thrown);
 * error instanceof NotProvenError; // true
 * error.reason; // "fileFormat"
 * ```
 */
export async function verifyWitnessList(
  file: Uint8Array,
  { anchor, now }: VerifyWitnessListOptions,
): Promise<WitnessList> {
  const { statements, proof } = readFile(file);
  const transport = await evidence(proof, { anchor, ...(now && { now }) });
  const contracts = Object.entries(anchor.contracts).map(([name, one]) => {
    return [name, { ...one, startBlock: 0 }] as const;
  });
  const deployment = { chainId: anchor.chainId, contracts: Object.fromEntries(contracts) };
  const chain = robotIdChain({ deployment, rpcUrls: ["http://127.0.0.1"] });
  const client = createClient({ chain, transport, cacheTime: 0 });
  const { timestamp } = await client.transport.proof.head();
  const examined = await examine(client as unknown as ProvingClient, anchor, statements);
  const counting = examined.flatMap(({ statement }) => statement ?? []);
  const stray = statements.find((one) => !counting.includes(one));
  if (stray) {
    throw refusedList("witnessUnknown", `names a key for seat ${stray.seat} that it did not sign`);
  }
  const numbersOf = (seats: readonly Examined[]) => seats.map(({ seat }) => seat);
  return {
    chainId: anchor.chainId,
    timestamp,
    witnesses: examined.flatMap(({ statement, seat, name, countries }) => {
      if (!statement) return [];
      const { key, url, issuedAt } = statement;
      return [{ seat, name, countries, key, url, issuedAt }];
    }),
    without: numbersOf(examined.filter(({ statement, hasLeft }) => !statement && !hasLeft)),
    departed: numbersOf(examined.filter(({ hasLeft }) => hasLeft)),
  };
}

/** A seat, and what counts of what it said. */
interface Examined {
  readonly seat: number;
  readonly name: string;
  readonly countries: readonly CountryCode[];
  readonly hasLeft: boolean;
  readonly statement: WitnessStatement | undefined;
}

async function examine(
  client: ProvingClient,
  anchor: Anchor,
  statements: readonly WitnessStatement[],
): Promise<Examined[]> {
  const seats = await getSeats(client as never, { departed: true });
  const examined: Examined[] = [];
  for (const { seat, name, countries, authority, departedAt } of seats) {
    const number = Number(seat);
    const hasLeft = departedAt !== undefined;
    const said = hasLeft ? [] : statements.filter((one) => one.seat === number);
    let statement: WitnessStatement | undefined;
    for (const one of said) {
      const isLater = one.issuedAt > (statement?.issuedAt ?? -1);
      if (isLater && (await isSigned(client, anchor, one, authority))) statement = one;
    }
    examined.push({ seat: number, name, countries, hasLeft, statement });
  }
  return examined;
}

/** Whether the account of a seat signed: a key, or a contract that says so (ERC-1271). A former account counts for nothing. */
async function isSigned(
  client: ProvingClient,
  anchor: Anchor,
  statement: WitnessStatement,
  account: Address,
): Promise<boolean> {
  const { signature } = statement;
  const { address: consortium } = consortiumOf(anchor);
  const hash = directoryDigest(statement, { chainId: anchor.chainId, consortium });
  return await hasSigned(client, { account, hash, signature }).catch((error: unknown) => {
    // Of an account whose answer the file does not hold, nobody is shown to have signed.
    const unproven = proofErrorOf(error);
    if (unproven instanceof NotProvenError && unproven.reason === "notCovered") return false;
    throw error;
  });
}

type Item = readonly [
  seat: number,
  issuedAt: number,
  lists: readonly Uint8Array[],
  key: Uint8Array,
  url: string,
  signature: Uint8Array,
];

function toItem({ seat, issuedAt, lists, key, url, signature }: WitnessStatement): Item {
  const digests = lists.map((one) => hexToBytes(one));
  return [seat, issuedAt, digests, hexToBytes(key), url, hexToBytes(signature)];
}

function readFile(file: Uint8Array): {
  readonly statements: readonly WitnessStatement[];
  readonly proof: Uint8Array;
} {
  if (file.length > MOST_BYTES) {
    throw refusedList("fileTooLarge", `takes ${file.length} bytes, and ${MOST_BYTES} are the most`);
  }
  if (file.length === 0) throw refusedList("fileTruncated", "ends too early");
  const outer = decodeMaps(refusedList, file);
  const [format, version, items, proof, ...more] = Array.isArray(outer) ? outer : [];
  if (format !== FORMAT) throw refusedList("fileFormat", `is none: it does not say "${FORMAT}"`);
  if (version !== VERSION) throw refusedList("fileVersion", "is of a version that is not read");
  const isWhole = Array.isArray(items) && proof instanceof Uint8Array && more.length === 0;
  if (!isWhole || items.length > MOST_STATEMENTS) {
    throw refusedList("fileShape", "is no list of format, version, statements and evidence");
  }
  return { statements: items.map(statementIn), proof };
}

function statementIn(input: unknown): WitnessStatement {
  const [seat, issuedAt, lists, key, url, signature, ...more] = Array.isArray(input) ? input : [];
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
  const hex = (value: unknown) => (value instanceof Uint8Array ? bytesToHex(value) : "0x");
  const digests: Hex[] = Array.isArray(lists) ? lists.map(hex) : [];
  const isWhole =
    isCount(seat) &&
    isCount(issuedAt) &&
    digests.length === 4 &&
    digests.every((one) => one.length === 66) &&
    isWitnessKey(hex(key)) &&
    isWitnessUrl(url) &&
    signature instanceof Uint8Array &&
    signature.length <= 4096 &&
    more.length === 0;
  if (!isWhole) throw refusedList("fileShape", "holds a statement that is not as it must be");
  return {
    seat,
    issuedAt,
    lists: digests as unknown as WitnessStatement["lists"],
    key: hex(key),
    url,
    signature: hex(signature),
  };
}
