// Reads the feed, a page at a time. However rare what is asked for is, a page costs a bounded number of rows: the feed is
// read in windows, and a page may end before it is full.
import {
  historyRecord,
  operatorTerm,
  ownershipPeriod,
  registryEvent,
} from "@openrobotid/indexer/tables";
import type { RobotId } from "@openrobotid/sdk";
import { and, asc, inArray, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Address } from "viem";
import { type Moment, momentOf, progress } from "../as-of.js";
import { type Asked, ask, columnsOf, type Question, type Row, rows, value } from "../rows.js";
import { type Change, changeOfRegistry, changeOfRobot } from "./change.js";
import { type Cursor, compareCursors, cursorText, requireReached } from "./cursor.js";
import { type ChangeFilter, fitsEvent, isNarrow, isOfRobots } from "./filter.js";
import { ENTRY_KINDS, EVENT_KINDS, EVENTS } from "./kinds.js";

/** Rows of a table that one look goes through. */
const WINDOW = 2_500;
/** Looks for one page. */
const MOST_WINDOWS = 8;

/** What is asked of the feed. */
export interface FeedQuestion {
  /** Where to go on. */
  readonly after: Cursor;
  /** How many changes at most. */
  readonly limit: number;
  readonly filter: ChangeFilter;
  /** Whether the one who asks may know which robot it was. */
  readonly names: (robot: RobotId) => boolean;
}

/** A page of the feed. */
export interface FeedPage {
  readonly changes: readonly Change[];
  /** Where to go on. */
  readonly next: Cursor;
  /** Whether the feed goes on behind it; what is there need not fit. */
  readonly more: boolean;
  readonly moment: Moment;
}

/** What happened after a place. */
export async function readFeed(db: Asked, question: FeedQuestion): Promise<FeedPage> {
  const page = isNarrow(question.filter)
    ? await readNarrow(db, question)
    : await readAll(db, question);
  requireReached(question.after, page.moment.blockNumber);
  return page;
}

async function readNarrow(db: Asked, question: FeedQuestion): Promise<FeedPage> {
  const { limit } = question;
  const changes: Change[] = [];
  let page = await readWindow(db, question);
  changes.push(...page.changes);
  for (let looks = 1; page.more && changes.length < limit && looks < MOST_WINDOWS; looks += 1) {
    page = await readWindow(db, { ...question, after: page.next, limit: limit - changes.length });
    changes.push(...page.changes);
  }
  return { ...page, changes };
}

async function readAll(db: Asked, { after, limit, names }: FeedQuestion): Promise<FeedPage> {
  const found = await ask(db, {
    progress: progress(),
    entries: rows(historyRecord, {
      where: behind(historyRecord, after),
      orderBy: [historyRecord.blockNumber, historyRecord.logIndex],
      limit: limit + 1,
    }),
    events: rows(registryEvent, {
      where: and(inArray(registryEvent.event, [...EVENTS]), behind(registryEvent, after)),
      orderBy: [registryEvent.blockNumber, registryEvent.logIndex],
      limit: limit + 1,
    }),
  });
  const all = [...found.entries, ...found.events].toSorted(compareCursors);
  const shown = all.slice(0, limit);
  const changes = shown.map((row) =>
    "unit" in row ? changeOfRobot(row, names(row.unit as RobotId)) : changeOfRegistry(row),
  );
  const next = shown.at(-1) ?? after;
  return { changes, next, more: all.length > limit, moment: momentOf(found.progress) };
}

/** A part of the feed, and where it ended. */
interface Window<row> {
  /** The rows that fit. */
  readonly rows: readonly row[];
  /** The last row of each part that was read, whether or not it fits, and how many there were. */
  readonly ends: readonly (Cursor & { readonly count: number })[];
}

const NOTHING: Question<Window<never>> = value(
  sql`json_build_object('rows', json_build_array(), 'ends', json_build_array())`,
);

async function readWindow(db: Asked, question: FeedQuestion): Promise<FeedPage> {
  const { after, limit, filter, names } = question;
  const { codes, kind } = filter;
  const size = codes ? Math.ceil(WINDOW / codes.length) : WINDOW;
  const ofEntries = kind === undefined || ENTRY_KINDS.includes(kind);
  const ofEvents = !isOfRobots(filter) && (kind === undefined || EVENT_KINDS.includes(kind));
  const found = await ask(db, {
    progress: progress(),
    entries: ofEntries ? entriesIn(filter, after, size) : NOTHING,
    events: ofEvents ? eventsIn(after, size) : NOTHING,
  });
  // What is behind the end of a part that was cut off is not known yet, whichever part it is.
  const cut = [...found.entries.ends, ...found.events.ends]
    .filter(({ count }) => count >= size)
    .toSorted(compareCursors);
  const [horizon] = cut;
  const isKnown = (row: Cursor) => !horizon || compareCursors(row, horizon) <= 0;
  const entries = found.entries.rows.filter(isKnown).map((row) => ({
    row,
    change: changeOfRobot(row, isOfRobots(filter) || names(row.unit as RobotId)),
  }));
  const events = found.events.rows
    .filter(isKnown)
    .map((row) => ({ row, change: changeOfRegistry(row) }))
    .filter(({ change }) => fitsEvent(filter, change));
  const all = [...entries, ...events].toSorted((a, b) => compareCursors(a.row, b.row));
  const shown = all.slice(0, limit);
  const isFull = all.length > limit;
  const [last] = [...found.entries.ends, ...found.events.ends]
    .toSorted(compareCursors)
    .toReversed();
  const next = isFull ? shown.at(-1)?.row : (horizon ?? last);
  return {
    changes: shown.map(({ change }) => change),
    next: next ? { blockNumber: next.blockNumber, logIndex: next.logIndex } : after,
    more: isFull || horizon !== undefined,
    moment: momentOf(found.progress),
  };
}

