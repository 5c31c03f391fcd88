// The SQL that finds the lots of many codes at once finds those that the rule finds.
import { hexOf } from "@openrobotid/indexer/bytes";
import { composeRobotId, type ModelId, modelOf, type RobotId, withCounter } from "@openrobotid/sdk";
import { counterOf, holdsCounter, lastLotUpTo, lotIdOf, stemOf } from "@openrobotid/sdk/rules";
import { expect } from "chai";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { ask, value } from "../../src/rows.js";
import { type Database, openDatabase } from "./database.js";

/** Digits of the counters, by model; a model that is not here has listed serials. */
const WIDTHS: Readonly<Record<string, number>> = {
  CNAA01NARROW: 1,
  CNAA01MIDDLE: 2,
  CNAA01WIDEST: 16,
};
const LISTED = "CNAA01LISTED" as ModelId;
/** A model that was never registered. */
const UNKNOWN = "CNAA01ABSENT" as ModelId;
const MODELS = [...Object.keys(WIDTHS), LISTED, UNKNOWN] as ModelId[];

interface LotOfStem {
  readonly stem: string;
  readonly model: ModelId;
  readonly index: number;
  readonly firstCounter: bigint;
  readonly count: bigint;
}

/** Serials that lie close together, with letters where counters have digits. */
const serial = fc
  .tuple(
    fc.constantFrom("A", "7"),
    fc.constantFrom("000000000000000", "00000000000001Z", "000000000000001"),
    fc.constantFrom("0", "1", "2", "5", "9", "Z"),
  )
  .map((parts) => parts.join(""));
const code = fc
  .tuple(fc.constantFrom(...MODELS), serial)
  .map(([model, text]) => composeRobotId(model, text));

/** Lots of a stem, each behind the one before. */
const steps = fc.array(fc.tuple(fc.bigInt(0n, 2n), fc.bigInt(1n, 4n)), { maxLength: 4 });
const stem = fc
  .tuple(fc.constantFrom(...(Object.keys(WIDTHS) as ModelId[])), serial)
  .map(([model, text]) => composeRobotId(model, text));
const lots = fc
  .uniqueArray(fc.tuple(stem, steps), {
    maxLength: 5,
    selector: ([id]) => stemOf(id, WIDTHS[modelOf(id)] ?? 0),
  })
  .map((grown) => grown.flatMap(([id, all]) => lotsOf(id, all)));

function lotsOf(id: RobotId, all: readonly (readonly [bigint, bigint])[]): LotOfStem[] {
  const model = modelOf(id);
  const width = WIDTHS[model] ?? 0;
  let next = 0n;
  return all.flatMap(([gap, count], index) => {
    const firstCounter = next + gap;
    next = firstCounter + count;
    if (next > 10n ** BigInt(width)) return [];
    return { stem: stemOf(id, width), model, index, firstCounter, count };
  });
}

/** What the rule says. */
async function lotOf(id: RobotId, all: readonly LotOfStem[], listed: ReadonlySet<RobotId>) {
  if (listed.has(id)) return lotIdOf(LISTED, 0);
  const width = WIDTHS[modelOf(id)] ?? 0;
  const counter = counterOf(id, width);
  if (counter === undefined) return null;
  const own = all.filter(({ stem }) => stem === stemOf(id, width));
  const index = await lastLotUpTo(counter, own.length, (at) => own[at]?.firstCounter);
  const found = index === undefined ? undefined : own[index];
  return found && holdsCounter(found, counter) ? lotIdOf(found.stem, found.index) : null;
}

describe("the SQL of lots", function () {
  this.timeout(60_000);

  let database: Database;
  before(async () => {
    database = await openDatabase();
  });
  after(() => database.close());

  it("finds for any codes the lots that the rule finds", async () => {
    const { lotOf: lotInSql } = await import("../../src/robots/load.js");
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        lots,
        fc.uniqueArray(serial, { maxLength: 4 }),
        fc.array(code, { minLength: 1, maxLength: 20 }),
        async (all, serials, others) => {
          const listed = new Set(serials.map((text) => composeRobotId(LISTED, text)));
          await database.fill({
            model: [
              ...Object.entries(WIDTHS).map(([id, counterWidth]) => ({ id, counterWidth })),
              { id: LISTED, counterWidth: 0 },
            ],
            lot: all.map(({ stem, model, index, firstCounter, count }) => ({
              id: lotIdOf(stem, index),
              kind: "range",
              model,
              stem,
              firstCounter,
              lastCounter: firstCounter + count - 1n,
            })),
            listedUnit: [...listed].map((id) => ({ id, model: LISTED, lot: lotIdOf(LISTED, 0) })),
          });
          // Both ends of each lot, and what lies before and behind it.
          const ends = all.flatMap(({ stem, firstCounter, count }) =>
            [firstCounter - 1n, firstCounter, firstCounter + count - 1n, firstCounter + count]
              .filter((counter) => counter >= 0n && counter < 10n ** BigInt(29 - stem.length))
              .map((counter) => withCounter(stem, counter)),
          );
          const ids = [...new Set([...others, ...ends, ...listed])];
          const { answer } = await ask(database.db, {
            answer: value<Record<string, string | null>>(
              sql`select json_object_agg(code, ${hexOf(lotInSql(sql`code`))}) from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) code`,
            ),
          });
          const expected = await Promise.all(
            ids.map(async (id) => [id, await lotOf(id, all, listed)] as const),
          );
          found += expected.filter(([, lot]) => lot !== null).length;
          expect(answer).to.deep.equal(Object.fromEntries(expected));
        },
      ),
      { seed: 12, numRuns: 100 },
    );
    expect(found, "codes that were issued").to.be.greaterThan(500);
  });
});
