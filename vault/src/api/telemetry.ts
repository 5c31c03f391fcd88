// Telemetry over HTTP: taken in by its signature, shown by the table, and each of both a line of the log.
import { type ModelId, parseModelId } from "@openrobotid/sdk";
import type { SignedTelemetry } from "@openrobotid/sdk/device";
import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { type Entitlement, entitlementTo, type Standing } from "../access/decide.js";
import type { Glasses } from "../access/glass.js";
import { pastOf } from "../chain/holdings.js";
import type { ChainReader, ProvenRobot } from "../chain/reader.js";
import type { AccessLog } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import type { Anchoring } from "../telemetry/anchoring.js";
import { PERIODS } from "../telemetry/rollups.js";
import type { Telemetry } from "../telemetry/telemetry.js";
import type { Wear } from "../telemetry/wear.js";
import type { Asked, Asking } from "./asked.js";
import { json, read, whole } from "./read.js";

const KIND = "telemetry";
const MOST_BATCHES = 500;
/** Most of a file of rules: they are sent with each diagnosis. */
const MOST_RULES_CHARACTERS = 40_000;
const MOST_BYTES = 8 * 2 ** 20;

const hex = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`), { error: `${bytes} bytes in hexadecimal` });

const pushRequest = z.strictObject({
  batches: z
    .array(
      z.discriminatedUnion("signedBy", [
        z.strictObject({
          batch: z.string(),
          signedBy: z.literal("device"),
          key: z.strictObject({ x: hex(32), y: hex(32) }),
          signature: hex(64),
        }),
        z.strictObject({
          batch: z.string(),
          signedBy: z.literal("gateway"),
          signature: hex(65),
        }),
      ]),
    )
    .min(1)
    .max(MOST_BATCHES),
});
const rangeQuery = z
  .strictObject({
    from: whole,
    until: whole,
    period: z.enum(["batch", "day", "week"]).default("day"),
  })
  .refine(({ from, until }) => from < until, { error: "expected from before until" });
const diagnosisQuery = z
  .strictObject({ from: whole.optional(), until: whole.optional() })
  .refine(({ from = 0, until = Number.MAX_SAFE_INTEGER }) => from < until, {
    error: "expected from before until",
  });
const rulesRequest = z.strictObject({
  text: z.string().max(MOST_RULES_CHARACTERS),
  signature: z.string().regex(/^0x([0-9a-f]{2}){1,2048}$/i, { error: "bytes in hexadecimal" }),
});
const wishRequest = z.strictObject({ public: z.boolean() });

/** A stretch of time that somebody may see, and as what. */
interface Allowed {
  readonly from: number;
  readonly until: number;
  readonly entitlement: Entitlement;
}

/** What the app gives. */
interface Parts extends Asking {
  readonly telemetry: Telemetry;
  readonly anchoring: Anchoring;
  readonly wear: Wear;
  readonly chain: ChainReader;
  readonly log: AccessLog;
  readonly glasses: Glasses;
  readonly now: () => number;
  /** The account of a session; `undefined` where there is none. */
  readonly accountOf: (header: string | undefined) => Promise<Address | undefined>;
}

/** Adds the paths. */
export function addTelemetry(app: Hono, parts: Parts): void {
  const { telemetry, anchoring, wear, chain, log, glasses, ask, refuse, requireSession } = parts;

  /** The part of a time that somebody may see. Refuses, and writes it down, where it is nothing. */
  const allow = async (asked: Asked, from: number, until: number): Promise<readonly Allowed[]> => {
    const allowed = allowedOf(asked.proven, asked.standing, from, until);
    if (allowed.length > 0) return allowed;
    const problem = asked.account
      ? new VaultProblem(
          "not-entitled",
          `${asked.account} may not see telemetry of this robot and time now.`,
        )
      : new VaultProblem(
          "not-signed-in",
          "Telemetry is sealed. Sign in: POST /nonces, then POST /sessions.",
        );
    return await refuse(asked, { kind: KIND }, problem);
  };

  const note = async ({ proven, account }: Asked, { party, grant, glass }: Entitlement) => {
    await log.write(
      {
        ...{ what: "look", robot: proven.robot.id, account, party, kind: KIND },
        why: grant?.purpose ?? glass?.reason,
        grant: grant?.id,
        caseNumber: glass?.caseNumber,
      },
      { toldAt: glass && glasses.toldAt(proven) },
    );
  };

  app.put(
    "/robots/:id/telemetry",
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: () => {
        throw new VaultProblem("too-large", `The request has more than ${MOST_BYTES} bytes.`);
      },
    }),
    async (c) => {
      const asked = await ask(c.req.param("id"), c.req.header("authorization"));
      const { id, deviceKeyDigest, holder, operator } = asked.proven.robot;
      const { batches } = read(pushRequest, await json(c.req));
      const accounts = [holder, operator?.inCharge ? operator.account : undefined];
      const signers = { deviceKeyDigest, accounts: accounts.filter((one) => one !== undefined) };
      const taken = await telemetry
        .take(id, chain.chainId, batches as readonly SignedTelemetry[], signers)
        .catch(async (error: unknown) => {
          if (error instanceof VaultProblem && error.kind === "not-signed") {
            return await refuse(asked, { kind: KIND }, error);
          }
          throw error;
        });
      return c.json({ robot: id, batches: taken }, 201);
    },
  );

  app.get("/robots/:id/telemetry", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const { from, until, period } = read(rangeQuery, c.req.query());
    const { id: robot } = asked.proven.robot;
    const allowed = await allow(asked, from, until);
    const isAllowed = (first: number, last: number) =>
      allowed.some((one) => one.from <= first && last < one.until);
    const answer =
      period === "batch"
        ? { batches: await batchesOf(telemetry, robot, from, until, isAllowed) }
        : {
            rollups: (await telemetry.rollups.list(robot, period, { from, until })).filter(
              ({ start }) => isWholly(allowed, start, start + PERIODS[period]),
            ),
          };
    await note(asked, (allowed[0] as Allowed).entitlement);
    return c.json({ robot, period, from, until, ...answer });
  });

  app.get("/robots/:id/telemetry/:digest", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const { id: robot } = asked.proven.robot;
    const digest = read(hex(32), c.req.param("digest"), "digest");
    const found = await telemetry.batch(robot, digest);
    const [from, until] = [found?.row.beganAt ?? 0, (found?.row.endedAt ?? 0) + 1];
    const allowed = await allow(asked, from, until);
    if (!found || !isWholly(allowed, from, until)) {
      throw new VaultProblem("not-found", "There is no such batch of this robot that is yours.");
    }
    const { sequence, signedBy, receivedAt, anchor } = found.row;
    const { anchors, ...where } = await anchoring.topics.telemetry.list();
    const isAnchored = anchor !== null && anchor <= anchors.length;
    const proof = isAnchored ? await anchoring.proofOf(robot, digest, anchor) : null;
    await note(asked, (allowed[0] as Allowed).entitlement);
    return c.json({
      ...{ robot, digest, sequence, marks: found.marks },
      ...{ signedBy, receivedAt, signed: found.signed ?? null },
      anchor: proof && { ...where, number: anchor, proof, anchors },
    });
  });

  app.get("/robots/:id/diagnosis", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const { from, until = Math.floor(parts.now()) } = read(diagnosisQuery, c.req.query());
    const { id: robot } = asked.proven.robot;
    const allowed = await allow(asked, 0, until);
    const isShown = ({ start }: { readonly start: number }) =>
      isWholly(allowed, start, start + PERIODS.week);
    const found = await telemetry.drift.of(chain, robot, { from, until }, isShown);
    const [first] = allowed as [Allowed];
    // Since when it drifts is of now: who is shown a part of the past alone is not told.
    const { since } = isWholly(allowed, 0, until) ? found : { since: null };
    await note(asked, first.entitlement);
    return c.json({ robot, until, ...found, since });
  });

  // Rules are of no robot. Who may see what they find is shown them with it.
  app.put("/models/:model/rules", async (c) => {
    const account = await parts.accountOf(c.req.header("authorization"));
    if (!account) throw new VaultProblem("not-signed-in", "Sign in as the maker first.");
    const model = readModel(c.req.param("model"));
    const given = read(rulesRequest, await json(c.req));
    const signed = { text: given.text, signature: given.signature as Hex };
    const { revision } = await telemetry.drift.publish(chain, model, account, signed);
    return c.json({ model, revision }, 201);
  });

  app.put("/robots/:id/wear-class", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const { public: isShown } = read(wishRequest, await json(c.req));
    await wear.wish(asked.proven, requireSession(asked), isShown);
    return c.body(null, 204);
  });

  // Public where the holder wishes so, and then nobody's look is of anybody.
  app.get("/robots/:id/wear-class", async (c) => {
    const { proven } = await ask(c.req.param("id"), c.req.header("authorization"));
    const found = await wear.classOf(proven, Math.floor(parts.now()));
    if (!found) throw new VaultProblem("not-found", "No wear class of this robot is public.");
    return c.json({ robot: proven.robot.id, ...found });
  });
}

async function batchesOf(
  telemetry: Telemetry,
  robot: string,
  from: number,
  until: number,
  isAllowed: (first: number, last: number) => boolean,
) {
  const kept = await telemetry.batches(robot, from, until);
  return kept.filter(({ beganAt, endedAt }) => isAllowed(beganAt, endedAt));
}

/** Whether some stretches that follow each other hold another one. */
function isWholly(allowed: readonly Allowed[], from: number, until: number): boolean {
  let reached = from;
  for (const one of allowed) if (one.from <= reached) reached = Math.max(reached, one.until);
  return reached >= until;
}

/** The part of a time that somebody may see: all of it by what it is now, or the times at which it held or ran the robot. */
function allowedOf(
  proven: ProvenRobot,
  standing: Standing,
  from: number,
  until: number,
): readonly Allowed[] {
  const nobody = { holder: undefined, operator: undefined };
  const now = entitlementTo({ kind: KIND, past: nobody }, standing);
  if (now) return [{ from: 0, until: Number.MAX_SAFE_INTEGER, entitlement: now }];
  const { entries } = proven.history;
  const changes = [...new Set(entries.map(({ timestamp }) => timestamp))];
  return changes.flatMap((begin, index) => {
    const end = changes[index + 1] ?? Number.MAX_SAFE_INTEGER;
    if (begin >= until || end <= from) return [];
    const { past, termEnds } = pastOf(proven, begin);
    const entitlement = entitlementTo({ kind: KIND, past }, standing);
    if (!entitlement) return [];
    // A term runs out without an entry.
    const isOfTerm = entitlement.party === "operatorThen";
    const last = isOfTerm ? Math.min(end, termEnds ?? end) : end;
    return last > from ? [{ from: begin, until: last, entitlement }] : [];
  });
}

function readModel(text: string): ModelId {
  try {
    return parseModelId(text);
  } catch {
    throw new VaultProblem("invalid-request", "Expected the 12 characters of a model.");
  }
}
