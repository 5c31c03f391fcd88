// Fills the tables of an index with what years would bring: 28 million units in lots, some of them touched, with three entries
// each, their periods, and recalls. The rows follow from a seed, and are made within PostgreSQL: no chain plays so many.
import type { RobotId } from "@openrobotid/sdk";
import { lotIdOf } from "@openrobotid/sdk/rules";
import pg from "pg";

/** Asks PostgreSQL something. */
type Query = <row extends Record<string, unknown>>(
  sql: string,
  values?: unknown[],
) => Promise<row[]>;

/** What was made. */
export interface ManyUnits {
  /** Codes that something happened to, evenly spread. */
  readonly touched: readonly RobotId[];
  /** Codes that nothing happened to. */
  readonly untouched: readonly RobotId[];
  readonly models: readonly string[];
  /** A recall of every unit of a model. */
  readonly recall: number;
  /** Bytes on the disk that the units that something happened to take, their entries, periods and indexes with them. */
  readonly bytes: number;
}

/** Units of every lot. */
const LOT_SIZE = 10_000;
const LOTS = 2_800;
/** Lots of the model that is recalled as a whole: a million units. */
const RECALLED_LOTS = 100;
const RECALLS = 200;
const SEED = 20_260_105;
const CODE_LENGTH = 29;
const MARKETS = ["CN", "DE", "ES", "MX", "FR", "JP", "KR", "IT", "PL", "SE", "NL", "AT"];
const SAMPLE = 1_000;

/** Fills the tables of an index that is not running. It must hold at least one entry of an installation. */
export async function fillManyUnits(
  url: string,
  schema: string,
  touched: number,
): Promise<ManyUnits> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fill(
      async (sql, values = []) => (await client.query(sql, values)).rows,
      schema,
      touched,
    );
  } finally {
    await client.end();
  }
}

async function fill(query: Query, schema: string, touched: number): Promise<ManyUnits> {
  const run = async (sql: string, values: unknown[] = []) => await query(sql, values);
  await run(`set search_path = "${schema}"`);
  // Nothing of this can be taken back by a reorganisation: what the engine keeps for that is left out.
  await run("set session_replication_role = replica");
  await run("set maintenance_work_mem = '512MB'");
  await run("set synchronous_commit = off");
  const before = await bytesOf(query, schema);
  const models = await issueLots(query);
  const indexes = await query<{ name: string; definition: string }>(
    `select indexname::text as name, indexdef as definition from pg_indexes
      where schemaname = $1 and tablename = any($2) and indexname not like '%\\_pkey'
        and indexname not in (select conname from pg_constraint)`,
    [schema, FILLED],
  );
  for (const { name } of indexes) await run(`drop index "${name}"`);
  await touchUnits(run, touched);
  for (const { definition } of indexes) await run(definition);
  const recall = await openRecalls(query, models);
  // Before they are counted: of tables that seem empty, the database goes through all of one for each row of another.
  for (const table of [...FILLED, "lot", "campaign"]) await run(`analyze "${table}"`);
  await countAll(run, recall);
  const sample = async (sql: string) =>
    (await query<{ code: RobotId }>(sql)).map(({ code }) => code);
  const step = Math.max(1, Math.floor(touched / SAMPLE));
  return {
    touched: await sample(
      `select lots.stem || lpad((lots.first + i / ${LOTS})::text, lots.width, '0') as code
        from generate_series(0, ${touched - 1}, ${step}) i join many_lots lots on lots.place = i % ${LOTS} limit ${SAMPLE}`,
    ),
    untouched: await sample(
      `select stem || lpad((first + ${LOT_SIZE - 1})::text, width, '0') as code from many_lots limit ${SAMPLE}`,
    ),
    models,
    recall,
    bytes: (await bytesOf(query, schema)) - before,
  };
}

/** Tables that are filled. */
const FILLED = [
  "unit",
  "history_record",
  "ownership_period",
  "market_placement",
  "life_period",
  "firmware_installation",
  "campaign_outcome",
];

