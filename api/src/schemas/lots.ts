// Lots and their manifests.
import { z } from "@hono/zod-openapi";
import { asOf, count, hash, makerId, modelId, orNull, proof, time } from "./common.js";

export const lot = z
  .object({
    lot: hash,
    kind: z
      .enum(["range", "list"])
      .openapi({ description: "Issued as a consecutive range, or as a list." }),
    maker: makerId,
    model: modelId,
    count: count.openapi({ description: "Units issued." }),
    issuedAt: time,
    unitsRoot: orNull(hash).openapi({
      description:
        "Root of the Merkle tree over its units. `null`: the maker had no data of each unit.",
    }),
    manifest: z.object({
      uri: z
        .string()
        .nullable()
        .openapi({ description: "Where its maker publishes it. `null`: no address." }),
      status: z.enum(["verified", "missing", "notNeeded"]).openapi({
        description:
          "`verified`: stored here, and its leaves give the root; `missing`: not here yet; `notNeeded`: there is no root.",
      }),
      storedAt: orNull(time).openapi({ description: "`null`: not stored." }),
    }),
    proof,
    asOf,
  })
  .openapi("Lot", { description: "A lot or a list. Its codes are not part of this view." });

export const manifestStored = z
  .object({
    lot: hash,
    units: count.openapi({ description: "Units of the manifest." }),
    unitsRoot: hash.openapi({
      description: "The root that its leaves give, which is the one on the chain.",
    }),
    stored: z
      .enum(["new", "already"])
      .openapi({ description: "Whether it was stored now or was here already." }),
  })
  .openapi("ManifestStored");
