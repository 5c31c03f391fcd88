// What accounts and slots are called. A state knows them by hashes alone, and Besu keeps what was hashed in its memory: up to five
// thousand names, and none of a genesis. So they are taken from the genesis of the old chain, and from what its transactions changed,
// played again by the node (`debug_traceBlockByNumber`). Nobody has to be believed: a name is right if it has that hash.
import { UserError } from "@openrobotid/kit/command";
import { type Address, type Hex, isHex, keccak256, size, toHex } from "viem";
import { recoverAuthorizationAddress } from "viem/utils";
import { z } from "zod";
import { type Alloc, word } from "../genesis/alloc.js";
import type { Requests } from "../genesis/deployment.js";

/** How a node is started so that it tells everything it knows. */
export const HOW_TO_START =
  "Start it with DEBUG among the methods for its own machine, and without its list of accounts: besu --config-file=config.toml --rpc-http-api=ETH,NET,WEB3,DEBUG --permissions-accounts-config-file-enabled=false";

/** Blocks that are looked at before somebody is told how far it is. */
const A_STRETCH = 1_000;
/** Blocks that a node is asked for at once. */
const AT_ONCE = 20;

const hex = z.custom<Hex>((value) => isHex(value));
const address = hex.refine((value) => size(value) === 20);
const account = z.looseObject({ storage: z.record(hex, z.unknown()).optional() });
const changes = z.record(address, account);
const traces = z.array(
  z.object({
    txHash: hex,
    result: z.looseObject({ pre: changes.default({}), post: changes.default({}) }),
  }),
);
const signed = z.looseObject({
  chainId: hex,
  address,
  nonce: hex,
  r: hex,
  s: hex,
  yParity: hex,
});
const transactions = z.object({
  transactions: z.array(
    z.looseObject({
      from: address,
      to: address.nullish(),
      authorizationList: z.array(signed).nullish(),
    }),
  ),
});

const call = z.object({ from: address, to: address.nullable() });

/**
 * The slots that the transactions of a block changed, by accounts (lower case); those too that are back at what they were.
 *
 * @throws UserError where the node does not play a transaction that ran code.
 */
export async function changedIn(
  request: Requests,
  block: number,
): Promise<ReadonlyMap<Address, ReadonlySet<Hex>>> {
  const options = {
    tracer: "prestateTracer",
    tracerConfig: { diffMode: true },
    enableMemory: false,
  };
  const told = traces.parse(await request("debug_traceBlockByNumber", [toHex(block), options]));
  const changed = new Map<Address, Set<Hex>>();
  for (const { txHash, result } of told) {
    if (Object.keys({ ...result.pre, ...result.post }).length === 0) {
      await requireNoCode(request, block, txHash);
    }
    for (const [name, { storage = {} }] of [
      ...Object.entries(result.pre),
      ...Object.entries(result.post),
    ]) {
      const of = name.toLowerCase() as Address;
      const slots = changed.get(of) ?? new Set();
      for (const slot of Object.keys(storage)) slots.add(word(slot));
      changed.set(of, slots);
    }
  }
  return changed;
}

/**
 * Besu tells nothing of a transaction that ran no code, and nothing of one whose sender is no longer on its list of accounts: it does
 * not play that one.
 */
async function requireNoCode(request: Requests, block: number, txHash: Hex): Promise<void> {
  const { from, to } = call.parse(await request("eth_getTransactionByHash", [txHash]));
  const code = to && (await request("eth_getCode", [to, toHex(block)]));
  if (code === "0x") return;
  throw new UserError(
    `The node does not play transaction ${txHash} of block ${block} again: its list of accounts does not let ${from} send. ${HOW_TO_START}`,
  );
}

/** The names of what a chain holds, found from its newest block back to its first. */
export class Names {
  readonly #request: Requests;
  readonly #known = new Map<Hex, Hex>();
  readonly #say: (text: string) => void;
  /** The block that is looked at next, and those before it. */
  #next: number;

  /**
   * @param request Asks a node that answers DEBUG.
   * @param block The newest block.
   * @param genesis Accounts of block 0.
   * @param say Is told how far it is, where it takes long.
   */
  constructor(request: Requests, block: number, genesis: Alloc, say: (text: string) => void) {
    this.#request = request;
    this.#next = block;
    this.#say = say;
    for (const [name, { storage }] of Object.entries(genesis)) {
      this.#learn(name as Address, Object.keys(storage));
    }
  }

  /** What an account or a slot is called whose name has this hash; `undefined` where no block says it. */
  async of(hash: string): Promise<Hex | undefined> {
    for (;;) {
      const name = this.#known.get(hash.toLowerCase() as Hex);
      if (name !== undefined || this.#next === 0) return name;
      await this.#lookBack();
    }
  }

  async #lookBack(): Promise<void> {
    const last = Math.max(this.#next - AT_ONCE, 0);
    const numbers = Array.from({ length: this.#next - last }, (_, index) => this.#next - index);
    const blocks = await Promise.all(
      numbers.map(async (number) => {
        const block = await this.#request("eth_getBlockByNumber", [toHex(number), true]);
        return { number, ...transactions.parse(block) };
      }),
    );
    for (const block of blocks) if (block.transactions.length > 0) await this.#learnFrom(block);
    if (Math.floor(this.#next / A_STRETCH) !== Math.floor(last / A_STRETCH)) {
      this.#say(`Names of accounts and slots: ${last} blocks are still to be looked at, at most.`);
    }
    this.#next = last;
  }

  async #learnFrom(block: z.infer<typeof transactions> & { number: number }): Promise<void> {
    // A transaction that runs no code has no trace.
    for (const { from, to, authorizationList } of block.transactions) {
      this.#learn(from, []);
      if (to) this.#learn(to, []);
      for (const one of authorizationList ?? []) {
        const authority = await authorityOf(one);
        if (authority !== undefined) this.#learn(authority, []);
      }
    }
    const changed = await changedIn(this.#request, block.number);
    for (const [address, slots] of changed) this.#learn(address, [...slots]);
  }

  #learn(account: Address, slots: readonly string[]): void {
    const name = account.toLowerCase() as Hex;
    this.#known.set(keccak256(name), name);
    for (const slot of slots) this.#known.set(keccak256(word(slot)), word(slot));
  }
}

/** The account that lets a contract act for it; `undefined` where nobody signed that. */
async function authorityOf(one: z.infer<typeof signed>): Promise<Address | undefined> {
  const { chainId, nonce, yParity, ...rest } = one;
  const authorization = {
    ...rest,
    chainId: Number(chainId),
    nonce: Number(nonce),
    yParity: Number(yParity),
  };
  // Anybody can put a list with bad signatures into a transaction: it changes no account then.
  return await recoverAuthorizationAddress({ authorization }).catch(() => undefined);
}
