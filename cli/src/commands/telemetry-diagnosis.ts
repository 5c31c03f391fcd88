// `robotid telemetry diagnose` and `chart`: what a maker's rules say about units, and a picture of one.
import { setTimeout as sleep } from "node:timers/promises";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type RobotId } from "@openrobotid/sdk";
import { reading } from "../define.js";
import { usageFailure } from "../failure.js";
import { readText, writeNewBytes } from "../files.js";
import { robotsFrom, robotsOption } from "../robots.js";
import type { Session } from "../session.js";
import type { Finding, Rollup, TelemetryRules } from "../telemetry-rules.js";
import { moment, robotId } from "../values.js";
import { askVault, signInToVault, vaultRefusalOf, vaultUrl } from "../vault.js";
import { VAULT_OR_NAMED, vaultOf } from "../vault-of.js";

const WEEK = 7 * 86_400;
const MINUTE = 60;
/** How often a robot is asked for, where the vault says to come back or to sign in again. */
const MOST_TRIES = 4;
/** What a vault answers where somebody may not see it, or nothing is there for them. */
const UNSEEN = [403, 404];

/** A unit about which the rules say nothing. */
interface Undecided {
  readonly robot: RobotId;
  /** Rules with too few readings; null where the vault showed none at all. */
  readonly rules: readonly string[] | null;
  readonly why: string;
}

export function defineDiagnose(telemetry: CommandUnknownOpts, session: Session): void {
  robotsOption(
    reading(
      telemetry,
      "diagnose",
      "Say which units drift by the rules of their maker, and write their codes as `recall mark` takes them",
      {
        json: {
          model: "model that the rules are of",
          revision: "revision of the rules",
          until: "end of the windows, in seconds",
          findings:
            "units that drift, each with robot, rule, joint, value, threshold, unit, severity and text",
          undecided: "units about which rules say nothing, each with robot, rules and why",
          file: "file with the codes; null without --out",
        },
        examples: [
          "telemetry diagnose --robots fleet.txt --rules rules.json --vault https://vault.example --out drifting.txt",
        ],
      },
    ),
  )
    .requiredOption("--rules <file>", "rules of the model, as its maker published them")
    .option("--vault <url>", VAULT_OR_NAMED, vaultUrl)
    .option("--until <moment>", "end of the windows; now by default", moment)
    .option(
      "--out <file>",
      "file to write: codes of units that drift, a line each, with the reasons; one that is there already is left alone",
    )
    .action(async (options, command) => {
      const { vault, until = Math.floor(Date.now() / 1000), out } = options;
      const { diagnose, readTelemetryRules, requireModel } = await import("../telemetry-rules.js");
      const rules = readTelemetryRules(await readText(session.shell, options.rules), options.rules);
      const robots = [...new Set(await robotsFrom(session.shell, options))];
      // What needs no vault is looked at first: each request is a line of its log.
      for (const robot of robots) requireModel(robot, rules);
      const from = Math.max(1, until - WEEK * Math.max(...rules.rules.map(({ weeks }) => weeks)));
      const weeksOf = await lookingAt(session, command, vault);
      const findings: Finding[] = [];
      const undecided: Undecided[] = [];
      for (const robot of robots) {
        const weeks = await weeksOf(robot, { from, until }).catch((error: Error) => {
          if (!UNSEEN.includes(vaultRefusalOf(error)?.status ?? 0)) throw error;
          undecided.push({ robot, rules: null, why: error.message });
        });
        if (!weeks) continue;
        const found = diagnose(robot, weeks, rules, until);
        findings.push(...found.findings);
        if (found.undecided.length > 0) {
          const why = "too few weeks with readings";
          undecided.push({ robot, rules: found.undecided, why });
        }
      }
      const file =
        out === undefined ? null : writeNewBytes(session.shell, out, recallList(rules, findings));
      const { model, revision } = rules;
      const answer = { model, revision, until, findings, undecided, file };
      session.answer(command, answer, (layout) =>
        [
          layout.table(
            ["robot", "joint", "found", "limit", "severity", "rule"],
            findings.map((one) => [
              formatRobotId(one.robot),
              one.joint ?? "",
              withUnit(one.value, one.unit),
              withUnit(one.threshold, one.unit),
              one.severity,
              `${one.rule}: ${one.text}`,
            ]),
            "No unit drifts by these rules.",
          ),
          ...undecided.map(
            ({ robot, rules: ids, why }) =>
              `${layout.cell(`Not decided: ${formatRobotId(robot)}${ids ? ` by ${ids.join(", ")}` : ""}: ${why}`)}\n`,
          ),
        ].join(""),
      );
    });
}

