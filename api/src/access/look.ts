// Writes down that somebody looks at what is not public.
import type { RobotId } from "@openrobotid/sdk";
import { recordAccess } from "../../service-store/accesses.js";
import type { ApiKey } from "../../service-store/keys.js";
import type { Service } from "../service.js";

/** Writes it down before it is answered. */
export async function recordLook(
  { store, metrics }: Pick<Service, "store" | "metrics">,
  key: ApiKey,
  id: RobotId,
  { question, moment }: { readonly question: string; readonly moment: number | undefined },
): Promise<void> {
  await recordAccess(await store, id, key, question, moment);
  metrics.looks.inc({ scope: key.scope, question });
}
