// Every operation of the API, as the OpenAPI document describes it.
export * as accessLogRoutes from "./access-log.js";
export * as capsuleRoutes from "./capsules.js";
export * as changeRoutes from "./changes.js";
export * as consortiumRoutes from "./consortium.js";
export * as dumpRoutes from "./dumps.js";
export * as evidenceRoutes from "./evidence.js";
export * as lotRoutes from "./lots.js";
export * as makerRoutes from "./makers.js";
export * as offerRoutes from "./offers.js";
export * as recallRoutes from "./recalls.js";
export * as resolverRoutes from "./resolver.js";
export * as robotRoutes from "./robots.js";
export * as webhookRoutes from "./webhooks.js";
