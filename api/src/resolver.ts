// What a request for the link of a code asks for. The API answers under its own address, the server of the pages under the one
// that is printed: both decide here, so that they decide alike.
import { preferredForm } from "./preferred-form.js";

export const LINKSET = "application/linkset+json";
export const PAGE = "text/html";

/** The forms of a record that programs read. */
export const DATA_FORMS = ["application/json", "application/ld+json", LINKSET] as const;

/** The languages that the pages have, in the tags that a linkset may hold. */
export const PAGE_LANGUAGES = ["en", "es", "zh"] as const;

/** The parameter that says which link is wanted. */
export const LINK_TYPE = "linkType";

/** Whether a parameter is the one of the link's type, written right or wrong. */
export const isLinkType = (name: string): boolean => name.toLowerCase() === LINK_TYPE.toLowerCase();

/**
 * Whether the page for people is wanted, where it is what is given by default: not if the query says which link, and not if a
 * form for programs is wanted more, or no form that there is.
 */
export function wantsPage(accept: string | undefined, query: URLSearchParams): boolean {
  if ([...query.keys()].some(isLinkType)) return false;
  return preferredForm(accept, [PAGE, ...DATA_FORMS]) === PAGE;
}

/** The header `Link` of every answer about a code: where all of its links are. */
export const linksetLink = (path: string): string =>
  `<${path}?${LINK_TYPE}=linkset>; rel="linkset"; type="${LINKSET}"; title="All links"`;

/** A query as it is sent on: as it was written, without the type of the link, which is said to the resolver alone. */
export function queryOnward(search: string): string {
  const kept = search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "" && !isLinkType(nameOf(part)));
  return kept.length > 0 ? `?${kept.join("&")}` : "";
}

/** The name of a parameter, decoded as every reader of queries decodes it. */
function nameOf(part: string): string {
  return [...new URLSearchParams(part).keys()][0] ?? "";
}
