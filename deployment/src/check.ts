// Whether a deployment is what its parameters say, and whether nobody but the consortium has a say in it.
//
// Who holds a role is folded from the events of the whole life of the two contracts that know roles, so a holder that
// nobody thought of is found as well; any other event of theirs is something that nobody had to do yet.

import { UserError } from "@openrobotid/kit/command";
import {
  type BaseContract,
  type LogDescription,
  type Provider,
  toUtf8String,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import { foreignCode, foreignCreation } from "./code.js";
import { type Contracts, connectContracts } from "./contracts.js";
import type { Deployment } from "./file.js";
import type { Parameters } from "./parameters.js";

/** A deployment that is not as it must be. */
export class DeploymentError extends UserError {
  override readonly name = "DeploymentError";

  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    super(`The deployment is not as it must be:\n${findings.map((of) => `  - ${of}`).join("\n")}`);
    this.findings = findings;
  }
}

/** Throws `DeploymentError` with everything that is wrong. */
export async function checkDeployment(
  provider: Provider,
  deployment: Deployment,
  parameters: Parameters,
  deployer: string,
): Promise<void> {
  // What follows asks the contracts themselves, so they must be what they seem.
  const foreign = await foreignCode(provider, deployment);
  if (foreign.length > 0) throw new DeploymentError(foreign);
  const contracts = connectContracts(deployment, provider);
  const wanted = {
    ...(await wiring(contracts, parameters)),
    ...(await modules(contracts)),
    ...(await power(provider, contracts, deployer)),
  };
  const creation = await foreignCreation(provider, deployment, parameters, deployer);
  const findings = [...differences(wanted), ...creation];
  if (findings.length > 0) throw new DeploymentError(findings);
}

/** What the contracts themselves say that is not as it must be, on a chain that has no transactions to tell: sentences. */
export async function stateFindings(
  provider: Provider,
  deployment: Deployment,
  parameters: Parameters,
): Promise<string[]> {
  const foreign = await foreignCode(provider, deployment);
  if (foreign.length > 0) return foreign;
  const contracts = connectContracts(deployment, provider);
  return differences({ ...(await wiring(contracts, parameters)), ...(await modules(contracts)) });
}

function differences(wanted: Comparison): string[] {
  return Object.entries(wanted).flatMap(([what, [found, expected]]) => {
    const [is, should] = [found, expected].map((value) => JSON.stringify(value, bigintAsNumber));
    return is === should ? [] : [`${what} is ${is}, should be ${should}`];
  });
}

/** What was found and what was expected, by what it is about. */
type Comparison = Record<string, [found: unknown, expected: unknown]>;

