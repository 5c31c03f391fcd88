// Moves a world in time, for a chain whose clock is past its year.
import type { WorldEvent } from "./events.js";
import type { World } from "./files.js";

/** Fields of events that hold a moment. */
const MOMENTS: ReadonlySet<string> = new Set(["date", "expiry", "until", "begins", "ends"]);

/** The world as it would be if everything in it had happened later. */
export function shiftWorld(world: World, seconds: number): World {
  const events = world.events.map(({ value, fault }) => {
    const shifted = Object.entries(value).map(([field, of]) => [
      field,
      MOMENTS.has(field) && typeof of === "number" ? of + seconds : of,
    ]);
    return { value: Object.fromEntries(shifted) as WorldEvent, fault };
  });
  return { ...world, events };
}
