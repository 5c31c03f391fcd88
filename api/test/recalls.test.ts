import type { AffectedUnit } from "@openrobotid/sdk/actions";
import { expect } from "chai";
import { type ExampleApi, onBothDatabases } from "./example-api.js";
import { campaignNumbers, rfc3339 } from "./oracle.js";

interface Unit {
  readonly robot: string;
  readonly status: string;
  readonly state: string;
  readonly market: string | null;
  readonly holder: string;
}

onBothDatabases("recalls", (api) => {
  let affected: Map<bigint, AffectedUnit[]>;
  before(async function () {
    this.timeout(120_000);
    affected = new Map();
    for (const campaign of await campaignNumbers(api())) {
      const units: AffectedUnit[] = [];
      for await (const unit of api().client.getAffectedUnits({ campaign })) units.push(unit);
      affected.set(campaign, units);
    }
  });

  it("finds exactly the units that the contracts find, with status, state, market and holder, as JSON Lines", async function () {
    this.timeout(60_000);
    for (const [campaign, units] of affected) {
      const { text, type } = await unitsOf(api(), campaign, "application/x-ndjson");
      expect(type).to.equal("application/x-ndjson");
      const found = text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Unit);
      expect(found.map(brief)).to.deep.equal(
        units
          .map(({ id, status, state, market, holder }) =>
            brief({ robot: id, status, state, market: market ?? null, holder: holder ?? "" }),
          )
          .toSorted(),
      );
    }
  });

  it("gives the same as CSV, and page by page", async function () {
    this.timeout(60_000);
    for (const [campaign, units] of affected) {
      const codes = units.map(({ id }) => id).toSorted();
      const { text } = await unitsOf(api(), campaign, "text/csv");
      const [head, ...lines] = text.trimEnd().split("\r\n");
      expect(head).to.equal("robot,status,state,market,holder,settledAt,touched");
      expect(lines.map((line) => line.split(",")[0])).to.deep.equal(codes);
      const paged: string[] = [];
      for (let after = ""; ; ) {
        const path = `/v1/recalls/${campaign}/units?limit=1000&after=${after}`;
        const { json } = await api().ask(path, { key: api().keys.authority });
        paged.push(...json.units.map((unit: Unit) => unit.robot));
        if (json.next === null || paged.length > codes.length) break;
        after = json.next;
      }
      expect(paged).to.deep.equal(codes);
    }
  });

  it("counts them exactly, in all, by status and by market", async () => {
    for (const [campaign, units] of affected) {
      const { json } = await api().ask(`/v1/recalls/${campaign}`);
      const count = (status: string) => units.filter((unit) => unit.status === status).length;
      expect(json.units).to.deep.equal({
        affected: units.length,
        open: count("open"),
        remedied: count("remedied"),
        notApplicable: count("notApplicable"),
      });
      for (const { country, affected: number } of json.progress.byCountry) {
        const there = units.filter(({ market }) => (market ?? null) === country);
        expect(number, country).to.equal(there.length);
      }
      const weekly = json.progress.byWeek.reduce(
        (sum: number, week: { remedied: number; notApplicable: number; reopened: number }) =>
          sum + week.remedied + week.notApplicable - week.reopened,
        0,
      );
      expect(weekly).to.equal(count("remedied") + count("notApplicable"));
    }
  });

  it("says of each campaign what the contracts say, the last one first", async () => {
    const { json } = await api().ask("/v1/recalls");
    expect(json.recalls.map((recall: { campaign: number }) => recall.campaign)).to.deep.equal(
      [...affected.keys()].map(Number).toReversed(),
    );
    for (const recall of json.recalls) {
      const told = await api().client.getCampaign({ campaign: BigInt(recall.campaign) });
      expect(recall).to.deep.include({
        campaignNumber: told.campaignNumber,
        component: told.component,
        summary: told.summary,
        consequence: told.consequence,
        remedy: told.remedy,
        parkIt: told.parkIt,
        overTheAirUpdate: told.overTheAirUpdate,
        severity: told.severity,
        model: told.model,
        scope: told.kind,
        country: told.country ?? null,
        makerRemedies: told.makerRemedies,
      });
      const ends = told.closedAt === undefined ? null : rfc3339(told.closedAt);
      expect(recall.closedAt ?? recall.closesAt).to.equal(ends);
    }
  });

  it("links each campaign to itself, its units, its page for people, its maker and its model", async () => {
    const { json } = await api().ask("/v1/recalls");
    expect(json.recalls).to.have.lengthOf(affected.size);
    for (const { campaign, links, maker, model } of json.recalls) {
      expect(links).to.deep.equal({
        self: `/v1/recalls/${campaign}`,
        units: `/v1/recalls/${campaign}/units`,
        page: `${api().settings.WEB_URL}/recalls/${campaign}`,
        maker: `/v1/makers/${maker}`,
        model: `/v1/models/${model}`,
      });
      const itself = await api().ask(links.self);
      expect(itself.json.campaign).to.equal(campaign);
      expect(itself.json.links).to.deep.equal(links);
      for (const path of [links.maker, links.model]) {
        expect((await api().ask(path)).status, path).to.equal(200);
      }
    }
  });

  it("filters by status", async () => {
    for (const [campaign, units] of affected) {
      for (const status of ["open", "remedied", "notApplicable"]) {
        const path = `/v1/recalls/${campaign}/units?status=${status}&format=csv`;
        const { text } = await api().ask(path, { key: api().keys.investigator });
        const lines = text.trimEnd().split("\r\n").slice(1);
        expect(lines.length, `${campaign} ${status}`).to.equal(
          units.filter((unit) => unit.status === status).length,
        );
      }
    }
  });
});

function unitsOf({ ask, keys }: ExampleApi, campaign: bigint, accept: string) {
  return ask(`/v1/recalls/${campaign}/units`, { key: keys.authority, accept });
}

function brief({ robot, status, state, market, holder }: Unit): string {
  return [robot, status, state, market, holder.toLowerCase()].join(" ");
}
