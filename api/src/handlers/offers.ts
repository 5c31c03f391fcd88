import { parseRobotId } from "@openrobotid/sdk";
import { scopeOfCapability } from "@openrobotid/sdk/rules";
import { momentOf, progress } from "../as-of.js";
import {
  approvalsFor,
  certificatesOf,
  MOST_CERTIFICATES,
  unitsOffered,
} from "../figures/offers.js";
import { canonical, etagged, guardingCodes } from "../forms.js";
import { ApiProblem, readingCode } from "../problem.js";
import { loadRobot } from "../robots/load.js";
import { proofOf } from "../robots/periods.js";
import { qualificationOf } from "../robots/qualifies.js";
import { trustNow } from "../robots/trust.js";
import type * as routes from "../routes/offers.js";
import { ask } from "../rows.js";
import { asOfAnswer, type Service } from "../service.js";
import type { Handler } from "./handler.js";

/** Which robots fit what somebody builds. */
export function offerHandlers(service: Service) {
  const { db, heads } = service;

  const getQualifies: Handler<typeof routes.getQualifies> = async (c) => {
    const asked = c.req.valid("param").code;
    const id = readingCode(() => parseRobotId(asked));
    if (id !== asked) return canonical(c, `/v1/robots/${id}/qualifies`) as never;
    const { at, ...conditions } = c.req.valid("query");
    if (Object.values(conditions).every((condition) => condition === undefined)) {
      throw new ApiProblem(
        "invalid-request",
        "Found no condition, expected level, capability, certificate or market.",
      );
    }
    const record = await guardingCodes(c, service, () => loadRobot(db, id, at));
    const asOf = await asOfAnswer(c, service, record.moment, record.at);
    const { alarms, moment, entries } = record;
    const trust = trustNow(id, { alarms, last: entries[0], moment }, heads);
    return (
      (etagged(c, asOf, trust.because) as never) ??
      c.json({ id, ...qualificationOf(record, conditions, trust), asOf }, 200)
    );
  };

  const getOffers: Handler<typeof routes.getOffers> = async (c) => {
    const { capability, certificate, ...rest } = c.req.valid("query");
    const scopes = [certificate, capability && scopeOfCapability(capability)];
    const filter = { ...rest, scopes: scopes.filter((scope) => scope !== undefined) };
    const found = await ask(db, {
      progress: progress(),
      approvals: approvalsFor(filter.market),
      units: unitsOffered(filter),
      certificates: certificatesOf(filter.scopes),
    });
    const asOf = await asOfAnswer(c, service, momentOf(found.progress));
    const models = found.units
      .flatMap(({ model, name, units }) => {
        const approval = found.approvals.find((each) => each.model === model);
        return approval ? { model, name, units, approval: proofOf(approval) } : [];
      })
      .toSorted((a, b) => b.units - a.units || (a.model < b.model ? -1 : 1));
    const complete = found.certificates <= MOST_CERTIFICATES;
    return (
      (etagged(c, asOf) as never) ?? c.json({ market: filter.market, models, complete, asOf }, 200)
    );
  };

  return { getQualifies, getOffers };
}
