// The documentation, as `npm run docs` builds it, under /docs.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** VitePress writes small scripts and styles into its pages. Nothing on them comes from a visitor. */
const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'", "'unsafe-inline'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * Serves the documentation.
 *
 * @param folder - Where it is built. Until it is, it is answered that it is not.
 */
export function docsApp(folder: string): Hono {
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy: policy, referrerPolicy: "no-referrer" }));
  app.use(
    "/*",
    serveStatic({ root: folder, rewriteRequestPath: (path) => path.replace(/^\/docs/, "") }),
  );
  app.get("/*", (context) =>
    existsSync(join(folder, "index.html"))
      ? context.text("There is no such page. The first is /docs/index.html.", 404)
      : context.text("The documentation is not built yet: npm run docs", 503, {
          "retry-after": "30",
        }),
  );
  return app;
}
