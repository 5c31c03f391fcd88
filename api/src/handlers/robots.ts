import type { z } from "@hono/zod-openapi";
import {
  checkCharacter,
  countryOf,
  formatRobotId,
  manufacturerOf,
  modelOf,
  parseRobotId,
  type RobotId,
  readRobotId,
  serialOf,
} from "@openrobotid/sdk";
import { pathOf } from "@openrobotid/sdk/rules";
import type { Context } from "hono";
import { listAccesses } from "../../service-store/accesses.js";
import { demand, seesOf } from "../access/bearer.js";
import { recordLook } from "../access/look.js";
import { canonical, etagged, guardingCodes, refuseToGuess } from "../forms.js";
import { readingCode } from "../problem.js";
import { epcisOf } from "../robots/epcis.js";
import { historyPage } from "../robots/history.js";
import { liabilityOf } from "../robots/liability.js";
import { loadAccountable, loadRobot, type RobotRecord } from "../robots/load.js";
import { loadMany } from "../robots/many.js";
import { trustNow } from "../robots/trust.js";
import { robotView } from "../robots/view.js";
import type * as routes from "../routes/robots.js";
import type { history, parsed } from "../schemas/robot.js";
import { asOfAnswer, type Env, registryOf, type Service } from "../service.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { Handler } from "./handler.js";

/** Entries of a history that are read at once. */
const AT_ONCE = 1000;

/** Answers about robots. */
export function robotHandlers(service: Service) {
  const { db, store, settings, heads } = service;
  const registry = registryOf(settings);

  const getRobot: Handler<typeof routes.getRobot> = async (c) => {
    const id = canonicalCode(c, "");
    if (id instanceof Response) return id as never;
    const { at } = c.req.valid("query");
    const record = await guardingCodes(c, service, () => loadRobot(db, id, at));
    const asOf = await asOfAnswer(c, service, record.moment, record.at);
    const trust = trustOf(record);
    const unchanged = etagged(c, asOf, trust.because);
    if (unchanged) return unchanged as never;
    return c.json(robotView(record, { ...registry, asOf, webUrl: settings.webUrl, trust }), 200);
  };

  const getHistory: Handler<typeof routes.getHistory> = async (c) => {
    const id = canonicalCode(c, "/history");
    if (id instanceof Response) return id as never;
    const { at, after, limit } = c.req.valid("query");
    const key = c.get("key");
    const withAccounts = seesOf(key, "historyAccounts", id);
    const {
      page,
      moment,
      at: asked,
    } = await guardingCodes(c, service, () =>
      historyPage(db, id, { at, after, limit, withAccounts }, { ...registry, heads }),
    );
    if (key && withAccounts) await look(c, id, "history", asked);
    return c.json({ ...page, asOf: await asOfAnswer(c, service, moment, asked) }, 200);
  };

  const getEpcis: Handler<typeof routes.getEpcis> = async (c) => {
    const id = canonicalCode(c, "/history.epcis");
    if (id instanceof Response) return id as never;
    const { at } = c.req.valid("query");
    const entries: z.infer<typeof history>["entries"] = [];
    for (let after = -1, more = true; more; ) {
      const options = { at, after, limit: AT_ONCE, withAccounts: false };
      const {
        page,
        moment,
        at: asked,
      } = await guardingCodes(c, service, () =>
        historyPage(db, id, options, { ...registry, heads }),
      );
      entries.push(...page.entries);
      more = page.next !== null;
      after = Number(page.next);
      if (!more) {
        await asOfAnswer(c, service, moment, asked);
        const asOf = asked ?? moment.timestamp;
        const document = epcisOf(id, entries, {
          resolver: settings.webUrl,
          asOf,
          verdict: page.verdict,
          record: await loadRobot(db, id, at),
        });
        return c.body(JSON.stringify(document), 200, {
          "content-type": "application/ld+json",
        }) as never;
      }
    }
    throw new Error("unreachable");
  };

  const getLiability: Handler<typeof routes.getLiability> = async (c) => {
    const id = canonicalCode(c, "/liability");
    if (id instanceof Response) return id as never;
    demand(c.get("key"), "liability");
    const { at } = c.req.valid("query");
    const record = await guardingCodes(c, service, () => loadAccountable(db, id, at));
    await look(c, id, "liability", record.at);
    const asOf = await asOfAnswer(c, service, record.moment, record.at);
    return c.json(liabilityOf(record, asOf, trustOf(record)), 200);
  };

  const getAccesses: Handler<typeof routes.getAccesses> = async (c) => {
    const id = canonicalCode(c, "/accesses");
    if (id instanceof Response) return id as never;
    demand(c.get("key"), "accesses");
    const { after, limit } = c.req.valid("query");
    const { moment } = await guardingCodes(c, service, () => loadRobot(db, id, undefined));
    c.header("x-block-number", String(moment.blockNumber));
    const found = await listAccesses(await store, id, { after, limit: limit + 1 });
    const accesses = found.slice(0, limit);
    return c.json(
      {
        id,
        accesses: accesses.map(({ id: _, at, moment: about, ...access }) => ({
          ...access,
          at: rfc3339(at),
          moment: rfc3339OrNull(about),
        })),
        next: found.length > limit ? (accesses.at(-1)?.id ?? null) : null,
      },
      200,
    );
  };

  const postBatch: Handler<typeof routes.postBatch> = async (c) => {
    const { codes } = c.req.valid("json");
    const key = c.get("key");
    // A batch costs what it asks, a tenth a code.
    const points = Math.ceil(codes.length / 10);
    if (key) await service.limits.countKey(key.id, points);
    else {
      await service.limits.refuseGuessing(c.get("address"));
      await service.limits.countAddress(c.get("address"), points);
    }
    const { moment, robots } = await loadMany(db, codes, heads);
    const unknown = robots.filter(({ id, state }) => id !== null && state === null).length;
    if (!key && unknown > 0) await service.limits.countUnknown(c.get("address"), unknown);
    if (unknown > 0) await refuseToGuess(service.head, moment);
    return c.json({ robots, asOf: await asOfAnswer(c, service, moment) }, 200);
  };

  const getParsed: Handler<typeof routes.getParsed> = async (c) => {
    const { code } = c.req.valid("query");
    return c.json(parsedOf(readingCode(() => readRobotId(code))), 200);
  };

  /** What is to be held of a robot's history. */
  function trustOf({ id, alarms, moment, entries: [last] }: RobotRecord) {
    return trustNow(id, { alarms, last, moment }, heads);
  }

  /** The code of the path; a redirect where it is spelled otherwise. */
  function canonicalCode(c: Context<Env>, rest: string): RobotId | Response {
    const given = c.req.param("code") ?? "";
    const id = readingCode(() => parseRobotId(given));
    return given === id ? id : canonical(c, `/v1/robots/${id}${rest}`);
  }

  /** Writes down that somebody looks at what is not public. */
  async function look(c: Context<Env>, id: RobotId, question: string, moment: number | undefined) {
    const key = c.get("key");
    if (key) await recordLook(service, key, id, { question, moment });
  }

  return { getRobot, getHistory, getEpcis, getLiability, getAccesses, postBatch, getParsed };
}

function parsedOf(id: RobotId): z.infer<typeof parsed> {
  return {
    id,
    formatted: formatRobotId(id),
    checkCharacter: checkCharacter(id),
    country: countryOf(id),
    maker: manufacturerOf(id),
    model: modelOf(id),
    serial: serialOf(id),
    path: pathOf(id),
  };
}
