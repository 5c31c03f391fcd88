// Writes the types of the API from its OpenAPI document; with --check, says whether they are up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const document = new URL("../../../api/openapi.json", import.meta.url);
const target = fileURLToPath(new URL("../src/schema.ts", import.meta.url));

/** What src/schema.ts should hold. */
export async function generateTypes(): Promise<string> {
  const types = astToString(await openapi(readFileSync(document, "utf8")));
  return `// Generated from api/openapi.json by \`npm run generate -w packages/api\`. Do not edit: change the schemas of the API.\n\n${types}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = await generateTypes();
  if (!process.argv.includes("--check")) writeFileSync(target, wanted);
  else if (readFileSync(target, "utf8") !== wanted) {
    console.error(
      "src/schema.ts is not what api/openapi.json says: npm run generate -w packages/api",
    );
    process.exitCode = 1;
  }
}
