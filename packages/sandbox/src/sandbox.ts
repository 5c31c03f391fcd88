import { type ApiKeys, ApiProcess } from "./api.js";
import { AnvilNode } from "./node.js";
import { SandboxError } from "./program.js";
import {
  readChain,
  readWorld,
  type SandboxAccount,
  type SandboxDeployment,
  type SandboxRobot,
} from "./world.js";

/** A chain with the registry and the example world on it. */
export interface Sandbox {
  /** Where its node answers, on this machine alone. */
  readonly rpcUrl: string;
  readonly chainId: number;
  readonly deployment: SandboxDeployment;
  /** Everybody of the example world. */
  readonly accounts: readonly SandboxAccount[];
  /** One robot for every verdict at least. */
  readonly robots: readonly SandboxRobot[];
  /** Somebody of the example world, by the short name. @throws SandboxError where there is nobody of that name. */
  account(key: string): SandboxAccount;
  /**
   * Makes a block of this time, and lets the clock of the chain go on from there.
   *
   * @throws SandboxError where the time is not after the latest block.
   */
  moveTo(time: Date): Promise<void>;
  /** Takes everything back that happened since the start. Its clock too. */
  reset(): Promise<void>;
  /** Ends the chain. A second call does nothing. */
  stop(): Promise<void>;
}

/** A sandbox with an index of its chain, and the API over it. */
export interface SandboxWithApi extends Sandbox {
  /** Where the API answers, on this machine alone: what `createApiClient` of `@openrobotid/api` takes. */
  readonly apiUrl: string;
  /** Keys of the API: what is asked without one is what everybody may see. */
  readonly apiKeys: ApiKeys;
  /**
   * Waits until the API answers as of the latest block, after a write.
   *
   * @throws SandboxError where it does not get there within a minute, or has ended.
   */
  indexed(): Promise<void>;
}

/** What a sandbox has. */
export interface SandboxOptions {
  /** Whether it has an index and the API too. This takes some seconds more, and Node 22.13 or later. */
  readonly api?: boolean;
}

/**
 * Starts a chain from the state that this package brings, and the API over it where it is asked for. Several can run at once: each has
 * ports of its own. It ends with the process that started it, at the latest.
 *
 * @throws SandboxError where there is no anvil for this system, Node is too old for the API, or a part does not start.
 *
 * @example
 * ```ts
 * import { startSandbox } from "@openrobotid/sandbox";
 *
 * const sandbox = await startSandbox();
 * const { address } = sandbox.account("beihu");
 * const stolen = sandbox.robots.find(({ verdict }) => verdict === "stolen")?.code;
 * await sandbox.stop();
 * ```
 */
export async function startSandbox(options: { readonly api: true }): Promise<SandboxWithApi>;
export async function startSandbox(options?: SandboxOptions): Promise<Sandbox>;
export async function startSandbox({ api = false }: SandboxOptions = {}): Promise<Sandbox> {
  const { deployment, accounts, robots, time } = readWorld();
  const { chainId } = deployment;
  const node = await AnvilNode.start(chainId, time);
  try {
    await node.request("anvil_setLoggingEnabled", false);
    await node.request("anvil_loadState", `0x${readChain().toString("hex")}`);
    let beginning = await node.request<string>("evm_snapshot");
    const sandbox: Sandbox = {
      ...{ rpcUrl: node.url, chainId, deployment, accounts, robots },
      account: (key) => accountOf(accounts, key),
      moveTo: async (time) => await moveTo(node, Math.floor(time.getTime() / 1000)),
      reset: async () => {
        await node.request("evm_revert", beginning);
        beginning = await node.request<string>("evm_snapshot");
      },
      stop: async () => await node.stop(),
    };
    return api ? await withApi(sandbox, node) : sandbox;
  } catch (error) {
    await node.stop();
    throw error;
  }
}

async function withApi(sandbox: Sandbox, node: AnvilNode): Promise<SandboxWithApi> {
  const api = await ApiProcess.start(sandbox.rpcUrl, sandbox.deployment);
  const indexed = async () =>
    await api.reaches(Number(await node.request<string>("eth_blockNumber")));
  const withIt: SandboxWithApi = {
    ...sandbox,
    ...{ apiUrl: api.url, apiKeys: api.keys, indexed },
    reset: async () => {
      await sandbox.reset();
      await indexed();
    },
    stop: async () => {
      await api.stop();
      await sandbox.stop();
    },
  };
  try {
    await indexed();
  } catch (error) {
    await api.stop();
    throw error;
  }
  return withIt;
}

/** Time of the latest block, in seconds. */
async function latest(node: AnvilNode): Promise<number> {
  const block = await node.request<{ timestamp: string }>("eth_getBlockByNumber", "latest", false);
  return Number(block.timestamp);
}

async function moveTo(node: AnvilNode, seconds: number): Promise<void> {
  const now = await latest(node);
  if (!(seconds > now)) {
    const [wanted, last] = [seconds, now].map((time) => textOf(time));
    throw new SandboxError(
      `moveTo: found ${wanted}, expected a time after the latest block, ${last}.`,
    );
  }
  await node.request("evm_setNextBlockTimestamp", seconds);
  await node.request("evm_mine");
}

const textOf = (seconds: number): string =>
  Number.isNaN(seconds) ? "no time" : new Date(seconds * 1000).toISOString();

function accountOf(accounts: readonly SandboxAccount[], key: string): SandboxAccount {
  const found = accounts.find((account) => account.key === key);
  if (found) return found;
  const known = accounts.map((account) => account.key).join(", ");
  throw new SandboxError(`account: found ${JSON.stringify(key)}, expected one of ${known}.`);
}
