// What makers, holders and authorities can do that the example world's year does not show.

import type { Contracts } from "@openrobotid/deployment/contracts";
import {
  type CountryCode,
  type ModelId,
  modelOf,
  parseRobotId,
  type RobotId,
  toBytes,
  toBytes32,
} from "@openrobotid/sdk";
import { createCommitment } from "@openrobotid/sdk/actions";
import { numberOf } from "@openrobotid/world/vocabulary";
import { type HDNodeWallet, toUtf8String } from "ethers";
import type { ProofChain } from "./chain.js";
import { sent } from "./decide.js";
import type { Expect } from "./expect.js";
import type { Played } from "./played.js";
import { objectTo, RECYCLER, signActs } from "./signed.js";

/** Beyond the moment in question, in seconds. */
const MARGIN = 2n;
const YEAR = 365 * 24 * 60 * 60;
const ACTIVE = 1n;
const REVOKED = 3n;

/** A salted commitment to nothing in particular. */
const reason = createCommitment("a reason of the proof", `0x${"5a".repeat(32)}`).commitment;

/** Uses what is left of the registry: on a maker of the proof's own, and on a robot of the year. */
export async function useRegisters(
  chain: ProofChain,
  played: Played,
  robots: readonly string[],
  expect: Expect,
): Promise<void> {
  await liveAMakersLife(chain, played, expect);
  const robot = await freeRobot(played, robots);
  await useRobot(chain, played, robot, expect);
  await useRecalls(chain, played, robot, expect);
  await signActs(chain, played, robot, expect);
  await clearByOtherSeats(chain, played, robot, expect);
  await destroyByOrder(chain, played, robot, expect);
}

/**
 * A maker is admitted, moves its account, is suspended and reinstated. Its key is compromised, a successor takes the code over,
 * and it is revoked. A model and a workshop come and go beside it.
 */
async function liveAMakersLife(chain: ProofChain, played: Played, expect: Expect): Promise<void> {
  const [authority] = played.world.authorities;
  const [code] = authority?.countries ?? [];
  if (authority === undefined || code === undefined) throw new Error("a world without a country");
  const { authorityRegistry } = played.as(authority.party);
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
    authorityRegistry.accredit(
      workshop.address,
      numberOf("enum IAuthorityRegistry.Role", "workshop"),
      country,
      until,
    ),
  );
  await sent(chain.as(maker).authorityRegistry.proposeManufacturerAccount(id, successor.address));
  await sent(chain.as(successor).authorityRegistry.acceptManufacturerAccount(id));
  await sent(
    chain.as(successor).registry.issueLot(model, toBytes("PRF26W00000000001"), 10, reason, ""),
  );
  const stock = await played.contracts.registry.lot(
    await played.contracts.registry.lotOf(
      toBytes32(parseRobotId(`${code}PR00PROOF1PRF26W00000000001`)),
    ),
  );
  expect("the lot of the maker", stock.count, 10n);
  const own = chain.as(successor).authorityRegistry;
  const former = played.contracts.authorityRegistry;
  expect("whether the former account attests", await former.isAttester(id, maker.address), true);
  await sent(own.voidAttestations(id, maker.address));
  expect("whether it still does", await former.isAttester(id, maker.address), false);
  await sent(authorityRegistry.suspendManufacturer(id, reason));
  await sent(authorityRegistry.reinstateManufacturer(id, reason));
  expect("the maker, reinstated", (await authorityRegistry.manufacturer(id)).status, ACTIVE);
  await sent(authorityRegistry.withdrawModelApproval(model, country, reason));
  await sent(
    authorityRegistry.withdrawAccreditation(
      workshop.address,
      numberOf("enum IAuthorityRegistry.Role", "workshop"),
      country,
      reason,
    ),
  );
  await succeed(chain, played, authority.party, id, expect);
  await sent(authorityRegistry.revokeManufacturer(id, reason));
  expect("the maker, revoked", (await authorityRegistry.manufacturer(id)).status, REVOKED);
}

/**
 * The authority declares the key of a maker compromised and suspends what the thief may have recalled; it names a successor,
 * other seats sign, and the successor takes the code over.
 */
