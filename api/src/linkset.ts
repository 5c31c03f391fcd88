// The links of a code by their types (RFC 9264), with the types of the GS1 web vocabulary where it has them.
import { countryOf, manufacturerOf, modelOf, type RobotIdUriTarget } from "@openrobotid/sdk";
import { pathOf } from "@openrobotid/sdk/rules";

/** A link of a type. */
export interface LinkTarget {
  /** Its type, an address. */
  readonly relation: string;
  readonly href: string;
  readonly type: string;
  readonly title: string;
  readonly hreflang?: readonly string[];
}

const GS1 = "https://ref.gs1.org/voc";
const JSON_TYPE = "application/json";

/** What this resolver can do, as `/.well-known/gs1resolver` says it. */
export const RESOLVER_DESCRIPTION = {
  name: "Open Robot ID",
  supportedLinkType: [{ namespace: `${GS1}/`, prefix: "gs1:" }],
  linkTypeDefaultCanBeLinkset: true,
};

/** Every link of a code. The first is the default. */
export function linksetOf(target: RobotIdUriTarget, webUrl: string): LinkTarget[] {
  const { type, id } = target;
  const page = { href: `${webUrl}${pathOf(id)}`, type: "text/html", title: "Page for people" };
  const links: LinkTarget[] = [
    { relation: `${GS1}/defaultLink`, ...page },
    { relation: `${GS1}/pip`, ...page },
  ];
  const add = (relation: string, href: string, title: string, kind = JSON_TYPE) =>
    links.push({ relation, href, type: kind, title });
  switch (type) {
    case "robot": {
      const self = `/v1/robots/${id}`;
      add(`${GS1}/masterData`, self, "The record of the robot");
      add(`${GS1}/recallStatus`, self, "Recalls that are open on it");
      add(`${GS1}/certificationInfo`, self, "Its certificates");
      add(`${GS1}/traceability`, `${self}/history`, "Its history");
      add(
        `${GS1}/epcis`,
        `${self}/history.epcis`,
        "Its history as EPCIS 2.0",
        "application/ld+json",
      );
      add("collection", `/v1/models/${modelOf(id)}`, "Its model");
      break;
    }
    case "model":
      add(`${GS1}/masterData`, `/v1/models/${id}`, "The record of the model");
      add(`${GS1}/recallStatus`, `/v1/recalls?model=${id}`, "Recalls of the model");
      add("collection", `/v1/makers/${manufacturerOf(id)}`, "Its manufacturer");
      break;
    case "manufacturer":
      add(`${GS1}/masterData`, `/v1/makers/${id}`, "The record of the manufacturer");
      add(`${GS1}/recallStatus`, `/v1/recalls?maker=${id}`, "Its recalls");
      add("collection", `/v1/countries/${countryOf(id)}`, "Its country");
      break;
    case "country":
      add(`${GS1}/masterData`, `/v1/countries/${id}`, "Who answers for the country");
      break;
  }
  return links;
}
