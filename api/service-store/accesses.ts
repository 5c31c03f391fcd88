// Who looked at what is not public of a robot. Institutions, not persons: the label of the key. No addresses.
import { randomBytes } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import type { Address } from "viem";
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

/** Characters that codes of one group share: a lot of 1,000 units is one row, not 1,000. */
export const SHARED = 26;
/** Rows that are written at once. */
const ROWS = 500;

/** Writes down that somebody looks at robots. Each of them is found by {@link listAccesses}. */
export async function recordAccesses(
  store: ServiceStore,
  robots: Iterable<RobotId>,
  key: ApiKey,
  question: string,
  moment: number | undefined,
): Promise<void> {
  const groups = new Map<string, RobotId[]>();
  for (const robot of new Set(robots)) {
    const beginning = robot.slice(0, SHARED);
    const group = groups.get(beginning) ?? [];
    group.push(robot);
    groups.set(beginning, group);
  }
  const rows = [...groups.values()].map((group) => ({
    group,
    look: {
      ...newId(),
      keyId: key.id,
      scope: key.scope,
      label: key.label,
      question,
      moment: moment ?? null,
    },
  }));
  const single = rows.flatMap(({ group: [robot, ...others], look }) =>
    robot !== undefined && others.length === 0 ? [{ ...look, robot }] : [],
  );
  const several = rows.flatMap(({ group, look }) => {
    const [robot = ""] = group;
    const endings = group.map((each) => each.slice(SHARED));
    return group.length > 1
      ? [{ ...look, beginning: robot.slice(0, SHARED), endings: `,${endings.join(",")},` }]
      : [];
  });
  for (let first = 0; first < single.length; first += ROWS) {
    await store
      .insertInto("access")
      .values(single.slice(first, first + ROWS))
      .execute();
  }
  for (let first = 0; first < several.length; first += ROWS) {
    await store
      .insertInto("accessGroup")
      .values(several.slice(first, first + ROWS))
      .execute();
  }
}

/** A name in the order of time, different within one millisecond, and the time in seconds. */
function newId(): { readonly id: string; readonly at: number } {
  const now = Date.now();
  const id = `${now.toString(16).padStart(12, "0")}${randomBytes(6).toString("hex")}`;
  return { id, at: Math.floor(now / 1000) };
}

/** What reading the log itself is called, as a question. */
export const LOG_READ = "accessLog";

/** Writes down that an account, which holds or held a robot, reads the log about it. Gives the name of the look. */
export async function recordLogRead(
  store: ServiceStore,
  robot: RobotId,
  account: Address,
): Promise<string> {
  const look = { ...newId(), keyId: "", scope: "owner" as const, label: "", question: LOG_READ };
  await store
    .insertInto("access")
    .values({ ...look, moment: null, robot, account })
    .execute();
  return look.id;
}

/** Looks of institutions at a robot, the last first; those before `after`. */
export async function listAccesses(
  store: ServiceStore,
  robot: RobotId,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<readonly Access[]> {
  const columns = ["id", "scope", "label", "question", "moment", "at"] as const;
  const alone = store
    .selectFrom("access")
    .select(columns)
    .where("robot", "=", robot)
    .where("account", "is", null)
    .orderBy("id", "desc")
    .limit(limit);
  const among = store
    .selectFrom("accessGroup")
    .select(columns)
    .where("beginning", "=", robot.slice(0, SHARED))
    .where("endings", "like", `%,${robot.slice(SHARED)},%`)
    .orderBy("id", "desc")
    .limit(limit);
  const rows = [
    ...(await (after === undefined ? alone : alone.where("id", "<", after)).execute()),
    ...(await (after === undefined ? among : among.where("id", "<", after)).execute()),
  ];
  return rows
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, limit)
    .map((row) => ({ ...row, moment: row.moment ?? undefined }));
}
