// The second opinion on the figures that the index keeps: everything counted, row by row, from the tables that they are about.
import { modelOf, type RobotId, withCounter } from "@openrobotid/sdk";
import { type CampaignTerms, namesUnit, unitStatusOf } from "@openrobotid/sdk/rules";
import type { Tables } from "@openrobotid/testkit/index-tables";
import { expect } from "chai";
import { weekOf } from "../../weeks.js";

type Row = Readonly<Record<string, unknown>>;
type Counts = Readonly<Record<string, number>>;

/** The tables of figures, and what names each of their rows. */
const KEYS = {
  unit_figure: ["model", "market", "level", "state"],
  ungraded_figure: ["model", "market", "state"],
  issued_week: ["week"],
  campaign_figure: ["campaign", "market", "status"],
  total_figure: ["name"],
} as const;

/** Expects that the figures of an index are what counting gives. */
export function expectFigures(tables: Tables): void {
  const counted = count(tables);
  for (const [table, columns] of Object.entries(KEYS)) {
    const kept = Object.fromEntries(
      of(tables, table)
        .filter((row) => Number(row.count) !== 0)
        .map((row) => [keyOf(...columns.map((name) => row[name])), Number(row.count)]),
    );
    expect(kept, table).to.deep.equal(counted[table as keyof typeof KEYS]);
  }
  const weeks = new Counter();
  for (const row of of(tables, "campaign_week")) {
    for (const [what, name] of Object.entries(OUTCOMES)) {
      weeks.add(Number(row[name]), row.campaign, row.week, what);
    }
  }
  expect(weeks.counts, "campaign_week").to.deep.equal(countWeeks(tables));
}

const OUTCOMES = {
  remedied: "remedied",
  notApplicable: "not_applicable",
  reopened: "reopened",
} as const;

function count(tables: Tables): Readonly<Record<keyof typeof KEYS, Counts>> {
  const units = unitsOf(tables);
  const groups = new Counter();
  const ungraded = new Counter();
  const weeks = new Counter();
  const scopes = new Counter();
  const totals = new Counter();
  /** Level of the last approval, by model and market. */
  const levels = new Map(
    of(tables, "model_approval")
      .toSorted((one, other) => Number(one.ordinal) - Number(other.ordinal))
      .map(({ model, country, level }) => [keyOf(model, country), level]),
  );
  for (const { id, row } of units) {
    const model = modelOf(id);
    const market = row?.market ?? "";
    const state = row?.state ?? "issued";
    const level = row?.grade ?? levels.get(keyOf(model, market)) ?? 0;
    for (const ofModel of ["*", model]) {
      for (const onMarket of ["*", market]) {
        for (const ofLevel of [-1, level]) groups.add(1, ofModel, onMarket, ofLevel, state);
      }
    }
    if (market !== "" && row?.grade === null) ungraded.add(1, model, market, state);
    for (const flag of ["stolen", "disputed"]) totals.add(row?.[flag] ? 1 : 0, flag);
  }
  for (const lot of of(tables, "lot")) weeks.add(Number(lot.count), weekOf(Number(lot.issued_at)));
  totals.add(of(tables, "manufacturer").length, "makers");
  totals.add(of(tables, "model").length, "models");
  const marks = new Set(
    of(tables, "campaign_mark").map(({ campaign, unit }) => keyOf(campaign, unit)),
  );
  const outcomes = new Map(
    of(tables, "campaign_outcome")
      .filter(({ until }) => until === null)
      .map(({ campaign, unit, status }) => [keyOf(campaign, unit), status]),
  );
  for (const campaign of of(tables, "campaign")) {
    totals.add(1, `opened.${campaign.severity}`);
    totals.add(campaign.closed_at === null ? 0 : 1, `closed.${campaign.severity}`);
    const terms = { ...campaign, suspendedIn: campaign.suspended_in } as unknown as CampaignTerms;
    for (const { id, row } of units) {
      const market = row?.market as string | null | undefined;
      const key = keyOf(campaign.id, id);
      const unit = { id, market, isMarked: marks.has(key) };
      if (!namesUnit(terms, unit)) continue;
      const outcome = outcomes.get(key) as "remedied" | "notApplicable" | undefined;
      scopes.add(1, campaign.id, market ?? "", outcome ?? "open");
      const status = unitStatusOf(terms, unit, outcome);
      if (status !== "unaffected") totals.add(1, `units.${status}`);
    }
  }
  return {
    unit_figure: groups.counts,
    ungraded_figure: ungraded.counts,
    issued_week: weeks.counts,
    campaign_figure: scopes.counts,
    total_figure: totals.counts,
  };
}

/** Every unit that was issued, with its row where something happened to it. */
function unitsOf(tables: Tables): { id: RobotId; row: Row | undefined }[] {
  const touched = new Map(of(tables, "unit").map((row) => [row.id, row]));
  const issued = of(tables, "lot").flatMap((lot) =>
    lot.kind === "list"
      ? []
      : Array.from({ length: Number(lot.count) }, (_, place) =>
          withCounter(
            String(lot.stem),
            BigInt(String(lot.first_unit).slice(String(lot.stem).length)) + BigInt(place),
          ),
        ),
  );
  const listed = of(tables, "listed_unit").map(({ id }) => id as RobotId);
  return [...issued, ...listed].map((id) => ({ id, row: touched.get(id) }));
}

function countWeeks(tables: Tables): Counts {
  const weeks = new Counter();
  for (const { campaign, status, since, until } of of(tables, "campaign_outcome")) {
    weeks.add(1, campaign, weekOf(Number(since)), status);
    if (until !== null) weeks.add(1, campaign, weekOf(Number(until)), "reopened");
  }
  return weeks.counts;
}

/** Counts by keys; a count of zero is not there. */
class Counter {
  readonly counts: Record<string, number> = {};

  add(more: number, ...key: readonly unknown[]): void {
    if (more === 0) return;
    const name = keyOf(...key);
    this.counts[name] = (this.counts[name] ?? 0) + more;
  }
}

function of(tables: Tables, name: string): readonly Row[] {
  const rows = tables[name];
  if (!rows) throw new Error(`there is no table ${name}`);
  return rows;
}

const keyOf = (...parts: readonly unknown[]) => parts.join(" ");
