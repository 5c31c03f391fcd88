// What runs beside the nodes with `npm run network -- --all`: a permissioner for each node, the index with its API, the pages.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SandboxFolder } from "@openrobotid/whole-sandbox/folder";
import { buildPages } from "@openrobotid/whole-sandbox/pages";
import { Part, type PartOptions } from "@openrobotid/whole-sandbox/part";
import { answers, indexOptions, urlOf, webOptions } from "@openrobotid/whole-sandbox/parts";
import type { Ports } from "@openrobotid/whole-sandbox/ports";
import { readSettings } from "../permissioner/config.js";
import { type Running, start as startPermissioner } from "../permissioner/start.js";
import type { NodeProcess } from "./node-process.js";

/** A node, as far as what runs beside it has to know. */
type Node = Pick<NodeProcess, "folder" | "rpcUrl" | "node">;

/** Seconds that the index has to take in the chain, and the pages to answer. */
const READY_SECONDS = 300;

/** What was started. */
export interface Beside {
  readonly index: string;
  readonly web: string;
  /** Where each permissioner says how it is. */
  readonly permissioners: readonly string[];
  readonly stop: () => Promise<void>;
}

/**
 * Starts all of it, in this order: who keeps the lists first, then what reads.
 *
 * @param folder The network's; logs are in its `logs/`.
 * @param ownAccounts Accounts that every node lets send, whatever the contracts say.
 */
export async function startBeside(
  nodes: readonly Node[],
  folder: string,
  ports: Ports,
  ownAccounts: readonly string[],
): Promise<Beside> {
  const kept = new SandboxFolder(folder);
  kept.create();
  const parts: Part[] = [];
  const permissioners: Running[] = [];
  const begin = (options: PartOptions): Part => {
    const part = Part.start(options);
    parts.push(part);
    return part;
  };
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
    await Promise.all(permissioners.map((running) => running.stop()));
  };
  try {
    for (const node of nodes) permissioners.push(await permissionerOf(node, folder, ownAccounts));
    await buildPages(kept, begin);
    // This chain makes empty blocks: the index is told how old one may be by its own default.
    const index = begin(withNodes(indexOptions(kept, ports), nodes, { MAX_AGE: "" }));
    await index.waitUntil(() => answers(`${urlOf(ports.index)}/ready`), READY_SECONDS);
    const web = begin(withNodes(webOptions(kept, ports), nodes, { SANDBOX: "" }));
    await web.waitUntil(() => answers(urlOf(ports.web)), READY_SECONDS);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    index: urlOf(ports.index),
    web: urlOf(ports.web),
    permissioners: permissioners.map(({ url }) => url),
    stop,
  };
}

/** With every node: one of them may be put down. */
function withNodes(
  options: PartOptions,
  nodes: readonly Node[],
  env: Readonly<Record<string, string>> = {},
): PartOptions {
  const RPC_URLS = nodes.map(({ rpcUrl }) => rpcUrl).join(",");
  return { ...options, env: { ...options.env, RPC_URLS, ...env } };
}

/** The permissioner of one node. It reads from that one alone, as a member without a second node would. */
async function permissionerOf(
  { folder: at, rpcUrl, node }: Node,
  folder: string,
  ownAccounts: readonly string[],
): Promise<Running> {
  mkdirSync(join(folder, "logs"), { recursive: true });
  const settings = readSettings(undefined, {
    PERMISSIONER_DEPLOYMENT: at.deployment,
    PERMISSIONER_RPC_URLS: rpcUrl,
    PERMISSIONER_BESU_URL: rpcUrl,
    PERMISSIONER_PERMISSIONS_FILE: at.permissions,
    PERMISSIONER_STATIC_NODES_FILE: at.staticNodes,
    PERMISSIONER_BESU_CONFIG_FILE: at.config,
    PERMISSIONER_ADDRESS_BOOK: at.addressBook,
    PERMISSIONER_OWN_ACCOUNTS: ownAccounts.join(","),
    PERMISSIONER_STATE_FILE: join(at.root, "permissioner-state.json"),
    PERMISSIONER_PORT: "0",
  });
  const logFile = join(folder, "logs", `permissioner-${node.id}.log`);
  return await startPermissioner(settings, { logFile });
}
