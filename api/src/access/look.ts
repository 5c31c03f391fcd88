// Writes down that somebody looks at what is not public.
import type { RobotId } from "@openrobotid/sdk";
import { recordAccesses } from "../../service-store/accesses.js";
import type { ApiKey } from "../../service-store/keys.js";
import type { Service } from "../service.js";

/** What was asked, and of which moment, in seconds; `undefined` for now. */
interface Look {
  readonly question: string;
  readonly moment?: number | undefined;
}

/** Writes down a look at a robot, before it is answered. */
export async function recordLook(
  service: Pick<Service, "store" | "metrics">,
  key: ApiKey,
  id: RobotId,
  look: Look,
): Promise<void> {
  await recordLooks(service, key, [id], look);
  service.metrics.looks.inc({ scope: key.scope, question: look.question });
}

/** Writes down a look at many robots, before their rows are sent. */
export async function recordLooks(
  { store }: Pick<Service, "store">,
  key: ApiKey,
  ids: Iterable<RobotId>,
  { question, moment }: Look,
): Promise<void> {
  await recordAccesses(await store, ids, key, question, moment);
}
