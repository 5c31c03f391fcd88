// Which methods each path has, and which parameters each of them takes.
import * as routes from "./routes/index.js";

/** What the document does not describe, and is there all the same. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "/graphql": ["GET", "HEAD", "POST"],
  "/health": ["GET", "HEAD"],
  // Not here: it would pass for the path of a country.
  "/metrics": [],
  "/openapi.json": ["GET", "HEAD"],
  "/ready": ["GET", "HEAD"],
  "/robots.txt": ["GET", "HEAD"],
  "/schema.graphql": ["GET", "HEAD"],
  "/status": ["GET", "HEAD"],
  "/.well-known/gs1resolver": ["GET", "HEAD"],
};

/** What a route says of its query, where it takes one. */
interface Asked {
  readonly query?: { readonly shape?: object };
}

const DESCRIBED = Object.values(routes)
  .flatMap((module) => Object.values(module))
  .map(({ method, path, request }) => ({
    query: Object.keys((request as Asked | undefined)?.query?.shape ?? {}),
    methods: method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()],
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
    version: path.startsWith("/v1/"),
  }));

/** The methods of a path; `undefined` where there is no such path. */
export function methodsOf(path: string): readonly string[] | undefined {
  const version = path === "/v1" || path.startsWith("/v1/");
  const found = DESCRIBED.filter(
    (each) => each.version === version && each.pattern.test(path),
  ).flatMap(({ methods }) => methods);
  const methods = OTHERS[path] ?? found;
  return methods.length > 0 ? [...methods, "OPTIONS"] : undefined;
}

/** The query parameters of an operation under `/v1`; `undefined` where there is none. */
export function parametersOf(method: string, path: string): readonly string[] | undefined {
  return DESCRIBED.find(
    ({ methods, pattern, version }) => version && methods.includes(method) && pattern.test(path),
  )?.query;
}
