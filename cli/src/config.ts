// The configuration file: which registry is meant, by the name of a profile.
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { usageFailure } from "./failure.js";
import { parseJson, readText } from "./read-file.js";
import { isPrivateKey } from "./secrets.js";
import type { Shell } from "./shell.js";

const profile = z
  .object({
    rpc: z.string().url().describe("Address of a node"),
    deployment: z.string().min(1).describe("Path or address of deployments/<chainId>.json"),
    verifyAgainst: z.string().url().optional().describe("Address of another member's node"),
    anchor: z.string().min(1).optional().describe("Path of the anchor that proofs begin with"),
    keystore: z
      .string()
      .min(1)
      .refine((text) => !isPrivateKey(text), "expected the path of a keystore file, and no key")
      .optional()
      .describe("Path of the keystore file that signs"),
  })
  .strict();

const config = z
  .object({
    profile: z.string().optional().describe("The profile that is used where none is named"),
    profiles: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), profile).default({}),
  })
  .strict();

/** One registry, and how to reach it. */
export type Profile = z.infer<typeof profile>;

/** What the file holds. */
export type Config = z.infer<typeof config>;

/** The profile that is there without being written down: the chain that `npm start` runs. */
export const SANDBOX = "sandbox";

const SANDBOX_DEPLOYMENT = join("deployments", "31337.json");

/** Where the file is: `--config`, or the place that the XDG specification gives it. */
export function configPath({ env, cwd }: Shell, given: string | undefined): string {
  if (given !== undefined) return resolve(cwd, given);
  const base = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), ".config");
  return join(base, "robotid", "config.json");
}

/** Reads the file; one that is not there is an empty one. */
export function readConfig(path: string): Config {
  if (!existsSync(path)) return { profiles: {} };
  const read = config.safeParse(parseJson(path, readText(path)));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw usageFailure(
    `${path}: ${issue?.path.join(".") || "the file"}: ${issue?.message}.`,
    "`robotid config set` writes it as it must be.",
  );
}

/** Writes the file, whole or not at all. */
export function writeConfig(path: string, content: Config): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(config.parse(content), null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

/** All profiles: those of the file, and the sandbox. */
export function profilesOf(content: Config, shell: Shell): Record<string, Profile> {
  return { [SANDBOX]: sandbox(shell), ...content.profiles };
}

/** Where `npm start` of this repository, or of the current folder, writes its addresses. */
function sandbox({ cwd }: Shell): Profile {
  const repository = fileURLToPath(new URL("../..", import.meta.url));
  const places = [cwd, repository].map((folder) => join(folder, SANDBOX_DEPLOYMENT));
  const deployment = places.find((place) => existsSync(place)) ?? join(cwd, SANDBOX_DEPLOYMENT);
  return { rpc: "http://127.0.0.1:8545", deployment };
}
