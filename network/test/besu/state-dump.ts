// How Besu tells the whole state of its newest block (`debug_accountRange`, `debug_storageRangeAt`), over an embedded chain that
// tells it in another way. Pages and order are Besu's. So is that a node that was started again knows no account and no slot by its
// name: it says the zero address, and no key.
import { createMerkleProof, MerklePatriciaTrie } from "@ethereumjs/mpt";
import {
  type Address,
  getAddress,
  type Hex,
  hexToBytes,
  keccak256,
  toHex,
  toRlp,
  trim,
  zeroAddress,
  zeroHash,
} from "viem";
import { bytesToHex } from "viem/utils";
import { dumpedAccounts, storageOf, word } from "../../src/genesis/alloc.js";
import type { Requests } from "../../src/genesis/deployment.js";

/** The contract that writes the hashes of blocks down (EIP-2935). Anvil has it, a chain of ours does not. */
const BLOCK_HASHES = "0x0000F90827F1C53a10cb7A02335B175320002935";

/** The accounts that Besu would have now: Anvil keeps empty ones too. */
export async function accountsOf(request: Requests) {
  const accounts = [...(await dumpedAccounts(request))];
  return new Map(
    accounts.filter(
      ([address, { nonce, code }]) => address !== BLOCK_HASHES && (nonce > 0 || code !== "0x"),
    ),
  );
}

/** The newest state as Besu has it, to prove from: its root is not Anvil's. */
export class DumpedState {
  readonly #accounts = new MerklePatriciaTrie({ useKeyHashing: true });
  readonly #storages = new Map<Address, MerklePatriciaTrie>();
  readonly #held: Accounts;

  private constructor(held: Accounts) {
    this.#held = held;
  }

  static async read(request: Requests): Promise<DumpedState> {
    const state = new DumpedState(await accountsOf(request));
    for (const [address, account] of state.#held) {
      const storage = new MerklePatriciaTrie({ useKeyHashing: true });
      for (const [slot, value] of Object.entries(storageOf(account))) {
        await storage.put(hexToBytes(slot as Hex), hexToBytes(toRlp(trim(value))));
      }
      state.#storages.set(address, storage);
      const { nonce, balance, code } = account;
      const fields = [number(toHex(nonce)), number(balance), bytesToHex(storage.root())];
      const item = toRlp([...fields, keccak256(code)]);
      await state.#accounts.put(hexToBytes(address), hexToBytes(item));
    }
    return state;
  }

  get root(): Hex {
    return bytesToHex(this.#accounts.root());
  }

  /** The answer to `eth_getProof`. */
  async prove(of: Address, slots: readonly Hex[]) {
    const address = getAddress(of);
    const {
      nonce = 0,
      balance = "0x0",
      code = "0x" as Hex,
      ...rest
    } = this.#held.get(address) ?? {};
    const storage = this.#storages.get(address) ?? new MerklePatriciaTrie({ useKeyHashing: true });
    const values = "storage" in rest ? storageOf(rest) : {};
    const storageProof = await Promise.all(
      slots.map(async (key) => {
        const value = toHex(BigInt(values[word(key)] ?? "0x0"));
        const proof = await createMerkleProof(storage, hexToBytes(word(key)));
        return { key, value, proof: proof.map((node) => bytesToHex(node)) };
      }),
    );
    const accountProof = await createMerkleProof(this.#accounts, hexToBytes(address));
    return {
      address,
      balance,
      nonce: toHex(nonce),
      codeHash: keccak256(code),
      storageHash: bytesToHex(storage.root()),
      accountProof: accountProof.map((node) => bytesToHex(node)),
      storageProof,
    };
  }
}

/** As RLP has numbers: zero is nothing. */
function number(value: Hex): Hex {
  return BigInt(value) === 0n ? "0x" : trim(toHex(BigInt(value), { size: 32 }));
}

/** The accounts of an embedded chain. */
export type Accounts = Awaited<ReturnType<typeof accountsOf>>;

/**
 * Requests to a node that answers DEBUG, over a chain that does not.
 *
 * @param before Accounts as they were before the newest block: those whose slots Besu lists.
 */
export function withStateDump(request: Requests, before: Accounts): Requests {
  return async (method, params) => {
    if (method === "debug_accountRange") {
      const [, , from, most] = params as [Hex, number, Hex, number];
      const addresses = [...(await accountsOf(request)).keys()].map(
        (address) => [keccak256(address), zeroAddress] as const,
      );
      const { page, next } = pageOf(addresses, from, most);
      return { addressMap: Object.fromEntries(page), nextKey: next ?? zeroHash };
    }
    if (method === "debug_storageRangeAt") {
      const [, , address, from, limit] = params as [Hex, number, Address, Hex, number];
      const account = before.get(getAddress(address));
      if (account === undefined) throw new Error("Internal error");
      const slots = Object.entries(storageOf(account)).map(
        ([key, value]) => [keccak256(key as Hex), { key: null, value }] as const,
      );
      const { page, next } = pageOf(slots, from, limit);
      return { storage: Object.fromEntries(page), nextKey: next ?? null, complete: !next };
    }
    const answer = await request(method, params);
    if (method !== "debug_traceBlockByNumber") return answer;
    return await Promise.all(
      (answer as { txHash: Hex; result: object }[]).map(async ({ txHash, result }) => {
        const receipt = await request("eth_getTransactionReceipt", [txHash]);
        const { gasUsed } = receipt as { gasUsed: Hex };
        // Where no code ran, Besu has nothing to tell, not even who sent it.
        return { txHash, result: Number(gasUsed) === 21_000 ? {} : result };
      }),
    );
  };
}

function pageOf<T>(entries: readonly (readonly [Hex, T])[], from: Hex, most: number) {
  const rest = entries.filter(([hash]) => hash >= from).sort(([a], [b]) => (a < b ? -1 : 1));
  return { page: rest.slice(0, most), next: rest[most]?.[0] };
}