async function bytesOf(query: Query, schema: string): Promise<number> {
  const [found] = await query<{ bytes: string }>(
    `select coalesce(sum(pg_total_relation_size(format('%I.%I', schemaname, tablename))), 0) as bytes
      from pg_tables where schemaname = $1 and tablename = any($2)`,
    [schema, FILLED],
  );
  return Number(found?.bytes);
}

/** Bytes as PostgreSQL reads them. */
const asBytes = (hex: string) => hex.replace(/^0x/, "\\x");

/** Lots of every model that has a counter. */
async function issueLots(query: Query): Promise<string[]> {
  const models = await query<{ id: string; width: number; account: string }>(
    `select model.id, counter_width as width, account::text from model join manufacturer on manufacturer.id = model.manufacturer
      where counter_width between 1 and 12 order by model.id`,
  );
  const next = new Map<string, number>();
  const lots = Array.from({ length: LOTS }, (_, place) => {
    const model = models[place < RECALLED_LOTS ? 0 : place % models.length];
    if (!model) throw new Error("There is no model with a counter.");
    const { id, width, account } = model;
    const stem = `${id}30W01`.padEnd(CODE_LENGTH - width, "0");
    const ordinal = next.get(stem) ?? 0;
    next.set(stem, ordinal + 1);
    const first = ordinal * LOT_SIZE + 1;
    const last = first + LOT_SIZE - 1;
    const codeOf = (counter: number) => `${stem}${String(counter).padStart(width, "0")}`;
    return {
      ...PROOF,
      place,
      id: asBytes(lotIdOf(stem, ordinal)),
      kind: "range",
      model: id,
      manufacturer: id.slice(0, 6),
      stem,
      ordinal,
      first,
      width,
      first_counter: first,
      last_counter: last,
      counter_width: width,
      count: LOT_SIZE,
      first_unit: codeOf(first),
      last_unit: codeOf(last),
      issuer: account,
      // A lot a day, over years.
      issued_at: PROOF.block_time - place * 86_400,
      units_root: null,
      manifest_uri: "",
    };
  });
  await query(
    "create temporary table many_lots (place int primary key, id bytea, model text, manufacturer text, stem text, first bigint, width int, issuer bytea, first_unit text, last_unit text)",
  );
  const json = JSON.stringify(lots);
  await query("insert into many_lots select * from json_populate_recordset(null::many_lots, $1)", [
    json,
  ]);
  await query("insert into lot select * from json_populate_recordset(null::lot, $1)", [json]);
  await query(
    "insert into lot_stem select stem, count(*) from many_lots group by stem on conflict do nothing",
  );
  await query("analyze many_lots");
  return models.map(({ id }) => id);
}

const HASH = `\\x${"5e".repeat(32)}`;
const PROOF = {
  transaction_hash: HASH,
  block_number: 5,
  log_index: 0,
  // Before any world began.
  block_time: 1_735_700_000,
} as const;

