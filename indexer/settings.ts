// What the index is told by its environment, examined before anything starts.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isEndpoint } from "@openrobotid/sdk/endpoint";
import { z } from "zod";
import { contracts } from "./contracts.js";

/** The environment does not say what it must, or says what cannot be. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, "expected an address, 0x and 40 digits");

const deployedContract = z.looseObject({ address, startBlock: z.number().int().min(0) });

const names = Object.keys(contracts) as (keyof typeof contracts)[];

const deploymentFile = z.looseObject({
  chainId: z.number().int().positive(),
  contracts: z.object(
    Object.fromEntries(names.map((name) => [name, deployedContract])) as Record<
      (typeof names)[number],
      typeof deployedContract
    >,
  ),
});

/** Chains of one machine. */
const DEVELOPMENT_CHAINS = [1337, 31337];

/** Whether a chain is one of a single machine, for development. */
export function isDevelopmentChain(chainId: number): boolean {
  return DEVELOPMENT_CHAINS.includes(chainId);
}

/** Where the contracts are. */
export type IndexedDeployment = z.infer<typeof deploymentFile>;

const milliseconds = (usual: number) =>
  z.coerce
    .number({ message: "expected a number of milliseconds" })
    .int("expected whole milliseconds")
    .min(10, "expected at least 10 milliseconds")
    .default(usual);

const urls = z
  .string({ message: "is missing: give the addresses of the chain's nodes, comma separated" })
  .transform((text) =>
    text
      .split(",")
      .map((url) => url.trim())
      .filter(Boolean),
  )
  .pipe(
    z
      .array(
        z
          .string()
          .refine(
            isEndpoint,
            "expected http:// or https:// addresses (after #: token-file=PATH, ca-file=PATH)",
          ),
      )
      .min(1, "expected at least one address"),
  );

/** Schema of the tables where the environment names none. */
const USUAL_SCHEMA = "robot_index";

/** The schema of the tables in the database, as it is given: {@link readSettings} examines it. */
export function databaseSchemaOf({ DATABASE_SCHEMA }: Readonly<NodeJS.ProcessEnv>): string {
  return DATABASE_SCHEMA || USUAL_SCHEMA;
}

const environment = z.object({
  DEPLOYMENT: z.string({
    message: "is missing: give the path of the deployment file, such as ../deployments/31337.json",
  }),
  RPC_URLS: urls,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "expected a postgresql:// address")
    .optional(),
  DATA_DIR: z.string().default(".ponder"),
  DATABASE_SCHEMA: z
    .string()
    .regex(
      /^[a-z_][a-z0-9_]{0,44}$/,
      "expected lower-case letters, digits and underscores, at most 45 of them",
    )
    .default(USUAL_SCHEMA),
  POLLING_INTERVAL: milliseconds(1000),
  RPC_BLOCK_RANGE: z.coerce
    .number({ message: "expected a number of blocks" })
    .int("expected a whole number of blocks")
    .min(1, "expected at least one block")
    .default(5000),
  PROVE: z.enum(["on", "off"], { message: "expected on or off" }).default("on"),
  API: z.enum(["on", "off"], { message: "expected on or off" }).default("on"),
  MAX_AGE: z
    .union([z.literal("none"), z.coerce.number().int().min(1)], {
      message: "expected a whole number of seconds, or none",
    })
    .default(90),
  RPC_RATE: z.coerce
    .number({ message: "expected a number of requests a second" })
    .int("expected a whole number of requests a second")
    .min(1, "expected at least one request a second")
    .default(500),
});

/** What the index is told. */
export interface Settings {
  readonly deployment: IndexedDeployment;
  /** Endpoints of the chain's nodes, with token and authority where they ask for them. */
  readonly rpcUrls: string[];
  /** Address of the PostgreSQL database; PGlite in `dataDir` where there is none. */
  readonly databaseUrl: string | undefined;
  /** Folder of everything that is kept on disk. */
  readonly dataDir: string;
  /** Schema of the tables in the database. */
  readonly databaseSchema: string;
  /** Milliseconds between two looks at the chain's latest block. */
  readonly pollingInterval: number;
  /** Most blocks that one request asks for logs of. */
  readonly blockRange: number;
  /** Whether everything that is read of the chain must be proven, where the deployment carries an anchor. */
  readonly prove: boolean;
  /** Whether the process of the index answers the API too. */
  readonly api: boolean;
  /** Greatest age of the newest block, in seconds; `undefined` where blocks are made only when something happens. */
  readonly maxAge: number | undefined;
  /** Requests a second that each node is asked at first; fewer once it refuses some. */
  readonly requestRate: number;
}

/** Where PGlite keeps the tables of the index. */
export const pgliteFolder = (dataDir: string): string => join(dataDir, "index");

/** Reads the settings. Throws {@link SettingsError} with everything that is wrong, a line each. */
export function readSettings(env: Readonly<NodeJS.ProcessEnv> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = environment.safeParse(given);
  if (!read.success) throw new SettingsError(sentences(read.error, given));
  const settings = read.data;
  return {
    deployment: readDeployment(settings.DEPLOYMENT),
    rpcUrls: settings.RPC_URLS,
    databaseUrl: settings.DATABASE_URL,
    dataDir: resolve(settings.DATA_DIR),
    databaseSchema: settings.DATABASE_SCHEMA,
    pollingInterval: settings.POLLING_INTERVAL,
    blockRange: settings.RPC_BLOCK_RANGE,
    prove: settings.PROVE === "on",
    api: settings.API === "on",
    maxAge: settings.MAX_AGE === "none" ? undefined : settings.MAX_AGE,
    requestRate: settings.RPC_RATE,
  };
}

/** What may be repeated to anyone who reads the log: addresses can hold passwords. */
const SHOWN = new Set([
  "API",
  "DATABASE_SCHEMA",
  "MAX_AGE",
  "POLLING_INTERVAL",
  "PROVE",
  "RPC_BLOCK_RANGE",
  "RPC_RATE",
]);

function sentences(error: z.ZodError, given: Readonly<Record<string, unknown>>): string {
  return error.issues
    .map(({ path, message }) => {
      const name = String(path[0]);
      const found = SHOWN.has(name) ? `: found "${given[name]}",` : ":";
      return message.startsWith("is missing") ? `${name} ${message}` : `${name}${found} ${message}`;
    })
    .join("\n");
}

function readDeployment(file: string): IndexedDeployment {
  const path = resolve(file);
  if (!existsSync(path)) {
    throw new SettingsError(
      `DEPLOYMENT: there is no file ${path}. \`npm run deploy\` and \`npm start\` write one.`,
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new SettingsError(`DEPLOYMENT: ${path} is not JSON: ${(cause as Error).message}`);
  }
  const read = deploymentFile.safeParse(content);
  if (read.success) return read.data;
  const issues = read.error.issues.map(
    (issue) => `DEPLOYMENT: ${path}: ${issue.path.join(".")}: ${issue.message}`,
  );
  throw new SettingsError(issues.join("\n"));
}
