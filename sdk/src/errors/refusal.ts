import { BaseError, ContractFunctionRevertedError, decodeErrorResult, type Hex } from "viem";
import { errorsAbi } from "../abis/errors.js";
import type { RegistryErrorName } from "./explanations/explanation.js";
import { isOfRegistry, type RefusalValues, wordsOfRefusal } from "./refusal-words.js";
import { RegistryError, RegistryRecordError } from "./registry-error.js";

/** One error of the contracts. */
class Refused<name extends RegistryErrorName> extends RegistryError {
  override readonly name = "RegistryRefusedError";
  /** Name of the contract's custom error, e.g. `RobotRegistryNotHolder`. */
  readonly errorName: name;
  /** Its arguments, as viem decodes them. */
  readonly args: readonly unknown[];
  /** Its arguments by name: codes as text, enums as words, times in seconds. */
  readonly values: RefusalValues<name>;

  constructor(errorName: name, args: readonly unknown[], cause?: Error) {
    const { message, suggestion, values, page } = wordsOfRefusal(errorName, args);
    super(message, suggestion, cause, page);
    this.errorName = errorName;
    this.args = args;
    this.values = values;
  }
}

/** What {@link RegistryRefusedError} makes: a union by `errorName`, so that `values` have the types of that error. */
export type RegistryRefusedError = {
  [name in RegistryErrorName]: Refused<name>;
}[RegistryErrorName];

interface RegistryRefusedErrorConstructor {
  readonly prototype: RegistryRefusedError;
  new (errorName: RegistryErrorName, args: readonly unknown[], cause?: Error): RegistryRefusedError;
}

/**
 * A contract refused a call: which of its errors it gave, with which values, said in a plain sentence, and what would
 * have been right.
 *
 * A union by `errorName`: where that is compared, `values` have the types of that error.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { RegistryRefusedError } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const refusal = await buyer.offerIntake({ id }).catch((error) => error);
 * refusal instanceof RegistryRefusedError; // true
 * refusal.errorName; // "RobotRegistryNotHolder"
 * refusal.values.id; // "CNUT01G1PRO126W05000000000001"
 * ```
 */
export const RegistryRefusedError = Refused as unknown as RegistryRefusedErrorConstructor;

/**
 * The refusal inside an error that viem threw, decoded; or what was wrong with what nodes said, which viem wraps; any other error
 * as it is.
 *
 * @internal
 */
export function toRegistryError(error: unknown): unknown {
  if (!(error instanceof BaseError)) return error;
  const record = error.walk((cause) => cause instanceof RegistryRecordError);
  if (record) return record;
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  const data = (reverted as ContractFunctionRevertedError | null)?.raw;
  return (data && data !== "0x" ? decodeRefusal(data, error) : undefined) ?? error;
}

/**
 * Revert data as a refusal; `undefined` where no contract of the registry has such an error.
 *
 * @internal
 */
export function decodeRefusal(data: Hex, cause?: Error): RegistryRefusedError | undefined {
  const refusal = decodeCustomError(data);
  if (!refusal || !isOfRegistry(refusal.errorName)) return undefined;
  return new RegistryRefusedError(refusal.errorName, refusal.args ?? [], cause);
}

function decodeCustomError(data: Hex) {
  try {
    return decodeErrorResult({ abi: errorsAbi, data });
  } catch (error) {
    // An error of another contract, or no error's data at all.
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}
