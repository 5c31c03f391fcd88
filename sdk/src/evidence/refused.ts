// How a file is refused: by the same errors as a node, for a reason of its own.
import { NotProvenError, type NotProvenReason } from "../proof/errors.js";

/** How files are named in errors, in the place of a node. */
export const FILE = "the evidence file";

/** A file that is not as it must be. */
export function refusedFile(reason: NotProvenReason, what: string, cause?: Error): NotProvenError {
  return new NotProvenError(reason, {
    message: `The evidence file ${what}.`,
    suggestion: "Get the file again from the one who made it: this copy shows nothing.",
    node: FILE,
    cause,
  });
}

/** Something that the file does not hold. */
export function notCovered(what: string): NotProvenError {
  return new NotProvenError("notCovered", {
    message: `The evidence file does not cover this: it holds no ${what}.`,
    suggestion: "Ask it what it was made for, or have another file made that covers this too.",
    node: FILE,
  });
}
