// Which country a robot belongs to.
import { type CountryCode, countryOf, type ModelId, type RobotId } from "../robot-id.js";

/**
 * The country that answers for a robot: the one on whose market it is, and before it is on one that of its code. As
 * `RobotUnits.countryOf` decides it.
 *
 * @param id - The robot, or its model: the code of both begins with the same country.
 * @param market - The country on whose market it is; absent where it is on none.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 * import { countryAnswering } from "@openrobotid/sdk/rules";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000001234");
 * countryAnswering(id, undefined); // "CN"
 * countryAnswering(id, parseCountryCode("ES")); // "ES"
 * ```
 */
export function countryAnswering<country extends string = CountryCode>(
  id: RobotId | ModelId,
  market: country | null | undefined,
): country | CountryCode {
  return market || countryOf(id);
}
