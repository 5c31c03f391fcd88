// Every kind of event, and the transactions it comes to.
import type { Plan } from "../call.js";
import type { Action, EventOf, WorldEvent } from "../events.js";
import type { Play } from "../play.js";
import * as authority from "./authority.js";
import * as consortium from "./consortium.js";
import * as dossier from "./dossier.js";
import * as recall from "./recall.js";
import * as registry from "./registry.js";

const planners: { [A in Action]: (play: Play, event: EventOf<A>) => Plan | Promise<Plan> } = {
  ...authority,
  ...consortium,
  ...dossier,
  ...recall,
  ...registry,
};

/** What an event comes to. */
export async function plan(play: Play, event: WorldEvent): Promise<Plan> {
  const planner = planners[event.action] as (play: Play, event: WorldEvent) => Promise<Plan>;
  return await planner(play, event);
}
