// Which page a path leads to. Server and pages ask here, so that both understand a path alike.

import {
  type CountryCode,
  type ManufacturerId,
  type ModelId,
  parseRobotId,
  parseRobotIdUri,
  type RobotId,
  RobotIdError,
  type RobotIdUriTarget,
} from "@openrobotid/sdk";
import { isPathOfCode, pathOf } from "@openrobotid/sdk/rules";
import type { Site } from "./site.js";

/** A page, and what it is about. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "check"; readonly text: string }
  | { readonly page: "robot"; readonly id: RobotId }
  | { readonly page: "model"; readonly id: ModelId }
  | { readonly page: "maker"; readonly id: ManufacturerId }
  | { readonly page: "country"; readonly id: CountryCode }
  | { readonly page: "malformed"; readonly text: string; readonly error: RobotIdError }
  | { readonly page: "challenge"; readonly id: RobotId }
  | { readonly page: "recalls" }
  | { readonly page: "recall"; readonly campaign: number }
  | { readonly page: "registry" }
  | { readonly page: "consortium" }
  | { readonly page: "about" }
  | { readonly page: "verify" }
  | { readonly page: "desk" }
  | { readonly page: "sandbox" }
  | { readonly page: "sandboxRobot" }
  | { readonly page: "notFound" };

/** Name of a page. */
export type PageName = Route["page"];

/** The route of one page. */
export type RouteOf<name extends PageName> = Extract<Route, { readonly page: name }>;

const fixed: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["/", { page: "home" }],
  ["/recalls", { page: "recalls" }],
  ["/registry", { page: "registry" }],
  ["/consortium", { page: "consortium" }],
  ["/about", { page: "about" }],
  ["/verify", { page: "verify" }],
  ["/desk", { page: "desk" }],
  ["/sandbox", { page: "sandbox" }],
  ["/sandbox/robot", { page: "sandboxRobot" }],
]);

/** The page of an address of a site: pages of a sandbox are there in a sandbox alone, and a desk where there is a vault. */
export function routeOn(
  { sandbox, vault }: Pick<Site, "sandbox" | "vault">,
  pathname: string,
  search = "",
): Route {
  const route = matchRoute(pathname, search);
  const isOfSandbox = route.page === "sandbox" || route.page === "sandboxRobot";
  const isThere = isOfSandbox ? sandbox : route.page === "desk" ? vault : true;
  return isThere ? route : { page: "notFound" };
}

/** The page that an address leads to, wherever it is. */
export function matchRoute(pathname: string, search = ""): Route {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  const route = fixed.get(path);
  if (route) return route;
  if (path === "/check") {
    return { page: "check", text: new URLSearchParams(search).get("code") ?? "" };
  }
  const campaign = /^\/recalls\/([1-9]\d{0,14})$/.exec(path)?.[1];
  if (campaign) return { page: "recall", campaign: Number(campaign) };
  const challenged = /^\/challenge\/([^/]+)$/.exec(path)?.[1];
  if (challenged !== undefined) return challengeRoute(decode(challenged));
  if (isPathOfCode(path)) return resolverRoute(decode(path));
  return { page: "notFound" };
}

function challengeRoute(text: string): Route {
  return reading(text, () => ({ page: "challenge", id: parseRobotId(text) }));
}

function resolverRoute(path: string): Route {
  return reading(path, () => routeOf(parseRobotIdUri(path)));
}

/** The page of what a link leads to. */
export function routeOf(target: RobotIdUriTarget): Route {
  switch (target.type) {
    case "robot":
      return { page: "robot", id: target.id };
    case "model":
      return { page: "model", id: target.id };
    case "manufacturer":
      return { page: "maker", id: target.id };
    case "country":
      return { page: "country", id: target.id };
  }
}

function reading(text: string, read: () => Route): Route {
  try {
    return read();
  } catch (error) {
    if (error instanceof RobotIdError) return { page: "malformed", text, error };
    throw error;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path that a route should have; `undefined` where every spelling will do. */
export function canonicalPath(route: Route): string | undefined {
  switch (route.page) {
    case "robot":
    case "model":
    case "maker":
    case "country":
      return pathOf(route.id);
    case "challenge":
      return `/challenge/${route.id}`;
    default:
      return undefined;
  }
}
