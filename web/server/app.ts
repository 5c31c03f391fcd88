// The server of the pages: static files, pages rendered first here, and the API passed on.
import { serveStatic } from "@hono/node-server/serve-static";
import { countAMinute } from "@openrobotid/api-server/rate-limits";
import { linksetLink, wantsPage } from "@openrobotid/api-server/resolver";
import { isPathOfCode } from "@openrobotid/sdk/rules";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { parseAccept } from "hono/utils/accept";
import type { Answer } from "../src/api/answers.js";
import type { Route } from "../src/routes.js";
import { docsApp } from "./docs.js";
import { securityHeaders } from "./headers.js";
import { askFor, type Pages, writePage } from "./pages.js";
import { forwardedFor, passOn } from "./pass-on.js";
import { answerRpc } from "./rpc.js";
import type { Settings } from "./settings.js";

const client = new URL("../dist/client", import.meta.url).pathname;

/** A day of a file whose name never changes; a page is asked for again each time. */
const FOREVER = "public, max-age=31536000, immutable";
const AN_HOUR = "public, max-age=3600";

/** Files whose names stay the same. */
const FILES = [
  "/icon.svg",
  "/manifest.webmanifest",
  "/robots.txt",
  "/offline.css",
  "/offline.html",
  "/offline.js",
];

/** Paths that are the API's. */
const API_PATHS = [
  "/v1/*",
  "/graphql",
  "/graphql/*",
  "/openapi.json",
  "/health",
  "/ready",
  "/.well-known/gs1resolver",
];

/** Paths that are the vault's, where there is one. */
const VAULT_PATHS = ["/nonces", "/sessions", "/robots/*", "/models/*", "/log/*"];

/** What pages are asked with. */
const METHODS = "GET, HEAD, OPTIONS";

/** Largest body of a request to the chain, in bytes. */
const LARGEST_RPC = 256 * 1024;

/** A robot's badge as an image. */
const BADGE = "/:country/:maker/:model/:serial/badge.svg";

export function createApp(pages: Pages, settings: Settings): Hono {
  const { apiUrl, vaultUrl, anchor, deployment, rpcUrls, rpcLimit, trustedProxies, sandbox, docs } =
    settings;
  const { entry } = pages;
  const site = {
    sandbox: sandbox !== undefined,
    challenges: deployment !== undefined && rpcUrls.length > 0,
    proofs: anchor !== undefined,
    vault: vaultUrl !== undefined,
  };
  const app = new Hono();

  // What the API says of itself stays as it is; everything else is said here.
  for (const path of API_PATHS) app.all(path, (context) => passOn(context, apiUrl));

  // The vault answers under this address, which is its own: a wallet shows the site that it signs in to.
  if (vaultUrl !== undefined) {
    for (const path of VAULT_PATHS) app.all(path, (context) => passOn(context, vaultUrl, "vault"));
  }

  if (docs !== undefined) app.route("/docs", docsApp(docs));
  // Pages of others show it.
  app.on(["GET", "HEAD"], BADGE, securityHeaders("cross-origin"), async (context) => {
    const { pathname, search, host } = new URL(context.req.url);
    const route = entry.routeOn(site, pathname.replace(/\/badge\.svg$/, ""), "");
    if (route.page !== "robot") return context.text("This is no code of a robot.", 400);
    const path = `${entry.canonicalPath(route)}/badge.svg`;
    if (path !== pathname) return context.redirect(`${path}${search}`, 308);
    const language = languageOf(entry, context);
    const answers = await askFor(pages, route, apiUrl, forwardedFor(context));
    const [answer] = Object.values(answers);
    if (!answer) throw new Error("A robot's page asks for nothing.");
    const svg = await entry.badgeImage({ id: route.id, answer, language, host });
    context.header("vary", "Accept-Language");
    const status = statusOf(route, answers);
    context.header("cache-control", status === 200 ? "public, max-age=60" : "no-store");
    return context.body(svg, status, { "content-type": "image/svg+xml" });
  });

  app.use(securityHeaders());
  app.use(compress());

  if (site.challenges) {
    const registry = registryOf(deployment ?? "");
    const count = countAMinute(rpcLimit);
    app.get("/deployment.json", (context) => jsonText(context, deployment ?? ""));
    app.post("/rpc", bodyLimit({ maxSize: LARGEST_RPC, onError: refuseLargeRpc }), (context) =>
      answerRpc(context, { rpcUrls, registry, trustedProxies, count }),
    );
  }
  if (anchor !== undefined) app.get("/anchor.json", (context) => jsonText(context, anchor));
  if (sandbox !== undefined) app.get("/sandbox.json", (context) => jsonText(context, sandbox));

  app.use(
    "/assets/*",
    serveStatic({
      root: client,
      onFound: (_path, context) => context.header("cache-control", FOREVER),
    }),
  );
  for (const file of FILES) {
    app.get(
      file,
      serveStatic({
        root: client,
        onFound: (_path, context) => context.header("cache-control", AN_HOUR),
      }),
    );
  }

  app.on(["GET", "HEAD"], "*", async (context) => {
    const { pathname, search, searchParams } = new URL(context.req.url);
    const isOfCode = isPathOfCode(pathname);
    if (isOfCode) {
      if (!wantsPage(context.req.header("accept"), searchParams)) return passOn(context, apiUrl);
      // What the resolver says of every answer: who may read it, and where all links are.
      context.header("access-control-allow-origin", "*");
      context.header("access-control-expose-headers", "content-language, link");
    }
    const route = entry.routeOn(site, pathname, search);
    if (route.page === "check") {
      const robot = robotOf(entry, route.text);
      if (robot) return context.redirect(`${robot}${languageSuffix(searchParams)}`, 303);
    }
    const path = entry.canonicalPath(route);
    if (path !== undefined && path !== pathname) return context.redirect(`${path}${search}`, 308);

    const language = languageOf(entry, context);
    const headers = forwardedFor(context);
    const answers = await askFor(pages, route, apiUrl, headers);
    const html = await writePage(pages, { pathname, search, language, site, headers }, answers);
    const status = statusOf(route, answers);
    if (isOfCode && status === 200) context.header("link", linksetLink(pathname));
    context.header("content-language", entry.languages[language].tag);
    context.header("vary", "Accept, Accept-Language");
    // A verdict is of the moment: a copy of it must never be shown later, not even by the button that goes back.
    context.header("cache-control", "no-store");
    if (status === 503) context.header("retry-after", "10");
    return context.html(html, status);
  });

  app.options("*", async (context) =>
    isPathOfCode(new URL(context.req.url).pathname)
      ? await passOn(context, apiUrl)
      : context.body(null, 204, { allow: METHODS }),
  );
  app.all("*", (context) => context.text("Pages are read with GET.", 405, { allow: METHODS }));
  app.onError((error, context) => {
    // As it is written: decoded, a path could hold whole lines of the log.
    const { pathname } = new URL(context.req.url);
    console.error(`${context.req.method} ${pathname}: ${error.stack ?? error.message}`);
    return context.text("The page could not be made.", 500, { "cache-control": "no-store" });
  });
  return app;
}

