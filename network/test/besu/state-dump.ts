// How Besu tells the whole state of its newest block (`debug_accountRange`, `debug_storageRangeAt`, `eth_getBlockByHash`), over an
// embedded chain that tells it in another way. Pages, order and names are Besu's.
import { type Address, getAddress, type Hex, keccak256, toHex, zeroHash } from "viem";
import { type Alloc, dumpedAccounts, storageOf } from "../../src/genesis/alloc.js";
import { stateRootOf } from "../../src/genesis/anchor.js";
import type { Requests } from "../../src/genesis/deployment.js";

/** The root of the state that is dumped: Anvil's own counts accounts that nobody ever gave anything. */
export async function rootOfDump(request: Requests): Promise<Hex> {
  const entries = [...(await accountsOf(request))].map(([address, account]) => {
    const { code, balance } = account;
    return [address, { nonce: toHex(account.nonce), balance, code, storage: storageOf(account) }];
  });
  return await stateRootOf(Object.fromEntries(entries) as Alloc);
}

async function accountsOf(request: Requests) {
  const accounts = [...(await dumpedAccounts(request))];
  return new Map(accounts.filter(([, { nonce, code }]) => nonce > 0 || code !== "0x"));
}

/** Requests to a node that answers DEBUG, over a chain that does not. */
export function withStateDump(request: Requests): Requests {
  return async (method, params) => {
    if (method === "debug_accountRange") {
      const [, , from, most] = params as [Hex, number, Hex, number];
      const addresses = [...(await accountsOf(request)).keys()].map(
        (address) => [keccak256(address), address.toLowerCase()] as const,
      );
      const { page, next } = pageOf(addresses, from, most);
      return { addressMap: Object.fromEntries(page), nextKey: next ?? zeroHash };
    }
    if (method === "debug_storageRangeAt") {
      const [, , address, from, limit] = params as [Hex, number, Address, Hex, number];
      const account = (await accountsOf(request)).get(getAddress(address));
      const slots = Object.entries(account ? storageOf(account) : {}).map(
        ([key, value]) => [keccak256(key as Hex), { key, value }] as const,
      );
      const { page, next } = pageOf(slots, from, limit);
      return { storage: Object.fromEntries(page), nextKey: next ?? null, complete: !next };
    }
    return await request(method, params);
  };
}

function pageOf<T>(entries: readonly (readonly [Hex, T])[], from: Hex, most: number) {
  const rest = entries.filter(([hash]) => hash >= from).sort(([a], [b]) => (a < b ? -1 : 1));
  return { page: rest.slice(0, most), next: rest[most]?.[0] };
}
