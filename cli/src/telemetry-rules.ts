// Rules of diagnosis that a maker publishes for a model, and which units drift by them. Nothing here asks anybody.
import { type ModelId, modelOf, parseModelId, type RobotId } from "@openrobotid/sdk";
import { words } from "@openrobotid/sdk/actions";
import { type TelemetryField, telemetryFields } from "@openrobotid/sdk/device";
import { z } from "zod";
import { usageFailure } from "./failure.js";
import { parseJson } from "./read-file.js";

const [, ...SEVERITIES] = words["enum IRecallRegistry.Severity"];

/** How many weeks with readings a slope needs at least. */
const LEAST_OF_SLOPE = 3;
const WEEK = 7 * 86_400;

const FIELDS = Object.entries(telemetryFields).flatMap(([kind, fields]) =>
  Object.keys(fields).map((name) => `${kind}.${name}`),
);

const rule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, "expected small letters, digits and hyphens"),
    field: z.enum(FIELDS as [string, ...string[]]),
    joint: z.string().min(1).max(40).optional(),
    /** `above`, `below`: the mean of the window. `rises`, `falls`: its slope a week. In the unit of the field. */
    when: z.enum(["above", "below", "rises", "falls"]),
    threshold: z.number(),
    /** The last weeks that count. */
    weeks: z.number().int().min(1).max(156),
    severity: z.enum(SEVERITIES),
    text: z.string().min(1).max(500),
  })
  .refine(({ when, weeks }) => weeks >= LEAST_OF_SLOPE || !isSlope(when), {
    path: ["weeks"],
    error: `expected ${LEAST_OF_SLOPE} or more for a slope`,
  })
  .refine(({ when, threshold }) => threshold > 0 || !isSlope(when), {
    path: ["threshold"],
    error: "expected a number above 0 for a slope",
  })
  .refine(({ field, joint }) => joint === undefined || field.startsWith("joints."), {
    path: ["joint"],
    error: "expected none: the field is of no joint",
  });

const rulesFile = z
  .strictObject({
    version: z.literal(1),
    model: z.string().transform((text, context): ModelId => {
      try {
        return parseModelId(text);
      } catch (error) {
        context.addIssue({ code: "custom", message: (error as Error).message });
        return z.NEVER;
      }
    }),
    /** Counted by the maker. */
    revision: z.number().int().min(1),
    rules: z.array(rule).min(1).max(200),
  })
  .refine(({ rules }) => new Set(rules.map(({ id }) => id)).size === rules.length, {
    path: ["rules"],
    error: "expected each id once",
  });

/** A rule of a maker. */
export type TelemetryRule = z.infer<typeof rule>;

/** The rules of a model. */
export type TelemetryRules = z.infer<typeof rulesFile>;

/** Figures of a kind over a week, as a vault gives them. */
export interface Rollup {
  readonly kind: string;
  /** First second of the week. */
  readonly start: number;
  /** By the names of the figures, as `hours` or `kneeLeft.wear`. */
  readonly figures: Readonly<Record<string, { readonly count: number; readonly sum: number }>>;
}

/** A unit that drifts, and why. */
export interface Finding {
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
export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** Rules that too few weeks have readings for: they say neither that it drifts nor that it does not. */
  readonly undecided: readonly string[];
}

/**
 * Reads the rules of a maker.
 *
 * @throws Failure for what is no JSON, for a field that is unknown, and for one that is missing or wrong, naming it.
 */
export function readTelemetryRules(text: string, name: string): TelemetryRules {
  const read = rulesFile.safeParse(parseJson(name, text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = issue?.path.join(".") || "the file";
  throw usageFailure(
    `${name} holds no rules of telemetry: ${at}: ${issue?.message}.`,
    "docs/vault.md says what rules are made of.",
  );
}

/**
 * Demands that rules are of a robot's model.
 *
 * @throws Failure where they are of another.
 */
export function requireModel(robot: RobotId, { model }: TelemetryRules): void {
  if (modelOf(robot) === model) return;
  throw usageFailure(
    `${robot} is a ${modelOf(robot)}, and the rules are of ${model}.`,
    "Give the rules of its model.",
  );
}

/**
 * What the rules of a maker say about a robot, from its rollups by week.
 *
 * @param until - The second after the last one that counts: windows end there.
 * @throws Failure where the robot is of another model.
 */
export function diagnose(
  robot: RobotId,
  rollups: readonly Rollup[],
  given: TelemetryRules,
  until: number,
): Diagnosis {
  requireModel(robot, given);
  const findings: Finding[] = [];
  const undecided: string[] = [];
  for (const one of given.rules) {
    const from = until - one.weeks * WEEK;
    const all = seriesOf(rollups, one).map(({ joint, points }) => ({
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

/** A figure over time: the mean of each week. */
export interface Series {
  /** Null where the field is of no joint. */
  readonly joint: string | null;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

/** The series of a field: of one joint, or of all that have it. */
export function seriesOf(
  rollups: readonly Rollup[],
  { field, joint }: { readonly field: string; readonly joint?: string | undefined },
): readonly Series[] {
  const [kind, figure = ""] = field.split(".");
  const series = new Map<string | null, { at: number; value: number }[]>();
  for (const { kind: found, start: at, figures } of rollups) {
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

/** The field that a rule names. */
export function fieldOf(name: string): TelemetryField {
  const [kind = "", field = ""] = name.split(".");
  const fields = telemetryFields as Readonly<Record<string, Record<string, TelemetryField>>>;
  const found = fields[kind]?.[field];
  if (!found) throw usageFailure(`Telemetry has no ${name}.`, `It has ${FIELDS.join(", ")}.`);
  return found;
}

function isSlope(when: string): boolean {
  return when === "rises" || when === "falls";
}

function isBeyond(value: number, { when, threshold }: TelemetryRule): boolean {
  if (when === "falls") return value < -threshold;
  return when === "below" ? value < threshold : value > threshold;
}

function meanOf(points: Series["points"]): number {
  return points.reduce((sum, { value }) => sum + value, 0) / points.length;
}

/** Slope of the line of least squares, a week. */
function slopeOf(points: Series["points"]): number {
  const middle = points.reduce((sum, { at }) => sum + at, 0) / points.length;
  const mean = meanOf(points);
  let [above, below] = [0, 0];
  for (const { at, value } of points) {
    above += (at - middle) * (value - mean);
    below += (at - middle) ** 2;
  }
  return (WEEK * above) / below;
}