function refuseLargeRpc(context: Context): Response {
  const message = `Expected a request of at most ${LARGEST_RPC} bytes.`;
  const error = { code: -32600, message };
  // What is left of the body is not read, so that the connection is of no more use.
  return context.json({ jsonrpc: "2.0", id: null, error }, 413, { connection: "close" });
}

/** The path of a robot, where a text is its code. */
function robotOf(entry: Pages["entry"], text: string): string | undefined {
  try {
    return entry.pathOf(entry.readRobotId(text));
  } catch {
    // The page of the form says what is wrong.
    return undefined;
  }
}

function languageSuffix(parameters: URLSearchParams): string {
  const language = parameters.get("lang");
  return language === null ? "" : `?${new URLSearchParams({ lang: language })}`;
}

/** The language that was chosen, or the first of the browser's that there is. */
function languageOf(entry: Pages["entry"], context: Context) {
  const chosen = context.req.query("lang");
  const accepted = parseAccept(context.req.header("accept-language") ?? "");
  return (
    entry.languageFor(chosen === undefined ? [] : [chosen]) ??
    entry.languageOf(accepted.filter(({ q }) => q > 0).map(({ type }) => type))
  );
}

type PageStatus = 200 | 400 | 404 | 429 | 502 | 503;

/** The status code of a page: never 200 for what went wrong. */
function statusOf(route: Route, answers: Record<string, Answer>): PageStatus {
  if (route.page === "notFound") return 404;
  if (route.page === "malformed" || route.page === "check") return 400;
  // The home page is whole without its figures.
  if (route.page === "home") return 200;
  const [first] = Object.values(answers);
  if (!first || first.status === 200) return 200;
  if (first.status === 404 || first.status === 429) return first.status;
  return first.status === 0 || first.status === 503 ? 503 : 502;
}

function registryOf(deployment: string): string {
  const { contracts } = JSON.parse(deployment) as {
    contracts: { RobotRegistry: { address: string } };
  };
  return contracts.RobotRegistry.address.toLowerCase();
}

function jsonText(context: Context, text: string): Response {
  return context.body(text, 200, {
    "content-type": "application/json",
    "cache-control": "no-cache",
  });
}
