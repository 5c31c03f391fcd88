// Writes what the pages take from elsewhere: the types of the API's answers, and the list of languages.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateLanguages } from "./generate-languages.js";
import { generateTypes } from "./generate-types.js";

/** Every generated file, by its path in web/src. */
export async function generated(): Promise<Readonly<Record<string, string>>> {
  return { "api/schema.ts": await generateTypes(), "i18n/locales.ts": generateLanguages() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(await generated())) {
    writeFileSync(new URL(`../src/${file}`, import.meta.url), text);
  }
}
