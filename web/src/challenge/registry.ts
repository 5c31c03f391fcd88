// The registry on the chain, read through this site's server, which passes on the two reads below and nothing that names an account.
// The signature is verified here, in the browser; what is trusted is the node that tells which key belongs to the code.
import { toBytes32 } from "@openrobotid/sdk";
import { robotRegistryAbi } from "@openrobotid/sdk/abis";
import {
  type ChallengeAnswer,
  type CreateChallengeParameters,
  createChallenge,
  words,
} from "@openrobotid/sdk/actions";
import { type Deployment, robotIdChain } from "@openrobotid/sdk/chains";
import { type Challenge, type DeviceSignature, judgeAnswer } from "@openrobotid/sdk/device";
import { type Address, createClient, http } from "viem";
import { getBlockNumber, readContract } from "viem/actions";

/** What an answer shows, and as of which block. */
export interface Judged {
  readonly answer: ChallengeAnswer;
  readonly blockNumber: bigint;
}

/** Makes challenges, and checks what robots answer to them. */
export interface Registry {
  createChallenge(given: CreateChallengeParameters): Challenge;
  judge(given: {
    readonly challenge: Challenge;
    readonly signature: DeviceSignature;
    /** In seconds. */
    readonly answeredAt: number;
  }): Promise<Judged>;
}

/** The states of a robot, as the contract numbers them. */
const STATES = words["enum IRobotHistory.State"];

function registryOf(deployment: Deployment): Registry {
  const rpcUrl = `${location.origin}/rpc`;
  const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
  const transport = http(rpcUrl, { timeout: 10_000, retryCount: 1 });
  const client = createClient({ chain, transport });
  const address = deployment.contracts.RobotRegistry?.address as Address | undefined;
  if (!address) throw new Error("/deployment.json names no RobotRegistry.");
  const registry = { address, abi: robotRegistryAbi };
  return {
    createChallenge: (given) => createChallenge(client, given),
    async judge({ challenge, signature, answeredAt }) {
      const args = [toBytes32(challenge.id)] as const;
      const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
      const asked = { ...registry, args, blockNumber };
      const { state: number } = await readContract(client, { ...asked, functionName: "status" });
      const state = STATES[number];
      if (state === undefined) throw new Error(`The node gives state ${number}, which is none.`);
      const key = () => readContract(client, { ...asked, functionName: "deviceKeyOf" });
      const answer = await judgeAnswer({ challenge, signature, answeredAt, state, key });
      return { answer, blockNumber };
    },
  };
}

/** Asks the server where the registry is. */
export async function openRegistry(): Promise<Registry> {
  const response = await fetch("/deployment.json", { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`/deployment.json: ${response.status}`);
  return registryOf((await response.json()) as Deployment);
}
