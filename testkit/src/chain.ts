// A chain of its own for each test process, served over HTTP on 127.0.0.1, with everything deployed and the world of
// the contract tests on it: see `modulesFixture` for what happened to which unit.

import { robotIdActions } from "@openrobotid/sdk/actions";
import { type DeployedContract, type Deployment, robotIdChain } from "@openrobotid/sdk/chains";
import { type BaseContract, keccak256 } from "ethers";
import { network } from "hardhat";
import {
  type Address,
  createClient,
  type HDAccount,
  type Hex,
  http,
  type LocalAccount,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { PARTS } from "./accounts.js";
import { isolateOn } from "./isolate.js";
import { modulesFixture } from "./modules.js";
import { type Connection, START } from "./network.js";

export { PARTS };

/** Who plays in the tests: the parts of the contract tests, in the order of the chain's accounts. */
export type Part = (typeof PARTS)[number];

/** The words that the accounts of Hardhat come from. Everyone knows them: they guard nothing. */
export const MNEMONIC = "test test test test test test test test test test test junk";

const server = await network.createServer({ override: { initialDate: START } }, "127.0.0.1", 0);
const { port } = await server.listen();

/** Where the chain's node answers. */
export const rpcUrl = `http://127.0.0.1:${port}`;

/** The chain as Hardhat connects to it, for what no client of the SDK asks a node. */
export const connection = await network.create({ network: "localhost", override: { url: rpcUrl } });

/** What the fixture gives: contracts as ethers knows them, and helpers. An independent witness of what the SDK does. */
export const world = await modulesFixture(connection as Connection);

/** For waiting: `time` of the Hardhat network helpers. */
export const { time } = connection.networkHelpers;

/** What `deployments/<chainId>.json` would say. */
export const deployment: Deployment = {
  chainId: Number((await connection.ethers.provider.getNetwork()).chainId),
  contracts: {
    AccessManager: await deployed(world.accessManager),
    AuthorityRegistry: await deployed(world.authorityRegistry),
    Consortium: await deployed(world.consortium),
    ConsortiumGovernor: await deployed(world.governor),
    Dossier: await deployed(world.dossier),
    RecallRegistry: await deployed(world.recalls),
    RegistrarOrders: await deployed(world.orders, world.registry),
    RegistryModules: await deployed(world.registryModules),
    RobotFlags: await deployed(world.flags, world.registry),
    RobotRegistry: await deployed(world.registry),
    SignedActs: await deployed(world.signedActs),
    TimelockController: await deployed(world.timelock),
  },
};

/** The accounts of everyone, with their keys. */
export const accounts = Object.fromEntries(
  PARTS.map((part, addressIndex) => [part, mnemonicToAccount(MNEMONIC, { addressIndex })]),
) as Record<Part, HDAccount>;

/** The viem chain of the registry. */
export const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });

/** A client of somebody, with every action. */
export function clientOf(part: Part | LocalAccount) {
  return createClient({
    account: typeof part === "string" ? accounts[part] : part,
    chain,
    transport: http(),
    pollingInterval: 20,
    cacheTime: 0,
  }).extend(robotIdActions());
}

/** Keeps what a `describe` does to the chain to itself: see {@link isolateOn}. */
export const isolate = () => isolateOn(connection.provider);

/** Says where a contract is; one that another contract created has no deployment of its own. */
async function deployed(contract: BaseContract, creator = contract): Promise<DeployedContract> {
  const { provider } = connection.ethers;
  const address = (await contract.getAddress()) as Address;
  const receipt = await creator.deploymentTransaction()?.wait();
  return {
    address,
    startBlock: receipt?.blockNumber ?? 0,
    codeHash: keccak256(await provider.getCode(address)) as Hex,
  };
}

// Outside of every `describe`: runs once, when all tests of the process are done.
after(async () => {
  await connection.close();
  await server.close();
});
