// Who answers each route of `/v1`: a route that nobody answers does not compile.
import type { RouteConfig } from "@hono/zod-openapi";
import * as routes from "../routes/index.js";
import type { Api, Service } from "../service.js";
import { accessLogHandlers } from "./access-log.js";
import { capsuleHandlers } from "./capsules.js";
import { changeHandlers } from "./changes.js";
import { consortiumHandlers } from "./consortium.js";
import { dumpHandlers } from "./dumps.js";
import { evidenceHandlers } from "./evidence.js";
import { figureHandlers } from "./figures.js";
import type { Handler } from "./handler.js";
import { lotHandlers } from "./lots.js";
import { makerHandlers } from "./makers.js";
import { offerHandlers } from "./offers.js";
import { recallHandlers } from "./recalls.js";
import { robotHandlers } from "./robots.js";
import { webhookHandlers } from "./webhooks.js";

/** The resolver answers its own paths, after all others. */
const { resolverRoutes: _, ...modules } = routes;

type All<union> = (union extends unknown ? (one: union) => void : never) extends (
  all: infer all,
) => void
  ? all
  : never;
/** The routes of all files, by name. */
type Routes = All<(typeof modules)[keyof typeof modules]>;

/** Has the API answer every route. */
export function addHandlers(api: Api, service: Service): void {
  const handlers: { readonly [name in keyof Routes]: Handler<Routes[name]> } = {
    ...accessLogHandlers(service),
    ...capsuleHandlers(service),
    ...changeHandlers(service),
    ...consortiumHandlers(service),
    ...dumpHandlers(service),
    ...evidenceHandlers(service),
    ...figureHandlers(service),
    ...lotHandlers(service),
    ...makerHandlers(service),
    ...offerHandlers(service),
    ...recallHandlers(service),
    ...robotHandlers(service),
    ...webhookHandlers(service),
  };
  for (const [name, route] of Object.values(modules).flatMap((module) => Object.entries(module))) {
    api.openapi(route as RouteConfig, handlers[name as keyof Routes] as never);
  }
}