/** Entries of histories after a place: of all robots, or as many of each that is named. */
function entriesIn(
  { codes, accounts, maker, model, country, kind }: ChangeFilter,
  after: Cursor,
  size: number,
): Question<Window<Row<typeof historyRecord>>> {
  const condition = sql`${historyRecord.unit} = code`;
  const read = codes
    ? sql`select part.* from jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb) code
        cross join lateral (${partOf(historyRecord, after, { condition, size })}) part`
    : partOf(historyRecord, after, { size });
  const named = sql`coalesce(fields->>'jurisdiction', fields->>'country', fields->>'to')`;
  const fits = and(
    maker === undefined ? undefined : sql`left(unit, 6) = ${maker}`,
    model === undefined ? undefined : sql`left(unit, 12) = ${model}`,
    country === undefined ? undefined : sql`${named} = ${country}`,
    kind === undefined ? undefined : sql`kind = ${kind}`,
    accounts && heldBy(accounts),
  );
  return windowOf(read, { fits, by: codes ? sql`unit` : sql`true` });
}

/**
 * Whether one of some accounts owned or ran the robot of an entry in its block. Blocks at both ends count, so that the entry by which
 * it came to them is there, and the one by which it left them.
 */
function heldBy(accounts: readonly Address[]): SQL {
  const within = ({ unit, blockNumber, endBlockNumber }: Held, since: SQLWrapper = blockNumber) =>
    sql`${unit} = part.unit and ${since} <= part."blockNumber"
      and (${endBlockNumber} is null or ${endBlockNumber} >= part."blockNumber")`;
  const { acceptedBlockNumber, termEnd } = operatorTerm;
  return sql`(exists (select from ${ownershipPeriod} where ${within(ownershipPeriod)} and ${inArray(ownershipPeriod.holder, [...accounts])})
    or exists (select from ${operatorTerm} where ${within(operatorTerm, acceptedBlockNumber)}
      and ${termEnd} >= part."timestamp" and ${inArray(operatorTerm.operator, [...accounts])}))`;
}

type Held = typeof ownershipPeriod | typeof operatorTerm;

/** Events of the registry after a place. */
function eventsIn(after: Cursor, size: number): Question<Window<Row<typeof registryEvent>>> {
  const read = partOf(registryEvent, after, { size });
  return windowOf(read, { fits: inArray(sql`event`, [...EVENTS]), by: sql`true` });
}

/**
 * The first rows of a table behind a place that fulfil a condition, in the order of the chain, with columns as answers name
 * them. The rest of a block and the blocks behind it are read each for itself: the database knows how many blocks there are
 * behind one, and guesses how many logs are behind a log.
 */
function partOf(
  table: typeof historyRecord | typeof registryEvent,
  { blockNumber, logIndex }: Cursor,
  { condition, size }: { readonly condition?: SQL; readonly size: number },
): SQL {
  const first = (where: SQL) => sql`(select ${columnsOf(table)} from ${table}
    where ${and(condition, where)} order by ${asc(table.blockNumber)}, ${asc(table.logIndex)} limit ${size})`;
  const inBlock = sql`${table.blockNumber} = ${blockNumber}::bigint and ${table.logIndex} > ${logIndex}::int`;
  const behindBlock = sql`${table.blockNumber} > ${blockNumber}::bigint`;
  return sql`select * from (${first(inBlock)} union all ${first(behindBlock)}) parts
    order by ${PLACE} limit ${size}`;
}

/** Place of a row whose columns are named as in answers. */
const PLACE = sql`"blockNumber", "logIndex"`;

function windowOf<row>(
  read: SQL,
  { fits, by }: { readonly fits: SQL | undefined; readonly by: SQL },
): Question<Window<row>> {
  return value(sql`with part as materialized (${read}) select json_build_object(
    'rows', (select coalesce(json_agg(row_to_json(part)), '[]') from part ${fits && sql`where ${fits}`}),
    'ends', (select coalesce(json_agg(ends), '[]') from (
      select distinct on (place_of) ${PLACE}, count from (
        select ${PLACE}, ${by} as place_of, count(*) over (partition by ${by}) as count from part) counted
      order by place_of, "blockNumber" desc, "logIndex" desc) ends))`);
}

function behind(
  table: typeof historyRecord | typeof registryEvent,
  { blockNumber, logIndex }: Cursor,
): SQL {
  return sql`(${table.blockNumber}, ${table.logIndex}) > (${blockNumber}::bigint, ${logIndex}::int)`;
}

/** A page as answers carry it. */
export function pageText({ changes, next, more }: Pick<FeedPage, "changes" | "next" | "more">) {
  return { changes: [...changes], next: cursorText(next), more };
}
