// `robotid issue`: issues the units of a production file, each once, however often the job is stopped.
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import type { FileIssue, IssueFromFileReturnType } from "@openrobotid/sdk/batch";
import { group, reading, writing } from "../define.js";
import { EXIT } from "../exit-codes.js";
import { showProgress } from "../progress.js";
import type { Session } from "../session.js";
import { count, type Layout } from "../text.js";
import { digest, integer, modelId, robotId, texts } from "../values.js";

export function defineIssue(program: CommandUnknownOpts, session: Session): void {
  const issue = group(
    program,
    "issue",
    "Issue units: from a production file, as a lot, as a list",
  ) as never;
  defineFile(issue, session);
  defineCheck(issue, session);
  defineLot(issue, session);
  defineList(issue, session);
}

function defineFile(issue: CommandUnknownOpts, session: Session): void {
  const docs = {
    json: {
      status: "planned (dry run), issued, or alreadyIssued",
      model: "model of the units",
      units: "number of units of the file",
      issuedBefore: "number of them that were on the chain before",
      unitsRoot: "root of the Merkle tree over all of them",
      issuances: "transactions of this call; in a dry run, those that it would send",
      manifest: "path of the manifest to publish; null in a dry run",
    },
    examples: [
      "issue units.csv --model CN-BH01-TERN03 --manifest-uri https://maker.example/units.jsonl --dry-run",
      "issue units.csv --model CN-BH01-TERN03 --manifest-uri https://maker.example/units.jsonl",
    ],
  };
  reading(
    issue,
    "file",
    "Issue all units of a production file (CSV); stopped half-way, it goes on where it was",
    docs,
    { isDefault: true },
  )
    .argument(
      "<file>",
      "production file: serial, deviceKey, birthRecordDigest (docs/production-files.md)",
    )
    .requiredOption("--model <model>", "model of all units", modelId)
    .requiredOption("--manifest-uri <uri>", "where the manifest will be published")
    .option("--manifest <file>", "where to write the manifest; beside the file by default")
    .option("--journal <file>", "where to keep the journal; beside the file by default")
    .option("--expected-rows <count>", "number of units that the file must have", integer(1))
    .option("--ignore-column <name>", "a column that is none of the registry's business", texts)
    .option("--max-issues <count>", "how many bad rows are shown", integer(1), 100)
    .option(
      "--dry-run",
      "read every row, ask the chain, say what would be issued, and send nothing",
    )
    .action(async (file, options, command) => {
      const { issueFromFile } = await import("@openrobotid/sdk/batch");
      const { dryRun = false, expectedRows, maxIssues, ignoreColumn: ignoreColumns } = options;
      const client = await session.client(command, await session.actor(command, dryRun));
      const { shell } = session;
      const inFolder = (path: string | undefined) => path && resolve(shell.cwd, path);
      session.stopsByItself = true;
      const outcome = await issueFromFile(client, {
        file: resolve(shell.cwd, file),
        model: options.model,
        manifestUri: options.manifestUri,
        manifest: inFolder(options.manifest),
        journal: inFolder(options.journal),
        expectedRows,
        ignoreColumns,
        maxIssues,
        dryRun,
        signal: session.signal,
        ...(!session.options(command).quiet && { onProgress: showProgress(shell) }),
      });
      session.answer(command, outcome, (layout) => renderOutcome(outcome, layout));
    });
}

const STATUSES: Readonly<Record<IssueFromFileReturnType["status"], string>> = {
  planned: "It would pass. Nothing was written and nothing sent.",
  issued: "Issued. Publish the manifest as it is.",
  alreadyIssued: "All of them were issued before.",
};

