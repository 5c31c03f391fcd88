import { KIND_SPACES } from "@openrobotid/deployment/spaces";
import { code } from "./codes.js";
import { ScopeKind } from "./enums.js";
import { type Connection, DAY } from "./network.js";
import { registryFixture, SEQUENTIAL_MODEL, unit } from "./registry.js";

/** How long the closing of a maker's campaign that blocks is announced before it ends, in seconds. */
export const CLOSING_NOTICE = 30 * DAY;

/** What happened to some units of the lot in `modulesFixture`; any other is as it was issued. */
export const UNITS = {
  /** In service in ES, held by `owner`. */
  sold: unit(1),
  /** In service in MX, held by `dealer`. */
  abroad: unit(2),
  /** Issued, and never touched. */
  untouched: unit(3),
  /** Was in service in ES; destroyed. Its last holder is the maker. */
  scrapped: unit(4),
  /** Handed in without ever having been on a market. */
  neverPlaced: unit(5),
  /** Within a lot's stem, and issued by nobody. */
  unknown: unit(999_999),
};

/** No country: a recall of units on every market. */
export const EVERYWHERE = "0x0000";

/** The units 1 to 100 of the lot, which hold every unit of the fixture that was issued, as a recall names them. */
export const RANGE = {
  model: code(SEQUENTIAL_MODEL),
  country: EVERYWHERE,
  kind: ScopeKind.Range,
  first: unit(1),
  last: unit(100),
};

/** What a recall says. */
export const NOTICE = {
  campaignNumber: "26R-001",
  component: "Battery pack BP-48",
  summary: "A weld of the busbar can crack.",
  consequence: "The pack can overheat and burn.",
  remedy: "The pack is replaced free of charge.",
  parkIt: true,
  overTheAirUpdate: false,
};

/** The registry with the recalls and the dossier at work, and units at every point of their life. */
export async function modulesFixture(connection: Connection) {
  const { ethers } = connection;
  const world = await registryFixture(connection);
  const { registry, registryModules, governance, maker, owner, dealer, place, handOver } = world;

  const recalls = await ethers.deployContract("RecallRegistry", [registry, CLOSING_NOTICE]);
  const dossier = await ethers.deployContract("Dossier", [registry]);
  await registryModules.connect(governance).setModule(KIND_SPACES.RecallRegistry, recalls);
  await registryModules.connect(governance).setModule(KIND_SPACES.Dossier, dossier);
  await registryModules.connect(governance).addTransferPolicy(recalls);

  await place(UNITS.sold, "ES");
  await handOver(UNITS.sold, maker, owner);
  await place(UNITS.abroad, "MX");
  await handOver(UNITS.abroad, maker, dealer);
  await place(UNITS.scrapped, "ES");
  await world.takeIn(UNITS.neverPlaced, maker);
  await world.scrap(UNITS.scrapped, maker);

  return { ...world, recalls, dossier };
}
