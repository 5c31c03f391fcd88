// What is measured: the work of the registry, and plain ERC-20 transfers beside it, by as many senders on the same nodes.
import { modelOf, type RobotId, serialOf, toBytes, toBytes32 } from "@openrobotid/sdk";
import { robotRegistryAbi, signedActsAbi } from "@openrobotid/sdk/abis";
import type { Deployment } from "@openrobotid/sdk/chains";
import {
  type Abi,
  type Address,
  encodeFunctionData,
  type Hex,
  keccak256,
  toHex,
  zeroHash,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import {
  getBlock,
  getTransactionCount,
  sendTransaction,
  waitForTransactionReceipt,
} from "viem/actions";
import {
  type Actor,
  actor,
  admitMaker,
  approveModelOf,
  makerOf,
  placementOf,
} from "../runner/registry-job.js";
import { compileToken } from "./token.js";

/** What is measured: lots, lots of a single unit, robots that change hands, ERC-20 transfers. */
export const KINDS = ["lot", "single", "transfer", "erc20"] as const;

/** A kind of work. */
export type Kind = (typeof KINDS)[number];

/** Gas that is asked for; what is not used is given back. */
const GAS: Readonly<Record<Kind, bigint>> = {
  lot: 400_000n,
  single: 400_000n,
  transfer: 600_000n,
  erc20: 100_000n,
};

/** How much is done. */
export interface Size {
  /** Accounts that send at the same time. */
  readonly senders: number;
  /** Transactions that each of them sends in a turn. */
  readonly perTurn: number;
  /** Turns that each kind has, after one that warms up and is not counted. */
  readonly turns: number;
  /** Units of each lot. */
  readonly unitsPerLot: number;
}

/** One kind's turn: signed transactions of each sender, in the order of their nonces. */
export interface Turn {
  readonly kind: Kind;
  /** Whether it only warms up: what runs first on a Java machine runs slowest. */
  readonly isWarmUp: boolean;
  readonly transactions: readonly (readonly Hex[])[];
}

/** Who is at work when: a warm-up of every kind, then the kinds in turns, each turn begun by another of them. */
export function scheduleOf(turns: number): Omit<Turn, "transactions">[] {
  const rounds = Array.from({ length: turns }, (_, turn) =>
    KINDS.map((_kind, index) => KINDS[(index + turn) % KINDS.length] as Kind),
  );
  return [
    ...KINDS.map((kind) => ({ kind, isWarmUp: true })),
    ...rounds.flat().map((kind) => ({ kind, isWarmUp: false })),
  ];
}

/** Where it is prepared. */
export interface Ground {
  readonly deployment: Deployment;
  readonly rpcUrl: string;
  /** Key of the authority of CN. */
  readonly authorityKey: Hex;
  /** Waits until the nodes let these accounts send. */
  readonly letIn: (accounts: readonly Address[]) => Promise<void>;
}

/** Key of one of the senders. Everybody knows it: it guards nothing. */
export function senderKey(number: number): Hex {
  return keccak256(toHex(`network bench sender ${number}`));
}

/**
 * Admits the senders as makers, places the units that they will transfer, and signs everything, in the order in which it must
 * then be sent, because nonces follow each other.
 */
export async function prepare(ground: Ground, size: Size): Promise<Turn[]> {
  const { deployment, rpcUrl, authorityKey, letIn } = ground;
  const { senders, perTurn, turns, unitsPerLot } = size;
  const authority = actor(deployment, rpcUrl, authorityKey);
  const makers = Array.from({ length: senders }, (_, number) =>
    actor(deployment, rpcUrl, senderKey(number)),
  );
  for (const [number, maker] of makers.entries()) await admitMaker(authority, maker, number);
  await letIn(makers.map(({ account }) => account.address));
  const expiry = Number((await getBlock(authority)).timestamp) + 365 * 86_400;
  for (const [number, maker] of makers.entries())
    await approveModelOf(authority, maker, number, expiry);
  const perKind = perTurn * (turns + 1);
  const token = await deployToken(authority, makers, BigInt(perKind));
  await together(makers, (maker, number) => placeUnits(maker, number, perKind));

  const registry = deployment.contracts.RobotRegistry?.address as Address;
  const signedActs = deployment.contracts.SignedActs?.address as Address;
  const schedule = scheduleOf(turns);
  const signed = await together(makers, async (maker, number) => {
    const { unit } = makerOf(number);
    const to = makers[(number + 1) % makers.length] as Actor;
    const { chainId } = deployment;
    const fees = { maxFeePerGas: await feeOf(maker), maxPriorityFeePerGas: 0n };
    let nonce = await getTransactionCount(maker, { address: maker.account.address });
    const done: Record<Kind, number> = { lot: 0, single: 0, transfer: 0, erc20: 0 };
    const issue = (stem: string, index: number, count: number): Call => {
      const first = unit(index * count + 1, stem);
      const data = encodeFunctionData({
        abi: robotRegistryAbi,
        functionName: "issueLot",
        args: [toBytes(modelOf(first)), toBytes(serialOf(first)), BigInt(count), zeroHash, ""],
      });
      return { to: registry, data };
    };
    const calls: Readonly<Record<Kind, (index: number) => Call | Promise<Call>>> = {
      lot: (index) => issue("26L01", index, unitsPerLot),
      single: (index) => issue("26S01", index, 1),
      transfer: async (index) => ({
        to: signedActs,
        data: await transferCall(maker, to, unit(index + 1, "26T01"), expiry),
      }),
      erc20: () => ({
        to: token.address,
        data: encodeFunctionData({
          abi: token.abi,
          functionName: "transfer",
          args: [to.account.address, 1n],
        }),
      }),
    };
    return await inOrder(schedule, async ({ kind }) =>
      inOrder(Array.from({ length: perTurn }), async () => {
        const call = await calls[kind](done[kind]++);
        const request = { chainId, ...call, gas: GAS[kind], nonce: nonce++, ...fees };
        return await maker.account.signTransaction(request);
      }),
    );
  });
  return schedule.map((turn, index) => ({
    ...turn,
    transactions: signed.map((of) => of[index] ?? []),
  }));
}

/** A call of a contract. */
interface Call {
  readonly to: Address;
  readonly data: Hex;
}

/** Placements that one sender has under way at once: a pool holds only a share of each account's. */
const AT_ONCE = 50;

/** Units on the market, held by their maker. */
export async function placeUnits(
  maker: Actor,
  number: number,
  count: number,
): Promise<readonly RobotId[]> {
  const { unit } = makerOf(number);
  await maker.issueLotSync({ first: unit(1, "26T01"), count: BigInt(count) });
  for (let from = 1; from <= count; from += AT_ONCE) {
    const hashes: Hex[] = [];
    for (let counter = from; counter < from + AT_ONCE && counter <= count; counter += 1) {
      hashes.push(await maker.placeOnMarket(await placementOf(maker, unit(counter, "26T01"))));
    }
    for (const hash of hashes) await waitForTransactionReceipt(maker, { hash, timeout: 300_000 });
  }
  return Array.from({ length: count }, (_, place) => unit(place + 1, "26T01"));
}

/** A transfer on the signatures of both sides, as a relayer submits it. */
async function transferCall(from: Actor, to: Actor, id: RobotId, deadline: number): Promise<Hex> {
  const consent = await from.prepareConsent({ id, to: to.account.address, deadline });
  const { id: code, deadline: until, ...terms } = consent;
  return encodeFunctionData({
    abi: signedActsAbi,
    functionName: "transferWithConsent",
    args: [
      { ...terms, id: toBytes32(code), deadline: BigInt(until) },
      await from.signConsent({ consent }),
      await to.signConsent({ consent }),
      { r: zeroHash, s: zeroHash },
    ],
  });
}

async function deployToken(
  authority: Actor,
  makers: readonly Actor[],
  amount: bigint,
): Promise<{ abi: Abi; address: Address }> {
  const { abi, bytecode } = compileToken();
  const send = async (request: { to?: Address; data: Hex }) => {
    const hash = await sendTransaction(authority, {
      ...request,
      maxFeePerGas: await feeOf(authority),
    } as never);
    return await waitForTransactionReceipt(authority, { hash });
  };
  const { contractAddress: address } = await send({ data: bytecode });
  if (!address) throw new Error("The token was not deployed.");
  for (const { account } of makers) {
    await send({
      to: address,
      data: encodeFunctionData({ abi, functionName: "mint", args: [account.address, amount] }),
    });
  }
  return { abi, address };
}

/** What a block asks for: nothing, where gas is free. */
async function feeOf(client: Actor): Promise<bigint> {
  const { baseFeePerGas } = await getBlock(client);
  return 2n * (baseFeePerGas ?? 0n);
}

async function together<item, result>(
  items: readonly item[],
  work: (item: item, index: number) => Promise<result>,
): Promise<result[]> {
  return await Promise.all(items.map(work));
}

async function inOrder<item, result>(
  items: readonly item[],
  work: (item: item) => Promise<result>,
): Promise<result[]> {
  const results: result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Account of a sender. */
export function senderAddress(number: number): Address {
  return privateKeyToAccount(senderKey(number)).address;
}
