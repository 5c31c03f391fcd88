// Writes the types of the API's answers from its OpenAPI document.
import { readFileSync } from "node:fs";
import openapi, { astToString } from "openapi-typescript";

const document = new URL("../../indexer/openapi.json", import.meta.url);

/** What src/api/schema.ts should hold. */
export async function generateTypes(): Promise<string> {
  const types = astToString(await openapi(withoutAnswers(readFileSync(document, "utf8"))));
  return `// Generated from indexer/openapi.json by \`npm run generate -w web\`. Do not edit: change the schemas of the API.\n\n${types}`;
}

/** The document without its whole answers: types say their form, and comments with them would be longer than the types. */
function withoutAnswers(document: string): string {
  const strip = function (this: object, key: string, value: unknown): unknown {
    return key === "example" && "schema" in this ? undefined : value;
  };
  return JSON.stringify(JSON.parse(document, strip));
}
