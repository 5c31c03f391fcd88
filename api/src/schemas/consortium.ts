// The consortium: who sits at the table, what is being decided, who makes the blocks.
import { z } from "@hono/zod-openapi";
import { words } from "@openrobotid/sdk/actions";
import { asOf, count, country, orNull, proof, seat, time } from "./common.js";

const seatView = z
  .object({
    ...seat.shape,
    countries: z.array(country),
    admittedAt: time,
    departedAt: orNull(time).openapi({ description: "`null`: it sits at the table." }),
    validatorSince: orNull(time).openapi({
      description: "Since when it has its present validator node. `null`: it has departed.",
    }),
    makersAdmitted: count.openapi({ description: "Manufacturers that it admitted." }),
    namings: z
      .array(
        z.object({
          key: z.enum(["account", "recoveryKey"]).openapi({
            description: "What it names: the account that acts for it, or its recovery key.",
            example: "account",
          }),
          acceptableFrom: time.openapi({ description: "From when the new key can take effect." }),
          proof,
        }),
      )
      .openapi({ description: "Changes of its keys that were announced and can be cancelled." }),
    proof,
  })
  .openapi("SeatView");

const proposal = z
  .object({
    id: z
      .string()
      .regex(/^[0-9]+$/)
      .openapi({ description: "Its number, decimal." }),
    state: z.enum(words["enum IGovernor.ProposalState"]).openapi({ example: "executed" }),
    proposedBy: orNull(seat).openapi({ description: "`null`: it was no seat's account." }),
    description: z.string(),
    calls: z.array(
      z.object({
        contract: z.string().nullable().openapi({
          description: "Contract of the registry that it calls. `null`: none of them.",
          example: "consortium",
        }),
        function: z
          .string()
          .nullable()
          .openapi({ description: "`null`: the call cannot be read.", example: "admitSeat" }),
        summary: z.string().openapi({
          description: "The call in a line, accounts left out.",
          example: "admitSeat: Japan Robot Standards",
        }),
      }),
    ),
    createdAt: time,
    voteStart: time,
    voteEnd: time,
    executableAt: orNull(time).openapi({
      description: "When the timelock runs out. `null`: not queued.",
    }),
    executedAt: orNull(time),
    canceledAt: orNull(time),
    votes: z.object({ for: count, against: count, abstain: count }),
    votesNeeded: count.nullable().openapi({
      description: "Votes in favour that it needs. `null`: not settled before the vote opens.",
    }),
    ballots: z.array(
      z.object({
        seat: orNull(seat).openapi({ description: "`null`: the account of no seat." }),
        support: z.enum(words.support),
        reason: z.string(),
        at: time,
        withdrawnAt: orNull(time).openapi({
          description:
            "When its seat took a vote in favour back: it no longer counts. `null`: it did not.",
        }),
        proof,
      }),
    ),
    proof,
  })
  .openapi("Proposal");

export const consortium = z
  .object({
    seats: z.array(seatView).openapi({ description: "All seats, also those that departed." }),
    countries: z.array(
      z.object({
        country,
        seat: orNull(seat),
        since: time,
        actsFrom: time.openapi({
          description: "From when that seat acts in orders and admits manufacturers there.",
        }),
        proof,
      }),
    ),
    validators: count.openapi({ description: "Validator nodes now." }),
    makers: z
      .array(
        z.object({
          id: z.string().openapi({ example: "CNBH01" }),
          name: z.string(),
          admittedBy: orNull(seat),
          admittedAt: time,
        }),
      )
      .openapi({ description: "Makers, and which seat admitted each." }),
    proposals: z.array(proposal).openapi({ description: "All proposals, the last first." }),
    asOf,
  })
  .openapi("Consortium");

export const blocks = z
  .object({
    status: z.enum(["known", "unknown"]).openapi({
      description: "`unknown`: this chain does not say who makes its blocks.",
    }),
    source: z.enum(["signers", "coinbase"]).nullable().openapi({
      description:
        "`signers`: counted by the node (`qbft_getSignerMetrics`); `coinbase`: read from the blocks. `null`: unknown.",
    }),
    from: z.int().nullable().openapi({ description: "First block counted." }),
    to: z.int().nullable().openapi({ description: "Last block counted." }),
    producers: z.array(
      z.object({
        seat: orNull(seat).openapi({ description: "`null`: a validator of no present seat." }),
        blocks: count,
        lastBlock: z
          .int()
          .nullable()
          .openapi({ description: "Last block that it made. `null`: none of these." }),
      }),
    ),
    asOf,
  })
  .openapi("BlockProduction", { description: "Who made the last blocks." });
