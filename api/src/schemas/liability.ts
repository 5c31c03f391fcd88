// The four questions after an accident, answered as of a moment. Only with a key.
import { z } from "@hono/zod-openapi";
import { SCOPES } from "../../service-store/scopes.js";
import {
  account,
  asOf,
  capacity,
  country,
  nextPage,
  orNull,
  proof,
  robotCode,
  state,
  time,
  unitStatus,
  unknown,
} from "./common.js";
import { brand, certificate, doubt, firmware, flag, recallNotice, trust } from "./robot.js";

const knownDefect = z
  .object({
    ...recallNotice,
    status: z
      .enum(unitStatus.options)
      .openapi({ description: "The status of this robot under it at that moment." }),
    proof: proof.openapi({ description: "The opening of the recall." }),
    binding: proof.openapi({
      description:
        "What made it bind this robot: its opening, the marking of the unit, or the market that it came onto.",
    }),
    settlement: orNull(proof).openapi({
      description: "The entry that settled it by that moment. `null`: none.",
    }),
  })
  .openapi("KnownDefect");

export const liability = z
  .object({
    id: robotCode,
    at: time.openapi({ description: "The moment asked for." }),
    state: z.object({ state, proof }),
    owner: z
      .object({
        account,
        basis: z.enum(["issuance", "placement", "approval", "consent", "order", "intake"]).openapi({
          description: "On what ground it was the owner.",
          example: "approval",
        }),
        since: time,
        proof,
      })
      .openapi({ description: "Who owned it." }),
    operator: z
      .discriminatedUnion("status", [
        z.object({
          status: z.literal("named"),
          account,
          accepted: z.boolean().openapi({ description: "Whether it had accepted." }),
          inCharge: z.boolean().openapi({
            description: "Whether it answered for running it: accepted, and its term still ran.",
          }),
          until: time.openapi({ description: "End of its term." }),
          proof,
        }),
        z.object({
          status: z.literal("none"),
          proof: orNull(proof).openapi({
            description: "The entry since which nobody was named. `null`: nobody ever was.",
          }),
        }),
      ])
      .openapi({
        description:
          "Who operated it. `none`: no operator was in the registry, so the owner answers for running it.",
      }),
    market: z
      .object({ country, since: time, proof })
      .nullable()
      .openapi({ description: "`null`: on no market." }),
    firmware,
    lastService: z.discriminatedUnion("status", [
      z.object({
        status: z.literal("recorded"),
        at: time,
        by: account,
        capacity,
        jurisdiction: orNull(country),
        proof,
      }),
      unknown,
    ]),
    defects: z.object({
      knownThen: z
        .array(knownDefect)
        .openapi({ description: "Recalls opened by that moment that bound this robot." }),
      knownLater: z.array(knownDefect).openapi({
        description:
          "Recalls that came to bind this robot after that moment; status as of the last block.",
      }),
    }),
    certificates: z.array(z.object({ ...certificate.shape, issuerAccount: account })).openapi({
      description: "Certificates issued by that moment; `valid` is as of that moment.",
    }),
    flags: z.array(z.object({ ...flag.shape, reporter: account })),
    brands: z.array(brand),
    ...trust,
    verdict: doubt,
    asOf,
  })
  .openapi("Liability", {
    description: "Who answered for a robot at a moment, and what was known.",
  });

export const accesses = z
  .object({
    id: robotCode,
    accesses: z.array(
      z.object({
        at: time.openapi({ description: "When somebody looked." }),
        scope: z.enum(SCOPES),
        label: z.string().openapi({
          description: "Label of the key, the name of an institution.",
          example: "Example Insurance",
        }),
        question: z.string().openapi({ description: "What was asked.", example: "liability" }),
        moment: orNull(time).openapi({ description: "The moment asked about. `null`: now." }),
      }),
    ),
    next: nextPage,
  })
  .openapi("Accesses", {
    description: "Who looked at what is not public of a robot, the last first.",
  });
