// What is said instead of an answer that was proven. Three kinds that never look alike: a host that cannot show it, a host
// whose word differs from what was proven, and no host at all.
import { BaseError } from "viem";
import { RegistryError } from "../errors/registry-error.js";

/** Which of the answers an error is. The fourth one, `proven`, is no error. */
export type ProofAnswer = "notProven" | "conflict" | "unreachable";

/** Why something was not proven. */
export type NotProvenReason =
  // Headers.
  | "headerShape"
  | "headerHash"
  | "blockUnknown"
  // The chain.
  | "wrongChain"
  | "wrongGenesis"
  | "wrongCheckpoint"
  // Seals of QBFT.
  | "extraData"
  | "sealShape"
  | "sealZero"
  | "sealHighS"
  | "sealStranger"
  | "sealTwice"
  | "sealsTooFew"
  // Sets of validators, and the path from one to the next.
  | "validatorsEmpty"
  | "validatorTwice"
  | "stepBack"
  | "stepSeals"
  | "pathTooLong"
  // Proofs of state (EIP-1186).
  | "proofShape"
  | "proofRoot"
  | "proofNode"
  | "proofStray"
  | "proofValue"
  | "proofKey"
  | "slotMissing"
  | "accountMissing"
  | "accountAbsent"
  | "codeMissing"
  | "codeHash"
  // Time.
  | "tooOld"
  | "fromTheFuture"
  | "afterHead"
  // Blocks and logs.
  | "transactionsRoot"
  | "receiptsRoot"
  | "logsNotCommitted"
  // Evidence files: how they are written, and what they hold.
  | "fileFormat"
  | "fileVersion"
  | "fileTruncated"
  | "fileTrailing"
  | "fileLength"
  | "fileTooLarge"
  | "fileDamaged"
  | "fileDuplicateKey"
  | "fileIndefinite"
  | "fileTag"
  | "fileShape"
  | "notCovered"
  // Witnesses: what they cosign, and who they are.
  | "checkpointShape"
  | "cosignaturesTooFew"
  | "witnessUnknown"
  | "witnessLeft"
  | "witnessListOld"
  // Capsules.
  | "capsuleSignature"
  | "capsuleExpired"
  // What was asked, and how it was answered.
  | "notProvable"
  | "nodeRefused"
  | "answerShape";

/** What a {@link ProofError} is made of. */
export interface ProofErrorParameters {
  /** What was wrong, in one sentence. */
  readonly message: string;
  /** What would have been right, or what to do about it. */
  readonly suggestion: string;
  /** The node that gave it, by its name. */
  readonly node?: string | undefined;
  /** The error underneath. */
  readonly cause?: Error | undefined;
}

/**
 * Instead of an answer that was proven. It never carries an unproven answer that could be taken for one.
 *
 * @example
 * ```ts
 * import { NotProvenError, ProofError } from "@openrobotid/sdk/proof";
 *
 * const error = new NotProvenError("tooOld", { message: "Too old.", suggestion: "Ask another node." });
 * error instanceof ProofError; // true
 * error.answer; // "notProven"
 * ```
 */
export abstract class ProofError extends RegistryError {
  /** Which of the answers it is. */
  abstract readonly answer: ProofAnswer;
  /** The node that gave it, by its name; `undefined` where no single one did. */
  node: string | undefined;

  constructor({ message, suggestion, node, cause }: ProofErrorParameters) {
    super(message, suggestion, cause);
    this.node = node;
  }
}

/**
 * The host cannot show it: no proof, a wrong one, or one that is too old. What it said may be true or not.
 *
 * @example
 * ```ts
 * import { NotProvenError, verifyCode } from "@openrobotid/sdk/proof";
 *
 * let error: unknown;
 * try {
 *   verifyCode("0x00", `0x${"11".repeat(32)}`, "0x0000000000000000000000000000000000000001");
 * } catch (thrown) {
 *   error = thrown;
 * }
 * error instanceof NotProvenError; // true
 * (error as NotProvenError).reason; // "codeHash"
 * ```
 */
export class NotProvenError extends ProofError {
  override readonly name = "NotProvenError";
  override readonly answer = "notProven";
  /** What exactly was missing or wrong. */
  readonly reason: NotProvenReason;

  constructor(reason: NotProvenReason, parameters: ProofErrorParameters) {
    super(parameters);
    this.reason = reason;
  }
}

/** What two sides said that cannot both be true. */
export interface Conflict {
  /** What was proven, in words. */
  readonly proven: string;
  /** What the host said, in words. */
  readonly said: string;
}

/**
 * What the host said and what was proven differ; or two hosts show two different chains. Somebody is wrong or lies, and it
 * can be shown who.
 *
 * @example
 * ```ts
 * import { ConflictError } from "@openrobotid/sdk/proof";
 *
 * const error = new ConflictError(
 *   { proven: "7 entries", said: "6 entries" },
 *   { message: "An entry was left out.", suggestion: "Ask another node." },
 * );
 * error.answer; // "conflict"
 * error.said; // "6 entries"
 * ```
 */
export class ConflictError extends ProofError implements Conflict {
  override readonly name = "ConflictError";
  override readonly answer = "conflict";
  readonly proven: string;
  readonly said: string;

  constructor({ proven, said }: Conflict, parameters: ProofErrorParameters) {
    super(parameters);
    this.proven = proven;
    this.said = said;
  }
}

/**
 * No host answered.
 *
 * @example
 * ```ts
 * import { UnreachableError } from "@openrobotid/sdk/proof";
 *
 * new UnreachableError({ message: "No answer.", suggestion: "Try again." }).answer; // "unreachable"
 * ```
 */
export class UnreachableError extends ProofError {
  override readonly name = "UnreachableError";
  override readonly answer = "unreachable";
}

/**
 * The {@link ProofError} inside an error that viem or an action threw; `undefined` where there is none. viem wraps what a
 * transport throws.
 *
 * @example
 * ```ts
 * import { proofErrorOf, UnreachableError } from "@openrobotid/sdk/proof";
 *
 * const error = new UnreachableError({ message: "No answer.", suggestion: "Try again." });
 * proofErrorOf(error)?.answer; // "unreachable"
 * proofErrorOf(new Error("another")); // undefined
 * ```
 */
export function proofErrorOf(error: unknown): ProofError | undefined {
  if (error instanceof ProofError) return error;
  if (!(error instanceof BaseError)) return undefined;
  const found = error.walk((cause) => cause instanceof ProofError);
  return found instanceof ProofError ? found : undefined;
}
