// How many units of each model qualify on a market. By level it is read from the figures that are kept. Certificates run out
// with the clock, so no figure of them is kept: a bounded number of them is looked at.
import { certificate, model, modelApproval, unit, unitFigure } from "@openrobotid/indexer/tables";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { indexedAt } from "../as-of.js";
import { type Question, rows, value } from "../rows.js";

/** Certificates that are looked at. */
export const MOST_CERTIFICATES = 5_000;

/** What units are to fulfil. */
export interface OfferFilter {
  readonly market: string;
  readonly level?: number | undefined;
  /** Scopes of certificates: one of each. */
  readonly scopes: readonly string[];
}

/** Approvals for a market that are valid at the block that the index has come to. */
export const approvalsFor = (market: string) =>
  rows(modelApproval, {
    where: sql`${modelApproval.country} = ${market} and ${modelApproval.since} <= ${indexedAt()}
      and ${modelApproval.until} is null and ${indexedAt()} < ${modelApproval.expiry}`,
    orderBy: [modelApproval.model],
  });

/** Units in service by model, those of models that are not approved included. */
export function unitsOffered(
  filter: OfferFilter,
): Question<readonly { readonly model: string; readonly name: string; readonly units: number }[]> {
  const counted = filter.scopes.length === 0 ? byLevel(filter) : byCertificates(filter);
  return value(sql`select coalesce(json_agg(found), '[]') from (
    select counted.model, ${model.name} as name, counted.units from (${counted}) counted
    join ${model} on ${model.id} = counted.model where counted.units > 0) found`);
}

/** How many certificates there are to look at, of the scope that has most, as far as they are looked at and one more. */
export const certificatesOf = (scopes: readonly string[]) => {
  const counts = scopes.map(
    (scope) => sql`(select count(*)::int from (${lasting(scope, MOST_CERTIFICATES + 1)}) lasting)`,
  );
  return value<number>(sql`select greatest(0, ${sql.join([sql`0`, ...counts], sql`, `)})`);
};

function byLevel({ market, level }: OfferFilter): SQL {
  // Any level is a row of its own; level 0 has no level.
  const levels =
    level === undefined ? sql`${unitFigure.level} = -1` : sql`${unitFigure.level} >= ${level}`;
  return sql`select ${unitFigure.model} as model, sum(${unitFigure.count})::bigint as units from ${unitFigure}
    where ${and(eq(unitFigure.market, market), levels, sql`${unitFigure.model} <> '*'`, eq(unitFigure.state, "inService"))}
    group by 1`;
}

function byCertificates({ market, level, scopes }: OfferFilter): SQL {
  const approved = sql`(select ${modelApproval.level} from ${modelApproval}
    where ${modelApproval.model} = ${unit.model} and ${modelApproval.country} = ${unit.market}
    order by ${modelApproval.ordinal} desc limit 1)`;
  const leveled =
    level === undefined ? undefined : sql`coalesce(${unit.grade}, ${approved}, 0) >= ${level}`;
  const certified = scopes.map(
    (scope) =>
      sql`select distinct unit from (${lasting(scope, MOST_CERTIFICATES)}) lasting where not lasting.ended`,
  );
  return sql`select ${unit.model} as model, count(*)::bigint as units
    from (${sql.join(certified, sql` intersect `)}) certified
    join ${unit} on ${unit.id} = certified.unit
    where ${and(eq(unit.market, market), eq(unit.state, "inService"), leveled)} group by 1`;
}

/** Certificates of a scope that have not run out, those that last longest first. */
function lasting(scope: string, most: number): SQL {
  return sql`select ${certificate.unit} as unit, ${certificate.until} is not null as ended from ${certificate}
    where ${certificate.scope} = ${scope} and ${certificate.expiry} > ${indexedAt()}
    order by ${certificate.expiry} desc limit ${most}`;
}
