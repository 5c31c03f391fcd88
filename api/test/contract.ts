// The OpenAPI document as a contract: every answer that a test gets is checked against it.
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

interface Operation {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { schema?: object; example?: unknown }> }
  >;
}

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly example?: unknown;
    readonly $ref?: string;
  };
}

/** The document as it is committed. */
export const document = JSON.parse(
  readFileSync(new URL("../openapi.json", import.meta.url), "utf8"),
) as { readonly paths: Record<string, Record<string, Operation>> };

const ajv = new Ajv2020({ strict: false, allErrors: false });
formats.default(ajv);
ajv.addSchema({ ...document, $id: "https://api.example/openapi" });

/** Every operation of the document. */
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** More literal paths first: `/v1/recalls` is no country and manufacturer. */
const patterns = operations
  .map((each) => ({
    ...each,
    pattern: new RegExp(`^${each.path.replace(/\./g, "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`),
  }))
  .toSorted(
    (a, b) => a.path.split("{").length - b.path.split("{").length || b.path.length - a.path.length,
  );

const compiled = new Map<string, ValidateFunction>();

/** Says how an answer breaks the contract; nothing where it does not. */
export function breach(
  method: string,
  pathname: string,
  answer: { readonly status: number; readonly type: string; readonly text: string },
): string | undefined {
  const own = method.toLowerCase() === "head" ? "get" : method.toLowerCase();
  const found = patterns.find((each) => each.method === own && each.pattern.test(pathname));
  if (!found) return `there is no ${method} ${pathname} in the document`;
  const place = `${own} ${found.path} ${answer.status}`;
  const response = found.operation.responses[String(answer.status)];
  if (!response) return `${place} is not in the document: ${answer.text.slice(0, 300)}`;
  if (answer.text === "" || !response.content) return undefined;
  if (!(answer.type in response.content)) return `${place}: ${answer.type} is not in the document`;
  if (!answer.type.includes("json") || answer.type === "application/x-ndjson") return undefined;
  const reference = [
    "paths",
    found.path,
    own,
    "responses",
    String(answer.status),
    "content",
    answer.type,
    "schema",
  ]
    .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
    .join("/");
  const validate =
    compiled.get(reference) ?? ajv.compile({ $ref: `https://api.example/openapi#/${reference}` });
  compiled.set(reference, validate);
  if (validate(JSON.parse(answer.text))) return undefined;
  return `${place}: ${ajv.errorsText(validate.errors)}`;
}
