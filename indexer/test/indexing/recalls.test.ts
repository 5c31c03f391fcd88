// Recall lists are exact: on a random world, for random scopes at every boundary, what the API gives is what the contracts
// say of each unit. A unit that was never touched has the status that follows from the scope alone; that this is so is
// asked of the contract for a sample of them, and for both sides of every boundary.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { createKey } from "@openrobotid/api-server/service-store/keys";
import { openServiceStore } from "@openrobotid/api-server/service-store/store";
import { composeRobotId, type RobotId, toBytes, toBytes32, withCounter } from "@openrobotid/sdk";
import { words } from "@openrobotid/sdk/actions";
import { type ExampleChain, startExampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPostgres } from "@openrobotid/testkit/index-tables";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { plan } from "@openrobotid/world/actions";
import type { WorldEvent } from "@openrobotid/world/events";
import { drawnSerials } from "@openrobotid/world/factory";
import { expect } from "chai";
import { id as keccak, ZeroHash } from "ethers";
import { expectFigures } from "./figures.js";

const SEED = 20_260_105;
const SEQUENTIAL = "CNBH01TERN03";
const LISTED = "MXTN01COLIB1";
/** `npm run test:deep` has a million. */
const IS_DEEP = process.env.DEEP === "1";
/** Of each of the two models. */
const UNITS = IS_DEEP ? 14_000 : 2_800;
const MANY = IS_DEEP ? 1_000_000 : 50_000;
const LIST = UNITS / 35;
const COUNTRIES = ["ES", "DE", "CN"] as const;
/** Recyclers by the market that they are accredited on. */
const RECYCLERS: Readonly<Record<string, string>> = { ES: "norte", CN: "huanbei" };
const EIGHT_DAYS = 8 * 24 * 60 * 60;

interface Campaign {
  readonly number: bigint;
  readonly model: string;
  readonly country: string | undefined;
  readonly first: RobotId;
  readonly last: RobotId;
  /** Where it names units one by one. */
  readonly marked: ReadonlySet<RobotId> | undefined;
  /** Whether the country of the model's code suspended it. */
  suspended: boolean;
}

