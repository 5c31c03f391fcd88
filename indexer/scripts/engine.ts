// How Ponder is started: by the function of its command, with what its own command line would give that.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where Ponder is installed. */
const ponder = fileURLToPath(new URL("../..", import.meta.resolve("ponder")));

/** Ponder's module of a command, and the options of that. */
export interface EngineStart {
  readonly command: string;
  readonly options: Readonly<Record<string, unknown>> & { readonly command: string };
}

interface Version {
  readonly version: string;
}

/**
 * Says to Ponder what it takes from the environment alone, and how it is started.
 *
 * @param port - Of its own server, which is for this process.
 */
export function engineStart(
  command: string,
  { schema, port }: { schema: string; port: number },
): EngineStart {
  process.env.PORT = String(port);
  // Nothing is reported to anybody.
  process.env.PONDER_TELEMETRY_DISABLED = "true";
  return {
    command: pathToFileURL(join(ponder, "dist", "esm", "bin", "commands", `${command}.js`)).href,
    options: {
      command,
      version: (JSON.parse(readFileSync(join(ponder, "package.json"), "utf8")) as Version).version,
      root,
      config: "ponder.config.ts",
      schema,
      hostname: "127.0.0.1",
      logFormat: process.env.LOG_FORMAT === "pretty" ? "pretty" : "json",
      logLevel: process.env.LOG_LEVEL ?? "info",
      disableUi: true,
    },
  };
}
