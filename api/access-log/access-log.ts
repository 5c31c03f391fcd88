// The API's looks as a log: each look that is written down becomes a line of a Merkle tree (RFC 9162), in the order in which the lines are made,
// not long after. So a list of many robots is no slower for it, and replicas that share a database make one log, one after the other.
//
// A look at one robot is a line. A look at several whose codes begin alike is one line too, over a small tree of the robots' own lines: who
// holds one of them is shown its own, and neither the others nor digests that could be guessed.
import { hash, randomBytes } from "node:crypto";
import type { RobotId } from "@openrobotid/sdk";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Address } from "viem";
import { LOG_READ, SHARED } from "../service-store/accesses.js";
import type { ServiceStore, Tables } from "../service-store/tables.js";
import { holdLock } from "./locks.js";
import { type Digest, inclusionProof, leafOf, nodesOver, rootOf } from "./merkle.js";
import { type Head, LogTree } from "./tree.js";

/** A line about a robot, as its holder is shown it. */
export interface AccessEntry {
  readonly position: number;
  /** JSON, as it is hashed. */
  readonly line: string;
  /** Where the line is of several robots: that of this one, and its place in their tree, whose root the line names. */
  readonly own?: {
    readonly position: number;
    readonly line: string;
    readonly proof: readonly Digest[];
  };
}

/** Looks that get a line in one step, and robots at most; one look is never divided. */
const STEP = 500;
const ROBOTS = 5_000;
/** Any number: the process that makes lines holds this lock. */
const LINES_LOCK = 7_293_015;
const SALT_BYTES = 16;
const DAY = 86_400;

type Alone = Tables["access"];
type Group = Tables["accessGroup"];
type Counts = Record<string, [told: number, delayed: number]>;

/** The log in the store of the service. */
export class AccessLog {
  readonly #store: ServiceStore;
  readonly #noticeDays: number;
  /** The tree over its lines. */
  readonly tree: LogTree;
  #making: Promise<unknown> = Promise.resolve();

  /** @param noticeDays Days after which a holder is shown what a key of scope `investigator` looked at. */
  constructor(store: ServiceStore, noticeDays: number) {
    this.#store = store;
    this.#noticeDays = noticeDays;
    this.tree = new LogTree(store);
  }

  /** Gives a line to each look that has none yet. */
  async catchUp(): Promise<void> {
    while (await this.step());
  }

