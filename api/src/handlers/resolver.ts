// The link of a code, in the manner of GS1 Digital Link (ISO/IEC 18975): what a scan leads to. Shorter paths are links of
// their own: to the model, the manufacturer, the country.
import type { z } from "@hono/zod-openapi";
import { parseRobotIdUri, type RobotIdUriTarget } from "@openrobotid/sdk";
import { isPathOfCode, pathOf } from "@openrobotid/sdk/rules";
import type { Context } from "hono";
import { chooseForm } from "../accept.js";
import type { Moment } from "../as-of.js";
import { canonical, etagged, guardingCodes } from "../forms.js";
import {
  LINKSET_CONTEXT,
  type Link,
  type LinkContext,
  linksetOf,
  linksOfType,
  linkTypesOf,
  RESOLVER_DESCRIPTION,
} from "../linkset.js";
import { preferredForm } from "../preferred-form.js";
import { ApiProblem, readingCode } from "../problem.js";
import { DATA_FORMS, LINK_TYPE, LINKSET, linksetLink, PAGE, queryOnward } from "../resolver.js";
import { loadRobot } from "../robots/load.js";
import { type Trust, trustNow } from "../robots/trust.js";
import { robotView } from "../robots/view.js";
import * as routes from "../routes/resolver.js";
import type { asOf } from "../schemas/common.js";
import type { Api } from "../service.js";
import { asOfAnswer, type Env, registryOf, type Service } from "../service.js";
import { makerView, modelView, viewOfCountry } from "./makers.js";

/** Without a wish, the data: the address that is printed, the one of the pages, gives the page. */
const FORMS = [...DATA_FORMS, PAGE] as const;
const [, JSON_LD] = DATA_FORMS;

/** When `linkType=all` was deprecated (RFC 9745): the first release of the standard, of February 2024, calls it `linkset`. */
const DEPRECATED = `@${Date.UTC(2024, 1, 1) / 1000}`;

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

  // A slash at the end, too many parts, a first part that is escaped: no pattern above takes them.
  api.on(["GET", "HEAD"], "*", async (c, next) =>
    isPathOfCode(new URL(c.req.url).pathname) ? await resolve(c) : await next(),
  );

  async function resolve(c: Context<Env>): Promise<Response> {
    // As it is written: the path that Hono matches is decoded, and a code has one address.
    const { pathname, search } = new URL(c.req.url);
    const path = decodePath(pathname);
    const target = readingCode(() => parseRobotIdUri(path));
    const canonicalPath = pathOf(target.id);
    if (pathname !== canonicalPath) return canonical(c, canonicalPath);

    const { answer, moment, trust } = await answerOf(c, target);
    const state: z.infer<typeof asOf> = await asOfAnswer(c, service, moment);
    const links = linksetOf(target, settings.webUrl);
    const linkType = c.req.query(LINK_TYPE);
    c.header("link", linksetLink(canonicalPath));
    if (linkType === "all") c.header("deprecation", DEPRECATED);
    if (linkType === "linkset" || linkType === "all") return sendLinkset(c, links, state);
    if (linkType !== undefined && linkType !== "gs1:defaultLink") {
      const { href } = linkFor(c.req.header("accept"), links, linkType);
      return c.redirect(`${onThisHost(href)}${joined(href, queryOnward(search))}`, 307);
    }

    const form = chooseForm(c.req.header("accept"), FORMS);
    if (form === PAGE) {
      return c.redirect(`${settings.webUrl}${canonicalPath}${queryOnward(search)}`, 307);
    }
    if (form === LINKSET) return sendLinkset(c, links, state);
    const unchanged = etagged(c, state, trust?.because);
    if (unchanged) return unchanged;
    const body = { ...answer(state) };
    if (form === "application/json") return c.json(body);
    const linked = { "@context": CONTEXT, "@type": typeOf(target), ...body };
    return c.body(JSON.stringify(linked), 200, { "content-type": form });
  }

  /** What this process answers itself is asked here, under whatever address it was asked. */
  function onThisHost(href: string): string {
    const here = `${settings.webUrl}/v1/`;
    return href.startsWith(here) ? href.slice(settings.webUrl.length) : href;
  }

  function sendLinkset(
    c: Context<Env>,
    contexts: readonly LinkContext[],
    state: z.infer<typeof asOf>,
  ): Response {
    const unchanged = etagged(c, state);
    if (unchanged) return unchanged;
    const linkset = contexts.map(({ path, description, links }) => ({
      anchor: `${settings.webUrl}${path}`,
      description,
      ...links,
    }));
    if (preferredForm(c.req.header("accept"), [LINKSET, JSON_LD]) === JSON_LD) {
      const linked = { "@context": LINKSET_CONTEXT, linkset };
      return c.body(JSON.stringify(linked), 200, { "content-type": JSON_LD });
    }
    const context = `<${LINKSET_CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="${JSON_LD}"`;
    c.header("link", context, { append: true });
    return c.body(JSON.stringify({ linkset }), 200, { "content-type": LINKSET });
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

/** The link of a type: of several the one whose form is wanted most. */
function linkFor(
  accept: string | undefined,
  contexts: readonly LinkContext[],
  linkType: string,
): Link {
  const [first, ...others] = linksOfType(contexts, linkType) ?? [];
  if (!first) {
    const known = ["linkset", ...linkTypesOf(contexts)].join(", ");
    throw new ApiProblem(
      "not-found",
      `There is no link of type "${linkType}" here, expected one of ${known}.`,
    );
  }
  const form = preferredForm(accept, [first.type ?? "", ...others.map(({ type = "" }) => type)]);
  return others.find(({ type }) => type === form) ?? first;
}

/** A query behind an address that may have one. */
function joined(href: string, query: string): string {
  return href.includes("?") ? query.replace("?", "&") : query;
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
