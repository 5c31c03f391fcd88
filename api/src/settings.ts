// What the API is told by its environment, beside what the index is told. Read once, when it starts; a wrong value stops it.

import { resolve } from "node:path";
import {
  type Settings as IndexSettings,
  readSettings,
  SettingsError,
} from "@openrobotid/indexer/settings";
import { type Address, isAddress } from "viem";
import { z } from "zod";

const wholeNumber = (usual: number) => z.coerce.number().int().min(1).default(usual);

const environment = z.object({
  HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(42_069),
  METRICS_HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  WEB_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8080"),
  TRUSTED_PROXIES: z.string().default(""),
  RATE_LIMIT_ADDRESS: wholeNumber(300),
  RATE_LIMIT_KEY: wholeNumber(3000),
  RATE_LIMIT_UNKNOWN: wholeNumber(50),
  DUMPS_DIR: z.string().optional(),
  WITNESS_KEY_FILE: z.string().optional(),
  WITNESS_URL: z.url({ protocol: /^https?$/ }).optional(),
  WITNESS_SEAT: z.coerce.number().int().min(1).optional(),
  WEBHOOK_KEY_FILE: z.string().optional(),
  WEBHOOK_LIMIT: wholeNumber(10),
  WEBHOOK_REPLAY_DAYS: wholeNumber(30),
  WEBHOOK_GIVE_UP_HOURS: wholeNumber(72),
  WEBHOOK_LOOPBACK: z.enum(["on", "off"]).default("off"),
  ACCESS_LOG_KEY_FILE: z.string().optional(),
  ACCESS_LOG_URL: z.url({ protocol: /^https?$/ }).optional(),
  ACCESS_LOG_NOTICE_DAYS: z.coerce.number().int().min(0).max(3650).default(0),
  ANCHORS: z.string().refine(isAddress, { error: "expected the address of Anchors" }).optional(),
  ANCHOR_KEY_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
});

/** What the API is told. */
export interface ApiSettings extends IndexSettings {
  /** Where it listens; on all of the machine's addresses where there is no host. */
  readonly host: string | undefined;
  readonly port: number;
  /** Where the figures of the process are given; nothing where they are not. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Where the pages for people are, without a slash at the end. */
  readonly webUrl: string;
  /** Proxies whose `X-Forwarded-For` is believed: addresses or ranges, by commas. */
  readonly trustedProxies: string;
  /** How often somebody may ask. */
  readonly limits: {
    /** Requests a minute from one address, without a key. */
    readonly address: number;
    /** Requests a minute with one key. */
    readonly key: number;
    /** Codes that were never issued, asked for in ten minutes from one address. */
    readonly unknown: number;
  };
  /** The witness that signs capsules here: the number of its seat, and the file with its key. */
  readonly witness: { readonly seat: number; readonly keyFile: string } | undefined;
  /** Where the witness of this member answers, without a slash at the end; nothing where it runs none. */
  readonly witnessUrl: string | undefined;
  /** How webhooks are sent. */
  readonly webhooks: WebhookSettings;
  readonly accessLog: AccessLogSettings;
  /** The folder of public dumps; nothing where none are published. */
  readonly dumpsDir: string | undefined;
  /** How much is logged. */
  readonly logLevel: z.infer<typeof environment>["LOG_LEVEL"];
}

/** The log of looks. */
export interface AccessLogSettings {
  /** File with the key that signs heads; nothing where none was named. */
  readonly keyFile: string | undefined;
  /** Address of the log, as heads and sign-ins name it. */
  readonly url: string;
  /** Days after which a holder is shown what a key of scope `investigator` looked at. */
  readonly noticeDays: number;
  /** Contract and key with which heads are anchored; nothing where they are not. */
  readonly anchoring: { readonly contract: Address; readonly keyFile: string } | undefined;
}

/** Where the log is, below the address that the API has. */
export const LOG_PATH = "/v1/access-log";

