// What is known of a request about a robot.
import type { Address } from "viem";
import type { Standing } from "../access/decide.js";
import type { Grantable } from "../access/tiers.js";
import type { ProvenRobot } from "../chain/reader.js";
import type { VaultProblem } from "../problem.js";

/** What all that is asked about a robot begins with. */
export interface Asked {
  readonly proven: ProvenRobot;
  readonly account: Address | undefined;
  readonly standing: Standing;
}

/** How a path about a robot begins, and refuses. */
export interface Asking {
  readonly ask: (id: string, header: string | undefined) => Promise<Asked>;
  /** Writes down that somebody was refused, and refuses. */
  readonly refuse: (
    asked: Asked,
    about: { readonly seq?: number; readonly kind: Grantable },
    problem: VaultProblem,
  ) => Promise<never>;
  readonly requireSession: (asked: Asked) => Address;
}
