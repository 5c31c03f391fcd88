import { lot } from "ponder:schema";
import type { z } from "@hono/zod-openapi";
import { eq } from "drizzle-orm";
import type { Api } from "../app.js";
import { momentOf, progress } from "../as-of.js";
import { etagged } from "../forms.js";
import { ApiProblem } from "../problem.js";
import { proofOf } from "../robots/periods.js";
import * as routes from "../routes/lots.js";
import { ask, rows } from "../rows.js";
import type { lot as lotAnswer } from "../schemas/lots.js";
import { asOfAnswer, type Service } from "../service.js";
import { rfc3339, rfc3339OrNull } from "../time.js";

/** Answers about lots, and the taking in of manifests. */
export function addLotHandlers(api: Api, service: Service): void {
  const { db } = service;

  api.openapi(routes.getLot, async (c) => {
    const { row, moment } = await findLot(c.req.valid("param").lot);
    const asOf = await asOfAnswer(c, service, moment);
    const manifest = undefined as { storedAt: number } | undefined;
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
    return (etagged(c, asOf) as never) ?? c.json(answer, 200);
  });

  async function findLot(asked: string) {
    const id = asked.toLowerCase() as `0x${string}`;
    const found = await ask(db, {
      progress: progress(),
      lots: rows(lot, { where: eq(lot.id, id) }),
    });
    const [row] = found.lots;
    if (!row) throw new ApiProblem("not-found", `There is no lot ${id}.`);
    return { row, moment: momentOf(found.progress) };
  }
}
