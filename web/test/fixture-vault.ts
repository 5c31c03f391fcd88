// A vault of two lines, a document and half a year of telemetry, for the desk. It lets in who signed its nonce, and signs its log.
import { createCommitment } from "@openrobotid/sdk/actions";
import {
  type LogOnChain,
  logHeadTypedData,
  logLeaf,
  logNode,
  vaultLogTopic,
} from "@openrobotid/sdk/vault";
import { Hono } from "hono";
import { type Hex, recoverMessageAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { codes } from "./fixture-api.js";
import { isOfPasskey, PASSKEY_ACCOUNT } from "./passkey.js";

/** Who signs in. */
export const HOLDER = privateKeyToAccount(`0x${"11".repeat(32)}`);

export const DOCUMENT = "The left knee was found worn.";

/** A robot that a chain of the tests has, and what proves its record and the heads of the log. */
interface ProvenPart {
  readonly robot?: string;
  readonly evidence?: (log: LogOnChain | undefined) => Promise<Uint8Array>;
  /** Anchors a head of the log: it is done once, with the first line of the log alone. */
  readonly anchor?: (topic: Hex, root: Hex, leaves: number) => Promise<Anchored>;
}

/** Where a head was anchored, and at which block time. */
export type Anchored = Omit<LogOnChain, "topic"> & { readonly at: number };

/** What the vault does wrong. */
export interface VaultFault {
  line?: boolean;
  document?: boolean;
  /** Whether it lists documents that the record does not commit to; only with a record of a chain. */
  invented?: boolean;
  /** Whether it refuses its log. */
  log?: boolean;
  /** Whether it names another head than the one that is on the chain. */
  anchor?: boolean;
}

const LOG_KEY = privateKeyToAccount(`0x${"22".repeat(32)}`);
const TOKEN = "t".repeat(43);
const WEEK = 7 * 86_400;
const NONCE = "a1b2c3d4e5f6a7b8c";
const { commitment, salt } = createCommitment(DOCUMENT, `0x${"33".repeat(32)}`);
const RULE = {
  ...{ id: "knee", field: "joints.wear", joint: "kneeLeft", when: "above", threshold: 0.5 },
  ...{ weeks: 4, severity: "noTransfer", text: "The bearing of the knee wears out." },
};

/** @param url Says where the site is, which is the vault's own address. */
export function fixtureVault(
  fault: VaultFault,
  url: () => string,
  { robot = codes.inService, evidence, anchor }: ProvenPart = {},
): Hono {
  const app = new Hono();
  const now = Math.floor(Date.now() / 1000);
  const lineOf = (ordinal: number, what: string, more: object = {}) =>
    JSON.stringify({
      ...{ series: "told", ordinal, at: now - 10, toldAt: now - 10, what, robot },
      ...{ account: HOLDER.address, party: "holder", ...more },
    });
  const lines = [
    lineOf(1, "look", { kind: "service", seq: 3, why: "to repair it" }),
    lineOf(2, "logRead"),
  ];
  const [first = "", second = ""] = lines.map(logLeaf);
  const head = async () => {
    const unsigned = {
      vault: url(),
      chainId: 31337,
      size: 2,
      root: logNode(first, second),
      at: now,
    };
    return { ...unsigned, signature: await LOG_KEY.signTypedData(logHeadTypedData(unsigned)) };
  };
  app.use("/robots/:robot/:what{log|diagnosis}", async (c, next) => {
    if (c.req.header("authorization") !== `Bearer ${TOKEN}`) return c.json({ detail: "no" }, 401);
    return await next();
  });
  app.get("/log/head", async (c) => c.json(await head()));
  let anchored: Promise<Anchored> | undefined;
  const onChain = async () => {
    anchored ??= anchor?.(vaultLogTopic(url()), `0x${first}`, 1);
    return await anchored;
  };
  app.get("/log/anchors", async (c) => {
    const topic = vaultLogTopic(url());
    const { account = null, at } = (await onChain()) ?? {};
    const one = { root: `0x${fault.anchor ? second : first}`, leaves: 1, at };
    const [anchors, continued] = account ? [[one], [[second]]] : [[], []];
    return c.json({ account, topic, anchors, continued });
  });
  app.post("/nonces", (c) => c.json({ nonce: NONCE }, 201));
  app.post("/sessions", async (c) => {
    const { message, signature } = await c.req.json<{ message: string; signature: Hex }>();
    const isPasskey = message.includes(PASSKEY_ACCOUNT);
    const account = isPasskey
      ? PASSKEY_ACCOUNT
      : await recoverMessageAddress({ message, signature });
    const hasSigned = isPasskey
      ? isOfPasskey(message, signature, url())
      : account === HOLDER.address;
    const isRight = hasSigned && message.includes(NONCE);
    if (!isRight || !message.includes(`URI: ${new URL(url()).origin}`))
      return c.json({ detail: "no" }, 401);
    return c.json({ token: TOKEN, account, expiresAt: now + 900 }, 201);
  });
  app.delete("/sessions", (c) => c.body(null, 204));
  app.get("/robots/:robot/evidence", async (c) => {
    if (!evidence) return c.json({ detail: "not here" }, 404);
    const where = await onChain();
    const file = await evidence(where && { ...where, topic: vaultLogTopic(url()) });
    const headers = where ? { "anchors-contract": where.contract } : {};
    return c.body(file as Uint8Array<ArrayBuffer>, 200, headers);
  });
  app.get("/robots/:robot/documents", (c) =>
    c.json({
      documents:
        evidence && !fault.invented
          ? []
          : [
              { seq: 3, kind: "service", commitment, state: "kept" },
              { seq: 4, kind: "incident", commitment, state: "absent" },
            ],
    }),
  );
  app.get("/robots/:robot/documents/3", (c) =>
    c.body(fault.document ? "Nothing was found." : DOCUMENT, 200, { "document-salt": salt }),
  );
  app.get("/robots/:robot/log", async (c) => {
    if (fault.log) return c.json({ detail: "not for you" }, 403);
    const shown = fault.line ? [lineOf(1, "look"), lines[1]] : lines;
    const proofs = [[second], [first]];
    const entries = shown.map((line, position) => ({ position, line, proof: proofs[position] }));
    return c.json({ head: await head(), entries });
  });
  app.get("/robots/:robot/diagnosis", (c) => {
    const mean = (sum: number) => ({ count: 1, sum });
    const weeks = Array.from({ length: 26 }, (_, index) => index).flatMap((index) => {
      const start = Math.floor(now / WEEK) * WEEK - (26 - index) * WEEK;
      const joints = {
        "kneeLeft.wear": mean(0.2 + index * 0.016),
        "kneeRight.wear": mean(0.2 + index * 0.003),
      };
      return [
        { kind: "joints", start, figures: joints },
        { kind: "battery", start, figures: { capacity: mean(18 - index * 0.05) } },
      ];
    });
    const rules = [
      RULE,
      {
        ...RULE,
        id: "cell",
        field: "battery.capacity",
        joint: undefined,
        when: "below",
        threshold: 16.2,
      },
    ];
    const text = JSON.stringify({ version: 1, model: "CNBH01TERN03", revision: 1, rules });
    return c.json({
      ...{ weeks, findings: [{ rule: "knee", joint: "kneeLeft", text: RULE.text }] },
      rules: { text, account: HOLDER.address, signature: "0x00" },
    });
  });
  return app;
}
