// Who looked at what is not public of a robot. Institutions, not persons: the label of the key. No addresses.
import { randomBytes } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import type { ApiKey, Scope } from "./keys.js";
import type { ServiceStore } from "./store.js";

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

type Row = {
  id: string;
  scope: string;
  label: string;
  question: string;
  moment: number | null;
  at: number;
};

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
  await store.query(
    "insert into access (id, robot, key_id, scope, label, question, moment, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [id, robot, key.id, key.scope, key.label, question, moment ?? null, Math.floor(now / 1000)],
  );
}

/** Looks at a robot, the last first; those before `after`. */
export async function listAccesses(
  store: ServiceStore,
  robot: RobotId,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly Access[]> {
  const rows = await store.query<Row>(
    `select id, scope, label, question, moment, at from access
     where robot = $1 and ($2 = '' or id < $2) order by id desc limit $3`,
    [robot, after ?? "", limit],
  );
  return rows.map((row) => ({
    ...row,
    scope: row.scope as Scope,
    moment: row.moment ?? undefined,
  }));
}
