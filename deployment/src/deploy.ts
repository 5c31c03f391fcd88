// Deploys everything through Ignition, says where it is, and fails unless it is as it must be.

import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { keccak256, type Provider } from "ethers";
import { config } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import openRobotId from "../ignition/modules/open-robot-id.js";
import { checkDeployment } from "./check.js";
import {
  CONTRACT_NAMES,
  type ContractName,
  type DeployedContract,
  type Deployment,
  type DeploymentAnchor,
} from "./file.js";
import { byModule, type Parameters } from "./parameters.js";
import { resuming } from "./resume.js";

type Options = {
  /** Name of the set of parameters. */
  name: string;
  parameters: Parameters;
  /** Whether Ignition shows its progress. */
  displayUi?: boolean;
  /** Whether the chain will be thrown away: its journal is then this process's own, and goes with the deployment. */
  isThrowaway?: boolean;
};

/**
 * Deploys to the chain of a connection, from its first account. Stopped half-way and called again it goes on where it was:
 * Ignition keeps a journal in deployment/ignition/deployments (not for a chain that lives in this process and dies with it).
 */
export async function deploy(
  connection: NetworkConnection,
  { isThrowaway = false, ...options }: Options,
): Promise<Deployment> {
  const journal = await journalOf(connection);
  if (!isThrowaway) return await deployWith(journal, connection, options);
  const own = `${journal}-${process.pid}`;
  const forget = () => rmSync(own, { recursive: true, force: true });
  // A process of the same number may have been killed.
  forget();
  try {
    return await deployWith(own, connection, options);
  } finally {
    forget();
  }
}

async function deployWith(
  journal: string,
  connection: NetworkConnection,
  { name, parameters, displayUi = false }: Omit<Options, "isThrowaway">,
): Promise<Deployment> {
  const { ethers } = connection;
  const { chainId } = await ethers.provider.getNetwork();
  const [deployer] = await ethers.getSigners();
  if (deployer === undefined) throw new UserError("The chain offers no account to deploy from.");
  for (const seat of parameters.seats) {
    const key = (["authority", "recovery", "validator"] as const).find(
      (of) => seat[of] === deployer.address,
    );
    if (key === undefined) continue;
    throw new UserError(
      `The deploying account ${deployer.address} is the ${key} of "${seat.name}": it must end without any power.`,
    );
  }

  const deployed = await resuming(connection, journal, () =>
    connection.ignition.deploy(openRobotId, {
      deploymentId: basename(journal),
      parameters: byModule(parameters),
      displayUi,
    }),
  );
  const addresses: Record<ContractName, string> = {
    TimelockController: await deployed.timelock.getAddress(),
    AccessManager: await deployed.accessManager.getAddress(),
    Consortium: await deployed.consortium.getAddress(),
    ConsortiumGovernor: await deployed.governor.getAddress(),
    AuthorityRegistry: await deployed.authorityRegistry.getAddress(),
    RegistryModules: await deployed.registryModules.getAddress(),
    SignedActs: await deployed.signedActs.getAddress(),
    RobotRegistry: await deployed.robotRegistry.getAddress(),
    RegistrarOrders: await deployed.registrarOrders.getAddress(),
    RobotFlags: await deployed.robotFlags.getAddress(),
    RecallRegistry: await deployed.recallRegistry.getAddress(),
    Dossier: await deployed.dossier.getAddress(),
  };
  const deployment: Deployment = {
    chainId: Number(chainId),
    parameters: name,
    anchor: await describeAnchor(ethers.provider),
    contracts: await describeContracts(ethers.provider, addresses),
  };
  await checkDeployment(ethers.provider, deployment, parameters, deployer.address);
  return deployment;
}

/**
 * Folder of Ignition's journal for the chain of a connection. A chain that was started over is
 * another chain, though it may have the same id: it gets a journal of its own.
 */
async function journalOf({ ethers }: NetworkConnection): Promise<string> {
  const { chainId } = await ethers.provider.getNetwork();
  const genesis = await ethers.provider.getBlock(0);
  const name = `chain-${chainId}-${genesis?.hash?.slice(2, 10)}`;
  return join(config.paths.ignition, "deployments", name);
}

/**
 * What proofs of this chain begin with. The registry names the validators of a consortium's chain from block 0 on; what is
 * deployed later is on a chain whose blocks nobody seals that it knows.
 */
async function describeAnchor(provider: Provider): Promise<DeploymentAnchor> {
  const genesis = await provider.getBlock(0);
  if (!genesis?.hash) throw new UserError("The chain does not show its block 0.");
  return { genesisHash: genesis.hash, validators: [], seals: "none" };
}

/** Code hash and first block of every contract. */
export async function describeContracts(
  provider: Provider,
  addresses: Record<ContractName, string>,
): Promise<Deployment["contracts"]> {
  const latest = await provider.getBlockNumber();
  const entries: [ContractName, DeployedContract][] = [];
  for (const name of CONTRACT_NAMES) {
    const address = addresses[name];
    const codeHash = keccak256(await provider.getCode(address, latest));
    entries.push([
      name,
      { address, startBlock: await firstBlock(provider, address, latest), codeHash },
    ]);
  }
  return Object.fromEntries(entries) as Deployment["contracts"];
}

/** The block from which an address has code, 0 where the genesis file put it there. */
async function firstBlock(provider: Provider, address: string, latest: number): Promise<number> {
  let [without, withCode] = [-1, latest];
  while (withCode - without > 1) {
    const middle = Math.floor((without + withCode) / 2);
    if ((await provider.getCode(address, middle)) === "0x") without = middle;
    else withCode = middle;
  }
  return withCode;
}
