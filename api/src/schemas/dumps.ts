// Public files of the whole.
import { z } from "@hono/zod-openapi";
import { time } from "./common.js";

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({
    description: "SHA-256, in hexadecimal.",
    example: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
  });

export const dump = z
  .object({
    name: z.string().openapi({ description: "Its name.", example: "full-000000000412" }),
    kind: z.enum(["full", "delta"]).openapi({
      description:
        "`full`: everything that is public; `delta`: of the tables that grow with what happens to robots the rows that began since, of all others the whole.",
    }),
    block: z.int().openapi({ description: "Everything up to this block is in it.", example: 412 }),
    blockHash: z.string().openapi({ description: "Hash of that block." }),
    time,
    since: z.int().nullable().openapi({
      description: "Last block of the dump that this delta follows. `null`: it is whole.",
    }),
    manifest: z.string().openapi({
      description:
        "Path of its manifest, which says of each file its name, rows, bytes, SHA-256 and columns. The files are beside it.",
      example: "/v1/dumps/full-000000000412/manifest.json",
    }),
    digest: digest.openapi({
      description:
        "SHA-256 of what the files hold, however they are compressed. As the manifest says it.",
    }),
    rows: z.int().openapi({ description: "Rows of all files.", example: 1200 }),
    bytes: z.int().openapi({ description: "Bytes of all files.", example: 48_000 }),
  })
  .openapi("Dump", { description: "Public files of the whole, as of a block." });

export const dumps = z
  .object({
    dumps: z.array(dump).openapi({ description: "The newest first." }),
    format: z
      .array(
        z.object({
          version: z.int().openapi({ description: "`version` of manifests.", example: 1 }),
          change: z.string().openapi({ description: "What changed with it." }),
        }),
      )
      .openapi({ description: "The changelog of the format." }),
  })
  .openapi("Dumps");

export const dumpManifest = z
  .looseObject({
    format: z.literal("open-robot-id-index"),
    version: z.int(),
    kind: z.enum(["full", "delta"]),
    chainId: z.int(),
    digest,
    files: z.array(
      z.looseObject({
        table: z.string(),
        file: z.string().openapi({ description: "Its name, beside the manifest." }),
        rows: z.int(),
        bytes: z.int(),
        sha256: digest,
        columns: z.array(z.object({ name: z.string(), type: z.string() })),
      }),
    ),
  })
  .openapi("DumpManifest", { description: "What the files of a dump are." });
