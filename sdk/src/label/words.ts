// What is printed on a label, in each of its languages. The words of the web pages are in web/locales; these stay on paper.

/** The languages of labels, as web pages name them. */
export const LABEL_LANGUAGES = ["en", "es", "zh"] as const;

/** A language of labels. */
export type LabelLanguage = (typeof LABEL_LANGUAGES)[number];

/** What is printed, by language. `{seat}`, `{signed}` and `{until}` are filled in. */
export const WORDS: Readonly<
  Record<
    LabelLanguage,
    {
      readonly title: string;
      readonly online: string;
      readonly offline: string;
      readonly signed: string;
      readonly until: string;
    }
  >
> = {
  en: {
    title: "Robot registry",
    online: "Scan to look this robot up",
    offline: "Without a network: verify this",
    signed: "Signed by {seat} on {signed}",
    until: "Good until {until}",
  },
  es: {
    title: "Registro de robots",
    online: "Escanee para consultar este robot",
    offline: "Sin red: verifique esto",
    signed: "Firmado por {seat} el {signed}",
    until: "Válido hasta el {until}",
  },
  zh: {
    title: "机器人登记",
    online: "扫码查询此机器人",
    offline: "无网络时扫此码验证",
    signed: "{seat} 于 {signed} 签名",
    until: "有效期至 {until}",
  },
};