function renderOutcome(outcome: IssueFromFileReturnType, layout: Layout): string {
  const { status, model, units, issuedBefore, unitsRoot, issuances, manifest } = outcome;
  const rows = issuances.map((one) => [
    one.kind,
    count(one.count, "unit"),
    "first" in one && one.first ? formatRobotId(one.first) : "",
    "transaction" in one ? one.transaction : "",
  ]);
  return [
    `✔ ${STATUSES[status]}\n`,
    layout.fields([
      ["model", model],
      ["units", count(units, "unit")],
      ["issued before", count(issuedBefore, "unit")],
      ["root", unitsRoot],
      ...(manifest === undefined ? [] : [["manifest", manifest] as const]),
    ]),
    ...(rows.length > 0
      ? ["\n", layout.table(["kind", "units", "first", "transaction"], rows, "")]
      : []),
  ].join("");
}

function defineCheck(issue: CommandUnknownOpts, session: Session): void {
  reading(issue, "check", "Say everything that is wrong with a production file; needs no network", {
    json: {
      rows: "number of rows behind the first",
      issueCount: "number of faults",
      issues: "the first of them: line, column, value, reason",
    },
    examples: ["issue check units.csv --model CN-BH01-TERN03 --counter-width 12"],
  })
    .argument("<file>", "production file: serial, deviceKey, birthRecordDigest")
    .requiredOption("--model <model>", "model of all units", modelId)
    .option(
      "--counter-width <digits>",
      "digits of the counter; left out where serials are listed",
      integer(1, 16),
    )
    .option("--expected-rows <count>", "number of units that the file must have", integer(1))
    .option("--ignore-column <name>", "a column that is none of the registry's business", texts)
    .option("--max-issues <count>", "how many faults are shown", integer(1), 100)
    .action(async (file, { ignoreColumn: ignoreColumns, ...options }, command) => {
      const { validateFile } = await import("@openrobotid/sdk/batch");
      const { shell } = session;
      session.stopsByItself = true;
      const found = await validateFile({
        ...options,
        ignoreColumns,
        file: resolve(shell.cwd, file),
        signal: session.signal,
        ...(!session.options(command).quiet && { onProgress: showProgress(shell) }),
      });
      if (found.issueCount > 0) session.exitCode = EXIT.usage;
      session.answer(command, found, (layout) =>
        found.issueCount === 0
          ? `✔ ${count(found.rows, "row")}, and nothing wrong with any.\n`
          : `${layout.table(["line", "column", "found", "fault"], found.issues.map(rowOf), "")}✘ ${count(found.issueCount, "fault")} in ${count(found.rows, "row")}.\n`,
      );
    });
}

function rowOf({ line, column = "", value, reason }: FileIssue): string[] {
  return [String(line), column, JSON.stringify(value), reason];
}

function defineLot(issue: CommandUnknownOpts, session: Session): void {
  writing(
    issue,
    "lot",
    "Issue consecutive units of a sequential model",
    "issue lot CN-BH01-TERN03-25W08000000000001 --count 500 --dry-run",
  )
    .argument("<first>", "code of the first unit", robotId)
    .requiredOption("--count <units>", "number of units", integer(1))
    .option("--units-root <digest>", "root of the Merkle tree over the units", digest)
    .option("--manifest-uri <uri>", "where its leaves are published")
    .action((first, { count: units, unitsRoot, manifestUri }, command) =>
      session.write(
        command,
        "issueLot",
        { first, count: BigInt(units), unitsRoot, manifestUri },
        `${count(units, "unit")} from ${formatRobotId(first)} on are issued.`,
      ),
    );
}

function defineList(issue: CommandUnknownOpts, session: Session): void {
  writing(
    issue,
    "list",
    "Issue units with serials as their maker lists them",
    "issue list MX-TN01-COLIB1 LABNEW00000000001 LABNEW00000000002 --dry-run",
  )
    .argument("<model>", "a model whose serials are listed", modelId)
    .argument("<serials...>", "serials of the units, 17 characters each", texts)
    .option("--units-root <digest>", "root of the Merkle tree over the units", digest)
    .option("--manifest-uri <uri>", "where its leaves are published")
    .action((model, serials, { unitsRoot, manifestUri }, command) =>
      session.write(
        command,
        "issueList",
        { model, serials, unitsRoot, manifestUri },
        `${count(serials.length, "unit")} of ${model} are issued.`,
      ),
    );
}
