import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { textsOf } from "../scripts/texts.js";
import { LANGUAGES } from "../src/i18n/languages.js";

/** The pages ask for all but what a language says of itself. */
const languages = LANGUAGES.map((language) => {
  const { language: _, ...texts } = textsOf(language);
  return [language, texts] as const;
});

/** Keys with their texts, in one row. */
function flat(texts: object, prefix = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${prefix}${key}`, value]] : flat(value, `${prefix}${key}.`),
  );
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const src = new URL("../src/", import.meta.url);
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(new URL(file, src), "utf8"))
  .join("\n");

/** What the sources ask for: keys, and patterns where a part of the key is a word of the registry. */
const asked = [...sources.matchAll(/(["`])([a-zA-Z]+(?:\.(?:\w|\$\{[^}]+\})+)+|asOf)\1/g)].map(
  ([, , key]) => new RegExp(`^${key!.replaceAll(".", "\\.").replace(/\$\{[^}]+\}/g, "[^.]+")}$`),
);

describe("texts", () => {
  const english = flat(languages.find(([language]) => language === "en")?.[1] ?? {});

  for (const [language, texts] of languages) {
    it(`say in ${language} all that they say in English, and nothing else`, () => {
      expect(flat(texts).map(([key]) => key)).to.deep.equal(english.map(([key]) => key));
    });

    it(`name in ${language} the same figures and names as in English`, () => {
      const differing = flat(texts).filter(
        ([, text], index) => placeholders(text).join() !== placeholders(english[index]![1]).join(),
      );
      expect(differing).to.deep.equal([]);
    });

    it(`leave nothing empty in ${language}`, () => {
      expect(flat(texts).filter(([, text]) => text.trim() === "")).to.deep.equal([]);
    });
  }

  it("hold no key that no page asks for", () => {
    const unused = english.filter(([key]) => !asked.some((pattern) => pattern.test(key)));
    expect(unused.map(([key]) => key)).to.deep.equal([]);
  });

  it("are translated: a sentence is not the same in two languages", () => {
    const same = english.filter(
      ([, text], index) =>
        text.split(" ").length > 3 &&
        languages.some(([language, texts]) => language !== "en" && flat(texts)[index]![1] === text),
    );
    expect(same).to.deep.equal([]);
  });
});
