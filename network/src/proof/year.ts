// Whether the year of the example world can be played on a network: some of what happens in it counts on periods that no vote
// can change. A network with others is proven with a world to match.
import { WORLD_FOLDER } from "@openrobotid/world/files";
import type { Founding } from "../founding.js";

const DAY = 24 * 60 * 60;

/** The periods that the year counts on, in seconds: why, and from when to when. Examples: examples/world/events.json. */
const NEEDED = {
  orderNotice: ["an order is answered in time, and executed in time", 30 * DAY, 31 * DAY],
  orderValidity: ["an order is executed a week after its notice", 9 * DAY, Infinity],
  scrapDelay: ["a robot is destroyed a week after it was taken in", 7 * DAY, 8 * DAY],
  rotationDelay: ["a day is too early for the next account of a seat", DAY + 1, Infinity],
  tenure: ["a seat of four months signs nothing against a holder", 120 * DAY, Infinity],
} as const satisfies Partial<
  Record<keyof Founding["governance"], readonly [string, number, number]>
>;

/** What of the periods of a network the example world does not go with: sentences. Other worlds are their makers' matter. */
export function misfits({ governance }: Founding, world = WORLD_FOLDER): string[] {
  if (world !== WORLD_FOLDER) return [];
  return Object.entries(NEEDED).flatMap(([name, [why, least, most]]) => {
    const found = governance[name as keyof typeof NEEDED];
    if (found >= least && found <= most) return [];
    const range = most === Infinity ? `${least} s or more` : `${least} to ${most} s`;
    return [
      `governance.${name} is ${found} s, and the year of the example world counts on ${range}: ${why}. ` +
        "Give another with --world",
    ];
  });
}