async function wiring(contracts: Contracts, parameters: Parameters): Promise<Comparison> {
  const { timelock, accessManager, consortium, governor, authorityRegistry } = contracts;
  const { registryModules, registry, signedActs, orders, flags, recalls, dossier } = contracts;
  const seats = [];
  for (let seat = 1; seat <= Number(await consortium.seatCount()); seat += 1) {
    const { name, authority, recovery, validator } = await consortium.seatOf(seat);
    const countries = (await consortium.countriesOf(seat)).map((code) => toUtf8String(code)).sort();
    seats.push({ name, authority, recovery, validator, countries });
  }
  return {
    "the seats": [
      seats,
      parameters.seats.map(({ name, authority, recovery = ZeroAddress, validator, countries }) => ({
        name,
        authority,
        recovery,
        validator,
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
    "the tenure of seats": [await consortium.tenure(), parameters.tenure],
    "the delay of a seat's new keys": [await consortium.rotationDelay(), parameters.rotationDelay],
    "the notice of a manufacturer's successor": [
      await authorityRegistry.successionNotice(),
      parameters.successionNotice,
    ],
    "the consortium of AuthorityRegistry": [
      await authorityRegistry.consortium(),
      consortium.target,
    ],
    "the authorities' register of RobotRegistry": [
      await registry.authorityRegistry(),
      authorityRegistry.target,
    ],
    "the modules of RobotRegistry": [await registry.registryModules(), registryModules.target],
    "the companion SignedActs": [await registry.signedActs(), signedActs.target],
    "the registry of SignedActs": [await signedActs.registry(), registry.target],
    "the companion RegistrarOrders": [await registry.registrarOrders(), orders.target],
    "the companion RobotFlags": [await registry.robotFlags(), flags.target],
    "the notice of orders": [await orders.noticePeriod(), parameters.orderNotice],
    "the validity of orders": [await orders.validityPeriod(), parameters.orderValidity],
    "the notice of a clearance": [await flags.clearanceNotice(), parameters.orderNotice],
    "the time before destruction": [await registry.scrapDelay(), parameters.scrapDelay],
    "the notice of a closing": [await recalls.closingNotice(), parameters.closingNotice],
    "the resolver": [await registryModules.resolver(), parameters.resolver],
    "the registry of RecallRegistry": [await recalls.registry(), registry.target],
    "the registry of Dossier": [await dossier.registry(), registry.target],
    "the notice of a policy's removal": [await registryModules.policyNotice(), parameters.tenure],
    "the transfer policies": [[...(await registryModules.transferPolicies())], [recalls.target]],
    "the end of the recalls as a policy": [await registryModules.policyEndsAt(recalls), 0],
  };
}

/** The number of the last kind space; space 0 is the registry's own. */
const LAST_SPACE = 255;

async function modules({ registryModules, recalls, dossier }: Contracts): Promise<Comparison> {
  const expected = [recalls.target, dossier.target];
  const spaces = Array.from({ length: LAST_SPACE }, (_, index) => index + 1);
  return Object.fromEntries(
    await Promise.all(
      spaces.map(async (space) => [
        `the module of kind space ${space}`,
        [await registryModules.moduleOf(space), expected[space - 1] ?? ZeroAddress],
      ]),
    ),
  );
}

async function power(
  provider: Provider,
  contracts: Contracts,
  deployer: string,
): Promise<Comparison> {
  const { timelock, accessManager, consortium, governor } = contracts;
  const proposer = await timelock.PROPOSER_ROLE();
  const canceller = await timelock.CANCELLER_ROLE();
  const executor = await timelock.EXECUTOR_ROLE();
  const ofTimelock = await eventsOf(provider, timelock);
  const ofManager = await eventsOf(provider, accessManager);
  return {
    "the holders of the timelock's roles": [
      holders(ofTimelock),
      sortHoldings([
        [ZeroHash, timelock.target],
        [proposer, governor.target],
        [canceller, governor.target],
        [executor, governor.target],
      ]),
    ],
    "the holders of the access manager's roles": [
      holders(ofManager),
      sortHoldings([[await accessManager.ADMIN_ROLE(), timelock.target]]),
    ],
    // Its constructor sets the delay, by such an event.
    "what the timelock did beside": [others(ofTimelock, ["MinDelayChange"]), []],
    "what the access manager did beside": [others(ofManager), []],
    "the deployer's seat": [await consortium.seatOfAuthority(deployer), 0],
    "the seats that the deployer recovers": [await recoveredBy(consortium, deployer), []],
  };
}

async function recoveredBy(
  consortium: Contracts["consortium"],
  account: string,
): Promise<number[]> {
  const seats = [];
  for (let seat = 1; seat <= Number(await consortium.seatCount()); seat += 1) {
    if ((await consortium.seatOf(seat)).recovery === account) seats.push(seat);
  }
  return seats;
}

/** Everything that a contract ever announced, in order. */
async function eventsOf(provider: Provider, contract: BaseContract): Promise<LogDescription[]> {
  const address = await contract.getAddress();
  const logs = await provider.getLogs({ address, fromBlock: 0 });
  return logs.map((log) => {
    const event = contract.interface.parseLog(log);
    if (event === null) throw new DeploymentError([`${address} announces what it cannot`]);
    return event;
  });
}

type Holding = readonly [role: unknown, account: unknown];

const GRANTED = "RoleGranted";
const REVOKED = "RoleRevoked";

/** Who holds which role, by the events that gave and took them. */
function holders(events: readonly LogDescription[]): string[] {
  const held = new Set<string>();
  for (const { name, args } of events) {
    const holding = nameHolding([args[0], args[1]]);
    if (name === GRANTED) held.add(holding);
    else if (name === REVOKED) held.delete(holding);
  }
  return [...held].sort();
}

/** What happened beside the giving and taking of roles, and beside what is expected. */
function others(events: readonly LogDescription[], expected: readonly string[] = []): string[] {
  return events
    .filter(({ name }) => ![GRANTED, REVOKED, ...expected].includes(name))
    .map(({ name, args }) => `${name}(${args.join(", ")})`);
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
