// i18next with one language's texts: the server has all of them, a browser loads the one it shows.
import { createInstance, type i18n, type Resource, type TFunction } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "./languages.js";

/** The texts of a language. */
export type Texts = typeof import("../../locales/en.json");

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Texts };
    returnNull: false;
  }
}

/** Gives the text of a key, in the language that is spoken. */
export type Translate = TFunction;

/** Loads the texts of a language. */
export async function loadTexts(language: Language): Promise<Texts> {
  switch (language) {
    case "en":
      return (await import("../../locales/en.json")).default;
    case "zh":
      return (await import("../../locales/zh.json")).default;
    case "es":
      return (await import("../../locales/es.json")).default;
  }
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
