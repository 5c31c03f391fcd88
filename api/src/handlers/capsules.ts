import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import { labelPdf, labelSvg } from "@openrobotid/sdk/label";
import { CAPSULE_MEDIA_TYPE } from "@openrobotid/sdk/witness";
import type { Context } from "hono";
import { canonical, guardingCodes } from "../forms.js";
import { ApiProblem, readingCode } from "../problem.js";
import { Capsules } from "../robots/capsules.js";
import { loadRobot } from "../robots/load.js";
import type * as routes from "../routes/capsules.js";
import type { Env, Service } from "../service.js";
import type { Handler } from "./handler.js";

/** Answers with what is signed and printed for where there is no network. */
export function capsuleHandlers(service: Service) {
  const { db, settings } = service;
  const capsules = settings.witness && new Capsules(settings.witness, settings);

  const getCapsule: Handler<typeof routes.getCapsule> = async (c) => {
    const id = await issued(c, "/capsule");
    if (id instanceof Response) return id as never;
    if (!capsules) {
      throw new ApiProblem("not-found", "This member signs no capsules. Ask another one.");
    }
    const { text, block } = await capsules.of(id);
    c.header("x-block-number", String(block));
    c.header("cache-control", "public, max-age=60");
    return c.body(text, 200, { "content-type": CAPSULE_MEDIA_TYPE }) as never;
  };

  const getLabelSvg: Handler<typeof routes.getLabelSvg> = async (c) => {
    const id = await issued(c, "/label.svg");
    if (id instanceof Response) return id as never;
    const svg = await labelSvg(await labelOf(id, c.req.valid("query")));
    return c.body(svg, 200, { "content-type": "image/svg+xml" }) as never;
  };

  const getLabelPdf: Handler<typeof routes.getLabelPdf> = async (c) => {
    const id = await issued(c, "/label.pdf");
    if (id instanceof Response) return id as never;
    const pdf = await labelPdf(await labelOf(id, c.req.valid("query")));
    return c.body(pdf as Uint8Array<ArrayBuffer>, 200, {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${id}.pdf"`,
    }) as never;
  };

  async function labelOf(id: RobotId, { language }: { language: "en" | "es" | "zh" }) {
    const made = await capsules?.of(id);
    const { webUrl: resolver } = settings;
    return { id, resolver, capsule: made?.text, seatName: made?.seatName, language };
  }

  /** The code of the path, which was issued; a redirect where it is spelled otherwise. */
  async function issued(c: Context<Env>, rest: string): Promise<RobotId | Response> {
    const given = c.req.param("code") ?? "";
    const id = readingCode(() => parseRobotId(given));
    if (given !== id) return canonical(c, `/v1/robots/${id}${rest}`);
    await guardingCodes(c, service, () => loadRobot(db, id, undefined));
    return id;
  }

  return { getCapsule, getLabelSvg, getLabelPdf };
}