  /** Gives lines to some looks that have none yet. Gives whether there were any. */
  async step(): Promise<boolean> {
    const making = this.#making.then(async () =>
      this.#store.transaction().execute(async (transaction) => {
        await holdLock(transaction, LINES_LOCK);
        return await makeLines(transaction, this.#noticeDays * DAY);
      }),
    );
    this.#making = making.catch(() => undefined);
    return await making;
  }

  /** The head over all looks that are written down. */
  async head(): Promise<Head> {
    await this.catchUp();
    return await this.tree.head();
  }

  /** Whether the log has the line that an account was shown it since a moment, among the lines before a position. */
  async wasRead(
    robot: RobotId,
    account: Address,
    { since, before }: { readonly since: number; readonly before: number },
  ): Promise<boolean> {
    const found = await this.#store
      .selectFrom("access")
      .select("position")
      .where("robot", "=", robot)
      .where("account", "=", account)
      .where("at", ">=", since)
      .where("position", "<", before)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Lines about a robot of these times that the holder may be told by now, after a position. */
  async entriesOf(
    robot: RobotId,
    times: readonly { readonly from: number; readonly until: number }[],
    { after, limit, now }: { readonly after: number; readonly limit: number; readonly now: number },
  ): Promise<readonly AccessEntry[]> {
    if (times.length === 0) return [];
    const [beginning, ending] = [robot.slice(0, SHARED), robot.slice(SHARED)];
    const told = (name: "access" | "accessGroup") =>
      (this.#store as unknown as Kysely<{ look: Group & Alone }>)
        .selectFrom(sql.table(name).as("look") as unknown as "look")
        .where("position", ">", after)
        // What is told at once is told, though the clock went back since.
        .where((where) =>
          where.or([where("toldAt", "<=", now), where("toldAt", "=", where.ref("at"))]),
        )
        .where((where) =>
          where.or(
            times.map(({ from, until }) =>
              where.and([where("at", ">=", from), where("at", "<", until)]),
            ),
          ),
        )
        .orderBy("position")
        .limit(limit);
    const alone = await told("access")
      .select(["position", "line"])
      .where("robot", "=", robot)
      .execute();
    const among = await told("accessGroup")
      .select(["position", "line", "beginning", "endings", "ordinals", "seed", "at", "toldAt"])
      .where("beginning", "=", beginning)
      .where("endings", "like", `%,${ending},%`)
      .execute();
    const entries = [
      ...alone.map(placeOf),
      ...(await Promise.all(
        among.map(async (row) => {
          const lines = linesOf(row);
          const position = partsOf(row.endings).indexOf(ending);
          const nodes = nodesOver(lines.map(leafOf));
          const proof = await inclusionProof(position, lines.length, nodes);
          return { ...placeOf(row), own: { position, line: lines[position] ?? "", proof } };
        }),
      )),
    ];
    return entries.toSorted((one, other) => one.position - other.position).slice(0, limit);
  }
}

async function makeLines(transaction: Transaction<Tables>, notice: number): Promise<boolean> {
  const waiting = (name: "access" | "accessGroup") =>
    transaction
      .selectFrom(name as "accessGroup")
      .selectAll()
      .where("position", "is", null)
      .orderBy("id")
      .limit(STEP)
      .execute();
  const alone = (await waiting("access")) as readonly unknown[] as readonly Alone[];
  const looks = someOf([...alone, ...(await waiting("accessGroup"))]);
  if (looks.length === 0) return false;
  const tree = new LogTree(transaction);
  const size = await tree.size();
  const counts = await countsOf(transaction, looks);
  const leaves: Digest[] = [];
  for (const look of looks) {
    const position = size + leaves.length;
    const toldAt = look.at + (look.scope === "investigator" ? notice : 0);
    const made =
      "robot" in look
        ? aloneOf(look, toldAt, counts)
        : await groupOf(look as Group, toldAt, counts);
    leaves.push(leafOf(made.line));
    await transaction
      .updateTable(("robot" in look ? "access" : "accessGroup") as "accessGroup")
      .set({ ...made, position, toldAt })
      .where("id", "=", look.id)
      .execute();
  }
  await tree.append(leaves, size);
  for (const [beginning, found] of counts) {
    const text = JSON.stringify(found);
    await transaction
      .insertInto("accessCount")
      .values({ beginning, counts: text })
      .onConflict((conflict) => conflict.column("beginning").doUpdateSet({ counts: text }))
      .execute();
  }
  return true;
}

/** The first of some looks, in the order of time, of not too many robots. */
function someOf(looks: readonly (Alone | Group)[]): readonly (Alone | Group)[] {
  let robots = 0;
  return looks
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .filter((look, index) => {
      robots += "robot" in look ? 1 : partsOf(look.endings).length;
      return index === 0 || robots <= ROBOTS;
    })
    .slice(0, STEP);
}

/** How many lines there are of the robots of some looks, by what their codes begin with. */
async function countsOf(
  transaction: Transaction<Tables>,
  looks: readonly (Alone | Group)[],
): Promise<Map<string, Counts>> {
  const beginnings = [...new Set(looks.map(beginningOf))];
  const rows = await transaction
    .selectFrom("accessCount")
    .selectAll()
    .where("beginning", "in", beginnings)
    .execute();
  const found = new Map(rows.map(({ beginning, counts }) => [beginning, counts]));
  return new Map(
    beginnings.map((beginning) => [beginning, JSON.parse(found.get(beginning) ?? "{}") as Counts]),
  );
}

function beginningOf(look: Alone | Group): string {
  return "robot" in look ? look.robot.slice(0, SHARED) : look.beginning;
}

/** Counts one more line of a robot. */
function next(counts: Counts, ending: string, isDelayed: boolean): number {
  const count = counts[ending] ?? [0, 0];
  counts[ending] = count;
  count[Number(isDelayed)] = (count[Number(isDelayed)] ?? 0) + 1;
  return count[Number(isDelayed)] as number;
}

function seriesOf({ at, toldAt }: { readonly at: number; readonly toldAt: number | null }) {
  return (toldAt ?? at) > at ? "delayed" : "told";
}

/** What a line says of a look, whatever it is at. */
function said({ at, scope, label, question, moment }: Alone | Group, toldAt: number) {
  return {
    ...{ at, toldAt, what: question === LOG_READ ? "logRead" : "look" },
    ...{ party: scope, label: label || undefined, kind: question, moment: moment ?? undefined },
  };
}

function aloneOf(look: Alone, toldAt: number, counts: Map<string, Counts>) {
  const { robot, account, at } = look;
  const series = seriesOf({ at, toldAt });
  const of = counts.get(robot.slice(0, SHARED)) ?? {};
  const ordinal = next(of, robot.slice(SHARED), series === "delayed");
  const salt = randomBytes(SALT_BYTES).toString("hex");
  return {
    line: JSON.stringify({
      ...{ series, ordinal, ...said(look, toldAt), robot },
      ...{ account: account ?? undefined, salt },
    }),
  };
}

async function groupOf(look: Group, toldAt: number, counts: Map<string, Counts>) {
  const isDelayed = seriesOf({ at: look.at, toldAt }) === "delayed";
  const of = counts.get(look.beginning) ?? {};
  const numbers = partsOf(look.endings).map((ending) => next(of, ending, isDelayed));
  const seed = randomBytes(32).toString("hex");
  const ordinals = `,${numbers.join(",")},`;
  const lines = linesOf({ ...look, toldAt, ordinals, seed });
  const root = await rootOf(lines.length, nodesOver(lines.map(leafOf)));
  const salt = randomBytes(SALT_BYTES).toString("hex");
  const line = JSON.stringify({
    ...said(look, toldAt),
    robots: { size: lines.length, root },
    salt,
  });
  return { line, ordinals, seed };
}

/** The robots' own lines of a look at several. */
function linesOf({
  beginning,
  endings,
  ordinals,
  seed,
  ...times
}: Pick<Group, "beginning" | "endings" | "ordinals" | "seed" | "at" | "toldAt">): string[] {
  const numbers = partsOf(ordinals ?? "");
  const series = seriesOf(times);
  return partsOf(endings).map((ending, index) => {
    const salt = hash("sha256", `${seed} ${index}`);
    const ordinal = Number(numbers[index]);
    const robot = `${beginning}${ending}`;
    return JSON.stringify({ series, ordinal, robot, salt: salt.slice(0, 2 * SALT_BYTES) });
  });
}

function partsOf(text: string): string[] {
  return text.split(",").slice(1, -1);
}

function placeOf({ position, line }: Pick<Group, "position" | "line">) {
  return { position: position ?? 0, line: line ?? "" };
}
