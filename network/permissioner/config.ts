// How a permissioner is told what to do: a TOML file, environment variables, or both. The environment goes first.
import { readFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import { isEndpoint } from "@openrobotid/sdk/endpoint";
import { parse } from "smol-toml";
import { z } from "zod";
import { parseEnode } from "./enode.js";

/** A list: an array in the file, separated by commas in the environment. */
const list = <item extends z.ZodType>(item: item) =>
  z.preprocess(
    (value) =>
      typeof value === "string"
        ? value
            .split(",")
            .map((of) => of.trim())
            .filter(Boolean)
        : value,
    z.array(item),
  );

const number = (least: number, most: number) =>
  z.coerce
    .number({ error: `a number from ${least} to ${most}` })
    .min(least)
    .max(most);

const url = z.string().refine(isEndpoint, {
  error: "an http or https address (after #: token-file=PATH, ca-file=PATH)",
});

const path = z.string().min(1, { error: "a path" });

const settings = z
  .strictObject({
    deployment: path,
    "rpc-urls": list(url).refine((urls) => urls.length > 0, {
      error: "at least one http or https address",
    }),
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
    "log-level": z.enum(["trace", "debug", "info", "warn", "error", "fatal"]).default("info"),
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

/** Name of a setting in the environment: `besu-url` is `PERMISSIONER_BESU_URL`. */
export function variableOf(name: string): string {
  return `PERMISSIONER_${name.toUpperCase().replaceAll("-", "_")}`;
}

/** Reads the settings. Throws `UserError` with everything that is wrong. */
export function readSettings(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const names = Object.keys(settings.shape);
  const given = file === undefined ? {} : readToml(file);
  const named = new Map(names.map((name) => [variableOf(name), name]));
  const unknown = Object.keys(env).filter(
    (variable) => variable.startsWith("PERMISSIONER_") && !named.has(variable),
  );
  const fromEnv = Object.fromEntries(
    [...named].flatMap(([variable, name]) => (env[variable] ? [[name, env[variable]]] : [])),
  );
  const all: Readonly<Record<string, unknown>> = { ...given, ...fromEnv };
  const { success, data, error } = settings.safeParse(all);
  const faults = [
    ...unknown.map(
      (variable) => `${variable} is no setting. There are: ${[...named.keys()].join(", ")}.`,
    ),
    ...(error?.issues ?? []).map((issue) => faultOf(issue, all)),
  ];
  if (!success || faults.length > 0) {
    throw new UserError(
      `The permissioner cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
  }
  return data;
}

function faultOf(issue: z.core.$ZodIssue, all: Readonly<Record<string, unknown>>): string {
  if (issue.code === "unrecognized_keys") {
    return `${issue.keys.join(", ")}: no such setting. There are: ${Object.keys(settings.shape).join(", ")}.`;
  }
  const name = String(issue.path[0]);
  if (all[name] === undefined) return `${name} is missing, and so is ${variableOf(name)}.`;
  return `${issue.path.join(".")}: ${issue.message} was expected, not ${JSON.stringify(all[name])}.`;
}

function readToml(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(
      `${file} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  try {
    return parse(text);
  } catch (error) {
    throw new UserError(`${file} is no TOML: ${error instanceof Error ? error.message : error}`);
  }
}