/** How webhooks are sent. */
export interface WebhookSettings {
  /** File with the key that seals their secrets; nothing where none was named. */
  readonly keyFile: string | undefined;
  /** Subscriptions of one key. */
  readonly most: number;
  /** Days before the last block that messages are sent again from. */
  readonly replayDays: number;
  /** Hours that a message may fail before its subscription is paused. */
  readonly giveUpHours: number;
  /** Whether they go to this machine too, over plain http: for development. */
  readonly allowLoopback: boolean;
}

/** Reads the settings. Throws {@link SettingsError} with everything that is wrong. */
export function readApiSettings(env: Readonly<NodeJS.ProcessEnv> = process.env): ApiSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { success, data, error } = environment.safeParse(given);
  if (!success) {
    const issues = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new SettingsError(issues.join("\n"));
  }
  const { WITNESS_KEY_FILE: keyFile, WITNESS_SEAT: seat } = data;
  if ((keyFile === undefined) !== (seat === undefined)) {
    throw new SettingsError("WITNESS_KEY_FILE and WITNESS_SEAT: give both, or neither");
  }
  const { ANCHORS: contract, ANCHOR_KEY_FILE: anchorKeyFile } = data;
  if ((contract === undefined) !== (anchorKeyFile === undefined)) {
    throw new SettingsError("ANCHORS and ANCHOR_KEY_FILE: give both, or neither");
  }
  return {
    ...readSettings(env),
    accessLog: {
      keyFile: data.ACCESS_LOG_KEY_FILE,
      url: `${new URL(data.ACCESS_LOG_URL ?? data.WEB_URL).origin}${LOG_PATH}`,
      noticeDays: data.ACCESS_LOG_NOTICE_DAYS,
      anchoring:
        contract !== undefined && anchorKeyFile !== undefined
          ? { contract, keyFile: anchorKeyFile }
          : undefined,
    },
    host: data.HOST,
    port: data.PORT,
    metrics:
      data.METRICS_PORT === undefined
        ? undefined
        : { host: data.METRICS_HOST, port: data.METRICS_PORT },
    witness: keyFile !== undefined && seat !== undefined ? { seat, keyFile } : undefined,
    witnessUrl: data.WITNESS_URL?.replace(/\/+$/, ""),
    webUrl: data.WEB_URL.replace(/\/+$/, ""),
    trustedProxies: data.TRUSTED_PROXIES,
    limits: {
      address: data.RATE_LIMIT_ADDRESS,
      key: data.RATE_LIMIT_KEY,
      unknown: data.RATE_LIMIT_UNKNOWN,
    },
    webhooks: {
      keyFile: data.WEBHOOK_KEY_FILE,
      most: data.WEBHOOK_LIMIT,
      replayDays: data.WEBHOOK_REPLAY_DAYS,
      giveUpHours: data.WEBHOOK_GIVE_UP_HOURS,
      allowLoopback: data.WEBHOOK_LOOPBACK === "on",
    },
    dumpsDir: data.DUMPS_DIR === undefined ? undefined : resolve(data.DUMPS_DIR),
    logLevel: data.LOG_LEVEL,
  };
}

/** What a process of the API alone is told. */
export interface ProcessSettings extends ApiSettings {
  readonly databaseUrl: string;
}

/** Reads the settings of a process of the API alone. Throws {@link SettingsError} where it would have no database to read. */
export function readProcessSettings(
  env: Readonly<NodeJS.ProcessEnv> = process.env,
): ProcessSettings {
  const { databaseUrl, ...settings } = readApiSettings(env);
  if (databaseUrl) return { ...settings, databaseUrl };
  throw new SettingsError(
    "DATABASE_URL is missing: the API reads the PostgreSQL database that an index fills. PGlite opens for one process alone: without DATABASE_URL, `npm run -w indexer start` answers the API too.",
  );
}
