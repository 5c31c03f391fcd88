// The feed of what happens.
import { z } from "@hono/zod-openapi";
import { asOf, country, makerId, modelId, orNull, proof, robotCode, time } from "./common.js";

export const change = z
  .object({
    cursor: z.string().openapi({
      description: "Its place in the feed. Give the last one as `after`.",
      example: "412-3",
    }),
    kind: z.string().openapi({
      description:
        "What happened: a kind of a robot's history, or `lotIssued`, `listIssued`, `campaignOpened`, `campaignClosed`, `unitsMarked`, `manufacturerAdmitted`, `manufacturerStatusChanged`, `modelRegistered`, `modelApproved`, `modelApprovalWithdrawn`, `releasePublished`, `releaseWithdrawn`, `seatAdmitted`, `seatExpelled`, `seatResigned`, `countryAssigned`, `countryReleased`, `proposalCreated`, `voteCast`, `proposalQueued`, `proposalExecuted`, `proposalCanceled`.",
      example: "placedOnMarket",
    }),
    time,
    maker: orNull(makerId).openapi({ description: "`null`: it concerns none." }),
    model: orNull(modelId).openapi({ description: "`null`: it concerns none." }),
    country: orNull(country).openapi({ description: "`null`: it names none." }),
    campaign: z.int().nullable().openapi({ description: "`null`: it concerns none." }),
    robot: robotCode.optional().openapi({
      description:
        "The robot. Only with a key that may see it, or where its code was asked for: the public feed does not give away codes.",
    }),
    proof,
  })
  .openapi("Change", { description: "One thing that happened." });

export const changes = z
  .object({
    changes: z.array(change),
    next: z.string().openapi({
      description: "Give it as `after` to go on from here, also where nothing is left.",
      example: "412-3",
    }),
    more: z.boolean().openapi({
      description:
        "Whether the feed goes on behind `next` already. What is there need not fit the filter.",
    }),
    asOf,
  })
  .openapi("Changes");
