// The deployment that a genesis is made of: the real one, through the same modules and the same check as on any chain.

import { checkDeployment } from "@openrobotid/deployment/check";
import { deploy, describeContracts } from "@openrobotid/deployment/deploy";
import type { ContractName, Deployment, DeploymentAnchor } from "@openrobotid/deployment/file";
import type { Parameters } from "@openrobotid/deployment/parameters";
import { keccak256, type Log, toUtf8Bytes } from "ethers";
import { network } from "hardhat";
import { type Address, getAddress, type Hex, zeroAddress } from "viem";
import type { Founding } from "../founding.js";
import { addressOfNode } from "../node-key.js";

/** A transaction of the deployment. The addresses of the contracts follow from its sender and its place in the sequence. */
export type DeployingTransaction = { from: Address; to: Address | null; input: Hex; nonce: number };

/** The logs that a founding begins with, by contract. */
export type FoundingLogs = NonNullable<DeploymentAnchor["founding"]>;

/** What a deployment comes to: where everything is, the transactions that put it there, in their order, and what they logged. */
export type DeploymentRun = {
  deployment: Deployment;
  founding: FoundingLogs;
  transactions: DeployingTransaction[];
  logs: readonly Log[];
};

/** Name of the set of parameters, as `deployments/<chainId>.json` says it. */
const PARAMETERS = "founding";

// The deploying account. Anybody can compute its key, and nothing rests on it: it has no power left at the end, which the
// deployment checks, and it is not in the genesis. On the chain it is an account like any that does not exist yet.
const DEPLOYER_KEY = keccak256(toUtf8Bytes("Open Robot ID: deployer of the genesis"));

/** The founding file as the deployment takes it: one seat a member, in the order of the file. */
export function parametersOf({ governance, members }: Founding): Parameters {
  const seats = members.map(({ name, authority, recovery, nodePublicKey, countries }) => ({
    name,
    authority,
    recovery,
    validator: addressOfNode(nodePublicKey),
    countries,
  }));
  return { ...governance, seats };
}

/** A connection to a chain in this process, with the id and the clock of the one to be founded. */
export async function connectInProcess({ chain }: Founding) {
  return await network.create({
    network: "default",
    override: {
      chainId: chain.chainId,
      // A second before: block 1 is mined at the time of founding itself.
      initialDate: new Date((foundedAt(chain) - 1) * 1000),
      allowBlocksWithSameTimestamp: true,
      accounts: [{ privateKey: DEPLOYER_KEY, balance: "1000000000000000000000" }],
      blockGasLimit: WHOLE_DEPLOYMENT,
    },
  });
}

/** Gas that one block must hold so that the whole deployment fits into it. */
export const WHOLE_DEPLOYMENT = 1_000_000_000;

/** Time of block 0, in seconds. */
export function foundedAt(chain: Founding["chain"]): number {
  return Date.parse(chain.foundedAt) / 1000;
}

/**
 * Deploys in this process, and tells how it was done. What was deployed is checked where all of it was done again at the time
 * of founding, as the genesis will hold it: `Consortium` has that time in its code.
 */
export async function runDeployment(founding: Founding): Promise<DeploymentRun> {
  const { deployment, transactions } = await firstRun(founding);
  const connection = await connectInProcess(founding);
  try {
    const { provider } = connection.ethers;
    const request: Requests = (method, params) => connection.provider.request({ method, params });
    await replay(request, "hardhat", transactions, foundedAt(founding.chain));
    const contracts = await describeContracts(provider, addressesOf(deployment));
    const [{ from } = { from: zeroAddress }] = transactions;
    const again = { ...deployment, contracts };
    await checkDeployment(provider, again, parametersOf(founding), getAddress(from));
    // In the genesis everything is there from block 0 on.
    for (const contract of Object.values(contracts)) contract.startBlock = 0;
    const logs = await provider.getLogs({ fromBlock: 0 });
    const heads = await foundingLogs(connection, addressesOf(again));
    return { deployment: again, founding: heads, transactions, logs };
  } finally {
    await connection.close();
  }
}

/** What the contracts that keep a log say of it. */
async function foundingLogs(
  { ethers }: Awaited<ReturnType<typeof connectInProcess>>,
  addresses: Record<ContractName, string>,
): Promise<FoundingLogs> {
  const founding: FoundingLogs = {};
  for (const [name, address] of Object.entries(addresses) as [ContractName, string][]) {
    const contract = await ethers.getContractAt(name, address);
    if (!contract.interface.hasFunction("log")) continue;
    const [count, head] = (await contract.getFunction("log")()) as [bigint, string];
    if (count > 0n) founding[name] = { count: Number(count), head };
  }
  return founding;
}

function addressesOf({ contracts }: Deployment): Record<ContractName, string> {
  const addresses = Object.entries(contracts).map(([name, { address }]) => [name, address]);
  return Object.fromEntries(addresses) as Record<ContractName, string>;
}

/** The deployment, block by block, as on any chain. */
async function firstRun(founding: Founding): Promise<Omit<DeploymentRun, "logs" | "founding">> {
  const connection = await connectInProcess(founding);
  try {
    const parameters = parametersOf(founding);
    const deployment = await deploy(connection, { name: PARAMETERS, parameters });
    const transactions: DeployingTransaction[] = [];
    const latest = await connection.ethers.provider.getBlockNumber();
    for (let number = 1; number <= latest; number += 1) {
      const block = await connection.ethers.provider.getBlock(number, true);
      for (const { from, to, data, nonce } of block?.prefetchedTransactions ?? []) {
        transactions.push({
          from: from as Address,
          to: to as Address | null,
          input: data as Hex,
          nonce,
        });
      }
    }
    transactions.sort((a, b) => a.nonce - b.nonce);
    return { deployment, transactions };
  } finally {
    await connection.close();
  }
}

/** What a node must answer to have a deployment done on it again. */
export type Requests = (method: string, params: unknown[]) => Promise<unknown>;

/** The methods by which a development chain does what others do not. */
export type ChainDialect = "anvil" | "hardhat";

/**
 * Does a deployment again, all of it in one block at the time of founding, so that every time in storage is that one. The
 * chain must be empty and its clock behind.
 */
export async function replay(
  request: Requests,
  dialect: ChainDialect,
  transactions: readonly DeployingTransaction[],
  time: number,
): Promise<void> {
  const [{ from } = { from: undefined }] = transactions;
  if (from === undefined) throw new Error("a deployment without transactions");
  await request(`${dialect}_setBalance`, [from, "0x3635c9adc5dea00000"]);
  await request(`${dialect}_impersonateAccount`, [from]);
  await request("evm_setAutomine", [false]);
  const hashes = [];
  for (const { to, input, nonce } of transactions) {
    hashes.push(
      await request("eth_sendTransaction", [
        {
          from,
          ...(to !== null && { to }),
          data: input,
          nonce: `0x${nonce.toString(16)}`,
          gas: `0x${TRANSACTION_GAS_CAP.toString(16)}`,
        },
      ]),
    );
  }
  await request("evm_setNextBlockTimestamp", [time]);
  await request("evm_mine", []);
  for (const hash of hashes) {
    const receipt = (await request("eth_getTransactionReceipt", [hash])) as {
      status: Hex;
      blockNumber: Hex;
    } | null;
    if (receipt?.status !== "0x1" || receipt.blockNumber !== "0x1") {
      throw new Error(`transaction ${hash} of the deployment did not succeed again in block 1`);
    }
  }
}

/** The most gas that a transaction may use under Osaka (EIP-7825). */
export const TRANSACTION_GAS_CAP = 16_777_216;
