// Figures of batches, and what becomes of them over a day or a week.
import {
  type TelemetryBatch,
  type TelemetryField,
  type TelemetryKind,
  type TelemetryReading,
  telemetryFields,
} from "@openrobotid/sdk/device";

/** The kinds of telemetry. */
export const TELEMETRY_KINDS = Object.keys(telemetryFields) as TelemetryKind[];

/** One figure of one reading. */
export interface Figure {
  readonly kind: TelemetryKind;
  /** As `hours`, or `kneeLeft.wear`. */
  readonly name: string;
  readonly at: number;
  readonly value: number;
  readonly field: TelemetryField;
}

/** What a figure was over a time. */
export interface Summary {
  readonly count: number;
  readonly sum: number;
  readonly least: number;
  readonly most: number;
  /** The one that was read last, and when. */
  readonly last: number;
  readonly at: number;
}

/** Summaries of a kind, by the names of the figures. */
export type Summaries = Record<string, Summary>;

/** Calls for each figure of a reading. */
export function eachFigure(reading: TelemetryReading, call: (figure: Figure) => void): void {
  const { at } = reading;
  for (const kind of TELEMETRY_KINDS) {
    const given = reading[kind];
    if (!given) continue;
    if (kind !== "joints") figuresOf(kind, "", given as Record<string, number>);
    else for (const joint in given) figuresOf(kind, `${joint}.`, reading.joints?.[joint] ?? {});
  }
  function figuresOf(kind: TelemetryKind, prefix: string, values: Record<string, number>): void {
    const fields: Readonly<Record<string, TelemetryField>> = telemetryFields[kind];
    for (const name in values) {
      const field = fields[name];
      const value = values[name];
      if (field && value !== undefined) call({ kind, name: prefix + name, at, value, field });
    }
  }
}

/** Whether a value can be. */
export function isPossible({ value, field }: Figure): boolean {
  return value >= field.least && value <= field.most;
}

/** Adds the figures of a batch that can be to summaries, by period and kind. */
export function addBatch(
  batch: TelemetryBatch,
  summariesOf: (at: number, kind: TelemetryKind) => readonly Summaries[],
): void {
  for (const reading of batch.readings) {
    eachFigure(reading, (figure) => {
      if (!isPossible(figure)) return;
      for (const summaries of summariesOf(figure.at, figure.kind)) {
        summaries[figure.name] = added(summaries[figure.name], figure);
      }
    });
  }
}

function added(summary: Summary | undefined, { value, at }: Figure): Summary {
  if (!summary) return { count: 1, sum: value, least: value, most: value, last: value, at };
  const isLast = at >= summary.at;
  return {
    count: summary.count + 1,
    sum: summary.sum + value,
    least: Math.min(summary.least, value),
    most: Math.max(summary.most, value),
    last: isLast ? value : summary.last,
    at: isLast ? at : summary.at,
  };
}
