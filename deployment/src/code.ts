// Whether the contracts of a deployment are made of these sources, and of nothing else.
//
// Code alone does not tell: a deployer can send code of its own that writes what it likes into storage and then leaves the
// right code behind. So the transaction that created each contract is read as well.
import { concat, getBytes, getCreateAddress, hexlify, Interface, type Provider } from "ethers";
import { artifacts } from "hardhat";
import {
  CONTRACT_NAMES,
  type ContractName,
  type DeployedContract,
  type Deployment,
} from "./file.js";
import { byModule, type Parameters } from "./parameters.js";

/** Created by the constructor of `RobotRegistry`, so by what that was created with. */
type Companion = "RegistrarOrders" | "RobotFlags";

/** Names each contract whose runtime code is not of these sources, whatever its immutables hold. */
export async function foreignCode(provider: Provider, deployment: Deployment): Promise<string[]> {
  const findings = CONTRACT_NAMES.map(async (name) => {
    const artifact = await artifacts.readArtifact(name);
    const found = await provider.getCode(deployment.contracts[name].address);
    const isSame = masked(found, artifact.immutableReferences) === artifact.deployedBytecode;
    return isSame ? [] : [`the code of ${name} is not that of these sources`];
  });
  return (await Promise.all(findings)).flat();
}

/** Names each contract that was not created by the code of these sources with the arguments that follow from the parameters. */
export async function foreignCreation(
  provider: Provider,
  deployment: Deployment,
  parameters: Parameters,
  deployer: string,
): Promise<string[]> {
  const created = constructorArguments(deployment, parameters, deployer);
  const findings = Object.entries(created).map(async ([contract, given]) => {
    const name = contract as keyof typeof created;
    const { abi, bytecode } = await artifacts.readArtifact(name);
    const expected = concat([bytecode, new Interface(abi).encodeDeploy(given)]);
    const sent = await creationOf(provider, deployment.contracts[name]);
    if (sent === undefined) return [`${name} was not created by a transaction of its own`];
    return sent === expected ? [] : [`${name} was created with other code or arguments`];
  });
  return (await Promise.all(findings)).flat();
}

/** Runtime code with zeros where immutables are, as the compiler leaves it. */
function masked(
  code: string,
  immutables: Record<string, { start: number; length: number }[]> = {},
): string {
  const bytes = getBytes(code);
  for (const { start, length } of Object.values(immutables).flat()) {
    bytes.fill(0, start, start + length);
  }
  return hexlify(bytes);
}

/** What the transaction that created a contract carried; undefined where another contract created it. */
async function creationOf(
  provider: Provider,
  { address, startBlock }: DeployedContract,
): Promise<string | undefined> {
  const block = await provider.getBlock(startBlock, true);
  return block?.prefetchedTransactions.find(
    ({ to, from, nonce }) => to === null && getCreateAddress({ from, nonce }) === address,
  )?.data;
}

/** What each constructor is given, as the Ignition modules give it. */
function constructorArguments(
  { contracts }: Deployment,
  parameters: Parameters,
  deployer: string,
): Record<Exclude<ContractName, Companion>, unknown[]> {
  const at = (name: ContractName) => contracts[name].address;
  const { Consortium, Authority, Registry, Recall } = byModule(parameters);
  const { seats, votingDelay, votingPeriod, timelockDelay, tenure, rotationDelay } = Consortium;
  const { policyNotice, resolver, ...periods } = Registry;
  return {
    TimelockController: [timelockDelay, [], [], deployer],
    AccessManager: [deployer],
    Consortium: [at("AccessManager"), seats, tenure, rotationDelay],
    ConsortiumGovernor: [at("Consortium"), at("TimelockController"), votingDelay, votingPeriod],
    AuthorityRegistry: [at("Consortium"), Authority.successionNotice],
    RegistryModules: [at("AccessManager"), policyNotice, resolver],
    SignedActs: [at("AuthorityRegistry")],
    RobotRegistry: [at("AuthorityRegistry"), at("RegistryModules"), at("SignedActs"), periods],
    RecallRegistry: [at("RobotRegistry"), Recall.closingNotice],
    Dossier: [at("RobotRegistry")],
  };
}
