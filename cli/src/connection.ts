// The registry that is meant, and the nodes that are asked about it.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { robotIdActions } from "@openrobotid/sdk/actions";
import type { Deployment, RobotIdChain } from "@openrobotid/sdk/chains";
import type { Account, Address, Client, Hash, PublicActions, Transport } from "viem";
import { z } from "zod";
import { configPath, type Profile, profilesOf, readConfig, SANDBOX } from "./config.js";
import { EXIT } from "./exit-codes.js";
import { Failure, usageFailure } from "./failure.js";
import type { GlobalOptions } from "./options.js";
import { parseJson, readText } from "./read-file.js";
import { fetchText, findSandbox, sandboxAddress } from "./sandbox.js";
import { withoutKeys } from "./secrets.js";
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

/** Whether a deployment is named by an address on the web. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** The keystore of the profile that is meant. */
export function keystoreOf(shell: Shell, options: GlobalOptions): string | undefined {
  return profileOf(shell, options).profile.keystore;
}

/** The profile that is meant, by its name, and the configuration that it is from. */
function profileOf(shell: Shell, options: GlobalOptions) {
  const path = configPath(shell, options.config);
  const config = readConfig(path);
  const profiles = profilesOf(config, shell);
  const name = options.profile ?? (shell.env.ROBOTID_PROFILE || (config.profile ?? SANDBOX));
  const profile = profiles[name];
  if (profile) return { name, profile, config };
  throw usageFailure(
    `There is no profile "${name}" in ${path}.`,
    `There are: ${Object.keys(profiles).join(", ")}. \`robotid config set\` adds one.`,
  );
}

/** Finds the registry that is meant: options go before the environment, and that before the profile. */
export async function targetOf(shell: Shell, options: GlobalOptions): Promise<Target> {
  const { env, cwd } = shell;
  const { name, profile, config } = profileOf(shell, options);
  const given = options.deployment ?? (env.ROBOTID_DEPLOYMENT || undefined);
  const isBuiltIn = name === SANDBOX && config.profiles[SANDBOX] === undefined;
  // The sandbox says itself where it is; a file can be left from one that was killed.
  const sandbox = isBuiltIn && given === undefined ? await findSandbox(shell) : undefined;
  const { rpc, deployment } = { ...profile, ...sandbox };
  const place = given ?? deployment;
  return {
    ...profile,
    profile: name,
    rpc: options.rpc ?? (env.ROBOTID_RPC || rpc),
    deployment: isWebAddress(place) ? place : resolve(cwd, place),
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
    z.string(),
    z.object({ address: hex(40), startBlock: z.number().int().nonnegative(), codeHash: hex(64) }),
  ),
  /** What proofs begin with; read by the part of the SDK that proves. */
  anchor: z.unknown().optional(),
});

/** Reads `deployments/<chainId>.json`, from a path or an address on the web. */
export async function readDeployment(shell: Shell, place: string): Promise<Deployment> {
  const text = isWebAddress(place)
    ? await fetchDeployment(place)
    : readDeploymentFile(shell, place);
  const read = deploymentFile.safeParse(parseJson(place, text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw usageFailure(
    `${place} is no deployment file: ${issue?.path.join(".") || "it"}: ${issue?.message}.`,
  );
}

function readDeploymentFile(shell: Shell, path: string): string {
  if (existsSync(path)) return readText(path);
  throw usageFailure(
    `There is no deployment file ${withoutKeys(path)}, and no sandbox answers at ${sandboxAddress(shell)}.`,
    "It says where the registry is: give --deployment, or run a sandbox. Where it is not found, ROBOTID_SANDBOX names its address.",
  );
}

async function fetchDeployment(url: string): Promise<string> {
  try {
    return await fetchText(url);
  } catch (error) {
    throw new Failure(
      `The deployment file cannot be read from ${url}: ${(error as Error).message}.`,
      {
        exitCode: EXIT.network,
        code: "DeploymentUnreachable",
        suggestion: "Give --deployment with another address, or the path of a file.",
        cause: error,
      },
    );
  }
}

/** A transport to a node, as its address says how. Where many small things are asked at once, in one request: `batch`. */
export async function transportTo(
  url: string,
  { batch = false, retryCount = 2 } = {},
): Promise<Transport> {
  const { webSocket } = await import("viem");
  const { endpointTransport } = await import("@openrobotid/sdk/endpoint");
  return url.startsWith("ws") ? webSocket(url) : endpointTransport(url, { retryCount, batch });
}

/** Connects to a node, and makes sure that it is one of the right chain. */
export async function connect(
  url: string,
  deployment: Deployment,
  { account, onSent }: { account?: Account | Address; onSent?: (hash: Hash) => void } = {},
): Promise<RegistryClient> {
  const { custom, keccak256 } = await import("viem");
  const { robotIdChain } = await import("@openrobotid/sdk/chains");
  const transport = await transportTo(url);
  const { request } = transport({ chain: robotIdChain({ deployment, rpcUrls: [url] }) });
  // Who interrupts a write must hear of what may be on its way, also where the node has not answered yet.
  const watched = custom(
    {
      request: async (call) => {
        if (call.method === "eth_sendRawTransaction") {
          onSent?.(keccak256((call.params as [Hash])[0]));
        }
        return await request(call);
      },
    },
    { retryCount: 0 },
  );
  const client = await clientOver(watched, deployment, [url], account);
  const chainId = await client.getChainId();
  if (chainId !== deployment.chainId) {
    throw usageFailure(
      `The node is one of chain ${chainId}, and the deployment file of chain ${deployment.chainId}.`,
      "Give --rpc and --deployment of the same registry.",
    );
  }
  return client;
}

/** A client over a transport, with every action of the SDK. */
export async function clientOver(
  transport: Transport,
  deployment: Deployment,
  rpcUrls: readonly [string, ...string[]],
  account?: Account | Address,
): Promise<RegistryClient> {
  const { createClient } = await import("viem");
  const acting = await actions();
  const { robotIdChain } = await import("@openrobotid/sdk/chains");
  const client = createClient({
    ...(account && { account }),
    chain: robotIdChain({ deployment, rpcUrls }),
    pollingInterval: 500,
    cacheTime: 0,
    transport,
  });
  return acting(client);
}

/** What gives a client every action of the SDK. */
export async function actions(): Promise<(client: Client) => RegistryClient> {
  const { publicActions } = await import("viem");
  const { robotIdActions } = await import("@openrobotid/sdk/actions");
  return (client) =>
    client.extend(publicActions).extend(robotIdActions()) as unknown as RegistryClient;
}
