// The pages by name, each fetched when it is first shown.
import type { ComponentType } from "react";
import type { PageName, RouteOf } from "../routes.js";

type Page<name extends PageName> = ComponentType<{ readonly route: RouteOf<name> }>;

type Loaders = { readonly [name in PageName]: () => Promise<Page<name>> };

const loaders: Loaders = {
  home: async () => (await import("./home.js")).HomePage,
  check: async () => (await import("./check.js")).CheckPage,
  robot: async () => (await import("./robot.js")).RobotPage,
  model: async () => (await import("./model.js")).ModelPage,
  maker: async () => (await import("./maker.js")).MakerPage,
  country: async () => (await import("./country.js")).CountryPage,
  malformed: async () => (await import("./malformed.js")).MalformedPage,
  challenge: async () => (await import("./challenge.js")).ChallengePage,
  recalls: async () => (await import("./recalls.js")).RecallsPage,
  recall: async () => (await import("./recall.js")).RecallPage,
  registry: async () => (await import("./registry.js")).RegistryPage,
  consortium: async () => (await import("./consortium.js")).ConsortiumPage,
  about: async () => (await import("./about.js")).AboutPage,
  verify: async () => (await import("./verify.js")).VerifyPage,
  desk: async () => (await import("./desk.js")).DeskPage,
  sandbox: async () => (await import("./sandbox.js")).SandboxPage,
  sandboxRobot: async () => (await import("./sandbox-robot.js")).SandboxRobotPage,
  notFound: async () => (await import("./not-found.js")).NotFoundPage,
};

/** The file of each page, as the build knows it. */
export const fileOfPage: Readonly<Record<PageName, string>> = {
  home: "home",
  check: "check",
  robot: "robot",
  model: "model",
  maker: "maker",
  country: "country",
  malformed: "malformed",
  challenge: "challenge",
  recalls: "recalls",
  recall: "recall",
  registry: "registry",
  consortium: "consortium",
  about: "about",
  verify: "verify",
  desk: "desk",
  sandbox: "sandbox",
  sandboxRobot: "sandbox-robot",
  notFound: "not-found",
};

export type AnyPage = ComponentType<{ readonly route: never }>;

const loaded = new Map<PageName, AnyPage>();

/** A page that has been fetched. */
export function loadedPage(name: PageName): AnyPage | undefined {
  return loaded.get(name);
}

/** Fetches a page. */
export async function loadPage(name: PageName): Promise<void> {
  if (!loaded.has(name)) loaded.set(name, (await loaders[name]()) as AnyPage);
}
