// The OpenAPI document, made of the same routes that answer.
import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import { examples } from "./examples.js";
import * as routes from "./routes/index.js";

/** Version of the API: the first number is that of the path. */
export const API_VERSION = "1.0.0";

/** The OpenAPI 3.1 document of the API, without whole answers. */
export function openApiDocument() {
  const app = new OpenAPIHono();
  const registry = app.openAPIRegistry;
  registry.registerComponent("securitySchemes", "bearerKey", {
    type: "http",
    scheme: "bearer",
    description:
      "A key with a scope, as the operator of this service hands it out. `/v1/scopes` says what each may see.",
  });
  for (const route of Object.values(routes).flatMap((module) => Object.values(module))) {
    registry.registerPath(route as RouteConfig);
  }
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Open Robot ID",
      version: API_VERSION,
      description:
        "The public view of the registry of humanoid robots: what the chain says, as of a block that every answer names. Errors are problem details (RFC 9457), times are RFC 3339 in UTC. Public answers carry no account and no personal data.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    tags: [
      {
        name: "resolver",
        description: "The link of a code, in the manner of GS1 Digital Link (ISO/IEC 18975).",
      },
      { name: "robots", description: "Single robots." },
      { name: "evidence", description: "What proves the answers." },
      { name: "codes", description: "Codes, without looking them up." },
      { name: "recalls", description: "Recall campaigns and their units." },
      { name: "makers", description: "Manufacturers, models, countries." },
      { name: "figures", description: "Search and statistics." },
      { name: "access log", description: "Who looked at what is not public, with proofs." },
      { name: "changes", description: "What happened since." },
      { name: "webhooks", description: "What happened since, sent to where it is wanted." },
      { name: "dumps", description: "Public files of the whole." },
      { name: "lots", description: "Lots and their manifests." },
      { name: "consortium", description: "Who runs the registry, and what they decide." },
      { name: "service", description: "The service itself." },
    ],
  });
}

/** The document as the API serves it: a whole answer beside the description of each. */
export function openApiWithExamples() {
  const document = openApiDocument();
  const paths = (document.paths ?? {}) as Record<string, Record<string, Described>>;
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(methods)) {
      for (const [type, content] of Object.entries(responses["200"]?.content ?? {})) {
        content.example = examples[`${method} ${path} ${type}`];
      }
    }
  }
  return document;
}

interface Described {
  readonly responses: Record<string, { readonly content?: Record<string, { example?: unknown }> }>;
}
