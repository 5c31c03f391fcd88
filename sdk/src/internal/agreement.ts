// Two nodes that have to say the same, for chains without proofs: whatever an action asks, both are asked, as of one block.
import { BaseError, type EIP1193RequestFn, numberToHex, RpcRequestError, stringify } from "viem";
import { RegistryConfigurationError, RegistryRecordError } from "../errors/registry-error.js";
import type { ReadOptions, RegistryClient } from "./call.js";
import { pause } from "./pause.js";
import { isSameNode } from "./same-node.js";

/** How long a node may take to learn of the newest block that the other one has, and how often it is asked. */
const CATCH_UP = { longest: 10_000, interval: 250 };

/** The position of the block among the parameters of a request as of one. */
const BLOCK_AT: Readonly<Record<string, number>> = {
  eth_call: 1,
  eth_getCode: 1,
  eth_getBlockByNumber: 0,
};

type Request = (call: { method: string; params?: unknown }) => Promise<unknown>;

/** Clients that ask two nodes already. */
const agreeing = new WeakSet<RegistryClient>();

/**
 * The client to read with: the one that is given, or one that asks `verifyAgainst` the same and refuses where the two differ.
 *
 * @throws RegistryConfigurationError where both are the same node.
 */
export function readerOf(
  client: RegistryClient,
  { verifyAgainst }: Pick<ReadOptions, "verifyAgainst">,
): RegistryClient {
  if (!verifyAgainst || agreeing.has(client)) return client;
  requireOther(client, verifyAgainst);
  const nodes = [client.request, verifyAgainst.request] as unknown as readonly [Request, Request];
  let newest: Promise<string> | undefined;
  const request: Request = async ({ method, params }) => {
    if (method === "eth_blockNumber") {
      newest ??= newestOf(nodes);
      return await newest;
    }
    const given = [...((params ?? []) as readonly unknown[])];
    const index = BLOCK_AT[method];
    if (index !== undefined && (given[index] ?? "latest") === "latest") {
      newest ??= newestOf(nodes);
      given[index] = await newest;
    }
    return await sameOf(nodes, method, given);
  };
  // Without what the client was extended with: that would ask its own node alone.
  const { account, chain, key, name, type, uid, pollingInterval } = client;
  const { proof: _, ...transport } = client.transport as typeof client.transport & {
    proof?: unknown;
  };
  const plain = { account, chain, transport, key, name, type, uid, pollingInterval, cacheTime: 0 };
  const both = { ...plain, request: request as unknown as EIP1193RequestFn } as RegistryClient;
  agreeing.add(both);
  return both;
}

/** The same node twice is no second opinion. */
export function requireOther(client: RegistryClient, other: RegistryClient): void {
  const [one, two] = [addressOf(client), addressOf(other)];
  const areTwo = one === undefined || two === undefined || !isSameNode(one, two);
  if (client.request !== other.request && areTwo) return;
  throw new RegistryConfigurationError(
    "`verifyAgainst` is a client of the very node that is asked.",
    "Give a client of another member's node: the same one twice is no second opinion.",
  );
}

function addressOf({ transport }: RegistryClient): string | undefined {
  const { url } = (transport ?? {}) as { url?: unknown };
  return typeof url === "string" ? url : undefined;
}

/**
 * The newest block that either of them has. Both must have it, after a moment: what happened since is unknown to a node that is
 * behind, and an answer as of its own head would leave it out.
 */
async function newestOf(nodes: readonly [Request, Request]): Promise<string> {
  const heightsOf = async () =>
    await Promise.all(
      nodes.map(async (ask) => BigInt((await ask({ method: "eth_blockNumber" })) as string)),
    );
  const deadline = Date.now() + CATCH_UP.longest;
  let heights = await heightsOf();
  let newest = 0n;
  for (const height of heights) if (height > newest) newest = height;
  while (heights.some((height) => height < newest)) {
    if (Date.now() > deadline) {
      const [asked, other] = heights as [bigint, bigint];
      throw new RegistryRecordError(
        `The node has got to block ${asked}, and the one to compare it with to block ${other}.`,
        "Ask another node in place of the one that is behind, or ask both of an earlier block with `blockNumber`.",
      );
    }
    await pause(CATCH_UP.interval);
    heights = await heightsOf();
  }
  return numberToHex(newest);
}

async function sameOf(
  nodes: readonly [Request, Request],
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  const [one, other] = (await Promise.allSettled(
    nodes.map(async (ask) => await ask({ method, params })),
  )) as [PromiseSettledResult<unknown>, PromiseSettledResult<unknown>];
  // A node that does not answer says nothing that could be compared. A contract's refusal is an answer.
  for (const { status, reason } of [one, other] as { status: string; reason?: unknown }[]) {
    if (status === "rejected" && refusalIn(reason) === undefined) throw reason;
  }
  const differ =
    one.status !== other.status || comparable(method, one) !== comparable(method, other);
  if (differ) {
    throw new RegistryRecordError(
      `Two nodes say different things when they are asked ${method}${blockOf(method, params)}.`,
      "Trust neither of them, and ask a third one.",
    );
  }
  if (one.status === "rejected") throw one.reason;
  return one.value;
}

function blockOf(method: string, params: readonly unknown[]): string {
  const block = params[BLOCK_AT[method] ?? params.length];
  return typeof block === "string" && block.startsWith("0x") ? ` of block ${BigInt(block)}` : "";
}

/** What two nodes must say alike; what each may leave out or mark in its own way is left out. */
function comparable(method: string, outcome: PromiseSettledResult<unknown>): string {
  if (outcome.status === "rejected") return refusalIn(outcome.reason) ?? "";
  const { value } = outcome;
  if (method === "eth_getBlockByNumber" && value !== null) {
    const { number, hash, timestamp } = value as Record<string, unknown>;
    return stringify([number, hash, timestamp]);
  }
  if (method === "eth_getLogs" && Array.isArray(value)) {
    return stringify(
      value.map((log: Record<string, unknown>) => {
        const { address, topics, data, blockNumber, logIndex, removed = false } = log;
        return [String(address).toLowerCase(), topics, data, blockNumber, logIndex, removed];
      }),
    );
  }
  return stringify(value);
}

/** What a contract refused a call with; `undefined` where it is no such refusal. */
function refusalIn(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const found = error.walk((cause) => cause instanceof RpcRequestError);
  if (!(found instanceof RpcRequestError)) return undefined;
  const isRevert = found.code === 3 || /revert/i.test(found.details ?? "");
  return isRevert ? stringify(found.data ?? "") : undefined;
}
