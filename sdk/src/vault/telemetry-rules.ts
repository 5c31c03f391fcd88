// Rules of diagnosis that a maker publishes for a model, who signed them, and which units drift by them. Nothing here asks anybody.
import type { Address, Hex } from "viem";
import { type TelemetryField, telemetryFields } from "../device/telemetry-schema.js";
import { type ModelId, modelOf, parseModelId, type RobotId, toBytes } from "../robot-id.js";
import { words } from "../words.js";
import { VaultError } from "./errors.js";
import { accountOf, hexOf, jsonOf, listOf, objectOf, textOf } from "./read.js";

const WEEK = 7 * 86_400;
/** How many weeks with readings a slope needs at least. */
const LEAST_OF_SLOPE = 3;
const MOST_WEEKS = 156;
const MOST_RULES = 200;
const MOST_TEXT = 500;
const [, ...SEVERITIES] = words["enum IRecallRegistry.Severity"];
const WHEN = ["above", "below", "rises", "falls"] as const;
const FIELDS = Object.entries(telemetryFields).flatMap(([kind, fields]) =>
  Object.keys(fields).map((name) => `${kind}.${name}`),
);
const OF_FILE = ["version", "model", "revision", "rules"];
const OF_RULE = ["id", "field", "joint", "when", "threshold", "weeks", "severity", "text"];

/** A rule of a maker. */
export interface TelemetryRule {
  readonly id: string;
  /** Kind and name of a figure, e.g. `joints.wear`. */
  readonly field: string;
  /** Without it, each joint is looked at. */
  readonly joint?: string | undefined;
  /** `above`, `below`: the mean of the window. `rises`, `falls`: its slope a week. */
  readonly when: (typeof WHEN)[number];
  /** In the unit of the field. */
  readonly threshold: number;
  /** How many weeks the window has. */
  readonly weeks: number;
  /** Severity of the recall that would follow. */
  readonly severity: (typeof SEVERITIES)[number];
  readonly text: string;
}

/** The rules of a model. */
export interface TelemetryRules {
  /** Version of the form. */
  readonly version: 1;
  readonly model: ModelId;
  /** Counted by the maker, from 1. */
  readonly revision: number;
  readonly rules: readonly TelemetryRule[];
}

/** Rules as their maker signed them. */
export interface SignedTelemetryRules {
  /** JSON, as it was signed. */
  readonly text: string;
  /** Account of the maker. */
  readonly account: Address;
  readonly signature: Hex;
}

/** Figures of a kind over a week, as a vault gives them. */
export interface TelemetryWeek {
  readonly kind: string;
  /** First second of the week. */
  readonly start: number;
  /** By the names of the figures, as `hours` or `kneeLeft.wear`. */
  readonly figures: Readonly<Record<string, { readonly count: number; readonly sum: number }>>;
}

/** A unit that drifts, and why. */
export interface TelemetryFinding {
  readonly robot: RobotId;
  readonly rule: string;
  /** Null where the field is of no joint. */
  readonly joint: string | null;
  /** What was found, and what it was compared with, in `unit`. */
  readonly value: number;
  readonly threshold: number;
  readonly unit: string;
  readonly severity: TelemetryRule["severity"];
  readonly text: string;
}

/** What rules say about a unit. */
export interface TelemetryDiagnosis {
  readonly findings: readonly TelemetryFinding[];
  /** Rules that too few weeks have readings for: they say neither that it drifts nor that it does not. */
  readonly undecided: readonly string[];
}

