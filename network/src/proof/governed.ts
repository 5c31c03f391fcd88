// What governance can do beside seats: replace modules, change its own settings, hand out and take back roles.

import { KIND_SPACES } from "@openrobotid/deployment/spaces";
import { type BaseWallet, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import {
  AccessManager__factory,
  RecallRegistry__factory,
  TimelockController__factory,
} from "../../../types/index.js";
import type { ProofChain } from "./chain.js";
import { type DecidedCall, type Decisions, decided, sent } from "./decide.js";
import type { Expect } from "./expect.js";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** A role that the proof makes up, and the role whose holders may cancel what it schedules. */
const KEEPER = 7;
const GUARDIAN = 8;

/** Uses everything that only a decision can do. `seats` are enough to decide. */
export async function useGovernance(
  chain: ProofChain,
  decisions: Decisions,
  seats: readonly BaseWallet[],
  expect: Expect,
): Promise<void> {
  await replaceModule(chain, decisions, seats, expect);
  await changeSettings(chain, decisions, seats, expect);
  await useRoles(chain, decisions, seats, expect);
  await useTimelock(chain, decisions, seats, expect);
}

/** Another recall register takes the place of the present one, works, and makes room again. */
async function replaceModule(
  chain: ProofChain,
  decisions: Decisions,
  seats: readonly BaseWallet[],
  expect: Expect,
): Promise<void> {
  const { registry, registryModules, recalls } = chain.contracts;
  const deployer = chain.account(200);
  const successor = await new RecallRegistry__factory(deployer).deploy(
    await registry.getAddress(),
    await recalls.closingNotice(),
  );
  await successor.waitForDeployment();
  const [present, next] = [await recalls.getAddress(), await successor.getAddress()];
  const modules = registryModules.interface;
  const swap = async (from: string, to: string): Promise<DecidedCall[]> => [
    await decided(registryModules, modules.encodeFunctionData("removeTransferPolicy", [from])),
    await decided(
      registryModules,
      modules.encodeFunctionData("setModule", [KIND_SPACES.RecallRegistry, to]),
    ),
    await decided(registryModules, modules.encodeFunctionData("addTransferPolicy", [to])),
  ];
  await decisions.decide(seats, await swap(present, next));
  expect("the module of recalls", await registryModules.moduleOf(KIND_SPACES.RecallRegistry), next);
  const endsAt = BigInt(await chain.now()) + (await registryModules.policyNotice());
  expect("the end of the policy", await registryModules.policyEndsAt(present), endsAt);
  expect("the transfer policies", [...(await registryModules.transferPolicies())], [present, next]);
  expect("the space of the module that was replaced", await registryModules.spaceOf(present), 0n);
  await decisions.decide(seats, await swap(next, present));
  expect(
    "the module of recalls, put back",
    await registryModules.moduleOf(KIND_SPACES.RecallRegistry),
    present,
  );
  expect("the end of the policy, put back", await registryModules.policyEndsAt(present), 0n);
}

/** The governor's own settings, another timelock, another access manager, and back. */
async function changeSettings(
  chain: ProofChain,
  decisions: Decisions,
  seats: readonly BaseWallet[],
  expect: Expect,
): Promise<void> {
  const { governor, timelock, consortium, registryModules, accessManager } = chain.contracts;
  const deployer = chain.account(200);
  const own = await governor.getAddress();
  const present = await timelock.getAddress();
  const other = await new TimelockController__factory(deployer).deploy(
    0,
    [own],
    [ZeroAddress],
    ZeroAddress,
  );
  await other.waitForDeployment();
  const settings = governor.interface;
  const move = async (to: string) =>
    decided(governor, settings.encodeFunctionData("updateTimelock", [to]));
  const country = toUtf8Bytes("AQ");
  const [firstSeat] = await Promise.all(
    seats.map(({ address }) => consortium.seatOfAuthority(address)),
  );
  const toOther = await move(await other.getAddress());
  await decisions.cancel(seats[0] as BaseWallet, [toOther]);
  await decisions.withdraw(seats, [toOther], expect);
  await decisions.decide(seats, [
    await decided(governor, settings.encodeFunctionData("setProposalThreshold", [1])),
    await decided(
      governor,
      settings.encodeFunctionData("relay", [
        await consortium.getAddress(),
        0,
        consortium.interface.encodeFunctionData("seatCount"),
      ]),
    ),
    await decided(
      consortium,
      consortium.interface.encodeFunctionData("assignCountry", [country, firstSeat ?? 0n]),
    ),
    await move(await other.getAddress()),
  ]);
  expect("the seat of AQ", await consortium.seatOfCountry(country), firstSeat);
  expect("the governor's timelock", await governor.timelock(), await other.getAddress());
  await decisions.decide(seats, [await move(present)]);
  expect("the governor's timelock, put back", await governor.timelock(), present);

  const manager = await new AccessManager__factory(deployer).deploy(present);
  await manager.waitForDeployment();
  const targets = [consortium, registryModules];
  const calls = [
    await decided(consortium, consortium.interface.encodeFunctionData("releaseCountry", [country])),
  ];
  for (const [from, to] of [
    [accessManager, manager],
    [manager, accessManager],
  ] as const) {
    for (const target of targets) {
      const data = from.interface.encodeFunctionData("updateAuthority", [
        await target.getAddress(),
        await to.getAddress(),
      ]);
      calls.push(await decided(from, data));
    }
  }
  await decisions.decide(seats, calls);
  expect(
    "the authority of Consortium",
    await consortium.authority(),
    await accessManager.getAddress(),
  );
  expect("the seat of AQ, released", await consortium.seatOfCountry(country), 0n);
}

/** A role with a delay: what its holder schedules, cancels and carries out, and how it is taken back. */
async function useRoles(
  chain: ProofChain,
  decisions: Decisions,
  seats: readonly BaseWallet[],
  expect: Expect,
): Promise<void> {
  const { accessManager, registryModules } = chain.contracts;
  const keeper = chain.account(201);
  const guardian = chain.account(202);
  const modules = await registryModules.getAddress();
  const roles = accessManager.interface;
  const selector = registryModules.interface.getFunction("setResolver").selector;
  const resolver = await registryModules.resolver();
  const label = roles.encodeFunctionData("labelRole", [GUARDIAN, "guardian of the resolver"]);
  const decide = (...data: string[]) =>
    Promise.all(data.map((of) => decided(accessManager, of))).then((calls) =>
      decisions.decide(seats, calls),
    );
  await decide(
    roles.encodeFunctionData("multicall", [[label]]),
    roles.encodeFunctionData("labelRole", [KEEPER, "keeper of the resolver"]),
    roles.encodeFunctionData("setRoleAdmin", [KEEPER, 0]),
    roles.encodeFunctionData("setRoleGuardian", [KEEPER, GUARDIAN]),
    roles.encodeFunctionData("setGrantDelay", [KEEPER, 0]),
    roles.encodeFunctionData("setTargetAdminDelay", [modules, 0]),
    roles.encodeFunctionData("setTargetFunctionRole", [modules, [selector], KEEPER]),
    roles.encodeFunctionData("grantRole", [KEEPER, keeper.address, HOUR]),
    roles.encodeFunctionData("grantRole", [GUARDIAN, guardian.address, 0]),
    roles.encodeFunctionData("setTargetClosed", [modules, true]),
    roles.encodeFunctionData("setTargetClosed", [modules, false]),
  );
  const own = chain.as(keeper);
  const set = (uri: string) => registryModules.interface.encodeFunctionData("setResolver", [uri]);
  const [direct, cancelled, through] = ["direct", "cancelled", "through"].map(
    (of) => `https://${of}.example`,
  );
  for (const uri of [direct, cancelled, through]) {
    await sent(own.accessManager.schedule(modules, set(uri ?? ""), 0));
  }
  await sent(
    chain.as(guardian).accessManager.cancel(keeper.address, modules, set(cancelled ?? "")),
  );
  await chain.wait(2 * HOUR);
  await sent(own.registryModules.setResolver(direct ?? ""));
  expect("the resolver that the keeper set", await registryModules.resolver(), direct);
  await sent(own.accessManager.execute(modules, set(through ?? "")));
  expect("the resolver set through the manager", await registryModules.resolver(), through);
  await sent(own.accessManager.renounceRole(KEEPER, keeper.address));
  await decisions.decide(seats, [
    await decided(
      accessManager,
      roles.encodeFunctionData("revokeRole", [GUARDIAN, guardian.address]),
    ),
    await decided(
      accessManager,
      roles.encodeFunctionData("setTargetFunctionRole", [modules, [selector], 0]),
    ),
    await decided(registryModules, set(resolver)),
  ]);
  expect("the resolver, put back", await registryModules.resolver(), resolver);
}

/** The timelock's roles in the hands of somebody else, and taken back. */
async function useTimelock(
  chain: ProofChain,
  decisions: Decisions,
  seats: readonly BaseWallet[],
  expect: Expect,
): Promise<void> {
  const { timelock, governor } = chain.contracts;
  const stranger = chain.account(203);
  const own = chain.as(stranger).timelock;
  const proposer = await timelock.PROPOSER_ROLE();
  const canceller = await timelock.CANCELLER_ROLE();
  const executor = await timelock.EXECUTOR_ROLE();
  const of = timelock.interface;
  const target = await timelock.getAddress();
  await decisions.decide(seats, [
    await decided(timelock, of.encodeFunctionData("grantRole", [proposer, stranger.address])),
    await decided(timelock, of.encodeFunctionData("grantRole", [canceller, stranger.address])),
    await decided(timelock, of.encodeFunctionData("grantRole", [executor, stranger.address])),
  ]);
  const delay = await timelock.getMinDelay();
  const payload = of.encodeFunctionData("updateDelay", [delay]);
  await sent(own.schedule(target, 0, payload, ZeroHash, ZeroHash, delay));
  await sent(own.scheduleBatch([target], [0], [payload], ZeroHash, ZeroHash, delay));
  await sent(
    own.cancel(await timelock.hashOperationBatch([target], [0], [payload], ZeroHash, ZeroHash)),
  );
  await chain.wait(delay + BigInt(DAY));
  await sent(own.execute(target, 0, payload, ZeroHash, ZeroHash));
  await sent(own.renounceRole(proposer, stranger.address));
  await decisions.decide(seats, [
    await decided(timelock, of.encodeFunctionData("revokeRole", [canceller, stranger.address])),
    await decided(timelock, of.encodeFunctionData("revokeRole", [executor, stranger.address])),
  ]);
  for (const role of [proposer, canceller, executor]) {
    expect(
      "whether a stranger has a role of the timelock",
      await timelock.hasRole(role, stranger.address),
      false,
    );
    expect(
      "whether the governor has it",
      await timelock.hasRole(role, await governor.getAddress()),
      true,
    );
  }
  const nobody = stranger.address;
  await sent(own.onERC721Received(nobody, nobody, 1, "0x"));
  await sent(own.onERC1155Received(nobody, nobody, 1, 1, "0x"));
  await sent(own.onERC1155BatchReceived(nobody, nobody, [1], [1], "0x"));
}
