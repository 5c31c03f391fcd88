// Reads files that people name: what is wrong with one is said with its name, and no secret is shown with it.
import { readFileSync } from "node:fs";
import { usageFailure } from "./failure.js";
import { fileFault } from "./file-faults.js";
import { withoutKeys } from "./secrets.js";

/** The bytes of a file. */
export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const fault = fileFault(error as NodeJS.ErrnoException) ?? (error as Error).message;
    throw usageFailure(`${withoutKeys(path)}: ${fault}.`, undefined, {
      fault: (error as NodeJS.ErrnoException).code,
    });
  }
}

/** The text of a file. */
export function readText(path: string): string {
  return readBytes(path).toString("utf8");
}

/** The JSON of a text. What is in it is not shown: it may be a key. */
export function parseJson(name: string, text: string): unknown {
  if (text.trim() === "") throw usageFailure(`${withoutKeys(name)} is empty, and JSON is needed.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
    const place = position === undefined ? "" : ` from character ${Number(position) + 1} on`;
    throw usageFailure(`${withoutKeys(name)} is no JSON${place}.`);
  }
}
