import { BaseError, ContractFunctionRevertedError, decodeErrorResult, type Hex } from "viem";
import { errorsAbi } from "../abis/errors.js";
import { explanations, type RegistryErrorName } from "./explanations.js";

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

/**
 * A contract refused a call: which of its errors it gave, with which values, said in a plain sentence, and what would
 * have been right.
 */
export class RegistryRefusedError extends BaseError {
  override readonly name = "RegistryRefusedError";
  /** Name of the contract's custom error, e.g. `RobotRegistryNotHolder`. */
  readonly errorName: RegistryErrorName;
  /** Its arguments, as viem decodes them. */
  readonly args: readonly unknown[];
  /** What to do about it. */
  readonly suggestion: string;

  constructor(errorName: RegistryErrorName, args: readonly unknown[], cause?: Error) {
    const explain = explanations[errorName] as (...args: readonly unknown[]) => Explanation;
    const { message, suggestion } = explain(...args);
    super(message, { ...(cause && { cause }), metaMessages: [suggestion] });
    this.errorName = errorName;
    this.args = args;
    this.suggestion = suggestion;
  }
}

/** A contract's error in words. */
export interface Explanation {
  /** What was wrong, with the values. */
  readonly message: string;
  /** What would have been right. */
  readonly suggestion: string;
}

/**
 * The refusal inside an error that viem threw, decoded; any other error as it is.
 *
 * @internal
 */
export function toRegistryError(error: unknown): unknown {
  if (!(error instanceof BaseError)) return error;
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  const data = (reverted as ContractFunctionRevertedError | null)?.raw;
  return (data && decodeRefusal(data, error)) ?? error;
}

/**
 * Revert data as a refusal; `undefined` where no contract of the registry has such an error.
 *
 * @internal
 */
export function decodeRefusal(data: Hex, cause?: Error): RegistryRefusedError | undefined {
  try {
    const { errorName, args } = decodeErrorResult({ abi: errorsAbi, data });
    if (!Object.hasOwn(explanations, errorName)) return undefined;
    return new RegistryRefusedError(errorName as RegistryErrorName, args ?? [], cause);
  } catch {
    // Not one of the registry's errors: the caller keeps the one it has.
    return undefined;
  }
}
