// The whole state of a block, as Besu tells it (`debug_accountRange`, `debug_storageRangeAt`), and that nothing of it was left
// out, altered or invented: all of it must come to the state root that the block's validators sealed.
import { UserError } from "@openrobotid/kit/command";
import { type Address, getAddress, type Hex, keccak256, toHex, zeroAddress, zeroHash } from "viem";
import { z } from "zod";
import { type Alloc, type AllocEntry, byName, word } from "../genesis/alloc.js";
import { stateRootOf } from "../genesis/anchor.js";
import type { Requests } from "../genesis/deployment.js";
import type { LastBlock } from "./last-block.js";

/** Accounts, and slots of a contract, that a node is asked for at once. */
const A_PAGE = 1_000;

const hex = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]*$/i.test(value));
const accountPage = z.object({ addressMap: z.record(z.string(), hex), nextKey: hex.nullish() });
const slotPage = z.object({
  storage: z.record(z.string(), z.object({ key: hex.nullable(), value: hex })),
  nextKey: hex.nullish(),
});

/**
 * Reads the state of a proven block from a node that answers DEBUG to its own machine, in a form that is always the same.
 *
 * @throws UserError where the node does not answer these methods, forgot what an account or a slot is called, or gives
 * anything else than the state whose root was sealed.
 */
export async function readState(request: Requests, block: LastBlock): Promise<Alloc> {
  const number = toHex(block.number);
  const transaction = await lastTransactionOf(request, block);
  const entries: [Address, AllocEntry][] = [];
  for (const address of await accountsOf(request, number)) {
    const ask = async (method: string) => (await request(method, [address, number])) as Hex;
    const code = await ask("eth_getCode");
    const storage =
      code === "0x" ? {} : await storageOf(request, { hash: block.hash, transaction, address });
    const nonce = toHex(BigInt(await ask("eth_getTransactionCount")));
    const balance = toHex(BigInt(await ask("eth_getBalance")));
    entries.push([address, { nonce, balance, code, storage }]);
  }
  const state: Alloc = Object.fromEntries(entries.sort(byName));
  const root = await stateRootOf(state);
  if (root !== block.stateRoot) {
    throw new UserError(
      `What the node gave as the state of block ${block.number} has the root ${root}; its validators sealed ${block.stateRoot}. Ask another node.`,
    );
  }
  return state;
}

/**
 * Besu gives storage as it is after a transaction of a block; without one, as it was before the block, and that is the same
 * where the block has none.
 */
async function lastTransactionOf(request: Requests, { hash }: LastBlock): Promise<number> {
  const block = (await request("eth_getBlockByHash", [hash, false])) as {
    transactions: unknown[];
  } | null;
  if (block === null) throw new UserError(`The node does not have block ${hash}.`);
  return Math.max(block.transactions.length - 1, 0);
}

async function accountsOf(request: Requests, number: Hex): Promise<Address[]> {
  const addresses: Address[] = [];
  for (let from: Hex = zeroHash; ; ) {
    const page = await ask(request, "debug_accountRange", [number, 0, from, A_PAGE], accountPage);
    for (const [hash, address] of Object.entries(page.addressMap)) {
      if (address === zeroAddress || keccak256(address) !== hash.toLowerCase()) {
        throw forgotten(`whose account hashes to ${hash}`);
      }
      addresses.push(getAddress(address).toLowerCase() as Address);
    }
    const { nextKey } = page;
    if (!nextKey || BigInt(nextKey) === 0n) return addresses;
    from = advanced(from, nextKey);
  }
}

type Where = { hash: Hex; transaction: number; address: Address };

async function storageOf(
  request: Requests,
  { hash, transaction, address }: Where,
): Promise<AllocEntry["storage"]> {
  const slots: [Hex, Hex][] = [];
  for (let from: Hex = zeroHash; ; ) {
    const asked = [hash, transaction, address, from, A_PAGE];
    const { storage, nextKey } = await ask(request, "debug_storageRangeAt", asked, slotPage);
    for (const [keyHash, { key, value }] of Object.entries(storage)) {
      if (key === null || keccak256(word(key)) !== keyHash.toLowerCase()) {
        throw forgotten(`which slot of ${address} hashes to ${keyHash}`);
      }
      slots.push([word(key), word(value)]);
    }
    if (!nextKey) return Object.fromEntries(slots.sort(byName));
    from = advanced(from, nextKey);
  }
}

async function ask<T>(
  request: Requests,
  method: string,
  params: unknown[],
  shape: z.ZodType<T>,
): Promise<T> {
  const answer = await request(method, params).catch((error: unknown) => {
    const { details, message } = error as { details?: string; message?: string };
    throw new UserError(
      `The node refuses ${method}: ${details ?? message}\nStart it with DEBUG among the methods for its own machine: besu --config-file=config.toml --rpc-http-api=ETH,NET,WEB3,DEBUG`,
    );
  });
  const { data, error } = shape.safeParse(answer);
  if (error === undefined) return data;
  throw new UserError(`${method} was answered with something else than expected: ${error.message}`);
}

/** A node that names the same page as the next one would be asked for ever. */
function advanced(from: Hex, next: Hex): Hex {
  if (BigInt(next) > BigInt(from)) return next;
  throw new UserError(`The node goes from ${from} back to ${next}. Ask another node.`);
}

function forgotten(what: string): UserError {
  return new UserError(
    `The node does not know ${what}. One with FOREST as data-storage-format does: ask that.`,
  );
}