describe("the units of a recall, on a random world", function () {
  this.timeout(900_000);

  before(skipUnless("postgresql"));

  const draw = random(SEED);
  const pick = <item>(list: readonly item[]): item =>
    list[Math.floor(draw() * list.length)] as item;

  let chain: ExampleChain;
  let postgres: Postgres;
  let index: IndexProcess;
  let key: string;
  const lots: RobotId[][] = [];
  const lists: RobotId[][] = [];
  const touched = new Set<RobotId>();
  const campaigns: Campaign[] = [];

  const now = async () => Number((await chain.provider.getBlock("latest"))?.timestamp);

  const act = async (given: Record<string, unknown>) => {
    const event = { ...given, date: await now() };
    const { calls } = await plan(chain.play, event as unknown as WorldEvent);
    for (const { send } of calls) await send();
  };

  const issueLot = async (stem: string, first: bigint, count: number): Promise<RobotId[]> => {
    const codes = Array.from({ length: count }, (_, place) =>
      withCounter(`${SEQUENTIAL}${stem}`, first + BigInt(place)),
    );
    const { registry } = chain.as("beihu");
    const serial = toBytes(codes[0]?.slice(12) ?? "");
    await (await registry.issueLot(toBytes(SEQUENTIAL), serial, count, ZeroHash, "")).wait();
    return codes;
  };

  const issue = async () => {
    const next = new Map<string, bigint>();
    for (let left = UNITS; left > 0; ) {
      const stem = pick(["27W01", "27W0A", "27WZZ", "A0000"]);
      const count = Math.min(left, 1 + Math.floor((draw() * UNITS) / 7));
      const first = (next.get(stem) ?? 1n) + BigInt(Math.floor(draw() * 3));
      lots.push(await issueLot(stem, first, count));
      next.set(stem, first + BigInt(count));
      left -= count;
    }
    const serials = drawnSerials(LISTED, "R", UNITS);
    const { registry } = chain.as("tonalli");
    for (let from = 0; from < UNITS; from += LIST) {
      const part = serials.slice(from, from + LIST);
      const bytes = part.map((serial) => toBytes(serial));
      await (await registry.issueList(toBytes(LISTED), bytes, ZeroHash, "")).wait();
      lists.push(part.map((serial) => composeRobotId(LISTED as never, serial)));
    }
  };

  /** Some units are placed on markets, at both ends of lots and within. */
  const place = async () => {
    // These units are attested one by one: no manifest names them.
    chain.play.manifests.splice(0);
    const inLots = lots.slice(0, 8).flatMap((codes) => [codes[0], pick(codes), codes.at(-1)]);
    for (const robot of new Set(inLots as RobotId[])) {
      await act({ action: "place", by: "beihu", robot, country: pick(COUNTRIES) });
      touched.add(robot);
    }
    for (const codes of lists.slice(0, 4)) {
      const robot = pick(codes);
      await act({ action: "place", by: "tonalli", robot, country: "MX" });
      touched.add(robot);
    }
  };

  const open = async (
    model: string,
    country: string | undefined,
    range: readonly [RobotId, RobotId] | undefined,
    marked?: ReadonlySet<RobotId>,
  ) => {
    const maker = model === SEQUENTIAL ? "beihu" : "tonalli";
    const by = country === undefined ? maker : country.toLowerCase();
    const { recalls } = chain.as(by);
    const [first, last] = range ?? [undefined, undefined];
    const scope = {
      model: toBytes(model),
      country: country === undefined ? "0x0000" : toBytes(country),
      kind: range ? 1 : 2,
      first: first ? toBytes32(first) : ZeroHash,
      last: last ? toBytes32(last) : ZeroHash,
    };
    const text = "random";
    const notice = {
      campaignNumber: `R${campaigns.length}`,
      component: text,
      summary: text,
      consequence: text,
      remedy: text,
      parkIt: false,
      overTheAirUpdate: false,
    };
    await (await recalls.open(scope, 1, true, notice)).wait();
    const number = await chain.contracts.recalls.campaignCount();
    if (marked)
      await (
        await recalls.mark(
          number,
          [...marked].map((one) => toBytes32(one)),
        )
      ).wait();
    const none = "" as RobotId;
    const ends = { first: first ?? none, last: last ?? none };
    campaigns.push({ number, model, country, ...ends, marked, suspended: false });
  };

  /** A code at, before or behind an end of a lot, or within one. */
  const boundary = (): RobotId => {
    const codes = pick(lots);
    const code = pick([codes[0], codes.at(-1), pick(codes)]) as RobotId;
    const step = pick([-1n, 0n, 0n, 1n]);
    return withCounter(code.slice(0, 17), BigInt(code.slice(17)) + step);
  };

  const openAll = async () => {
    const ordered = (one: RobotId, other: RobotId) =>
      (one < other ? [one, other] : [other, one]) as [RobotId, RobotId];
    const everything = [`${SEQUENTIAL}${"0".repeat(17)}`, `${SEQUENTIAL}${"Z".repeat(17)}`];
    await open(SEQUENTIAL, undefined, everything as [RobotId, RobotId]);
    for (let time = 0; time < 10; time += 1) {
      await open(SEQUENTIAL, undefined, ordered(boundary(), boundary()));
    }
    for (const country of COUNTRIES) {
      await open(SEQUENTIAL, country, ordered(boundary(), boundary()));
      await open(SEQUENTIAL, country, everything as [RobotId, RobotId]);
    }
    const all = lists.flat();
    for (let time = 0; time < 4; time += 1) {
      await open(LISTED, undefined, ordered(pick(all), pick(all)));
    }
    const some = () => new Set(Array.from({ length: 30 }, () => pick(pick(lots))));
    await open(SEQUENTIAL, undefined, undefined, some());
    await open(SEQUENTIAL, "ES", undefined, new Set([...some(), ...inService()]));
  };

  const inService = () => [...touched].filter((robot) => robot.startsWith(SEQUENTIAL));

  /** Units are remedied, found without the defect, opened again, moved, handed in, given back, scrapped. */
  const settle = async () => {
    const { recalls } = chain.contracts;
    for (const { number, country, model } of campaigns) {
      const maker = chain.as(model === SEQUENTIAL ? "beihu" : "tonalli").recalls;
      const opener = country ? chain.as(country.toLowerCase()).recalls : maker;
      const candidates = [
        ...touched,
        ...Array.from({ length: 10 }, () => pick(pick([...lots, ...lists]))),
      ];
      for (const robot of candidates) {
        if ((await recalls.statusOf(number, toBytes32(robot))) !== 1n || draw() < 0.6) continue;
        const ids = [toBytes32(robot)];
        const digest = keccak(robot);
        const sent =
          draw() < 0.7
            ? await maker.remedy(number, ids, "0x0000", digest)
            : await opener.markNotApplicable(number, ids, digest);
        await sent.wait();
        if (draw() < 0.2) await (await opener.reopen(number, ids, keccak("reopened"))).wait();
        touched.add(robot);
      }
    }
    const toScrap: [recycler: string, robot: RobotId][] = [];
    for (const [place, robot] of inService().entries()) {
      const state = await chain.contracts.registry.stateOf(toBytes32(robot));
      if (state !== 2n) continue;
      const market = Buffer.from(
        (await chain.contracts.registry.countryOf(toBytes32(robot))).slice(2),
        "hex",
      );
      const country = pick(COUNTRIES.filter((each) => each !== market.toString()));
      if (place % 3 === 0) await act({ action: "relocate", by: "beihu", robot, country });
      if (place % 3 === 1) {
        const recycler = RECYCLERS[market.toString()];
        if (recycler === undefined) continue;
        await act({ action: "offerIntake", by: "beihu", robot, recycler });
        await act({ action: "takeIn", by: recycler, robot });
        if (toScrap.length < 3) toScrap.push([recycler, robot]);
        else {
          await act({ action: "offerReturn", by: recycler, robot });
          await act({ action: "takeBack", by: "beihu", robot });
        }
      }
    }
    await chain.request("evm_increaseTime", EIGHT_DAYS);
    for (const [by, robot] of toScrap) {
      await act({ action: "scrap", by, robot, document: "destroyed" });
    }
  };

  /** A maker's key turns out to be in other hands, and authorities suspend what it opened. */
  const suspend = async () => {
    const ofMaker = campaigns.filter(({ model }) => model === LISTED);
    const [first, second] = ofMaker as [Campaign, Campaign];
    const { openedAt } = await chain.contracts.recalls.campaignOf(first.number);
    const { authorityRegistry, recalls } = chain.as("mx");
    const maker = toBytes(LISTED.slice(0, 6));
    await (await authorityRegistry.declareCompromised(maker, openedAt, keccak("stolen"))).wait();
    await (await recalls.suspend(first.number, toBytes("MX"), keccak("forged"))).wait();
    first.suspended = true;
    // On another market than that of its units, it changes nothing.
    const other = chain.as("de").recalls;
    await (await other.suspend(second.number, toBytes("DE"), keccak("forged"))).wait();
  };

  /** What the contracts say of every unit, in the order of the codes. */
  const expected = async (campaign: Campaign) => {
    const { number, model, country, first, last, marked, suspended } = campaign;
    const { recalls } = chain.contracts;
    const issued = (model === SEQUENTIAL ? lots : lists).flat().sort();
    const units: string[] = [];
    const asked = new Set([...touched, ...(marked ?? [])]);
    const ask = async (robot: RobotId) =>
      words["enum IRecallRegistry.UnitStatus"][
        Number(await recalls.statusOf(number, toBytes32(robot)))
      ];
    for (const [place, robot] of issued.entries()) {
      const named = marked ? marked.has(robot) : first <= robot && robot <= last;
      const follows = named && country === undefined && !suspended ? "open" : "unaffected";
      const neighbours = [issued[place - 1], issued[place + 1]];
      const atEnd =
        !marked && neighbours.some((one) => one && (first <= one && one <= last) !== named);
      const certain = asked.has(robot) || atEnd || place % 1_009 === 0;
      const status = certain ? await ask(robot) : follows;
      if (!asked.has(robot)) expect(status, robot).to.equal(follows);
      if (status !== "unaffected") units.push(`${robot} ${status}`);
    }
    // The example world issued and touched units of these models, too.
    return units;
  };

  /** What the API gives of a campaign, line by line, without the units of the example world. */
  async function* listed({ number }: Campaign): AsyncGenerator<string> {
    const response = await fetch(`${index.url}/v1/recalls/${number}/units`, {
      headers: { accept: "application/x-ndjson", authorization: `Bearer ${key}` },
    });
    if (!response.ok || !response.body) throw new Error(`${response.status}`);
    const body = Readable.fromWeb(response.body as never);
    for await (const line of createInterface({ input: body })) {
      if (line === "") continue;
      const { robot, status } = JSON.parse(line) as { robot: string; status: string };
      if (/^(CNBH01TERN03(27W|A0|B)|MXTN01COLIB1R)/.test(robot)) yield `${robot} ${status}`;
    }
  }

  before(async () => {
    chain = await startExampleChain();
    postgres = await startPostgres();
    await issue();
    await place();
    await openAll();
    await settle();
    await suspend();
    index = await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      DATABASE_URL: postgres.url,
      RATE_LIMIT_KEY: "1000000",
    });
    await index.reach(await chain.provider.getBlockNumber());
    const store = await openServiceStore({ DATABASE_URL: postgres.url });
    const asked = {
      scope: "authority",
      label: "recalls",
      makers: [],
      expiresAt: undefined,
    } as const;
    ({ key } = await createKey(store, asked));
    await store.destroy();
  });

  after(async () => {
    await index?.end();
    postgres?.close();
    await chain?.close();
  });

  it(`are exactly those of the contracts, at ${(2 * UNITS).toLocaleString("en")} units`, async () => {
    expect(campaigns).to.have.lengthOf(23);
    for (const campaign of campaigns) {
      const found: string[] = [];
      for await (const unit of listed(campaign)) found.push(unit);
      expect(found, `campaign ${campaign.number}`).to.deep.equal(await expected(campaign));
    }
  });

  it(`are exactly those of the contracts, at ${MANY.toLocaleString("en")} units in lots`, async () => {
    const stem = "B0000";
    const size = MANY / 10;
    const codes: RobotId[] = [];
    for (let lot = 0; lot < 10; lot += 1) {
      codes.push(...(await issueLot(stem, BigInt(lot * (size + 1)), size)));
    }
    const [first, last] = [codes[7], codes.at(-8)] as [RobotId, RobotId];
    await open(SEQUENTIAL, undefined, [first, last]);
    await index.reach(await chain.provider.getBlockNumber());
    let place = 7;
    for await (const unit of listed(campaigns.at(-1) as Campaign)) {
      if (unit !== `${codes[place]} open`) expect(unit).to.equal(`${codes[place]} open`);
      place += 1;
    }
    expect(place).to.equal(MANY - 7);
  });

  it("are kept as figures that counting everything gives", async () => {
    expectFigures(await readPostgres(postgres, "robot_index"));
  });
});

/** Numbers from 0 to 1 that follow from a seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
