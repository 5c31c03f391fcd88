// The SQL that says which units a recall binds, and which recalls are open, says of sets what the rules say of each unit.
import type { campaign as campaigns } from "@openrobotid/indexer/tables";
import { type ModelId, type RobotId, withCounter } from "@openrobotid/sdk";
import { isCampaignOpen, lotIdOf, namesUnit, unitStatusOf } from "@openrobotid/sdk/rules";
import { expect } from "chai";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { ask, type Row, value } from "../../src/rows.js";
import { type Database, openDatabase } from "./database.js";

const CAMPAIGN = 7;
const MODEL = "CNAA01MODEL1" as ModelId;
/** Counters of two digits. */
const STEMS = [`${MODEL}A00000000000000`, `${MODEL}B00000000000000`] as const;
const MARKETS = [null, "CN", "ES", "MX"] as const;

/** All codes that there can be: those of a lot, with letters between them where the serials are listed. */
const codes = STEMS.flatMap((stem) =>
  Array.from({ length: 12 }, (_, counter) => withCounter(stem, BigInt(counter))),
);
const listedCodes = [
  ...new Set(codes.flatMap((code) => [code, `${code.slice(0, -1)}Z` as RobotId])),
];

interface Unit {
  readonly id: RobotId;
  /** Whether something happened to it. */
  readonly isTouched: boolean;
  readonly market: string | null;
  readonly isMarked: boolean;
  readonly outcome: "remedied" | "notApplicable" | null;
  /** Whether there was an outcome that was taken back. */
  readonly wasReopened: boolean;
}

const unitOf = (id: RobotId): fc.Arbitrary<Unit> =>
  fc
    .record({
      isTouched: fc.boolean(),
      market: fc.constantFrom(...MARKETS),
      isMarked: fc.boolean(),
      outcome: fc.constantFrom(null, null, "remedied" as const, "notApplicable" as const),
      wasReopened: fc.boolean(),
    })
    // What was never touched is on no market, and nothing was done to it.
    .map((unit) => ({
      id,
      ...unit,
      ...(!unit.isTouched && { market: null, outcome: null, wasReopened: false }),
    }));

const issued = (isListed: boolean) =>
  isListed
    ? fc
        .subarray(listedCodes, { minLength: 1, maxLength: 20 })
        .chain((ids) => fc.tuple(...ids.map(unitOf)))
    : fc
        .tuple(
          ...STEMS.map((stem) =>
            fc.tuple(fc.constant(stem), fc.nat(5), fc.integer({ min: 1, max: 6 })),
          ),
        )
        .map((lots) =>
          lots.flatMap(([stem, first, count]) =>
            Array.from({ length: count }, (_, at) => withCounter(stem, BigInt(first + at))),
          ),
        )
        .chain((ids) => fc.tuple(...ids.map(unitOf)));

const scope = fc.oneof(
  fc
    .tuple(fc.constantFrom(...listedCodes), fc.constantFrom(...listedCodes))
    .map((ends) => ends.toSorted())
    .map(([first, last]) => ({ kind: "range" as const, first, last })),
  fc.constant({ kind: "marked" as const, first: null, last: null }),
);

const world = fc.boolean().chain((isListed) =>
  fc.record({
    isListed: fc.constant(isListed),
    units: issued(isListed),
    scope,
    country: fc.constantFrom(null, null, "CN", "ES"),
    suspendedIn: fc.subarray(["CN", "ES", "MX"], { maxLength: 2 }),
  }),
);

