// What makers, holders and authorities can do that the example world's year does not show.

import { modelOf, parseRobotId, type RobotId, toBytes, toBytes32 } from "@openrobotid/sdk";
import { createCommitment } from "@openrobotid/sdk/actions";
import type { HDNodeWallet } from "ethers";
import type { Contracts } from "../../../scripts/deployment/contracts.js";
import type { Play } from "../../../scripts/world/play.js";
import { ORDER_ACTIONS, ROLES } from "../../../scripts/world/vocabulary.js";
import type { ProofChain } from "./chain.js";
import { sent } from "./decide.js";
import type { Expect } from "./founders.js";

const YEAR = 365 * 24 * 60 * 60;
const ACTIVE = 1n;
const REVOKED = 3n;

/** A salted commitment to nothing in particular. */
const reason = createCommitment("a reason of the proof", `0x${"5a".repeat(32)}`).commitment;

/** Uses what is left of the registry: on a maker of the proof's own, and on a robot of the year. */
export async function useRegisters(
  chain: ProofChain,
  play: Play,
  robots: readonly string[],
  expect: Expect,
): Promise<void> {
  await liveAMakersLife(chain, play, expect);
  const robot = await freeRobot(play, robots);
  await useRobot(chain, play, robot, expect);
  await destroyByOrder(chain, play, robot, expect);
}

/** A maker is admitted, moves its account, is suspended, reinstated, and revoked; so are a model and a workshop. */
async function liveAMakersLife(chain: ProofChain, play: Play, expect: Expect): Promise<void> {
  const [authority] = play.world.authorities;
  const [code] = authority?.countries ?? [];
  if (authority === undefined || code === undefined) throw new Error("a world without a country");
  const { authorityRegistry } = play.as(authority.party);
  const [maker, successor, workshop] = [300, 301, 302].map((number) => chain.account(number)) as [
    HDNodeWallet,
    HDNodeWallet,
    HDNodeWallet,
  ];
  const [id, model, country] = [`${code}PR00`, `${code}PR00PROOF1`, code].map((of) =>
    toBytes(of),
  ) as [string, string, string];
  const until = (await chain.now()) + YEAR;
  await sent(
    authorityRegistry.admitManufacturer(
      id,
      maker.address,
      "Maker of the proof",
      "https://proof.example",
    ),
  );
  await sent(
    chain
      .as(maker)
      .authorityRegistry.registerModel(model, 1, 8, "Model of the proof", "https://proof.example"),
  );
  await sent(authorityRegistry.approveModel(model, country, 1, reason, until));
  await sent(
    authorityRegistry.accredit(workshop.address, ROLES.indexOf("workshop"), country, until),
  );
  await sent(chain.as(maker).authorityRegistry.proposeManufacturerAccount(id, successor.address));
  await sent(chain.as(successor).authorityRegistry.acceptManufacturerAccount(id));
  await sent(
    chain.as(successor).registry.issueLot(model, toBytes("PRF26W00000000001"), 10, reason, ""),
  );
  expect("the stock of the maker", await play.contracts.registry.stockOf(id), 10n);
  await sent(authorityRegistry.suspendManufacturer(id, reason));
  await sent(authorityRegistry.reinstateManufacturer(id, reason));
  expect("the maker, reinstated", (await authorityRegistry.manufacturer(id)).status, ACTIVE);
  await sent(authorityRegistry.withdrawModelApproval(model, country, reason));
  await sent(
    authorityRegistry.withdrawAccreditation(
      workshop.address,
      ROLES.indexOf("workshop"),
      country,
      reason,
    ),
  );
  await sent(authorityRegistry.revokeManufacturer(id, reason));
  expect("the maker, revoked", (await authorityRegistry.manufacturer(id)).status, REVOKED);
}

