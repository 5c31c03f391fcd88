// What benches share whose figures are exact: the same on every machine, and so committed and held to.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { optionsOf } from "@openrobotid/kit/command";
import { tasks } from "hardhat";
import { type Figures, format, type Target } from "./tables.js";

/** A bench of exact figures. */
export interface Bench<Measured> {
  /** File of the committed figures. */
  readonly snapshot: string;
  /** Page that is made of them. */
  readonly page: string;
  /** Command that writes both. */
  readonly update: string;
  readonly measure: () => Promise<Measured>;
  readonly figuresOf: (measured: Measured) => Figures;
  readonly renderTables: (measured: Measured) => string;
  readonly renderPage: (measured: Measured) => string;
  /** What must hold of the figures. */
  readonly judge: (figures: Figures) => readonly Target[];
}

type Named = Pick<Bench<never>, "snapshot" | "page" | "update">;

/**
 * Builds the contracts, measures, and prints tables, or with `--json` the figures. With `--update` it writes what is committed;
 * with `--check` it holds the measured to that. The exit code is 1 where a target is missed or, checked, something differs.
 */
export async function run<Measured>(bench: Bench<Measured>): Promise<number> {
  const { json, check, update } = optionsOf(usageOf(bench), {
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    update: { type: "boolean", default: false },
  });

  await tasks.getTask("build").run({ noTests: true, quiet: true });
  const measured = await bench.measure();
  const figures = bench.figuresOf(measured);
  const page = bench.renderPage(measured);
  console.log(json ? JSON.stringify(figures, null, 2) : bench.renderTables(measured));

  const missed = bench.judge(figures).filter(({ reached }) => !reached);
  for (const { text, found } of missed) console.error(`Target missed: ${text}; it is ${found}.`);

  if (update) {
    writeFileSync(bench.snapshot, `${JSON.stringify(figures, null, 2)}\n`);
    writeFileSync(bench.page, page);
    return missed.length === 0 ? 0 : 1;
  }
  const differences = check ? compare(bench, figures, page) : [];
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) {
    console.error(`\nIf the change is meant, run \`${bench.update}\` and commit what it writes.`);
  }
  return missed.length + differences.length === 0 ? 0 : 1;
}

const usageOf = ({ snapshot, page, update }: Named) => `\
Measures, and prints tables. Ends with 1 if a target is missed.

  ${update.replace(" --update", " [options]")}

  --json    prints the figures as JSON instead
  --update  writes ${snapshot} and ${page}
  --check   ends with 1 also if the figures differ from ${snapshot} or ${page}
  --help    this text
`;

/** Says what differs from the committed files; nothing where they are up to date. */
function compare(
  { snapshot, page: path }: Pick<Bench<unknown>, "snapshot" | "page">,
  figures: Figures,
  page: string,
): string[] {
  const committed: Figures = existsSync(snapshot) ? JSON.parse(readFileSync(snapshot, "utf8")) : {};
  const differences = [...new Set([...Object.keys(committed), ...Object.keys(figures)])]
    .filter((key) => committed[key] !== figures[key])
    .map((key) => `${key}: ${show(committed[key])} in ${snapshot}, ${show(figures[key])} measured`);
  const isCurrent = existsSync(path) && readFileSync(path, "utf8") === page;
  return isCurrent ? differences : [...differences, `${path} is not what would be written`];
}

function show(figure: number | undefined): string {
  return figure === undefined ? "nothing" : format(figure);
}