describe("the SQL of recalls", function () {
  this.timeout(60_000);

  let database: Database;
  before(async () => {
    database = await openDatabase();
  });
  after(() => database.close());

  it("lists and counts the units that the rule names, with where each is", async () => {
    const { affectedUnits, countByMarket, total } = await import("../../src/figures/affected.js");
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        world,
        async ({ isListed, units, scope: { kind, ...ends }, country, suspendedIn }) => {
          const campaign = {
            id: CAMPAIGN,
            model: MODEL,
            manufacturer: MODEL.slice(0, 6),
            kind,
            ...ends,
            country,
            // One of an authority is never suspended.
            suspendedIn: country === null ? suspendedIn : [],
          } as unknown as Row<typeof campaigns>;
          // Nothing is done to a unit that the campaign does not name.
          const settled = units.filter(
            (unit) => unit.outcome && unitStatusOf(campaign, unit, unit.outcome) !== "unaffected",
          );
          await fill(units, settled, isListed);

          const expected = units.flatMap((unit) => {
            const outcome = settled.includes(unit) ? unit.outcome : null;
            const status = unitStatusOf(campaign, unit, outcome);
            return status === "unaffected" ? [] : { robot: unit.id, market: unit.market, status };
          });
          const listed = [];
          for await (const { robot, market, status } of affectedUnits(database.db, campaign, {})) {
            listed.push({ robot, market, status });
          }
          const byCode = (one: { robot: string }, other: { robot: string }) =>
            one.robot < other.robot ? -1 : 1;
          expect(listed.toSorted(byCode)).to.deep.equal(expected.toSorted(byCode));
          found += expected.length;

          const named = units.filter((unit) => namesUnit(campaign, unit));
          const figures = named.map((unit) => ({
            campaign: CAMPAIGN,
            market: unit.market,
            status: (settled.includes(unit) && unit.outcome) || ("open" as const),
            count: 1,
          }));
          const counts = countByMarket(campaign, [...figures, ANOTHER]);
          expect(total(counts).affected).to.equal(expected.length);
          for (const market of MARKETS) {
            const here = expected.filter((unit) => unit.market === market);
            const of = (status: string) => here.filter((unit) => unit.status === status).length;
            expect(counts.get(market) ?? NONE, `on ${market}`).to.deep.equal({
              affected: here.length,
              open: of("open"),
              remedied: of("remedied"),
              notApplicable: of("notApplicable"),
            });
          }
        },
      ),
      { seed: 12, numRuns: 250 },
    );
    expect(found, "units that a recall concerns").to.be.greaterThan(300);
  });

  it("finds open the campaigns that the rule finds open", async () => {
    const { isOpenAt } = await import("../../src/figures/affected.js");
    const closings = [null, ...Array.from({ length: 9 }, (_, at) => 1_000 + at)];
    await database.fill({ campaign: closings.map((closedAt, id) => ({ id, closedAt })) });
    for (const at of [999, 1_004, 1_008, 2_000]) {
      const { open } = await ask(database.db, {
        open: value<number[] | null>(
          sql`select json_agg(id order by id) from campaign where ${isOpenAt(sql`${at}::bigint`)}`,
        ),
      });
      const expected = closings.flatMap((closedAt, id) =>
        isCampaignOpen({ closedAt }, at) ? id : [],
      );
      expect(open, `at ${at}`).to.deep.equal(expected);
    }
  });

  async function fill(units: readonly Unit[], settled: readonly Unit[], isListed: boolean) {
    const model = MODEL;
    const lotOf = (id: RobotId) => lotIdOf(isListed ? MODEL : id.slice(0, -2), 0);
    const outcome = (id: RobotId, ordinal: number) => ({
      campaign: CAMPAIGN,
      unit: id,
      ordinal,
      blockTime: 1_000,
    });
    await database.fill({
      manufacturer: [{ id: MODEL.slice(0, 6), account: "0x01" }],
      lot: STEMS.flatMap((stem) => {
        const own = isListed ? [] : units.filter(({ id }) => id.startsWith(stem));
        const [first, last] = [own[0]?.id, own.at(-1)?.id];
        if (!first || !last) return [];
        return {
          id: lotIdOf(stem, 0),
          kind: "range",
          model,
          stem,
          counterWidth: 2,
          firstCounter: Number(first.slice(-2)),
          lastCounter: Number(last.slice(-2)),
          firstUnit: first,
          lastUnit: last,
          count: own.length,
        };
      }),
      listedUnit: isListed ? units.map(({ id }) => ({ id, model, lot: lotOf(id) })) : [],
      unit: units.flatMap(({ id, isTouched, market }) =>
        isTouched
          ? { id, model, lot: lotOf(id), market, state: market ? "inService" : "issued" }
          : [],
      ),
      campaignMark: units.flatMap(({ id, isMarked }) =>
        isMarked ? { campaign: CAMPAIGN, unit: id } : [],
      ),
      campaignOutcome: [
        ...units.flatMap(({ id, wasReopened }) =>
          wasReopened ? { ...outcome(id, 0), status: "remedied", until: 1_500 } : [],
        ),
        ...settled.map(({ id, outcome: status }) => ({ ...outcome(id, 1), status, until: null })),
      ],
    });
  }
});

/** A figure of another campaign. */
const ANOTHER = { campaign: CAMPAIGN + 1, market: "ES", status: "open", count: 5 } as const;
const NONE = { affected: 0, open: 0, remedied: 0, notApplicable: 0 };
