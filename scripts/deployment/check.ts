// Whether a deployment is what its parameters say, and whether nobody but the consortium has a say in it.
//
// Who holds a role is folded from the events of the whole life of the two contracts that know roles, so a holder that
// nobody thought of is found as well.
import {
  type BaseContract,
  EventLog,
  type Provider,
  toUtf8String,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import { UserError } from "../command.js";
import { type Contracts, connectContracts } from "./contracts.js";
import type { Deployment } from "./file.js";
import type { Parameters } from "./parameters.js";

/** A deployment that is not as it must be. */
export class DeploymentError extends UserError {
  override readonly name = "DeploymentError";

  constructor(readonly findings: readonly string[]) {
    super(`The deployment is not as it must be:\n${findings.map((of) => `  - ${of}`).join("\n")}`);
  }
}

/** Throws `DeploymentError` with everything that is wrong. */
export async function checkDeployment(
  provider: Provider,
  deployment: Deployment,
  parameters: Parameters,
  deployer: string,
): Promise<void> {
  const contracts = connectContracts(deployment, provider);
  const wanted = {
    ...(await wiring(contracts, parameters)),
    ...(await power(contracts, deployer)),
  };
  const findings = Object.entries(wanted).flatMap(([what, [found, expected]]) => {
    const [is, should] = [found, expected].map((value) => JSON.stringify(value, bigintAsNumber));
    return is === should ? [] : [`${what} is ${is}, should be ${should}`];
  });
  if (findings.length > 0) throw new DeploymentError(findings);
}

/** What was found and what was expected, by what it is about. */
type Comparison = Record<string, [found: unknown, expected: unknown]>;

async function wiring(contracts: Contracts, parameters: Parameters): Promise<Comparison> {
  const { timelock, accessManager, consortium, governor, authorityRegistry } = contracts;
  const { registryModules, registry, orders, flags, recalls, dossier } = contracts;
  const seats = [];
  for (let seat = 1; seat <= Number(await consortium.seatCount()); seat += 1) {
    const { name, authority, validator } = await consortium.seatOf(seat);
    const countries = (await consortium.countriesOf(seat)).map((code) => toUtf8String(code)).sort();
    seats.push({ name, authority, validator, countries });
  }
  return {
    "the seats": [
      seats,
      parameters.seats.map(({ countries, ...seat }) => ({
        ...seat,
        countries: countries.toSorted(),
      })),
    ],
    "the authority of Consortium": [await consortium.authority(), accessManager.target],
    "the authority of RegistryModules": [await registryModules.authority(), accessManager.target],
    "the consortium of ConsortiumGovernor": [await governor.token(), consortium.target],
    "the timelock of ConsortiumGovernor": [await governor.timelock(), timelock.target],
    "the voting delay": [await governor.votingDelay(), parameters.votingDelay],
    "the voting period": [await governor.votingPeriod(), parameters.votingPeriod],
    "the timelock's delay": [await timelock.getMinDelay(), parameters.timelockDelay],
    "the consortium of AuthorityRegistry": [
      await authorityRegistry.consortium(),
      consortium.target,
    ],
    "the authorities' register of RobotRegistry": [
      await registry.authorityRegistry(),
      authorityRegistry.target,
    ],
    "the modules of RobotRegistry": [await registry.registryModules(), registryModules.target],
    "the companion RegistrarOrders": [await registry.registrarOrders(), orders.target],
    "the companion RobotFlags": [await registry.robotFlags(), flags.target],
    "the notice of orders": [await orders.noticePeriod(), parameters.orderNotice],
    "the validity of orders": [await orders.validityPeriod(), parameters.orderValidity],
    "the resolver": [await registryModules.resolver(), parameters.resolver],
    "the registry of RecallRegistry": [await recalls.registry(), registry.target],
    "the registry of Dossier": [await dossier.registry(), registry.target],
    "the module of kind space 1": [await registryModules.moduleOf(1), recalls.target],
    "the module of kind space 2": [await registryModules.moduleOf(2), dossier.target],
    "the transfer policies": [[...(await registryModules.transferPolicies())], [recalls.target]],
  };
}

async function power(contracts: Contracts, deployer: string): Promise<Comparison> {
  const { timelock, accessManager, consortium, governor } = contracts;
  const proposer = await timelock.PROPOSER_ROLE();
  const canceller = await timelock.CANCELLER_ROLE();
  const executor = await timelock.EXECUTOR_ROLE();
  return {
    "the holders of the timelock's roles": [
      await holders(timelock),
      sortHoldings([
        [ZeroHash, timelock.target],
        [proposer, governor.target],
        [canceller, governor.target],
        [executor, ZeroAddress],
      ]),
    ],
    "the holders of the access manager's roles": [
      await holders(accessManager),
      sortHoldings([[await accessManager.ADMIN_ROLE(), timelock.target]]),
    ],
    "the deployer's seat": [await consortium.seatOfAuthority(deployer), 0],
  };
}

type Holding = readonly [role: unknown, account: unknown];

/** Who holds which role, by the events that gave and took them. */
async function holders(contract: BaseContract): Promise<string[]> {
  const granted = await contract.queryFilter("RoleGranted");
  const revoked = await contract.queryFilter("RoleRevoked");
  const changes = [...granted, ...revoked]
    .filter((log) => log instanceof EventLog)
    .sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const held = new Set<string>();
  for (const { eventName, args } of changes) {
    const holding = nameHolding([args[0], args[1]]);
    if (eventName === "RoleGranted") held.add(holding);
    else held.delete(holding);
  }
  return [...held].sort();
}

function nameHolding([role, account]: Holding): string {
  return `${account} has role ${role}`;
}

function sortHoldings(holdings: Holding[]): string[] {
  return holdings.map(nameHolding).sort();
}

function bigintAsNumber(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
