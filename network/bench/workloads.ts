// What is measured: the work of the registry, and plain ERC-20 transfers beside it, by as many senders on the same nodes.
import { modelOf, type RobotId, serialOf, toBytes, toBytes32 } from "@openrobotid/sdk";
import { robotRegistryAbi } from "@openrobotid/sdk/abis";
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

/** Gas that is asked for; what is not used is given back. */
const GAS = { lot: 400_000n, single: 400_000n, transfer: 600_000n, erc20: 100_000n } as const;

/** How much is done. */
export interface Size {
  /** Accounts that send at the same time. */
  readonly senders: number;
  /** Transactions that each of them sends, of each kind. */
  readonly perSender: number;
  /** Units of each lot. */
  readonly unitsPerLot: number;
}

/** The senders, with everything in place to be measured. */
export interface Prepared {
  readonly lots: readonly (readonly Hex[])[];
  readonly singles: readonly (readonly Hex[])[];
  readonly transfers: readonly (readonly Hex[])[];
  readonly erc20: readonly (readonly Hex[])[];
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
 * Admits the senders as makers, places the units that they will transfer, and signs everything: kind by kind in the order in
 * which it must then be measured, lots, singles, transfers, ERC-20, because nonces follow each other.
 */
export async function prepare(ground: Ground, size: Size): Promise<Prepared> {
  const { deployment, rpcUrl, authorityKey, letIn } = ground;
  const { senders, perSender, unitsPerLot } = size;
  const authority = actor(deployment, rpcUrl, authorityKey);
  const makers = Array.from({ length: senders }, (_, number) =>
    actor(deployment, rpcUrl, senderKey(number)),
  );
  for (const [number, maker] of makers.entries()) await admitMaker(authority, maker, number);
  await letIn(makers.map(({ account }) => account.address));
  const expiry = Number((await getBlock(authority)).timestamp) + 365 * 86_400;
  for (const [number, maker] of makers.entries())
    await approveModelOf(authority, maker, number, expiry);
  const token = await deployToken(authority, makers, BigInt(perSender));

  // Units to transfer, on the market and held by their makers.
  await together(makers, async (maker, number) => {
    const { unit } = makerOf(number);
    await maker.issueLotSync({ first: unit(1, "26T01"), count: BigInt(perSender) });
    for (let counter = 1; counter <= perSender; counter += 1) {
      await maker.placeOnMarketSync(await placementOf(maker, unit(counter, "26T01")));
    }
  });

  const registry = deployment.contracts.RobotRegistry?.address as Address;
  const kinds = await together(makers, async (maker, number) => {
    const { unit } = makerOf(number);
    let nonce = await getTransactionCount(maker, { address: maker.account.address });
    const sign = async (to: Address, data: Hex, gas: bigint) => {
      const { chainId } = deployment;
      const fees = { maxFeePerGas: await feeOf(maker), maxPriorityFeePerGas: 0n };
      return await maker.account.signTransaction({
        chainId,
        to,
        data,
        gas,
        nonce: nonce++,
        ...fees,
      });
    };
    const issue = async (stem: string, index: number, count: number, gas: bigint) => {
      const first = unit(index * count + 1, stem);
      const args = [
        toBytes(modelOf(first)),
        toBytes(serialOf(first)),
        BigInt(count),
        zeroHash,
        "",
      ] as const;
      return await sign(
        registry,
        encodeFunctionData({ abi: robotRegistryAbi, functionName: "issueLot", args }),
        gas,
      );
    };
    const times = Array.from({ length: perSender }, (_, index) => index);
    const lots = await inOrder(times, (index) => issue("26L01", index, unitsPerLot, GAS.lot));
    const singles = await inOrder(times, (index) => issue("26S01", index, 1, GAS.single));
    const to = makers[(number + 1) % makers.length] as Actor;
    const transfers = await inOrder(times, async (index) => {
      const data = await transferCall(maker, to, unit(index + 1, "26T01"), expiry);
      return await sign(registry, data, GAS.transfer);
    });
    const erc20 = await inOrder(times, async () => {
      const args = [to.account.address, 1n];
      const data = encodeFunctionData({ abi: token.abi, functionName: "transfer", args });
      return await sign(token.address, data, GAS.erc20);
    });
    return { lots, singles, transfers, erc20 };
  });
  return {
    lots: kinds.map((of) => of.lots),
    singles: kinds.map((of) => of.singles),
    transfers: kinds.map((of) => of.transfers),
    erc20: kinds.map((of) => of.erc20),
  };
}

/** A transfer on the signatures of both sides, as a relayer submits it. */
async function transferCall(from: Actor, to: Actor, id: RobotId, deadline: number): Promise<Hex> {
  const consent = await from.prepareConsent({ id, to: to.account.address, deadline });
  const { id: code, deadline: until, ...terms } = consent;
  return encodeFunctionData({
    abi: robotRegistryAbi,
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
