// The members' entries: fetched from wherever they are published, and held to who signed them.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Address, type Hex, hashTypedData, recoverAddress } from "viem";
import { z } from "zod";
import { type DirectoryEntry, directoryEntry, directoryTypedData } from "./directory-entry.js";
import type { MemberSeat } from "./membership.js";

/** Largest text that a source may give. */
const MOST_BYTES = 8 * 1024 * 1024;

/** How far a clock may be ahead. */
const CLOCK_SKEW_SECONDS = 10 * 60;

/** What was taken from the sources. */
export interface Directory {
  /** One entry at most for each seat. */
  readonly entries: readonly DirectoryEntry[];
  /** What was not taken, and why. Sentences. */
  readonly refused: readonly string[];
}

const file = z.union([
  z.strictObject({ entries: z.array(z.unknown()) }),
  z.array(z.unknown()),
  z.looseObject({ seat: z.unknown(), signature: z.unknown() }),
]);

/** What a source gives: entries whose form is right, no matter who signed them. */
export async function fetchEntries(source: string): Promise<Directory> {
  const texts = /^https?:\/\//.test(source) ? [await fetchText(source)] : readTexts(source);
  const entries: DirectoryEntry[] = [];
  const refused: string[] = [];
  for (const { name, text } of texts) {
    for (const [place, found] of listOf(name, text).entries()) {
      const { success, data, error } = directoryEntry.safeParse(found);
      if (success) entries.push(data as DirectoryEntry);
      else refused.push(`${name}, entry ${place + 1}: ${sentence(error)}`);
    }
  }
  return { entries, refused };
}

/** What {@link chooseEntries} is told. */
export interface Circumstances {
  readonly seats: readonly MemberSeat[];
  readonly chainId: number;
  readonly consortium: Address;
  /** Block time, in seconds. */
  readonly now: number;
  /** Whether an account that is a contract accepts a signature; `undefined` where nobody can say. */
  readonly accepts: (account: Address, hash: Hex, signature: Hex) => Promise<boolean | undefined>;
  /** What was taken before: it counts on while nobody can say whether its account accepts it. */
  readonly taken: readonly DirectoryEntry[];
}

/**
 * For each seat the entry that counts. One signed by the account that acts for the seat now counts more than any that a former
 * account signed, whatever the time on it: a key that was replaced says nothing against its successor. One signed by a
 * former account counts while there is no other, so that the node of a seat does not drop off the network the moment its
 * account is rotated. Among those of one account the latest counts.
 */
export async function chooseEntries(
  entries: readonly DirectoryEntry[],
  { seats, chainId, consortium, now, accepts, taken }: Circumstances,
): Promise<Directory> {
  const refused = new Set<string>();
  const hashOf = (entry: DirectoryEntry) =>
    hashTypedData(directoryTypedData(entry, { chainId, consortium }));
  const known = new Set(taken.map((entry) => `${hashOf(entry)} ${entry.signature}`));
  const chosen = new Map<
    number,
    { entry: DirectoryEntry; order: readonly [number, number, string] }
  >();
  for (const entry of entries) {
    const name = `The entry of seat ${entry.seat} of ${new Date(entry.issuedAt * 1000).toISOString()}`;
    const seat = seats.find((of) => of.seat === entry.seat);
    if (seat === undefined) {
      refused.add(`${name}: no such seat is held.`);
      continue;
    }
    if (entry.issuedAt > now + CLOCK_SKEW_SECONDS) {
      refused.add(
        `${name}: it is from the future; the chain's time is ${new Date(now * 1000).toISOString()}.`,
      );
      continue;
    }
    const hash = hashOf(entry);
    const rank = await rankOfSigner(entry, seat, hash, accepts);
    if (rank === undefined) {
      refused.add(`${name}: it is signed by nobody who acts or acted for the seat.`);
      continue;
    }
    if (rank === "unknown" && !known.has(`${hash} ${entry.signature}`)) {
      refused.add(`${name}: too few nodes say whether the account of the seat accepts it.`);
      continue;
    }
    const order = [rank === "unknown" ? 0 : rank, -entry.issuedAt, hash] as const;
    const best = chosen.get(entry.seat);
    if (best === undefined || precedes(order, best.order)) chosen.set(entry.seat, { entry, order });
  }
  return { entries: [...chosen.values()].map(({ entry }) => entry), refused: [...refused] };
}

/** 0 for the account that acts for the seat, then its predecessors. */
async function rankOfSigner(
  { signature }: DirectoryEntry,
  { authority, formerAuthorities }: MemberSeat,
  hash: Hex,
  accepts: Circumstances["accepts"],
): Promise<number | "unknown" | undefined> {
  const candidates = [authority, ...formerAuthorities];
  // 65 bytes are the signature of a key; a contract may take any form.
  const signer = await recoverAddress({ hash, signature }).catch(() => undefined);
  const rank = candidates.indexOf(signer?.toLowerCase() as Address);
  if (rank !== -1) return rank;
  const accepted = await accepts(authority, hash, signature);
  if (accepted === undefined) return "unknown";
  return accepted ? 0 : undefined;
}

function precedes(
  a: readonly [number, number, string],
  b: readonly [number, number, string],
): boolean {
  if (a[0] !== b[0]) return a[0] < b[0];
  if (a[1] !== b[1]) return a[1] < b[1];
  // Two statements of one moment: the same one everywhere, whichever came first.
  return a[2] < b[2];
}

function listOf(name: string, text: string): unknown[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  const { success, data } = file.safeParse(found);
  if (!success) {
    throw new Error(
      `${name} holds neither an entry, nor a list of entries, nor { "entries": [ … ] }.`,
    );
  }
  if (Array.isArray(data)) return data;
  return Array.isArray(data.entries) ? data.entries : [data];
}

function readTexts(path: string): { name: string; text: string }[] {
  const names = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith(".json"))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return names.map((name) => {
    const { size } = statSync(name);
    if (size > MOST_BYTES)
      throw new Error(`${name} has ${size} bytes; at most ${MOST_BYTES} are read.`);
    return { name, text: readFileSync(name, "utf8") };
  });
}

async function fetchText(url: string): Promise<{ name: string; text: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "error" });
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_BYTES) throw new Error(`${url} gives more than ${MOST_BYTES} bytes.`);
  }
  return { name: url, text };
}

function sentence(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "it"}: ${message}`)
    .join("; ");
}
