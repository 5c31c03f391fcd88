// Finds words that docs/style.md asks not to use, in every text of the project. Its table is the list.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles } from "@openrobotid/kit/git";
import { isMain } from "@openrobotid/kit/run";

const root = join(import.meta.dirname, "..");
const STYLE = "docs/style.md";

/** Texts that are not ours or not English, the list, and the test of it. */
const NOT_LOOKED_AT = [
  /(^|\/)LICENSE$/,
  /(^|\/)package-lock\.json$/,
  /^api\/test\/epcis\/.*\.json$/,
  /^network\/compose\/schema\//,
  /^web\/locales\/(?!en\.|words\.)/,
  /^docs\/style\.md$/,
  /^test\/checks\/words\.test\.ts$/,
];

export interface Rule {
  /** Phrases that are not written, in lower case. */
  readonly phrases: readonly string[];
  readonly instead: string;
  /** Phrases that contain one of these and are fine. */
  readonly fine: readonly string[];
}

export interface Finding {
  /** Counted from 1. */
  readonly line: number;
  /** As the text has it. */
  readonly found: string;
  readonly instead: string;
}

/** The rules of a style page: each row of its tables whose first cell names phrases in code. */
export function rulesOf(page: string): Rule[] {
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) => {
    const [phrases = "", instead = "", , fine = ""] = row.split("|").slice(1);
    return { phrases: codeIn(phrases), instead: instead.trim(), fine: codeIn(fine) };
  });
}

/** Where a text breaks the rules. A phrase is found in any case, also over the lines of a comment. */
export function findWords(text: string, rules: readonly Rule[]): Finding[] {
  const findings = rules.flatMap(({ phrases, instead, fine }) => {
    const allowed = matchesOf(text, fine);
    return matchesOf(text, phrases)
      .filter((match) => !allowed.some(({ from, to }) => from <= match.from && match.to <= to))
      .map(({ from, to }) => ({
        from,
        found: text.slice(from, to).replace(new RegExp(SPACE, "g"), " "),
        instead,
      }));
  });
  return findings
    .sort((a, b) => a.from - b.from)
    .map(({ from, ...rest }) => ({ line: text.slice(0, from).split("\n").length, ...rest }));
}

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, phrase = ""]) => phrase);
}

/** Space within a phrase; where it ends a line of a comment, also what begins the next one. */
const SPACE = String.raw`(?:[ \t]+|[ \t]*\r?\n[ \t]*(?:\/\/\/?|\*|#|>)?[ \t]*)`;

function matchesOf(text: string, phrases: readonly string[]) {
  if (phrases.length === 0) return [];
  const any = phrases.map((phrase) => phrase.split(" ").join(SPACE)).join("|");
  // Names in code are no words: they go on with a letter, a digit or an underscore.
  const matches = text.matchAll(new RegExp(String.raw`(?<![\w-])(?:${any})(?![\w])`, "gi"));
  return [...matches].map(({ index, 0: found }) => ({ from: index, to: index + found.length }));
}

/** Findings in all tracked texts, one line each; empty where there is none. */
export function lintWords(): string[] {
  const rules = rulesOf(readFileSync(join(root, STYLE), "utf8"));
  return projectFiles()
    .filter((file) => !NOT_LOOKED_AT.some((pattern) => pattern.test(file)))
    .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }))
    .filter(({ text }) => !text.includes("\0"))
    .flatMap(({ file, text }) =>
      findWords(text, rules).map(
        ({ line, found, instead }) => `${file}:${line}: "${found}": write "${instead}" instead`,
      ),
    );
}

if (isMain(import.meta)) {
  const findings = lintWords();
  if (findings.length > 0) {
    console.error(`${findings.join("\n")}\n\nThe words and why: ${STYLE}.`);
    process.exitCode = 1;
  }
}
