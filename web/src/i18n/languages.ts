// The languages of the site.
import { locales } from "./locales.js";

export type Language = keyof typeof locales;

/** A language: its name in itself, what `lang` says of it, and the locale of its dates and numbers. */
export const languages: Readonly<
  Record<Language, { readonly name: string; readonly tag: string; readonly formats: string }>
> = locales;

/** In the order of the switch. */
export const LANGUAGES = Object.keys(locales) as readonly Language[];

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The language of a list of tags, the most wanted first; English where none fits. */
export function languageOf(tags: readonly string[]): Language {
  const wanted = tags.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Language => isLanguage(tag)) ?? "en";
}
