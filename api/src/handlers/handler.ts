// What answers a route.
import type { RouteConfig, RouteHandler } from "@hono/zod-openapi";
import type { Env } from "../service.js";

/** Answers a route, in one of the forms that it describes. */
export type Handler<route extends RouteConfig> = RouteHandler<route, Env>;
