import type { TimelineEntry } from "../api/questions.js";
import type { SeriesRow } from "../charts/series.js";

/** A public figure of wear over time, from the anchors that carry it. */
export function wearSeries(
  timeline: readonly TimelineEntry[],
  figure: "operatingHours" | "chargeCycles" | "falls",
  day: (time: string) => string,
): SeriesRow[] {
  return timeline.flatMap(({ kind, details, time }) => {
    const value = details[figure];
    const isFigure = kind === "telemetryAnchor" && typeof value === "number";
    return isFigure ? { key: time, label: day(time), values: [value] } : [];
  });
}
