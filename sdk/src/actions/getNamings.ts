import type { Address } from "viem";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { consortium } from "../internal/contracts.js";
import { type Answer, given, ReadBatch } from "../internal/reads.js";

/** What {@link getNamings} is given. */
export interface GetNamingsParameters extends ReadOptions {
  /** Number of the seat. */
  readonly seat: bigint;
}

/** A key that a seat named as its next. */
export interface Naming {
  /** The key; `undefined` where the seat is to have no recovery key. */
  readonly account: Address | undefined;
  /** From when on it can take effect, in seconds. */
  readonly acceptableFrom: number;
  /** The key that named it: the seat's account or its recovery key. */
  readonly proposer: Address;
}

/** The keys that a seat named as its next. What it did not name is `undefined`. */
export interface Namings {
  /** The account that is to act for the seat. */
  readonly authority: Naming | undefined;
  /** The key that is to be its recovery key. */
  readonly recovery: Naming | undefined;
}

/**
 * The keys that a seat named as its next, which can still be cancelled.
 *
 * @example
 * ```ts
 * const { authority } = await client.getNamings({ seat: 1n });
 * authority?.account === newcomer.account.address; // true
 * ```
 */
export async function getNamings(
  node: RegistryClient,
  { seat, ...options }: GetNamingsParameters,
): Promise<Namings> {
  const client = readerOf(node, options);
  const batch = new ReadBatch(client, options);
  const args = [seat] as const;
  const asked = [
    batch.add({ ...consortium, functionName: "proposedAuthority", args }),
    batch.add({ ...consortium, functionName: "proposedRecovery", args }),
  ] as const;
  await batch.send();
  const [authority, recovery] = await Promise.all(asked);
  return { authority: toNaming(authority), recovery: toNaming(recovery) };
}

function toNaming({
  account,
  acceptableFrom,
  proposer,
}: Answer<typeof consortium.abi, "proposedAuthority">): Naming | undefined {
  return acceptableFrom === 0 ? undefined : { account: given(account), acceptableFrom, proposer };
}
