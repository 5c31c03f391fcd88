// Which vaults may keep documents and telemetry of a robot: those that entries of its own history name. Anyone who may write an entry says in its
// `uri` where those entitled find what it commits to. A wrong address leads to a wrong vault, and never to a wrong document: the commitment is in
// the same entry.
import type { Address } from "viem";
import { documentOfEntry } from "../history/documents.js";
import type { HistoryEntry } from "../history/history.js";

/** An entry that names a vault. */
export interface VaultMention {
  /** Number of the entry. */
  readonly seq: number;
  /** Account that made it. */
  readonly actor: Address;
  /** As what that account made it, e.g. `workshop`. */
  readonly capacity: string;
  /** What it names it for: a kind of document, or `telemetry`. */
  readonly kind: string;
}

/** A vault that a robot's history names. */
export interface NamedVault {
  /** Its address: scheme, host and port. */
  readonly url: string;
  /** The entries, the newest first. */
  readonly mentions: readonly VaultMention[];
}

/** What {@link vaultsNamedIn} is told beside the history. */
export interface NamedVaultsOptions {
  /**
   * Whether plain http to this machine counts as well; no by default. For a chain that runs on this machine alone: on any other chain, an entry
   * could send its reader to a service of the reader's own machine.
   */
  readonly allowLoopback?: boolean | undefined;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
/** Longest address that is read. */
const LONGEST = 2048;

/**
 * The vaults that a robot's history names, the one that was named last first. Addresses that are not https are left out.
 *
 * Nobody vouches for an address but the account that wrote it: compare each document with its commitment, and an answer or a log with the account
 * that you expect.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { vaultsNamedIn } from "@openrobotid/sdk/vault";
 *
 * const { entries } = await client.getHistory({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * vaultsNamedIn(entries); // []
 * ```
 */
export function vaultsNamedIn(
  entries: readonly HistoryEntry[],
  { allowLoopback = false }: NamedVaultsOptions = {},
): readonly NamedVault[] {
  const found = new Map<string, VaultMention[]>();
  for (const entry of entries.toReversed()) {
    const kind = kindOf(entry);
    const { uri, capacity } = (entry.fields ?? {}) as { uri?: string; capacity?: string };
    const url = kind === undefined ? undefined : originOf(uri, allowLoopback);
    if (kind === undefined || url === undefined) continue;
    const mention = { seq: Number(entry.seq), actor: entry.actor, capacity: capacity ?? "", kind };
    found.set(url, [...(found.get(url) ?? []), mention]);
  }
  return [...found].map(([url, mentions]) => ({ url, mentions }));
}

function kindOf(entry: HistoryEntry): string | undefined {
  return entry.event === "TelemetryAnchored" ? "telemetry" : documentOfEntry(entry)?.kind;
}

function originOf(uri: string | undefined, allowLoopback: boolean): string | undefined {
  if (!uri || uri.length > LONGEST || !URL.canParse(uri)) return undefined;
  const { protocol, hostname, username, password, origin } = new URL(uri);
  if (username !== "" || password !== "") return undefined;
  const isLocal = protocol === "http:" && LOOPBACK.has(hostname);
  return protocol === "https:" || (isLocal && allowLoopback) ? origin : undefined;
}
