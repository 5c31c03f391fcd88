// A robot's history, page by page, as far as the one who asks may see it.

import type { z } from "@hono/zod-openapi";
import { historyAlarm, historyRecord, lot } from "@openrobotid/indexer/tables";
import { countryOf, type RobotId } from "@openrobotid/sdk";
import { and, eq, gt, lte, sql } from "drizzle-orm";
import { momentOf, progress } from "../as-of.js";
import { type Asked, ask, rows, value } from "../rows.js";
import type { history } from "../schemas/robot.js";
import type { Service } from "../service.js";
import { readMoment } from "../time.js";
import { lotOf, NotYetIssued, UnknownCode } from "./load.js";
import { issuanceEntry, publicEntry } from "./timeline.js";
import { trustNow, verdictInDoubt } from "./trust.js";
import { seedOf, type ViewContext } from "./view.js";

/** Which page. */
export interface HistoryPage {
  readonly at: string | undefined;
  /** Entries after this number; 0 is the issuance. */
  readonly after: number;
  readonly limit: number;
  /** Whether accounts are shown. */
  readonly withAccounts: boolean;
}

/** A page of a robot's history, without what it is as of. */
export async function historyPage(
  db: Asked,
  id: RobotId,
  { at, after, limit, withAccounts }: HistoryPage,
  context: Pick<ViewContext, "chainId" | "registry"> & Pick<Service, "heads">,
) {
  const until = at === undefined ? undefined : BigInt(Math.floor(Date.parse(at) / 1000));
  const upTo = until === undefined ? undefined : lte(historyRecord.timestamp, until);
  const room = after < 0 ? limit - 1 : limit;
  const found = await ask(db, {
    progress: progress(),
    lot: rows(lot, { where: sql`${lot.id} = ${lotOf(id)}` }),
    length: value<number>(
      sql`select count(*)::int from ${historyRecord} where ${and(eq(historyRecord.unit, id), upTo)}`,
    ),
    alarms: rows(historyAlarm, { where: eq(historyAlarm.unit, id), limit: 1 }),
    newest: rows(historyRecord, {
      where: eq(historyRecord.unit, id),
      orderBy: [historyRecord.ordinal],
      descending: true,
      limit: 1,
    }),
    entries: rows(historyRecord, {
      where: and(eq(historyRecord.unit, id), upTo, gt(historyRecord.ordinal, Math.max(after, 0))),
      orderBy: [historyRecord.ordinal],
      limit: room + 1,
    }),
  });
  const moment = momentOf(found.progress);
  const asked = readMoment(at, moment.timestamp);
  const [issuance] = found.lot;
  if (!issuance) throw new UnknownCode(id, "this code was never issued.", moment);
  if (issuance.issuedAt > (asked ?? moment.timestamp)) throw new NotYetIssued(id, at);
  const page = found.entries.slice(0, room);
  const entries: z.infer<typeof history>["entries"] = page.map((entry) => ({
    ...publicEntry(entry),
    head: entry.head,
    payloadDigest: entry.payloadDigest,
    ...(withAccounts && {
      actor: entry.actor,
      fields: (entry.fields ?? {}) as Record<string, unknown>,
    }),
  }));
  if (after < 0) {
    entries.unshift({
      ...issuanceEntry(issuance, countryOf(id)),
      head: seedOf({ id, lot: issuance }, context),
      payloadDigest: null,
      ...(withAccounts && { actor: issuance.issuer, fields: { lot: issuance.id } }),
    });
  }
  const { alarms, newest } = found;
  const trust = trustNow(id, { alarms, last: newest[0], moment }, context.heads);
  const last = entries.at(-1)?.seq ?? Math.max(after, 0);
  return {
    moment,
    at: asked,
    page: {
      id,
      length: found.length,
      entries,
      next: found.entries.length > room ? String(last) : null,
      ...trust,
      verdict: verdictInDoubt(trust),
    },
  };
}
