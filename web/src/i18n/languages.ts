// The languages of the site.

/** In the order of the switch. */
export const LANGUAGES = ["en", "zh", "es"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Their names, each in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: "English",
  zh: "中文",
  es: "Español",
};

/** What `lang` says of them: the Chinese of the pages is written in simplified characters. */
export const htmlLang: Readonly<Record<Language, string>> = { en: "en", zh: "zh-Hans", es: "es" };

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The language of a list of tags, the most wanted first; English where none fits. */
export function languageOf(tags: readonly string[]): Language {
  const wanted = tags.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Language => isLanguage(tag)) ?? "en";
}
