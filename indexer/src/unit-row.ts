// A unit as the index keeps it.

import type { unit } from "../tables.js";

/** A unit that something happened to. */
export type Unit = typeof unit.$inferSelect;

/** What an event changes about a unit. */
export type Changes = Partial<Omit<Unit, "id">>;