/** A robot in service on which nothing lies that would keep it from changing hands. */
export async function freeRobot(play: Play, robots: readonly string[]): Promise<RobotId> {
  for (const code of robots) {
    const id = parseRobotId(code);
    const { state, stolen, disputed, holder } = await play.contracts.registry.robot(toBytes32(id));
    const open = await play.contracts.recalls.openCampaignsOf(toBytes32(id));
    const known = [...play.accounts.values()].some(({ address }) => address === holder);
    if (state === IN_SERVICE && !stolen && !disputed && open.length === 0 && known) return id;
  }
  throw new Error("no robot of the world can change hands at its end");
}

const IN_SERVICE = 2n;

/** Hands a robot about in the ways that the year leaves out, and back to its holder. */
async function useRobot(
  chain: ProofChain,
  play: Play,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const { registry, dossier } = play.contracts;
  const id = toBytes32(robot);
  const holder = play.account(play.partyAt((await registry.robot(id)).holder));
  const [other, agent] = [chain.account(310), chain.account(311)];
  const [own, others, agents] = [chain.as(holder), chain.as(other), chain.as(agent)];
  await sent(own.registry.setApprovalForAll(agent.address, true));
  await sent(agents.registry.approve(other.address, id));
  await sent(
    others.registry["safeTransferFrom(address,address,uint256)"](holder.address, other.address, id),
  );
  expect("the holder after a transfer", await registry.ownerOf(id), other.address);
  await sent(others.registry.approve(holder.address, id));
  await sent(
    own.registry["safeTransferFrom(address,address,uint256,bytes)"](
      other.address,
      holder.address,
      id,
      "0x01",
    ),
  );
  await sent(own.registry.revokeConsents(id));
  await sent(own.registry.setOperator(id, agent.address, (await chain.now()) + YEAR));
  await sent(agents.registry.acceptOperator(id));
  await sent(agents.registry.resignOperator(id));

  const { orders } = await authorityFor(play, robot);
  const proposed = await sent(orders.propose(id, 1, other.address, reason));
  expect("whether an order was proposed", proposed.status, 1);
  await sent(orders.withdraw(await orders.orderCount(), reason));

  const maker = await play.makerOf(modelOf(robot));
  const model = toBytes(modelOf(robot));
  await sent(
    chain.as(maker).dossier.publishRelease(model, "proof", reason, "https://proof.example"),
  );
  await sent(chain.as(maker).dossier.withdrawRelease(model, reason, reason));
  expect(
    "whether the release is withdrawn",
    (await dossier.releaseOf(model, reason)).withdrawnAt > 0n,
    true,
  );
}

/** An order takes a robot in, as where its holder is gone, and the recycler destroys it. Nothing leads back. */
async function destroyByOrder(
  chain: ProofChain,
  play: Play,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const { registry } = play.contracts;
  const id = toBytes32(robot);
  const recycler = chain.account(320);
  const country = await registry.countryOf(id);
  const { orders, authorityRegistry } = await authorityFor(play, robot);
  const notice = await orders.noticePeriod();
  const until = (await chain.now()) + Number(notice) + YEAR;
  await sent(
    authorityRegistry.accredit(recycler.address, ROLES.indexOf("recycler"), country, until),
  );
  await sent(orders.propose(id, ORDER_ACTIONS.indexOf("intake"), recycler.address, reason));
  const order = await orders.orderCount();
  await chain.wait(notice + 2n);
  await sent(chain.as(recycler).orders.execute(order));
  await sent(chain.as(recycler).registry.scrap(id, reason));
  expect("the state of a robot that was destroyed", await registry.stateOf(id), SCRAPPED);
}

const SCRAPPED = 4n;

/** The contracts as the authority calls them that answers for a robot. */
async function authorityFor(play: Play, robot: RobotId): Promise<Contracts> {
  const { registry, authorityRegistry } = play.contracts;
  const country = await registry.countryOf(toBytes32(robot));
  return play.as(play.partyAt(await authorityRegistry.authorityOf(country)));
}
