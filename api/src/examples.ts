import { readFileSync } from "node:fs";

/** Whole answers by method, path and type: `npm run examples -w api` takes them from the example world. */
export const examples = JSON.parse(
  readFileSync(new URL("../examples.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
