// What a vault shows and does not prove.
import { SdkError } from "../errors/sdk-error.js";
import { printable } from "../printable.js";

/** Why something that a vault gave is not believed. */
export type VaultErrorReason =
  /** It is not of the form that it must have. */
  | "malformed"
  /** Nobody signed it who should have. */
  | "notSigned"
  /** Of another robot, vault or chain, or another question. */
  | "another"
  /** A line is not what was written. */
  | "altered"
  /** A line is missing. */
  | "leftOut"
  /** The log is shorter than it was. */
  | "cutOff"
  /** The log does not continue one that was signed, or anchored on the chain. */
  | "forked"
  /** The chain does not have the anchors that the vault names. */
  | "notAnchored";

/**
 * Something that a vault gave and that does not verify.
 *
 * @example
 * ```ts
 * import { VaultError } from "@openrobotid/sdk/vault";
 *
 * new VaultError("leftOut", "Line 3 is missing.", "Keep what you have.").reason; // "leftOut"
 * ```
 */
export class VaultError extends SdkError {
  override readonly name = "VaultError";
  readonly reason: VaultErrorReason;
  /** What to do about it. */
  readonly suggestion: string;

  constructor(reason: VaultErrorReason, message: string, suggestion: string) {
    super(message, { lines: [suggestion] });
    this.reason = reason;
    this.suggestion = printable(suggestion);
  }
}

/** What is not of the form that a vault gives. */
export function malformed(what: string, expected: string): VaultError {
  return new VaultError(
    "malformed",
    `${what} is not of the form that a vault gives.`,
    `Expected ${expected}.`,
  );
}
