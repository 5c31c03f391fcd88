// The links of a code by their types (RFC 9264), with the types of the GS1 web vocabulary where it has them.
import { countryOf, manufacturerOf, modelOf, type RobotIdUriTarget } from "@openrobotid/sdk";
import { pathOf } from "@openrobotid/sdk/rules";
import { DATA_FORMS, PAGE, PAGE_LANGUAGES } from "./resolver.js";

/** A link, as a linkset holds it. */
export interface Link {
  readonly href: string;
  readonly title: string;
  /** Its media type. The default link has none: it is said of the same link under its own type. */
  readonly type?: string;
  readonly hreflang?: readonly string[];
}

/** The links of one thing: a robot, its model, its manufacturer or its country. */
export interface LinkContext {
  /** What the links are of: its path. */
  readonly path: string;
  readonly description: string;
  /** By their types: addresses, or names that IANA keeps. */
  readonly links: Readonly<Record<string, readonly Link[]>>;
}

const GS1 = "https://ref.gs1.org/voc/";
const [JSON_TYPE, JSON_LD] = DATA_FORMS;

/** Words that a linkset is read with as JSON-LD, as the standard of GS1 publishes them. */
export const LINKSET_CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context";

/** What this resolver can do, as `/.well-known/gs1resolver` says it. */
export const RESOLVER_DESCRIPTION = {
  name: "Open Robot ID",
  // A code of this registry is no key of GS1.
  supportedPrimaryKeys: [],
  supportedLinkType: [{ namespace: GS1, prefix: "gs1:" }],
  linkTypeDefaultCanBeLinkset: false,
  jsonLdContextLocation: LINKSET_CONTEXT,
};

/** The links of what a path names, and then those of what it belongs to, up to the country. */
export function linksetOf(target: RobotIdUriTarget, webUrl: string): LinkContext[] {
  const above = parentOf(target);
  return [contextOf(target, webUrl), ...(above ? linksetOf(above, webUrl) : [])];
}

/** The links of a type, of the closest thing that has some; `undefined` where nothing has. */
export function linksOfType(
  contexts: readonly LinkContext[],
  linkType: string,
): readonly Link[] | undefined {
  const relation = linkType.replace(/^(gs1:|https:\/\/gs1\.org\/voc\/)/, GS1);
  return contexts.map(({ links }) => links[relation]).find((links) => links !== undefined);
}

/** The types of the links that there are, as they are asked for. */
export function linkTypesOf(contexts: readonly LinkContext[]): string[] {
  const types = contexts.flatMap(({ links }) => Object.keys(links));
  return [...new Set(types.map((type) => type.replace(GS1, "gs1:")))];
}

function parentOf({ type, id }: RobotIdUriTarget): RobotIdUriTarget | undefined {
  switch (type) {
    case "robot":
      return { type: "model", id: modelOf(id) };
    case "model":
      return { type: "manufacturer", id: manufacturerOf(id) };
    case "manufacturer":
      return { type: "country", id: countryOf(id) };
    case "country":
      return undefined;
  }
}

function contextOf({ type, id }: RobotIdUriTarget, webUrl: string): LinkContext {
  const path = pathOf(id);
  const title = "Page for people";
  const page = { href: `${webUrl}${path}`, title, type: PAGE, hreflang: PAGE_LANGUAGES };
  const at = (href: string, title: string, kind: string = JSON_TYPE): Link => ({
    href: `${webUrl}${href}`,
    title,
    type: kind,
  });
  const links = {
    [`${GS1}defaultLink`]: [{ href: page.href, title }],
    [`${GS1}pip`]: [page],
  };
  switch (type) {
    case "robot": {
      const self = `/v1/robots/${id}`;
      const record = at(self, "The record of the robot");
      const epcis = at(`${self}/history.epcis`, "Its history as EPCIS 2.0", JSON_LD);
      return {
        path,
        description: `Robot ${id}`,
        links: {
          ...links,
          // What a passport of a product has to say of a robot: the page for people, the record for programs.
          [`${GS1}dpp`]: [page, record],
          [`${GS1}masterData`]: [record],
          [`${GS1}recallStatus`]: [at(self, "Recalls that are open on it")],
          [`${GS1}certificationInfo`]: [at(self, "Its certificates")],
          [`${GS1}traceability`]: [at(`${self}/history`, "Its history"), epcis],
          [`${GS1}epcis`]: [epcis],
          collection: [at(`/v1/models/${modelOf(id)}`, "Its model")],
        },
      };
    }
    case "model":
      return {
        path,
        description: `Model ${id}`,
        links: {
          ...links,
          [`${GS1}masterData`]: [at(`/v1/models/${id}`, "The record of the model")],
          [`${GS1}recallStatus`]: [at(`/v1/recalls?model=${id}`, "Recalls of the model")],
          collection: [at(`/v1/makers/${manufacturerOf(id)}`, "Its manufacturer")],
        },
      };
    case "manufacturer":
      return {
        path,
        description: `Manufacturer ${id}`,
        links: {
          ...links,
          [`${GS1}masterData`]: [at(`/v1/makers/${id}`, "The record of the manufacturer")],
          [`${GS1}recallStatus`]: [at(`/v1/recalls?maker=${id}`, "Its recalls")],
          collection: [at(`/v1/countries/${countryOf(id)}`, "Its country")],
        },
      };
    case "country":
      return {
        path,
        description: `Country ${id}`,
        links: {
          ...links,
          [`${GS1}masterData`]: [at(`/v1/countries/${id}`, "Who answers for the country")],
        },
      };
  }
}
