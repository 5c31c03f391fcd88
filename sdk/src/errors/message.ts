import { SDK_VERSION } from "../version.js";

/** What the last line of every message says. */
export const VERSION = `@openrobotid/sdk@${SDK_VERSION}`;

/**
 * The message of an error of this package, whatever it is an error of besides.
 *
 * @param short - One sentence.
 * @param lines - What follows it.
 * @param page - Where more is said.
 */
export function messageOf(short: string, lines: readonly string[], page?: string): string {
  const more = page === undefined ? [] : [`See: ${page}`];
  return [short, "", ...lines, "", ...more, `Version: ${VERSION}`]
    .filter((line, index, all) => line !== "" || all[index - 1] !== "")
    .join("\n");
}