async function touchUnits(
  run: (sql: string, values?: unknown[]) => Promise<unknown>,
  touched: number,
): Promise<void> {
  const markets = MARKETS.map((each) => `'${each}'`).join(", ");
  const digest = (of: string) => `decode(md5('${SEED}' || ${of}) || md5(${of}), 'hex')`;
  const account = (of: string) => `decode(left(md5('${SEED}' || ${of}) || md5(${of}), 40), 'hex')`;
  await run(
    `insert into unit (transaction_hash, block_number, log_index, block_time, id, model, manufacturer, lot, state, holder, market,
        country, stolen, disputed, operator_accepted, image_digest, image_installed_at, grade, birth_record_digest,
        return_offered, brands, transfers, seq, entries, head, touched_at, ownerships, operator_terms, placements, states,
        device_keys, installations, stolen_reports, disputed_reports)
      select ${digest("'t' || i")}, 2 + i % 20, 1000 + i, ${PROOF.block_time}, code, model, manufacturer, lot,
        (case when draw < 3 then 'issued' when draw < 90 then 'inService' when draw < 96 then 'endOfLife' else 'scrapped' end)::robot_state,
        case when draw < 3 then null else ${account("'h' || i / 3")} end,
        case when draw < 3 then null else market end, case when draw < 3 then left(model, 2) else market end,
        draw = 50, draw = 51 and i % 5 = 0, false, ${digest("model")}, ${PROOF.block_time},
        case when draw % 20 = 7 then 1 + draw % 5 end, ${digest("'b' || i")}, false, '{}', 0, 3, 3, ${digest("'head' || i")},
        ${PROOF.block_time}, (draw >= 3)::int, 0, (draw >= 3)::int, (draw >= 3)::int, 0, 1, 0, 0
      from (select i, lots.id as lot, lots.model, lots.manufacturer,
          lots.stem || lpad((lots.first + i / ${LOTS})::text, lots.width, '0') as code,
          (hashint8(i + ${SEED}) & 2147483647) % 100 as draw,
          (array[${markets}])[1 + (hashint8(i - ${SEED}) & 2147483647) % ${MARKETS.length}] as market
        from generate_series(0::bigint, ${touched - 1}) i join many_lots lots on lots.place = i % ${LOTS}) made`,
  );
  const proof = `transaction_hash, block_number, log_index, block_time`;
  await run(
    `insert into history_record (${proof}, unit, ordinal, seq, kind, kind_number, actor, timestamp, payload_digest, head, event, emitter,
        event_log_index, fields)
      select ${digest("'e' || ordinal || id")}, block_number, log_index * 4 + ordinal, block_time, id, ordinal, ordinal, kind, kind_number,
        actor, block_time, ${digest("'p' || ordinal || id")}, case when ordinal = 3 then unit.head else ${digest("'n' || ordinal || id")} end,
        event, emitter, log_index * 4 + ordinal, fields
      from unit cross join generate_series(1, 3) ordinal
      cross join (select kind, kind_number, actor, event, emitter, fields from history_record where event = 'ReleaseInstalled' limit 1) like_one
      where touched_at = ${PROOF.block_time} and log_index >= 1000`,
  );
  const placed = `from unit where market is not null and log_index >= 1000`;
  await run(
    `insert into ownership_period (${proof}, since, unit, ordinal, holder) select ${proof}, block_time, id, 0, holder ${placed}`,
  );
  await run(
    `insert into market_placement (${proof}, since, unit, ordinal, country) select ${proof}, block_time, id, 0, market ${placed}`,
  );
  await run(
    `insert into life_period (${proof}, since, unit, ordinal, state) select ${proof}, block_time, id, 0, state ${placed}`,
  );
  await run(
    `insert into firmware_installation (${proof}, since, unit, ordinal, model, image_digest, installed_by, capacity)
      select ${proof}, block_time, id, 0, model, image_digest, ${account("'i' || model")}, 'maker' from unit where log_index >= 1000`,
  );
}

