// Where a code leads to: the path of its link, in the manner of GS1 Digital Link (ISO/IEC 18975).
import { BLOCKS } from "../robot-id-reading.js";

/**
 * The path of a robot, a model, a manufacturer or a country: its blocks, each behind a slash. `parseRobotIdUri` reads it back.
 *
 * @param id - A code, or the 12, 6 or 2 characters that it begins with. It is not checked.
 *
 * @example
 * ```ts
 * import { modelOf, parseRobotId } from "@openrobotid/sdk";
 * import { pathOf } from "@openrobotid/sdk/rules";
 *
 * const id = parseRobotId("CNUT01G1PRO126W05000000001234");
 * pathOf(id); // "/CN/UT01/G1PRO1/26W05000000001234"
 * pathOf(modelOf(id)); // "/CN/UT01/G1PRO1"
 * ```
 */
export function pathOf(id: string): string {
  return BLOCKS.filter(({ start }) => start < id.length)
    .map(({ start, length }) => `/${id.slice(start, start + length)}`)
    .join("");
}

/**
 * Whether a path is of a code, right or wrong: its first part is as short as a country's, and nothing else is.
 *
 * @param path - The path of an address, as it is written there or decoded.
 *
 * @example
 * ```ts
 * import { isPathOfCode } from "@openrobotid/sdk/rules";
 *
 * isPathOfCode("/cn/ut01/foo"); // true
 * isPathOfCode("/%43N/UT01"); // true
 * isPathOfCode("/recalls/1"); // false
 * ```
 */
export function isPathOfCode(path: string): boolean {
  return /^\/[^/]{1,2}(\/|$)/u.test(decoded(path));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
