// The API: who asks, how often, in which form; and then the handlers.
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import { timeout } from "hono/timeout";
import { findKey } from "../service-store/keys.js";
import { readBearer, refuseKey } from "./access/bearer.js";
import { databaseProblemOf } from "./database-problem.js";
import { openApiWithExamples } from "./document.js";
import { addGraphql } from "./handlers/graphql.js";
import { addHandlers } from "./handlers/index.js";
import { addProcess, PROCESS_PATHS } from "./handlers/process.js";
import { addResolver } from "./handlers/resolver.js";
import { clientAddress, readTrustedProxies } from "./limits/client-address.js";
import { methodsOf } from "./methods.js";
import { ApiProblem, asProblem, problemResponse } from "./problem.js";
import { getHealth, getReady } from "./routes/consortium.js";
import type { Api, Env, Service } from "./service.js";
import { strictLinkType, strictParameters } from "./strict.js";

/** Longest that an answer may take, in milliseconds; streams go on. */
const LONGEST = 30_000;
/** Largest body of a request, in bytes; manifests are larger, and have a limit of their own. */
const LARGEST_BODY = 256 * 1024;

const EXPOSED =
  "x-block-number, link, etag, location, retry-after, www-authenticate, anchors-contract";

/** What monitoring asks, as often as it likes. */
export const WATCHED: readonly string[] = [getHealth.path, getReady.path, ...PROCESS_PATHS];

/** Makes the API. */
export function createApi(service: Service): Hono<Env> {
  const api: Api = new OpenAPIHono<Env>({
    defaultHook(result) {
      if (result.success) return;
      const errors = result.error.issues.map(({ path, message }) => ({
        in: result.target,
        name: path.join("."),
        detail: message,
      }));
      const detail = errors.map(({ name, detail }) => `${name}: ${detail}`).join("; ");
      throw new ApiProblem("invalid-request", detail, { errors });
    },
  });
  api.onError((error, c) => {
    const problem = databaseProblemOf(error);
    if (problem) {
      service.logger.warn({ reason: error.message, path: c.req.path }, problem.detail);
    } else if (asProblem(error).kind === "internal") {
      service.logger.error({ err: error, path: c.req.path }, "The API failed to answer");
    }
    const response = problemResponse(error, c);
    service.metrics.refused.inc({ kind: String(response.status) });
    return response;
  });
  observe(api, service);
  allowOrigins(api);
  const headers = {
    crossOriginResourcePolicy: "cross-origin",
    crossOriginOpenerPolicy: false,
    referrerPolicy: "no-referrer",
  };
  // Answers have nothing to load; the page to ask GraphQL from has.
  const contentSecurityPolicy = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
  const plain = secureHeaders(headers);
  const strict = secureHeaders({ ...headers, contentSecurityPolicy });
  api.use((c, next) => (c.req.path === "/graphql" ? plain(c, next) : strict(c, next)));
  knowWhoAsks(api, service);
  limitWork(api);
  api.use("/v1/*", strictParameters);

  api.get("/openapi.json", (c) => c.json(openApiWithExamples()));
  api.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /\n"));
  addProcess(api, service);
  // Otherwise the resolver would take it for a country.
  api.all("/metrics", refusePath);
  addHandlers(api, service);
  addGraphql(api, service);
  api.all("/v1/*", refusePath);
  api.use(strictLinkType);
  addResolver(api, service);
  api.all("*", refusePath);
  return api;
}

/** Refuses what is not there: the method, where the path has others, or the path. */
function refusePath(c: Context<Env>): never {
  const { method, path } = c.req;
  const allow = methodsOf(path)?.join(", ");
  if (allow === undefined) {
    throw new ApiProblem("no-such-path", `There is no ${path}; /openapi.json says what there is.`);
  }
  throw new ApiProblem("method-not-allowed", `Found ${method}, expected ${allow}.`, {}, { allow });
}

/** Lets pages of every origin ask, and answers OPTIONS with the methods that the path has. */
function allowOrigins(api: Api): void {
  const anywhere = cors({ origin: "*", maxAge: 86_400 });
  api.use(async (c, next) => {
    const methods = c.req.method === "OPTIONS" ? methodsOf(c.req.path) : undefined;
    if (methods) c.res.headers.set("allow", methods.join(", "));
    return await anywhere(c, next);
  });
}

/** Counts and logs every answer: the pattern of the path that answered, never who asked. */
function observe(api: Api, { metrics, logger }: Service): void {
  api.use(async (c, next) => {
    const begin = performance.now();
    await next();
    const seconds = (performance.now() - begin) / 1000;
    const operation = `${c.req.method} ${routePath(c)}`;
    c.header("access-control-expose-headers", EXPOSED);
    metrics.answers.inc({ operation, status: c.res.status });
    metrics.seconds.observe({ operation }, seconds);
    logger.debug({ operation, status: c.res.status, seconds, key: c.get("key")?.id }, "Answered");
  });
}

/** Finds out who asks, and counts it. */
function knowWhoAsks(api: Api, { store, limits, settings, accessLog }: Service): void {
  const trusted = readTrustedProxies(settings.trustedProxies);
  api.use(async (c, next) => {
    const { incoming } = c.env as { incoming?: { socket?: { remoteAddress?: string } } };
    const peer = incoming?.socket?.remoteAddress;
    const address = clientAddress(peer, c.req.header("x-forwarded-for"), trusted);
    c.set("address", address);
    const shown = readBearer(c.req.header("authorization"));
    if (shown === undefined) {
      if (!WATCHED.includes(c.req.path)) await limits.countAddress(address);
    } else {
      const key = await findKey(await store, shown);
      // Anyone who tries keys is counted as if there were none.
      if (!key) await limits.countAddress(address);
      c.set("account", key ? undefined : await accessLog.signIn.accountOf(shown));
      if (!c.get("account")) c.set("key", key ?? refuseKey());
      if (key) await limits.countKey(key.id);
      c.header("cache-control", "private, no-store");
    }
    c.header("vary", "Accept, Authorization");
    await next();
  });
}

/** Bounds what a request may cost. */
function limitWork(api: Api): void {
  const limitBody = bodyLimit({
    maxSize: LARGEST_BODY,
    onError() {
      throw new ApiProblem("too-large", `The body is larger than ${LARGEST_BODY} bytes.`);
    },
  });
  const limitTime = timeout(
    LONGEST,
    () =>
      new ApiProblem("unavailable", `The answer took longer than ${LONGEST / 1000} s.`) as never,
  );
  api.use(async (c, next) => {
    const manifest = c.req.method === "PUT" && c.req.path.endsWith("/manifest");
    if (manifest) return await next();
    return await limitBody(c, () => limitTime(c, next) as Promise<void>);
  });
}
