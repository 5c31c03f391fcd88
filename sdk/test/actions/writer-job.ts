// A process that issues lots at once and nothing else, for tests of two processes with one key.
//   writer-job.ts '{"rpcUrl": …, "deployment": …, "mnemonic": …, "addressIndex": …, "lots": [first, …]}'
import { createClient, http } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { issueLot } from "../../src/actions/index.js";
import { robotIdChain } from "../../src/chains/index.js";

const { rpcUrl, deployment, mnemonic, addressIndex, lots } = JSON.parse(process.argv[2] ?? "");
const client = createClient({
  account: mnemonicToAccount(mnemonic, { addressIndex }),
  chain: robotIdChain({ deployment, rpcUrls: [rpcUrl] }),
  transport: http(),
  pollingInterval: 20,
  cacheTime: 0,
});
const outcomes = await Promise.allSettled(
  lots.map((first: never) => issueLot(client, { first, count: 1n })),
);
const failed = outcomes.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
console.log(JSON.stringify({ sent: outcomes.length - failed.length, failed }));
