// Which units a recall concerns, exactly, those included that were never touched since their lot was issued. Units of a lot
// are made while they are read, from the counters of the lot that the scope holds.

import type { z } from "@hono/zod-openapi";
import { hexOf } from "@openrobotid/indexer/bytes";
import {
  campaign,
  campaignFigure,
  campaignMark,
  campaignOutcome,
  listedUnit,
  lot,
  manufacturer,
  unit,
} from "@openrobotid/indexer/tables";
import { type ModelId, type RobotId, withCounter } from "@openrobotid/sdk";
import { countersWithin, type LotRange, reachesMarket } from "@openrobotid/sdk/rules";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Asked, ask, type Question, type Row, rows, value } from "../rows.js";
import type { state, unitStatus } from "../schemas/common.js";

type Campaign = Row<typeof campaign>;
type Lot = Row<typeof lot>;

/** The status of a unit under a recall. */
export type Settled = z.infer<typeof unitStatus>;

/** Units of a recall by status. */
export type ScopeCounts = Readonly<Record<Settled | "affected", number>>;

/** A unit under a recall. */
export interface AffectedUnit {
  readonly robot: RobotId;
  readonly status: Settled;
  readonly state: z.infer<typeof state>;
  readonly market: string | null;
  readonly holder: string;
  /** When it was settled, in seconds. */
  readonly settledAt: number | null;
  readonly touched: boolean;
}

/** Codes that are looked at in one round trip. */
const CHUNK = 5_000;

/** All codes, of all lots. */
const FIRST = "";
const LAST = "~";

/** Whether campaigns are open at a moment, in seconds: `isCampaignOpen` of the SDK for many of them. */
export function isOpenAt(at: SQL): SQL {
  return sql`(${campaign.closedAt} is null or ${campaign.closedAt} > ${at})`;
}

/** Units under a recall on a market, as the index keeps them. */
export interface ScopeFigure {
  readonly campaign: number;
  /** `null` for no market. */
  readonly market: string | null;
  readonly status: Settled;
  readonly count: number;
}

/** Units under recalls by market and status. */
export function scopeFigures(ofRecalls: SQL): Question<readonly ScopeFigure[]> {
  return value(sql`select coalesce(json_agg(found), '[]') from (
    select ${campaignFigure.campaign} as campaign, nullif(${campaignFigure.market}, '') as market,
      ${campaignFigure.status} as status, ${campaignFigure.count} as count
    from ${campaignFigure} where ${campaignFigure.count} > 0 and ${campaignFigure.campaign} in ${ofRecalls}) found`);
}

/** How many units a recall concerns on each market, by status; `null` is no market. */
export function countByMarket(
  campaign: Campaign,
  figures: readonly ScopeFigure[],
): ReadonlyMap<string | null, ScopeCounts> {
  const counts = new Map<string | null, ScopeCounts>();
  for (const { campaign: of, market, status, count } of figures) {
    if (of !== campaign.id || (status === "open" && !reaches(campaign, market))) continue;
    const known = counts.get(market) ?? { affected: 0, open: 0, remedied: 0, notApplicable: 0 };
    counts.set(market, {
      ...known,
      affected: known.affected + count,
      [status]: known[status] + count,
    });
  }
  return counts;
}

/** The sum of counts. */
export function total(counts: ReadonlyMap<unknown, ScopeCounts>): ScopeCounts {
  const sum = { affected: 0, open: 0, remedied: 0, notApplicable: 0 };
  for (const each of counts.values()) {
    sum.affected += each.affected;
    sum.open += each.open;
    sum.remedied += each.remedied;
    sum.notApplicable += each.notApplicable;
  }
  return sum;
}

/** Every unit that a recall concerns, in the order of their codes, from behind a code on. */
export async function* affectedUnits(
  ...question: Parameters<typeof affectedChunks>
): AsyncGenerator<AffectedUnit> {
  for await (const chunk of affectedChunks(...question)) yield* chunk;
}

/** The same, as many at once as were looked at in one round trip. */
export async function* affectedChunks(
  db: Asked,
  campaign: Campaign,
  {
    after = FIRST,
    status,
    atFirst = CHUNK,
  }: {
    readonly after?: string | undefined;
    readonly status?: Settled | undefined;
    /** Codes that are looked at in the first round trip, where few are wanted. */
    readonly atFirst?: number;
  },
): AsyncGenerator<readonly AffectedUnit[]> {
  const { lots } = await ask(db, { lots: lotsOf(campaign, after) });
  // Where only some of the units are in question that something happened to, no lot need be gone through.
  const named = campaign.country !== null || (status !== undefined && status !== "open");
  const sources = named
    ? [status === undefined || status === "open" ? touchedCodes(campaign) : settledCodes(campaign)]
    : campaign.kind === "marked"
      ? [markedCodes(campaign)]
      : // Serials of a model are listed, or they are counted.
        lots.length > 0
        ? lots.flatMap((each) => lotCodes(campaign, each, after))
        : [listedCodes(campaign)];
  let size = Math.min(atFirst, CHUNK);
  for (const source of sources) {
    for (let behind = after; ; ) {
      const chunk = await readChunk(db, campaign, source(behind, size));
      const fitting = chunk.filter(
        (found) =>
          (found.status !== "open" || reaches(campaign, found.market)) &&
          (status === undefined || found.status === status),
      );
      if (fitting.length > 0) yield fitting;
      const isLast = chunk.length < size;
      size = Math.min(4 * size, CHUNK);
      if (isLast) break;
      behind = chunk.at(-1)?.robot ?? LAST;
    }
  }
}

/** Codes behind a code, in their order, at most so many. */
type Source = (after: string, size: number) => SQL;

