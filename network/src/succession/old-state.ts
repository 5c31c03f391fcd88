// The whole state of a block, as Besu tells it (`debug_accountRange`, `debug_storageRangeAt`), and that nothing of it was left
// out, altered or invented: all of it must come to the state root that the block's validators sealed.
import { UserError } from "@openrobotid/kit/command";
import { type Address, type Hex, keccak256, toHex, zeroHash } from "viem";
import { z } from "zod";
import { type Alloc, type AllocEntry, byName, word } from "../genesis/alloc.js";
import { EMPTY_TRIE, stateRootOf } from "../genesis/anchor.js";
import type { Requests } from "../genesis/deployment.js";
import type { LastBlock } from "./last-block.js";
import { changedIn, HOW_TO_START, Names } from "./names.js";

/** Accounts, and slots of a contract, that a node is asked for at once. */
const A_PAGE = 1_000;

const hex = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]*$/i.test(value));
const accountPage = z.object({ addressMap: z.record(z.string(), hex), nextKey: hex.nullish() });
const slotPage = z.object({
  storage: z.record(z.string(), z.object({ value: hex })),
  nextKey: hex.nullish(),
});

/**
 * Reads the state of a proven block from a node that answers DEBUG to its own machine, in a form that is always the same.
 *
 * @param genesis Accounts of the old chain's block 0.
 * @param say Is told how far it is, where it takes long.
 * @throws UserError where the node does not answer these methods, does not have all blocks, or gives anything else than the state
 * whose root was sealed.
 */
export async function readState(
  request: Requests,
  block: LastBlock,
  genesis: Alloc,
  say: (text: string) => void,
): Promise<Alloc> {
  const number = toHex(block.number);
  const named = namesFrom(request, block.number, genesis, say);
  const changes = await changesOf(request, block);
  const entries: [Address, AllocEntry][] = [];
  for (const address of await accountsOf(request, number, named)) {
    const { nonce, balance, codeHash, storageHash } = await accountAt(request, address, number);
    const code = codeHash === keccak256("0x") ? "0x" : await codeAt(request, address, number);
    const storage =
      storageHash === EMPTY_TRIE ? {} : await storageOf(request, block, changes, address, named);
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

/** What a block changed, and how many transactions it has. */
type Changes = { transactions: number; slots: Awaited<ReturnType<typeof changedIn>> };

async function changesOf(request: Requests, { hash, number }: LastBlock): Promise<Changes> {
  const block = (await request("eth_getBlockByHash", [hash, false])) as {
    transactions: unknown[];
  } | null;
  if (block === null) throw new UserError(`The node does not have block ${hash}.`);
  const transactions = block.transactions.length;
  if (transactions === 0) return { transactions, slots: new Map() };
  const asked: Requests = (method, params) => refusing(request, method, params);
  return { transactions, slots: await changedIn(asked, number) };
}

const account = z.object({ nonce: hex, balance: hex, codeHash: hex, storageHash: hex });

/** An account as the state has it. What it says is true if all comes to the root of that. */
async function accountAt(request: Requests, address: Address, number: Hex) {
  const told = await ask(request, "eth_getProof", [address, [], number], account);
  const [nonce, balance] = [toHex(BigInt(told.nonce)), toHex(BigInt(told.balance))];
  return { ...told, nonce, balance };
}

async function codeAt(request: Requests, address: Address, number: Hex): Promise<Hex> {
  return await ask(request, "eth_getCode", [address, number], hex);
}

/** Gives what an account or a slot is called. */
type Named = (hash: string, what: string) => Promise<Hex>;

function namesFrom(
  request: Requests,
  block: number,
  genesis: Alloc,
  say: (text: string) => void,
): Named {
  const names = new Names(
    async (method, params) => await refusing(request, method, params),
    block,
    genesis,
    say,
  );
  return async (hash, what) => {
    const name = await names.of(hash);
    if (name !== undefined) return name;
    throw new UserError(
      `No block of the old chain changed the ${what} with the hash ${hash}, which the node gives. Ask another node.`,
    );
  };
}

async function accountsOf(request: Requests, number: Hex, named: Named): Promise<Address[]> {
  const addresses: Address[] = [];
  for (let from: Hex = zeroHash; ; ) {
    const page = await ask(request, "debug_accountRange", [number, 0, from, A_PAGE], accountPage);
    for (const hash of Object.keys(page.addressMap)) {
      addresses.push((await named(hash, "account")) as Address);
    }
    const { nextKey } = page;
    if (!nextKey || BigInt(nextKey) === 0n) return addresses;
    from = advanced(from, nextKey);
  }
}

/**
 * Besu lists the slots of an account as they were before a block: also where it is asked for those after a transaction, whose changes
 * it then forgets. So what the block changed is read besides.
 */
async function storageOf(
  request: Requests,
  { hash, number }: LastBlock,
  { transactions, slots: changed }: Changes,
  address: Address,
  named: Named,
): Promise<AllocEntry["storage"]> {
  const slots = new Map<Hex, Hex>();
  const before = await accountAt(request, address, toHex(number - 1));
  for (
    let from: Hex | undefined = before.storageHash === EMPTY_TRIE ? undefined : zeroHash;
    from;
  ) {
    // There is no transaction of this index: the state is that before all of them.
    const asked: unknown[] = [hash, transactions, address, from, A_PAGE];
    const page: z.infer<typeof slotPage> = await ask(
      request,
      "debug_storageRangeAt",
      asked,
      slotPage,
    );
    for (const [keyHash, { value }] of Object.entries(page.storage)) {
      slots.set(await named(keyHash, `slot of ${address}`), word(value));
    }
    from = page.nextKey ? advanced(from, page.nextKey) : undefined;
  }
  for (const slot of changed.get(address) ?? []) {
    const value = await ask(request, "eth_getStorageAt", [address, slot, toHex(number)], hex);
    if (BigInt(value) === 0n) slots.delete(slot);
    else slots.set(slot, word(value));
  }
  return Object.fromEntries([...slots].sort(byName));
}

async function ask<T>(
  request: Requests,
  method: string,
  params: unknown[],
  shape: z.ZodType<T>,
): Promise<T> {
  const answer = await refusing(request, method, params);
  const { data, error } = shape.safeParse(answer);
  if (error === undefined) return data;
  throw new UserError(`${method} was answered with something else than expected: ${error.message}`);
}

/** @throws UserError where the node refuses, with how it is started to answer. */
async function refusing(request: Requests, method: string, params: unknown[]): Promise<unknown> {
  return await request(method, params).catch((error: unknown) => {
    const { details, message } = error as { details?: string; message?: string };
    throw new UserError(`The node refuses ${method}: ${details ?? message}\n${HOW_TO_START}`);
  });
}

/** A node that names the same page as the next one would be asked for ever. */
function advanced(from: Hex, next: Hex): Hex {
  if (BigInt(next) > BigInt(from)) return next;
  throw new UserError(`The node goes from ${from} back to ${next}. Ask another node.`);
}
