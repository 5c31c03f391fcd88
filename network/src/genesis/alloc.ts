// What a genesis holds from the start: contracts, each with its code, its storage and its nonce. Nobody has a balance.
import { gunzipSync } from "node:zlib";
import { type Address, getAddress, type Hex, hexToBytes, keccak256 } from "viem";
import { startAnvil } from "../anvil.js";
import type { Founding } from "../founding.js";
import { requestsOf } from "../rpc.js";
import { type DeploymentRun, foundedAt, replay, WHOLE_DEPLOYMENT } from "./deployment.js";

/** A contract as a genesis holds it. */
export type AllocEntry = {
  nonce: Hex;
  balance: "0x0";
  code: Hex;
  /** Slots that are not zero, by number, in order; both of 32 bytes. */
  storage: Record<Hex, Hex>;
};

/** Contracts by address (lower case), in order. */
export type Alloc = Record<Address, AllocEntry>;

type DumpedAccount = { nonce: number; balance: Hex; code: Hex; storage: Record<Hex, Hex> };

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
    const dump = (await request("anvil_dumpState", [])) as Hex;
    const { accounts } = JSON.parse(gunzipSync(hexToBytes(dump)).toString()) as {
      accounts: Record<Hex, DumpedAccount>;
    };
    return contractsOf(accounts, run);
  } finally {
    await anvil.stop();
  }
}

/** The contracts of the deployment, all of them and nothing else, in a form that is always the same. */
function contractsOf(accounts: Record<Hex, DumpedAccount>, { deployment }: DeploymentRun): Alloc {
  const found = new Map(
    Object.entries(accounts).map(([address, account]) => [getAddress(address), account]),
  );
  const entries = Object.entries(deployment.contracts).map(([name, { address, codeHash }]) => {
    const account = found.get(getAddress(address));
    if (account === undefined || keccak256(account.code) !== codeHash) {
      throw new Error(`${name} did not come out at ${address} as it was deployed`);
    }
    if (BigInt(account.balance) !== 0n) throw new Error(`${name} came out with a balance`);
    const storage = Object.entries(account.storage)
      .filter(([, value]) => BigInt(value) !== 0n)
      .map(([slot, value]) => [word(slot), word(value)] as const)
      .sort(byName);
    const entry: AllocEntry = {
      nonce: `0x${account.nonce.toString(16)}`,
      balance: "0x0",
      code: account.code,
      storage: Object.fromEntries(storage),
    };
    return [address.toLowerCase() as Address, entry] as const;
  });
  return Object.fromEntries(entries.sort(byName));
}

function word(value: string): Hex {
  return `0x${BigInt(value).toString(16).padStart(64, "0")}`;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
