// What is known of many robots, briefly: one round trip for all of them.

import type { z } from "@hono/zod-openapi";
import {
  campaign,
  campaignMark,
  campaignOutcome,
  historyAlarm,
  modelApproval,
  unit,
} from "@openrobotid/indexer/tables";
import { type Flag, modelOf, parseRobotId, type RobotId, RobotIdError } from "@openrobotid/sdk";
import { bindsUnit, isApprovalValid, isCampaignOpen, verdictOf } from "@openrobotid/sdk/rules";
import { type inArray, sql } from "drizzle-orm";
import { momentOf, progress } from "../as-of.js";
import type { HeadWatch } from "../head-watch.js";
import { type Asked, ask, rows } from "../rows.js";
import type { batchAnswer } from "../schemas/robot.js";
import { issuedOf } from "./issued.js";
import { given } from "./state.js";
import { trusted, trustNow } from "./trust.js";

type Brief = z.infer<typeof batchAnswer>["robots"][number];

/** What is known of many robots now, in the order that they are asked for. */
export async function loadMany(
  db: Asked,
  texts: readonly string[],
  heads: Pick<HeadWatch, "differs">,
) {
  const read = texts.map(readText);
  const ids = [...new Set(read.flatMap(({ id }) => (id ? [id] : [])))];
  const models = [...new Set(ids.map((id) => modelOf(id)))];
  const found = await ask(db, {
    progress: progress(),
    issued: issuedOf(ids),
    units: rows(unit, { where: within(unit.id, ids) }),
    alarms: rows(historyAlarm, { where: within(historyAlarm.unit, ids) }),
    approvals: rows(modelApproval, {
      where: within(modelApproval.model, models),
      orderBy: [modelApproval.ordinal],
    }),
    campaigns: rows(campaign, { where: within(campaign.model, models), orderBy: [campaign.id] }),
    marks: rows(campaignMark, { where: within(campaignMark.unit, ids) }),
    outcomes: rows(campaignOutcome, {
      where: sql`${within(campaignOutcome.unit, ids)} and ${campaignOutcome.until} is null`,
    }),
  });
  const moment = momentOf(found.progress);
  const issued = new Set(found.issued ?? []);
  const units = new Map(found.units.map((each) => [each.id, each]));
  const marked = new Set(found.marks.map((mark) => `${mark.campaign} ${mark.unit}`));
  const settled = new Set(found.outcomes.map((outcome) => `${outcome.campaign} ${outcome.unit}`));

  const robots = read.map(({ asked, id, error }): Brief => {
    const known = id !== undefined && issued.has(id);
    const alarms = found.alarms.filter((alarm) => alarm.unit === id);
    const touched = id && units.get(id);
    const state = known ? (touched ? touched.state : ("issued" as const)) : ("none" as const);
    const market = touched ? touched.market : null;
    const flags = known && touched ? raised(touched) : [];
    const approval = found.approvals.findLast(
      (each) => id && each.model === modelOf(id) && each.country === market,
    );
    const open = known
      ? found.campaigns.filter(
          (each) =>
            isCampaignOpen(each, moment.timestamp) &&
            bindsUnit(each, { id, market, isMarked: marked.has(`${each.id} ${id}`) }) &&
            !settled.has(`${each.id} ${id}`),
        )
      : [];
    const openRecalls = open.map(({ id: number, campaignNumber, severity }) => ({
      campaign: number,
      campaignNumber,
      severity: given(severity),
    }));
    const verdict = verdictOf({
      state,
      market,
      approval: approval && {
        valid: isApprovalValid({ ...approval, approvedAt: approval.since }, moment.timestamp),
      },
      flags: flags.map((flag) => ({ flag })),
      openCampaigns: openRecalls,
    });
    return {
      asked,
      id: id ?? null,
      problem: error
        ? {
            detail: error.message,
            position: error.position ?? null,
            expected: error.expected,
            found: error.found,
          }
        : null,
      verdict: id
        ? trusted(verdict, trustNow(id, { alarms, last: undefined, moment }, heads))
        : null,
      state: state === "none" ? null : given(state),
      model: id ? modelOf(id) : null,
      market,
      flags,
      openRecalls,
    };
  });
  return { moment, robots };
}

function within(column: Parameters<typeof inArray>[0], values: readonly string[]) {
  return sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
}

function readText(asked: string): { asked: string; id?: RobotId; error?: RobotIdError } {
  try {
    return { asked, id: parseRobotId(asked) };
  } catch (error) {
    if (error instanceof RobotIdError) return { asked, error };
    throw error;
  }
}

function raised({ stolen, disputed }: { stolen: boolean; disputed: boolean }) {
  const raised: Readonly<Record<Flag, boolean>> = { stolen, disputed };
  return (Object.keys(raised) as Flag[]).filter((flag) => raised[flag]);
}
