// What a seat does by itself: move its validator to another node, leave, and find out its position
// after a long time off.

import { UserError } from "@openrobotid/kit/command";
import { consortiumAbi } from "@openrobotid/sdk/abis";
import { getSeats, getValidators, type Seat } from "@openrobotid/sdk/actions";
import { type Address, getAddress, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { readContract } from "viem/actions";
import type { SeatClient } from "./member.js";
import { requireCaughtUp } from "./standing.js";

/** A node and those of others to compare it with, by the addresses of their RPC. */
export type Nodes = { own: string; others: readonly string[] };

/** A node, and its own word that it validates for a seat. */
export type ValidatorBinding = { validator: Address; signature: Hex };

/**
 * Signs with a node's key that the node validates for a seat. Needs the deployment alone: it can be done on the machine of the
 * node, where the key of the seat's account should not be.
 */
export async function bindNode(
  client: SeatClient,
  seat: bigint,
  nodeKey: Hex,
): Promise<ValidatorBinding> {
  return await client.signValidatorBinding({ seat, account: privateKeyToAccount(nodeKey) });
}

/**
 * Moves the seat's validator to another node. That node must run, follow the chain as an observer, and have caught up: the
 * change takes effect with the next block, and from then on the former node no longer seals.
 *
 * @throws UserError where the new node has not caught up.
 */
export async function rotateValidator(
  client: SeatClient,
  { validator, signature }: ValidatorBinding,
  nodes: Nodes,
): Promise<void> {
  await requireCaughtUp(nodes.own, nodes.others);
  await client.rotateValidatorSync({ validator, signature });
  await requireListed(client, validator, true);
}

/**
 * Gives the seat up; a seat with a recovery key only once that key has allowed it. Its node may be stopped from the next block on; its countries are free, and
 * what its authority admitted stays valid until a successor decides otherwise.
 *
 * @throws UserError where the account acts for no seat, or the recovery key has not allowed it.
 */
export async function leave(client: SeatClient): Promise<Seat> {
  const seat = await ownSeat(client);
  const mayResign = await readContract(client, {
    address: client.chain.contracts.consortium.address,
    abi: consortiumAbi,
    functionName: "mayResign",
    args: [seat.seat],
  });
  if (!mayResign) {
    throw new UserError(
      `Seat ${seat.seat} has the recovery key ${seat.recovery}: who stole the account must not end the seat. That key ` +
        "allows it first, with `member allow-resignation`.",
    );
  }
  await client.resignSeatSync();
  await requireListed(client, seat.validator, false);
  return seat;
}

/** The position of a member that has been away, and what it has to do. */
export type Return =
  /** Its seat is held and its validator listed: it seals again by itself. */
  | { seat: Seat; is: "member" }
  /** Its seat is held, with another validator than this node: rotate, or run the node whose key is listed. */
  | { seat: Seat; is: "otherValidator" }
  /**
   * It was expelled, or resigned: it follows the chain until it is admitted again, under another
   * number.
   */
  | { is: "observer" };

/**
 * Finds out, for a node that comes back, whether it has caught up and what it is now.
 *
 * @throws UserError where it has not caught up.
 */
export async function returnAfterAbsence(
  client: SeatClient,
  validator: Address,
  nodes: Nodes,
): Promise<Return> {
  await requireCaughtUp(nodes.own, nodes.others);
  const seat = await heldSeat(client);
  if (seat === undefined) return { is: "observer" };
  const is = getAddress(seat.validator) === getAddress(validator) ? "member" : "otherValidator";
  return { seat, is };
}

async function heldSeat(client: SeatClient): Promise<Seat | undefined> {
  const seats = await getSeats(client);
  return seats.find(({ authority }) => getAddress(authority) === client.account.address);
}

/** The seat for which the account of a client acts. Throws `UserError` where it acts for none. */
export async function ownSeat(client: SeatClient): Promise<Seat> {
  const seat = await heldSeat(client);
  if (seat === undefined) throw new UserError(`${client.account.address} acts for no seat.`);
  return seat;
}

/** Besu reads this list before each block. */
async function requireListed(
  client: SeatClient,
  validator: Address,
  listed: boolean,
): Promise<void> {
  const validators = (await getValidators(client)).map((of) => getAddress(of));
  if (validators.includes(getAddress(validator)) === listed) return;
  throw new UserError(
    `${validator} is ${listed ? "not" : "still"} among the validators that the contract lists.`,
  );
}
