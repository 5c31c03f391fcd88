// Whom a node lets in: which nodes may connect to it, and which accounts may send through it. A function of what the
// contracts say, what the members say of themselves, and what this member says of its own.
import type { Address } from "viem";
import type { DirectoryEntry } from "./directory-entry.js";
import { enodesOf } from "./directory-entry.js";
import { type Enode, parseEnode } from "./enode.js";
import type { Membership } from "./membership.js";

/** What this member says of its own. It counts whatever else is so: a member never locks itself out. */
export interface Own {
  /** Its nodes, and any that it lets follow the chain. */
  readonly nodes: readonly string[];
  /** Accounts that send through its node. */
  readonly accounts: readonly Address[];
  /** Where it knows the nodes of other members to be. Each counts while it is the validator of a seat. */
  readonly knownMembers: readonly string[];
}

/** The two lists, each entry with why it is there. */
export interface Allowlists {
  readonly nodes: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<Address, string>;
  /** What somebody should look into. Sentences. */
  readonly findings: readonly string[];
}

/** Computes both lists. */
export function allowlistsOf(
  membership: Membership,
  entries: readonly DirectoryEntry[],
  own: Own,
): Allowlists {
  const findings: string[] = [];
  return {
    nodes: nodesOf(membership, entries, own, findings),
    accounts: accountsOf(membership, entries, own),
    findings,
  };
}

function nodesOf(
  { seats }: Membership,
  entries: readonly DirectoryEntry[],
  own: Own,
  findings: string[],
): Map<string, string> {
  const nodes = new Map<string, string>();
  const allow = ({ url }: Enode, why: string) => {
    if (!nodes.has(url)) nodes.set(url, why);
  };
  for (const enode of enodes(own.nodes)) allow(enode, "of this member");

  const seatOfValidator = new Map(seats.map(({ validator, seat }) => [lower(validator), seat]));
  const placed = new Set<string>();
  for (const entry of entries) {
    for (const enode of enodesOf(entry)) {
      const seat = seatOfValidator.get(lower(enode.address));
      if (seat !== undefined && seat !== entry.seat) {
        findings.push(
          `The entry of seat ${entry.seat} names the validator of seat ${seat} (${enode.url}); where that is, its own seat says.`,
        );
        continue;
      }
      placed.add(enode.publicKey);
      allow(enode, `${seat === undefined ? "observer" : "validator"} of seat ${entry.seat}`);
    }
  }
  for (const enode of enodes(own.knownMembers)) {
    const seat = seatOfValidator.get(lower(enode.address));
    // What the seat says of its node's place counts more than what this member remembers.
    if (seat === undefined || placed.has(enode.publicKey)) continue;
    placed.add(enode.publicKey);
    allow(enode, `validator of seat ${seat}`);
  }
  const found = new Set([...nodes.keys()].map((url) => lower(parseEnode(url)?.address ?? "0x")));
  for (const { seat, name, validator } of seats) {
    if (!found.has(lower(validator))) {
      findings.push(
        `Where the validator ${validator} of seat ${seat} (${name}) listens is not known: no entry of the directory names a node with that address.`,
      );
    }
  }
  return nodes;
}

function accountsOf(
  { seats, accounts, timestamp }: Membership,
  entries: readonly DirectoryEntry[],
  own: Own,
): Map<Address, string> {
  const allowed = new Map<Address, string>();
  const allow = (account: Address, why: string) => {
    const key = lower(account);
    if (!allowed.has(key)) allowed.set(key, why);
  };
  for (const account of own.accounts) allow(account, "of this member");
  // No seat can withhold these, not even its own: the account may be stolen, and the other keys are there for that.
  for (const { seat, authority, nextAuthority, recovery, nextRecovery } of seats) {
    allow(authority, `authority of seat ${seat}`);
    if (recovery) allow(recovery, `recovery key of seat ${seat}`);
    if (nextAuthority) allow(nextAuthority, `named as authority of seat ${seat}`);
    if (nextRecovery) allow(nextRecovery, `named as recovery key of seat ${seat}`);
  }

  const withheldBy = new Map(
    entries.map(({ seat, withheld }) => [seat, new Set(withheld.map(lower))]),
  );
  // Each seat answers for whom it brought, and takes back only that: who was brought by two stays while one keeps it.
  const bring = (account: Address, seat: number | undefined, why: string) => {
    const withheld = seat !== undefined && withheldBy.get(seat)?.has(lower(account));
    if (!withheld) allow(account, seat === undefined ? why : `${why}, seat ${seat}`);
  };
  for (const { account, part, seat, until } of accounts) {
    if (until === undefined || until > timestamp) bring(account, seat, part);
  }
  for (const { seat, relayers, participants } of entries) {
    for (const account of relayers) bring(account, seat, "relayer");
    for (const account of participants) bring(account, seat, "participant");
  }
  return allowed;
}

function enodes(urls: readonly string[]): Enode[] {
  return urls.map(parseEnode).filter((enode) => enode !== undefined);
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address;
}
