import { accounts, clientOf, isolate, world } from "@openrobotid/testkit/chain";
import { code } from "@openrobotid/testkit/codes";
import { commitment } from "@openrobotid/testkit/device";
import { UNITS } from "@openrobotid/testkit/modules";
import {
  LISTED_MODEL,
  LISTED_SERIALS,
  listed,
  SEQUENTIAL_MODEL,
  serial,
  unit,
} from "@openrobotid/testkit/registry";
import { expect } from "chai";
import { type Hex, zeroHash } from "viem";
import type { AffectedUnit } from "../../src/actions/index.js";
import { fromBytes32 } from "../../src/index.js";

const client = clientOf("stranger");
const idOf = (bytes: string) => fromBytes32(bytes as Hex);
const TEXTS = { component: "c", summary: "s", consequence: "c", remedy: "r" };
const NOTICE = { ...TEXTS, campaignNumber: "26V-1", parkIt: false, overTheAirUpdate: false };

async function collect(units: AsyncIterable<AffectedUnit>): Promise<AffectedUnit[]> {
  const all: AffectedUnit[] = [];
  for await (const one of units) all.push(one);
  return all;
}

describe("getAffectedRanges, getAffectedUnits", () => {
  isolate();

  beforeEach(async () => {
    // Two more lots of the stem with a gap between, and one of another stem, between the first and the last code.
    const { registry, maker } = world;
    const issue = async (first: string, count: number) => {
      await registry.connect(maker).issueLot(code(SEQUENTIAL_MODEL), first, count, zeroHash, "");
    };
    await issue(serial(10_101), 100);
    await issue(serial(10_201), 50);
    await issue(serial(1, "26W06"), 7);
  });

  async function open(first: string, last: string, model = SEQUENTIAL_MODEL) {
    const scope = { model: code(model), country: "0x0000", kind: 1, first, last };
    await world.recalls.connect(world.maker).open(scope, 2, true, NOTICE);
  }

  it("counts exactly what was issued within a range", async () => {
    await open(unit(9_990), unit(3, "26W06"));
    const ranges = await client.getAffectedRanges({ campaign: 1n });
    expect(ranges).to.deep.equal([
      { first: idOf(unit(9_990)), last: idOf(unit(10_000)), count: 11n },
      { first: idOf(unit(10_101)), last: idOf(unit(10_200)), count: 100n },
      { first: idOf(unit(10_201)), last: idOf(unit(10_250)), count: 50n },
      { first: idOf(unit(1, "26W06")), last: idOf(unit(3, "26W06")), count: 3n },
    ]);
    const units = await collect(client.getAffectedUnits({ campaign: 1n }));
    expect(units).to.have.length(164);
    expect(new Set(units.map(({ id }) => id)).size).to.equal(164);
    expect(units.at(-1)).to.deep.equal({
      id: idOf(unit(3, "26W06")),
      status: "open",
      state: "issued",
      holder: accounts.maker.address,
      market: undefined,
    });
  });

  it("gives nothing where nothing was issued", async () => {
    await open(unit(10_001), unit(10_100));
    expect(await client.getAffectedRanges({ campaign: 1n })).to.deep.equal([]);
    expect(await collect(client.getAffectedUnits({ campaign: 1n }))).to.deep.equal([]);
  });

  it("says of each unit its status and its holder", async () => {
    await open(unit(1), unit(5));
    const { recalls, maker } = world;
    await recalls.connect(maker).remedy(1, [UNITS.abroad], "0x0000", commitment("work"));
    await recalls.connect(maker).markNotApplicable(1, [UNITS.untouched], commitment("finding"));
    const units = await collect(client.getAffectedUnits({ campaign: 1n }));
    expect(units.map(({ status, market }) => [status, market])).to.deep.equal([
      ["open", "ES"],
      ["remedied", "MX"],
      ["notApplicable", undefined],
      ["open", "ES"],
      ["open", undefined],
    ]);
    const open_ = await collect(client.getAffectedUnits({ campaign: 1n, status: ["open"] }));
    expect(open_.map(({ state }) => state)).to.deep.equal(["inService", "scrapped", "endOfLife"]);
  });

  it("finds listed units, and marked ones on the market of the campaign", async () => {
    const [alpha, , bravo] = LISTED_SERIALS.map(listed);
    await open(listed("ALPHA000000000002"), bravo ?? "", LISTED_MODEL);
    const found = await collect(client.getAffectedUnits({ campaign: 1n }));
    expect(found.map(({ id }) => id)).to.deep.equal(LISTED_SERIALS.slice(1).map(listed).map(idOf));
    expect(alpha).to.not.equal(found[0]?.id);

    const { recalls, authorities } = world;
    const ES = { country: code("ES"), kind: 2, first: zeroHash, last: zeroHash };
    await recalls.connect(authorities.ES).open({ ...ES, model: code(SEQUENTIAL_MODEL) }, 2, true, {
      ...NOTICE,
      campaignNumber: "ES-1",
    });
    await recalls.connect(authorities.ES).mark(2, [UNITS.abroad, UNITS.sold]);
    const marked = await collect(client.getAffectedUnits({ campaign: 2n }));
    expect(marked.map(({ id }) => id)).to.deep.equal([idOf(UNITS.sold)]);
    expect(await client.getAffectedRanges({ campaign: 2n })).to.have.length(2);
  });
});
