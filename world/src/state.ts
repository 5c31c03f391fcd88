// Compares what is on the chain with the file of expectations. The file says which parties, campaigns, orders and so on it
// speaks of; of robots it must speak of every one that has a history.
import { join, relative } from "node:path";
import { readJson } from "@openrobotid/kit/input";
import { fromBytes2, parseRobotId, type RobotId, toBytes, toBytes32 } from "@openrobotid/sdk";
import { z } from "zod";
import { type Play, spell } from "./play.js";
import { wordFor } from "./vocabulary.js";

/** One thing that is not as it was expected. */
export type Difference = {
  /** File, line and column of the expectation. */
  place: string;
  path: string;
  expected: unknown;
  found: unknown;
};

const section = z.record(z.string(), z.unknown());
const campaign = z.looseObject({ units: section });
const expectations = z.strictObject({
  seats: section,
  manufacturers: section,
  approvals: section,
  holdings: section,
  campaigns: z.record(z.string(), campaign),
  orders: section,
  certificates: section,
  robots: section,
});

type Expectations = z.infer<typeof expectations>;

/** Reads expected.json and says where the chain differs from it. */
export async function compareState(
  play: Play,
  touched: readonly RobotId[],
  file = join(play.world.folder, "expected.json"),
): Promise<Difference[]> {
  const { value: expected, fault } = readJson(file, expectations);
  const found = await readState(play, expected, touched);
  return differences(expected, found).map(({ path, ...values }) => {
    const { line, column } = fault(path, "");
    return {
      place: `${relative(process.cwd(), file)}:${line}:${column}`,
      path: path.join("."),
      ...values,
    };
  });
}

/** What the chain says about everything that the expectations name, in their shape. */
async function readState(
  play: Play,
  expected: Expectations,
  touched: readonly RobotId[],
): Promise<Expectations> {
  const robots = new Set([...Object.keys(expected.robots), ...touched.map(spell)]);
  return {
    seats: await seats(play),
    manufacturers: await each(Object.keys(expected.manufacturers), (code) =>
      manufacturer(play, code),
    ),
    approvals: await each(Object.keys(expected.approvals), (model) => approvals(play, model)),
    holdings: await each(Object.keys(expected.holdings), async (party) =>
      Number(await play.contracts.registry.balanceOf(play.account(party).address)),
    ),
    campaigns: await eachCampaign(play, expected.campaigns),
    orders: await each(Object.keys(expected.orders), async (order) => {
      const { status } = await play.contracts.orders.orderOf(play.numberOf("orders", order));
      return wordFor("enum IRegistrarOrders.Status", status);
    }),
    certificates: await each(Object.keys(expected.certificates), async (certificate) => {
      const { robot, seq } = play.certificate(certificate);
      const valid = await play.contracts.dossier.isCertified(toBytes32(robot), seq);
      return valid ? "valid" : "not valid";
    }),
    robots: await each([...robots], (code) => robot(play, parseRobotId(code))),
  };
}

/** Countries by the party that answers for them. */
async function seats(play: Play): Promise<Record<string, string[]>> {
  const { consortium } = play.contracts;
  const found: Record<string, string[]> = {};
  for (const validator of await consortium.getValidators()) {
    const seat = await consortium.seatOfValidator(validator);
    const { authority } = await consortium.seatOf(seat);
    const countries = await consortium.countriesOf(seat);
    found[play.partyAt(authority)] = countries.map((code) => fromBytes2(code as `0x${string}`));
  }
  return found;
}

async function manufacturer(play: Play, code: string) {
  const { authorityRegistry } = play.contracts;
  const { account, status } = await authorityRegistry.manufacturer(toBytes(code));
  return {
    party: play.partyAt(account),
    status: wordFor("enum IAuthorityRegistry.ManufacturerStatus", status),
  };
}

/** Markets that a model is approved for now, of all that any authority of the world answers for. */
async function approvals(play: Play, model: string): Promise<string[]> {
  const countries = play.world.authorities.flatMap((authority) => authority.countries);
  const approved: string[] = [];
  for (const country of countries) {
    const isApproved = await play.contracts.authorityRegistry.isApproved(
      toBytes(model),
      toBytes(country),
    );
    if (isApproved) approved.push(country);
  }
  return approved;
}

async function eachCampaign(play: Play, expected: Expectations["campaigns"]) {
  const { recalls } = play.contracts;
  const found: Expectations["campaigns"] = {};
  for (const [name, { units }] of Object.entries(expected)) {
    const number = play.numberOf("campaigns", name);
    const { model, country } = await recalls.campaignOf(number);
    found[name] = {
      open: (await recalls.openCampaigns(model, country)).includes(number),
      units: await each(Object.keys(units), async (code) =>
        wordFor(
          "enum IRecallRegistry.UnitStatus",
          await recalls.statusOf(number, toBytes32(parseRobotId(code))),
        ),
      ),
    };
  }
  return found;
}

async function robot(play: Play, id: RobotId) {
  const { registry, dossier, recalls } = play.contracts;
  const known = await registry.robot(toBytes32(id));
  const { version } = await dossier.firmwareOf(toBytes32(id));
  const open = await recalls.openCampaignsOf(toBytes32(id));
  const flags = { stolen: known.stolen, disputed: known.disputed };
  return {
    state: wordFor("enum IRobotHistory.State", known.state),
    holder: play.partyAt(known.holder),
    market: known.market === "0x0000" ? null : fromBytes2(known.market as `0x${string}`),
    operator: /^0x0+$/.test(known.operator) ? null : play.partyAt(known.operator),
    flags: Object.entries(flags).flatMap(([flag, up]) => (up ? [flag] : [])),
    firmware: version === "" ? null : version,
    openCampaigns: open.map(({ campaignNumber }) => campaignNumber),
    entries: Number(known.seq),
    transfers: Number(known.transfers),
  };
}

async function each<T>(
  keys: string[],
  read: (key: string) => Promise<T>,
): Promise<Record<string, T>> {
  const found: Record<string, T> = {};
  for (const key of keys) found[key] = await read(key);
  return found;
}

type Deviation = { path: string[]; expected: unknown; found: unknown };

/** Where two values of JSON differ: lists as a whole, objects field by field. */
export function differences(expected: unknown, found: unknown, path: string[] = []): Deviation[] {
  if (isObject(expected) && isObject(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return keys.flatMap((key) => differences(expected[key], found[key], [...path, key]));
  }
  return JSON.stringify(expected) === JSON.stringify(found) ? [] : [{ path, expected, found }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
