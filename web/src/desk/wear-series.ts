// What charts of wear and battery show: weeks as rows, and the limits of the maker as bands.
import { type TelemetryRule, type TelemetryWeek, telemetrySeries } from "@openrobotid/sdk/vault";
import type { Band, Series } from "../charts/series.js";

/** Lines that are told apart. The joints that are worn most come first. */
const MOST_LINES = 4;

/** The figure of a chart over weeks. */
export function seriesByWeek(
  weeks: readonly TelemetryWeek[],
  field: string,
  words: {
    readonly by: string;
    /** Name of a line: of a joint, or of the figure itself. */
    readonly name: (joint: string | null) => string;
    readonly day: (time: string) => string;
  },
): Series {
  const last = ({ points }: { readonly points: readonly { readonly value: number }[] }) =>
    points.at(-1)?.value ?? 0;
  const lines = telemetrySeries(weeks, { field })
    .toSorted((one, other) => last(other) - last(one))
    .slice(0, MOST_LINES);
  const times = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))];
  return {
    by: words.by,
    names: lines.map(({ joint }) => words.name(joint)),
    rows: times
      .sort((one, other) => one - other)
      .map((at) => {
        const time = new Date(at * 1000).toISOString();
        const values = lines.map(
          ({ points }) => points.find((point) => point.at === at)?.value ?? null,
        );
        return { key: time.slice(0, 10), label: words.day(time), values };
      }),
  };
}

/** The limits that rules set for the mean of a figure. Rules of a slope have none. */
export function bandsOf(rules: readonly TelemetryRule[], field: string): readonly Band[] {
  return rules.flatMap(({ field: of, when, threshold }) =>
    of === field && (when === "above" || when === "below") ? [{ when, at: threshold }] : [],
  );
}
