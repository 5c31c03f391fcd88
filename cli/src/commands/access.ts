// `robotid access`: who saw which part of a robot's file, and why.
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import type { VaultLogLine } from "@openrobotid/sdk/vault";
import { csvLine } from "../csv.js";
import { asking, group } from "../define.js";
import type { Session } from "../session.js";
import { count, type Layout, moment, spaced } from "../text.js";
import { address, robotId } from "../values.js";
import { logOfApi, vaultUrl } from "../vault.js";
import {
  ANCHORS,
  anchorsContract,
  type FetchedLog,
  fetchLog,
  keepHead,
  keptHead,
} from "../vault-log.js";
import { VAULT_OR_NAMED, vaultOf } from "../vault-of.js";

const COLUMNS = [
  ...["at", "what", "party", "account", "seq", "kind", "why", "caseNumber"],
  ...["grant", "label", "moment", "toldAt", "series", "ordinal", "position"],
] as const satisfies readonly string[];

export function defineAccess(program: CommandUnknownOpts, session: Session): void {
  const access = group(
    program,
    "access",
    "Who was shown which part of a robot's file by a vault, in which role, when and why",
  ) as never;

  asking(
    access,
    "log",
    "Show the holder who asked a vault for papers and telemetry of a robot, or looked at it in an API, and prove that no line is left out or altered",
    {
      json: {
        robot: "the code",
        vault: "address of the vault, or of the log of the API",
        lines:
          "what happened: position, what, at, toldAt (seconds), series, ordinal, account, party, seq, kind, why, grant, caseNumber, label, moment; null where it does not apply",
        size: "lines of the whole log of the vault",
        signer: "account that signed the head of the log",
        anchored:
          "the last head on the chain: account, size, at (seconds), count of heads; null where none was compared",
      },
      examples: [
        "access log CN-BH01-TERN03-25W07000000000001 --vault https://vault.example",
        "access log CN-BH01-TERN03-25W07000000000001 --vault https://vault.example --head head.json --format csv",
        "access log CN-BH01-TERN03-25W07000000000001 --api https://api.example",
      ],
    },
  )
    .argument("<code>", "the robot", robotId)
    .option("--vault <url>", VAULT_OR_NAMED, vaultUrl)
    .addOption(
      new Option(
        "--api <url>",
        "address of an API: show its own log, of who looked with a key at what is not public",
      )
        .argParser(logOfApi)
        .conflicts("vault"),
    )
    .option("--anchors <address>", ANCHORS, address)
    .option("--account <account>", "account that must have anchored the log", address)
    .option("--signer <account>", "account that must have signed the head of the log", address)
    .option(
      "--head <file>",
      "head that was kept last time: the log must continue it; the new one is kept there",
    )
    .addOption(
      new Option("--format <format>", "text to read, or csv")
        .choices(["text", "csv"] as const)
        .default("text" as const),
    )
    .action(async (robot, options, command) => {
      const { head: file, format, signer, account: anchoring } = options;
      const before = await keptHead(session, file);
      const vault = options.api ?? (await vaultOf(session, command, robot, options.vault));
      const account = await session.signer(command);
      const contract = await anchorsContract(session, command, options.anchors);
      const where = { vault, robot, account, contract };
      const { verified } = await fetchLog(session, command, where, {
        ...{ signer, account: anchoring, before },
      });
      const { lines, head, anchored } = verified;
      if (file !== undefined) keepHead(session, file, head);
      if (format === "csv" && !session.options(command).json) {
        session.shell.out(csvLine(COLUMNS));
        for (const line of lines) session.shell.out(csvLine(COLUMNS.map((name) => line[name])));
        return;
      }
      const answer = {
        ...{ robot, vault, lines: lines.map(withNulls), size: head.size },
        ...{ signer: verified.signer, anchored: anchored ?? null },
      };
      session.answer(command, answer, (layout) =>
        [
          `${layout.cell({ text: formatRobotId(robot), paint: "bold" })}\n\n`,
          renderLines(lines, layout),
          `\n${renderVerified(verified, layout)}`,
        ].join(""),
      );
    });
}

/** Lines, as people read them. */
export function renderLines(lines: readonly VaultLogLine[], layout: Layout): string {
  return layout.table(
    ["when", "what", "who", "of what", "why"],
    lines.map((line) => [
      moment(line.at),
      spaced(line.what),
      `${line.account ?? line.label ?? "nobody signed in"}${line.party ? ` as ${spaced(line.party)}` : ""}`,
      [line.seq === undefined ? "" : `entry ${line.seq}`, line.kind ?? ""]
        .filter((part) => part !== "")
        .join(", "),
      `${line.why ?? ""}${line.caseNumber ? ` [case ${line.caseNumber}]` : ""}`,
    ]),
    "No line.",
  );
}

/** What was verified of a log, in sentences. */
export function renderVerified(
  { lines, head, signer, anchored }: FetchedLog["verified"],
  layout: Layout,
): string {
  const after = anchored ? lines.filter(({ position }) => position >= anchored.size).length : 0;
  const chain = anchored
    ? `The chain has ${count(anchored.count, "head")} of it from ${anchored.account}, the last one of ${moment(anchored.at)}: ${after === 0 ? "all lines are" : `all but the last ${count(after, "line")} are`} under it.`
    : "Nothing was compared with the chain: this log can still be altered. Keep its head with --head.";
  return [
    `${layout.cell(`${count(lines.length, "line")}, none left out between them, in the log of ${head.size} whose head ${signer} signed.`)}\n`,
    `${layout.cell(chain)}\n`,
  ].join("");
}

/** A line as JSON has it. */
export function withNulls(line: VaultLogLine) {
  const names = Object.keys(line) as (keyof VaultLogLine)[];
  return Object.fromEntries(names.map((name) => [name, line[name] ?? null]));
}