async function succeed(
  chain: ProofChain,
  played: Played,
  authority: string,
  id: string,
  expect: Expect,
): Promise<void> {
  const { authorityRegistry, recalls } = played.as(authority);
  const heir = chain.account(303);
  const thief = await authorityRegistry.accountOf(id);
  const campaign = await openCampaign(chain, {
    of: thief,
    model: `${textOf(id)}PROOF1`,
    severity: STOP_USE,
  });
  const since = (await recalls.campaignOf(campaign)).openedAt;
  await sent(authorityRegistry.declareCompromised(id, since, reason));
  expect(
    "whether a compromised key is a maker's",
    await authorityRegistry.isMaker(id, thief),
    false,
  );
  const country = toBytes(textOf(id).slice(0, 2) as CountryCode);
  await sent(recalls.suspend(campaign, country, reason));
  const suspendedAt = await recalls.suspendedAt(campaign, country);
  expect("whether the campaign is suspended", suspendedAt > 0n, true);

  await sent(authorityRegistry.nameSuccessor(id, heir.address, reason));
  await sent(authorityRegistry.withdrawSuccession(id));
  await sent(authorityRegistry.nameSuccessor(id, heir.address, reason));
  const { needed } = await authorityRegistry.successionOf(id);
  for (const party of othersThan(played, authority).slice(0, Number(needed))) {
    await sent(played.as(party).authorityRegistry.countersignSuccession(id, heir.address));
  }
  await chain.wait((await authorityRegistry.successionNotice()) + MARGIN);
  await sent(chain.as(heir).authorityRegistry.acceptSuccession(id));
  expect(
    "the account of the maker, taken over",
    await authorityRegistry.accountOf(id),
    heir.address,
  );
}

/** Parties with a seat of tenure, except one. */
function othersThan({ world }: Played, authority: string): string[] {
  return world.authorities
    .filter(({ party, founding }) => founding && party !== authority)
    .map(({ party }) => party);
}

/** A robot in service on which nothing lies that would keep it from changing hands. */
export async function freeRobot(played: Played, robots: readonly string[]): Promise<RobotId> {
  for (const code of robots) {
    const id = parseRobotId(code);
    const { state, stolen, disputed, holder } = await played.contracts.registry.robot(
      toBytes32(id),
    );
    const open = await played.contracts.recalls.openCampaignsOf(toBytes32(id));
    const known = played.partyAt(holder) !== holder;
    if (state === IN_SERVICE && !stolen && !disputed && open.length === 0 && known) return id;
  }
  throw new Error("no robot of the world can change hands at its end");
}

const IN_SERVICE = 2n;

