// Answers without the file: what telemetry says to a question, yes, no or unknown. It is unknown wherever nobody can say: too little was
// measured, or too long ago.

import type { TelemetryKind } from "@openrobotid/sdk/device";
import { questionFrom, type VaultQuestionName, type YesNo } from "@openrobotid/sdk/vault";
import type { Summary } from "../telemetry/figures.js";
import type { Rollup, Rollups } from "../telemetry/rollups.js";

const DAY = 86_400;
/** How old the last reading may be that still says something of now, and how long after the begin of a time the first one may come. */
const RECENT = 7 * DAY;

/** A figure as it was over a day. */
interface Day {
  readonly start: number;
  readonly summary: Summary;
}

/** Counts of which a question asks whether they grew. */
const COUNTED = { fallen: "falls", stopped: "emergencyStops" } as const;

/** Figures of which a question asks whether they reached a number: kind, and name; of all joints where it begins with a dot. */
const REACHED = {
  worn: { kind: "joints", name: ".wear", per: 0.01, grows: false },
  hours: { kind: "use", name: "hours", per: 1, grows: true },
  cycles: { kind: "battery", name: "cycles", per: 1, grows: true },
} as const satisfies Record<
  string,
  {
    readonly kind: TelemetryKind;
    readonly name: string;
    readonly per: number;
    readonly grows: boolean;
  }
>;

/** What telemetry answers; `undefined` for a question that it has nothing to do with. */
export async function answerFromTelemetry(
  rollups: Rollups,
  robot: string,
  asked: { readonly question: VaultQuestionName; readonly value: number },
  times: { readonly issuedAt: number; readonly now: number },
): Promise<YesNo | undefined> {
  const { question, value } = asked;
  const { now } = times;
  const all = async () => await rollups.list(robot, "day", { from: 0, until: now + 1 });
  if (question in COUNTED) {
    const days = daysOf(await all(), "safety", COUNTED[question as keyof typeof COUNTED]);
    return grew(days, questionFrom(value, now), times);
  }
  if (question in REACHED) {
    const { kind, name, per, grows } = REACHED[question as keyof typeof REACHED];
    return reached(await all(), { kind, name, grows, least: value * per }, now);
  }
  return undefined;
}

/** Whether a count grew since a moment: not by what is missing in between, only by where it begins and ends. */
function grew(
  days: readonly Day[],
  from: number,
  { issuedAt, now }: { readonly issuedAt: number; readonly now: number },
): YesNo {
  const [before, within] = [
    days.filter(({ start }) => start < from),
    days.filter(({ start }) => start >= from),
  ];
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last) return "unknown";
  const known = before.at(-1)?.summary.most;
  // A count begins with the robot.
  const least = known ?? (issuedAt >= from ? 0 : first.summary.least);
  if (within.some(({ summary }) => summary.most > least)) return "yes";
  const isWhole = known !== undefined || issuedAt >= from || first.start <= from + RECENT;
  return isWhole && last.summary.at >= now - RECENT ? "no" : "unknown";
}

/** Whether a figure is at a number or above it now. */
function reached(
  rollups: readonly Rollup[],
  asked: {
    readonly kind: TelemetryKind;
    readonly name: string;
    readonly grows: boolean;
    readonly least: number;
  },
  now: number,
): YesNo {
  const { kind, name, grows, least } = asked;
  const latest = new Map<string, Summary>();
  for (const { kind: of, figures } of rollups) {
    if (of !== kind) continue;
    for (const [one, summary] of Object.entries(figures)) {
      if (one === name || (name.startsWith(".") && one.endsWith(name))) latest.set(one, summary);
    }
  }
  const isRecent = ({ at }: Summary) => at >= now - RECENT;
  const found = [...latest.values()];
  // What only grows is not less now than it was.
  if (found.some((one) => one.last >= least && (grows || isRecent(one)))) return "yes";
  return found.length > 0 && found.every(isRecent) ? "no" : "unknown";
}

function daysOf(rollups: readonly Rollup[], kind: TelemetryKind, name: string): readonly Day[] {
  return rollups.flatMap(({ kind: of, start, figures }) => {
    const summary = of === kind ? figures[name] : undefined;
    return summary ? [{ start, summary }] : [];
  });
}
