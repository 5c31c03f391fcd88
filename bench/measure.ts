import { code } from "@openrobotid/testkit/codes";
import { commitment, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { Capacity } from "@openrobotid/testkit/enums";
import {
  birthOf,
  LISTED_MODEL,
  listed,
  SEQUENTIAL_MODEL,
  serial,
  unit,
} from "@openrobotid/testkit/registry";
import { id as hashOf, ZeroHash } from "ethers";
import type { Figures } from "./tables.js";
import { createWorld, NO_COUNTRY, ROBOTS, SERVICE, URI, type World } from "./world.js";

export const LOT_COUNTS = [1, 100, 500, 10_000, 1_000_000];
/** One transaction of OpenZeppelin's has no room for many more: it may use 16,777,216 gas (EIP-7825). */
export const MINT_COUNTS = [1, 100, 500];
export const RECALL_COUNTS = [100, 1_000_000];

/** Last second in which the consents are good. Fixed, because its bytes cost gas. */
const DEADLINE = Date.UTC(2027, 0, 1) / 1000;

/** Root of no tree, for lots whose units stay where they are. */
const UNITS_ROOT = commitment("units of a lot");

const NOTICE = {
  component: "Shoulder joint: brake",
  summary: "Brakes of the left shoulder fitted before week 7 can release below 5 °C.",
  consequence: "An arm that drops under load can injure people who stand near the robot.",
  remedy: "Workshops fit a brake of revision C, free of charge.",
  parkIt: true,
  overTheAirUpdate: false,
};

/** How many campaigns each opener can have open on a model. */
const MOST_CAMPAIGNS = 32;

/** Takes every measurement. A name that ends in `PerUnit` is of a quotient, any other of a whole transaction. */
export async function measure(): Promise<Figures> {
  const world = await createWorld();
  return {
    ...(await measureIssuance(world)),
    ...(await measureLife(world)),
    ...(await measureRecalls(world)),
    ...(await measureAnchors(world)),
  };
}

async function measureIssuance(world: World): Promise<Figures> {
  const { authorities, authorityRegistry, registry, erc721a, openZeppelin, gasOf } = world;
  const { maker, otherMaker } = world;
  const figures: Figures = {};

  const issueLot = (firstCounter: number, count: number) => () =>
    registry
      .connect(maker)
      .issueLot(code(SEQUENTIAL_MODEL), serial(firstCounter, "26B01"), count, UNITS_ROOT, URI);
  for (const count of LOT_COUNTS) {
    const first = await gasOf(issueLot(1, count));
    // Two lots before it, so that the first of the stem is not the one before it.
    const later = await gasOf(issueLot(1, 1), issueLot(2, 1), issueLot(3, count));
    const dearer = Math.max(first, later);
    figures[`lot${count}First`] = first;
    figures[`lot${count}Later`] = later;
    figures[`lot${count}PerUnit`] = perUnit(dearer, count);
  }

  const newMaker = "CNUT02";
  const newModel = `${newMaker}G2PRO1`;
  figures.lot10000OfNewMaker = await gasOf(
    () =>
      authorityRegistry
        .connect(authorities.CN)
        .admitManufacturer(code(newMaker), otherMaker, "Otra Fábrica", "https://other.example"),
    () =>
      authorityRegistry
        .connect(otherMaker)
        .registerModel(code(newModel), 1, 12, "G2 Pro", "https://other.example/g2"),
    () => registry.connect(otherMaker).issueLot(code(newModel), serial(1), 10_000, UNITS_ROOT, URI),
  );

  for (const count of MINT_COUNTS) {
    const list = serials(count);
    const gas = await gasOf(() =>
      registry.connect(maker).issueList(code(LISTED_MODEL), list.map(code), UNITS_ROOT, URI),
    );
    figures[`list${count}`] = gas;
    figures[`list${count}PerUnit`] = perUnit(gas, count);
  }
  // Of those beside it, the largest batch stands for all: a unit costs the least in it.
  for (const count of MINT_COUNTS) {
    const gas = await gasOf(() => erc721a.mint(maker, count));
    figures[`erc721a${count}`] = gas;
    figures[`erc721a${count}PerUnit`] = figures.erc721aPerUnit = perUnit(gas, count);
  }
  for (const count of MINT_COUNTS) {
    const gas = await gasOf(() => openZeppelin.mint(maker, serials(count).map(listed)));
    figures[`openzeppelin${count}`] = gas;
    figures[`openzeppelin${count}PerUnit`] = figures.openzeppelinPerUnit = perUnit(gas, count);
  }
  return figures;
}

async function measureLife(world: World): Promise<Figures> {
  const { registry, signedActs, dossier, gasOf, place, placeProven, signConsent } = world;
  const { maker, owner, buyer, dealer, workshop, recycler } = world;

  const record = (id: string) => () =>
    dossier
      .connect(workshop)
      .record(id, SERVICE, Capacity.Workshop, code("ES"), commitment("service"), URI);
  const recordOfMaker = (id: string) => () =>
    dossier
      .connect(maker)
      .record(id, SERVICE, Capacity.Maker, NO_COUNTRY, commitment("service"), URI);
  const approve = () => registry.connect(owner).approve(buyer, ROBOTS.sold);
  const transfer = () => registry.connect(buyer).transferFrom(owner, buyer, ROBOTS.sold);
  const transferWithConsent = (robotSigns: boolean) => async () => {
    const consent = {
      id: ROBOTS.sold,
      from: owner.address,
      to: buyer.address,
      nonce: await signedActs.consentNonceOf(owner, ROBOTS.sold),
      deadline: DEADLINE,
      robotSigns,
      expectedHead: ZeroHash,
      termsDigest: commitment("contract of sale"),
    };
    const { device } = birthOf(ROBOTS.sold);
    return await signedActs
      .connect(dealer)
      .transferWithConsent(
        consent,
        await signConsent(consent, owner),
        await signConsent(consent, buyer),
        robotSigns ? device.sign(await signedActs.consentDigest(consent)) : NO_SIGNATURE,
      );
  };

  const placeOnMarketAttested = await gasOf(() => place(ROBOTS.attested));
  const placeOnMarketProven = await gasOf(placeProven);
  return {
    firstTouch: await gasOf(recordOfMaker(ROBOTS.untouched)),
    record: await gasOf(record(ROBOTS.documented)),
    placeOnMarketAttested,
    placeOnMarketProven,
    placeOnMarket: Math.max(placeOnMarketAttested, placeOnMarketProven),
    approve: await gasOf(approve),
    transfer: await gasOf(approve, transfer),
    transferWithConsent: await gasOf(transferWithConsent(false)),
    transferWithConsentOfRobot: await gasOf(transferWithConsent(true)),
    intake: await gasOf(
      () => registry.connect(maker).offerIntake(ROBOTS.unsold, recycler),
      () => registry.connect(recycler).takeIn(ROBOTS.unsold),
    ),
    scrap: await gasOf(() =>
      registry.connect(recycler).scrap(ROBOTS.handedIn, commitment("certificate of destruction")),
    ),
  };
}

async function measureRecalls(world: World): Promise<Figures> {
  const { authorities, registry, recalls, gasOf, maker, owner, buyer, workshop } = world;

  /** Opens a campaign on the first units of the lot: by the maker for all markets, or by the authority of ES for its own. */
  const open =
    (count: number, number: number, everywhere = true) =>
    () =>
      recalls.connect(everywhere ? maker : authorities.ES).open(
        {
          model: code(SEQUENTIAL_MODEL),
          country: everywhere ? NO_COUNTRY : code("ES"),
          kind: 1,
          first: unit(1),
          last: unit(count),
        },
        2,
        true,
        { campaignNumber: `26R-${String(number).padStart(4, "0")}`, ...NOTICE },
      );
  const remedy = (campaign: number) => () =>
    recalls
      .connect(workshop)
      .remedy(campaign, [ROBOTS.sold], code("ES"), commitment("work record"));
  const figures: Figures = {};

  for (const count of RECALL_COUNTS) figures[`recallOpen${count}`] = await gasOf(open(count, 1));
  figures.remedy = await gasOf(open(100, 1), remedy(1));

  // The dearest transfer: every campaign that there can be binds the robot, forbids its transfer, and was remedied.
  const most = Array.from({ length: 2 * MOST_CAMPAIGNS }, (_, index) => index + 1);
  figures.transferMostRecalls = await gasOf(
    ...most.flatMap((number) => [open(100, number, number <= MOST_CAMPAIGNS), remedy(number)]),
    () => registry.connect(owner).approve(buyer, ROBOTS.sold),
    () => registry.connect(buyer).transferFrom(owner, buyer, ROBOTS.sold),
  );
  return figures;
}

async function measureAnchors({ anchors, owner, gasOf }: World): Promise<Figures> {
  const root = commitment("telemetry of a day");
  const day = () => anchors.connect(owner).anchor(commitment("telemetry"), root, 28_000);
  return { anchorFirst: await gasOf(day), anchor: await gasOf(day, day) };
}

/** Gas of one of `count` units, to the millionth. */
function perUnit(gas: number, count: number): number {
  return Math.round((gas * 1e6) / count) / 1e6;
}

/** Serials as a maker's list has them: no order, no pattern. */
function serials(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    hashOf(`serial ${index}`).slice(2, 19).toUpperCase(),
  );
}
