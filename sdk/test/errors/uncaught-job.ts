// A process that catches nothing.
//   uncaught-job.ts '{"rpcUrl": …, "deployment": …, "id": …, "caller": …}'
import { createClient, http } from "viem";
import { revokeConsents } from "../../src/actions/index.js";
import { robotIdChain } from "../../src/chains/index.js";

const { rpcUrl, deployment, id, caller } = JSON.parse(process.argv[2] ?? "");
const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
await revokeConsents(createClient({ chain, transport: http() }), { id, account: caller });
