// Anchors the head of the log of looks: of all replicas once a day.
import type { ServiceStore } from "../service-store/tables.js";
import type { AccessLog } from "./access-log.js";
import type { TopicAnchors } from "./anchoring.js";
import { unlessHeld } from "./locks.js";

/** Seconds after an anchor in which there is no other: replicas, and every start, would make one each. */
const LEAST_BETWEEN = 20 * 3_600;
/** Any number: the process that anchors holds this lock. */
const ANCHOR_LOCK = 7_293_016;

/**
 * Anchors the head, if the last one is old enough and no other process is at it. Gives whether it did.
 *
 * @param now Seconds now.
 */
export async function anchorOnce(
  store: ServiceStore,
  log: AccessLog,
  anchors: TopicAnchors,
  now: () => number,
): Promise<boolean> {
  let done = false;
  await unlessHeld(store, ANCHOR_LOCK, async () => {
    const last = (await anchors.rows()).at(-1);
    if (last?.at && last.at > now() - LEAST_BETWEEN) return;
    done = await anchors.runHead(async () => await log.head());
  });
  return done;
}