function touchedCodes(campaign: Campaign): Source {
  return (after, size) => sql`select ${unit.id} as code from ${unit}
    where ${unit.model} = ${campaign.model} and ${unit.lot} is not null and ${binary(unit.id)} > ${after} and ${scopeOf(campaign, sql`${unit.id}`)}
    order by ${binary(unit.id)} limit ${size}`;
}

function settledCodes(campaign: Campaign): Source {
  return (after, size) => sql`select ${campaignOutcome.unit} as code from ${campaignOutcome}
    where ${campaignOutcome.campaign} = ${campaign.id} and ${campaignOutcome.until} is null and ${binary(campaignOutcome.unit)} > ${after}
    order by ${binary(campaignOutcome.unit)} limit ${size}`;
}

function markedCodes(campaign: Campaign): Source {
  return (after, size) => sql`select ${campaignMark.unit} as code from ${campaignMark}
    where ${campaignMark.campaign} = ${campaign.id} and ${binary(campaignMark.unit)} > ${after}
    order by ${binary(campaignMark.unit)} limit ${size}`;
}

function listedCodes(campaign: Campaign): Source {
  return (after, size) => sql`select ${listedUnit.id} as code from ${listedUnit}
    where ${listedUnit.model} = ${campaign.model} and ${binary(listedUnit.id)} > ${after} and ${scopeOf(campaign, sql`${listedUnit.id}`)}
    order by ${binary(listedUnit.id)} limit ${size}`;
}

function lotCodes(campaign: Campaign, itsLot: Lot, after: string): Source[] {
  const range = rangeOf(itsLot);
  const within = countersWithin(range, campaign.first ?? FIRST, campaign.last ?? LAST);
  const { stem, counterWidth } = range;
  if (!within || withCounter(stem, within.to) <= after) return [];
  return [
    (after, size) => {
      const behind = countersWithin(
        { ...range, firstCounter: within.from, lastCounter: within.to },
        after,
        LAST,
      );
      if (!behind) return sql`select null::text as code where false`;
      const own = withCounter(stem, behind.from) === after ? 1n : 0n;
      const from = behind.from + own;
      const chunkEnd = from + BigInt(size) - 1n;
      const to = behind.to < chunkEnd ? behind.to : chunkEnd;
      return sql`select ${stem}::text || lpad(counter::text, ${counterWidth}, '0') as code
        from generate_series(${from}::bigint, ${to}::bigint) counter order by counter`;
    },
  ];
}

/** Each code is looked up by itself: a join would have PostgreSQL go through all units where a chunk seems to be many of them. */
async function readChunk(
  db: Asked,
  campaign: Campaign,
  codes: SQL,
): Promise<readonly AffectedUnit[]> {
  const { chunk } = await ask(db, {
    chunk: value<readonly AffectedUnit[]>(sql`select coalesce(json_agg(found), '[]') from (
      select codes.code as robot,
        coalesce(settled.status, 'open') as status,
        coalesce(touched.state, 'issued') as state,
        touched.market as market,
        ${hexOf(sql`coalesce(touched.holder, (select ${manufacturer.account} from ${manufacturer} where ${manufacturer.id} = ${campaign.manufacturer}))`)} as holder,
        settled.at as "settledAt",
        touched.id is not null as touched
      from (${codes}) codes
      left join lateral (
        select ${unit.id} as id, ${unit.state}::text as state, ${unit.market} as market, ${unit.holder} as holder
        from ${unit} where ${unit.id} = codes.code limit 1
      ) touched on true
      left join lateral (
        select ${campaignOutcome.status}::text as status, ${campaignOutcome.blockTime} as at from ${campaignOutcome}
        where ${campaignOutcome.campaign} = ${campaign.id} and ${campaignOutcome.unit} = codes.code and ${campaignOutcome.until} is null
        limit 1
      ) settled on true
      order by codes.code collate "C") found`),
  });
  return chunk;
}

/** Whether a campaign binds units on a market, or on none. */
function reaches(campaign: Campaign, market: string | null): boolean {
  return reachesMarket(campaign, { id: campaign.model as ModelId, market });
}

/** Whether a campaign names a unit, on any market. */
function scopeOf(campaign: Campaign, code: SQL): SQL {
  if (campaign.kind === "range") {
    return sql`${code} collate "C" between ${campaign.first} and ${campaign.last}`;
  }
  return sql`(exists (select 1 from ${campaignMark} where ${campaignMark.campaign} = ${campaign.id} and ${campaignMark.unit} = ${code})
    or exists (select 1 from ${campaignOutcome} where ${campaignOutcome.campaign} = ${campaign.id} and ${campaignOutcome.unit} = ${code} and ${campaignOutcome.until} is null))`;
}

/** The lots that hold units of a campaign behind a code. */
function lotsOf(campaign: Campaign, after: string) {
  return rows(lot, {
    where:
      campaign.kind === "range"
        ? and(
            eq(lot.model, campaign.model),
            eq(lot.kind, "range"),
            sql`${lot.lastUnit} collate "C" > ${after}`,
            sql`${lot.lastUnit} collate "C" >= ${campaign.first}`,
            sql`${lot.firstUnit} collate "C" <= ${campaign.last}`,
          )
        : sql`false`,
    orderBy: [lot.stem, lot.firstCounter],
  });
}

/** Its counters, from its codes: as numbers of JSON those of 16 digits would be rounded. */
function rangeOf({ stem, counterWidth, firstUnit, lastUnit }: Lot): LotRange {
  const counterOf = (code: string | null) => BigInt((code ?? "").slice(stem.length));
  return {
    stem,
    counterWidth,
    firstCounter: counterOf(firstUnit),
    lastCounter: counterOf(lastUnit),
  };
}

function binary(column: { getSQL(): SQL }): SQL {
  return sql`${column} collate "C"`;
}
