// `robotid telemetry diagnose` and `chart`: what a maker's rules say about units, and a picture of one.
import { setTimeout as sleep } from "node:timers/promises";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type ModelId, modelOf, type RobotId } from "@openrobotid/sdk";
import type { TelemetryFinding, TelemetryRules, TelemetryWeek } from "@openrobotid/sdk/vault";
import { reading } from "../define.js";
import { usageFailure } from "../failure.js";
import { readText, writeNewBytes } from "../files.js";
import { robotsFrom, robotsOption } from "../robots.js";
import type { Session } from "../session.js";
import { moment, robotId } from "../values.js";
import { askVault, signInToVault, VAULT, vaultRefusalOf, vaultUrl } from "../vault.js";
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
          revision: "revision of the rules; null where there are none",
          signer: "account of the maker that signed them; null for a file",
          until: "end of the windows, in seconds",
          findings:
            "units that drift, each with robot, rule, joint, value, threshold, unit, severity and text",
          undecided: "units about which rules say nothing, each with robot, rules and why",
          file: "file with the codes; null without --out",
        },
        examples: [
          "telemetry diagnose --robots fleet.txt --vault https://vault.example --out drifting.txt",
          "telemetry diagnose --robots fleet.txt --rules rules.json --vault https://vault.example --out drifting.txt",
        ],
      },
    ),
  )
    .option(
      "--rules <file>",
      "rules of the model; by default those that its maker published in the vault and signed",
    )
    .option("--vault <url>", VAULT_OR_NAMED, vaultUrl)
    .option("--until <moment>", "end of the windows; now by default", moment)
    .option(
      "--out <file>",
      "file to write: codes of units that drift, a line each, with the reasons; one that is there already is left alone",
    )
    .action(async (options, command) => {
      const { vault, until = Math.floor(Date.now() / 1000), out } = options;
      const { readRules, requireModel } = await import("../telemetry-rules.js");
      const file =
        options.rules === undefined
          ? undefined
          : await readRules(await readText(session.shell, options.rules), options.rules);
      const robots = [...new Set(await robotsFrom(session.shell, options))];
      const [first] = robots;
      // What needs no vault is looked at first: each request is a line of its log.
      for (const robot of robots) {
        if (file) requireModel(robot, file);
        else if (first && modelOf(robot) !== modelOf(first)) {
          const what = `${robot} is a ${modelOf(robot)}, and ${first} a ${modelOf(first)}.`;
          throw usageFailure(what, "Ask about the robots of one model at a time.");
        }
      }
      const { diagnoseTelemetry } = await import("@openrobotid/sdk/vault");
      const look = await lookingAt(session, command, vault, file);
      const findings: TelemetryFinding[] = [];
      const undecided: Undecided[] = [];
      let used: Looked | undefined;
      for (const robot of robots) {
        const looked = await look(robot, { until }).catch((error: Error) => {
          if (!UNSEEN.includes(vaultRefusalOf(error)?.status ?? 0)) throw error;
          undecided.push({ robot, rules: null, why: error.message });
        });
        if (!looked) continue;
        if (!looked.rules) {
          const why = "its maker published no rules in the vault";
          undecided.push({ robot, rules: null, why });
          continue;
        }
        // The newest one: the maker may publish while a fleet is looked at.
        if (!used?.rules || used.rules.revision < looked.rules.revision) used = looked;
        const found = diagnoseTelemetry(robot, looked.weeks, looked.rules, until);
        findings.push(...found.findings);
        if (found.undecided.length > 0) {
          const why = "too few weeks with readings";
          undecided.push({ robot, rules: found.undecided, why });
        }
      }
      const rules = used?.rules ?? file;
      const model = rules?.model ?? modelOf(first as RobotId);
      const revision = rules?.revision ?? null;
      const written =
        out === undefined
          ? null
          : writeNewBytes(session.shell, out, recallList(model, revision, findings));
      const signer = used?.signer ?? null;
      const answer = { model, revision, signer, until, findings, undecided, file: written };
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
    .option(
      "--rules <file>",
      "rules whose limits are drawn as bands; by default those that the maker published in the vault",
    )
    .action(async (robot, { vault, since: from, until, out, rules: rulesFile }, command) => {
      if (from >= until) throw usageFailure("--since is not before --until.", "Exchange them.");
      const { readRules, requireModel } = await import("../telemetry-rules.js");
      const fromFile =
        rulesFile === undefined
          ? undefined
          : await readRules(await readText(session.shell, rulesFile), rulesFile);
      if (fromFile) requireModel(robot, fromFile);
      const look = await lookingAt(session, command, vault, fromFile);
      const { weeks: rollups, rules: given } = await look(robot, { from, until });
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
function recallList(
  model: ModelId,
  revision: number | null,
  findings: readonly TelemetryFinding[],
): string {
  const lines = [
    `# Units of ${model} that drift by revision ${revision ?? "none"} of its maker's rules`,
  ];
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

/** What a vault gave of a robot, and the rules that apply to it. */
interface Looked {
  readonly weeks: readonly TelemetryWeek[];
  /** None where the maker published none. */
  readonly rules: TelemetryRules | undefined;
  /** The account of the maker that signed the rules; null for a file. */
  readonly signer: string | null;
}

/** What is read of the answers of a vault. */
interface Given {
  readonly rollups?: unknown;
  readonly weeks?: unknown;
  readonly rules?: unknown;
}

/** Asks for the weeks of robots, one after the other. A fleet takes longer than a session, and more requests than a minute allows. */
async function lookingAt(
  session: Session,
  command: CommandUnknownOpts,
  given: string | undefined,
  file: TelemetryRules | undefined,
) {
  const { requireModel, rulesOfMaker } = await import("../telemetry-rules.js");
  const account = await session.signer(command);
  const { deployment } = await session.target(command);
  const tokens = new Map<string, string>();
  const tokenOf = async (vault: string) => {
    const token = tokens.get(vault) ?? (await signInToVault(vault, deployment.chainId, account));
    tokens.set(vault, token);
    return token;
  };
  const askFor = async (robot: RobotId, vault: string, path: string) => {
    for (let tried = 1; ; tried += 1) {
      try {
        const token = await tokenOf(vault);
        return await askVault<Given>(vault, `/robots/${robot}/${path}`, { token });
      } catch (error) {
        const { status, retryAfter = Number.NaN } = vaultRefusalOf(error) ?? {};
        if (tried === MOST_TRIES || (status !== 401 && status !== 429)) throw error;
        const seconds = Number.isNaN(retryAfter) ? MINUTE : Math.min(retryAfter, MINUTE);
        if (status === 429) await sleep(seconds * 1000, undefined, { signal: session.signal });
        else tokens.delete(vault);
      }
    }
  };
  const known = new Map<string, TelemetryRules>();
  return async (
    robot: RobotId,
    { from, until }: { readonly from?: number; readonly until: number },
  ): Promise<Looked> => {
    const vault = await vaultOf(session, command, robot, given);
    const { readSignedTelemetryRules, readTelemetryWeeks } = await import("@openrobotid/sdk/vault");
    if (file) {
      const longest = Math.max(...file.rules.map(({ weeks }) => weeks));
      const begin = from ?? Math.max(1, until - WEEK * longest);
      const path = `telemetry?from=${begin}&until=${until}&period=week`;
      const { rollups } = await askFor(robot, vault, path);
      return { weeks: readTelemetryWeeks(rollups), rules: file, signer: null };
    }
    const begin = from === undefined ? "" : `from=${from}&`;
    const answer = await askFor(robot, vault, `diagnosis?${begin}until=${until}`);
    const weeks = readTelemetryWeeks(answer.weeks);
    if (answer.rules === null) return { weeks, rules: undefined, signer: null };
    const signed = readSignedTelemetryRules(answer.rules);
    const name = JSON.stringify(signed);
    const rules = known.get(name) ?? (await rulesOfMaker(session, command, signed));
    known.set(name, rules);
    requireModel(robot, rules);
    return { weeks, rules, signer: signed.account };
  };
}

export function defineRules(telemetry: CommandUnknownOpts, session: Session): void {
  reading(
    telemetry,
    "rules",
    "Sign the rules of a model as its maker, and publish them in a vault, which then marks the units that drift",
    {
      json: {
        model: "model that the rules are of",
        revision: "their revision",
        account: "account of the maker that signed them",
      },
      examples: ["telemetry rules rules.json --vault https://vault.example"],
    },
  )
    .argument("<file>", "the rules; - is standard input")
    .requiredOption("--vault <url>", VAULT, vaultUrl)
    .action(async (file, { vault }, command) => {
      const { readRules, rulesDomain } = await import("../telemetry-rules.js");
      const text = await readText(session.shell, file);
      const { model } = await readRules(text, file);
      const { telemetryRulesTypedData } = await import("@openrobotid/sdk/vault");
      const account = await session.signer(command);
      const domain = await rulesDomain(session, command);
      const typed = telemetryRulesTypedData(text, domain);
      const body = { text, signature: await account.signTypedData(typed) };
      const token = await signInToVault(vault, domain.chainId, account);
      const published = await askVault<{ model: ModelId; revision: number }>(
        vault,
        `/models/${model}/rules`,
        { method: "PUT", token, body },
      );
      session.answer(command, { ...published, account: account.address }, (layout) =>
        layout.fields([
          ["rules", `revision ${published.revision} of ${published.model}`],
          ["signed by", account.address],
          ["vault", vault],
        ]),
      );
    });
}
