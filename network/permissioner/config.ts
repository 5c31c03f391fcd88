// What a permissioner can be told.
import { z } from "zod";
import { list, logLevel, nodes, number, path, readSettingsOf, url } from "../src/settings.js";
import { parseEnode } from "./enode.js";

const settings = z
  .strictObject({
    deployment: path,
    "rpc-urls": nodes,
    agreement: number(1, 20).optional(),
    "besu-url": url,
    "permissions-file": path.optional(),
    "static-nodes-file": path.optional(),
    "besu-config-file": path.optional(),
    "address-book": path.optional(),
    directory: list(path).default([]),
    "own-nodes": list(
      z.string().refine((text) => parseEnode(text) !== undefined, { error: "an enode URL" }),
    ).default([]),
    "own-accounts": list(
      z.string().regex(/^0x[0-9a-fA-F]{40}$/, { error: "the address of an account" }),
    ).default([]),
    "state-file": path,
    "poll-seconds": number(0.2, 600).default(2),
    "most-seconds-of-head": number(10, 86_400).default(180),
    host: z.string().default("127.0.0.1"),
    port: number(0, 65_535).default(9646),
    "log-level": logLevel,
  })
  .superRefine((of, context) => {
    if ((of.agreement ?? 1) > of["rpc-urls"].length) {
      context.addIssue({
        code: "custom",
        path: ["agreement"],
        message: `at most the number of rpc-urls, ${of["rpc-urls"].length}`,
      });
    }
  });

/** The settings of a permissioner, by the names they have in the file. */
export type Settings = z.infer<typeof settings>;

/** Reads the settings. Throws `UserError` with everything that is wrong. */
export function readSettings(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  return readSettingsOf({ name: "permissioner", settings }, file, env);
}
