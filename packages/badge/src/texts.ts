// Words, colours and shapes of the badge: those of the registry's pages, put in when the badge is built (scripts/pages.ts).
import type { Verdict } from "@openrobotid/sdk";
import type { Tone } from "@openrobotid/sdk/rules";

/** What the badge says, in one language. `{{…}}` is filled in. */
export interface BadgeTexts {
  readonly tag: string;
  readonly verdicts: Readonly<Record<Verdict | "unknown", string>>;
  readonly waiting: string;
  readonly none: string;
  readonly malformed: string;
  readonly checking: string;
  readonly proven: string;
  readonly cosigned: string;
  readonly unsealed: string;
  readonly notProven: string;
  readonly unreachable: string;
  readonly conflict: string;
}

/** What of the pages the badge takes. */
export interface FromPages {
  readonly texts: Readonly<Record<string, BadgeTexts>>;
  /** A drawing for each tone, as SVG. */
  readonly icons: Readonly<Record<Tone, string>>;
  /** The colours, as properties of a style sheet. */
  readonly colours: string;
}

declare const FROM_PAGES: FromPages;

export const { texts, icons, colours } = FROM_PAGES;

/** The texts for a language as pages name it, English where there are none. */
export function textsFor(tag: string): BadgeTexts {
  const found = texts[tag.slice(0, 2).toLowerCase()] ?? texts.en;
  if (!found) throw new Error("The badge was built without texts.");
  return found;
}
