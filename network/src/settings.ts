// How a service of a member is told what to do: a TOML file, environment variables, or both. The environment goes first.
import { readFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import { isEndpoint } from "@openrobotid/sdk/endpoint";
import { parse } from "smol-toml";
import { z } from "zod";

/** A list: an array in the file, separated by commas in the environment. */
export const list = <item extends z.ZodType>(item: item) =>
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

export const number = (least: number, most: number) => {
  const error = `a number from ${least} to ${most}`;
  return z.coerce.number({ error }).min(least, { error }).max(most, { error });
};

export const url = z.string().refine(isEndpoint, {
  error: "an http or https address (after #: token-file=PATH, ca-file=PATH)",
});

/** Nodes to ask: at least one. */
export const nodes = list(url).refine((urls) => urls.length > 0, {
  error: "at least one http or https address",
});

export const path = z.string().min(1, { error: "a path" });

export const logLevel = z
  .enum(["trace", "debug", "info", "warn", "error", "fatal"])
  .default("info");

/** What a service is called, and what it can be told. */
export interface Service<settings extends z.ZodObject> {
  /** As its variables begin, in small letters: `permissioner` for `PERMISSIONER_…`. */
  readonly name: string;
  readonly settings: settings;
}

/** Name of a setting in the environment: `besu-url` of the permissioner is `PERMISSIONER_BESU_URL`. */
export function variableOf(service: string, name: string): string {
  return `${service}_${name}`.toUpperCase().replaceAll("-", "_");
}

/** Reads the settings of a service. Throws `UserError` with everything that is wrong. */
export function readSettingsOf<settings extends z.ZodObject>(
  { name: service, settings }: Service<settings>,
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<settings> {
  const prefix = `${service.toUpperCase()}_`;
  const names = Object.keys(settings.shape);
  const given = file === undefined ? {} : readToml(file);
  const named = new Map(names.map((name) => [variableOf(service, name), name]));
  const unknown = Object.keys(env).filter(
    (variable) => variable.startsWith(prefix) && !named.has(variable),
  );
  const fromEnv = Object.fromEntries(
    [...named].flatMap(([variable, name]) => (env[variable] ? [[name, env[variable]]] : [])),
  );
  const all: Readonly<Record<string, unknown>> = { ...given, ...fromEnv };
  const faultOf = (issue: z.core.$ZodIssue) => {
    if (issue.code === "unrecognized_keys") {
      return `${issue.keys.join(", ")}: no such setting. There are: ${names.join(", ")}.`;
    }
    const name = String(issue.path[0]);
    if (all[name] === undefined)
      return `${name} is missing, and so is ${variableOf(service, name)}.`;
    return `${issue.path.join(".")}: ${issue.message} was expected, not ${JSON.stringify(all[name])}.`;
  };
  const { success, data, error } = settings.safeParse(all);
  const faults = [
    ...unknown.map(
      (variable) => `${variable} is no setting. There are: ${[...named.keys()].join(", ")}.`,
    ),
    ...(error?.issues ?? []).map((issue) => faultOf(issue)),
  ];
  if (!success || faults.length > 0) {
    throw new UserError(
      `The ${service} cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
  }
  return data;
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
