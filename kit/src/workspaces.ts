import { readFileSync } from "node:fs";

/** The folders of the npm workspaces, in the order in which they build on each other. */
export const workspaces = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    workspaces: string[];
  }
).workspaces;
