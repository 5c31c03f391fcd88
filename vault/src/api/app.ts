// What the vault answers over HTTP. Each request asks the chain who asks, and each look or refusal is a line of the log before it is answered.
import { getConnInfo } from "@hono/node-server/conninfo";
import { SESSION_SECONDS, type SignIn } from "@openrobotid/api-server/access-log/sign-in";
import { clientAddress, readTrustedProxies } from "@openrobotid/api-server/client-address";
import { isRobotId, type RobotId } from "@openrobotid/sdk";
import { EVIDENCE_MEDIA_TYPE } from "@openrobotid/sdk/evidence";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Logger } from "pino";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { type Address, type Hex, isAddressEqual } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { z } from "zod";
import { entitlementTo } from "../access/decide.js";
import { type Glasses, glassRequest } from "../access/glass.js";
import { type Grants, grantRequest } from "../access/grants.js";
import type { Grantable } from "../access/tiers.js";
import { type CommittedDocument, documentOf, documentsOf } from "../chain/documents.js";
import { holdingsOf } from "../chain/holdings.js";
import type { ChainReader } from "../chain/reader.js";
import { signHead } from "../log/signed-head.js";
import { VaultProblem } from "../problem.js";
import type { Vault } from "../store/vault.js";
import type { Anchoring } from "../telemetry/anchoring.js";
import type { Wear } from "../telemetry/wear.js";
import { addAnswers } from "./answers.js";
import type { Asked } from "./asked.js";
import { asProblem, problemResponse } from "./problem-response.js";
import { json, read, whole } from "./read.js";
import { addTelemetry } from "./telemetry.js";

/** What the answers are made of. */
export interface AppParameters {
  readonly vault: Vault;
  readonly chain: ChainReader;
  readonly signIn: SignIn;
  readonly grants: Grants;
  readonly glasses: Glasses;
  readonly anchoring: Anchoring;
  readonly wear: Wear;
  /** Address of the vault, as grants and heads name it. */
  readonly url: string;
  /** Signs heads of the log. */
  readonly logKey: PrivateKeyAccount;
  readonly mostBytes: number;
  /** Requests a minute from one address. */
  readonly perMinute: number;
  /** Proxies that say from which address a request comes. */
  readonly trustedProxies: string;
  readonly now: () => number;
  readonly log: Pick<Logger, "error" | "warn">;
}

const MOST_JSON_BYTES = 64 * 1024;
const MOST_LINES = 500;
/** What a refusal counts for more than a request: each is a line of the log, which nothing removes. */
const REFUSAL_POINTS = 9;
const REFUSALS = new Set([401, 403]);

const signInRequest = z.strictObject({ message: z.string(), signature: z.string() });
const logQuery = z.strictObject({
  after: whole.optional(),
  limit: whole.pipe(z.number().min(1).max(MOST_LINES)).optional(),
  /** With how many lines the log is meant: so that all pages are of one head. */
  size: whole.optional(),
});
const anchorsQuery = z.strictObject({ to: whole.optional() });
const consistencyQuery = z.strictObject({ from: whole, to: whole });
const saltHeader = z
  .string({ error: "32 bytes in hexadecimal" })
  .regex(/^0x[0-9a-f]{64}$/, { error: "32 bytes in hexadecimal" });

/** Everything is private: kept by nobody, shown in no other page, run by no browser. */
const HEADERS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'",
  "referrer-policy": "no-referrer",
};

