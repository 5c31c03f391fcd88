import { BaseError } from "viem";

/** The SDK was set up so that it cannot work. */
export class RegistryConfigurationError extends BaseError {
  override readonly name = "RegistryConfigurationError";
  /** What to do about it. */
  readonly suggestion: string;

  constructor(message: string, suggestion: string) {
    super(message, { metaMessages: [suggestion] });
    this.suggestion = suggestion;
  }
}

/** An action was given what no contract would understand; nothing was sent. */
export class RegistryArgumentError extends BaseError {
  override readonly name = "RegistryArgumentError";
  /** What would have been right. */
  readonly suggestion: string;

  constructor(message: string, suggestion: string) {
    super(message, { metaMessages: [suggestion] });
    this.suggestion = suggestion;
  }
}
