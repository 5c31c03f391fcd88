// A history as EPCIS 2.0. The official JSON schema is the authority; this says what is here of it.
import { z } from "@hono/zod-openapi";

export const epcisDocument = z
  .looseObject({
    "@context": z.array(z.union([z.string(), z.record(z.string(), z.string())])),
    type: z.literal("EPCISDocument"),
    schemaVersion: z.literal("2.0"),
    creationDate: z.string(),
    epcisBody: z.looseObject({
      eventList: z.array(z.looseObject({ type: z.literal("ObjectEvent") })),
    }),
  })
  .openapi("EpcisDocument", {
    description: "A robot's history in EPCIS 2.0 JSON-LD, valid against the schema of GS1.",
  });
