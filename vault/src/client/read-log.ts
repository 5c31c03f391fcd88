// Reads the log of a robot from a vault, and believes nothing that is not shown: the head is signed, each line is in the tree, none is missing
// between two of a series, and the tree continues the one that was seen before.
import { UserError } from "@openrobotid/kit/command";
import { type Address, isAddressEqual } from "viem";
import { z } from "zod";
import type { Line } from "../log/access-log.js";
import { leafHash, verifyConsistency, verifyInclusion } from "../log/merkle.js";
import { type SignedHead, signerOfHead } from "../log/signed-head.js";
import { answerOf } from "./vault-client.js";

/** A line, as it was hashed. */
export interface ReadLine extends Line {
  readonly series: string;
  readonly ordinal: number;
  readonly at: number;
  readonly toldAt: number;
}

/** What was read. */
export interface ReadLog {
  readonly head: SignedHead;
  /** Who signed the head. */
  readonly signer: Address;
  readonly lines: readonly ReadLine[];
}

const PAGE = 500;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.number().int().nonnegative();
const headSchema = z.object({
  vault: z.string(),
  chainId: size,
  size,
  root: digest,
  at: size,
  signature: z.string().regex(/^0x[0-9a-f]+$/),
});
const pageSchema = z.object({
  head: headSchema,
  entries: z.array(z.object({ position: size, line: z.string(), proof: z.array(digest) })),
});

/** A head, as `vault:tool log --head` keeps it. Throws where it is none. */
export function parseHead(text: string): SignedHead {
  return headSchema.parse(JSON.parse(text)) as SignedHead;
}

/**
 * Reads the lines that an account is told.
 *
 * @param before A head that was seen before.
 * @param signer Who must have signed the head; anyone, where it is left out.
 * @throws UserError naming what does not fit.
 */
export async function readLog(
  url: string,
  robot: string,
  token: string,
  {
    before,
    signer: expected,
  }: { readonly before?: SignedHead | undefined; readonly signer?: Address | undefined } = {},
): Promise<ReadLog> {
  const lines: ReadLine[] = [];
  let after = "";
  for (;;) {
    const path = `${url}/robots/${robot}/log?limit=${PAGE}${after}`;
    const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    const { head: given, entries } = pageSchema.parse(await answerOf(response));
    const head = given as SignedHead;
    for (const { position, line, proof } of entries) {
      if (!verifyInclusion(leafHash(line), { position, size: head.size, root: head.root }, proof)) {
        throw new UserError(`Line ${position} is not in the tree of the head that was signed.`);
      }
      lines.push(JSON.parse(line) as ReadLine);
    }
    const last = entries.at(-1);
    if (entries.length === PAGE && last) {
      after = `&after=${last.position}`;
      continue;
    }
    const signer = await signerOfHead(head);
    if (expected && !isAddressEqual(signer, expected)) {
      throw new UserError(`The head is signed by ${signer}, not by ${expected}.`);
    }
    requireWhole(lines, robot);
    if (before) await requireContinued(url, before, head, signer);
    return { head, signer, lines };
  }
}

/** Each series is counted without a gap. Where it begins depends on when the account came to hold the robot. */
function requireWhole(lines: readonly ReadLine[], robot: string): void {
  const next = new Map<string, number>();
  for (const { robot: of, series, ordinal } of lines) {
    if (of !== robot) throw new UserError(`A line is of ${of}, not of ${robot}.`);
    const wanted = next.get(series);
    if (wanted !== undefined && ordinal !== wanted) {
      throw new UserError(
        `Line ${wanted} of the series "${series}" was left out: line ${ordinal} follows.`,
      );
    }
    next.set(series, ordinal + 1);
  }
}

async function requireContinued(
  url: string,
  before: SignedHead,
  head: SignedHead,
  signer: Address,
): Promise<void> {
  const former = await signerOfHead(before);
  if (!isAddressEqual(former, signer)) {
    throw new UserError(`The head that was kept is signed by ${former}, the new one by ${signer}.`);
  }
  if (head.size < before.size) {
    throw new UserError(
      `The log has ${head.size} lines; the vault signed a head of ${before.size} before. It was cut off. Keep both heads: they show it.`,
    );
  }
  const path = `${url}/log/consistency?from=${before.size}&to=${head.size}`;
  const { proof } = await answerOf<{ proof: string[] }>(await fetch(path));
  if (verifyConsistency(before, head, z.array(digest).parse(proof))) return;
  throw new UserError(
    "The log does not continue the one whose head was kept: lines were altered or left out. Keep both heads: they show it.",
  );
}
