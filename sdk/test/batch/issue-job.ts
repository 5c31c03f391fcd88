// A process that issues a production file and nothing else, for tests that kill it.
//   issue-job.mjs '{"rpcUrl": …, "deployment": …, "mnemonic": …, "addressIndex": …, "file": …, "model": …}'
import { createClient, http } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { issueFromFile } from "../../src/batch/index.js";
import { robotIdChain } from "../../src/chains/index.js";

const { rpcUrl, deployment, mnemonic, addressIndex, file, model } = JSON.parse(
  process.argv[2] ?? "",
);
const client = createClient({
  account: mnemonicToAccount(mnemonic, { addressIndex }),
  chain: robotIdChain({ deployment, rpcUrls: [rpcUrl] }),
  transport: http(),
  pollingInterval: 20,
  cacheTime: 0,
});
const manifestUri = "https://maker.example/manifests/units.jsonl";
const { status, units, issuedBefore } = await issueFromFile(client, { file, model, manifestUri });
console.log(JSON.stringify({ status, units, issuedBefore }));
