// i18next with one language's texts: the server has all of them, a browser loads the one it shows.
import { createInstance, type i18n, type Resource, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "./languages.js";
import { locales } from "./locales.js";

/** A word of the registry in every language. */
type Word = Readonly<Record<Language, string>>;
type Words = { readonly [key: string]: Word | Words };
type InEveryLanguage<words extends Words> = words;
type Spoken<words> = words extends Word
  ? string
  : { readonly [key in keyof words]: Spoken<words[key]> };

/** What a language has in its own file: all that is in the English one. */
type OwnTexts = typeof import("../../locales/en.json");

/** The texts of a language: its own file, and its words from the file of all languages. The build brings them together. */
export type Texts = OwnTexts & Spoken<InEveryLanguage<typeof import("../../locales/words.json")>>;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Texts };
    returnNull: false;
  }
}

/** Gives the text of a key, in the language that is spoken. */
export type Translate = TFunction;

const loads: Readonly<Record<Language, { readonly load: () => Promise<{ default: OwnTexts }> }>> =
  locales;

/** Loads the texts of a language. */
export async function loadTexts(language: Language): Promise<Texts> {
  return (await loads[language].load()).default as Texts;
}

/** An i18next that speaks one language. */
export function speak(language: Language, texts: Texts): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: { [language]: { translation: texts } } as Resource,
    // React escapes what it prints.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