/** A recall of the first model as a whole, and many of a lot each. */
async function openRecalls(query: Query, models: readonly string[]): Promise<number> {
  const [found] = await query<{ id: number }>(
    "select coalesce(max(id), 0)::int + 1 as id from campaign",
  );
  const first = found?.id ?? 1;
  const [model = ""] = models;
  const text = "What is defective, and what is done about it.";
  const common = `${PROOF.block_number}, ${PROOF.block_time}, '${text}', '${text}', '${text}', '${text}', false, true, '\\x${"0a".repeat(20)}', ${PROOF.block_time}, true, '{}', 0, 0, 0`;
  const columns = `transaction_hash, id, log_index, campaign_number, model, manufacturer, severity, kind, first, last, block_number,
    block_time, component, summary, consequence, remedy, park_it, over_the_air_update, opened_by, opened_at, maker_remedies,
    suspended_in, marked, remedied, not_applicable`;
  await query(
    `insert into campaign (${columns}) select '${HASH}', ${first}, 900, 'MANY', '${model}', left('${model}', 6), 'advisory', 'range',
      rpad('${model}', ${CODE_LENGTH}, '0'), rpad('${model}', ${CODE_LENGTH}, 'Z'), ${common}`,
  );
  await query(
    `insert into campaign (${columns}) select '${HASH}', ${first} + place - ${RECALLED_LOTS} + 1, 900, 'MANY' || place, model, manufacturer,
      'advisory', 'range', first_unit, last_unit, ${common}
      from many_lots where place between ${RECALLED_LOTS} and ${RECALLED_LOTS + RECALLS - 1}`,
  );
  await query(
    `insert into campaign_outcome (transaction_hash, block_number, log_index, block_time, since, campaign, unit, ordinal, status, seq,
        by, evidence_digest, market)
      select transaction_hash, block_number, log_index, block_time, block_time + (log_index % 50) * 604800, ${first}, id, 0,
        'remedied', 3, holder, head, market
      from unit where model = '${model}' and market is not null and log_index >= 1000 and log_index % 3 = 0`,
  );
  return first;
}

/** The figures of all of it: what the handlers of events would have kept. */
async function countAll(run: (sql: string) => Promise<unknown>, recall: number): Promise<void> {
  await run("truncate unit_figure, ungraded_figure, issued_week");
  await run(
    `create temporary table many_groups as select model, state, market, level, sum(count) as count from (
        select unit.model, state, coalesce(market, '') as market, coalesce(grade, approved.level, 0) as level, count(*) as count
          from unit left join (select distinct on (model, country) model, country, level from model_approval
            order by model, country, ordinal desc) approved on approved.model = unit.model and approved.country = market
          group by 1, 2, 3, 4
        union all select model, 'issued', '', 0, sum(count) from lot group by 1
        union all select model, 'issued', '', 0, -count(*) from unit where lot is not null group by 1) each
      group by 1, 2, 3, 4 having sum(count) > 0`,
  );
  await run(
    `insert into unit_figure (model, market, level, state, count)
      select coalesce(model, '*'), coalesce(market, '*'), coalesce(level, -1), state, sum(count) from many_groups
      group by grouping sets ((state), (state, model), (state, market), (state, level), (state, model, market),
        (state, model, level), (state, market, level), (state, model, market, level))`,
  );
  await run(
    `insert into issued_week (week, count)
      select to_char(date_trunc('week', to_timestamp(issued_at) at time zone 'utc'), 'YYYY-MM-DD'), sum(count) from lot group by 1`,
  );
  await run(
    `insert into campaign_figure (campaign, market, status, count)
      select campaign.id, coalesce(unit.market, ''), coalesce(outcome.status, 'open'), count(*)
      from campaign join unit on unit.model = campaign.model and unit.id collate "C" between campaign.first and campaign.last
      left join campaign_outcome outcome on outcome.campaign = campaign.id and outcome.unit = unit.id and outcome.until is null
      where campaign.id >= ${recall} and unit.market is not null group by 1, 2, 3`,
  );
  await run(
    `insert into campaign_figure (campaign, market, status, count)
      select id, '', 'open', (select sum(count) from lot where lot.model = campaign.model and kind = 'range'
          and lot.first_unit collate "C" >= campaign.first and lot.last_unit collate "C" <= campaign.last)
        - (select coalesce(sum(count), 0) from campaign_figure where campaign = campaign.id)
      from campaign where id >= ${recall}`,
  );
  await run(
    `insert into campaign_week (campaign, week, remedied, not_applicable, reopened)
      select campaign, to_char(date_trunc('week', to_timestamp(since) at time zone 'utc'), 'YYYY-MM-DD'), count(*), 0, 0
      from campaign_outcome where campaign >= ${recall} group by 1, 2`,
  );
  await run("analyze unit_figure, issued_week, campaign_figure, campaign_week, campaign, lot_stem");
}
