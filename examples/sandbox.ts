// What all examples share: the sandbox that `npm start` runs, and the accounts of its people.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { robotIdActions } from "@openrobotid/sdk/actions";
import { type Deployment, robotIdChain } from "@openrobotid/sdk/chains";
import { createClient, createTestClient, http, numberToHex } from "viem";
import { mnemonicToAccount } from "viem/accounts";

const {
  RPC_URL = "http://127.0.0.1:8545",
  DEPLOYMENT = fileURLToPath(new URL("../deployments/31337.json", import.meta.url)),
} = process.env;

if (!existsSync(DEPLOYMENT)) {
  throw new Error(`There is no ${DEPLOYMENT}. Start the sandbox first, with npm start.`);
}

/** Where the contracts of the sandbox are. */
export const deployment: Deployment = JSON.parse(readFileSync(DEPLOYMENT, "utf8"));

/** The chain of the sandbox, as viem knows chains. */
export const chain = robotIdChain({ deployment, rpcUrls: [RPC_URL] });

/** Whom the examples act for: numbers of accounts in world/parties.csv. */
const PEOPLE = {
  maker: 6, // Beihu Motion Works
  workshop: 9, // Taller Brisa
  recycler: 31, // Huanbei Recycling
  insurer: 12, // Seguros Atalaya
  investigator: 13, // Gabinete Pericial Ribera
  warehouse: 17, // Almacenes La Zarza
  hotel: 18, // Hotel Brisamar
  stranger: 25,
} as const;

/** Words that every development chain knows: they guard nothing. Yours come from a keystore. */
const MNEMONIC = "test test test test test test test test test test test junk";

/** A client of somebody, with every action of the registry. */
export function clientOf(person: keyof typeof PEOPLE) {
  const account = mnemonicToAccount(MNEMONIC, { addressIndex: PEOPLE[person] });
  return createClient({ account, chain, transport: http() }).extend(robotIdActions());
}

/** Lets days pass. The clock of the sandbox is its user's; on a real chain they are waited for. */
export async function letDaysPass(days: number): Promise<void> {
  const { request } = createTestClient({ chain, mode: "anvil", transport: http() });
  await request({ method: "evm_increaseTime", params: [numberToHex(days * 86_400)] });
  await request({ method: "evm_mine", params: [] } as never);
}
