// A network whose nodes all run on this machine.
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "@openrobotid/kit/command";
import { type RpcHeader, type Sealing, sealingOf } from "@openrobotid/sdk/proof";
import { type Address, numberToHex } from "viem";
import { readPermissions } from "../permissioner/permissions-file.js";
import { writeWhole } from "../permissioner/whole-file.js";
import { folderOf, permissionsFile } from "../src/init.js";
import { addressOfNode, enodeOf } from "../src/node-key.js";
import type { TestNetwork } from "../src/test-network.js";
import { type BesuCommand, checkOptions } from "./besu-command.js";
import { NodeProcess, type Patience } from "./node-process.js";

/** The nodes of a network, as processes. */
export class LocalNetwork {
  readonly made: TestNetwork;
  readonly #besu: BesuCommand;
  readonly validators: readonly NodeProcess[];
  readonly observers: readonly NodeProcess[];

  /** For a network that was made in a folder. */
  constructor(made: TestNetwork, folder: string, besu: BesuCommand, patience?: Patience) {
    this.made = made;
    this.#besu = besu;
    const { members, observers } = made.founding;
    const processOf = (node: (typeof observers)[number]) =>
      new NodeProcess(node, folderOf(folder, node), besu, patience);
    this.validators = members.map(processOf);
    this.observers = observers.map(processOf);
  }

  get nodes(): readonly NodeProcess[] {
    return [...this.validators, ...this.observers];
  }

  /**
   * Starts all nodes at once. Where one does not start, none is left running.
   *
   * @throws UserError where Besu does not know an option of theirs, or a node does not start.
   */
  async start(): Promise<void> {
    // All have the same options.
    const [first] = this.nodes;
    if (first) checkOptions(this.#besu, first.folder.root, basename(first.folder.config));
    const outcomes = await Promise.allSettled(this.nodes.map((node) => node.start()));
    const failed = outcomes.filter((outcome) => outcome.status === "rejected");
    if (failed.length === 0) return;
    await this.stop();
    throw new UserError(failed.map(({ reason }) => messageOf(reason)).join("\n\n"));
  }

  /** Stops all nodes that run. Gives those that had to be killed. */
  async stop(): Promise<readonly NodeProcess[]> {
    const running = this.nodes.filter((node) => node.running);
    const ended = await Promise.all(running.map((node) => node.stop()));
    return running.filter((_, index) => !ended[index]);
  }

  /** The address under which a validator seals. */
  addressOf({ node }: NodeProcess): Address {
    return addressOfNode(node.nodePublicKey);
  }

  /**
   * Allows each node the nodes of its own group alone: what is cut off is cut off at once, on both sides. Through the
   * permissions file, as an operator would: nothing but documented methods is needed. Nobody may be started meanwhile: Besu
   * does not start where its static nodes are not allowed.
   */
  async partition(...groups: readonly (readonly NodeProcess[])[]): Promise<void> {
    for (const group of groups) {
      const enodes = group.map(({ node }) => enodeOf(node));
      await Promise.all(group.map((node) => allowOnly(node, enodes)));
    }
  }

  /** Allows every node all nodes again. Besu rings its static nodes up once a minute. */
  async heal(): Promise<void> {
    const enodes = this.nodes.map(({ node }) => enodeOf(node));
    await Promise.all(
      this.nodes.filter(({ running }) => running).map((node) => allowOnly(node, enodes)),
    );
  }
}

async function allowOnly(
  { folder, request }: NodeProcess,
  enodes: readonly string[],
): Promise<void> {
  const accounts = readPermissions(folder.permissions)?.accounts ?? [];
  writeWhole(folder.permissions, permissionsFile(enodes, accounts), 0o644);
  await request("perm_reloadPermissionsFromFile", []);
}

/** Time in which every node finds every other: Besu rings its static nodes up once a minute. */
const MESH_PATIENCE = 240_000;

/**
 * Waits until the nodes that run are connected as they will stay: validators ring each other up, and observers ring
 * validators; no two observers ring.
 *
 * @throws UserError where that takes longer than `milliseconds`, naming who has how many.
 */
export async function waitForMesh(
  { validators, observers }: Pick<LocalNetwork, "validators" | "observers">,
  milliseconds = MESH_PATIENCE,
): Promise<void> {
  const running = (nodes: readonly NodeProcess[]) => nodes.filter((node) => node.running);
  const [sealing, following] = [running(validators), running(observers)];
  const wanted = new Map<NodeProcess, number>([
    ...sealing.map((node) => [node, sealing.length - 1 + following.length] as const),
    ...following.map((node) => [node, sealing.length] as const),
  ]);
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const missing: string[] = [];
    for (const [node, peers] of wanted) {
      const found = await peersOf(node);
      if (found < peers) missing.push(`${node.node.id} has ${found} peers of ${peers}`);
    }
    if (missing.length === 0) return;
    if (Date.now() > deadline) {
      throw new UserError(
        `After ${milliseconds / 1000} s the nodes are not all connected: ${missing.join(", ")}.`,
      );
    }
    await sleep(500);
  }
}

/** How many nodes a node is connected to. */
export async function peersOf({ request }: NodeProcess): Promise<number> {
  return Number(await request("net_peerCount", []));
}

/** A node's height. */
export async function heightOf({ request }: NodeProcess): Promise<number> {
  return Number(await request("eth_blockNumber", []));
}

/** Who sealed a block, as a node has it. */
export async function sealingAt({ request }: NodeProcess, number: number): Promise<Sealing> {
  return await sealingOf(
    (await request("eth_getBlockByNumber", [numberToHex(number), false])) as RpcHeader,
  );
}

/**
 * Waits until the newest blocks, taken together, carry the seals of all these validators. One block rarely does: a node
 * writes it as soon as two thirds have sealed.
 *
 * @throws UserError where that takes longer than `milliseconds`, naming those who are missing.
 */
export async function waitForSeals(
  node: NodeProcess,
  validators: readonly Address[],
  milliseconds: number,
): Promise<number> {
  const deadline = Date.now() + milliseconds;
  const missing = new Set(validators);
  let next = (await heightOf(node)) || 1;
  while (missing.size > 0) {
    if (Date.now() > deadline) {
      throw new UserError(
        `After ${milliseconds / 1000} s, at block ${next - 1}, no block carries the seal of ${[...missing].join(", ")}.`,
      );
    }
    const height = await heightOf(node);
    for (; next <= height; next += 1) {
      const { sealers } = await sealingAt(node, next);
      for (const sealer of sealers) missing.delete(sealer);
    }
    if (missing.size > 0) await sleep(200);
  }
  return next - 1;
}

/** Waits until something is so. */
export async function waitUntil(
  what: string,
  isSo: () => Promise<boolean>,
  milliseconds: number,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > deadline)
      throw new Error(`After ${milliseconds / 1000} s it is not so: ${what}.`);
    await sleep(250);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
