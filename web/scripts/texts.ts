// The texts of a language: its own file in web/locales, and its words from words.json, which has every language beside
// the others.
import { readdirSync, readFileSync } from "node:fs";
import type { Texts } from "../src/i18n/index.js";

type Tree = { [key: string]: Tree | string };

const folder = new URL("../locales/", import.meta.url);
const WORDS = "words.json";

const read = (file: string): Tree => JSON.parse(readFileSync(new URL(file, folder), "utf8"));

/** The languages that have a file, by code. */
export const languagesOfFiles = (): string[] =>
  readdirSync(folder)
    .filter((file) => file !== WORDS)
    .map((file) => file.replace(/\.json$/, ""))
    .sort();

/** All texts of a language. */
export function textsOf(language: string): Texts {
  return merge(read(`${language}.json`), spoken(read(WORDS), language) as Tree) as unknown as Texts;
}

/** The languages that some word has. */
export function languagesOfWords(words: Tree = read(WORDS)): string[] {
  const found = Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [key] : languagesOfWords(value),
  );
  return [...new Set(found)].sort();
}

/** The words in one language. A word is what has a text for English. */
function spoken(words: Tree, language: string): Tree | string {
  const word = words[language];
  if (typeof words.en === "string") return typeof word === "string" ? word : "";
  return Object.fromEntries(
    Object.entries(words).map(([key, of]) => [key, spoken(of as Tree, language)]),
  );
}

function merge(texts: Tree, words: Tree): Tree {
  const shared = Object.entries(words).map(([key, of]) => {
    const text = texts[key];
    return [key, typeof text === "object" && typeof of === "object" ? merge(text, of) : of];
  });
  return { ...texts, ...Object.fromEntries(shared) };
}
