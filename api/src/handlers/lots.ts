import type { z } from "@hono/zod-openapi";
import { lot } from "@openrobotid/indexer/tables";
import type { ManufacturerId } from "@openrobotid/sdk";
import { eq } from "drizzle-orm";
import type { Context } from "hono";
import { stream } from "hono/streaming";
import {
  findManifest,
  putManifest as keepManifest,
  manifestContent,
} from "../../manifests/keep.js";
import { type ManifestRefusal, ManifestRefusedError } from "../../manifests/refused.js";
import { demandOf } from "../access/bearer.js";
import { momentOf, progress } from "../as-of.js";
import { etagged, guardingCodes } from "../forms.js";
import { steady, Uploads } from "../limits/uploads.js";
import { ApiProblem, type ProblemKind } from "../problem.js";
import { UnknownCode } from "../robots/load.js";
import { proofOf } from "../robots/periods.js";
import type * as routes from "../routes/lots.js";
import { ask, rows } from "../rows.js";
import type { lot as lotAnswer } from "../schemas/lots.js";
import { asOfAnswer, type Env, type Service } from "../service.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { Handler } from "./handler.js";

const MANIFEST_TYPE = "application/x-ndjson";

/** What kind of problem a refusal is. */
const REFUSALS = {
  noRoot: "conflict",
  otherRoot: "manifest-refused",
  malformed: "manifest-refused",
  tooLarge: "too-large",
} as const satisfies Record<ManifestRefusal, ProblemKind>;

/** Answers about lots, and the taking in of manifests. */
export function lotHandlers(service: Service) {
  const { db, store } = service;
  const uploads = new Uploads();

  const getLot: Handler<typeof routes.getLot> = async (c) => {
    const { row, moment } = await findLot(c, c.req.valid("param").lot);
    const asOf = await asOfAnswer(c, service, moment);
    const manifest =
      row.unitsRoot === null ? undefined : await findManifest(await store, row.unitsRoot);
    const answer: z.infer<typeof lotAnswer> = {
      lot: row.id,
      kind: row.kind,
      maker: row.manufacturer,
      model: row.model,
      count: row.count,
      issuedAt: rfc3339(row.issuedAt),
      unitsRoot: row.unitsRoot,
      manifest: {
        uri: row.manifestUri || null,
        status: row.unitsRoot === null ? "notNeeded" : manifest ? "verified" : "missing",
        storedAt: rfc3339OrNull(manifest?.storedAt),
      },
      proof: proofOf(row),
      asOf,
    };
    const { status, storedAt } = answer.manifest;
    return (etagged(c, asOf, `${status} ${storedAt}`) as never) ?? c.json(answer, 200);
  };

  const putManifest: Handler<typeof routes.putManifest> = async (c) => {
    const { row, moment } = await findLot(c, c.req.valid("param").lot);
    const type = c.req.header("content-type")?.split(";")[0]?.trim();
    if (type !== MANIFEST_TYPE) {
      throw new ApiProblem(
        "unsupported-type",
        `content-type: found "${type ?? "none"}", expected ${MANIFEST_TYPE}.`,
      );
    }
    c.header("x-block-number", String(moment.blockNumber));
    try {
      const { body } = c.req.raw;
      if (!body)
        throw new ManifestRefusedError("malformed", "Found no body, expected the manifest.");
      const { units, unitsRoot, stored } = await uploads.take(
        c.get("address"),
        c.req.header("content-length"),
        async () => await keepManifest(await store, row, steady(body)),
      );
      return c.json({ lot: row.id, units, unitsRoot, stored }, 200);
    } catch (error) {
      if (error instanceof ManifestRefusedError)
        throw new ApiProblem(REFUSALS[error.reason], error.message);
      throw error;
    }
  };

  const getManifest: Handler<typeof routes.getManifest> = async (c) => {
    const { row, moment } = await findLot(c, c.req.valid("param").lot);
    const key = demandOf(c.get("key"), "manifest", row.manufacturer as ManufacturerId);
    const root = row.unitsRoot;
    if (root === null || !(await findManifest(await store, root))) {
      throw new ApiProblem("not-found", `The manifest of lot ${row.id} is not here.`);
    }
    service.metrics.looks.inc({ scope: key.scope, question: "manifest" });
    c.header("x-block-number", String(moment.blockNumber));
    c.header("content-type", MANIFEST_TYPE);
    const opened = await store;
    return stream(c, async (out) => {
      for await (const part of manifestContent(opened, root)) {
        if (out.aborted) return;
        await out.write(part);
      }
    }) as never;
  };

  /** A lot's id says how its codes begin, so that guessing it is guessing codes. */
  async function findLot(c: Context<Env>, asked: string) {
    return await guardingCodes(c, service, async () => await lookUp(asked));
  }

  async function lookUp(asked: string) {
    const id = asked.toLowerCase() as `0x${string}`;
    const found = await ask(db, {
      progress: progress(),
      lots: rows(lot, { where: eq(lot.id, id) }),
    });
    const [row] = found.lots;
    const moment = momentOf(found.progress);
    if (!row) throw new UnknownCode(id, "there is no such lot.", moment);
    return { row, moment };
  }

  return { getLot, putManifest, getManifest };
}