export function defineChart(telemetry: CommandUnknownOpts, session: Session): void {
  reading(
    telemetry,
    "chart",
    "Draw wear and battery of a robot whose telemetry you may see, by weeks, as SVG",
    {
      json: { robot: "the code", weeks: "weeks with readings", file: "the file" },
      examples: [
        "telemetry chart CN-BH01-TERN03-25W07000000000001 --vault https://vault.example --since 2025-01-01 --until 2026-01-01 --out wear.svg",
      ],
    },
  )
    .argument("<code>", "the robot", robotId)
    .option("--vault <url>", VAULT_OR_NAMED, vaultUrl)
    .requiredOption("--since <moment>", "first moment", moment)
    .requiredOption("--until <moment>", "the moment after the last", moment)
    .requiredOption("--out <file>", "file to write; one that is there already is left alone")
    .option("--rules <file>", "rules of the maker, whose limits are drawn as bands")
    .action(async (robot, { vault, since: from, until, out, rules: rulesFile }, command) => {
      if (from >= until) throw usageFailure("--since is not before --until.", "Exchange them.");
      const { readTelemetryRules, requireModel } = await import("../telemetry-rules.js");
      const given =
        rulesFile === undefined
          ? undefined
          : readTelemetryRules(await readText(session.shell, rulesFile), rulesFile);
      if (given) requireModel(robot, given);
      const weeksOf = await lookingAt(session, command, vault);
      const rollups = await weeksOf(robot, { from, until });
      const { telemetryChart } = await import("../telemetry-chart.js");
      const rules = given?.rules ?? [];
      const file = writeNewBytes(
        session.shell,
        out,
        telemetryChart({ robot, rollups, from, until, rules }),
      );
      const weeks = new Set(rollups.map(({ start }) => start)).size;
      session.answer(command, { robot, weeks, file }, (layout) =>
        layout.fields([
          ["chart", file],
          ["weeks with readings", String(weeks)],
        ]),
      );
    });
}

/** Codes, a line each, under their reasons; and which rules found them. */
function recallList({ model, revision }: TelemetryRules, findings: readonly Finding[]): string {
  const lines = [`# Units of ${model} that drift by revision ${revision} of its maker's rules`];
  for (const robot of new Set(findings.map((one) => one.robot))) {
    for (const { rule, joint, value, threshold, unit, severity, text } of findings.filter(
      (one) => one.robot === robot,
    )) {
      const what = joint === null ? "" : `${joint}, `;
      const figures = `${withUnit(value, unit)}, limit ${withUnit(threshold, unit)}`;
      // A text of several lines would name robots.
      lines.push(`# ${rule} (${severity}): ${what}${figures}: ${text.replaceAll(/\s+/g, " ")}`);
    }
    lines.push(formatRobotId(robot));
  }
  return `${lines.join("\n")}\n`;
}

function withUnit(value: number, unit: string): string {
  const figure = String(Number(value.toPrecision(3)));
  return unit.startsWith("1") ? figure + unit.slice(1) : `${figure} ${unit}`;
}

/** Asks for the weeks of robots, one after the other. A fleet takes longer than a session, and more requests than a minute allows. */
async function lookingAt(session: Session, command: CommandUnknownOpts, given: string | undefined) {
  const account = await session.signer(command);
  const { deployment } = await session.target(command);
  const tokens = new Map<string, string>();
  const tokenOf = async (vault: string) => {
    const token = tokens.get(vault) ?? (await signInToVault(vault, deployment.chainId, account));
    tokens.set(vault, token);
    return token;
  };
  return async (
    robot: RobotId,
    { from, until }: { readonly from: number; readonly until: number },
  ): Promise<readonly Rollup[]> => {
    const vault = await vaultOf(session, command, robot, given);
    const path = `/robots/${robot}/telemetry?from=${from}&until=${until}&period=week`;
    for (let tried = 1; ; tried += 1) {
      try {
        const token = await tokenOf(vault);
        return (await askVault<{ rollups: readonly Rollup[] }>(vault, path, { token })).rollups;
      } catch (error) {
        const { status, retryAfter = Number.NaN } = vaultRefusalOf(error) ?? {};
        if (tried === MOST_TRIES || (status !== 401 && status !== 429)) throw error;
        const seconds = Number.isNaN(retryAfter) ? MINUTE : Math.min(retryAfter, MINUTE);
        if (status === 429) await sleep(seconds * 1000, undefined, { signal: session.signal });
        else tokens.delete(vault);
      }
    }
  };
}
