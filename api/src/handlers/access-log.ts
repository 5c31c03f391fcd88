// The log of looks, served as a vault serves its own: heads, proofs, anchors, and its lines to who holds or held a robot.
import { parseRobotId } from "@openrobotid/sdk";
import { EVIDENCE_MEDIA_TYPE } from "@openrobotid/sdk/evidence";
import type { Context } from "hono";
import { type Address, isAddressEqual } from "viem";
import type { AccessLog } from "../../access-log/access-log.js";
import { SESSION_SECONDS } from "../../access-log/sign-in.js";
import type { Head } from "../../access-log/tree.js";
import { recordLogRead } from "../../service-store/accesses.js";
import { evidenceFor } from "../evidence.js";
import { guardingCodes } from "../forms.js";
import { ApiProblem, readingCode } from "../problem.js";
import { type AccountableRecord, loadAccountable } from "../robots/load.js";
import { heldAt } from "../robots/periods.js";
import { trustNow } from "../robots/trust.js";
import type * as routes from "../routes/access-log.js";
import type { Env, Service } from "../service.js";
import type { Handler } from "./handler.js";

/** A stretch of time, in seconds: from its first second to before its last. */
interface Holding {
  readonly from: number;
  readonly until: number;
}

/** Answers about the log. */
export function accessLogHandlers(service: Service) {
  const { db, store, heads, accessLog } = service;

  const getLogHead: Handler<typeof routes.getLogHead> = async (c) => {
    const log = await accessLog.open();
    return c.json(await accessLog.sign(await log.head()), 200);
  };

  const getLogConsistency: Handler<typeof routes.getLogConsistency> = async (c) => {
    const { from, to } = c.req.valid("query");
    const log = await accessLog.open();
    const { size } = await log.tree.head();
    if (from > to || to > size) {
      throw new ApiProblem(
        "invalid-request",
        `Expected from ≤ to ≤ ${size}, the lines of the log.`,
      );
    }
    return c.json({ proof: [...(await log.tree.consistency(from, to))] }, 200);
  };

  const getLogAnchors: Handler<typeof routes.getLogAnchors> = async (c) => {
    const log = await accessLog.open();
    const { size } = await headOf(log, c.req.valid("query").to);
    return c.json(await (await accessLog.anchors()).continued(log.tree, size), 200);
  };

  const createLogNonce: Handler<typeof routes.createLogNonce> = async (c) => {
    await accessLog.open();
    return c.json(await accessLog.signIn.nonce(), 200);
  };

  const createLogSession: Handler<typeof routes.createLogSession> = async (c) => {
    await accessLog.open();
    const { message, signature } = c.req.valid("json");
    return c.json(await accessLog.signIn.begin(message, signature), 200);
  };

  /** Who signed in, of the robot that is asked about, and when it held that. Refuses anyone who never did. */
  const holdingOf = async (c: Context<Env>, code: string) => {
    const account = c.get("account");
    if (!account) {
      throw new ApiProblem(
        "key-needed",
        "Sign in first: POST /v1/access-log/nonces, then POST /v1/access-log/sessions.",
        {},
        { "www-authenticate": 'Bearer realm="Open Robot ID access log"' },
      );
    }
    const id = readingCode(() => parseRobotId(code));
    const record = await guardingCodes(c, service, () => loadAccountable(db, id, undefined));
    const {
      alarms,
      moment,
      entries: [last],
    } = record;
    const { verified, because } = trustNow(id, { alarms, last, moment }, heads);
    if (verified === "differs") {
      throw new ApiProblem("not-proven", `Nobody is taken for its holder: ${because}`);
    }
    const times = holdingsOf(record, account);
    if (times.length > 0) return { account, id, times };
    throw new ApiProblem(
      "scope-refused",
      "The log of a robot is for who holds it, and held it at the time.",
    );
  };

  const getLogOfRobot: Handler<typeof routes.getLogOfRobot> = async (c) => {
    const log = await accessLog.open();
    const { after, limit, size } = c.req.valid("query");
    const { account, id, times } = await holdingOf(c, c.req.valid("param").code);
    const now = Math.floor(Date.now() / 1000);
    // Pages after the first are of the same look, if there is one: of the head that it was shown.
    const isNext =
      after !== undefined &&
      size !== undefined &&
      (await log.wasRead(id, account, { since: now - SESSION_SECONDS, before: size }));
    if (!isNext) {
      await recordLogRead(await store, id, account);
      service.metrics.looks.inc({ scope: "owner", question: "accessLog" });
      await log.catchUp();
    }
    const head = await headOf(log, size);
    const found = await log.entriesOf(id, times, { after: after ?? -1, limit, now });
    const entries = await Promise.all(
      found
        .filter(({ position }) => position < head.size)
        .map(async ({ own, ...entry }) => ({
          ...entry,
          proof: [...(await log.tree.inclusion(entry.position, head.size))],
          ...(own && { own: { ...own, proof: [...own.proof] } }),
        })),
    );
    return c.json({ head: await accessLog.sign(head), entries }, 200);
  };

  const getLogEvidence: Handler<typeof routes.getLogEvidence> = async (c) => {
    await accessLog.open();
    const { id } = await holdingOf(c, c.req.valid("param").code);
    const { onChain: log } = await accessLog.anchors();
    if (!log) {
      throw new ApiProblem(
        "not-found",
        "This service anchors no heads of its log: it has no ANCHORS.",
      );
    }
    const { file } = await evidenceFor(c, service, { id, of: "public", log, format: "cbor" });
    return c.body(file as Uint8Array<ArrayBuffer>, 200, {
      "content-type": EVIDENCE_MEDIA_TYPE,
      "anchors-contract": log.contract,
    }) as never;
  };

  return {
    ...{ getLogHead, getLogConsistency, getLogAnchors, getLogEvidence },
    ...{ createLogNonce, createLogSession, getLogOfRobot },
  };
}

/** The head of the log as it is, or as it was with some lines. */
async function headOf(log: AccessLog, size: number | undefined): Promise<Head> {
  const head = await log.tree.head();
  if (size === undefined || size === head.size) return head;
  if (size < head.size) return await log.tree.headAt(size);
  throw new ApiProblem("invalid-request", `Expected at most ${head.size}, the lines of the log.`);
}

/** When an account held a robot. Before its first holder, that is its maker. */
function holdingsOf(
  { owners, makerAccounts, now }: AccountableRecord,
  account: Address,
): Holding[] {
  const held = owners
    .filter(({ holder }) => isAddressEqual(holder, account))
    .map(({ since, until }) => ({ from: since, until: until ?? Number.MAX_SAFE_INTEGER }));
  const maker = heldAt(makerAccounts, now);
  if (!maker || !isAddressEqual(maker.account, account)) return held;
  return [{ from: 0, until: owners[0]?.since ?? Number.MAX_SAFE_INTEGER }, ...held];
}
