// Compares what is on the chain with the file of expectations. The file says which parties, campaigns, orders and so on it
// speaks of; of robots it must speak of every one that has a history.
import { join, relative } from "node:path";
import { readJson } from "@openrobotid/kit/input";
import { parseManufacturerId, parseModelId, parseRobotId, type RobotId } from "@openrobotid/sdk";
import { robotRegistryAbi } from "@openrobotid/sdk/abis";
import {
  getApproval,
  getCampaign,
  getCertificates,
  getManufacturer,
  getOrder,
  getRobot,
  getSeats,
  getUnitStatus,
} from "@openrobotid/sdk/actions";
import { isCampaignOpen } from "@openrobotid/sdk/rules";
import { zeroAddress } from "viem";
import { getBlock, readContract } from "viem/actions";
import { z } from "zod";
import { type Play, spell } from "./play.js";

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
  const { client } = play;
  const robots = new Set([...Object.keys(expected.robots), ...touched.map(spell)]);
  return {
    seats: await seats(play),
    manufacturers: await each(Object.keys(expected.manufacturers), (code) =>
      manufacturer(play, code),
    ),
    approvals: await each(Object.keys(expected.approvals), (model) => approvals(play, model)),
    holdings: await each(Object.keys(expected.holdings), (party) => holding(play, party)),
    campaigns: await eachCampaign(play, expected.campaigns),
    orders: await each(Object.keys(expected.orders), async (name) => {
      const order = play.numberOf("orders", name);
      return (await getOrder(client, { order })).status;
    }),
    certificates: await each(Object.keys(expected.certificates), async (name) => {
      const { robot: id, seq } = play.certificate(name);
      const certificates = await getCertificates(client, { id });
      return certificates.some((of) => of.seq === seq && of.valid) ? "valid" : "not valid";
    }),
    robots: await each([...robots], (code) => robot(play, parseRobotId(code))),
  };
}

/** Countries by the party that answers for them. */
async function seats(play: Play): Promise<Record<string, readonly string[]>> {
  const found = await getSeats(play.client);
  return Object.fromEntries(
    found.map(({ authority, countries }) => [play.partyAt(authority), countries]),
  );
}

async function manufacturer(play: Play, code: string) {
  const found = await getManufacturer(play.client, { manufacturer: parseManufacturerId(code) });
  return { party: play.partyAt(found?.account ?? zeroAddress), status: found?.status ?? "none" };
}

/** Markets that a model is approved for now, of all that any authority of the world answers for. */
async function approvals(play: Play, code: string): Promise<string[]> {
  const model = parseModelId(code);
  const countries = play.world.authorities.flatMap((authority) => authority.countries);
  const approved: string[] = [];
  for (const country of countries) {
    const approval = await getApproval(play.client, { model, country });
    if (approval?.valid) approved.push(country);
  }
  return approved;
}

/** Number of robots of a party. Any wallet asks a token contract for it: the SDK has no action of its own. */
async function holding(play: Play, party: string): Promise<number> {
  const { client } = play;
  const balance = await readContract(client, {
    address: client.chain.contracts.robotRegistry.address,
    abi: robotRegistryAbi,
    functionName: "balanceOf",
    args: [play.account(party).address],
  });
  return Number(balance);
}

async function eachCampaign(play: Play, expected: Expectations["campaigns"]) {
  const { client } = play;
  const now = Number((await getBlock(client)).timestamp);
  const found: Expectations["campaigns"] = {};
  for (const [name, { units }] of Object.entries(expected)) {
    const campaign = play.numberOf("campaigns", name);
    found[name] = {
      open: isCampaignOpen(await getCampaign(client, { campaign }), now),
      units: await each(Object.keys(units), (code) =>
        getUnitStatus(client, { campaign, id: parseRobotId(code) }),
      ),
    };
  }
  return found;
}

async function robot(play: Play, id: RobotId) {
  const known = await getRobot(play.client, { id });
  const { operator } = known;
  return {
    state: known.state,
    holder: play.partyAt(known.holder ?? zeroAddress),
    market: known.market ?? null,
    operator: operator === undefined ? null : play.partyAt(operator.account),
    flags: known.flags.map(({ flag }) => flag),
    firmware: known.firmware?.version ?? null,
    openCampaigns: known.openCampaigns.map(({ campaignNumber }) => campaignNumber),
    entries: Number(known.history?.length ?? 0n),
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