/** Hands a robot about in the ways that the year leaves out, and back to its holder. */
async function useRobot(
  chain: ProofChain,
  played: Played,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const { registry, dossier } = played.contracts;
  const id = toBytes32(robot);
  const holder = played.account(played.partyAt((await registry.robot(id)).holder));
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
  await sent(own.signedActs.revokeConsents(id));
  await sent(own.registry.setOperator(id, agent.address, (await chain.now()) + YEAR));
  await sent(agents.registry.acceptOperator(id));
  await sent(agents.registry.resignOperator(id));

  const { orders } = await authorityFor(played, robot);
  const proposed = await sent(orders.propose(id, 1, other.address, reason));
  expect("whether an order was proposed", proposed.status, 1);
  await sent(orders.withdraw(await orders.orderCount(), reason));

  const maker = await played.makerOf(modelOf(robot));
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

/** A robot's maker recalls it, finds its own remedy wanting, and closes; grave campaigns bind on for their notice. */
async function useRecalls(
  chain: ProofChain,
  played: Played,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const { recalls } = played.contracts;
  const id = toBytes32(robot);
  const maker = await played.makerOf(modelOf(robot));
  const own = chain.as(maker).recalls;
  const campaign = await openCampaign(chain, {
    of: maker.address,
    model: modelOf(robot),
    severity: NO_TRANSFER,
    unit: id,
  });
  await sent(own.remedy(campaign, [id], "0x0000", reason));
  expect("the unit, remedied", await recalls.statusOf(campaign, id), REMEDIED);
  await sent(own.reopen(campaign, [id], reason));
  expect("the unit, open again", await recalls.statusOf(campaign, id), OPEN);
  await sent(own.close(campaign, reason));
  const { length } = await recalls.openCampaignsOf(id);
  expect("the open campaigns of the unit within the notice", length, 1);
  await chain.wait((await recalls.closingNotice()) + MARGIN);
  expect("those after it", (await recalls.openCampaignsOf(id)).length, 0);
}

const [NO_TRANSFER, STOP_USE] = [2, 3];
const [OPEN, REMEDIED] = [1n, 2n];

/** A campaign of a maker, for one unit, or for none that exists. Gives its number. */
async function openCampaign(
  chain: ProofChain,
  { of, model, severity, unit }: { of: string; model: string; severity: number; unit?: string },
): Promise<bigint> {
  const { recalls } = chain.impersonate(of);
  const first = unit ?? toBytes32(parseRobotId(`${model}PRF26W00000000001`));
  const scope = {
    model: toBytes(model as ModelId),
    country: "0x0000",
    kind: 1,
    first,
    last: first,
  };
  const notice = {
    campaignNumber: `PROOF-${severity}`,
    component: "proof",
    summary: "proof",
    consequence: "none",
    remedy: "none",
    parkIt: false,
    overTheAirUpdate: false,
  };
  await sent(recalls.open(scope, severity, true, notice));
  return await recalls.campaignCount();
}

/** The authority flags a robot and does not clear it: two other seats do, after their notice. */
async function clearByOtherSeats(
  chain: ProofChain,
  played: Played,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const { flags, registry } = played.contracts;
  const id = toBytes32(robot);
  const disputed = numberOf("enum IRobotFlags.Flag", "disputed");
  const authority = await authorityPartyOf(played, robot);
  await sent(played.as(authority).flags.raiseFlag(id, disputed, reason));
  const [one, other] = othersThan(played, authority);
  if (one === undefined || other === undefined)
    throw new Error("a world of fewer than three seats");
  await sent(played.as(one).flags.supportClearance(id, disputed, reason));
  await sent(played.as(other).flags.supportClearance(id, disputed, reason));
  await chain.wait((await flags.clearanceNotice()) + MARGIN);
  await sent(played.as(one).flags.clearFlag(id, disputed, reason));
  expect("whether the robot is disputed, cleared", (await registry.robot(id)).disputed, false);
}

/**
 * An order takes a robot in. Its holder objects, and as many other seats as it takes sign against that. The recycler destroys
 * the robot, and nothing leads back.
 */
async function destroyByOrder(
  chain: ProofChain,
  played: Played,
  robot: RobotId,
  expect: Expect,
): Promise<void> {
  const { registry } = played.contracts;
  const id = toBytes32(robot);
  const recycler = chain.account(RECYCLER);
  const country = await registry.countryOf(id);
  const { orders, authorityRegistry } = await authorityFor(played, robot);
  const notice = await orders.noticePeriod();
  const until = (await chain.now()) + Number(notice) + YEAR;
  await sent(
    authorityRegistry.accredit(
      recycler.address,
      numberOf("enum IAuthorityRegistry.Role", "recycler"),
      country,
      until,
    ),
  );
  await sent(
    orders.propose(
      id,
      numberOf("enum IRegistrarOrders.Action", "intake"),
      recycler.address,
      reason,
    ),
  );
  const order = await orders.orderCount();
  await objectTo(chain, played, robot, order);
  for (const party of othersThan(played, await authorityPartyOf(played, robot))) {
    const { signatures, signaturesNeeded } = await orders.orderOf(order);
    if (signatures < signaturesNeeded) await sent(played.as(party).orders.countersign(order));
  }
  await chain.wait(notice + MARGIN);
  await sent(chain.as(recycler).orders.execute(order));
  await chain.wait((await registry.scrapDelay()) + MARGIN);
  await sent(chain.as(recycler).registry.scrap(id, reason));
  expect("the state of a robot that was destroyed", await registry.stateOf(id), SCRAPPED);
}

const SCRAPPED = 4n;

/** The contracts as the authority calls them that answers for a robot. */
async function authorityFor(played: Played, robot: RobotId): Promise<Contracts> {
  return played.as(await authorityPartyOf(played, robot));
}

/** The party whose seat answers for a robot. */
export async function authorityPartyOf(played: Played, robot: RobotId): Promise<string> {
  const { registry, authorityRegistry } = played.contracts;
  const country = await registry.countryOf(toBytes32(robot));
  return played.partyAt(await authorityRegistry.authorityOf(country));
}

/** The characters of a code as the contracts have it. */
function textOf(code: string): string {
  return toUtf8String(code);
}
