// The link of a code, in the manner of GS1 Digital Link (ISO/IEC 18975): what a scan leads to. Shorter paths are links of
// their own: to the model, the manufacturer, the country.
import type { z } from "@hono/zod-openapi";
import { parseRobotIdUri, type RobotIdUriTarget } from "@openrobotid/sdk";
import { pathOf } from "@openrobotid/sdk/rules";
import type { Context } from "hono";
import { chooseForm } from "../accept.js";
import type { Moment } from "../as-of.js";
import { canonical, etagged, guardingCodes } from "../forms.js";
import { type LinkTarget, linksetOf, RESOLVER_DESCRIPTION } from "../linkset.js";
import { ApiProblem, readingCode } from "../problem.js";
import { loadRobot } from "../robots/load.js";
import { type Trust, trustNow } from "../robots/trust.js";
import { robotView } from "../robots/view.js";
import * as routes from "../routes/resolver.js";
import type { asOf } from "../schemas/common.js";
import type { Api } from "../service.js";
import { asOfAnswer, type Env, registryOf, type Service } from "../service.js";
import { makerView, modelView, viewOfCountry } from "./makers.js";

const LINKSET = "application/linkset+json";
const FORMS = ["application/json", "application/ld+json", LINKSET, "text/html"] as const;

/** Words that the form of JSON-LD is read with. */
const CONTEXT = {
  "@vocab": "urn:openrobotid:vocabulary:",
  id: "@id",
  gs1: "https://ref.gs1.org/voc/",
};

/** What is answered of what a path names. */
interface Answer {
  readonly moment: Moment;
  readonly answer: (state: z.infer<typeof asOf>) => object;
  /** What is to be held of a robot's history. */
  readonly trust?: Trust;
}

/** The resolver. */
export function addResolver(api: Api, service: Service): void {
  const { db, settings } = service;

  api.get("/.well-known/gs1resolver", (c) =>
    c.json({ ...RESOLVER_DESCRIPTION, resolverRoot: settings.webUrl }),
  );
  for (const route of [
    routes.resolveCountry,
    routes.resolveMaker,
    routes.resolveModel,
    routes.resolveRobot,
  ]) {
    api.openapi(route, async (c) => (await resolve(c as Context<Env>)) as never);
  }

  async function resolve(c: Context<Env>): Promise<Response> {
    const path = decodePath(c.req.path);
    const target = readingCode(() => parseRobotIdUri(path));
    const canonicalPath = pathOf(target.id);
    if (c.req.path !== canonicalPath) return canonical(c, canonicalPath);

    const { answer, moment, trust } = await answerOf(c, target);
    const state: z.infer<typeof asOf> = await asOfAnswer(c, service, moment);
    const links = linksetOf(target, settings.webUrl);
    const linkType = c.req.query("linkType");
    c.header(
      "link",
      `<${canonicalPath}?linkType=linkset>; rel="linkset"; type="${LINKSET}"; title="All links"`,
    );
    if (linkType === "linkset" || linkType === "all") return sendLinkset(c, links, state);
    if (linkType !== undefined && linkType !== "gs1:defaultLink")
      return c.redirect(ontoPage(c, hrefOf(links, linkType)), 307);

    const form = chooseForm(c.req.header("accept"), FORMS);
    if (form === "text/html")
      return c.redirect(ontoPage(c, `${settings.webUrl}${canonicalPath}`), 307);
    if (form === LINKSET) return sendLinkset(c, links, state);
    const unchanged = etagged(c, state, trust);
    if (unchanged) return unchanged;
    const body = { ...answer(state) };
    if (form === "application/json") return c.json(body);
    const linked = { "@context": CONTEXT, "@type": typeOf(target), ...body };
    return c.body(JSON.stringify(linked), 200, { "content-type": form });
  }

  /** A page for people gets the query, such as its language. What is under `/v1` would refuse what it does not know. */
  function ontoPage(c: Context<Env>, href: string): string {
    if (!href.startsWith(`${settings.webUrl}/`)) return href;
    const url = new URL(href);
    for (const [name, value] of new URL(c.req.url).searchParams) {
      if (name !== "linkType") url.searchParams.append(name, value);
    }
    return url.href;
  }

  function sendLinkset(
    c: Context<Env>,
    links: LinkTarget[],
    state: z.infer<typeof asOf>,
  ): Response {
    const unchanged = etagged(c, state);
    if (unchanged) return unchanged;
    const byRelation: Record<string, Omit<LinkTarget, "relation">[]> = {};
    for (const { relation, ...link } of links) {
      // A linkset is kept apart from its address, so each link is whole.
      const href = link.href.startsWith("/") ? `${settings.webUrl}${link.href}` : link.href;
      byRelation[relation] = [...(byRelation[relation] ?? []), { ...link, href }];
    }
    const body = { linkset: [{ anchor: `${settings.webUrl}${c.req.path}`, ...byRelation }] };
    return c.body(JSON.stringify(body), 200, { "content-type": LINKSET });
  }

  async function answerOf(c: Context<Env>, target: RobotIdUriTarget): Promise<Answer> {
    const withAsOf = ({ answer, moment }: { answer: object; moment: Moment }): Answer => ({
      moment,
      answer: (state) => ({ ...answer, asOf: state }),
    });
    switch (target.type) {
      case "country":
        return withAsOf(await viewOfCountry(db, target.id));
      case "manufacturer":
        return withAsOf(await makerView(db, target.id));
      case "model":
        return withAsOf(await modelView(db, target.id));
      case "robot": {
        const record = await guardingCodes(c, service, () => loadRobot(db, target.id, undefined));
        const { alarms, entries, moment } = record;
        const trust = trustNow(target.id, { alarms, last: entries[0], moment }, service.heads);
        const context = { ...registryOf(settings), webUrl: settings.webUrl, trust };
        return {
          moment: record.moment,
          trust,
          answer: (state) => robotView(record, { ...context, asOf: state }),
        };
      }
    }
  }
}

function hrefOf(links: readonly LinkTarget[], linkType: string): string {
  const found = links.find(
    ({ relation }) =>
      relation === linkType || relation.endsWith(`/${linkType.replace(/^gs1:/, "")}`),
  );
  if (found) return found.href;
  const known = [...new Set(links.map(({ relation }) => relation))].join(", ");
  throw new ApiProblem(
    "not-found",
    `There is no link of type "${linkType}" here, expected one of linkset, ${known}.`,
  );
}

function typeOf({ type }: RobotIdUriTarget): string {
  return { robot: "Robot", model: "Model", manufacturer: "Manufacturer", country: "Country" }[type];
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ApiProblem("invalid-code", `The path ${path} is not encoded as an address is.`);
  }
}
