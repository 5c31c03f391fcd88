// A process that catches nothing.
//   uncaught-job.ts '{"rpcUrl": …, "deployment": …, "id": …, "caller": …}'
import { createClient, http } from "viem";
import { offerIntake } from "../../src/actions/index.js";
import { robotIdChain } from "../../src/chains/index.js";

const { rpcUrl, deployment, id, caller } = JSON.parse(process.argv[2] ?? "");
const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
const client = createClient({ chain, transport: http() });
await offerIntake(client, { id, recycler: caller, account: caller });
