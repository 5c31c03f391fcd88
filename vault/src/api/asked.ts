// What is known of a request about a robot.
import type { Address } from "viem";
import type { Standing } from "../access/decide.js";
import type { ProvenRobot } from "../chain/reader.js";

/** What all that is asked about a robot begins with. */
export interface Asked {
  readonly proven: ProvenRobot;
  readonly account: Address | undefined;
  readonly standing: Standing;
}
