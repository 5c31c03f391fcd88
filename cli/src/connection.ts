// The registry that is meant, and the nodes that are asked about it.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { robotIdActions } from "@openrobotid/sdk/actions";
import type { Deployment, RobotIdChain } from "@openrobotid/sdk/chains";
import type { Account, Address, Client, Hash, PublicActions, Transport } from "viem";
import { z } from "zod";
import { configPath, type Profile, parseJson, profilesOf, readConfig, SANDBOX } from "./config.js";
import { usageFailure } from "./failure.js";
import type { GlobalOptions } from "./options.js";
import type { Shell } from "./shell.js";

/** A client of one node, with every action of the SDK. */
export type RegistryClient = Client<
  Transport,
  RobotIdChain,
  Account | undefined,
  undefined,
  PublicActions & ReturnType<ReturnType<typeof robotIdActions>>
>;

/** What the options and the configuration come to. */
export interface Target extends Profile {
  /** Name of the profile. */
  readonly profile: string;
}

/** Finds the registry that is meant: options go before the environment, and that before the profile. */
export function targetOf(shell: Shell, options: GlobalOptions): Target {
  const { env, cwd } = shell;
  const path = configPath(shell, options.config);
  const config = readConfig(path);
  const profiles = profilesOf(config, shell);
  const name = options.profile ?? (env.ROBOTID_PROFILE || (config.profile ?? SANDBOX));
  const profile = profiles[name];
  if (!profile) {
    throw usageFailure(
      `There is no profile "${name}" in ${path}.`,
      `There are: ${Object.keys(profiles).join(", ")}. \`robotid config set\` adds one.`,
    );
  }
  const deployment = options.deployment ?? (env.ROBOTID_DEPLOYMENT || profile.deployment);
  return {
    ...profile,
    profile: name,
    rpc: options.rpc ?? (env.ROBOTID_RPC || profile.rpc),
    deployment: resolve(cwd, deployment),
    verifyAgainst: options.verifyAgainst ?? profile.verifyAgainst,
  };
}

const hex = (digits: number) =>
  z.custom<`0x${string}`>(
    (text) => typeof text === "string" && new RegExp(`^0x[0-9a-fA-F]{${digits}}$`).test(text),
    `expected 0x and ${digits} hexadecimal digits`,
  );

const deploymentFile = z.object({
  chainId: z.number().int().positive(),
  contracts: z.record(
    z.object({ address: hex(40), startBlock: z.number().int().nonnegative(), codeHash: hex(64) }),
  ),
  /** What proofs begin with; read by the part of the SDK that proves. */
  anchor: z.unknown().optional(),
});

/** Reads `deployments/<chainId>.json`. */
export function readDeployment(path: string): Deployment {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw usageFailure(
      `There is no deployment file ${path}.`,
      "It says where the registry stands: give --deployment. That of the sandbox is there while `npm start` runs.",
    );
  }
  const read = deploymentFile.safeParse(parseJson(path, text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw usageFailure(`${path} is no deployment file: ${issue?.path.join(".")}: ${issue?.message}.`);
}

/** A transport to a node, as its address says how. Where many small things are asked at once, in one request: `batch`. */
export async function transportTo(url: string, { batch = false } = {}): Promise<Transport> {
  const { http, webSocket } = await import("viem");
  return url.startsWith("ws") ? webSocket(url) : http(url, { retryCount: 2, batch });
}

/** Connects to a node, and makes sure that it is one of the right chain. */
export async function connect(
  url: string,
  deployment: Deployment,
  { account, onSent }: { account?: Account | Address; onSent?: (hash: Hash) => void } = {},
): Promise<RegistryClient> {
  const { createClient, custom, publicActions } = await import("viem");
  const { robotIdActions } = await import("@openrobotid/sdk/actions");
  const { robotIdChain } = await import("@openrobotid/sdk/chains");
  const chain = robotIdChain({ deployment, rpcUrls: [url] });
  const transport = await transportTo(url);
  const { request } = transport({ chain });
  const client = createClient({
    ...(account && { account }),
    chain,
    pollingInterval: 500,
    cacheTime: 0,
    // Whoever interrupts a write must hear of what was sent already.
    transport: custom(
      {
        request: async (call) => {
          const answer = await request(call);
          if (call.method === "eth_sendRawTransaction") onSent?.(answer as Hash);
          return answer;
        },
      },
      { retryCount: 0 },
    ),
  })
    .extend(publicActions)
    .extend(robotIdActions());
  const chainId = await client.getChainId();
  if (chainId !== deployment.chainId) {
    throw usageFailure(
      `The node is one of chain ${chainId}, and the deployment file of chain ${deployment.chainId}.`,
      "Give --rpc and --deployment of the same registry.",
    );
  }
  return client as unknown as RegistryClient;
}
