// Evidence, and what is public to verify it with. The API only passes on what the thread of evidence makes.

import { WitnessError, WitnessSource } from "@openrobotid/indexer/proof/witness";
import { parseRobotId } from "@openrobotid/sdk";
import { EVIDENCE_MEDIA_TYPE } from "@openrobotid/sdk/evidence";
import { anchorOf, formatAnchor } from "@openrobotid/sdk/proof";
import { WITNESS_LIST_MEDIA_TYPE } from "@openrobotid/sdk/witness";
import { chooseForm } from "../accept.js";
import { demand, seesOf } from "../access/bearer.js";
import { recordLook } from "../access/look.js";
import { evidenceFor, made, sourceOf } from "../evidence.js";
import { canonical, etagged } from "../forms.js";
import { ApiProblem, readingCode } from "../problem.js";
import type * as routes from "../routes/evidence.js";
import type { Service } from "../service.js";
import { readMoment } from "../time.js";
import { stepsAfter } from "../validator-path.js";
import type { Handler } from "./handler.js";

/** For how long an anchor may be kept, in seconds: it never changes while the service runs. */
const ANCHOR_FRESH = 300;

/** Answers with what proves. */
export function evidenceHandlers(service: Service) {
  const { limits, settings } = service;
  const witness =
    settings.witnessUrl === undefined ? undefined : new WitnessSource(settings.witnessUrl);

  const getEvidence: Handler<typeof routes.getEvidence> = async (c) => {
    const given = c.req.param("code");
    const id = readingCode(() => parseRobotId(given));
    if (given !== id) return canonical(c, `/v1/robots/${id}/evidence`) as never;
    const form = chooseForm(c.req.header("accept"), [EVIDENCE_MEDIA_TYPE, "application/json"]);
    const key = c.get("key");
    const { at: moment } = c.req.valid("query");
    if (moment !== undefined) demand(key, "liability");
    // The thread says where a moment is after the newest block.
    const at = readMoment(moment, Number.POSITIVE_INFINITY);
    const isWhole = key !== undefined && seesOf(key, "liability", id);
    const address = c.get("address");
    if (!key) await limits.refuseGuessing(address);
    if (isWhole) await recordLook(service, key, id, { question: "evidence", moment: at });
    const { file, block, issued } = await evidenceFor(c, service, {
      id,
      of: isWhole ? "whole" : "public",
      ...(isWhole && at !== undefined && { at }),
      format: form === "application/json" ? "json" : "cbor",
    });
    if (!key && !issued) await limits.countUnknown(address, 1);
    c.header("x-block-number", String(block));
    const unchanged = key ? undefined : etagged(c, { blockNumber: block, lagging: false });
    if (unchanged) return unchanged as never;
    const suffix = form === "application/json" ? "evidence.json" : "evidence";
    return c.body(file as Uint8Array<ArrayBuffer>, 200, {
      "content-type": form,
      "content-disposition": `attachment; filename="${id}-${block}.${suffix}"`,
    }) as never;
  };

  const getAnchor: Handler<typeof routes.getAnchor> = (c) => {
    const anchor = anchorOf(settings.deployment as never);
    if (!anchor) {
      throw new ApiProblem("not-found", "The deployment of this service carries no anchor.");
    }
    c.header("cache-control", `public, max-age=${ANCHOR_FRESH}`);
    return c.body(formatAnchor(anchor), 200, { "content-type": "application/json" }) as never;
  };

  const getCheckpoints: Handler<typeof routes.getCheckpoints> = async (c) => {
    const checkpoints = await witnessed((source) => source.checkpoints());
    c.header("cache-control", "no-store");
    return c.json({ checkpoints } as never, 200);
  };

  const getWitnesses: Handler<typeof routes.getWitnesses> = async (c) => {
    const list = await witnessed((source) => source.list());
    c.header("cache-control", "public, max-age=60");
    return c.body(list as Uint8Array<ArrayBuffer>, 200, {
      "content-type": WITNESS_LIST_MEDIA_TYPE,
    }) as never;
  };

  /** What the witness says, or the problem that says why it does not. */
  async function witnessed<what>(ask: (source: WitnessSource) => Promise<what>): Promise<what> {
    if (!witness) {
      throw new ApiProblem("not-found", "This member runs no witness. Ask another one.");
    }
    try {
      return await ask(witness);
    } catch (error) {
      if (!(error instanceof WitnessError)) throw error;
      throw new ApiProblem("unavailable", error.message, {}, { "retry-after": "5" });
    }
  }

  const getValidatorPath: Handler<typeof routes.getValidatorPath> = async (c) => {
    const { from } = c.req.valid("query");
    const source = sourceOf(service);
    const { path, block } = made(await source.path());
    const { seals } = source.anchor;
    if (from > block) {
      throw new ApiProblem(
        "invalid-request",
        `from: found ${from}, expected a block up to the newest, ${block}.`,
        { errors: [{ in: "query", name: "from", detail: `expected a block up to ${block}` }] },
      );
    }
    c.header("x-block-number", String(block));
    const { steps, next } = stepsAfter(path, from);
    const unchanged = etagged(c, { blockNumber: block, lagging: false });
    if (unchanged) return unchanged as never;
    return c.json({ seals, from, to: block, code: path.code, steps, next } as never, 200);
  };

  return { getEvidence, getAnchor, getCheckpoints, getWitnesses, getValidatorPath };
}
