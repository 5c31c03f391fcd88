import type { RobotId } from "@openrobotid/sdk";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { type ApiKey, findKeyById } from "../../service-store/keys.js";
import { chooseForm } from "../accept.js";
import { seesOf } from "../access/bearer.js";
import { readCursor } from "../feed/cursor.js";
import { type ChangeFilter, readFilter } from "../feed/filter.js";
import { type FeedPage, pageText, readFeed } from "../feed/read.js";
import { guardingCodes } from "../forms.js";
import { ApiProblem } from "../problem.js";
import { requireIssued } from "../robots/issued.js";
import type * as routes from "../routes/changes.js";
import { asOfAnswer, type Env, type Service } from "../service.js";
import type { Handler } from "./handler.js";

/** How often a stream looks for more, and how often it says that it lives, in milliseconds. */
const LOOK = 1_000;
const SIGN_OF_LIFE = 15_000;
/** Streams at once from one address, or with one key. */
const STREAMS = 10;

/** The feed of what happens. */
export function changeHandlers(service: Service) {
  const { db } = service;
  const streams = new Map<string, number>();

  const getChanges: Handler<typeof routes.getChanges> = async (c) => {
    const { limit, after, ...given } = c.req.valid("query");
    const last = c.req.valid("header")["last-event-id"];
    const key = c.get("key");
    const filter = readFilter(given, key);
    let cursor = readCursor(last ?? after);
    await guardFleet(c, filter);
    const read = async () =>
      await readFeed(db, {
        after: cursor,
        limit,
        filter,
        names: (robot: RobotId) => seesOf(key, "changedRobots", robot),
      });
    const form = chooseForm(c.req.header("accept"), ["application/json", "text/event-stream"]);
    // What is wrong with the cursor is said before a stream begins.
    const first = await read();
    if (form === "application/json") {
      return c.json({ ...pageText(first), asOf: await asOfAnswer(c, service, first.moment) }, 200);
    }

    const who = key?.id ?? c.get("address");
    const open = streams.get(who) ?? 0;
    if (open >= STREAMS) {
      throw new ApiProblem(
        "too-many-requests",
        `${STREAMS} streams are open already.`,
        {},
        { "retry-after": "30" },
      );
    }
    streams.set(who, open + 1);
    return streamSSE(c, async (stream) => {
      let silent = 0;
      let page: FeedPage | undefined = first;
      try {
        while (!stream.aborted && !stream.closed && (await opens(key))) {
          const { changes, more, next } = page ?? (await read());
          page = undefined;
          for (const each of changes) {
            await stream.writeSSE({ id: each.cursor, event: "change", data: JSON.stringify(each) });
          }
          cursor = next;
          silent = changes.length > 0 ? 0 : silent + LOOK;
          if (silent >= SIGN_OF_LIFE) {
            await stream.write(": still here\n\n");
            silent = 0;
          }
          if (!more) await stream.sleep(LOOK);
        }
      } finally {
        const left = (streams.get(who) ?? 1) - 1;
        if (left > 0) streams.set(who, left);
        else streams.delete(who);
      }
    }) as never;
  };

  /** Whether a stream may go on: the key that opened it may have been revoked, or have run out, since. */
  async function opens(key: ApiKey | undefined): Promise<boolean> {
    return key === undefined || (await findKeyById(await service.store, key.id)) !== undefined;
  }

  /** Codes are looked up before they are followed: one that was never issued is guessed, or mistyped. */
  async function guardFleet(c: Context<Env>, { codes }: ChangeFilter): Promise<void> {
    if (codes) await guardingCodes(c, service, () => requireIssued(db, codes));
  }

  return { getChanges };
}
