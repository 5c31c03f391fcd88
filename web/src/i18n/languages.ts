// The languages of the site.
import { locales } from "./locales.js";

export type Language = keyof typeof locales;

/** A language: its name in itself, what `lang` says of it, and the locale of its dates and numbers. */
export const languages: Readonly<
  Record<Language, { readonly name: string; readonly tag: string; readonly formats: string }>
> = locales;

/** In the order of the switch. */
export const LANGUAGES = Object.keys(locales) as readonly Language[];

/** The language of a list of tags, the most wanted first; English where none fits. */
export const languageOf = (tags: readonly string[]): Language => languageFor(tags) ?? "en";

/**
 * The language of a list of tags; `undefined` where none fits. One who reads Traditional Chinese is given Simplified only where
 * no other language of the list is here.
 */
export function languageFor(tags: readonly string[]): Language | undefined {
  const wanted = tags.map(localeOf).filter((locale) => locale !== undefined);
  const first = (fits: (offered: Intl.Locale, wanted: Intl.Locale) => boolean) =>
    wanted.flatMap((locale) => LOCALES.filter(([, one]) => fits(one, locale)))[0]?.[0];
  return (
    first((one, { language, script }) => one.language === language && one.script === script) ??
    first((one, { language }) => one.language === language)
  );
}

/** The languages with their scripts, which tags leave unsaid: `zh-TW` is Traditional. */
const LOCALES = LANGUAGES.map(
  (language) => [language, new Intl.Locale(languages[language].tag).maximize()] as const,
);

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    // `*`, or what is no tag.
    return undefined;
  }
}
