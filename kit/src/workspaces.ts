import { readFileSync } from "node:fs";

/** The folders of the npm workspaces, as package.json lists them. */
export const workspaces = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    workspaces: string[];
  }
).workspaces;
