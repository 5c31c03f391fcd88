import type { z } from "@hono/zod-openapi";
import { historyRecord, registryEvent } from "@openrobotid/indexer/tables";
import { type ModelId, manufacturerOf, modelOf, type RobotId } from "@openrobotid/sdk";
import { and, inArray, type SQL, sql } from "drizzle-orm";
import { streamSSE } from "hono/streaming";
import type { ApiKey } from "../../service-store/keys.js";
import { chooseForm } from "../accept.js";
import { seesOf } from "../access/bearer.js";
import { momentOf, progress } from "../as-of.js";
import { ApiProblem } from "../problem.js";
import { proofOf } from "../robots/periods.js";
import { fieldOf } from "../robots/state.js";
import { publicEntry } from "../robots/timeline.js";
import type * as routes from "../routes/changes.js";
import { type Asked, ask, type Row, rows } from "../rows.js";
import type { change } from "../schemas/changes.js";
import { asOfAnswer, type Service } from "../service.js";
import { rfc3339 } from "../time.js";
import type { Handler } from "./handler.js";

type Change = z.infer<typeof change>;

/** A place in the feed: a log of the chain. */
interface Cursor {
  readonly blockNumber: number;
  readonly logIndex: number;
}

const BEGINNING: Cursor = { blockNumber: 0, logIndex: -1 };

/** The events that the feed reports in addition to the entries of histories. */
const EVENTS = [
  "LotIssued",
  "ListIssued",
  "CampaignOpened",
  "CampaignClosed",
  "CampaignSuspended",
  "UnitsMarked",
  "ManufacturerAdmitted",
  "ManufacturerStatusChanged",
  "ManufacturerCompromised",
  "SuccessorNamed",
  "SuccessionAccepted",
  "ModelRegistered",
  "ModelApproved",
  "ModelApprovalWithdrawn",
  "ReleasePublished",
  "ReleaseWithdrawn",
  "SeatAdmitted",
  "SeatExpelled",
  "SeatResigned",
  "CountryAssigned",
  "CountryReleased",
  "ProposalCreated",
  "VoteCast",
  "SupportWithdrawn",
  "ProposalQueued",
  "ProposalExecuted",
  "ProposalCanceled",
];

/** How often a stream looks for more, and how often it says that it lives, in milliseconds. */
const LOOK = 1_000;
const SIGN_OF_LIFE = 15_000;
/** Blocks that the chain may give up: a cursor may have come from one of them. */
const NOT_FINAL = 30;
/** Streams at once from one address, or with one key. */
const STREAMS = 10;

/** The feed of what happens. */
export function changeHandlers(service: Service) {
  const { db } = service;
  const streams = new Map<string, number>();

  const getChanges: Handler<typeof routes.getChanges> = async (c) => {
    const { limit, after } = c.req.valid("query");
    const last = c.req.valid("header")["last-event-id"];
    const key = c.get("key");
    let cursor = readCursor(last ?? after);
    const form = chooseForm(c.req.header("accept"), ["application/json", "text/event-stream"]);
    if (form === "application/json") {
      const { changes, moment, more } = await readChanges(db, cursor, limit, key);
      const next = changes.at(-1)?.cursor ?? cursorText(cursor);
      return c.json({ changes, next, more, asOf: await asOfAnswer(c, service, moment) }, 200);
    }

    // What is wrong with the cursor is said before the stream begins.
    await readChanges(db, cursor, 1, key);
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
      try {
        while (!stream.aborted && !stream.closed) {
          const { changes, more } = await readChanges(db, cursor, limit, key);
          for (const each of changes) {
            await stream.writeSSE({ id: each.cursor, event: "change", data: JSON.stringify(each) });
          }
          const reached = changes.at(-1)?.cursor;
          if (reached) cursor = readCursor(reached);
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

  return { getChanges };
}

/** What happened after a place, as far as the one who asks may see it. */
async function readChanges(db: Asked, cursor: Cursor, limit: number, key: ApiKey | undefined) {
  const behind = (table: typeof historyRecord | typeof registryEvent): SQL =>
    sql`(${table.blockNumber}, ${table.logIndex}) > (${cursor.blockNumber}::bigint, ${cursor.logIndex}::int)`;
  const found = await ask(db, {
    progress: progress(),
    entries: rows(historyRecord, {
      where: behind(historyRecord),
      orderBy: [historyRecord.blockNumber, historyRecord.logIndex],
      limit: limit + 1,
    }),
    events: rows(registryEvent, {
      where: and(inArray(registryEvent.event, EVENTS), behind(registryEvent)),
      orderBy: [registryEvent.blockNumber, registryEvent.logIndex],
      limit: limit + 1,
    }),
  });
  const moment = momentOf(found.progress);
  if (cursor.blockNumber > moment.blockNumber + NOT_FINAL) {
    throw refuseCursor(
      cursorText(cursor),
      `a cursor that an answer gave, and none behind the last block, ${moment.blockNumber}`,
    );
  }
  const all = [...found.entries, ...found.events].toSorted(
    (a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex,
  );
  const changes = all
    .slice(0, limit)
    .map((row) => ("unit" in row ? changeOfRobot(row, key) : changeOfRegistry(row)));
  return { changes, moment, more: all.length > limit };
}

function changeOfRobot(row: Row<typeof historyRecord>, key: ApiKey | undefined): Change {
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
    ...(seesOf(key, "changedRobots", robot) && { robot }),
    proof,
  };
}

function changeOfRegistry(row: Row<typeof registryEvent>): Change {
  const text = (name: string, pattern: RegExp) => {
    const value = fieldOf(row.fields, name);
    return typeof value === "string" && pattern.test(value) ? value : null;
  };
  const model = text("model", /^[A-Z]{2}[0-9A-Z]{10}$/) ?? text("id", /^[A-Z]{2}[0-9A-Z]{10}$/);
  const maker = model ? manufacturerOf(model as ModelId) : text("id", /^[A-Z]{2}[0-9A-Z]{4}$/);
  const campaign = fieldOf(row.fields, "campaign");
  return {
    cursor: cursorText(row),
    kind: `${row.event.slice(0, 1).toLowerCase()}${row.event.slice(1)}`,
    time: rfc3339(row.blockTime),
    maker,
    model,
    country: text("country", /^[A-Z]{2}$/),
    campaign: campaign === undefined ? null : Number(campaign),
    proof: proofOf(row),
  };
}

function cursorText({ blockNumber, logIndex }: Cursor): string {
  return `${blockNumber}-${Math.max(0, logIndex)}`;
}

function readCursor(text: string | undefined): Cursor {
  if (text === undefined) return BEGINNING;
  const [, blockNumber, logIndex] = /^([0-9]{1,12})-([0-9]{1,9})$/.exec(text) ?? [];
  if (blockNumber !== undefined)
    return { blockNumber: Number(blockNumber), logIndex: Number(logIndex) };
  throw refuseCursor(text, "a cursor such as 412-3");
}

function refuseCursor(found: string, expected: string): ApiProblem {
  const errors = [{ in: "query", name: "after", detail: `expected ${expected}` }];
  return new ApiProblem("invalid-request", `after: found "${found}", expected ${expected}.`, {
    errors,
  });
}
