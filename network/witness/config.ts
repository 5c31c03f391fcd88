// What a witness can be told.
import { z } from "zod";
import { list, logLevel, nodes, number, path, readSettingsOf } from "../src/settings.js";

const settings = z.strictObject({
  anchor: path,
  "rpc-urls": nodes,
  seat: number(1, 1_000_000),
  "key-file": path,
  "state-file": path,
  // Where a web server takes what is served from, for who cannot ask this machine.
  "static-folder": path.optional(),
  // Files, folders and addresses with the entries of the members' directory: whom the monitor asks.
  directory: list(path).default([]),
  // Where the monitor writes what shows a second chain.
  "alarm-folder": path,
  "interval-seconds": number(0, 600).default(60),
  "monitor-seconds": number(1, 600).default(20),
  "list-seconds": number(10, 86_400).default(3600),
  "poll-seconds": number(0.1, 600).default(2),
  host: z.string().default("127.0.0.1"),
  port: number(0, 65_535).default(9647),
  "log-level": logLevel,
});

/** The settings of a witness, by the names they have in the file. */
export type Settings = z.infer<typeof settings>;

/** Reads the settings. Throws `UserError` with everything that is wrong. */
export function readSettings(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  return readSettingsOf({ name: "witness", settings }, file, env);
}
