// The keys of a seat: the account that acts for it, and the recovery key that is kept apart. A new one is named, waits, and
// accepts; until then it can be cancelled. The rules: `IConsortium`, docs/governance.md.

import { UserError } from "@openrobotid/kit/command";
import { consortiumAbi } from "@openrobotid/sdk/abis";
import {
  getNamings,
  getSeats,
  type Naming,
  type Namings,
  type Seat,
} from "@openrobotid/sdk/actions";
import type { Address } from "viem";
import { getBlock, waitForTransactionReceipt, writeContract } from "viem/actions";
import type { SeatClient } from "./member.js";

/** A key of a seat: the account that acts for it, or its recovery key. */
export type SeatKey = "account" | "recovery";

/** What the keys of a seat are called in sentences. */
export const KEY_NAMES: Readonly<Record<SeatKey, string>> = {
  account: "account",
  recovery: "recovery key",
};

/** A seat, and the keys that it named as its next. */
export type SeatKeys = { seat: Seat; namings: Namings };

/** Who holds a seat, and who is named to. Throws `UserError` where no such seat is held. */
export async function keysOf(client: SeatClient, number: bigint): Promise<SeatKeys> {
  const seat = (await getSeats(client)).find((of) => of.seat === number);
  if (seat === undefined) throw new UserError(`No seat ${number} is held.`);
  return { seat, namings: await getNamings(client, { seat: number }) };
}

/**
 * Names the account that is to act for a seat: by its present account, or by its recovery key where `recoveryOf` says for
 * which seat. Gives when it can accept, in seconds.
 */
export async function nameAccount(
  client: SeatClient,
  authority: Address,
  recoveryOf?: bigint,
): Promise<number> {
  const { acceptableFrom } =
    recoveryOf === undefined
      ? await client.proposeAuthoritySync({ authority })
      : await client.proposeAuthorityOfSync({ seat: recoveryOf, authority });
  return acceptableFrom;
}

/** Names the recovery key that a seat is to have, or none; by its account. Gives when it takes effect, in seconds. */
export async function nameRecovery(client: SeatClient, recovery?: Address): Promise<number> {
  return (await client.proposeRecoverySync({ recovery })).acceptableFrom;
}

/**
 * Takes a seat over with the key that was named for it; where it is to have no recovery key, its account does that.
 *
 * @throws UserError where nothing is named, another key is, or the delay runs, with the moment at which it ends.
 */
export async function accept(client: SeatClient, key: SeatKey, number: bigint): Promise<void> {
  const { seat, namings } = await keysOf(client, number);
  const naming = namedKey(number, key, namings);
  const { account = seat.authority, acceptableFrom } = naming;
  const own = client.account.address;
  if (account.toLowerCase() !== own.toLowerCase()) {
    throw new UserError(
      `Seat ${number} named ${account} as its ${KEY_NAMES[key]}, not ${own}: that key accepts.`,
    );
  }
  if (Number((await getBlock(client)).timestamp) < acceptableFrom) {
    throw new UserError(
      `The delay runs until ${momentText(acceptableFrom)}: until then the present keys of the seat can cancel it.`,
    );
  }
  if (key === "account") await client.acceptAuthoritySync({ seat: number });
  else await client.acceptRecoverySync({ seat: number });
}

/** Cancels what was named. Throws `UserError` where nothing is. */
export async function cancel(client: SeatClient, key: SeatKey, number: bigint): Promise<void> {
  namedKey(number, key, (await keysOf(client, number)).namings);
  if (key === "account") await client.vetoAuthoritySync({ seat: number });
  else await client.vetoRecoverySync({ seat: number });
}

/**
 * Lets the account of a seat give it up, or no longer. By its recovery key.
 *
 * @throws UserError where the key is not that of the seat.
 */
export async function allowResignation(
  client: SeatClient,
  seat: bigint,
  allowed: boolean,
): Promise<void> {
  const { recovery } = (await keysOf(client, seat)).seat;
  const own = client.account.address;
  if (recovery?.toLowerCase() !== own.toLowerCase()) {
    throw new UserError(
      recovery === undefined
        ? `Seat ${seat} has no recovery key: its account gives it up alone.`
        : `The recovery key of seat ${seat} is ${recovery}, not ${own}.`,
    );
  }
  const { address } = client.chain.contracts.consortium;
  const hash = await writeContract(client, {
    address,
    abi: consortiumAbi,
    functionName: "allowResignation",
    args: [seat, allowed],
  });
  const { status } = await waitForTransactionReceipt(client, { hash });
  if (status !== "success") throw new UserError(`${hash} did not succeed.`);
}

/** A moment as people read it, in UTC. */
export function momentText(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function namedKey(seat: bigint, key: SeatKey, { authority, recovery }: Namings): Naming {
  const naming = key === "account" ? authority : recovery;
  if (naming !== undefined) return naming;
  throw new UserError(`Seat ${seat} has named no next ${KEY_NAMES[key]}.`);
}