/** The app. */
export function vaultApp(parameters: AppParameters): Hono {
  const { vault, chain, signIn, grants, glasses, url, logKey, mostBytes, now } = parameters;
  const { documents, log, telemetry } = vault;
  const { anchoring, wear } = parameters;
  const proxies = readTrustedProxies(parameters.trustedProxies);
  const limiter = new RateLimiterMemory({ points: parameters.perMinute, duration: 60 });

  const tokenOf = (header: string | undefined): string | undefined =>
    /^Bearer ([A-Za-z0-9_-]{43})$/.exec(header ?? "")?.[1];

  /** The account that asks. A session that is not one is refused: nobody is taken for somebody else. */
  const accountOf = async (header: string | undefined): Promise<Address | undefined> => {
    if (header === undefined) return undefined;
    const account = await signIn.accountOf(tokenOf(header) ?? "");
    if (!account)
      throw new VaultProblem("not-signed-in", "The session is over, or was none. Sign in again.");
    return account;
  };

  const ask = async (id: string, header: string | undefined): Promise<Asked> => {
    const account = await accountOf(header);
    if (!isRobotId(id)) {
      throw new VaultProblem("invalid-request", "Expected the 29 characters of a robot's code.");
    }
    const proven = await chain.robot(id as RobotId);
    if (!proven) throw new VaultProblem("not-found", "This code was never issued.");
    if (!account) {
      const standing = {
        account: undefined,
        parties: new Set<never>(),
        grants: [],
        glass: undefined,
      };
      return { proven, account, standing };
    }
    const [parties, inForce, glass] = await Promise.all([
      chain.partiesOf(proven, account),
      grants.inForce(proven, account),
      glasses.openOf(proven, account),
    ]);
    return { proven, account, standing: { account, parties, grants: inForce, glass } };
  };

  const documentIn = ({ proven }: Asked, seq: string): CommittedDocument => {
    const found = /^[1-9]\d{0,8}$/.test(seq) && documentOf(proven.history, Number(seq));
    if (found) return found;
    throw new VaultProblem(
      "not-found",
      "The history of the robot has no such entry that commits to a document.",
    );
  };

  /** Writes down that somebody was refused, and refuses. */
  const refuse = async (
    { proven, account, standing }: Asked,
    { seq, kind, why }: { readonly seq?: number; readonly kind?: Grantable; readonly why?: string },
    problem: VaultProblem,
  ): Promise<never> => {
    // An investigator's refusal would tell as much as its look.
    const isInvestigator = standing.parties.has("investigator");
    await log.write(
      { what: "refusal", robot: proven.robot.id, account, seq, kind, why: why ?? problem.kind },
      { toldAt: isInvestigator ? glasses.toldAt(proven) : undefined },
    );
    throw problem;
  };

  /** The head of the log as it is, or as it was with some lines. */
  const headOf = async (size: number | undefined) => {
    const head = await log.tree.head();
    if (size === undefined || size === head.size) return head;
    if (size <= head.size) return await log.tree.headAt(size);
    throw new VaultProblem(
      "invalid-request",
      `Expected at most ${head.size}, the lines of the log.`,
    );
  };

  const requireSession = ({ account }: Asked): Address => {
    if (account) return account;
    throw new VaultProblem("not-signed-in", "Sign in first: POST /nonces, then POST /sessions.");
  };

  const app = new Hono();
  app.use(async (c, next) => {
    const peer = getConnInfo(c).remote.address;
    const address = clientAddress(peer, c.req.header("x-forwarded-for"), proxies);
    await limiter.consume(address).catch(({ msBeforeNext }: RateLimiterRes) => {
      c.header("retry-after", String(Math.ceil(msBeforeNext / 1000)));
      const detail = "Too many requests or refusals from this address. Come back in a minute.";
      throw new VaultProblem("too-many-requests", detail);
    });
    await next();
    if (REFUSALS.has(c.res.status)) await limiter.penalty(address, REFUSAL_POINTS);
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
  });
  const jsonOnly = bodyLimit({
    maxSize: MOST_JSON_BYTES,
    onError: () => {
      throw new VaultProblem("too-large", `The request has more than ${MOST_JSON_BYTES} bytes.`);
    },
  });
  app.post("*", jsonOnly);
  app.put("/models/*", jsonOnly);
  app.notFound((c) =>
    problemResponse(new VaultProblem("not-found", "There is nothing at this path."), c),
  );
  app.onError((error, c) => {
    const problem = asProblem(error);
    if (problem.kind === "internal") parameters.log.error(error);
    else if (problem.cause instanceof Error) {
      // Its first line alone: what a node was asked holds accounts.
      const [reason] = problem.cause.message.split("\n");
      parameters.log.warn({ reason }, problem.message);
    }
    return problemResponse(problem, c);
  });

  app.post("/nonces", async (c) => c.json(await signIn.nonce(), 201));

  app.post("/sessions", async (c) => {
    const { message, signature } = read(signInRequest, await json(c.req));
    return c.json(await signIn.begin(message, signature), 201);
  });

  app.delete("/sessions", async (c) => {
    await signIn.end(tokenOf(c.req.header("authorization")) ?? "");
    return c.body(null, 204);
  });

  // Which documents there are is public: the chain tells it. Whether they are kept here is told with it.
  app.get("/robots/:id/documents", async (c) => {
    const { proven } = await ask(c.req.param("id"), c.req.header("authorization"));
    const rows = await documents.rowsOf(proven.robot.id);
    return c.json({
      robot: proven.robot.id,
      documents: documentsOf(proven.history).map(({ seq, kind, commitment }) => {
        const row = rows.get(seq);
        const state = row === undefined ? "absent" : row.erasedAt === null ? "kept" : "erased";
        return { seq, kind, commitment, state };
      }),
    });
  });

  // The chain itself, for who asks no node: whether what the vault says is what the chain has.
  app.get("/robots/:id/evidence", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const account = requireSession(asked);
    const { parties, grants: given, glass } = asked.standing;
    const may = parties.size > 0 || given.length > 0 || glass !== undefined;
    if (!may && holdingsOf(asked.proven, account).length === 0) {
      const detail = "The record with its accounts is for who may see something of the robot here.";
      throw new VaultProblem("not-entitled", detail);
    }
    const { onChain } = anchoring.topics.log;
    const file = await chain.evidenceOf(asked.proven, onChain);
    return c.body(file as Uint8Array<ArrayBuffer>, 200, {
      "content-type": EVIDENCE_MEDIA_TYPE,
      ...(onChain && { "anchors-contract": onChain.contract }),
    });
  });

  app.put("/robots/:id/documents/:seq", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const document = documentIn(asked, c.req.param("seq"));
    const account = requireSession(asked);
    const { parties } = asked.standing;
    const isWriter = isAddressEqual(document.writer as Address, account);
    const may =
      isWriter || parties.has("holder") || parties.has("operator") || parties.has("maker");
    if (!may) {
      const detail =
        "Only who made the entry, the holder, the operator and the maker put its document in.";
      await refuse(asked, document, new VaultProblem("not-entitled", detail));
    }
    const salt = read(saltHeader, c.req.header("document-salt"), "Document-Salt") as Hex;
    if (Number(c.req.header("content-length") ?? 0) > mostBytes) {
      throw new VaultProblem(
        "too-large",
        `The document has more than ${mostBytes} bytes, the most there may be.`,
      );
    }
    const { robot, seq, kind } = document;
    const body = (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>;
    await documents.put(document, salt, body, { what: "put", robot, seq, kind, account });
    return c.json({ robot, seq, kind, state: "kept" }, 201);
  });

  app.get("/robots/:id/documents/:seq", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const { proven, account, standing } = asked;
    const document = documentIn(asked, c.req.param("seq"));
    const entitlement = entitlementTo(document, standing);
    if (!entitlement) {
      const problem = account
        ? new VaultProblem(
            "not-entitled",
            `${account} may not see a document of kind ${document.kind} of this robot now.`,
          )
        : new VaultProblem(
            "not-signed-in",
            "The document is sealed. Sign in: POST /nonces, then POST /sessions.",
          );
      return await refuse(asked, document, problem);
    }
    const opened = await documents.open(document).catch(async (error: unknown) => {
      if (error instanceof VaultProblem) return await refuse(asked, document, error);
      throw error;
    });
    const { party, grant, glass } = entitlement;
    const { robot, seq, kind } = document;
    await log.write(
      {
        ...{ what: "look", robot, account, party, seq, kind },
        why: grant?.purpose ?? glass?.reason,
        grant: grant?.id,
        caseNumber: glass?.caseNumber,
      },
      { toldAt: glass && glasses.toldAt(proven) },
    );
    return c.body(opened.bytes as Uint8Array<ArrayBuffer>, 200, {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${robot}-${seq}.bin"`,
      "document-salt": opened.salt,
      "document-kind": kind,
    });
  });

  app.post("/robots/:id/grants", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const account = requireSession(asked);
    const request = read(grantRequest, await json(c.req));
    const { holder, grantee } = request.grant;
    if (![holder, grantee].some((one) => isAddressEqual(one, account))) {
      throw new VaultProblem(
        "not-entitled",
        "Only who signed a grant and who is given it hand it in.",
      );
    }
    return c.json({ id: await grants.add(asked.proven, request) }, 201);
  });

  app.get("/robots/:id/grants", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    return c.json({ grants: await grants.list(asked.proven.robot.id, requireSession(asked)) });
  });

  app.delete("/robots/:id/grants/:grant", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    await grants.revoke(asked.proven, c.req.param("grant"), requireSession(asked));
    return c.body(null, 204);
  });

  app.post("/robots/:id/break-glass", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const account = requireSession(asked);
    const request = read(glassRequest, await json(c.req));
    const breaking = glasses.break(asked.proven, account, asked.standing.parties, request);
    const broken = await breaking.catch(async (error: unknown) => {
      if (error instanceof VaultProblem) return await refuse(asked, { why: "break-glass" }, error);
      throw error;
    });
    return c.json(broken, 201);
  });

  app.get("/robots/:id/log", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const account = requireSession(asked);
    const { after, limit = 100, size } = read(logQuery, c.req.query());
    const times = holdingsOf(asked.proven, account);
    const { id, holder } = asked.proven.robot;
    if (times.length === 0) {
      throw new VaultProblem(
        "not-entitled",
        "The log of a robot is for who holds it, and held it at the time.",
      );
    }
    // Pages after the first are of the same look, if there is one: of the head that it was shown.
    const since = Math.floor(now()) - SESSION_SECONDS;
    const isNext =
      after !== undefined &&
      size !== undefined &&
      (await log.wasRead(id, account, { since, before: size }));
    if (!isNext) {
      const party = holder === account ? "holder" : "holderThen";
      await log.write({ what: "logRead", robot: id, account, party });
    }
    const head = await headOf(size);
    const entries = await log.entriesOf(id, times, { after: after ?? -1, limit });
    const shown = await Promise.all(
      entries
        .filter(({ position }) => position < head.size)
        .map(async ({ position, line }) => {
          return { position, line, proof: await log.tree.inclusion(position, head.size) };
        }),
    );
    return c.json({
      head: await signHead(head, { url, chainId: chain.chainId, key: logKey, now }),
      entries: shown,
    });
  });

  const asking = { chain, log, glasses, ask, refuse, requireSession, now };
  addAnswers(app, { ...asking, url, rollups: telemetry.rollups, key: logKey });
  addTelemetry(app, { ...asking, telemetry, anchoring, wear, accountOf });

  app.get("/log/anchors", async (c) => {
    const { to } = read(anchorsQuery, c.req.query());
    const { size } = await headOf(to);
    return c.json(await anchoring.topics.log.continued(log.tree, size));
  });

  app.get("/log/head", async (c) =>
    c.json(
      await signHead(await log.tree.head(), { url, chainId: chain.chainId, key: logKey, now }),
    ),
  );

  app.get("/log/consistency", async (c) => {
    const { from, to } = read(consistencyQuery, c.req.query());
    const { size } = await log.tree.head();
    if (from > to || to > size) {
      throw new VaultProblem(
        "invalid-request",
        `Expected from ≤ to ≤ ${size}, the lines of the log.`,
      );
    }
    return c.json({ proof: await log.tree.consistency(from, to) });
  });

  return app;
}