/** A figure over time: the mean of each week. */
export interface TelemetrySeries {
  /** Null where the field is of no joint. */
  readonly joint: string | null;
  /** Times in seconds. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

/**
 * Reads the rules of a maker.
 *
 * @throws VaultError for what is no JSON, for a field that is unknown, and for one that is missing or wrong, naming it.
 *
 * @example
 * ```ts
 * import { readTelemetryRules } from "@openrobotid/sdk/vault";
 *
 * const rule = { id: "knee", field: "joints.wear", when: "above", threshold: 0.5, weeks: 4, severity: "noTransfer", text: "Worn." };
 * readTelemetryRules(JSON.stringify({ version: 1, model: "CNUT01G1PRO1", revision: 1, rules: [rule] })).revision; // 1
 * ```
 */
export function readTelemetryRules(text: string): TelemetryRules {
  const file = jsonOf(text, "the rules");
  requireKnown(file, OF_FILE, "");
  if (file.version !== 1) throw wrong("version", "1");
  const rules = (Array.isArray(file.rules) ? file.rules : []).map(readRule);
  demand(rules.length > 0 && rules.length <= MOST_RULES, "rules", `1 to ${MOST_RULES} rules`);
  const isOnce = new Set(rules.map(({ id }) => id)).size === rules.length;
  demand(isOnce, "rules", "each id once");
  return {
    version: 1,
    model: readModel(file.model),
    revision: whole(file.revision, "revision", Number.MAX_SAFE_INTEGER),
    rules,
  };
}

function readModel(given: unknown): ModelId {
  try {
    return parseModelId(String(given));
  } catch (error) {
    throw wrong("model", `a model: ${(error as Error).message}`);
  }
}

function readRule(given: unknown, index: number): TelemetryRule {
  const at = `rules.${index}`;
  const rule = objectOf(given, at);
  requireKnown(rule, OF_RULE, `${at}.`);
  const { id, field, joint, when, threshold, severity, text } = rule;
  demand(
    typeof id === "string" && /^[a-z0-9-]{1,40}$/.test(id),
    `${at}.id`,
    "small letters, digits and hyphens, 40 at most",
  );
  demand(FIELDS.includes(field as string), `${at}.field`, `one of ${FIELDS.join(", ")}`);
  const isJoint = typeof joint === "string" && joint !== "" && joint.length <= 40;
  demand(joint === undefined || isJoint, `${at}.joint`, "name of a joint");
  const isOfJoints = String(field).startsWith("joints.");
  demand(joint === undefined || isOfJoints, `${at}.joint`, "none: the field is of no joint");
  demand(WHEN.includes(when as never), `${at}.when`, `one of ${WHEN.join(", ")}`);
  const slope = isSlope(when as string);
  demand(Number.isFinite(threshold), `${at}.threshold`, "a number");
  demand(!slope || (threshold as number) > 0, `${at}.threshold`, "a number above 0 for a slope");
  const weeks = whole(rule.weeks, `${at}.weeks`, MOST_WEEKS);
  demand(!slope || weeks >= LEAST_OF_SLOPE, `${at}.weeks`, `${LEAST_OF_SLOPE} or more for a slope`);
  demand(
    SEVERITIES.includes(severity as never),
    `${at}.severity`,
    `one of ${SEVERITIES.join(", ")}`,
  );
  const isText = typeof text === "string" && text !== "" && text.length <= MOST_TEXT;
  demand(isText, `${at}.text`, `a text of at most ${MOST_TEXT} characters`);
  return { ...rule, weeks } as unknown as TelemetryRule;
}

function whole(given: unknown, name: string, most: number): number {
  const isWhole =
    Number.isSafeInteger(given) && (given as number) >= 1 && (given as number) <= most;
  demand(
    isWhole,
    name,
    `a whole number from 1${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ""}`,
  );
  return given as number;
}

function requireKnown(found: object, known: readonly string[], at: string): void {
  const other = Object.keys(found).find((name) => !known.includes(name));
  demand(other === undefined, `${at}${JSON.stringify(other)}`, `only ${known.join(", ")}`);
}

function demand(isRight: boolean, name: string, expected: string): void {
  if (!isRight) throw wrong(name, expected);
}

function wrong(name: string, expected: string): VaultError {
  return new VaultError(
    "malformed",
    `${name}: expected ${expected}`,
    "docs/vault.md says what rules are made of.",
  );
}

/**
 * What a maker signs of its rules (EIP-712).
 *
 * @example
 * ```ts
 * import { telemetryRulesTypedData } from "@openrobotid/sdk/vault";
 *
 * const rule = { id: "knee", field: "joints.wear", when: "above", threshold: 0.5, weeks: 4, severity: "noTransfer", text: "Worn." };
 * const text = JSON.stringify({ version: 1, model: "CNUT01G1PRO1", revision: 1, rules: [rule] });
 * const registry = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
 * telemetryRulesTypedData(text, { chainId: 31337, registry }).primaryType; // "Rules"
 * ```
 */
export function telemetryRulesTypedData(
  text: string,
  { chainId, registry }: { readonly chainId: number; readonly registry: Address },
) {
  const { model, revision } = readTelemetryRules(text);
  return {
    domain: {
      ...{ name: "Open Robot ID telemetry rules", version: "1" },
      ...{ chainId, verifyingContract: registry },
    },
    types: {
      Rules: [
        { name: "modelId", type: "bytes12" },
        { name: "revision", type: "uint256" },
        { name: "text", type: "string" },
      ],
    },
    primaryType: "Rules",
    message: { modelId: toBytes(model), revision: BigInt(revision), text },
  } as const;
}

/**
 * Reads rules with their signature, as a vault gives them.
 *
 * @throws VaultError for anything else.
 *
 * @example
 * ```ts
 * import { readSignedTelemetryRules } from "@openrobotid/sdk/vault";
 *
 * readSignedTelemetryRules({ text: "{}", account: owner.account.address, signature: "0x00" }).text; // "{}"
 * ```
 */
export function readSignedTelemetryRules(given: unknown): SignedTelemetryRules {
  const { text, account, signature } = objectOf(given, "rules");
  return {
    text: textOf(text, "rules.text"),
    account: accountOf(account, "rules.account"),
    signature: hexOf(signature, "rules.signature"),
  };
}

/**
 * Reads the weeks of telemetry that a vault gives.
 *
 * @throws VaultError for anything else.
 *
 * @example
 * ```ts
 * import { readTelemetryWeeks } from "@openrobotid/sdk/vault";
 *
 * readTelemetryWeeks([{ kind: "use", start: 1767571200, figures: { hours: { count: 1, sum: 40 } } }]).length; // 1
 * ```
 */
export function readTelemetryWeeks(given: unknown): readonly TelemetryWeek[] {
  return listOf(given, "weeks").map((one) => {
    const { kind, start, figures } = objectOf(one, "weeks");
    const all = Object.entries(objectOf(figures, "weeks.figures"));
    const isRight = all.every(([name, figure]) => {
      const { count, sum } = objectOf(figure, `weeks.figures.${name}`);
      return Number.isFinite(count) && Number.isFinite(sum);
    });
    demand(isRight && Number.isSafeInteger(start), "weeks", "figures of weeks");
    return {
      kind: textOf(kind, "weeks.kind"),
      start: start as number,
      figures: figures as TelemetryWeek["figures"],
    };
  });
}

/**
 * What the rules of a maker say about a robot, from its telemetry by week.
 *
 * @param until - The second after the last one that counts: windows end there.
 * @throws VaultError where the rules are of another model.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { diagnoseTelemetry, readTelemetryRules } from "@openrobotid/sdk/vault";
 *
 * const rule = { id: "knee", field: "joints.wear", when: "above", threshold: 0.5, weeks: 1, severity: "noTransfer", text: "Worn." };
 * const rules = readTelemetryRules(JSON.stringify({ version: 1, model: "CNUT01G1PRO1", revision: 1, rules: [rule] }));
 * const week = { kind: "joints", start: 1767571200, figures: { "kneeLeft.wear": { count: 1, sum: 0.6 } } };
 * const robot = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * diagnoseTelemetry(robot, [week], rules, 1768176000).findings[0]?.joint; // "kneeLeft"
 * ```
 */
export function diagnoseTelemetry(
  robot: RobotId,
  weeks: readonly TelemetryWeek[],
  { model, rules }: TelemetryRules,
  until: number,
): TelemetryDiagnosis {
  if (modelOf(robot) !== model) {
    const what = `${robot} is a ${modelOf(robot)}, and the rules are of ${model}.`;
    throw new VaultError("another", what, "Give the rules of its model.");
  }
  const findings: TelemetryFinding[] = [];
  const undecided: string[] = [];
  for (const one of rules) {
    const from = until - one.weeks * WEEK;
    const all = telemetrySeries(weeks, one).map(({ joint, points }) => ({
      joint,
      points: points.filter(({ at }) => at >= from && at < until),
    }));
    const least = isSlope(one.when) ? LEAST_OF_SLOPE : 1;
    const enough = all.filter(
      ({ points }) => points.length >= Math.max(least, Math.ceil(one.weeks / 2)),
    );
    if (enough.length < Math.max(1, all.length)) undecided.push(one.id);
    for (const { joint, points } of enough) {
      const value = isSlope(one.when) ? slopeOf(points) : meanOf(points);
      if (!isBeyond(value, one)) continue;
      const { id, threshold, severity, text } = one;
      const unit = `${fieldOf(one.field).unit}${isSlope(one.when) ? " a week" : ""}`;
      findings.push({ robot, rule: id, joint, value, threshold, unit, severity, text });
    }
  }
  return { findings, undecided };
}

/**
 * A figure over time, of each joint where it is of joints.
 *
 * @example
 * ```ts
 * import { telemetrySeries } from "@openrobotid/sdk/vault";
 *
 * const week = { kind: "joints", start: 1767571200, figures: { "kneeLeft.wear": { count: 2, sum: 0.6 } } };
 * telemetrySeries([week], { field: "joints.wear" })[0]?.points[0]?.value; // 0.3
 * ```
 */
export function telemetrySeries(
  weeks: readonly TelemetryWeek[],
  { field, joint }: { readonly field: string; readonly joint?: string | undefined },
): readonly TelemetrySeries[] {
  const [kind, figure = ""] = field.split(".");
  const series = new Map<string | null, { at: number; value: number }[]>();
  for (const { kind: found, start: at, figures } of weeks) {
    if (found !== kind) continue;
    for (const [name, { count, sum }] of Object.entries(figures)) {
      const [last, of = null] = name.split(".").reverse();
      if (last !== figure || count === 0 || (joint !== undefined && of !== joint)) continue;
      const points = series.get(of) ?? [];
      series.set(of, points);
      points.push({ at, value: sum / count });
    }
  }
  return [...series].map(([of, points]) => ({
    joint: of,
    points: points.sort((one, other) => one.at - other.at),
  }));
}

function fieldOf(name: string): TelemetryField {
  const [kind = "", field = ""] = name.split(".");
  const fields = telemetryFields as Readonly<Record<string, Record<string, TelemetryField>>>;
  return fields[kind]?.[field] as TelemetryField;
}

function isSlope(when: string): boolean {
  return when === "rises" || when === "falls";
}

function isBeyond(value: number, { when, threshold }: TelemetryRule): boolean {
  if (when === "falls") return value < -threshold;
  return when === "below" ? value < threshold : value > threshold;
}

function meanOf(points: TelemetrySeries["points"]): number {
  return points.reduce((sum, { value }) => sum + value, 0) / points.length;
}

/** Slope of the line of least squares, a week. */
function slopeOf(points: TelemetrySeries["points"]): number {
  const middle = points.reduce((sum, { at }) => sum + at, 0) / points.length;
  const mean = meanOf(points);
  let [above, below] = [0, 0];
  for (const { at, value } of points) {
    above += (at - middle) * (value - mean);
    below += (at - middle) ** 2;
  }
  return (WEEK * above) / below;
}
