// What the vault refuses, as problem details (RFC 9457).
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** The kinds of problems, with the status of the answer and what each is called. */
export const PROBLEM_KINDS = {
  "invalid-request": [400, "The request is malformed"],
  "not-signed-in": [401, "A session is needed"],
  "sign-in-refused": [401, "The sign-in is refused"],
  "not-entitled": [403, "Not entitled to this"],
  "not-found": [404, "It is not there"],
  conflict: [409, "It contradicts what is there"],
  erased: [410, "The document was erased"],
  "too-large": [413, "Too large"],
  "not-committed": [422, "Not what the chain commits to"],
  "not-signed": [403, "Not signed by the robot, or by who holds or runs it"],
  "grant-refused": [422, "The grant is not valid"],
  "too-many-requests": [429, "Too many requests"],
  damaged: [500, "What is kept was altered, swapped or lost"],
  internal: [500, "A fault of this service"],
  "no-storage": [503, "What is kept cannot be reached now"],
  "not-proven": [503, "The chain cannot be asked now"],
} as const satisfies Record<string, readonly [status: ContentfulStatusCode, title: string]>;

/** A kind of problem. */
export type ProblemKind = keyof typeof PROBLEM_KINDS;

/** Something that the one who asked is told: what was found, and what would have been right. */
export class VaultProblem extends Error {
  override readonly name = "VaultProblem";

  readonly kind: ProblemKind;

  /** @param cause What only the keeper is told. */
  constructor(kind: ProblemKind, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.kind = kind;
  }
}
