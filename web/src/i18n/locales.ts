// Generated from web/locales by `npm run generate -w web`. Do not edit: change the texts.

/** What there is to know of a language before its texts are loaded. */
export const locales = {
  en: {
    name: "English",
    tag: "en",
    formats: "en-GB",
    load: () => import("../../locales/en.json"),
  },
  es: {
    name: "Español",
    tag: "es",
    formats: "es",
    load: () => import("../../locales/es.json"),
  },
  zh: {
    name: "中文",
    tag: "zh-Hans",
    formats: "zh-Hans-CN",
    load: () => import("../../locales/zh.json"),
  },
} as const;
