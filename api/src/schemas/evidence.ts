// Evidence, and what it is verified with, as far as the document describes it: docs/evidence.md has the format.
import { z } from "@hono/zod-openapi";

const hex = z.string().openapi({ description: "Bytes in hexadecimal.", example: "0x00" });

const address = z.string().openapi({
  description: "An address of the chain: of a contract or a validator.",
  example: "0x",
});

export const evidence = z
  .looseObject({
    format: z.literal("open-robot-id-evidence"),
    version: z.literal(1),
    chainId: z.int(),
  })
  .openapi("Evidence", {
    description:
      "What proves an answer, with nothing but an anchor. `docs/evidence.md` describes the other fields.",
  });

export const anchor = z
  .looseObject({
    format: z.literal("open-robot-id-anchor"),
    version: z.literal(1),
    chainId: z.int(),
    genesisHash: hex,
    seals: z.enum(["qbft", "none"]),
    validators: z.array(address),
    contracts: z.record(z.string(), z.object({ address, codeHash: hex })),
  })
  .openapi("Anchor", {
    description:
      "What a client trusts. Got from the one who answers too, it shows nothing: compare it with one from another place.",
  });

export const checkpoints = z
  .object({
    checkpoints: z.array(
      z.looseObject({
        chainId: z.int(),
        seat: z.int(),
        number: z.int(),
        hash: hex,
        stateRoot: hex,
        timestamp: z.int(),
        signature: hex,
      }),
    ),
  })
  .openapi("Checkpoints", {
    description:
      "Blocks that the witness of this member cosigned, the newest first, each with its signature: `parseCheckpoint` and `verifyCheckpoint` of the SDK.",
  });

export const validatorPath = z
  .object({
    seals: z.enum(["qbft", "none"]).openapi({
      description: "`none`: nobody seals the blocks of this chain, so that there are no steps.",
    }),
    from: z.int().openapi({ description: "Steps after this block." }),
    to: z.int().openapi({ description: "Newest block that the last step leads to." }),
    code: hex.openapi({ description: "Code of Consortium, whose state names the validators." }),
    steps: z
      .array(
        z.object({
          header: z
            .looseObject({ number: hex, hash: hex })
            .openapi({ description: "Header of the block that changed the set, with its seals." }),
          proof: z
            .looseObject({ address })
            .openapi({ description: "`eth_getProof` of Consortium in its state." }),
        }),
      )
      .openapi({ description: "The first first; each sealed by the set of the one before." }),
    next: z.int().nullable().openapi({
      description: "Ask for the next steps with this as `from`; `null`: these were the last.",
    }),
  })
  .openapi("ValidatorPath", {
    description:
      "The steps from one set of validators to the next: `verifyPath` of the SDK proves them.",
  });
