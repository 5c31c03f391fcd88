// How capsules and lists of witnesses are refused: by the same errors as a node, for a reason of their own.
import type { Refuse } from "../internal/strict-cbor.js";
import { NotProvenError } from "../proof/errors.js";

/** A capsule that is not as it must be. */
export const refusedCapsule: Refuse = (reason, what, cause) =>
  new NotProvenError(reason, {
    message: `The capsule ${what}.`,
    suggestion: "Scan it again; if it stays so, look the robot up in the registry.",
    node: "the capsule",
    cause,
  });

/** A list of witnesses that is not as it must be. */
export const refusedList: Refuse = (reason, what, cause) =>
  new NotProvenError(reason, {
    message: `The list of witnesses ${what}.`,
    suggestion: "Get the list again from a member.",
    node: "the list of witnesses",
    cause,
  });
