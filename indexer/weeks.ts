// ISO weeks, each named by its Monday.

/** Monday of the ISO week of a time, as a date. */
export function weekOf(seconds: number): string {
  const day = Math.floor(seconds / 86_400);
  // Day 0 was a Thursday.
  return new Date((day - ((day + 3) % 7)) * 86_400_000).toISOString().slice(0, 10);
}

/** A week later. */
export function nextWeek(week: string): string {
  return new Date(Date.parse(week) + 7 * 86_400_000).toISOString().slice(0, 10);
}
