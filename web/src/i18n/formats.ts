// Dates, numbers and names as each language writes them. All times are UTC: a registry that several countries share has no
// other one in common.
import { useTranslation } from "react-i18next";
import { languageOf, languages } from "./languages.js";

const DAY = { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" } as const;
const MINUTE = {
  ...DAY,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
} as const;

const UNITS = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

export interface Formats {
  /** A day: 3 Mar 2025. */
  readonly day: (time: string) => string;
  /** A minute: 3 Mar 2025, 09:00 UTC. */
  readonly moment: (time: string) => string;
  /** How long ago: 3 months ago. */
  readonly age: (time: string, now: number) => string;
  /** A number: 10,500. */
  readonly number: (value: number) => string;
  /** A share of a whole: 42 %. */
  readonly percent: (share: number) => string;
  /** Name of a country. */
  readonly country: (code: string) => string;
  /** Several things: A, B and C. */
  readonly list: (items: readonly string[]) => string;
}

const made = new Map<string, Formats>();

/** What is made when it is first asked for: a browser takes milliseconds for each format, and a page needs few of them. */
function lazily<format>(make: () => format): () => format {
  let made: format | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The formats of a language. */
export function formatsOf(language: string): Formats {
  const known = made.get(language);
  if (known) return known;
  const locale = languages[languageOf([language])].formats;
  const day = lazily(() => new Intl.DateTimeFormat(locale, DAY));
  const moment = lazily(() => new Intl.DateTimeFormat(locale, MINUTE));
  const relative = lazily(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const number = lazily(() => new Intl.NumberFormat(locale, { useGrouping: true }));
  const percent = lazily(
    () => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }),
  );
  const countries = lazily(
    () => new Intl.DisplayNames(locale, { type: "region", fallback: "code" }),
  );
  const list = lazily(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  const formats: Formats = {
    day: (time) => day().format(new Date(time)),
    moment: (time) => moment().format(new Date(time)),
    age: (time, now) => {
      const seconds = (Date.parse(time) - now) / 1000;
      const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS[4];
      return relative().format(Math.trunc(seconds / length), unit);
    },
    number: (value) => number().format(value),
    percent: (share) => {
      // What has begun is not 0 %, and what is not done is not 100 %.
      if (share > 0 && share < 0.01) return `<${percent().format(0.01)}`;
      if (share > 0.99 && share < 1) return `>${percent().format(0.99)}`;
      return percent().format(share);
    },
    country: (code) => countries().of(code) ?? code,
    list: (items) => list().format(items),
  };
  made.set(language, formats);
  return formats;
}

/** The formats of the language that is shown. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsOf(i18n.language);
}
