// One thing that happened, as the feed tells it: an entry of a robot's history, or an event of the registry.

import type { z } from "@hono/zod-openapi";
import type { historyRecord, registryEvent } from "@openrobotid/indexer/tables";
import { type ModelId, manufacturerOf, modelOf, type RobotId } from "@openrobotid/sdk";
import { proofOf } from "../robots/periods.js";
import { fieldOf } from "../robots/state.js";
import { publicEntry } from "../robots/timeline.js";
import type { Row } from "../rows.js";
import type { change } from "../schemas/changes.js";
import { rfc3339 } from "../time.js";
import { cursorText } from "./cursor.js";
import { kindOfEvent } from "./kinds.js";

/** One thing that happened. */
export type Change = z.infer<typeof change>;

/**
 * An entry of a robot's history.
 *
 * @param named - Whether the code of the robot is told.
 */
export function changeOfRobot(row: Row<typeof historyRecord>, named: boolean): Change {
  const robot = row.unit as RobotId;
  const { kind, country, time, proof } = publicEntry(row);
  const campaign = fieldOf(row.fields, "campaign");
  return {
    cursor: cursorText(row),
    kind,
    time,
    maker: manufacturerOf(robot),
    model: modelOf(robot),
    country,
    campaign: campaign === undefined ? null : Number(campaign),
    ...(named && { robot }),
    proof,
  };
}

/** An event of the registry. */
export function changeOfRegistry(row: Row<typeof registryEvent>): Change {
  const text = (name: string, pattern: RegExp) => {
    const value = fieldOf(row.fields, name);
    return typeof value === "string" && pattern.test(value) ? value : null;
  };
  const model = text("model", /^[A-Z]{2}[0-9A-Z]{10}$/) ?? text("id", /^[A-Z]{2}[0-9A-Z]{10}$/);
  const maker = model ? manufacturerOf(model as ModelId) : text("id", /^[A-Z]{2}[0-9A-Z]{4}$/);
  const campaign = fieldOf(row.fields, "campaign");
  return {
    cursor: cursorText(row),
    kind: kindOfEvent(row.event),
    time: rfc3339(row.blockTime),
    maker,
    model,
    country: text("country", /^[A-Z]{2}$/),
    campaign: campaign === undefined ? null : Number(campaign),
    proof: proofOf(row),
  };
}
