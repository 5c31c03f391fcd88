// What a run of mutants and its workers tell each other.
import type { Contract } from "./compiler.js";
import type { Mutant } from "./operators.js";

/** Names the folder of artifacts that a worker runs the tests on. */
export const ARTIFACTS_VARIABLE = "OPEN_ROBOT_ID_MUTANT_ARTIFACTS";

export interface Task {
  /** What to change; nothing, to see that the tests pass without. */
  mutant: Mutant | undefined;
  rounds: { contracts: Contract[]; tests: string[] }[];
}

export type Outcome =
  | { kind: "killed" /** Test file. */; by: string /** Title of the test. */; test: string }
  | { kind: "survived" }
  | { kind: "uncompilable"; why: string };
