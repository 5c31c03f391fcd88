// What several nodes say alike. One node can be wrong, be behind, or lie; the members' allowlists follow what two say.

import { endpointFailure } from "@openrobotid/sdk/endpoint";
import type { Membership } from "./membership.js";
import type { MembershipReader } from "./read-membership.js";

/** Why there is no answer to act on. */
export class NoAgreementError extends Error {
  override readonly name = "NoAgreementError";
}

/** What nodes agreed on. */
export interface Agreement {
  readonly membership: Membership;
  /** What is wrong with the nodes that did not answer, or answered otherwise. Sentences. */
  readonly dissent: readonly string[];
}

/** What to agree with. */
export interface AgreementOptions {
  /** How many nodes must say the same. */
  readonly needed: number;
  /** No block below this one is looked at: a node that is behind tells old things. */
  readonly notBefore: bigint;
}

/**
 * Reads the membership from every node as of one block that all of them have, and takes what the larger part says.
 *
 * @throws NoAgreementError where fewer than needed answer alike, or as many say something else.
 */
export async function agree(
  readers: readonly MembershipReader[],
  { needed, notBefore }: AgreementOptions,
): Promise<Agreement> {
  const dissent: string[] = [];
  const heads = await settle(readers, (reader) => reader.head(), dissent);
  const current = heads.filter(({ reader, value: { number } }) => {
    if (number >= notBefore) return true;
    dissent.push(
      `${reader.url} is at block ${number}, behind block ${notBefore}, which was read before.`,
    );
    return false;
  });
  if (current.length < needed) throw tooFew(current.length, needed, dissent);
  const [common = notBefore] = current.map(({ value }) => value.number).sort(ascending);

  const answers = await settle(
    current.map(({ reader }) => reader),
    (reader) => reader.read(common),
    dissent,
  );
  const groups = new Map<string, Answered<Membership>[]>();
  for (const answer of answers) {
    const key = fingerprint(answer.value);
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  const [largest = [], second = []] = [...groups.values()].sort((a, b) => b.length - a.length);
  for (const { reader } of answers) {
    if (!largest.some((agreed) => agreed.reader === reader)) {
      dissent.push(`${reader.url} says something else about block ${common} than the others.`);
    }
  }
  const [agreed] = largest;
  if (agreed === undefined || largest.length < needed) {
    throw tooFew(largest.length, needed, dissent);
  }
  if (largest.length === second.length) {
    throw new NoAgreementError(
      `As many nodes say one thing about block ${common} as another: ${dissent.join(" ")}`,
    );
  }
  return { membership: agreed.value, dissent };
}

/** What enough nodes answer alike to a yes or no; `undefined` where too few do, or as many say the other. */
export async function agreeOn(
  readers: readonly MembershipReader[],
  needed: number,
  ask: (reader: MembershipReader) => Promise<boolean>,
): Promise<boolean | undefined> {
  const answers = (await settle(readers, ask, [])).map(({ value }) => value);
  const yes = answers.filter(Boolean).length;
  const no = answers.length - yes;
  return Math.max(yes, no) >= needed && yes !== no ? yes > no : undefined;
}

/** The membership in one form: what differs in order alone is the same. */
export function fingerprint({
  blockNumber,
  blockHash,
  timestamp,
  seats,
  accounts,
}: Membership): string {
  const lines = [
    ...seats.map((seat) => JSON.stringify(seat)),
    ...accounts.map((account) => JSON.stringify(account)),
  ];
  return [blockNumber, blockHash, timestamp, ...lines.sort()].join("\n");
}

type Answered<value> = { reader: MembershipReader; value: value };

async function settle<value>(
  readers: readonly MembershipReader[],
  ask: (reader: MembershipReader) => Promise<value>,
  dissent: string[],
): Promise<Answered<value>[]> {
  const outcomes = await Promise.allSettled(readers.map(ask));
  return outcomes.flatMap((outcome, index) => {
    const reader = readers[index] as MembershipReader;
    if (outcome.status === "fulfilled") return [{ reader, value: outcome.value }];
    dissent.push(`${reader.url} could not be read: ${endpointFailure(outcome.reason)}`);
    return [];
  });
}

function tooFew(found: number, needed: number, dissent: readonly string[]): NoAgreementError {
  return new NoAgreementError(
    `${found} of ${needed} needed nodes say the same. ${dissent.join(" ")}`.trim(),
  );
}

function ascending(a: bigint, b: bigint): number {
  return Number(a - b);
}
