// What a genesis holds from the start: contracts, each with its code, its storage and its nonce. Nobody has a balance.
import { gunzipSync } from "node:zlib";
import { type Address, getAddress, type Hex, hexToBytes, keccak256 } from "viem";
import { startAnvil } from "../anvil.js";
import type { Founding } from "../founding.js";
import { requestsOf } from "../rpc.js";
import {
  type DeploymentRun,
  foundedAt,
  type Requests,
  replay,
  WHOLE_DEPLOYMENT,
} from "./deployment.js";

/** An account as a genesis holds it: at a founding a contract, and without a balance. */
export type AllocEntry = {
  nonce: Hex;
  balance: Hex;
  code: Hex;
  /** Slots that are not zero, by number, in order; both of 32 bytes. */
  storage: Record<Hex, Hex>;
};

/** Accounts by address (lower case), in order. */
export type Alloc = Record<Address, AllocEntry>;

/** An account as Anvil tells it. */
type DumpedAccount = { nonce: number; balance: Hex; code: Hex; storage: Record<Hex, Hex> };

/** All accounts of an embedded chain, by address. */
export async function dumpedAccounts(request: Requests): Promise<Map<Address, DumpedAccount>> {
  const dump = (await request("anvil_dumpState", [])) as Hex;
  const { accounts } = JSON.parse(gunzipSync(hexToBytes(dump)).toString()) as {
    accounts: Record<Hex, DumpedAccount>;
  };
  return new Map(
    Object.entries(accounts).map(([address, account]) => [getAddress(address), account]),
  );
}

/** Slots that are not zero, in the order of a genesis file. */
export function storageOf({ storage }: Pick<DumpedAccount, "storage">): AllocEntry["storage"] {
  const slots = Object.entries(storage)
    .filter(([, value]) => BigInt(value) !== 0n)
    .map(([slot, value]) => [word(slot), word(value)] as const);
  return Object.fromEntries(slots.sort(byName));
}

/** Does the deployment again in an embedded chain of its own, and takes out what it left. */
export async function allocOf(founding: Founding, run: DeploymentRun): Promise<Alloc> {
  const time = foundedAt(founding.chain);
  const anvil = await startAnvil([
    `--chain-id=${founding.chain.chainId}`,
    `--timestamp=${time - 1}`,
    `--gas-limit=${WHOLE_DEPLOYMENT}`,
    `--code-size-limit=${founding.chain.contractSizeLimit}`,
  ]);
  try {
    const request = requestsOf(anvil.url);
    await replay(request, "anvil", run.transactions, time);
    return contractsOf(await dumpedAccounts(request), run);
  } finally {
    await anvil.stop();
  }
}

/** The contracts of the deployment, all of them and nothing else, in a form that is always the same. */
function contractsOf(
  found: ReadonlyMap<Address, DumpedAccount>,
  { deployment }: DeploymentRun,
): Alloc {
  const entries = Object.entries(deployment.contracts).map(([name, { address, codeHash }]) => {
    const account = found.get(getAddress(address));
    if (account === undefined || keccak256(account.code) !== codeHash) {
      throw new Error(`${name} did not come out at ${address} as it was deployed`);
    }
    if (BigInt(account.balance) !== 0n) throw new Error(`${name} came out with a balance`);
    const entry: AllocEntry = {
      nonce: `0x${account.nonce.toString(16)}`,
      balance: "0x0",
      code: account.code,
      storage: storageOf(account),
    };
    return [address.toLowerCase() as Address, entry] as const;
  });
  return Object.fromEntries(entries.sort(byName));
}

/** A number as a word of 32 bytes. */
export function word(value: string): Hex {
  return `0x${BigInt(value).toString(16).padStart(64, "0")}`;
}

/** The order of names in a genesis file. */
export function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
