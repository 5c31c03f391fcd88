/** How figures are drawn: columns over time, bars by name, or lines over time. */
export type DrawingKind = "columns" | "bars" | "lines";

/** Figures by name or by time. */
export interface Series {
  /** What the first column of the table is. */
  readonly by: string;
  /** Names of the figures, one a series. */
  readonly names: readonly string[];
  readonly rows: readonly SeriesRow[];
}

export interface SeriesRow {
  /** As the CSV has it: a code, a day. */
  readonly key: string;
  /** As people read it. */
  readonly label: string;
  /** Null where nothing is known. */
  readonly values: readonly (number | null)[];
}

/** Values on one side of a limit, which a line should not reach. */
export interface Band {
  readonly when: "above" | "below";
  readonly at: number;
}
