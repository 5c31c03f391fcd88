// Writes the list of languages from web/locales.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { languagesOfFiles, languagesOfWords, textsOf } from "./texts.js";

/** What src/i18n/locales.ts should hold. */
export function generateLanguages(): string {
  const languages = languagesOfFiles();
  const without = languagesOfWords().find((one) => !languages.includes(one));
  if (without) {
    throw new Error(
      `web/locales/words.json has words in ${without}: expected web/locales/${without}.json with the other texts.`,
    );
  }
  return [
    "// Generated from web/locales by `npm run generate -w web`. Do not edit: change the texts.",
    "",
    "/** What there is to know of a language before its texts are loaded. */",
    "export const locales = {",
    ...languages.flatMap((language) => {
      const { name, tag, formats } = textsOf(language).language;
      return [
        `  ${language}: {`,
        ...Object.entries({ name, tag, formats }).map(
          ([key, value]) => `    ${key}: ${JSON.stringify(value)},`,
        ),
        `    load: () => import("../../locales/${language}.json"),`,
        "  },",
      ];
    }),
    "} as const;",
    "",
  ].join("\n");
}

const target = new URL("../src/i18n/locales.ts", import.meta.url);

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, generateLanguages());
