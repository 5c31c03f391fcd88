// What shows that there are two chains: two witnesses cosigned blocks that cannot both be of one chain. It is verified with nothing but their keys.
import { type Address, type Hex, isAddressEqual } from "viem";
import type { Seals, Witness } from "./anchor.js";
import {
  type CosignedCheckpoint,
  formatCheckpoint,
  parseCheckpoint,
  verifyCheckpoint,
} from "./cosigned.js";
import { NotProvenError } from "./errors.js";
import { type BlockHeader, readBlockHeader, type WireHeader } from "./header.js";
import { sealingOf } from "./seals.js";

/** One of the two chains. */
export interface ChainSide {
  /** What a witness cosigned. */
  readonly checkpoint: CosignedCheckpoint;
  /** Headers from the block that it cosigned down to the block at which the chains differ; each names the next one as the one before it. */
  readonly headers: readonly WireHeader[];
}

/** Two chains that differ at one block. */
export interface SecondChain {
  /** Id of both chains. */
  readonly chainId: number;
  /** Number of a block at which they differ. */
  readonly number: bigint;
  /** The two chains. */
  readonly sides: readonly [ChainSide, ChainSide];
}

/** What was proven of it. */
export interface ProvenSecondChain {
  readonly chainId: number;
  readonly number: bigint;
  /** Each side: whose witness cosigned it, its block of that number, and who sealed that; `undefined` where its header is missing or nobody seals. */
  readonly sides: readonly {
    readonly seat: number;
    readonly hash: Hex;
    readonly sealers: readonly Address[] | undefined;
  }[];
  /** Who sealed both. */
  readonly sealedBoth: readonly Address[];
}

const FORMAT = "open-robot-id-second-chain";
const VERSION = 1;
const MOST_HEADERS = 10_000;

/**
 * The file that shows two chains, as JSON.
 *
 * @example
 * ```ts
 * import { formatSecondChain } from "@openrobotid/sdk/proof";
 *
 * const word = `0x${"11".repeat(32)}` as const;
 * const block = { number: 7n, hash: word, stateRoot: word, timestamp: 1_767_225_600 };
 * const checkpoint = { chainId: 7777, seat: 1, ...block, signature: `0x${"11".repeat(64)}` } as const;
 * const side = { checkpoint, headers: [] };
 * const text = formatSecondChain({ chainId: 7777, number: 7n, sides: [side, side] });
 * JSON.parse(text).format; // "open-robot-id-second-chain"
 * ```
 */
export function formatSecondChain({ chainId, number, sides }: SecondChain): string {
  const written = sides.map(({ checkpoint, headers }) => {
    const { header, ...signed } = checkpoint;
    return { checkpoint: JSON.parse(formatCheckpoint(signed)), headers };
  });
  const file = { format: FORMAT, version: VERSION, chainId, number: Number(number) };
  return `${JSON.stringify({ ...file, sides: written }, null, 1)}\n`;
}

/**
 * Verifies a file that shows two chains: both signatures, that each signed block leads to its block of the number, and that those differ.
 *
 * @param input The JSON of the file, or its text.
 * @param witnesses Keys of the witnesses that are known.
 * @param seals Whether the chain's blocks are sealed.
 * @throws NotProvenError with reason `checkpointShape` where it shows nothing, `witnessUnknown` where a seat is not among the witnesses.
 *
 * @example
 * ```ts
 * import { NotProvenError, verifySecondChain } from "@openrobotid/sdk/proof";
 *
 * const error = await verifySecondChain("{}", [], "qbft").catch((thrown) => thrown);
 * error instanceof NotProvenError; // true
 * ```
 */
export async function verifySecondChain(
  input: unknown,
  witnesses: readonly Witness[],
  seals: Seals,
): Promise<ProvenSecondChain> {
  const { chainId, number, sides } = parse(input);
  const proven = [];
  for (const side of sides)
    proven.push(await verifySide(side, { chainId, number }, witnesses, seals));
  const [one, other] = proven as [Side, Side];
  if (one.hash === other.hash) throw refused("both sides show the same block: it is one chain");
  const sealedBoth = (one.sealers ?? []).filter((address) =>
    (other.sealers ?? []).some((of) => isAddressEqual(address, of)),
  );
  return { chainId, number, sides: [one, other], sealedBoth };
}

type Side = ProvenSecondChain["sides"][number];

async function verifySide(
  { checkpoint, headers }: ChainSide,
  { chainId, number }: { chainId: number; number: bigint },
  witnesses: readonly Witness[],
  seals: Seals,
): Promise<Side> {
  const { seat } = checkpoint;
  const witness = witnesses.find((one) => one.seat === seat);
  if (!witness) {
    throw new NotProvenError("witnessUnknown", {
      message: `No key is known of the witness of seat ${seat}.`,
      suggestion: "Give the list of witnesses, or an anchor that names them.",
    });
  }
  if (checkpoint.chainId !== chainId) throw refused(`seat ${seat} signed for another chain id`);
  if (!(await verifyCheckpoint(checkpoint, witness.key))) {
    throw refused(`it is not signed by the witness of seat ${seat}`);
  }
  let expected = checkpoint.hash;
  let at = checkpoint.number;
  let last: BlockHeader | undefined;
  for (const wire of headers) {
    last = readBlockHeader(wire, seals);
    if (last.hash !== expected || last.number !== at) {
      throw refused(`the headers of seat ${seat} do not lead from the block that it cosigned`);
    }
    expected = last.parentHash;
    at -= 1n;
  }
  const end = last?.number ?? checkpoint.number;
  if (end !== number) throw refused(`the headers of seat ${seat} do not lead to block ${number}`);
  const hash = last?.hash ?? checkpoint.hash;
  const wire = headers.at(-1);
  const isSealed = seals === "qbft" && wire !== undefined;
  const sealers = isSealed ? (await sealingOf(wire as never)).sealers : undefined;
  return { seat, hash, sealers };
}

function parse(input: unknown): SecondChain {
  let given = input;
  if (typeof input === "string") {
    try {
      given = JSON.parse(input);
    } catch {
      throw refused("it is no JSON");
    }
  }
  const { format, version, chainId, number, sides } = (given ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || version !== VERSION) throw refused(`it is no ${FORMAT} of version 1`);
  const isWhole = [chainId, number].every((one) => Number.isSafeInteger(one) && Number(one) >= 0);
  if (!isWhole || !Array.isArray(sides) || sides.length !== 2) {
    throw refused("it has not chain id, number and two sides");
  }
  const read = sides.map((side): ChainSide => {
    const { checkpoint, headers } = (side ?? {}) as Record<string, unknown>;
    if (!Array.isArray(headers) || headers.length > MOST_HEADERS) {
      throw refused(`a side has no list of at most ${MOST_HEADERS} headers`);
    }
    return { checkpoint: parseCheckpoint(checkpoint), headers };
  });
  return {
    chainId: chainId as number,
    number: BigInt(number as number),
    sides: read as unknown as SecondChain["sides"],
  };
}

function refused(what: string): NotProvenError {
  return new NotProvenError("checkpointShape", {
    message: `The file shows no second chain: ${what}.`,
    suggestion: "Get the file again from the one who made it.",
  });
}
