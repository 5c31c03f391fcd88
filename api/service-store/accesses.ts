// Who looked at what is not public of a robot. Institutions, not persons: the label of the key. No addresses.
import { randomBytes } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import type { ApiKey, Scope } from "./keys.js";
import type { ServiceStore } from "./tables.js";

/** A look. Times are in seconds. */
export interface Access {
  /** Its name; later ones are greater. */
  readonly id: string;
  /** In what scope. */
  readonly scope: Scope;
  /** Label of the key. */
  readonly label: string;
  /** What was asked. */
  readonly question: string;
  /** Moment that was asked about; `undefined` for now. */
  readonly moment: number | undefined;
  /** When. */
  readonly at: number;
}

/** Writes down that somebody looks. */
export async function recordAccess(
  store: ServiceStore,
  robot: RobotId,
  key: ApiKey,
  question: string,
  moment: number | undefined,
): Promise<void> {
  const now = Date.now();
  // In the order of time, and different within one millisecond.
  const id = `${now.toString(16).padStart(12, "0")}${randomBytes(6).toString("hex")}`;
  await store
    .insertInto("access")
    .values({
      id,
      robot,
      keyId: key.id,
      scope: key.scope,
      label: key.label,
      question,
      moment: moment ?? null,
      at: Math.floor(now / 1000),
    })
    .execute();
}

/** Looks at a robot, the last first; those before `after`. */
export async function listAccesses(
  store: ServiceStore,
  robot: RobotId,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly Access[]> {
  const looks = store
    .selectFrom("access")
    .select(["id", "scope", "label", "question", "moment", "at"])
    .where("robot", "=", robot)
    .orderBy("id", "desc")
    .limit(limit);
  const rows = await (after === undefined ? looks : looks.where("id", "<", after)).execute();
  return rows.map((row) => ({ ...row, moment: row.moment ?? undefined }));
}
