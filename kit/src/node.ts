import { execaSync } from "execa";

/** Majors of Node that the packages are for. */
export const NODES = ["20", "22", "24"] as const;

/** Path of the newest Node of a major version that npm has kept, or fetches. */
export function nodeOfVersion(major: string): string {
  const args = ["exec", "--yes", "--prefer-offline", "--loglevel=error", `--package=node@${major}`];
  // Where npm runs this process, its options are in the environment, and would be taken for those of this call.
  const env = { npm_config_call: undefined, npm_config_package: undefined };
  return execaSync("npm", [...args, "--", "node", "-p", "process.execPath"], { env }).stdout.trim();
}

/** The Node that runs the programs of newcomers: of the major version that `PROGRAMS_NODE` names, or the one that runs this. */
export function nodeOfPrograms(): string {
  const { PROGRAMS_NODE: major } = process.env;
  return major === undefined ? process.execPath : nodeOfVersion(major);
}
